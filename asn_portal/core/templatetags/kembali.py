"""The way back to a worklist (asn_portal.core.kembali)."""

from __future__ import annotations

from typing import Any

from django import template

from asn_portal.core.kembali import way_back, with_way_back

register = template.Library()


@register.simple_tag(takes_context=True)
def dengan_kembali(context: Any, alamat: str) -> str:
    """This address, coming back to the list as it is shown now (the page around it, where this is a fragment)."""
    htmx = context.request.htmx
    page = (htmx.current_url_abs_path or "") if htmx else context.request.get_full_path()
    return with_way_back(alamat, page)


@register.simple_tag(takes_context=True)
def bawa_kembali(context: Any, alamat: str) -> str:
    """This address with the way back that this page was opened with: for a step in between (opening private data)."""
    request = getattr(context, "request", None)
    return with_way_back(alamat, way_back(request) if request is not None else "")


@register.inclusion_tag("components/kembali.html", takes_context=True)
def kembali(context: Any) -> dict[str, str]:
    """The link back, on pages that were opened from a worklist."""
    request = getattr(context, "request", None)
    return {"alamat": way_back(request) if request is not None else ""}
