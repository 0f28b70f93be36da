"""Lists whose filters, columns and order stand in the address. An app describes its list once; the page, the bar above it
(asn_portal.lembar) and, for lists that can be taken out, the file all read this description.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.db.models.expressions import Combinable
from django.http import QueryDict
from django.urls import reverse

from asn_portal.core.models import Pengguna
from asn_portal.core.pencarian import digits_of

Kueri = Mapping[str, str]
MAX_VALUE = 100
SEARCH = "q"
COLUMNS = "kolom"
ORDER = "urut"


def as_is(value: Any) -> Any:
    return value


def anybody(_pengguna: Pengguna, _kueri: Kueri) -> bool:
    return True


def no_words(_pengguna: Pengguna, _kueri: Kueri, _hari: date) -> list[str]:
    return []


@dataclass(frozen=True)
class Kolom:
    """One column. `isi` are fields or annotations of a row, `tulis` makes one cell of them (for lists that are taken out)."""

    nama: str
    judul: str
    isi: tuple[str, ...] = ()
    tulis: Callable[..., Any] = as_is
    # Digits that stay text: NIP, NRK.
    nomor: bool = False
    # Chosen unless the person decides otherwise.
    bawaan: bool = True
    # More than the directory shows: whoever takes it out is named to the person it is about.
    dicatat: bool = False
    boleh: Callable[[Pengguna, Kueri], bool] = anybody


@dataclass(frozen=True)
class Urutan:
    """One order in which the page can stand, by the word in its address (`urut`). `oleh` is what rows are ordered by; those
    alike keep the usual order among themselves. Without it the page's own parser knows what the word means.
    """

    nama: str
    judul: str
    boleh: Callable[[Pengguna, Kueri], bool] = anybody
    oleh: str | Combinable | None = None
    turun: bool = False


@dataclass(frozen=True, kw_only=True)
class Daftar:
    """A page whose address can be kept under a name."""

    nama: str
    judul: str
    # The name of the page, and the parts of its address that filter or order it (no paging).
    halaman: str
    kueri: AbstractSet[str]
    # The filters in words, for the file, the trace and the kept lists.
    kata: Callable[[Pengguna, Kueri, date], list[str]] = no_words
    kolom: tuple[Kolom, ...] = ()
    # Columns of the page unless its address names others; empty: those that are chosen for the file.
    biasa: tuple[str, ...] = ()
    # Orders beside the usual one, which has the empty name; and whether the page shows the columns of its address.
    urutan: tuple[Urutan, ...] = ()
    pilih_kolom: bool = False
    # The part of the address that names columns, where `kolom` already means something else.
    bagian_kolom: str = COLUMNS

    def clean(self, query: Mapping[str, str]) -> dict[str, str]:
        """The known parts of an address, and no number of a person."""
        known = {name: query.get(name, "").strip()[:MAX_VALUE] for name in sorted(self._parts())}
        if digits_of(known.get(SEARCH, "")):
            known[SEARCH] = ""
        return {name: value for name, value in known.items() if value and "\x00" not in value}

    def _parts(self) -> AbstractSet[str]:
        return self.kueri | {ORDER} if self.urutan else self.kueri

    def query(self, kueri: Kueri, kolom: Sequence[str] = ()) -> str:
        chosen = {self.bagian_kolom: ",".join(kolom)} if kolom else {}
        return urlencode(dict(kueri) | chosen, safe=",")

    def columns_in(self, query: Mapping[str, str]) -> list[str]:
        """The columns that an address names (`kolom=nama,nip`; a form writes them one by one), as far as it has them."""
        named = query.getlist(self.bagian_kolom) if isinstance(query, QueryDict) else [query.get(self.bagian_kolom, "")]
        return self.known_columns(",".join(named).split(","))

    def known_columns(self, names: Collection[str]) -> list[str]:
        return [kolom.nama for kolom in self.kolom if kolom.nama in names]

    def address(self, kueri: Kueri, kolom: Sequence[str] = ()) -> str:
        """The page under these filters. Never anything but a query string on this page; without filters it says so, so
        that the person's own default does not open instead.
        """
        return f"{reverse(self.halaman)}?{self.query(kueri, kolom) or 'awal=1'}"

    def columns_for(self, pengguna: Pengguna, kueri: Kueri) -> list[Kolom]:
        return [kolom for kolom in self.kolom if kolom.boleh(pengguna, kueri)]

    def orders_for(self, pengguna: Pengguna, kueri: Kueri) -> list[Urutan]:
        return [urutan for urutan in self.urutan if urutan.boleh(pengguna, kueri)]

    def columns_on_page(
        self, pengguna: Pengguna, query: Mapping[str, str], usual: Collection[str] | None = None
    ) -> list[str]:
        """What the page shows: the columns of its address that this account may see, else the usual ones."""
        if usual is None:
            usual = self.biasa or [kolom.nama for kolom in self.kolom if kolom.bawaan]
        allowed = [kolom.nama for kolom in self.columns_for(pengguna, self.clean(query))]
        chosen = [nama for nama in self.columns_in(query) if nama in allowed]
        return [nama for nama in allowed if nama in (chosen or usual)]

    def order_of(self, pengguna: Pengguna, query: Mapping[str, str]) -> Urutan | None:
        """The order that the address names, if this account may have it."""
        asked = query.get(ORDER, "")
        found = (one for one in self.orders_for(pengguna, self.clean(query)) if one.nama == asked)
        return next(found, None) if asked else None

    def ordered(self, rows: QuerySet[Any], pengguna: Pengguna, query: Mapping[str, str]) -> QuerySet[Any]:
        """The rows in the order of the address; what is missing stands last, and rows alike in their usual order."""
        chosen = self.order_of(pengguna, query)
        if chosen is None or chosen.oleh is None:
            return rows
        by = F(chosen.oleh) if isinstance(chosen.oleh, str) else chosen.oleh
        first = by.desc(nulls_last=True) if chosen.turun else by.asc(nulls_last=True)
        return rows.order_by(first, *(rows.query.order_by or ("pk",)))


_daftar: dict[str, Daftar] = {}


def register_daftar(*daftar: Daftar) -> None:
    _daftar.update((satu.nama, satu) for satu in daftar)


def find_daftar(nama: str) -> Daftar | None:
    return _daftar.get(nama)


def all_daftar() -> list[Daftar]:
    return list(_daftar.values())
