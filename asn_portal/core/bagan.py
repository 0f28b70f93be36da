"""Charts and the tables beside them. No database, no HTML: `components/bagan.html` shows one, and static/js/bagan.js draws
what stands in its table, so that the picture cannot say anything else.

Sums about persons are shown from five persons on. What is smaller is joined with a neighbour before anything is shown,
so that the sum of the rows is still the total and nothing can be worked out by subtraction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum


class Bentuk(Enum):
    """How a table is drawn. One series: bars. Several: bars cut into parts, or two sides of a pyramid."""

    BATANG = "batang"
    TUMPUK = "tumpuk"
    PIRAMIDA = "piramida"
    # Over time: rows are days, from left to right.
    GARIS = "garis"
    # A distribution over ordered categories, as a curve from left to right.
    KURVA = "kurva"


@dataclass(frozen=True)
class Hitungan:
    """One category. `url` leads to exactly these rows, `rinci` to the same figures of this category alone."""

    label: str
    jumlah: int | Decimal
    url: str = ""
    rinci: str = ""
    # Fewer than may be told; `jumlah` is then 0.
    samar: bool = False
    # Which values it counts, for whoever joins categories of a table.
    kode: tuple[str, ...] = ()


@dataclass(frozen=True)
class BarisBagan:
    """One row of the table: a cell for each series, and with several series their sum."""

    label: str
    sel: tuple[Hitungan, ...]
    rinci: str = ""
    jumlah: Hitungan | None = None
    persen: Decimal | None = None


@dataclass(frozen=True)
class Bagan:
    """A table with its picture. `definisi` says what is counted, `pada` of which day. `seri` are the heads of the columns
    that are drawn; a column of sums and one of shares follow from the rows.
    """

    kunci: str
    judul: str
    definisi: str
    pada: date
    kepala: str
    seri: tuple[str, ...]
    baris: tuple[BarisBagan, ...]
    bentuk: Bentuk = Bentuk.BATANG
    kaki: BarisBagan | None = None
    satuan: str = "orang"
    # Decimals of the cells, for measures that are no counts; and what the column of sums is called and measures.
    desimal: int = 0
    judul_jumlah: str = "Jumlah"
    desimal_jumlah: int = 0
    # The picture has every row, however many: for lists that nobody cuts, such as golongan.
    semua: bool = False
    # Where the table is taken out (a form that asks for xlsx or csv), and pages that say more: words and address.
    unduh: str = ""
    tautan: tuple[tuple[str, str], ...] = ()

    @property
    def berjumlah(self) -> bool:
        return any(row.jumlah is not None for row in self.baris)

    @property
    def berpersen(self) -> bool:
        return any(row.persen is not None for row in self.baris)


def share(jumlah: int, whole: int) -> Decimal:
    """Percent."""
    return Decimal(jumlah) * 100 / whole if whole else Decimal(0)


def one_series(rows: Sequence[Hitungan], total: int) -> tuple[BarisBagan, ...]:
    """A row for each category, with its share of the total unless the number is hidden."""
    return tuple(
        BarisBagan(row.label, (row,), row.rinci, persen=None if row.samar else share(row.jumlah, total)) for row in rows
    )


def merge_small(rows: Sequence[Hitungan], minimum: int) -> list[Hitungan]:
    """Join every category with 1 to `minimum` - 1 persons with the smaller of its neighbours, until none is left.

    When all persons together are fewer, one row remains, for `conceal`.
    """
    merged = list(rows)
    while len(merged) > 1:
        small = next((at for at, row in enumerate(merged) if 0 < row.jumlah < minimum), None)
        if small is None:
            return merged
        sides = [at for at in (small - 1, small + 1) if 0 <= at < len(merged)]
        other = min(sides, key=lambda at: (merged[at].jumlah == 0, merged[at].jumlah))
        first, second = sorted((small, other))
        one, two = merged[first], merged[second]
        both = Hitungan(_joined(one.label, two.label), one.jumlah + two.jumlah, kode=one.kode + two.kode)
        merged[first : second + 1] = [both]
    return merged


def conceal(rows: Sequence[Hitungan], minimum: int, *, total: int | None = None) -> list[Hitungan]:
    """Numbers from 1 to `minimum` - 1 are taken out; with `total` also those that leave so few on the other side."""

    def tells(jumlah: int) -> bool:
        rest = total - jumlah if total is not None else 0
        return 0 < jumlah < minimum or 0 < rest < minimum

    return [replace(row, jumlah=0, samar=True) if tells(row.jumlah) else row for row in rows]


def _joined(first: str, second: str) -> str:
    """ "CPNS dan PPPK"; three become "PNS, CPNS dan PPPK"."""
    return f"{first.replace(' dan ', ', ')}{', ' if ' dan ' in second else ' dan '}{second}"
