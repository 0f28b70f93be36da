"""Entries of reference lists and rows of files."""

from __future__ import annotations

from datetime import date
from typing import Any

from asn_portal.core.models import periode
from pegawai.enums import SumberRiwayat
from pegawai.models import Pegawai, Referensi, RiwayatKedudukan

SEJAK = date(2015, 3, 1)
ENTRIES = {
    "golongan_pns:31": ("III/a", {"namaPangkat": "Penata Muda"}), "golongan_pns:32": ("III/b", {"namaPangkat": "Penata Muda Tingkat I"}),
    "golongan_pns:33": ("III/c", {"namaPangkat": "Penata"}), "golongan_pppk:IX": ("IX", {}),
    "kenaikan_pangkat:101": ("Reguler", {}), "kedudukan_hukum:01": ("Aktif", {}), "kedudukan_hukum:02": ("CLTN", {}),
    "tingkat_pendidikan:40": ("S-1/Sarjana", {}), "tingkat_pendidikan:45": ("S-2", {}),
    "jenis_hukuman:2": ("TEGURAN TERTULIS", {"jenisTingkatHukumanId": "R"}), "penghargaan:201": ("KARYA SATYA 10 TAHUN", {}),
    "cltn:1": ("CLTN", {}), "cltn:6": ("Tugas Belajar", {}), "jenis_diklat:3": ("Diklat Teknis", {}), "jenis_diklat:16": ("E-Learning", {}),
    "jenis_diklat:10": ("Magang/Praktik Kerja", {}), "jenis_diklat:14": ("Coaching", {}), "jenis_diklat:15": ("Mentoring", {}),
    "agama:1": ("Islam", {}), "kawin:1": ("Menikah", {}),
}  # fmt: skip
DEGREES = {
    "pendidikan:s1hukum": "S-1 HUKUM",
    "pendidikan:s1ekonomi": "S-1 EKONOMI",
    "pendidikan:s1hukumpidana": "S-1 HUKUM PIDANA",
}


def entry(kunci: str) -> Referensi:
    """One entry, made when first asked for."""
    jenis, id_bkn = kunci.split(":")
    if kunci in DEGREES:
        nama, rincian, induk = DEGREES[kunci], {}, entry("tingkat_pendidikan:40")
    else:
        (nama, rincian), induk = ENTRIES[kunci], None
    row, _ = Referensi.objects.get_or_create(
        kunci=kunci, defaults={"jenis": jenis, "id_bkn": id_bkn, "nama": nama, "rincian": rincian, "induk": induk}
    )
    return row


def all_entries() -> None:
    for kunci in (*ENTRIES, *DEGREES):
        entry(kunci)


def make_riwayat(pegawai: Pegawai, **values: Any) -> RiwayatKedudukan:
    """The plainest kind: active since the beginning."""
    return RiwayatKedudukan.objects.create(
        pegawai=pegawai,
        kedudukan=entry("kedudukan_hukum:01"),
        sumber=SumberRiwayat.SIASN,
        berlaku=periode(SEJAK),
        **values,
    )
