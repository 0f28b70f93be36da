"""Guides for newcomers and news of the portal, each as a page and as a hint that is closed with one click."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from asn_portal.core import panduan
from asn_portal.core.htmx import fragment_or_redirect
from asn_portal.core.panduan import SEMUA_KABAR, SEMUA_TUR, TUR
from asn_portal.core.selectors import panduan as selectors
from asn_portal.core.services import panduan as services

BACK = {"beranda": "core:beranda", "panduan": "core:panduan", "perubahan": "core:perubahan"}


def panduan_list(request: HttpRequest) -> HttpResponse:
    """Every step of every guide of my roles, to read at leisure and without script."""
    closed = selectors.closed_keys(request.user)
    context = {
        "daftar_tur": panduan.tours_for(selectors.roles_of(request.user)),
        "tur_mati": SEMUA_TUR in closed,
        "kabar_mati": SEMUA_KABAR in closed,
    }
    return render(request, "core/panduan.html", context)


def perubahan(request: HttpRequest) -> HttpResponse:
    """What changed in the portal, for my roles or (?semua=1) for everybody's."""
    everything = request.GET.get("semua") == "1"
    news = panduan.all_news() if everything else panduan.news_for(selectors.roles_of(request.user))
    mine = selectors.own_guides(request.user)
    context = {
        "daftar": sorted(news, key=lambda row: row.tanggal, reverse=True),
        "semua": everything,
        "baru": mine.kabar,
        "kunci_kabar": mine.kunci_kabar,
    }
    return render(request, "core/perubahan.html", context)


@require_POST
def panduan_close(request: HttpRequest) -> HttpResponse:
    """One click and it does not come back. The next guide waits for the next visit."""
    kunci = request.POST.get("kunci", "")
    services.close_guide(kunci, by=request.user)
    left = selectors.own_guides(request.user)
    if kunci.startswith(TUR):
        left = replace(left, tur=None)
    return fragment_or_redirect(request, "core/_panduan.html", {"panduan": left}, to=_back(request))


@require_POST
def panduan_open(request: HttpRequest) -> HttpResponse:
    """Guides or news appear again."""
    services.open_guide(request.POST.get("kunci", ""), by=request.user)
    messages.success(request, "Menyala lagi. Yang belum Anda tutup tampil di beranda.")
    return redirect("core:panduan")


def _back(request: HttpRequest) -> str:
    return BACK.get(request.POST.get("kembali", ""), "core:beranda")
