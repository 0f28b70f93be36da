"""Start page, the whole menu, and light or dark."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from asn_portal.core import panel, selectors
from asn_portal.core.models import Notifikasi
from asn_portal.core.permissions import akses
from asn_portal.core.selectors.panduan import own_guides
from asn_portal.core.selectors.pengumuman import unread_pengumuman

THEMES = {"terang", "gelap"}
THEME_MAX_AGE = 365 * 24 * 3600


def beranda(request: HttpRequest) -> HttpResponse:
    """What waits for me first; then what each app has registered for my roles (core.panel)."""
    now = timezone.now()
    duties = selectors.as_rows(request.user, selectors.waiting_tugas(request.user)[:6], now)
    context = {
        "berikutnya": duties[:1],
        "setelah_itu": duties[1:],
        "daftar_notifikasi": Notifikasi.objects.filter(untuk=request.user).order_by("-dibuat_pada")[:5],
        "unit_saya": next((row.nama_unit for row in akses(request.user).daftar if row.nama_unit), ""),
        "panel": panel.start_panels(request),
        "pengumuman": unread_pengumuman(request.user, timezone.localdate(now)),
        "panduan": own_guides(request.user, minta=request.GET.get("panduan", "")),
    }
    return render(request, "core/beranda.html", context)


def menu(request: HttpRequest) -> HttpResponse:
    """The whole menu as a page, for the phone's bar."""
    return render(request, "core/menu.html")


@login_not_required
@require_POST
def tema(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the system: kept in the browser only."""
    back = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if safe else resolve_url("core:beranda"))
    chosen = request.POST.get("tema", "")
    if chosen in THEMES:
        response.set_cookie(
            settings.THEME_COOKIE_NAME,
            chosen,
            max_age=THEME_MAX_AGE,
            samesite="Lax",
            secure=settings.HTTPS,
            httponly=True,
        )
    else:
        response.delete_cookie(settings.THEME_COOKIE_NAME)
    return response
