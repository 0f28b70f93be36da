"""The page of data quality, having it counted anew, and its tables as files."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core import selectors as core_selectors
from asn_portal.core.permissions import require
from asn_portal.mutu import permissions, selectors, services
from asn_portal.mutu.aturan.indeks import TABEL_INDIKATOR
from asn_portal.mutu.bagan import charts
from asn_portal.mutu.indikator import Lingkup, populasi_mutu


def _scope(request: HttpRequest) -> Lingkup:
    require(permissions.can_see_mutu(request.user))
    text = request.GET.get("unit", "")
    try:
        unit = UUID(text) if text else None
    except ValueError:
        raise Http404
    scope = populasi_mutu().lingkup(request.user, unit, timezone.localdate())
    if scope is None:
        raise Http404
    return scope


def mutu(request: HttpRequest) -> HttpResponse:
    """The index of a scope, what each indicator has found, the units below, and how it went."""
    scope, today = _scope(request), timezone.localdate()
    found = selectors.state(request.user, scope, today)
    units = selectors.units_below(request.user, scope, today)
    points = selectors.trend(request.user, scope, today)
    instansi = request.user.instansi_id
    context = {
        "lingkup": scope,
        "keadaan": found,
        "unit": units,
        "bagan": charts(scope, units, points, today),
        "terakhir": selectors.last_run(instansi),
        "berjalan": selectors.running(instansi),
        "boleh_hitung": permissions.can_recount(request.user),
        "boleh_unduh": permissions.can_take_out(request.user),
        "jalan": core_selectors.units_on_path(scope.jalur, today)[scope.kedalaman : -1] if scope.unit_id else [],
        "hukum": TABEL_INDIKATOR,
        "ketentuan": TABEL_INDIKATOR.at(today),
        "populasi": populasi_mutu(),
    }
    return render(request, "mutu/mutu.html", context)


@require_POST
def hitung(request: HttpRequest) -> HttpResponse:
    """Everybody counted anew, as a job with its progress."""
    row = services.start_recount(by=request.user)
    return redirect("core:pekerjaan_detail", row.pk)


@require_POST
def unduh(request: HttpRequest, bagian: str) -> HttpResponse:
    """One of the tables as it is shown, as a file."""
    scope = _scope(request)
    name, kind, content = services.take_out(scope, bagian, bentuk=request.POST.get("bentuk", ""), by=request.user)
    return FileResponse(content, as_attachment=True, filename=name, content_type=kind)
