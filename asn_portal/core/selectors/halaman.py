"""Paging by key: the last page of 65,000 rows costs as much as the first, and nothing is counted twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable

SIZE = 50
# Beyond this a list says "lebih dari": nobody pages there, and counting would cost more than the page.
COUNTED = 10_000


@dataclass(frozen=True)
class HalamanAbjad:
    """Rows of one page. `sebelum` and `sesudah` are parts of an address, empty at either end."""

    rows: list[Any]
    awal: int
    jumlah: int
    lebih: bool
    sebelum: dict[str, str]
    sesudah: dict[str, str]

    @property
    def akhir(self) -> int:
        return self.awal + len(self.rows) - 1


def most_counted(*, exact: bool) -> int | None:
    """Where counting may stop: None counts all."""
    return None if exact else COUNTED + 1


def count_rows(rows: QuerySet[Any], most: int | None) -> int:
    return rows.order_by().values("pk")[:most].count()  # what a row shows is not needed to count it


def alphabet_page(
    rows: QuerySet[Any],
    query: Mapping[str, str],
    *,
    kolom: str | Combinable = "nama",
    turun: bool = False,
    size: int = SIZE,
    exact: bool,
    jumlah: int | None = None,
) -> HalamanAbjad:
    """The page of `rows` in the order of `kolom` (never null; `turun`: downwards) that `query` asks for: `setelah=<id>` or
    `sebelum=<id>`, and `ke`, the place of its first row. A key that is not in the list gives the first page. Who knows
    already how many there are (not `exact`: up to `most_counted`) says so by `jumlah`.
    """
    ordered = rows.annotate(urut=F(kolom) if isinstance(kolom, str) else kolom)
    backwards = "sebelum" in query
    anchor = _anchor(ordered, query.get("sebelum" if backwards else "setelah", ""))
    counted = count_rows(rows, most_counted(exact=exact)) if jumlah is None else jumlah
    found = _beside(ordered, anchor, size + 1, turun=turun, backwards=backwards and anchor is not None)
    more, found = len(found) > size, found[:size]
    if backwards and anchor is not None:
        found.reverse()
        before, after = more, True
    else:
        before, after = anchor is not None, more
    first = _place(query.get("ke", ""), counted) if before else 1
    return HalamanAbjad(
        found,
        first if found else 0,
        min(counted, COUNTED) if not exact else counted,
        not exact and counted > COUNTED,
        _to("sebelum", found[0].pk, max(first - size, 1)) if before and found else {},
        _to("setelah", found[-1].pk, first + len(found)) if after and found else {},
    )


def _anchor(rows: QuerySet[Any], key: str) -> tuple[Any, UUID] | None:
    try:
        pk = UUID(key)
    except ValueError:
        return None
    return rows.filter(pk=pk).values_list("urut", "pk").first()


def _beside(
    rows: QuerySet[Any], anchor: tuple[Any, UUID] | None, limit: int, *, turun: bool, backwards: bool
) -> list[Any]:
    """The rows next to the anchor. The first condition lets the index begin there; the second is exact."""
    falling = turun != backwards
    if anchor is not None:
        value, pk = anchor
        side = "lt" if falling else "gt"
        rows = rows.filter(Q((f"urut__{side}", value)) | Q((f"pk__{side}", pk)), Q((f"urut__{side}e", value)))
    return list(rows.order_by(*(("-urut", "-pk") if falling else ("urut", "pk")))[:limit])


def _place(text: str, counted: int) -> int:
    return (
        min(max(int(text), 1), max(counted, 1))
        if text.isascii() and text.isdigit() and len(text) <= len(str(COUNTED)) + 4
        else 1
    )


def _to(side: str, pk: UUID, first: int) -> dict[str, str]:
    return {side: str(pk), "ke": str(first)}
