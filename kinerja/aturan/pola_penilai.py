"""How a penilai gives ratings beside others: severity, spread, copied words. Facts to talk about, never a finding of guilt.

No regulation sets these thresholds; they are the house's own and only sort a list.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

# Fewer persons than this say nothing about how somebody rates, and too much about each of them.
ORANG_TERKECIL = 5
# Of a scale from 1 to 3: a difference worth a talk.
SELISIH = Decimal("0.3")
# So many of a hundred with one and the same predicate.
SERAGAM = 90
# So many of a hundred texts that stand with more than one person.
BERULANG = 30
KATA = {
    "longgar": "Lebih tinggi dari yang lain",
    "ketat": "Lebih rendah dari yang lain",
    "seragam": "Hampir semua sama",
    "berulang": "Kata-kata berulang",
}


@dataclass(frozen=True)
class AngkaPenilai:
    """What is counted of one penilai: persons, means of 1 to 3, the largest share of a predicate, texts and repeated ones."""

    orang: int
    rerata: Decimal
    pembanding: Decimal | None
    terbanyak: int
    teks: int
    berulang: int


def baca(angka: AngkaPenilai) -> tuple[str, ...]:
    """What stands out; nothing for whoever has rated fewer than five."""
    if angka.orang < ORANG_TERKECIL:
        return ()
    found = []
    if angka.pembanding is not None:
        difference = angka.rerata - angka.pembanding
        found += ["longgar"] if difference >= SELISIH else ["ketat"] if difference <= -SELISIH else []
    if angka.terbanyak * 100 >= SERAGAM * angka.orang:
        found.append("seragam")
    if angka.teks >= ORANG_TERKECIL and angka.berulang * 100 >= BERULANG * angka.teks:
        found.append("berulang")
    return tuple(found)
