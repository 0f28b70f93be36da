"""Shared pages that other apps fill: the start page, the profile of a person, the page of a unit.

An app registers a panel when it starts; nothing else has to change. A panel is either a template with a small context
(rendered with the page, for what costs one or two queries) or the name of a page whose fragment arrives afterwards
without holding the page up. Without script the second kind is a link to that page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.http import HttpRequest
from django.urls import reverse


class Letak(Enum):
    """Where on the page: the wide column or the narrow one."""

    UTAMA = "utama"
    SAMPING = "samping"


@dataclass(frozen=True)
class Panel:
    """`untuk(pengguna, objek)` decides who gets it; `objek` is the person or unit of the page, None on the start page."""

    kunci: str
    judul: str
    untuk: Callable[[Any, Any], bool]
    urut: int = 50
    letak: Letak = Letak.UTAMA
    # Either of the two:
    url: str = ""
    template: str = ""
    isi: Callable[[HttpRequest, Any], dict[str, Any]] | None = None

    def __post_init__(self) -> None:
        if bool(self.url) == bool(self.template and self.isi):
            raise ValueError(f"{self.kunci}: a page of its own, or a template with its context")


@dataclass(frozen=True)
class Terpasang:
    """A panel on one page for one account."""

    panel: Panel
    alamat: str
    isi: dict[str, Any]


_beranda: dict[str, Panel] = {}
_profil: dict[str, Panel] = {}
_unit: dict[str, Panel] = {}


def register_panel(*panels: Panel) -> None:
    """Panels of the start page."""
    _beranda.update({panel.kunci: panel for panel in panels})


def register_bagian_profil(*panels: Panel) -> None:
    """Sections of a person's page; their address takes the person's id."""
    _profil.update({panel.kunci: panel for panel in panels})


def register_bagian_unit(*panels: Panel) -> None:
    """Sections of a unit's page; their address takes the unit's id."""
    _unit.update({panel.kunci: panel for panel in panels})


HitungUnit = Callable[[str, date], dict[int, int]]
_penghitung: list[HitungUnit] = []


def register_isi_unit(penghitung: HitungUnit) -> HitungUnit:
    """An upper app counts who is in a unit: (path, day) to persons by number of each child unit and of the unit itself."""
    _penghitung.append(penghitung)
    return penghitung


def unit_contents(jalur: str, tanggal: date) -> dict[int, int]:
    """Persons at or below each child of the unit with this path, and in the unit itself."""
    counted: dict[int, int] = {}
    for penghitung in _penghitung:
        for nomor, jumlah in penghitung(jalur, tanggal).items():
            counted[nomor] = counted.get(nomor, 0) + jumlah
    return counted


def start_panels(request: HttpRequest) -> dict[str, list[Terpasang]]:
    return _place(_beranda, request, None)


def profile_sections(request: HttpRequest, pegawai: Any) -> dict[str, list[Terpasang]]:
    return _place(_profil, request, pegawai)


def unit_sections(request: HttpRequest, unit: Any) -> dict[str, list[Terpasang]]:
    return _place(_unit, request, unit)


def _place(register: dict[str, Panel], request: HttpRequest, objek: Any) -> dict[str, list[Terpasang]]:
    """By place, in their order, only what this account may have."""
    placed: dict[str, list[Terpasang]] = {letak.value: [] for letak in Letak}
    for panel in sorted(register.values(), key=lambda panel: (panel.urut, panel.kunci)):
        if not panel.untuk(request.user, objek):
            continue
        alamat = reverse(panel.url, args=[] if objek is None else [objek.pk]) if panel.url else ""
        isi = panel.isi(request, objek) if panel.isi else {}
        placed[panel.letak.value].append(Terpasang(panel, alamat, isi))
    return placed
