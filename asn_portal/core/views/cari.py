"""Command search: a dialog on every page (Ctrl+K), and a page of its own that works without script."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from asn_portal.core import pencarian
from asn_portal.core.htmx import render_htmx
from asn_portal.core.pembatas import Batas, count

IN_DIALOG, ON_PAGE = 5, 20
# A person types; a program that copies the directory asks for more.
LIMIT = Batas(300, 300)
TOO_OFTEN = "Terlalu sering mencari. Tunggu beberapa menit lalu coba lagi."
NOT_IN_ADDRESS = "Nomor pegawai tidak dicari lewat alamat halaman. Ketik nomornya di kotak ini."


@require_http_methods(["GET", "HEAD", "POST"])
def cari(request: HttpRequest) -> HttpResponse:
    """People, units and pages. The form posts, so that no NIP stands in an address; `?q=` takes words only."""
    kata = (request.POST if request.method == "POST" else request.GET).get("q", "").strip()[:100]
    if away := leave_address(request):
        return away
    if kata and count(LIMIT, "cari", request.user.pk) > LIMIT.jumlah:
        return _too_often(request, kata)
    batas = IN_DIALOG if request.htmx else ON_PAGE  # type: ignore[attr-defined]
    groups = pencarian.search(request.user, kata, batas=batas)
    context = {
        "q": kata,
        "kelompok": groups,
        "jumlah": sum(len(group.temuan) for group in groups),
        "ada_lagi": any(group.semua for group in groups),
    }
    return render_htmx(request, "core/cari.html", "core/_cari_hasil.html", context)


def leave_address(request: HttpRequest) -> HttpResponse | None:
    """A number in `?q=` does not stay in the address (docs/keputusan/0010): on to the search, which takes it by post."""
    if request.method == "POST" or not pencarian.digits_of(request.GET.get("q", "")):
        return None
    messages.info(request, NOT_IN_ADDRESS)
    target = resolve_url("core:cari")
    return HttpResponseClientRedirect(target) if request.htmx else redirect(target)  # type: ignore[attr-defined]


def _too_often(request: HttpRequest, kata: str) -> HttpResponse:
    """The dialog shows the sentence where the finds would be; the page says it with its status."""
    context = {"q": kata, "kelompok": [], "jumlah": 0, "terlalu_sering": TOO_OFTEN}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "core/_cari_hasil.html", context)
    response = render(request, "core/cari.html", context, status=429)
    response.headers["Retry-After"] = str(LIMIT.detik)
    return response
