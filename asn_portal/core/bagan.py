"""Geometry of charts that the server draws: whole numbers for SVG, in thousandths of the width. No database, no HTML.

Sums about persons are shown from five persons on. What is smaller is joined with a neighbour before anything is drawn,
so that the sum of the rows is still the total and nothing can be worked out by subtraction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

FULL = 1000


@dataclass(frozen=True)
class Hitungan:
    """One category. `url` leads to exactly these rows, `rinci` to the same figures of this category alone."""

    label: str
    jumlah: int
    url: str = ""
    rinci: str = ""
    # Fewer than may be told; `jumlah` is then 0.
    samar: bool = False


@dataclass(frozen=True)
class Batang:
    """The same as drawn: where it begins, how wide it is, which series, and its share."""

    label: str
    jumlah: int
    url: str
    rinci: str
    mulai: int
    lebar: int
    seri: int
    persen: Decimal
    samar: bool


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
        both = Hitungan(
            _joined(merged[first].label, merged[second].label), merged[first].jumlah + merged[second].jumlah
        )
        merged[first : second + 1] = [both]
    return merged


def conceal(rows: Sequence[Hitungan], minimum: int, *, total: int | None = None) -> list[Hitungan]:
    """Numbers from 1 to `minimum` - 1 are taken out, also of the width of their bars; with `total` also those that
    leave so few on the other side.
    """

    def tells(jumlah: int) -> bool:
        rest = total - jumlah if total is not None else 0
        return 0 < jumlah < minimum or 0 < rest < minimum

    return [replace(row, jumlah=0, samar=True) if tells(row.jumlah) else row for row in rows]


def _joined(first: str, second: str) -> str:
    """ "CPNS dan PPPK"; three become "PNS, CPNS dan PPPK"."""
    return f"{first.replace(' dan ', ', ')}{', ' if ' dan ' in second else ' dan '}{second}"


def bars(rows: Sequence[Hitungan], *, terbesar: int | None = None, total: int | None = None) -> list[Batang]:
    """Bars beside each other: the longest fills the width (or `terbesar` does). Shares are of `total`."""
    longest = max([row.jumlah for row in rows], default=0) if terbesar is None else terbesar
    whole = sum(row.jumlah for row in rows) if total is None else total
    return [
        Batang(
            row.label, row.jumlah, row.url, row.rinci, 0, _scale(row.jumlah, longest), at, _share(row.jumlah, whole), row.samar
        )
        for at, row in enumerate(rows, start=1)
    ]  # fmt: skip


def strip(rows: Sequence[Hitungan]) -> list[Batang]:
    """One bar cut into its categories, without a gap at the end."""
    drawn = bars(rows, terbesar=sum(row.jumlah for row in rows))
    start, count, whole = 0, 0, sum(row.jumlah for row in rows)
    placed = []
    for bar in drawn:
        count += bar.jumlah
        end = _scale(count, whole)
        placed.append(replace(bar, mulai=start, lebar=end - start))
        start = end
    return placed


def _scale(jumlah: int, longest: int) -> int:
    return round(jumlah * FULL / longest) if longest else 0


def _share(jumlah: int, whole: int) -> Decimal:
    return Decimal(jumlah) * 100 / whole if whole else Decimal(0)
