"""Analisis kebutuhan pengembangan kompetensi (AKPK): prioritas, umur hasil penilaian, dan arah cara belajar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Literal

from asn_portal.core.regulasi import add_bulan, load_tabel

FOLDER = Path(__file__).parent / "tabel"
TABEL_PRIORITAS = load_tabel(FOLDER / "prioritas_akpk.toml")
TABEL_MASA_UKUR = load_tabel(FOLDER / "masa_ukur.toml")
TABEL_CARA_BELAJAR = load_tabel(FOLDER / "cara_belajar.toml")
SATU_DESIMAL = Decimal("0.1")
MENDESAK_TERTINGGI = 3
SETAHUN = 12

Tingkat = Literal["tinggi", "sedang", "rendah"]


@dataclass(frozen=True)
class Kebutuhan:
    """Satu kompetensi pada satu unit. `celah` rata-rata tingkat yang kurang pada orang yang kurang, `kurang` dari `diukur`
    orang; `mendesak` 0 sampai 3 menurut usulan tema unit.
    """

    celah: Decimal
    kurang: int
    diukur: int
    mendesak: int = 0
    wajib: bool = False


@dataclass(frozen=True)
class Prioritas:
    skor: Decimal
    tingkat: Tingkat
    bagian: Mapping[str, Decimal]


def prioritas_kebutuhan(satu: Kebutuhan, tanggal: date) -> Prioritas:
    """Skor 0 sampai 100: dalamnya celah, bagian orang yang kurang, kemendesakan tema, dan kewajiban, menurut bobotnya.

    Dasar: kebijakan portal; Peraturan LAN 10/2018.
    """
    bobot = TABEL_PRIORITAS.at(tanggal).nilai
    deep = min(satu.celah / bobot["celah_terdalam"], Decimal(1)) if satu.kurang else Decimal(0)
    wide = Decimal(satu.kurang) / satu.diukur if satu.diukur else Decimal(0)
    parts = {
        "celah": bobot["celah"] * deep,
        "cakupan": bobot["cakupan"] * wide,
        "tema": bobot["tema"] * Decimal(satu.mendesak) / MENDESAK_TERTINGGI,
        "wajib": Decimal(bobot["wajib"] if satu.wajib else 0),
    }
    skor = sum(parts.values(), Decimal(0))
    tingkat: Tingkat = (
        "tinggi" if skor >= bobot["mulai_tinggi"] else "sedang" if skor >= bobot["mulai_sedang"] else "rendah"
    )
    return Prioritas(skor.quantize(SATU_DESIMAL, ROUND_HALF_UP), tingkat, parts)


def hasil_lama(diukur: date, tanggal: date) -> bool:
    """Apakah hasil penilaian sudah lebih tua dari masa yang lazim. Dasar: Peraturan BKN 26/2019."""
    tahun = TABEL_MASA_UKUR.at(max(diukur, TABEL_MASA_UKUR.ketentuan[0].berlaku_sejak)).nilai["tahun"]
    return add_bulan(diukur, tahun * SETAHUN) < tanggal


def arah_cara_belajar(tanggal: date) -> dict[str, int]:
    """Persen kegiatan yang dianjurkan tiap cara belajar. Dasar: Kepgub DKI Jakarta 1211/2021."""
    return dict(TABEL_CARA_BELAJAR.at(tanggal).nilai)
