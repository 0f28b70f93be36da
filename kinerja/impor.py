"""Ratings from e-Kinerja BKN and Ruang GTK, as a table or as SIASN gives them (`skp22`, `kinerjaPeriodik`). Read-only here."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from asn_portal.core.forms.dasar import read_date
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.lembar.impor import JSON, Baris, JenisImpor, KolomImpor, register_impor
from kinerja import permissions, siasn
from kinerja.aturan.kata import PREDIKAT, RATING
from kinerja.enums import JenisEvaluasi, SumberKinerja
from kinerja.selectors import impor as selectors
from kinerja.services import impor as services
from pegawai.selectors.impor import find_people, people_by_number

NIP = re.compile(r"(?<![0-9])[0-9]{18}(?![0-9])")
LUAR = {str(one.label): str(one.value) for one in SumberKinerja if one != SumberKinerja.PORTAL}
PEGAWAI = KolomImpor(
    "pegawai", "NIP atau NRK", "199002152015012001", jenis="nomor", panjang=20, lain=("nip", "nrk", "nomor induk"),
    petunjuk="Sebagai teks, bukan bilangan.",
)  # fmt: skip


def _reverse(words: dict[str, str]) -> dict[str, str]:
    return {label: slug for slug, label in words.items()}


def check(by: Pengguna, rows: Sequence[Baris]) -> None:
    find_people(by, rows, "pegawai")
    selectors.prepare(by, rows)


def write(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    find_people(by, rows, "pegawai")
    services.write_many(rows, impor=impor, by=by)


EVALUASI = JenisImpor(
    nama="evaluasi-kinerja",
    judul="Predikat kinerja dari sistem lain",
    kata="Mencatat rating dan predikat dari e-Kinerja BKN atau Ruang GTK; di portal hanya dibaca dan dihitung, tidak diubah.",
    kata_tarik="Predikat yang baru dicatat hilang lagi, yang diperbaiki kembali seperti semula; angka kreditnya dihitung lagi.",
    kolom=(
        PEGAWAI,
        KolomImpor("tahun", "Tahun", "2025", jenis="bilangan", panjang=4),
        KolomImpor("jenis", "Jenis penilaian", "Tahunan", jenis="pilihan", pilihan={str(one.label): str(one.value) for one in JenisEvaluasi}, lain=("jenis",)),
        KolomImpor("nomor", "Triwulan atau bulan ke-", "", jenis="bilangan", wajib=False, panjang=2, lain=("nomor", "triwulan", "bulan")),
        KolomImpor("mulai", "Mulai", "", jenis="tanggal", wajib=False, petunjuk="Kosongkan bila seluruh masa itu."),
        KolomImpor("sampai", "Sampai", "", jenis="tanggal", wajib=False),
        KolomImpor("jabatan", "Jabatan", "Guru Ahli Muda", wajib=False, petunjuk="Kosongkan bila sama dengan yang sekarang."),
        KolomImpor("hasil_kerja", "Rating hasil kerja", "Sesuai ekspektasi", jenis="pilihan", pilihan=_reverse(RATING), lain=("hasil kerja",)),
        KolomImpor("perilaku_kerja", "Rating perilaku kerja", "Sesuai ekspektasi", jenis="pilihan", pilihan=_reverse(RATING), lain=("perilaku kerja",)),
        KolomImpor(
            "predikat", "Predikat", "Baik", jenis="pilihan", wajib=False, pilihan=_reverse(PREDIKAT), lain=("predikat kinerja",),
            petunjuk="Diperiksa terhadap matriks kedua rating.",
        ),
        KolomImpor("penilai_nama", "Nama penilai", "Nama Contoh", wajib=False, lain=("penilai",)),
        KolomImpor("penilai_nip", "NIP penilai", "", jenis="nomor", wajib=False, panjang=18),
        KolomImpor("sumber", "Sumber", "Ruang GTK", jenis="pilihan", pilihan=LUAR, lain=("sumber kinerja", "sistem")),
        KolomImpor("sumber_tanggal", "Tanggal data", "20/01/2026", jenis="tanggal", lain=("tanggal", "tanggal unduh")),
        KolomImpor("referensi", "Referensi", "Unduhan Ruang GTK 20 Januari 2026", lain=("nomor", "dokumen"), petunjuk="Nomor dokumen atau nama unduhannya."),
    ),
    kunci=("pegawai", "tahun", "jenis", "nomor", "mulai"),
    boleh=permissions.can_import_ratings,
    periksa=check,
    terapkan=write,
    tarik=services.take_back_many,
    kelompok="Kinerja",
)  # fmt: skip


# -- as SIASN gives them --------------------------------------------------------------------------------------------


def _read(by: Pengguna, rows: Sequence[Baris]) -> None:
    """Objects become the columns of the table above; the number is in the object, beside it, or in the file's name."""
    for row in rows:
        try:
            isi, around = json.loads(row.nilai["isi"] or ""), json.loads(row.nilai["konteks"] or "{}")
        except ValueError:
            isi = around = None
        if not isinstance(isi, dict) or not isinstance(around, dict):
            row.wrong("isi", "Isinya bukan objek SIASN. Unggah berkas seperti yang diberikan SIASN.")
            continue
        row.temuan["nomor_orang"] = _number(row.nilai["asal"] or "", around, isi)
        try:
            shaped = siasn.columns_of(isi)
        except siasn.MedanSalah as refused:
            row.wrong("isi", str(refused))
            continue
        row.temuan["siasn_id"] = str(isi.get("id") or "")
        row.temuan["penilai"] = siasn.penilai_of(isi)
        row.nilai |= shaped | _origin(row, isi)
    people = people_by_number(by, {row.temuan.get("nomor_orang", "") for row in rows} - {""}, Sumber.DIREKTORI)
    for row in rows:
        person = people.get(row.temuan.get("nomor_orang", ""))
        if person is not None:
            row.temuan["pegawai"] = person
        elif not row.galat:
            row.wrong(
                "isi",
                "Tidak ada pegawai dengan nomor ini di bawah kewenangan Anda. Sertakan nipBaru, atau beri nama berkas dengan NIP-nya.",
            )


