"""Beside the list of a run: people side by side, closed gates, adverse impact."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from merit import permissions
from merit.gerbang import daftar_gerbang
from merit.selectors import komite as selectors
from merit.selectors import putaran as runs
from merit.services.baca import note_reading
from merit.views.putaran import run_of

PER_PAGE = 30


def orang_compare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Up to four people on the same evidence; each reading is noted where that person sees it."""
    row = run_of(request, pk)
    chosen = [
        found for text in request.GET.getlist("orang")[: 2 * selectors.TERBANYAK] if (found := runs.as_uuid(text))
    ]
    columns, lines = selectors.side_by_side(row, chosen, request.user)
    for one in columns:
        note_reading(row, one.pegawai, by=request.user)
    context = {
        "putaran": row,
        "kolom": columns,
        "baris": lines,
        "terbanyak": selectors.TERBANYAK,
        "diminta": len(chosen),
    }
    return render(request, "merit/banding_orang.html", context)


def gerbang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is no candidate and by which gate: names for those who read everybody, else sums."""
    row = run_of(request, pk)
    if not row.berisi:
        return redirect("merit:putaran_detail", row.pk)
    kode = request.GET.get("gerbang", "")
    page = Paginator(selectors.gated(request.user, row, kode), PER_PAGE).get_page(request.GET.get("hal"))
    context = {
        "putaran": row, "jumlah": selectors.gate_counts(request.user, row), "halaman": page,
        "baris": runs.dress(row, list(page)), "semua": permissions.can_see_everybody(request.user),
        "gerbang": kode if kode in daftar_gerbang else "", "pilihan": [(k, g.nama) for k, g in daftar_gerbang.items()],
        "kata": {k: g.nama for k, g in daftar_gerbang.items()},
    }  # fmt: skip
    return render(request, "merit/gerbang.html", context)


def dampak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shares of boxes 7 to 9 by sex, age and unit."""
    row = run_of(request, pk)
    if not (row.berisi and row.versi.susunan.berkotak):
        return redirect("merit:putaran_detail", row.pk)
    context = {"putaran": row, "daftar": selectors.adverse_impact(request.user, row)}
    return render(request, "merit/dampak.html", context)
