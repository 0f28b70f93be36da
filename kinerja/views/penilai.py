"""How ratings are given: the own panel for everybody who rates, the list for those who look after it."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from asn_portal.core.permissions import akses, require
from kinerja import permissions_kalibrasi as permissions
from kinerja.aturan.pola_penilai import KATA, ORANG_TERKECIL
from kinerja.enums import JenisEvaluasi
from kinerja.models import PeriodeKinerja
from kinerja.selectors import penilai as selectors
from kinerja.selectors.evaluasi import all_stages_of, last_stage, stage_titles
from kinerja.selectors.periode import years_of
from kinerja.views.saya import chosen_year

PER_PAGE = 50


def _stage(request: HttpRequest, year: PeriodeKinerja) -> tuple[JenisEvaluasi, int]:
    """The asked stretch of the year; else the one that ended last."""
    kind, _, number = request.GET.get("masa", "").partition("-")
    known = {(one.value, str(place)): (one, place) for one, place in all_stages_of(year)}
    return known.get((kind, number)) or last_stage(year, timezone.localdate())


def _frame(request: HttpRequest) -> tuple[PeriodeKinerja | None, JenisEvaluasi, int, dict[str, object]]:
    require(permissions.sees_raters(request.user))
    years = years_of(request.user)
    year = chosen_year(request, years)
    kind, number = _stage(request, year) if year is not None else (JenisEvaluasi.TAHUNAN, 0)
    stages = [(f"{one.value}-{place}", title) for one, place, title in stage_titles(year)] if year else []
    frame = {
        "daftar_tahun": sorted(years, key=lambda row: row.tahun), "pilihan": year, "tahap": stages,
        "masa": f"{kind.value}-{number}", "judul_masa": kind.within(year.tahun, number) if year else "",
        "terkecil": ORANG_TERKECIL,
    }  # fmt: skip
    return year, kind, number, frame


def penilai_list(request: HttpRequest) -> HttpResponse:
    """Everybody in scope who has rated, those first who stand out in the asked way."""
    year, kind, number, frame = _frame(request)
    rows = selectors.patterns(year, kind, number, selectors.whom(request.user)) if year else []
    asked = request.GET.get("temuan", "")
    found = [row for row in rows if asked in row.temuan] if asked in KATA else rows
    found.sort(key=lambda row: (not row.temuan, -abs(row.selisih or 0), row.nama))
    context = frame | {
        "halaman": Paginator(found, PER_PAGE).get_page(request.GET.get("hal")), "semua": len(rows), "temuan": asked,
        "keping": [(word, label, sum(word in row.temuan for row in rows)) for word, label in KATA.items()],
        "bagan": selectors.severity_chart(rows, timezone.localdate()) if permissions.sees_all_raters(request.user) else None,
        "saya": akses(request.user).orang_id,
    }  # fmt: skip
    return render(request, "kinerja/penilai_list.html", context)


def penilai(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One penilai; the words themselves only for himself."""
    year, kind, number, frame = _frame(request)
    scope = selectors.whom(request.user)
    if year is None or (scope is not None and pk not in scope):
        raise Http404
    row = next(iter(selectors.patterns(year, kind, number, [pk])), None)
    own = akses(request.user).orang_id == pk
    if row is None and not own:
        raise Http404
    others = selectors.everybody(year, kind, number, pk) if row is not None and row.cukup else {}
    context = frame | {
        "baris": row, "sendiri": own,
        "bagan": selectors.spread_chart(row, others, timezone.localdate()) if row is not None and others else None,
        "kata": selectors.repeated_words(year, kind, number, pk) if own else [],
    }  # fmt: skip
    return render(request, "kinerja/penilai.html", context)
