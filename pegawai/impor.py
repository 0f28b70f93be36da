"""The tables that can be brought in about people: placements, and new people."""

from __future__ import annotations

from asn_portal.lembar.impor import JenisImpor, KolomImpor, register_impor
from pegawai import permissions
from pegawai.enums import JenisKelamin, JenisPegawai
from pegawai.selectors import impor as selectors
from pegawai.services import massal


def _choices(choices: type[JenisKelamin] | type[JenisPegawai]) -> dict[str, str]:
    return {str(satu.label): str(satu.value) for satu in choices}


UNIT = KolomImpor(
    "unit", "Unit kerja", "Bidang Contoh", lain=("unit", "nama unit", "unit baru"), saran=selectors.unit_labels,
    petunjuk="Nama persis seperti di halaman Unit kerja. Bila ada beberapa unit bernama sama: Unit di atasnya / Nama unit.",
)  # fmt: skip
DASAR = KolomImpor(
    "dasar", "Dasar", "SK Nomor 123 Tahun 2026", lain=("nomor sk", "sk", "dasar hukum"),
    petunjuk="Nomor dan tanggal keputusan.",
)  # fmt: skip

PENEMPATAN = JenisImpor(
    nama="penempatan",
    judul="Pindah unit",
    kata="Memindahkan pegawai ke unit lain mulai tanggal tertentu, sama seperti Pindahkan di halaman profilnya.",
    kata_tarik="Unit sebelumnya berlaku lagi. Peran yang berakhir karena pindah tidak kembali sendiri.",
    kolom=(
        KolomImpor(
            "pegawai", "NIP atau NRK", "199002152015012001", jenis="nomor", panjang=20, lain=("nip", "nrk", "nomor induk"),
            petunjuk="Sebagai teks, bukan bilangan.",
        ),
        UNIT,
        KolomImpor("mulai", "Mulai", "01/12/2026", jenis="tanggal", lain=("tmt", "tanggal mulai", "mulai berlaku")),
        DASAR,
    ),
    kunci=("pegawai", "mulai"),
    boleh=permissions.can_import_people,
    periksa=selectors.check_moves,
    terapkan=massal.move_many,
    tarik=massal.take_back_moves,
)  # fmt: skip

PEGAWAI_BARU = JenisImpor(
    nama="pegawai-baru",
    judul="Pegawai baru",
    kata="Mencatat orang yang belum ada di portal: identitas, nomor, unit, dan atasannya.",
    kata_tarik="Catatannya tidak tampil lagi di mana pun dan nomornya dapat dipakai lagi.",
    kolom=(
        KolomImpor("nip", "NIP", "199002152015012001", jenis="nomor", panjang=18, petunjuk="18 angka sebagai teks, bukan bilangan."),
        KolomImpor("nrk", "NRK", "170001", jenis="nomor_pendek", wajib=False, panjang=15),
        KolomImpor("nik", "NIK", "3171015502900001", jenis="nomor", wajib=False, panjang=16, petunjuk="16 angka sebagai teks. Disimpan terenkripsi."),
        KolomImpor("gelar_depan", "Gelar depan", "Dr.", wajib=False, panjang=60),
        KolomImpor("nama", "Nama", "Nama Contoh", lain=("nama tanpa gelar", "nama lengkap", "nama pegawai"), petunjuk="Tanpa gelar."),
        KolomImpor("gelar_belakang", "Gelar belakang", "S.Sos.", wajib=False, panjang=100),
        KolomImpor("jenis", "Jenis pegawai", "PNS", jenis="pilihan", pilihan=_choices(JenisPegawai), lain=("status pegawai",)),
        KolomImpor("jenis_kelamin", "Jenis kelamin", "Perempuan", jenis="pilihan", pilihan=_choices(JenisKelamin), lain=("kelamin", "l/p")),
        KolomImpor("tanggal_lahir", "Tanggal lahir", "15/02/1990", jenis="tanggal", lain=("tgl lahir",)),
        UNIT,
        KolomImpor("mulai", "Mulai di unit", "01/12/2026", jenis="tanggal", lain=("mulai", "tmt", "tanggal mulai")),
        KolomImpor(
            "atasan", "NIP atau NRK atasan", "198501012010011001", jenis="nomor", wajib=False, panjang=20,
            lain=("atasan", "nip atasan", "nrk atasan"),
        ),
        DASAR,
    ),
    kunci=("nip",),
    boleh=permissions.can_import_people,
    periksa=selectors.check_new_people,
    terapkan=massal.create_many,
    tarik=massal.take_back_people,
    rahasia=True,
)  # fmt: skip

register_impor(PENEMPATAN, PEGAWAI_BARU)
