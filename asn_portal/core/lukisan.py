"""Parts of a drawing that answers of many rules share: a verdict with its criteria, a line of dates, a table with the
row that counts, a grid with the cell that counts. A rule's drawing is the sum of a few of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

LUKISAN = "components/gambar_hasil.html"
Bagian = Mapping[str, Any]


def kepala(label: str, nilai: str, keterangan: str = "") -> Bagian:
    """What people came for, in large letters, and one line about it."""
    return {"kepala": {"label": label, "nilai": nilai, "keterangan": keterangan}}


def putusan(ya: bool, kata_ya: str, kata_tidak: str) -> Bagian:
    """Yes or no in words; the sign beside it is not the only sign."""
    return {"putusan": {"ya": ya, "kata": kata_ya if ya else kata_tidak}}


def syarat(baris: Iterable[tuple[str, bool, str]]) -> Bagian:
    """Criteria: what is asked, whether it is met, and what there is."""
    return {"syarat": [{"kata": kata, "ya": ya, "keterangan": note} for kata, ya, note in baris]}


@dataclass(frozen=True)
class Titik:
    tanggal: date
    label: str
    kini: bool = False


def lini(*titik: Titik | None) -> Bagian:
    """Days in their order; the one that counts is `kini`."""
    return {"lini": sorted((one for one in titik if one is not None), key=lambda one: one.tanggal)}


def tabel(
    judul: str,
    kepala: Sequence[str],
    baris: Iterable[Sequence[object]],
    *,
    kini: int | None = None,
    kaki: Sequence[object] = (),
) -> Bagian:
    """Rows whose first cell names them; all other cells stand to the right as numbers do. `kini` is marked."""
    rows = [{"sel": [str(cell) for cell in row], "kini": place == kini} for place, row in enumerate(baris)]
    return {"tabel": {"judul": judul, "kepala": kepala, "baris": rows, "kaki": [str(cell) for cell in kaki]}}


def petak(
    judul: str,
    kolom: Mapping[str, str],
    baris: Mapping[str, str],
    sel: Mapping[tuple[str, str], object],
    kini: tuple[str, str],
) -> Bagian:
    """A grid: `sel[(row, column)]`, the cell `kini` is the one that counts."""
    rows = [
        {"nama": nama, "sel": [{"isi": str(sel[row, column]), "kini": (row, column) == kini} for column in kolom]}
        for row, nama in baris.items()
    ]
    return {"petak": {"judul": judul, "kolom": list(kolom.values()), "baris": rows}}


def hari(minggu: Any, batas: date | None) -> Bagian:
    """Days counted one by one, week by week."""
    return {"minggu": minggu, "batas": batas}
