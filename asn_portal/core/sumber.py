"""What the foundation puts on shared pages: units and pages for the command search, panels of the start page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import navigasi, selectors
from asn_portal.core.enums import Peran
from asn_portal.core.hanya_lihat import current
from asn_portal.core.models import Pengguna
from asn_portal.core.panel import Panel, register_panel
from asn_portal.core.pencarian import Kelompok, Temuan, digits_of, register_sumber_cari
from asn_portal.core.permissions import akses
from asn_portal.core.selectors.draf import draft_rows

LATEST = 5
MENU_SHOWN = 8


def find_pages(pengguna: Pengguna, kata: str, batas: int) -> Kelompok:
    """Pages of the menu and of the account by name; with nothing typed, the menu itself."""
    words = kata.lower().split()
    pages = [
        Temuan(butir.label, butir.kelompok, reverse(butir.url), butir.ikon)
        for butir in navigasi.pages_for(akses(pengguna))
        if all(word in f"{butir.label} {butir.kata}".lower() for word in words) and (words or butir.di_menu)
    ]
    return Kelompok("Halaman", "file-earmark-text", pages[: batas if words else MENU_SHOWN])


def find_units(pengguna: Pengguna, kata: str, batas: int) -> Kelompok:
    """Units of today by parts of their name or by their abbreviation, each with the unit above it."""
    if not kata or digits_of(kata):
        return Kelompok("Unit", "diagram-3")
    rows = list(selectors.units_named(pengguna, kata, timezone.localdate())[: batas + 1])
    found = [Temuan(row.nama, row.nama_induk or "", reverse("core:unit_detail", args=[row.unit_id])) for row in rows]
    rest = f"{reverse('core:unit_list')}?{urlencode({'q': kata})}" if len(rows) > batas else ""
    return Kelompok("Unit", "diagram-3", found[:batas], rest)


register_sumber_cari(20, find_units)
register_sumber_cari(30, find_pages)


def _is(*peran: Peran) -> Any:
    return lambda pengguna, _: akses(pengguna).has(*peran)


def latest_acts(request: HttpRequest, _: Any) -> dict[str, Any]:
    """The last acts that this account may read, and whether the seals keep up."""
    rows = selectors.keyset_page(selectors.tindakan_rows(request.user, aksi="", kata=""), before="", size=LATEST).rows
    return {"daftar": rows, "belum_disegel": selectors.oldest_unsealed()}


def machinery(request: HttpRequest, _: Any) -> dict[str, Any]:
    now = timezone.now()
    return {"hidup": selectors.alive(now), "antrean": selectors.queue_state(), "sekarang": now}


def unsent(request: HttpRequest, _: Any) -> dict[str, Any]:
    return {"daftar": draft_rows(request.user)}


register_panel(
    Panel("draf", "Belum dikirim", lambda *_: current() is None, 3, template="core/panel/draf.html", isi=unsent),
    Panel("mesin", "Keadaan portal", _is(Peran.ADMIN_SISTEM), 20, template="core/panel/mesin.html", isi=machinery),
    Panel("jejak", "Jejak terbaru", _is(Peran.AUDITOR), 5, template="core/panel/jejak.html", isi=latest_acts),
)
