"""Kata bersama tentang kinerja: predikat, rating, capaian organisasi, dan jenjang dengan angka kreditnya."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from asn_portal.core.regulasi import Tabel, load_tabel

FOLDER = Path(__file__).parent / "tabel"


def tabel(nama: str) -> Tabel:
    """A table of this app by its name."""
    return load_tabel(FOLDER / f"{nama}.toml")


TABEL_PREDIKAT = tabel("predikat")
TABEL_JENJANG = tabel("jenjang")
TABEL_KONVERSI = tabel("konversi_predikat")

PREDIKAT = {slug: TABEL_PREDIKAT.label[slug] for slug in TABEL_PREDIKAT.terakhir.nilai["kode_predikat"]}
RATING = {slug: TABEL_PREDIKAT.label[slug] for slug in TABEL_PREDIKAT.terakhir.nilai["kode_rating"]}
CAPAIAN = {
    "istimewa": "Istimewa",
    "baik": "Baik",
    "butuh_perbaikan": "Butuh perbaikan",
    "kurang": "Kurang",
    "sangat_kurang": "Sangat kurang",
}

# Each jenjang with its coefficient, golongan and thresholds.
RINCIAN_JENJANG: dict[str, dict[str, Any]] = {row["jenjang"]: row for row in TABEL_JENJANG.terakhir.nilai["daftar"]}
PERSEN: dict[str, int] = TABEL_KONVERSI.terakhir.nilai["persen"]
SETAHUN = 12


def angka_kredit(jenjang: str, predikat: str, bulan: int) -> Fraction:
    """Exact: months/12 x percent x coefficient. Dasar: PermenPANRB 1/2023 Pasal 37."""
    share = Fraction(bulan, SETAHUN) * Fraction(PERSEN[predikat], 100)
    return share * Fraction(RINCIAN_JENJANG[jenjang]["koefisien"])
