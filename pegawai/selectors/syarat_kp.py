"""What a rise in rank asks of the performance of the last years. The app of performance knows it and registers how to ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pegawai.aturan.peringatan import TABEL_PREDIKAT_KP


@dataclass(frozen=True)
class PredikatTahun:
    """The predicate of one year: its key and its word."""

    tahun: int
    predikat: str
    kata: str


# People and years -> the predicates that were handed over.
Penyedia = Callable[[Sequence[UUID], Sequence[int]], dict[UUID, list[PredikatTahun]]]
_penyedia: list[Penyedia] = []


def register_predikat(penyedia: Penyedia) -> Penyedia:
    """One app knows performance."""
    _penyedia[:] = [penyedia]
    return penyedia


@dataclass(frozen=True)
class SyaratPredikat:
    """Years below what the law asks, and years of which nothing is known."""

    di_bawah: tuple[PredikatTahun, ...] = ()
    belum_ada: tuple[int, ...] = ()

    def words(self) -> list[str]:
        below = [f"predikat {one.tahun} {one.kata.lower()}" for one in self.di_bawah]
        return below + [f"predikat {tahun} belum ada di portal" for tahun in self.belum_ada]


def predicates_for(people: Sequence[UUID], tmt: date) -> dict[UUID, SyaratPredikat]:
    """By the years before a rise. Dasar: PP 99/2000 jo PP 12/2002. Without an app that knows, nothing is said."""
    if not _penyedia:
        return {}
    nilai = TABEL_PREDIKAT_KP.at(tmt).nilai
    years = [tmt.year - back for back in range(nilai["tahun"], 0, -1)]
    known = _penyedia[0](people, years)
    return {pk: _judged(known.get(pk, []), years, nilai["cukup"]) for pk in people}


def _judged(rows: Sequence[PredikatTahun], years: Sequence[int], cukup: Sequence[str]) -> SyaratPredikat:
    there = {row.tahun: row for row in rows}
    below = tuple(there[tahun] for tahun in years if tahun in there and there[tahun].predikat not in cukup)
    return SyaratPredikat(below, tuple(tahun for tahun in years if tahun not in there))
