"""An import for each kind of riwayat, made of its entry in the register and the columns of its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.db import models

from asn_portal.core.models import Pengguna
from asn_portal.lembar.impor import AsalData, Baris, JenisImpor, KolomImpor, register_impor
from pegawai import permissions, siasn
from pegawai.enums import SumberRiwayat
from pegawai.jenis_riwayat import JenisRiwayat, Pola, all_jenis_riwayat
from pegawai.models.referensi import KeReferensi
from pegawai.referensi import referensi
from pegawai.selectors.impor import find_people
from pegawai.selectors.impor_riwayat import check_riwayat, claim_of, find_entries, list_names, same_columns
from pegawai.services import massal_riwayat as services

PEGAWAI = KolomImpor(
    "pegawai", "NIP, NRK, atau NIK", "199002152015012001", jenis="nomor", panjang=20,
    lain=("nip", "nrk", "nik", "nip baru", "nomor induk", "NIP atau NRK"), petunjuk="Sebagai teks, bukan bilangan.",
)  # fmt: skip
YA_TIDAK = {"ya": "ya", "tidak": "tidak"}
# What an example row says in a column, by its name.
CONTOH = {
    "sk_nomor": "823/123/2026", "sk_tanggal": "15/10/2026", "golongan": "III/b", "jenis_kp": "Reguler",
    "pendidikan": "S-1 ADMINISTRASI NEGARA", "nama_sekolah": "Universitas Contoh", "nomor_ijazah": "IJ-0001/2012",
    "tahun_lulus": "2012", "gelar_belakang": "S.Sos.", "penghargaan": "KARYA SATYA 10 TAHUN", "gaji_pokok": "3.026.400",
    "hubungan": "Anak", "tanggal_lahir": "20/05/2015", "status_anak": "Anak kandung", "jabatan": "Analis Contoh",
    "kedudukan": "Aktif", "masa_kerja_tahun": "8", "masa_kerja_bulan": "0", "tahun": "2026", "jumlah_jam": "40",
}  # fmt: skip
SAMPLE = {
    "tanggal": "01/11/2026", "bilangan": "1", "desimal": "10", "teks": "Contoh", "pilihan": "ya",
}  # fmt: skip
CARI = "Nama persis atau id BKN, seperti di halaman Daftar rujukan BKN."
SMALLINT = 5


def column_of(field: Any, *, label: str = "") -> KolomImpor:
    """The column of a file for a column of a table."""
    words = label or str(field.verbose_name)
    judul, wajib = f"{words[:1].upper()}{words[1:]}", not field.blank
    common: dict[str, Any] = {"nama": field.name, "judul": judul, "wajib": wajib, "lain": (field.name,)}
    match field:
        case KeReferensi():
            short = not any(daftar is not None and daftar.dicari for daftar in map(referensi, field.daftar))
            offered = partial(list_names, *field.daftar) if short else None
            column = KolomImpor(**common, contoh="", tawaran=offered, petunjuk="" if short else CARI, panjang=300)
        case models.CharField() if field.choices:
            pilihan = {str(text): str(value) for value, text in field.choices}
            column = KolomImpor(**common, contoh=next(iter(pilihan)), jenis="pilihan", pilihan=pilihan)
        case models.DateField():
            column = KolomImpor(**common, contoh="", jenis="tanggal")
        case models.BooleanField():
            column = KolomImpor(**common | {"wajib": False}, contoh="", jenis="pilihan", pilihan=YA_TIDAK)
        case models.DecimalField():
            places, digits = field.decimal_places, field.max_digits
            column = KolomImpor(**common, contoh="", jenis="desimal", panjang=digits, desimal=places)
        case models.PositiveSmallIntegerField():
            column = KolomImpor(**common | {"wajib": False}, contoh="", jenis="bilangan", panjang=SMALLINT - 1)
        case _:
            column = KolomImpor(**common, contoh="", panjang=field.max_length)
    example = CONTOH.get(field.name) or column.contoh or SAMPLE[column.jenis]
    return KolomImpor(**{**column.__dict__, "contoh": example})


def columns_of(jenis: JenisRiwayat) -> tuple[KolomImpor, ...]:
    columns = [
        PEGAWAI,
        KolomImpor(
            "mulai", jenis.label_mulai, SAMPLE["tanggal"], jenis="tanggal", lain=("mulai", "tmt", "tanggal mulai")
        ),
    ]
    if jenis.pola is Pola.MASA:
        columns.append(
            KolomImpor(
                "sampai",
                jenis.label_sampai,
                "30/11/2026",
                jenis="tanggal",
                wajib=jenis.sampai_wajib,
                lain=("sampai", "tanggal selesai"),
                petunjuk="Hari terakhir.",
            )
        )
    if jenis.ber_sk:
        number, signed = (jenis.model._meta.get_field(name) for name in ("sk_nomor", "sk_tanggal"))
        words = jenis.label_sk
        columns += [column_of(number, label=words), column_of(signed, label=words.replace("nomor", "tanggal"))]
    return (*columns, *(column_of(jenis.model._meta.get_field(name)) for name in jenis.isian))


# -- from cells to prepared rows -----------------------------------------------------------------------------------


def prepare(by: Pengguna, jenis: JenisRiwayat, rows: Sequence[Baris]) -> None:
    """Whose row it is, and its columns with their values."""
    find_people(by, rows, "pegawai", sumber=jenis.sumber)
    columns = columns_of(jenis)[1:]
    for row in rows:
        row.temuan |= {"mulai": row.nilai["mulai"], "sampai": row.nilai.get("sampai"), "isi": {}}
        for column in columns:
            if column.nama not in {"mulai", "sampai"}:
                row.temuan["isi"][column.nama] = _value(column, row.nilai[column.nama])
    for name in jenis.isian:
        field = jenis.model._meta.get_field(name)
        if isinstance(field, KeReferensi):
            for row in rows:
                row.temuan["isi"].pop(name, None)
            find_entries(rows, name, field.daftar)


def _value(column: KolomImpor, value: Any) -> Any:
    return value == "ya" if column.pilihan is YA_TIDAK and value is not None else value


def check(jenis: JenisRiwayat, by: Pengguna, rows: Sequence[Baris]) -> None:
    prepare(by, jenis, rows)
    check_riwayat(by, jenis, rows)


def write(jenis: JenisRiwayat, rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    prepare(by, jenis, rows)
    services.record_many(jenis, rows, impor=impor, by=by, sumber=SumberRiwayat.IMPOR)


def take_back(jenis: JenisRiwayat, rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    services.take_back_many(jenis, rows, impor=impor, by=by)


def impor_of(jenis: JenisRiwayat) -> JenisImpor:
    allowed: Callable[[Pengguna], bool] = partial(_allowed, jenis)
    return JenisImpor(
        nama=name_of(jenis),
        judul=jenis.judul,
        kata="Mencatat banyak baris sekaligus di berkas tiap orang; yang sudah tercatat tidak ditulis dua kali.",
        kata_tarik="Barisnya ditarik dari berkas tiap orang; baris sebelumnya berlaku lagi.",
        kolom=columns_of(jenis),
        kunci=("pegawai", "mulai", *_same(jenis)),
        boleh=allowed,
        periksa=partial(check, jenis),
        terapkan=partial(write, jenis),
        tarik=partial(take_back, jenis),
        kelompok="Riwayat",
        rahasia=True,
        masa=partial(claim_of, jenis),
        asal=(lambda: [source_of(jenis)]) if siasn.jalur_of(jenis) else None,
    )


def source_of(jenis: JenisRiwayat) -> AsalData:
    """Which of SIASN's services gives rows of this kind, and under which names."""
    asal = siasn.service_of(jenis) or f"Belum ada layanan yang dikenal; di berkas JSON bernama {siasn.jalur_of(jenis)}"
    return AsalData(jenis.judul, asal, ", ".join(siasn.medan_of(jenis)), siasn.is_verified(jenis))


def name_of(jenis: JenisRiwayat) -> str:
    return f"riwayat-{jenis.kunci}"


def _allowed(jenis: JenisRiwayat, by: Pengguna) -> bool:
    return permissions.can_import_riwayat(by, jenis)


def _same(jenis: JenisRiwayat) -> tuple[str, ...]:
    """Columns that tell two rows of one person on one day apart."""
    if jenis.pola is Pola.RANTAI:
        return ()
    return tuple(name.removesuffix("_id") for name in same_columns(jenis.model)[0])


register_impor(*(impor_of(jenis) for jenis in all_jenis_riwayat()))
