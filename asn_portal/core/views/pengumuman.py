"""Announcements: read and marked as read by everybody, written and counted by HR."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.forms.layanan import AkhiriPengumumanForm, PengumumanForm
from asn_portal.core.htmx import once
from asn_portal.core.permissions import layanan, require
from asn_portal.core.selectors import pengumuman as selectors
from asn_portal.core.services import pengumuman as services

PER_PAGE = 20
USUAL_LENGTH = timedelta(days=14)


def pengumuman_list(request: HttpRequest) -> HttpResponse:
    """What is shown to me today, unread first; with ?lama=1 what is over."""
    today, past = timezone.localdate(), request.GET.get("lama") == "1"
    rows = (selectors.past_pengumuman if past else selectors.current_pengumuman)(request.user, today)
    context = {
        "halaman": Paginator(rows, PER_PAGE).get_page(request.GET.get("hal")),
        "lama": past,
        "menulis": layanan.writes_pengumuman(request.user),
        "mengelola": layanan.sees_pengumuman_figures(request.user),
    }
    return render(request, "core/pengumuman_list.html", context)


def pengumuman_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(selectors.readable_pengumuman(request.user), pk=pk)
    actions = selectors.pengumuman_actions(request.user, row, timezone.now())
    context = {
        "pengumuman": row,
        "untuk": selectors.peran_words(row),
        "actions": actions,
        "angka": selectors.read_figures(row, timezone.localdate()) if actions["angka"] else None,
    }
    return render(request, "core/pengumuman_detail.html", context)


@require_POST
def pengumuman_read(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(selectors.readable_pengumuman(request.user), pk=pk)
    services.mark_read(row.pk, by=request.user)
    messages.success(request, f"Tercatat: Anda sudah membaca “{row.judul}”.")
    return redirect("core:pengumuman_list")


def pengumuman_kelola(request: HttpRequest) -> HttpResponse:
    """For HR: every announcement of the own units, with its readers."""
    require(layanan.sees_pengumuman_figures(request.user))
    keadaan = request.GET.get("keadaan", "tampil")
    rows = selectors.managed_rows(request.user, keadaan=keadaan, tanggal=timezone.localdate())
    context = {
        "halaman": Paginator(rows, PER_PAGE).get_page(request.GET.get("hal")),
        "keadaan": keadaan,
        "pilihan_keadaan": selectors.KEADAAN,
        "menulis": layanan.writes_pengumuman(request.user),
    }
    return render(request, "core/pengumuman_kelola.html", context)


@once
def pengumuman_add(request: HttpRequest) -> HttpResponse:
    require(layanan.writes_pengumuman(request.user))
    today = timezone.localdate()
    form = PengumumanForm(
        request.POST or None, by=request.user, initial={"mulai": today, "sampai": today + USUAL_LENGTH}
    )
    if request.method == "POST" and form.is_valid():
        row = services.write_pengumuman(by=request.user, **form.cleaned_data)
        messages.success(request, f"Pengumuman tersimpan pada {timezone.localtime():%H.%M} WIB.")
        return redirect("core:pengumuman_detail", row.pk)
    return render(request, "core/pengumuman_form.html", {"form": form}, status=422 if form.errors else 200)


@once
def pengumuman_correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ends the old one and puts the new text in its place."""
    old = get_object_or_404(layanan.managed_pengumuman(request.user).select_related("unit"), pk=pk)
    require(layanan.can_write_pengumuman(request.user, old.unit))
    form = PengumumanForm(request.POST or None, by=request.user, initial=PengumumanForm.initial_of(old))
    if request.method == "POST" and form.is_valid():
        row = services.correct_pengumuman(old.pk, by=request.user, **form.cleaned_data)
        messages.success(
            request, "Perbaikan tersimpan. Yang lama tidak tampil lagi, dan semua orang diminta membaca yang baru."
        )
        return redirect("core:pengumuman_detail", row.pk)
    context = {"form": form, "lama": old}
    return render(request, "core/pengumuman_form.html", context, status=422 if form.errors else 200)


@once
def pengumuman_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(layanan.managed_pengumuman(request.user).select_related("unit"), pk=pk)
    require(layanan.can_write_pengumuman(request.user, row.unit))
    form = AkhiriPengumumanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.end_pengumuman(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Pengumuman diakhiri dan tidak tampil lagi.")
        return redirect("core:pengumuman_detail", row.pk)
    context = {"form": form, "pengumuman": row}
    return render(request, "core/pengumuman_end.html", context, status=422 if form.errors else 200)
