"""Tunjangan keluarga: sampai kapan seorang anak masuk daftar, dan kapan berkas pensiun mulai disiapkan."""

from __future__ import annotations

from datetime import date
from typing import Any

from asn_portal.core.regulasi import add_bulan
from pegawai.aturan.gaji import SETAHUN
from pegawai.aturan.kata import tabel

TABEL_KELUARGA = tabel("tunjangan_keluarga")
TABEL_DPCP = tabel("dpcp")


def batas_anak(tanggal_lahir: date, tanggal: date, *, sekolah: bool) -> date:
    """Ulang tahun yang mengakhiri hak seorang anak: yang ke-21, atau ke-25 bila masih sekolah atau kuliah.

    Dasar: PP 7/1977 Pasal 16 jo. PP 51/1992.
    """
    nilai = TABEL_KELUARGA.at(tanggal).nilai
    umur: int = nilai["umur_anak_sekolah" if sekolah else "umur_anak"]
    return add_bulan(tanggal_lahir, umur * SETAHUN)


def anak_terbanyak(tanggal: date) -> int:
    """Banyaknya anak yang masuk daftar tunjangan.

    Dasar: PP 7/1977 Pasal 16 jo. PP 51/1992.
    """
    terbanyak: int = TABEL_KELUARGA.at(tanggal).nilai["anak_terbanyak"]
    return terbanyak


def mulai_dpcp(tmt_pensiun: date) -> date:
    """Hari mulai berkas pensiun disiapkan.

    Dasar: PP 11/2017 Pasal 238-240; Peraturan BKN 2/2018.
    """
    bulan: int = TABEL_DPCP.at(tmt_pensiun).nilai["mulai_bulan"]
    return add_bulan(tmt_pensiun, -bulan)


def berkas_dpcp(tanggal: date) -> list[dict[str, Any]]:
    """Dokumen yang diminta untuk usul pensiun: nama, jenis dokumennya, dan riwayat yang membawanya.

    Dasar: PP 11/2017 Pasal 238-240; Peraturan BKN 2/2018.
    """
    daftar: list[dict[str, Any]] = TABEL_DPCP.at(tanggal).nilai["berkas"]
    return daftar
