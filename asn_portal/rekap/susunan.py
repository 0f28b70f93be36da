"""A question as the address asks it: what is counted, by what, of which day, under which filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from asn_portal.core.forms.dasar import read_date
from asn_portal.core.models import Pengguna
from asn_portal.rekap.dimensi import KOSONG, Dimensi, Lingkup, Populasi, daftar_populasi, find_populasi

APA, BARIS, KOLOM, PADA, TANGGAL, UNIT, LANGSUNG = "apa", "baris", "kolom", "pada", "tanggal", "unit", "langsung"


@dataclass(frozen=True)
class Susunan:
    """`hari` None is today. `unit`: an id, KOSONG for those without a unit, or nothing; `langsung`: the unit itself only."""

    populasi: Populasi
    baris: Dimensi | None
    kolom: Dimensi | None
    hari: date | None
    saringan: Mapping[str, str]
    unit: str = ""
    langsung: bool = False

    @property
    def unit_id(self) -> UUID | None:
        return UUID(self.unit) if self.unit and self.unit != KOSONG else None

    def day(self, hari_ini: date) -> date:
        return self.hari or hari_ini

    def query(self) -> dict[str, str]:
        """The parts of the address, in an order that does not change."""
        parts = {
            APA: self.populasi.nama,
            BARIS: self.baris.nama if self.baris else "",
            KOLOM: self.kolom.nama if self.kolom else "",
            PADA: self.hari.isoformat() if self.hari else "",
            UNIT: self.unit,
            LANGSUNG: "1" if self.langsung else "",
        }
        return {name: value for name, value in (parts | dict(self.saringan)).items() if value}

    def address(self, **changes: str) -> str:
        """The query of the same question with some parts changed; an empty part is dropped."""
        parts = self.query() | changes
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    def within(self, dimensi: Dimensi, kode: str, lingkup: Lingkup) -> Susunan:
        """The same question about one category only."""
        if dimensi.cabang:
            return replace(self, unit=kode, langsung=kode == str(lingkup.unit_id or lingkup.nilai.get("akar", "")))
        return replace(self, saringan=dict(self.saringan) | {dimensi.nama: kode})

    def undivided(self) -> Susunan:
        """Without rows and columns: one number."""
        return replace(self, baris=None, kolom=None)

    def unfiltered(self) -> Susunan:
        return replace(self, saringan={}, unit="", langsung=False)

    def for_sums(self) -> Susunan:
        """What somebody may ask who sees sums only: today, no filter, the own unit with everything below it."""
        return replace(self, hari=None, saringan={}, unit="" if self.unit == KOSONG else self.unit, langsung=False)


def read_susunan(pengguna: Pengguna, query: Mapping[str, str]) -> Susunan | None:
    """From an address; unknown parts are left out. None: this account counts nothing."""
    allowed = [satu for satu in daftar_populasi() if satu.boleh(pengguna)]
    asked = find_populasi(query.get(APA, ""))
    populasi = asked if asked in allowed else next(iter(allowed), None)
    if populasi is None:
        return None
    dimensi = populasi.dimensions_for(pengguna)
    baris = dimensi.get(query.get(BARIS, ""))
    kolom = dimensi.get(query.get(KOLOM, ""))
    if kolom is not None and (kolom is baris or not kolom.pilihan):
        kolom = None
    return Susunan(
        populasi, baris or (None if kolom else _first(populasi, query)), kolom,
        read_date(query.get(TANGGAL)) or read_date(query.get(PADA)), _filters(pengguna, populasi, query), _unit(query.get(UNIT, "")),
        query.get(LANGSUNG) == "1",
    )  # fmt: skip


def _first(populasi: Populasi, query: Mapping[str, str]) -> Dimensi | None:
    """Somebody who asks for nothing in particular gets the first question that is ready."""
    return populasi.dimensi.get(populasi.siap[0].kueri.get(BARIS, "")) if BARIS not in query and populasi.siap else None


def _filters(pengguna: Pengguna, populasi: Populasi, query: Mapping[str, str]) -> dict[str, str]:
    """Of fixed lists only what stands in them."""
    found = {}
    for nama, satu in populasi.filters_for(pengguna).items():
        value = query.get(nama, "")
        known = value in dict(satu.pilihan) or (value == KOSONG and isinstance(satu, Dimensi))
        if value and known:
            found[nama] = value
    return found


def _unit(text: str) -> str:
    try:
        return KOSONG if text == KOSONG else str(UUID(text))
    except ValueError:
        return ""
