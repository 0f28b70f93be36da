"""How a person stands in a list."""

from __future__ import annotations

from functools import cache

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from asn_portal.core.templatetags.bentuk import nip, paraf
from pegawai.models import Pegawai

register = template.Library()


@register.simple_tag
def foto_kecil(orang: Pegawai) -> SafeString:
    """The small round picture of a row of `with_foto`, or the initials. A tag and not an included file: a list shows fifty."""
    if not orang.foto_pada:  # type: ignore[attr-defined]
        return format_html('<span class="paraf" aria-hidden="true">{}</span>', paraf(orang.nama))
    return format_html(
        '<img class="paraf" src="{}?kecil=1&amp;{}" width="32" height="32" alt="" loading="lazy" decoding="async">',
        reverse("pegawai:foto", args=[orang.pk]), int(orang.foto_pada.timestamp()),  # type: ignore[attr-defined]
    )  # fmt: skip


@register.simple_tag
def sel_orang(orang: Pegawai, *, dengan_nip: bool = False) -> SafeString:
    """The cell that names a person of `with_foto`: the picture, the name as a way to the profile, the NIP below it."""
    below = format_html('<span class="bawah-nama nip">{}</span>', nip(orang.nip)) if dengan_nip else ""
    return format_html(
        '<div class="berfoto">{}<span><a href="{}{}/">{}</a>{}</span></div>',
        foto_kecil(orang), _directory(), orang.pk, orang.nama_lengkap, below,
    )  # fmt: skip


@cache
def _directory() -> str:
    """Looked up once: profiles stand below the directory, and a list names fifty."""
    return reverse("pegawai:pegawai_list")
