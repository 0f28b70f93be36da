"""Years and their windows, kept by HR of the province."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from kinerja import permissions
from kinerja.forms.periode import JendelaForm, PeriodeKinerjaForm, TambahanForm
from kinerja.models import PeriodeKinerja, TenggatKinerja
from kinerja.services import periode as services


def periode_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage_periode(request.user))
    years = PeriodeKinerja.objects.visible_to(request.user).order_by("-tahun")
    rows = years.prefetch_related("daftar_tenggat__daftar_tambahan__oleh", "daftar_sumber")
    context = {
        "daftar": [(row, sorted(row.daftar_tenggat.all(), key=lambda one: (one.buka, one.batas))) for row in rows]
    }
    return render(request, "kinerja/periode_list.html", context)


@once
def periode_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage_periode(request.user))
    form = PeriodeKinerjaForm(request.POST or None, initial={"irama": "triwulan"})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        row = services.add_periode(
            data["tahun"], irama=data["irama"], buka=data["buka"], batas=data["batas"], dasar=data["dasar"],
            sumber=form.sumber(), by=request.user,
        )  # fmt: skip
        messages.success(request, f"Tahun kinerja {row.tahun} tersimpan. Periksa jendela evaluasinya di bawah.")
        return redirect("kinerja:periode_list")
    return render(request, "kinerja/periode_form.html", {"form": form}, status=422 if form.errors else 200)


def _window(request: HttpRequest, pk: UUID) -> TenggatKinerja:
    years = PeriodeKinerja.objects.visible_to(request.user)
    row = get_object_or_404(TenggatKinerja.objects.filter(periode__in=years).select_related("periode"), pk=pk)
    require(permissions.can_change_periode(request.user, row.periode))
    return row


@once
def tenggat_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _window(request, pk)
    form = JendelaForm(request.POST or None, initial={"buka": row.buka, "batas": row.batas, "dasar": row.dasar})
    if request.method == "POST" and form.is_valid():
        services.change_window(row.pk, **form.cleaned_data, by=request.user)
        messages.success(request, "Jendela tersimpan; tugas yang masih terbuka mengikuti batas yang baru.")
        return redirect("kinerja:periode_list")
    context = {"form": form, "tenggat": row, "judul": "Ubah jendela"}
    return render(request, "kinerja/tenggat_form.html", context, status=422 if form.errors else 200)


@once
def tambahan_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _window(request, pk)
    form = TambahanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.add_time(row.pk, **form.cleaned_data, by=request.user)
        messages.success(request, "Tambahan waktu tercatat dan berlaku seketika.")
        return redirect("kinerja:periode_list")
    context = {"form": form, "tenggat": row, "judul": "Tambahkan waktu"}
    return render(request, "kinerja/tenggat_form.html", context, status=422 if form.errors else 200)
