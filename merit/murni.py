"""A row by plain arithmetic: from what was found to scores, axes, total and box. Holds the statement to the law."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from merit.aturan.talenta import kotak_untuk
from merit.mesin import TINGKAT_X, TINGKAT_Y
from merit.susunan import SumbuSusunan, Susunan


@dataclass(frozen=True)
class Murni:
    skor: tuple[int | None, ...]
    y: Fraction | None
    x: Fraction | None
    total: Fraction | None
    kotak: int | None


def _axis(sumbu: SumbuSusunan, scores: Mapping[str, Fraction | None], never: Collection[str]) -> Fraction | None:
    """`never`: what does not hold for this person; the others share its weight."""
    total = Fraction(0)
    for satu in sumbu.komponen:
        if satu.kode in never:
            continue
        skor = scores[satu.kode]
        if skor is None:
            return None
        total += skor * Fraction(satu.bobot)
    whole = sum(Fraction(satu.bobot) for satu in sumbu.komponen)
    left = sum(Fraction(satu.bobot) for satu in sumbu.komponen if satu.kode not in never)
    if not left:
        return None
    value = total / sumbu.pembagi
    if left != whole:
        value = Fraction((value * whole / left * sumbu.skala + Fraction(1, 2)).__floor__(), sumbu.skala)
    return min(value, Fraction(sumbu.paling_besar))


def _level(susunan: Susunan, nilai: Fraction) -> int:
    assert susunan.batas_tengah is not None
    assert susunan.batas_atas is not None
    return (nilai >= susunan.batas_tengah) + (nilai >= susunan.batas_atas)


def compute(susunan: Susunan, isi: Sequence[Any], *, tertutup: bool, tak_berlaku: Collection[str] = ()) -> Murni:
    """`isi`: what each component found, in the order of the instrument; None where nothing was."""
    scores: dict[str, Fraction | None] = {}
    for (_, satu), found in zip(susunan.semua(), isi, strict=True):
        known = found is not None and satu.kode not in tak_berlaku
        skor = satu.komponen.murni(found, satu.parameter) if known else None
        scores[satu.kode] = None if skor is None else Fraction(skor)
    axes = {sumbu.kode: _axis(sumbu, scores, tak_berlaku) for sumbu in susunan.sumbu}
    y, x = axes["y"], axes.get("x")
    whole = None if None in axes.values() else sum((nilai for nilai in axes.values() if nilai is not None), Fraction(0))
    box = None
    if susunan.berkotak and not tertutup and y is not None and x is not None:
        box = kotak_untuk(TINGKAT_Y[_level(susunan, y)], TINGKAT_X[_level(susunan, x)])
    stored = tuple(None if skor is None else int(skor * 100) for skor in scores.values())
    return Murni(stored, y, x, whole, box)


def box_of(susunan: Susunan, scores: Sequence[int | None]) -> int | None:
    """The box of scores in hundredths, in the order of the instrument, where there are boxes. A score of None does not hold
    here; where nothing of an axis holds, there is no box.
    """
    if not susunan.berkotak:
        return None
    pairs = list(zip(susunan.kode, scores, strict=True))
    known = {kode: Fraction(skor, 100) for kode, skor in pairs if skor is not None}
    y, x = (_axis(sumbu, known, {kode for kode, skor in pairs if skor is None}) for sumbu in susunan.sumbu)
    if y is None or x is None:
        return None
    return kotak_untuk(TINGKAT_Y[_level(susunan, y)], TINGKAT_X[_level(susunan, x)])
