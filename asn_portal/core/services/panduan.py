"""Closing guides and news, and turning them on again: a person's own choice of what is shown (not traced)."""

from __future__ import annotations

from asn_portal.core.errors import DomainError
from asn_portal.core.models import PanduanDitutup, Pengguna
from asn_portal.core.panduan import known_keys


def _known(kunci: str) -> str:
    if not known_keys([kunci]):
        raise DomainError("Panduan itu tidak ada lagi. Muat ulang halaman ini.", galat="panduan_tidak_ada")
    return kunci


def close_guide(kunci: str, *, by: Pengguna) -> None:
    """For good; closing twice leaves one row."""
    PanduanDitutup.objects.bulk_create([PanduanDitutup(pengguna=by, kunci=_known(kunci))], ignore_conflicts=True)


def open_guide(kunci: str, *, by: Pengguna) -> None:
    PanduanDitutup.objects.filter(pengguna=by, kunci=_known(kunci)).delete()
