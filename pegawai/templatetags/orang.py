"""How a person stands in a list."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from asn_portal.core.templatetags.bentuk import paraf
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
