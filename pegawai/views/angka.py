"""Figures, the own team, and the people of a unit: pages whose fragments also stand on other pages."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core import permissions as core_permissions
from asn_portal.core import selectors as core_selectors
from asn_portal.core.enums import Peran
from asn_portal.core.htmx import render_htmx
from asn_portal.core.permissions import akses, require
from asn_portal.core.views.unit import as_of
from pegawai import permissions, rekap, selectors
from pegawai.selectors.angka import Ikhtisar, LingkupAngka


def angka(request: HttpRequest) -> HttpResponse:
    """How many of what kind, where, how old, and what is missing, of the people in my scope; of an earlier day what was
    recorded of it.
    """
    require(permissions.can_see_figures(request.user))
    today, day = timezone.localdate(), min(as_of(request), timezone.localdate())
    # A unit that is gone today is found on its day; one that was not there yet still says so.
    unit = _unit(request)
    scope = selectors.figure_scope(request.user, unit, day) or selectors.figure_scope(request.user, unit, today)
    if scope is None:
        raise Http404
    context = {
        "lingkup": scope, "tanggal": day, "lampau": day != today,
        "jalan": core_selectors.units_on_path(scope.jalur, day)[scope.kedalaman : -1] if scope.unit else [],
    }  # fmt: skip
    context |= _then(request, scope, day) if day != today else _now(request, scope, day)
    return render_htmx(request, "pegawai/angka.html", "pegawai/_angka.html", context)


def _now(request: HttpRequest, scope: LingkupAngka, today: date) -> dict[str, Any]:
    handles = permissions.can_handle_reports(request.user) and not request.GET.get("unit")
    figures = selectors.figures(scope, today)
    charts = selectors.figure_charts(scope, figures, today)
    if figures.total:
        charts |= rekap.figures_of(request.user, scope, today)
    waiting = selectors.waiting_reports(request.user).count() if handles else None
    return {"angka": figures, "bagan": charts, "laporan_menunggu": waiting}


def _then(request: HttpRequest, scope: LingkupAngka, day: date) -> dict[str, Any]:
    """What is missing in the records is a question about today, so it is not asked of another day."""
    total = rekap.total_on(request.user, scope, day)
    by_age = ("piramida",) if scope.rinci else ("umur", "kelamin")
    places = ("jenis", *by_age, "golongan", "pendidikan", "unit")
    charts = rekap.figures_of(request.user, scope, day, places) if total else {}
    return {"angka": Ikhtisar(total or 0, sedikit=total is None), "bagan": charts, "laporan_menunggu": None}


def _unit(request: HttpRequest) -> UUID | None:
    text = request.GET.get("unit", "")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Http404


def tim(request: HttpRequest) -> HttpResponse:
    """The people whose superior I am today, and what each record lacks."""
    require(akses(request.user).has(Peran.ATASAN))
    rows = list(selectors.with_gaps(selectors.team(request.user, timezone.localdate())))
    for row in rows:
        row.kekurangan = selectors.gaps_of(row, akun=True)
    rows.sort(key=lambda row: not row.kekurangan)  # who lacks something first, each part by name
    context = {"daftar": rows, "kurang": sum(bool(row.kekurangan) for row in rows)}
    return render_htmx(request, "pegawai/tim.html", "pegawai/_tim.html", context)


def unit_orang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who works in one unit on a day, and who decides there."""
    unit = get_object_or_404(core_permissions.visible_units(request.user), pk=pk)
    day = as_of(request)
    nama = core_selectors.unit_names([unit.pk], day).get(unit.pk, "")
    context = {
        "unit": unit,
        "nama_unit": nama,
        "orang": selectors.people_of_unit(request.user, unit.pk, day),
        "tanggal": day,
        "boleh_petikan": permissions.can_draft_petikan(request.user, unit),
    }
    return render_htmx(request, "pegawai/unit_orang.html", "pegawai/_unit_orang.html", context)
