"""Objections: sending, reading, answering."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from merit import permissions
from merit.forms import JawabForm, SanggahForm
from merit.models import Putaran, Sanggah
from merit.selectors import penjelasan
from merit.selectors import sanggah as selectors
from merit.services import sanggah as services
from merit.views.putaran import show_form
from merit.views.saya import me

PER_PAGE = 30


def sanggah_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_everybody(request.user))
    page = Paginator(selectors.listed(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    return render(request, "merit/sanggah_list.html", {"halaman": page, "hari": timezone.localdate()})


@once
def sanggah_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """About the own row of a published run."""
    person = me(request)
    rows = Putaran.objects.filter(instansi_id=person.instansi_id, status="terbit").select_related("versi__instrumen")
    row = get_object_or_404(rows, pk=pk)
    form = SanggahForm(request.POST or None, susunan=row.versi.susunan)
    if request.method == "POST" and form.is_valid():
        sent = services.submit_sanggah(row.pk, **form.cleaned_data, by=request.user)
        messages.success(request, "Sanggah terkirim. Jawabannya tampak di halaman ini dan di pemberitahuan.")
        return redirect("merit:sanggah_detail", sent.pk)
    return show_form(
        request, form, judul="Sanggah hasil putaran", tombol="Kirim sanggah", nama_kembali="Posisi merit saya",
        kembali=reverse("merit:saya") + f"?instrumen={row.versi.instrumen.kode}", penjelasan=selectors.words_of_clock(row),
    )  # fmt: skip


def _row(request: HttpRequest, pk: UUID) -> Sanggah:
    return get_object_or_404(selectors.visible(request.user), pk=pk)


def sanggah_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    return render(request, "merit/sanggah_detail.html", _page(request, row))


def _page(request: HttpRequest, row: Sanggah) -> dict[str, Any]:
    names = {satu.kode: satu.komponen.nama for _, satu in row.putaran.versi.susunan.semua()}
    return {
        "sanggah": row, "aksi": permissions.objection_actions(request.user, row),
        "bagian": [names.get(kode, kode) for kode in row.komponen],
        "penjelasan": penjelasan.explain_row(row.putaran, row.pegawai_id, request.user),
    }  # fmt: skip


@once
def sanggah_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(permissions.can_answer(request.user, row))
    form = JawabForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        granted = form.cleaned_data["putusan"] == "terima"
        services.answer_sanggah(row.pk, diterima=granted, jawaban=form.cleaned_data["jawaban"], by=request.user)
        messages.success(request, "Sanggah sudah dijawab." + (" Putaran koreksi dihitung." if granted else ""))
        return redirect("merit:sanggah_detail", row.pk)
    context = _page(request, row) | {"form": form}
    return render(request, "merit/sanggah_detail.html", context, status=422 if form.errors else 200)


@require_POST
@once
def sanggah_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = services.withdraw_sanggah(_row(request, pk).pk, by=request.user)
    messages.success(request, "Sanggah dicabut.")
    return redirect("merit:sanggah_detail", row.pk)
