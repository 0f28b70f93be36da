"""Lists that can be taken out as a table and kept under a name. An app describes its list once; nothing else changes.

The description shares the parser of the page: the rows of a file are the rows of the page under the same address, narrowed
to what the account may take out (mark `x` of core.izin).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.pencarian import digits_of
from asn_portal.core.permissions import akses
from asn_portal.lembar.isi import Nilai

Kueri = Mapping[str, str]
MAX_VALUE = 100
SEARCH = "q"
COLUMNS = "kolom"
ORDER = "urut"


def as_query(kueri: Kueri, kolom: Sequence[str] = ()) -> str:
    chosen = {COLUMNS: ",".join(kolom)} if kolom else {}
    return urlencode(dict(kueri) | chosen, safe=",")


def as_is(value: Any) -> Nilai:
    return value


def anybody(_pengguna: Pengguna, _kueri: Kueri) -> bool:
    return True


def always(sumber: Sumber) -> Callable[[Pengguna, Kueri], Sumber]:
    """For a list that protects the same thing under every filter."""
    return lambda _pengguna, _kueri: sumber


def every_row(rows: QuerySet[Any], _pengguna: Pengguna, _sumber: Sumber) -> QuerySet[Any]:
    return rows


@dataclass(frozen=True)
class Kolom:
    """One column. `isi` are fields or annotations of a row, `tulis` makes one cell of them."""

    nama: str
    judul: str
    isi: tuple[str, ...]
    tulis: Callable[..., Nilai] = as_is
    # Digits that stay text: NIP, NRK.
    nomor: bool = False
    # Chosen unless the person decides otherwise.
    bawaan: bool = True
    # More than the directory shows: whoever takes it out is named to the person it is about.
    dicatat: bool = False
    boleh: Callable[[Pengguna, Kueri], bool] = anybody


@dataclass(frozen=True)
class Urutan:
    """One order in which the page can stand. What it means, the page's own parser knows (`urut` of its address)."""

    nama: str
    judul: str
    boleh: Callable[[Pengguna, Kueri], bool] = anybody


@dataclass(frozen=True, kw_only=True)
class Daftar:
    """A page whose address can be kept under a name."""

    nama: str
    judul: str
    # The name of the page, and the parts of its address that filter or order it (no paging).
    halaman: str
    kueri: AbstractSet[str]
    # The filters in words, for the file, the trace and the kept lists.
    kata: Callable[[Pengguna, Kueri, date], list[str]]
    kolom: tuple[Kolom, ...] = ()
    # Orders beside the usual one, which has the empty name; and whether the page shows the columns of its address.
    urutan: tuple[Urutan, ...] = ()
    pilih_kolom: bool = False

    def clean(self, query: Mapping[str, str]) -> dict[str, str]:
        """The known parts of an address, and no number of a person."""
        known = {name: query.get(name, "").strip()[:MAX_VALUE] for name in sorted(self.kueri)}
        if digits_of(known.get(SEARCH, "")):
            known[SEARCH] = ""
        return {name: value for name, value in known.items() if value and "\x00" not in value}

    def columns_in(self, query: Mapping[str, str]) -> list[str]:
        """The columns that an address names (`kolom=nama,nip`; a form writes them one by one), as far as it has them."""
        named = query.getlist(COLUMNS) if isinstance(query, QueryDict) else [query.get(COLUMNS, "")]
        asked = ",".join(named).split(",")
        return [kolom.nama for kolom in self.kolom if kolom.nama in asked]

    def address(self, kueri: Kueri, kolom: Sequence[str] = ()) -> str:
        """The page under these filters. Never anything but a query string on this page; without filters it says so, so
        that the person's own default does not open instead.
        """
        return f"{reverse(self.halaman)}?{as_query(kueri, kolom) or 'awal=1'}"

    def columns_for(self, pengguna: Pengguna, kueri: Kueri) -> list[Kolom]:
        return [kolom for kolom in self.kolom if kolom.boleh(pengguna, kueri)]

    def orders_for(self, pengguna: Pengguna, kueri: Kueri) -> list[Urutan]:
        return [urutan for urutan in self.urutan if urutan.boleh(pengguna, kueri)]

    def columns_on_page(self, pengguna: Pengguna, query: Mapping[str, str], usual: Collection[str]) -> list[str]:
        """What the page shows: the columns of its address that this account may see, else the usual ones."""
        chosen = self.columns_in(query)
        allowed = [kolom.nama for kolom in self.columns_for(pengguna, self.clean(query))]
        return [nama for nama in allowed if nama in (chosen or usual)]


@dataclass(frozen=True, kw_only=True)
class DaftarEkspor(Daftar):
    """A list of rows that can also be taken out as a table."""

    # What the page shows under this address, in its order.
    tampil: Callable[[Pengguna, Kueri, date], QuerySet[Any]]
    # What is protected in it, and how rows are narrowed to those the account may take out.
    sumber: Callable[[Pengguna, Kueri], Sumber]
    batasi: Callable[[QuerySet[Any], Pengguna, Sumber], QuerySet[Any]]
    # The field that holds the person of a row; empty for lists that are not about persons.
    orang: str = ""

    def rows(self, pengguna: Pengguna, kueri: Kueri) -> QuerySet[Any]:
        """The rows of the page that this account may take out."""
        shown = self.tampil(pengguna, kueri, timezone.localdate())
        return self.batasi(shown, pengguna, self.sumber(pengguna, kueri))


_daftar: dict[str, Daftar] = {}


def register_daftar(*daftar: Daftar) -> None:
    _daftar.update((satu.nama, satu) for satu in daftar)


def find_daftar(nama: str) -> Daftar | None:
    return _daftar.get(nama)


def find_ekspor(nama: str) -> DaftarEkspor | None:
    """A list that can be taken out."""
    daftar = _daftar.get(nama)
    return daftar if isinstance(daftar, DaftarEkspor) else None


WHOLE = "*"


def export_scope(pengguna: Pengguna, sumber: Sumber) -> frozenset[str]:
    """How far the right to take out reaches: everything, or the paths of units. Empty: not at all."""
    mine = akses(pengguna)
    if mine.whole_agency(sumber, "x"):
        return frozenset({WHOLE})
    return frozenset(mine.paths(sumber, "x"))
