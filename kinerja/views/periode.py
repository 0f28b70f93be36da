"""Years and their windows, kept by HR of the province."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core import selectors as core_selectors
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from kinerja import permissions
from kinerja.enums import TahapKinerja
from kinerja.forms.periode import JendelaForm, JendelaUnitForm, PeriodeKinerjaForm, TambahanForm
from kinerja.models import PeriodeKinerja, TenggatKinerja
from kinerja.services import periode as services


def periode_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage_periode(request.user))
    years = PeriodeKinerja.objects.visible_to(request.user).order_by("-tahun")
    rows = years.prefetch_related("daftar_tenggat__daftar_tambahan__oleh", "daftar_sumber")
    units = [one.unit_id for row in rows for one in row.daftar_tenggat.all() if one.unit_id is not None]
    names = core_selectors.unit_names(units, timezone.localdate())
    context = {
        "daftar": [
            (row, [(one, names.get(one.unit_id, "")) for one in sorted(row.daftar_tenggat.all(), key=_in_order)])
            for row in rows
        ]
    }
    return render(request, "kinerja/periode_list.html", context)


def _in_order(satu: TenggatKinerja) -> tuple[str, int, bool, Any]:
    """Plan, stretches, year; that of everybody before those of units."""
    order = {TahapKinerja.RENCANA: "0", TahapKinerja.PERIODIK: "1"}
    return order.get(TahapKinerja(satu.tahap), "2"), satu.nomor, satu.unit_id is not None, satu.buka


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
def tenggat_unit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same stage at another time for one unit."""
    row = _window(request, pk)
    form = JendelaUnitForm(request.POST or None, by=request.user, initial={"buka": row.buka, "batas": row.batas})
    if request.method == "POST" and form.is_valid():
        services.add_unit_window(row.pk, **form.cleaned_data, by=request.user)
        messages.success(request, "Jendela unit tersimpan; tugas yang masih terbuka mengikutinya.")
        return redirect("kinerja:periode_list")
    context = {"form": form, "tenggat": row, "judul": "Jendela sendiri untuk satu unit"}
    return render(request, "kinerja/tenggat_form.html", context, status=422 if form.errors else 200)


@require_POST
@once
def tenggat_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    services.drop_unit_window(_window(request, pk).pk, by=request.user)
    messages.success(request, "Unit itu kembali mengikuti jendela semua orang.")
    return redirect("kinerja:periode_list")


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
