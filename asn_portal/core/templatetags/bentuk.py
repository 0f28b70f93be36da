"""How dates, numbers and status look to people: one place, Indonesian, Jakarta time."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from asn_portal.core.htmx import SEND_KEY
from asn_portal.core.tampilan import STATUS

register = template.Library()

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
NIP_GROUPS = ((0, 8), (8, 14), (14, 15), (15, 18))
NIP_LENGTH = 18


def _local(value: Any) -> Any:
    return timezone.localtime(value) if isinstance(value, datetime) else value


@register.filter
def tanggal(value: date | None) -> str:
    """21 November 2026"""
    if not value:
        return "Belum ada"
    day = _local(value)
    return f"{day.day} {BULAN[day.month - 1]} {day.year}"


@register.filter
def tanggal_pendek(value: date | None) -> str:
    """21 Nov 2026"""
    if not value:
        return "Belum ada"
    day = _local(value)
    return f"{day.day} {BULAN[day.month - 1][:3]} {day.year}"


@register.filter
def hari_tanggal(value: date | None) -> str:
    """Sabtu, 21 November 2026"""
    return f"{HARI[_local(value).weekday()]}, {tanggal(value)}" if value else "Belum ada"


@register.filter
def pukul(value: datetime) -> str:
    """14.30 WIB"""
    return f"{_local(value):%H.%M} WIB"


@register.filter
def waktu(value: datetime | None) -> str:
    """21 November 2026, 14.30 WIB"""
    return f"{tanggal(value)}, {pukul(value)}" if value else "Belum ada"


@register.filter
def bulan_tahun(value: date) -> str:
    """November 2026"""
    return f"{BULAN[value.month - 1]} {value.year}"


@register.filter
def angka(value: Any, desimal: int = 0) -> str:
    """1.234,5"""
    if value is None:
        return "Belum ada"
    number = Decimal(value).quantize(Decimal(1).scaleb(-int(desimal)), ROUND_HALF_UP)
    return f"{number:,}".replace(",", " ").replace(".", ",").replace(" ", ".")


@register.filter
def rupiah(value: Any) -> str:
    """Rp1.250.000"""
    return f"Rp{angka(value)}"


@register.filter
def nip(value: str | None) -> str:
    """19880314 201402 2 006, grouped as on a decree."""
    if not value or len(value) != NIP_LENGTH:
        return value or "Belum ada"
    return " ".join(value[start:end] for start, end in NIP_GROUPS)


@register.filter
def paraf(nama: str) -> str:
    """Initials for the round mark: first letters of the first two words."""
    return "".join(word[0] for word in nama.split()[:2]).upper()


@register.filter
def sisa_hari(batas: date | datetime | None) -> str:
    """How far a deadline is away, in words."""
    if batas is None:
        return ""
    day = _local(batas)
    days = ((day.date() if isinstance(day, datetime) else day) - timezone.localdate()).days
    if days < 0:
        return f"lewat {-days} hari"
    return "hari ini" if days == 0 else f"{days} hari lagi"


@register.simple_tag
def ikon(nama: str) -> SafeString:
    return format_html('<svg class="ikon" aria-hidden="true"><use href="{}#{}"/></svg>', static("ikon.svg"), nama)


@register.inclusion_tag("components/tanda.html")
def tanda(status: str, kata: str = "") -> dict[str, str]:
    """The one status badge: icon, word and colour pair. `kata` replaces the word, never the pair."""
    return {"status": status, "kata": kata or STATUS[status].kata, "ikon": STATUS[status].ikon}


@register.simple_tag
def kunci_kirim() -> SafeString:
    """A fresh key in a form that must count once (core.htmx.once)."""
    return format_html('<input type="hidden" name="{}" value="{}">', SEND_KEY, uuid.uuid4())


@register.simple_tag(takes_context=True)
def ubah_kueri(context: dict[str, Any], **changes: Any) -> str:
    """The present query string with some parts changed; an empty value removes the part."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return "?" + query.urlencode()
