"""Tables of the law as relations: one source for the pure functions and for statements about whole populations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from asn_portal.core.regulasi import Tabel
from asn_portal.core.sql import fetch

FOREVER = date(9999, 12, 31)


@dataclass(frozen=True)
class Relasi:
    """Rows of the law that a statement joins like a table: `{nama}` in the statement stands for it.

    `kolom` gives each column its SQL type. The rows travel as parameters, never as text.
    """

    nama: str
    kolom: Mapping[str, str]
    baris: tuple[tuple[Any, ...], ...]

    @property
    def teks(self) -> str:
        arrays = ", ".join(f"%({self.nama}_{kolom})s::{jenis}[]" for kolom, jenis in self.kolom.items())
        return f"unnest({arrays}) AS {self.nama} ({', '.join(self.kolom)})"

    @property
    def nilai(self) -> dict[str, list[Any]]:
        columns = zip(*self.baris, strict=True)
        return {f"{self.nama}_{kolom}": list(cells) for kolom, cells in zip(self.kolom, columns, strict=True)}


def dated_rows(
    tabel: Tabel, rows: Callable[[Mapping[str, Any]], Iterable[tuple[Any, ...]]]
) -> tuple[tuple[Any, ...], ...]:
    """(sejak, sampai, ...) for every provision of a table; `sampai` is the first day on which it no longer counts."""
    starts = [ketentuan.berlaku_sejak for ketentuan in tabel.ketentuan]
    ends = [*starts[1:], FOREVER]
    return tuple(
        (start, end, *row)
        for ketentuan, start, end in zip(tabel.ketentuan, starts, ends, strict=True)
        for row in rows(ketentuan.nilai)
    )


def fetch_with(statement: str, *relasi: Relasi, **values: Any) -> list[tuple[Any, ...]]:
    """Like `fetch`, with tables of the law: `JOIN {bup} ON bup.jabatan = orang.jabatan`."""
    for one in relasi:
        statement = statement.replace(f"{{{one.nama}}}", one.teks)
        values |= one.nilai
    return fetch(statement, **values)
