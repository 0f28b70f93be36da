"""Dated tables of the law, read from TOML."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from asn_portal.core.regulasi.galat import NoKetentuanError

Keyakinan = Literal["S2", "S", "K", "D"]
# From the firmest to the weakest.
URAIAN_KEYAKINAN = {
    "S2": "Dilihat dalam dua sumber atau lebih",
    "S": "Dilihat dalam satu sumber",
    "K": "Belum dilihat dalam sumber",
    "D": "Pilihan rancangan",
}


class Ketentuan(BaseModel):
    """One provision: from when, by which law, with which values. Empty values: repealed without a successor."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    berlaku_sejak: date
    dasar_hukum: str = Field(min_length=5)
    nilai: dict[str, Any]
    catatan: str = ""


class Tabel(BaseModel):
    """A dated table of the law. A new regulation adds a provision; an old one is never edited.

    `label` puts keys and slugs of the values into words for the rule book; `catatan` says what is not yet certain.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    nama: str
    satuan: str
    diperiksa: date
    keyakinan: Keyakinan
    belum_diverifikasi: bool
    catatan: str = ""
    label: dict[str, str] = {}
    ketentuan: tuple[Ketentuan, ...] = Field(min_length=1)

    def model_post_init(self, _: Any) -> None:
        dates = [row.berlaku_sejak for row in self.ketentuan]
        if dates != sorted(set(dates)):
            raise ValueError(f"{self.nama}: tanggal ketentuan harus naik dan tidak berulang")
        if self.belum_diverifikasi and not self.catatan:
            raise ValueError(f"{self.nama}: belum diverifikasi tanpa catatan apa yang belum pasti")

    def at(self, tanggal: date) -> Ketentuan:
        """The provision in force on a day; NoKetentuanError when there is none or it was repealed."""
        rows = [row for row in self.ketentuan if row.berlaku_sejak <= tanggal]
        if not rows or not rows[-1].nilai:
            raise NoKetentuanError(self.nama, tanggal)
        return rows[-1]

    @property
    def terakhir(self) -> Ketentuan:
        """The newest provision, for rules whose input has no date."""
        return self.ketentuan[-1]


@cache
def load_tabel(path: Path) -> Tabel:
    """Read one TOML table; any mistake in it raises at import. Decimal, never float."""
    with path.open("rb") as file:
        return Tabel.model_validate(tomllib.load(file, parse_float=Decimal))
