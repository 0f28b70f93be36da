"""Standar kompetensi jabatan: kamus manajerial dan sosial kultural, dan tingkat bawaan menurut jabatan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from asn_portal.core.regulasi import load_tabel

FOLDER = Path(__file__).parent / "tabel"
TABEL_STANDAR = load_tabel(FOLDER / "standar_kompetensi.toml")
TABEL_KAMUS = load_tabel(FOLDER / "kamus_kompetensi.toml")
TINGKAT = range(1, 6)


@dataclass(frozen=True)
class Kompetensi:
    """One entry of the national dictionary with what each of its five levels means."""

    kode: str
    jenis: str
    nama: str
    definisi: str
    tingkat: tuple[str, ...]


KAMUS = tuple(
    Kompetensi(row["kode"], row["jenis"], row["nama"], row["definisi"], tuple(row[f"tingkat_{n}"] for n in TINGKAT))
    for row in TABEL_KAMUS.terakhir.nilai["kompetensi"]
)


def tingkat_bawaan(jenis: str, jenjang: str, tanggal: date) -> int | None:
    """The level that every managerial and socio-cultural competence has for this kind of post, unless a standard was
    decided. None for a post that the table does not know (tugas tambahan). Dasar: PermenPANRB 38/2017.
    """
    levels: dict[str, int] = TABEL_STANDAR.at(tanggal).nilai["standar"]
    return levels.get(jenjang or jenis)
