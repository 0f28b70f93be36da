"""Which guide and which news somebody has not closed yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from asn_portal.core import hanya_lihat, panduan
from asn_portal.core.models import PanduanDitutup, Pengguna
from asn_portal.core.panduan import KABAR, SEMUA_KABAR, SEMUA_TUR, Kabar, Tur
from asn_portal.core.permissions import akses


@dataclass(frozen=True)
class PanduanSaya:
    """What the start page shows, one at a time: a guide, or without one the news since the last time."""

    tur: Tur | None
    kabar: list[Kabar]
    kunci_kabar: str = ""


def closed_keys(pengguna: Pengguna) -> set[str]:
    return set(PanduanDitutup.objects.filter(pengguna=pengguna).values_list("kunci", flat=True))


def roles_of(pengguna: Pengguna) -> set[str]:
    return {row.peran.value for row in akses(pengguna).daftar}


def own_guides(pengguna: Pengguna, *, minta: str = "") -> PanduanSaya:
    """One query. `minta` is the key of a guide that was asked for again: it shows whatever was closed. Somebody who
    looks at the portal as another person gets none: closing it is not his to decide.
    """
    if hanya_lihat.current() is not None:
        return PanduanSaya(None, [])
    closed, roles = closed_keys(pengguna), roles_of(pengguna)
    tours = panduan.tours_for(roles)
    tour = next((tur for tur in tours if tur.kunci == minta), None)
    if tour is None and SEMUA_TUR not in closed:
        tour = next((tur for tur in tours if tur.nama_kunci not in closed), None)
    news = [] if tour or SEMUA_KABAR in closed else _unread(pengguna, closed, panduan.news_for(roles))
    return PanduanSaya(tour, news, f"{KABAR}{news[0].tanggal.isoformat()}" if news else "")


def _unread(pengguna: Pengguna, closed: set[str], news: list[Kabar]) -> list[Kabar]:
    """What came after the day up to which the news were closed, and after the account began."""
    begun = timezone.localdate(pengguna.diaktifkan_pada or pengguna.created_at)
    days = [key.removeprefix(KABAR) for key in closed if key.startswith(KABAR)]
    last = max(days, default="")
    today = timezone.localdate()
    return [row for row in news if last < row.tanggal.isoformat() and begun < row.tanggal <= today]