def _origin(row: Baris, isi: dict[str, Any]) -> dict[str, Any]:
    taken = read_date(str(isi.get("tanggalData") or ""))
    return {
        "sumber": SumberKinerja.EKINERJA.value,
        "sumber_tanggal": taken or timezone.localdate(),
        "referensi": f"SIASN {row.nilai['asal'] or ''}".strip()[:200],
    }


def _number(asal: str, around: dict[str, Any], isi: dict[str, Any]) -> str:
    for place in (isi, around):
        for name in ("nipBaru", "nip", "pnsDinilaiOrang"):
            if value := str(place.get(name) or "").replace(" ", ""):
                return value
    found = NIP.search(asal)
    return found[0] if found else ""


def _speak(rows: Sequence[Baris]) -> None:
    """Errors at our columns stand at the one column of the file."""
    for row in rows:
        for kolom in [kolom for kolom in row.galat if kolom not in {"asal", "isi", "konteks"}]:
            row.wrong("isi", row.galat.pop(kolom))


def check_siasn(by: Pengguna, rows: Sequence[Baris]) -> None:
    _read(by, rows)
    selectors.prepare(by, rows)
    _speak(rows)


def write_siasn(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    _read(by, rows)
    services.write_many(rows, impor=impor, by=by)
    _speak(rows)


SIASN = JenisImpor(
    nama="siasn-kinerja",
    judul="Kinerja dari SIASN",
    kata="Membaca berkas seperti jawaban SIASN tentang kinerja (skp22 dan kinerjaPeriodik), satu orang atau banyak.",
    kata_tarik=EVALUASI.kata_tarik,
    kolom=(
        KolomImpor("asal", "Asal", "-", wajib=False, panjang=2_000, petunjuk="Nama berkas dan bagiannya; di sana NIP boleh disebut."),
        KolomImpor("konteks", "Konteks", "-", wajib=False, panjang=20_000, petunjuk="Yang berdiri di sebelah bagian itu."),
        KolomImpor("isi", "Isi", "{\"tahun\": 2025}", panjang=20_000, petunjuk="Satu objek dengan nama medan SIASN."),
    ),
    kunci=("asal", "isi"),
    boleh=permissions.can_import_ratings,
    periksa=check_siasn,
    terapkan=write_siasn,
    tarik=services.take_back_many,
    kelompok="Kinerja",
    bentuk=JSON,
    contoh=siasn.example,
)  # fmt: skip
register_impor(EVALUASI, SIASN)
