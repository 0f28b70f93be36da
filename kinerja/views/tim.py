"""The board of a team: who has written, sent, been decided; and what waits."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from asn_portal.core.permissions import require
from kinerja import permissions
from kinerja.permissions_evaluasi import has_handed
from kinerja.selectors import putusan as selectors
from kinerja.selectors.periode import years_of
from kinerja.views.saya import chosen_year


def tim(request: HttpRequest) -> HttpResponse:
    handed = has_handed(request.user)
    require(permissions.has_team(request.user) or handed)
    years = years_of(request.user)
    chosen = chosen_year(request, years)
    rows = selectors.team_board(request.user, chosen, timezone.localdate()) if chosen is not None else []
    context = {
        "daftar_tahun": sorted(years, key=lambda row: row.tahun),
        "pilihan": chosen,
        "daftar": rows,
        "hitung": selectors.counted(rows),
        "berikut": selectors.next_waiting(request.user),
        "serah": handed,
        "rencana_saya": selectors.own_plan(request.user, chosen) if chosen is not None else None,
    }
    return render(request, "kinerja/tim.html", context)
