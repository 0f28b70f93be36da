"""Learning in the portal: modules, their parts, quizzes. Works without script; every step is a form."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once, refused_with
from asn_portal.core.pengaturan import KUIS_SEHARI
from asn_portal.core.permissions import akses, require
from asn_portal.core.selectors.pengaturan import number_of
from pelatihan import permissions
from pelatihan.models import BagianModul, BelajarModul, ModulDaring, PercobaanKuis
from pelatihan.selectors import modul as selectors
from pelatihan.selectors import paket
from pelatihan.services import modul as services


def modul_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_catalogue(request.user))
    return render(request, "pelatihan/modul_list.html", {"daftar": selectors.modules(request.user)})


def _modul(request: HttpRequest, pk: UUID) -> ModulDaring:
    require(permissions.can_see_catalogue(request.user))
    rows = ModulDaring.objects.visible_to(request.user).terbuka(akses(request.user).orang_id)
    rows = rows.select_related("program", "penyelenggara")
    return get_object_or_404(rows, pk=pk)


def modul_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _modul(request, pk)
    belajar = selectors.learning_of(request.user, row.pk)
    stages = selectors.stages(row.pk, belajar)
    context = {
        "modul": row,
        "belajar": belajar,
        "bagian": stages,
        "beres": sum(one.selesai for one in stages),
        "berikut": next((one.bagian for one in stages if not one.selesai), None),
        "sertifikat": selectors.certificate_of(request.user, row),
        "dapat": permissions.can_learn(request.user),
    }
    return render(request, "pelatihan/modul_detail.html", context)


@require_POST
@once
def modul_begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _modul(request, pk)
    services.begin_module(row.pk, by=request.user)
    return redirect("pelatihan:modul_detail", row.pk)


def part_of(request: HttpRequest, pk: UUID) -> BagianModul:
    """Of a module that this person has begun."""
    modules = ModulDaring.objects.visible_to(request.user)
    mine = modules.filter(daftar_belajar__pegawai_id=akses(request.user).orang_id)
    return get_object_or_404(BagianModul.objects.filter(modul__in=mine).select_related("modul__program"), pk=pk)


# These pages alone play films of the portal and hold the frame of a package. In a frame nothing else of the portal opens:
# every other page forbids it.
with_material = csp_update({"media-src": [SELF], "frame-src": [SELF]})


@with_material
def bagian_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = part_of(request, pk)
    return show_part(request, row, selectors.learning_of(request.user, row.modul_id))


def show_part(request: HttpRequest, row: BagianModul, belajar: BelajarModul | None) -> HttpResponse:
    """As its learner sees it; without one, as who writes it sees it."""
    stages = selectors.stages(row.modul_id, belajar)
    here = next(one for one in stages if one.bagian.pk == row.pk)
    if belajar is not None and not here.terbuka:
        messages.info(request, "Selesaikan dulu bagian sebelumnya. Kemajuan Anda tersimpan.")
        return redirect("pelatihan:modul_detail", row.modul_id)
    context = {
        "bagian": row,
        "belajar": belajar,
        "banyak": len(stages),
        "selesai": here.selesai,
        "blok": selectors.blocks(row.isi),
        "percobaan": selectors.attempts(belajar, row),
        "sehari": number_of(KUIS_SEHARI, request.user.instansi_id, timezone.localdate()),
        "berikut": next((one.bagian for one in stages if one.bagian.urut > row.urut), None),
        "bahan": paket.material(row, belajar),
    }
    return render(request, "pelatihan/bagian_detail.html", context)


@require_POST
@once
def bagian_finish(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = part_of(request, pk)
    belajar = services.finish_part(row.pk, by=request.user)
    after = next((one.bagian for one in selectors.stages(row.modul_id, belajar) if not one.selesai), None)
    if after is None:
        messages.success(request, "Modul selesai. Sertifikat terbit dan JP tercatat.")
        return redirect("pelatihan:modul_detail", row.modul_id)
    return redirect("pelatihan:bagian_detail", after.pk)


@require_POST
@once
def kuis_begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    attempt = services.begin_quiz(part_of(request, pk).pk, by=request.user)
    return redirect("pelatihan:kuis", attempt.pk)


@once
def kuis(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The questions of one attempt; after sending, the mark and what was right."""
    rows = PercobaanKuis.objects.filter(belajar__pegawai_id=akses(request.user).orang_id)
    row = get_object_or_404(rows.select_related("bagian__modul__program"), pk=pk)
    given: dict[str, Any] = {name: request.POST[name] for name in row.soal if name in request.POST}
    if request.method == "POST" and not refused_with.get():
        row = services.send_quiz(row.pk, jawaban=given, by=request.user)
        return redirect("pelatihan:kuis", row.pk)
    context = {
        "percobaan": row, "bagian": row.bagian, "soal": selectors.questions(row, given), "galat": refused_with.get(),
        "lulus": row.nilai is not None and row.nilai >= (row.bagian.nilai_lulus or 0),
    }  # fmt: skip
    return render(request, "pelatihan/kuis.html", context, status=422 if refused_with.get() else 200)
