"""Indeks mutu data dari indikator BKN.

Dasar: indikator mutu data ASN BKN (27 indikator dalam empat dimensi).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from asn_portal.core.regulasi import DUA_DESIMAL, bulatkan, load_tabel

TABEL_INDIKATOR = load_tabel(Path(__file__).parent / "tabel" / "indikator.toml")
PENUH = 100


@dataclass(frozen=True)
class Ukuran:
    """Satu indikator BKN: kode, dimensinya, bobotnya di dalam dimensi (persen), dan namanya."""

    kode: str
    dimensi: str
    bobot: Decimal
    nama: str


@dataclass(frozen=True)
class NilaiDimensi:
    """Nilai satu dimensi, 0 sampai 100; kosong bila belum ada indikatornya yang dihitung."""

    dimensi: str
    nama: str
    bobot: Decimal
    nilai: Decimal | None
    dihitung: int
    semua: int


@dataclass(frozen=True)
class Indeks:
    """Indeks 0 sampai 100 dengan nilai dimensinya. `bagian`: berapa persen dari seluruh bobot yang sudah dihitung."""

    nilai: Decimal
    dimensi: tuple[NilaiDimensi, ...]
    bagian: Decimal
    orang: int


def daftar_ukuran(hari: date) -> list[Ukuran]:
    """Indikator yang berlaku pada suatu hari, dalam urutan BKN."""
    ketentuan = TABEL_INDIKATOR.at(hari)
    return [
        Ukuran(row["kode"], row["dimensi"], Decimal(row["bobot"]), TABEL_INDIKATOR.label[row["kode"]])
        for row in ketentuan.nilai["indikator"]
    ]


def indeks_mutu(hari: date, orang: int, kena: Mapping[str, int], dihitung: Collection[str]) -> Indeks | None:
    """Indeks mutu data dari jumlah pegawai yang terkena tiap indikator. Tanpa pegawai atau tanpa indikator: tidak ada.

    Nilai dimensi: 100 dikurangi jumlah (bobot indikator x bagian pegawai yang terkena), dengan bobot dibagi jumlah bobot
    indikator yang dihitung. Indeks: jumlah (bobot dimensi x nilai dimensi), dibagi jumlah bobot dimensi yang bernilai.
    Dibulatkan sekali, di akhir.

    Dasar: indikator mutu data ASN BKN (bobot); rumusnya belum diverifikasi.
    """
    if orang <= 0:
        return None
    weights: dict[str, Decimal] = TABEL_INDIKATOR.at(hari).nilai["bobot_dimensi"]
    exact: dict[str, Fraction] = {}
    rows: list[NilaiDimensi] = []
    covered = Fraction(0)
    for dimensi, bobot in weights.items():
        mine = [ukuran for ukuran in daftar_ukuran(hari) if ukuran.dimensi == dimensi]
        counted = [ukuran for ukuran in mine if ukuran.kode in dihitung]
        whole, base = _sum(mine), _sum(counted)
        if base:
            hit = sum((Fraction(ukuran.bobot) * kena.get(ukuran.kode, 0) for ukuran in counted), Fraction(0))
            exact[dimensi] = PENUH - PENUH * hit / (base * orang)
            covered += Fraction(bobot) * base / whole
        nilai = bulatkan(exact[dimensi], DUA_DESIMAL) if dimensi in exact else None
        rows.append(
            NilaiDimensi(dimensi, TABEL_INDIKATOR.label[dimensi], Decimal(bobot), nilai, len(counted), len(mine))
        )
    if not exact:
        return None
    total = sum((Fraction(weights[dimensi]) for dimensi in exact), Fraction(0))
    index = sum((Fraction(weights[dimensi]) * nilai for dimensi, nilai in exact.items()), Fraction(0)) / total
    part = bulatkan(PENUH * covered / sum(map(Fraction, weights.values())), DUA_DESIMAL)
    return Indeks(bulatkan(index, DUA_DESIMAL), tuple(rows), part, orang)


def _sum(daftar: Collection[Ukuran]) -> Fraction:
    return sum((Fraction(ukuran.bobot) for ukuran in daftar), Fraction(0))
