"""Lists that can be taken out as a table (core.daftar has what every list has).

The description shares the parser of the page: the rows of a file are the rows of the page under the same address, narrowed
to what the account may take out (mark `x` of core.izin).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from asn_portal.core.daftar import (
    ORDER,
    Daftar,
    Kolom,
    Kueri,
    Urutan,
    all_daftar,
    find_daftar,
    register_daftar,
)
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses

__all__ = [
    "ORDER",
    "WHOLE",
    "Daftar",
    "DaftarEkspor",
    "Kolom",
    "Kueri",
    "Urutan",
    "all_daftar",
    "always",
    "every_row",
    "export_scope",
    "find_daftar",
    "find_ekspor",
    "register_daftar",
]


def always(sumber: Sumber) -> Callable[[Pengguna, Kueri], Sumber]:
    """For a list that protects the same thing under every filter."""
    return lambda _pengguna, _kueri: sumber


def every_row(rows: QuerySet[Any], _pengguna: Pengguna, _sumber: Sumber) -> QuerySet[Any]:
    return rows


@dataclass(frozen=True, kw_only=True)
class DaftarEkspor(Daftar):
    """A list of rows that can also be taken out as a table."""

    # What the page shows under this address, in its usual order.
    tampil: Callable[[Pengguna, Kueri, date], QuerySet[Any]]
    # What is protected in it, and how rows are narrowed to those the account may take out.
    sumber: Callable[[Pengguna, Kueri], Sumber]
    batasi: Callable[[QuerySet[Any], Pengguna, Sumber], QuerySet[Any]]
    # The field that holds the person of a row; empty for lists that are not about persons.
    orang: str = ""

    def rows(self, pengguna: Pengguna, kueri: Kueri) -> QuerySet[Any]:
        """The rows of the page that this account may take out, in the order of the page."""
        shown = self.tampil(pengguna, kueri, timezone.localdate())
        return self.ordered(self.batasi(shown, pengguna, self.sumber(pengguna, kueri)), pengguna, kueri)


def find_ekspor(nama: str) -> DaftarEkspor | None:
    """A list that can be taken out."""
    daftar = find_daftar(nama)
    return daftar if isinstance(daftar, DaftarEkspor) else None


WHOLE = "*"


def export_scope(pengguna: Pengguna, sumber: Sumber) -> frozenset[str]:
    """How far the right to take out reaches: everything, or the paths of units. Empty: not at all."""
    mine = akses(pengguna)
    if mine.whole_agency(sumber, "x"):
        return frozenset({WHOLE})
    return frozenset(mine.paths(sumber, "x"))
