"""Plans from e-Kinerja BKN and Ruang GTK, line by line: read-only here, corrected by the next import."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from asn_portal.core.models import Pengguna
from asn_portal.lembar.impor import Baris, JenisImpor, KolomImpor, register_impor
from kinerja import permissions
from kinerja.enums import Aspek, JenisHasil, Perspektif
from kinerja.impor import LUAR, PEGAWAI
from kinerja.selectors import impor_rencana as selectors
from kinerja.services import impor_rencana as services
from pegawai.selectors.impor import find_people


def check(by: Pengguna, rows: Sequence[Baris]) -> None:
    find_people(by, rows, "pegawai")
    selectors.prepare(by, rows)


def write(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    find_people(by, rows, "pegawai")
    services.write_many(rows, impor=impor, by=by)


RENCANA = JenisImpor(
    nama="rencana-kinerja",
    judul="Rencana kinerja dari sistem lain",
    kata="Mencatat rencana hasil kerja dari e-Kinerja BKN atau Ruang GTK; di portal hanya dibaca, dan tidak seorang pun diminta mengisinya lagi.",
    kata_tarik="Rencana yang baru dicatat hilang lagi, yang diperbaiki kembali seperti semula.",
    kolom=(
        PEGAWAI,
        KolomImpor("tahun", "Tahun", "2026", jenis="bilangan", panjang=4),
        KolomImpor("nomor", "Nomor hasil kerja", "1", jenis="bilangan", panjang=3, lain=("no", "nomor")),
        KolomImpor("urut", "Nomor ukuran", "1", jenis="bilangan", wajib=False, panjang=3, petunjuk="Kosongkan bila hanya satu ukuran."),
        KolomImpor(
            "jenis", "Utama atau tambahan", "Utama", jenis="pilihan", wajib=False, lain=("jenis",),
            pilihan={str(one.label): str(one.value) for one in JenisHasil},
        ),
        KolomImpor("rhk_pimpinan", "Rencana hasil kerja pimpinan", "Meningkatnya mutu pembelajaran", wajib=False, panjang=1000),
        KolomImpor("teks", "Rencana hasil kerja", "Tersusunnya perangkat ajar", panjang=1000, lain=("rhk", "hasil kerja")),
        KolomImpor("aspek", "Aspek", "Kuantitas", jenis="pilihan", wajib=False, pilihan={str(one.label): str(one.value) for one in Aspek}),
        KolomImpor("perspektif", "Perspektif", "", jenis="pilihan", wajib=False, pilihan={str(one.label): str(one.value) for one in Perspektif}),
        KolomImpor("indikator", "Indikator kinerja individu", "Jumlah perangkat ajar", wajib=False, panjang=1000, lain=("iki", "indikator")),
        KolomImpor("target", "Target", "12 perangkat", wajib=False, panjang=200),
        KolomImpor("jabatan", "Jabatan", "Guru Ahli Muda", wajib=False, panjang=200, petunjuk="Kosongkan bila sama dengan yang sekarang."),
        KolomImpor("sumber", "Sumber", "Ruang GTK", jenis="pilihan", pilihan=LUAR, lain=("sumber kinerja", "sistem")),
        KolomImpor("sumber_tanggal", "Tanggal data", "20/01/2026", jenis="tanggal", lain=("tanggal", "tanggal unduh")),
        KolomImpor("referensi", "Referensi", "Unduhan Ruang GTK 20 Januari 2026", panjang=200, petunjuk="Nomor dokumen atau nama unduhannya."),
    ),
    kunci=("pegawai", "tahun", "nomor", "urut"),
    boleh=permissions.can_import_ratings,
    periksa=check,
    terapkan=write,
    tarik=services.take_back_many,
    kelompok="Kinerja",
)  # fmt: skip
register_impor(RENCANA)
