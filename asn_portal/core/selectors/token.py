"""Tokens of programs: which one a text is, whether it still counts, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, Sum
from django.utils import timezone

from asn_portal.core import kripto
from asn_portal.core.enums import PERAN_TURUNAN, CakupanToken
from asn_portal.core.models import Pengguna, TokenAkses
from asn_portal.core.permissions import akses

PREFIX = "asn_"


def digest(text: str) -> bytes:
    return kripto.digest(text, kolom="core.TokenAkses")


def assigned_roles(pengguna: Pengguna) -> list[str]:
    """Roles that were given; what follows from the records of a day comes and goes with them."""
    return sorted(f"{row.peran}:{row.unit_id}" for row in akses(pengguna).daftar if row.peran not in PERAN_TURUNAN)


def find_token(text: str) -> TokenAkses | None:
    if not text.startswith(PREFIX):
        return None
    return TokenAkses.objects.select_related("pengguna").filter(sidik=digest(text)).first()


def ended_because(token: TokenAkses, now: datetime) -> str:
    """Why it no longer counts, as a sentence; empty while it does."""
    owner = token.pengguna
    changed = owner.sandi_diganti_pada
    if token.dicabut_pada is not None:
        return "Token sudah dicabut."
    if token.berlaku_sampai < timezone.localdate(now):
        return "Masa berlaku token sudah habis."
    if not owner.is_active:
        return "Akun pemilik token nonaktif."
    if changed is not None and changed > token.dibuat_pada:
        return "Kata sandi pemilik token sudah diganti."
    if not set(token.peran).issubset(assigned_roles(owner)):
        return "Peran pemilik token sudah berubah."
    return ""


def running_tokens(pengguna: Pengguna, now: datetime) -> list[TokenAkses]:
    rows = TokenAkses.objects.filter(pengguna=pengguna, dicabut_pada=None).select_related("pengguna")
    return [row for row in rows if not ended_because(row, now)]


@dataclass(frozen=True)
class BarisToken:
    token: TokenAkses
    cakupan: list[str]
    berakhir: str
    # Times that employment data of a person was read: today, and in the last thirty days.
    hari_ini: int
    sebulan: int


def own_tokens(pengguna: Pengguna, now: datetime) -> list[BarisToken]:
    """The newest first; those that ended stay visible with the reason."""
    today = timezone.localdate(now)
    month = Sum("daftar_pembacaan__orang", filter=Q(daftar_pembacaan__tanggal__gt=today - timedelta(days=30)))
    of_today = Sum("daftar_pembacaan__orang", filter=Q(daftar_pembacaan__tanggal=today))
    rows = TokenAkses.objects.filter(pengguna=pengguna).annotate(hari_ini=of_today, sebulan=month)
    shown = list(rows.order_by("-dibuat_pada")[:50])
    for row in shown:
        row.pengguna = pengguna
    return [
        BarisToken(
            row,
            [CakupanToken(one).label for one in row.cakupan],
            ended_because(row, now),
            row.hari_ini or 0,
            row.sebulan or 0,
        )
        for row in shown
    ]
