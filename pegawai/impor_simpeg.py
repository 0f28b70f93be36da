"""Dumps of the former SIMPEG (Excel or CSV, heads as in its tables): brought to the staging table, repeatable until cut-over."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from asn_portal.core.models import Pengguna
from asn_portal.lembar.impor import AsalData, Baris, JenisImpor, KolomImpor, register_impor
from pegawai import permissions
from pegawai.enums import TumpahanSimpeg
from pegawai.selectors import migrasi as selectors
from pegawai.services import migrasi as services

NOMOR = (
    KolomImpor("nrk", "NRK", "170001", jenis="nomor_pendek", wajib=False, panjang=15, lain=("no nrk",), petunjuk="Kunci utama SIMPEG lama."),
    KolomImpor("nip", "NIP", "199002152015012001", jenis="nomor", wajib=False, panjang=18, lain=("nip18", "nip baru", "nipbaru"), petunjuk="Sebagai teks."),
    KolomImpor("nik", "NIK", "3171015502900001", jenis="nomor", wajib=False, panjang=16, lain=("no ktp", "noktp"), petunjuk="Hanya sidiknya disimpan."),
)  # fmt: skip
KOLOK = KolomImpor("kolok", "KOLOK", "100000001", wajib=False, panjang=20, petunjuk="Kode unit di SIMPEG lama.")
NAMA_KOLOK = KolomImpor(
    "nama_kolok", "Nama unit", "Bidang Contoh", wajib=False, lain=("nalok", "nalokl", "nama lokasi")
)
KOJAB = KolomImpor("kojab", "KOJAB", "798011", wajib=False, panjang=20, petunjuk="Kode jabatan di SIMPEG lama.")
NAMA_KOJAB = KolomImpor("nama_kojab", "Nama jabatan", "Pelaksana Contoh", wajib=False, lain=("najab", "najabl"))
TMT = KolomImpor("tmt", "TMT", "01/04/2019", jenis="tanggal")
SK = (
    KolomImpor("sk_nomor", "NOSK", "823/1/2019", wajib=False, panjang=100, lain=("nomor sk",)),
    KolomImpor("sk_tanggal", "TGSK", "02/03/2019", jenis="tanggal", wajib=False, lain=("tanggal sk",)),
)
KOLOM: dict[TumpahanSimpeg, tuple[KolomImpor, ...]] = {
    TumpahanSimpeg.PEGAWAI: (
        *NOMOR, KolomImpor("nama", "Nama", "Nama Contoh"),
        KolomImpor("tanggal_lahir", "Tanggal lahir", "15/02/1990", jenis="tanggal", wajib=False, lain=("talhir", "tgl lahir")),
        KOLOK, NAMA_KOLOK, KOJAB, NAMA_KOJAB,
        KolomImpor("klogad", "KLOGAD", "1000", wajib=False, panjang=20, petunjuk="Lokasi gaji; disimpan apa adanya."),
        KolomImpor("spmu", "SPMU", "001", wajib=False, panjang=20, petunjuk="Kode SPMU; disimpan apa adanya."),
    ),
    TumpahanSimpeg.PANGKAT: (
        *NOMOR, TMT,
        KolomImpor("kopang", "KOPANG", "131", panjang=20, lain=("golongan",), petunjuk="Golongan (III/a), id BKN (31), atau kode 1xx (131)."),
        KolomImpor("masa_kerja_tahun", "TTMASKER", "4", jenis="bilangan", wajib=False, panjang=4, lain=("masa kerja tahun",)),
        KolomImpor("masa_kerja_bulan", "BBMASKER", "0", jenis="bilangan", wajib=False, panjang=4, lain=("masa kerja bulan",)),
        *SK, KOLOK,
    ),
    TumpahanSimpeg.JABATAN: (*NOMOR, TMT, KOLOK, NAMA_KOLOK, KOJAB, NAMA_KOJAB, *SK),
}  # fmt: skip


# Tables of the former SIMPEG that hold such rows.
TABEL = {
    TumpahanSimpeg.PEGAWAI: "Tabel PERS_PEGAWAI1, dengan PERS_LOKASI_TBL dan PERS_KOJAB_TBL untuk nama kodenya",
    TumpahanSimpeg.PANGKAT: "Tabel PERS_PANGKAT_HIST",
    TumpahanSimpeg.JABATAN: "Tabel PERS_JABATAN_HIST dan JABATANF_HIST",
}


def check(tumpahan: TumpahanSimpeg, by: Pengguna, rows: Sequence[Baris]) -> None:
    selectors.check_dump(by, tumpahan, rows)


def write(tumpahan: TumpahanSimpeg, rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    services.stage_rows(tumpahan, rows, impor=impor, by=by)


def take_back(tumpahan: TumpahanSimpeg, rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    services.unstage_rows(rows, impor=impor, by=by)


def impor_of(tumpahan: TumpahanSimpeg) -> JenisImpor:
    return JenisImpor(
        nama=f"simpeg-{tumpahan.value}",
        judul=f"SIMPEG lama: {tumpahan.label.lower()}",
        kata="Menampung isi SIMPEG lama untuk dicocokkan. Berkas pegawai belum berubah sampai pencocokan dijalankan.",
        kata_tarik="Baris yang belum dicocokkan dikeluarkan dari penampungan.",
        kolom=KOLOM[tumpahan],
        kunci=(),
        boleh=permissions.can_run_migration,
        periksa=partial(check, tumpahan),
        terapkan=partial(write, tumpahan),
        tarik=partial(take_back, tumpahan),
        kelompok="Sistem lain",
        rahasia=True,
        asal=lambda: [AsalData(f"SIMPEG lama: {tumpahan.label.lower()}", TABEL[tumpahan])],
    )


register_impor(*(impor_of(tumpahan) for tumpahan in TumpahanSimpeg))
