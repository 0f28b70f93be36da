"""A piece of evidence: a small table with its definition, its source and the way to the list behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.core.izin import MIN_AGREGAT
from asn_portal.core.kelompok_kecil import hide_in_line
from asn_portal.core.templatetags.bentuk import angka

# (agency, day, year) -> rows of (words, number).
Hitung = Callable[[UUID, date, int], list[tuple[str, Any]]]


@dataclass(frozen=True)
class BarisBukti:
    label: str
    nilai: Any
    # 1 to 4 persons, or what would give them away: not told, since the pack leaves the house.
    samar: bool = False

    @property
    def kata(self) -> str:
        return angka(self.nilai, 0 if isinstance(self.nilai, int) else 2)


@dataclass(frozen=True)
class Bukti:
    kode: str
    aspek: int
    judul: str
    # What is counted, in plain words; from which records; in which unit.
    definisi: str
    sumber: str
    satuan: str
    hitung: Hitung
    # The name of the page with the rows behind it.
    alamat: str = ""
    tentang_orang: bool = True

    def rows(self, instansi_id: UUID, hari: date, tahun: int) -> list[BarisBukti]:
        return conceal(self.hitung(instansi_id, hari, tahun), tentang_orang=self.tentang_orang)


def conceal(found: list[tuple[str, Any]], *, tentang_orang: bool) -> list[BarisBukti]:
    """The whole of a piece is known (how many people there are stands beside it): a small number takes another with it."""
    whole = [at for at, (_, nilai) in enumerate(found) if tentang_orang and isinstance(nilai, int)]
    hidden = {whole[place] for place in hide_in_line([found[at][1] for at in whole], MIN_AGREGAT)}
    return [
        BarisBukti(label, None, True) if at in hidden else BarisBukti(label, nilai)
        for at, (label, nilai) in enumerate(found)
    ]


_daftar: dict[str, Bukti] = {}


def register_bukti(*daftar: Bukti) -> None:
    _daftar.update({satu.kode: satu for satu in daftar})


def all_bukti() -> list[Bukti]:
    return sorted(_daftar.values(), key=lambda one: one.aspek)


def find_bukti(kode: str) -> Bukti | None:
    return _daftar.get(kode)
