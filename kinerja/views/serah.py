"""The page of a former penilai: whom he may still rate, until when, and for which days."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.permissions import akses, require
from kinerja import permissions_evaluasi as permissions
from kinerja.selectors import serah as selectors
from kinerja.selectors.masa_serah import handed_by
from kinerja.services import serah as services
from kinerja.services.evaluasi import start_evaluasi


def _may_rate(request: HttpRequest) -> list[selectors.BarisSerah]:
    require(akses(request.user).orang_id is not None)
    return selectors.board_of(akses(request.user).orang_id, timezone.localdate())


def serah_list(request: HttpRequest) -> HttpResponse:
    return render(request, "kinerja/serah_list.html", {"daftar": _may_rate(request)})


@require_POST
@once
def serah_start(request: HttpRequest, pk: UUID, jenis: str, nomor: int) -> HttpResponse:
    """Begin to rate one stretch of a plan, or go on with it."""
    stages = [stage for row in _may_rate(request) for stage in row.tahap]
    asked = [one for one in stages if (one.skp.pk, one.jenis.value, one.nomor) == (pk, jenis, nomor)]
    require(bool(asked))
    row = start_evaluasi(pk, jenis, nomor, by=request.user)
    rates = permissions.available_actions(request.user, row)["nilai"]
    return redirect("kinerja:evaluasi_rate" if rates else "kinerja:evaluasi_detail", row.pk)


@require_POST
@once
def serah_pass(request: HttpRequest, pk: UUID) -> HttpResponse:
    """To the new penilai."""
    mine = akses(request.user)
    if pk not in {one.hubungan_id for one in handed_by(mine.orang_id, mine.tanggal)}:
        raise Http404
    span = services.pass_on(pk, by=request.user)
    messages.success(request, f"Penilaian {span.pegawai.nama} diteruskan kepada penilai barunya.")
    return redirect("kinerja:serah_list")
