"""When views of others may be shown, and for which groups. Below the minimum nobody learns anything, and nothing can be worked
out by subtraction: a group too small is shown only as part of the whole, and then the other group is not shown apart either.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

# Whoever sees a result of fewer could tell who said what.
PALING_SEDIKIT = 3
GABUNGAN = "gabungan"
# The scale of the form; words in kinerja.forms.pandangan.
SKALA = (1, 2, 3, 4)


def kelompok_tampil(banyak: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """What is shown, each with the groups it is made of: every group apart, all together, or nothing."""
    some = tuple(name for name, count in banyak.items() if count)
    if sum(banyak.values()) < PALING_SEDIKIT:
        return {}
    if len(some) > 1 and all(banyak[name] >= PALING_SEDIKIT for name in some):
        return {name: (name,) for name in some}
    return {GABUNGAN: some}


def rerata(jumlah: int, banyak: int) -> Decimal:
    """One decimal: finer than that would be an answer again."""
    return (Decimal(jumlah) / banyak).quantize(Decimal("0.1"), ROUND_HALF_UP)
