"""Yang ditanyakan peringatan dini di luar aturan yang punya kalkulator: jenis jabatan menurut nama, KGB PPPK, syarat waktu.

Fungsi murni di sini adalah pasangan SQL di pegawai.selectors.peringatan_sql; tests/pegawai/test_peringatan_hukum.py menjaga
keduanya memberi jawaban yang sama.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from asn_portal.core.regulasi import add_bulan, add_tahun
from pegawai.aturan.gaji import SETAHUN, TABEL_GAJI_PPPK, lajur_gaji
from pegawai.aturan.kata import TINGKAT_PENDIDIKAN, tabel
from pegawai.aturan.pangkat import TABEL_IJAZAH, bulan_periode

TABEL_NAMA_JABATAN = tabel("jabatan_menurut_nama")
TABEL_CPNS = tabel("cpns")
TABEL_UJIAN_DINAS = tabel("ujian_dinas")
TABEL_DOKUMEN_KP = tabel("kp_dokumen")
TABEL_PREDIKAT_KP = tabel("kp_predikat")

TABEL_TAHAP = tabel("tahap_peringatan")

# Penyesuaian ijazah comes after so many years in rank.
MASA_IJAZAH_TAHUN: int = TABEL_IJAZAH.terakhir.nilai["masa_pangkat"]
# SIASN's level of a degree as the tables of the law name it.
TINGKAT_BKN = {
    "05": "sd", "10": "sltp", "12": "sltp_kejuruan", "15": "slta", "17": "slta", "18": "slta", "20": "d1", "25": "d2",
    "30": "d3", "35": "d4", "40": "s1", "45": "s2", "50": "s3",
}  # fmt: skip
GOLONGAN_AWAL: dict[str, str] = {row["ijazah"]: row["golongan_awal"] for row in TABEL_IJAZAH.terakhir.nilai["batas"]}


@dataclass(frozen=True)
class JenisJabatan:
    """What a name of a post tells: kind, the post in the list of ages of retirement, echelon (empty: not told)."""

    jenis: str
    jabatan: str
    eselon: str


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], JenisJabatan], ...]:
    rows = TABEL_NAMA_JABATAN.terakhir.nilai["pola"]
    return tuple((_like(row["nama"]), JenisJabatan(row["jenis"], row["jabatan"], row["eselon"])) for row in rows)


def _like(pola: str) -> re.Pattern[str]:
    """LIKE as a regular expression."""
    return re.compile(re.escape(pola).replace("%", ".*").replace("_", "."), re.DOTALL)


def jabatan_menurut_nama(nama: str) -> JenisJabatan | None:
    """Jenis jabatan menurut namanya; None bila jabatannya belum tercatat. Dasar: UU 20/2023 Pasal 13-19."""
    return next((kind for pola, kind in _patterns() if pola.fullmatch(nama)), None)


def kgb_pppk_berikut(golongan: str, mkg_tahun: int, mkg_bulan: int, tmt_dasar: date) -> tuple[date, int] | None:
    """Kapan gaji PPPK naik berkala berikutnya dan pada masa kerja berapa tahun; None pada baris terakhir atau di bawah tabel.

    Barisnya mengikuti tabel gaji PPPK seperti KGB PNS. Dasar: Perpres 98/2020 jo Perpres 11/2024.
    """
    lajur = lajur_gaji("pppk", TABEL_GAJI_PPPK.terakhir, golongan)
    months = SETAHUN * mkg_tahun + mkg_bulan
    ahead = [mkg for mkg, _ in lajur if SETAHUN * mkg > months]
    if not ahead or mkg_tahun < lajur[0][0]:
        return None
    return add_bulan(tmt_dasar, SETAHUN * ahead[0] - months), ahead[0]


def first_periode(hari: date) -> date:
    """Periode kenaikan pangkat pertama pada atau sesudah sebuah hari. Dasar: Peraturan BKN 4/2023 dan 4/2025."""
    tmt = hari if hari.day == 1 else add_bulan(hari.replace(day=1), 1)
    while tmt.month not in bulan_periode(tmt):
        tmt = add_bulan(tmt, 1)
    return tmt


def kp_ijazah_tmt(tmt_golongan: date, tanggal_ijazah: date) -> date:
    """Periode paling cepat penyesuaian ijazah: satu tahun dalam pangkat, sesudah ijazahnya ada. Dasar: PP 99/2000."""
    return first_periode(max(add_tahun(tmt_golongan, MASA_IJAZAH_TAHUN), tanggal_ijazah))


def ujian_dinas(golongan: str, ijazah: str | None, lulus: Collection[str] = ()) -> str | None:
    """Tingkat ujian dinas yang masih harus ditempuh untuk naik dari golongan ini; None bila tidak perlu atau sudah lulus.

    `lulus`: ujian yang tercatat di riwayat (dinas_1, dinas_2). Dasar: PP 99/2000 jo PP 12/2002.
    """
    for row in TABEL_UJIAN_DINAS.terakhir.nilai["tingkat"]:
        if row["dari"] == golongan and row["kode"] not in lulus:
            free = TINGKAT_PENDIDIKAN[row["bebas_ijazah"]]
            return row["nama"] if ijazah is None or TINGKAT_PENDIDIKAN[ijazah] < free else None
    return None


def akhir_percobaan(tmt_cpns: date) -> date:
    """Genap satu tahun masa percobaan. Dasar: PP 11/2017 Pasal 34-36."""
    return add_bulan(tmt_cpns, TABEL_CPNS.terakhir.nilai["masa_percobaan_bulan"])


def tahap_peringatan(jenis: str) -> dict[str, Any]:
    """Berapa hari sebelumnya orangnya dikabari dan menjadi urusan HR, dan berapa bulan yang lewat masih terdaftar.

    Dasar: rancangan portal, lihat keputusan tentang peringatan dini.
    """
    row = TABEL_TAHAP.terakhir.nilai[jenis]
    return {"tahap": tuple(row["tahap"]), "hr_hari": row["hr_hari"], "lewat_bulan": row["lewat_bulan"]}
