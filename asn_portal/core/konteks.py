"""What every page's frame needs: menu, counts, the person and the role, and the name of the province."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from asn_portal.core import navigasi, selectors
from asn_portal.core.permissions import akses


def frame(request: HttpRequest) -> dict[str, Any]:
    base = {
        "mode_demo": settings.DEMO,
        "tema": request.COOKIES.get(settings.THEME_COOKIE_NAME, ""),
        "sekarang": timezone.now(),
        "sso": settings.OIDC_LABEL if settings.OIDC_ISSUER else "",
    }
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    if getattr(request, "htmx", False):
        return base
    base["nama_portal"] = "Portal Pegawai"
    if not known:
        return base | {"nama_instansi": selectors.identity(None, timezone.localdate())}
    mine = akses(user)
    groups = navigasi.menu_for(mine)
    facts = selectors.frame_facts(mine)
    return base | {
        "akses": mine,
        "menu": groups,
        "menu_bawah": navigasi.bottom_bar(groups),
        "hitungan": facts,
        "nama_instansi": facts.nama_instansi,
        "peran_utama": selectors.main_role(mine),
        "kontak": facts.kontak,
        "batas_diam": settings.IDLE_TIMEOUT_SHARED if request.session.get("bersama") else settings.IDLE_TIMEOUT,
    }
