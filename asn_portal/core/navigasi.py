"""The menu: every app registers its entries, each role sees its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.urls import reverse

from asn_portal.core.permissions import Akses

GROUPS = (
    "", "Data saya", "Unit saya", "Kepegawaian", "Urusan", "Jabatan", "Kinerja", "Pelatihan", "Merit", "Angka", "Data",
    "Pengelolaan", "Rujukan",
)  # fmt: skip


@dataclass(frozen=True)
class Butir:
    """One entry. `untuk` decides by roles; `bawah` puts it into the phone's bottom bar (lower number first).

    `kata` are other words under which the command search finds the page; `di_menu=False` leaves it to that search.
    """

    url: str
    label: str
    ikon: str
    kelompok: str
    untuk: Callable[[Akses], bool]
    hitung: str = ""
    bawah: int = 0
    kata: str = ""
    di_menu: bool = True

    @cached_property
    def tujuan(self) -> str:
        """Its address, looked up once: a menu stands on every page."""
        return reverse(self.url)


_menu: list[Butir] = []


def register_menu(*butir: Butir) -> None:
    """Into the order of the groups, once: every page walks through them."""
    _menu.extend(butir)
    _menu.sort(key=lambda butir: GROUPS.index(butir.kelompok))


def all_entries() -> list[Butir]:
    """Of all apps, in the order of the groups."""
    return list(_menu)


def pages_for(akses: Akses) -> list[Butir]:
    """Every page that this account can find by name, in the order of the menu."""
    return [butir for butir in all_entries() if butir.untuk(akses)]


def menu_for(akses: Akses) -> list[tuple[str, list[Butir]]]:
    """Groups in their order with the entries this account may use; empty groups are left out."""
    mine = [butir for butir in pages_for(akses) if butir.di_menu]
    return [(name, list(entries)) for name, entries in groupby(mine, key=attrgetter("kelompok"))]


def bottom_bar(groups: list[tuple[str, list[Butir]]]) -> list[Butir]:
    """At most three places of the phone's bar; the fourth is the menu itself."""
    chosen = [butir for _, entries in groups for butir in entries if butir.bawah]
    return sorted(chosen, key=lambda butir: butir.bawah)[:3]


def everybody(_: Akses) -> bool:
    return True


def only(*peran: Any) -> Callable[[Akses], bool]:
    return lambda akses: akses.has(*peran)
