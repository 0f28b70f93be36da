"""A form that saves itself, as its page shows it: what was kept comes back into the fields, and the script finds its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms, template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from asn_portal.core import hanya_lihat
from asn_portal.core.draf import DRAFT_KEY
from asn_portal.core.forms.dasar import PortalForm
from asn_portal.core.models import DrafFormulir
from asn_portal.core.models.draf import DrafFormulir as Draf
from asn_portal.core.selectors.draf import find_draft, read_isian

register = template.Library()
MAX_PATH = Draf._meta.get_field("jalur").max_length or 0


@dataclass(frozen=True)
class DrafHalaman:
    """What a page knows of the draft of one of its forms. `buang` is the page that throws it away."""

    tanda: SafeString
    nama: str
    nilai: str
    disimpan_pada: datetime | None
    buang: str
    kembali: bool


@register.simple_tag(takes_context=True)
def draf_formulir(context: dict[str, Any], form: forms.BaseForm) -> DrafHalaman | None:
    """None for a form that does not save itself, and for somebody who only looks. A form that was sent and refused shows
    what was sent; otherwise what was kept comes back.
    """
    request = context.get("request")
    if not isinstance(form, PortalForm) or not form.draf or request is None or not request.user.is_authenticated:
        return None
    jalur = request.get_full_path()
    if hanya_lihat.current() is not None or len(jalur) > MAX_PATH:
        return None
    row = find_draft(request.user, form.draf_kunci(), jalur)
    if row is not None and not form.is_bound:
        form.take_back(read_isian(row))
    return DrafHalaman(
        _marks(request, form, jalur, row),
        DRAFT_KEY,
        f"{form.draf_kunci()} {jalur}",
        row.disimpan_pada if row else None,
        reverse("core:draf_discard", args=[row.pk]) if row else "",
        row is not None and not form.is_bound,
    )


def _marks(request: Any, form: PortalForm, jalur: str, row: DrafFormulir | None) -> SafeString:
    """On a shared device, and of a form about sensitive things, nothing is kept in the browser."""
    return format_html(
        ' data-draf="{}" data-draf-jalur="{}" data-draf-versi="{}" data-draf-isian="{}" data-draf-ke="{}" data-draf-akun="{}"{}',
        form.draf_kunci(),
        jalur,
        row.versi if row else 0,
        " ".join(form.fields_to_keep()),
        reverse("api:draf"),
        request.user.pk,
        SafeString(" data-draf-bersama") if form.draf_peka or request.session.get("bersama") else "",
    )
