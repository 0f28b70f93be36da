"""Providers and agreements with them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from pelatihan import permissions
from pelatihan.forms.katalog import PenyelenggaraForm, PerjanjianForm
from pelatihan.models import Penyelenggara
from pelatihan.selectors import penyelenggara as selectors
from pelatihan.selectors.evaluasi import ratings
from pelatihan.services import katalog as services
from pelatihan.views.katalog import show_form


def penyelenggara_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_figures(request.user))
    context = {
        "daftar": selectors.rated(request.user, timezone.localdate()),
        "kelola": permissions.can_manage(request.user),
    }
    return render(request, "pelatihan/penyelenggara_list.html", context)


def _row(request: HttpRequest, pk: UUID) -> Penyelenggara:
    require(permissions.can_see_figures(request.user))
    return get_object_or_404(Penyelenggara.objects.visible_to(request.user), pk=pk)


def penyelenggara_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, today = _row(request, pk), timezone.localdate()
    context = {
        "penyelenggara": row,
        "perjanjian": selectors.agreements(row, today),
        "peringkat": ratings(request.user.instansi_id).get(row.pk),
        "angkatan": row.daftar_angkatan.select_related("program").order_by("-mulai")[:20],
        "kelola": permissions.can_manage(request.user),
    }
    return render(request, "pelatihan/penyelenggara_detail.html", context)


@once
def penyelenggara_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage(request.user))
    form = PenyelenggaraForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = services.save_penyelenggara(None, isi=form.cleaned_data, by=request.user)
        messages.success(request, f"{row.nama} tersimpan.")
        return redirect("pelatihan:penyelenggara_detail", row.pk)
    back = reverse("pelatihan:penyelenggara_list")
    return show_form(
        request,
        form,
        judul="Tambah penyelenggara",
        tombol="Simpan penyelenggara",
        kembali=back,
        nama_kembali="Penyelenggara",
    )


@once
def penyelenggara_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(permissions.can_manage(request.user))
    initial = {name: getattr(row, name) for name in PenyelenggaraForm.base_fields}
    form = PenyelenggaraForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.save_penyelenggara(row.pk, isi=form.cleaned_data, by=request.user)
        messages.success(request, "Penyelenggara tersimpan.")
        return redirect("pelatihan:penyelenggara_detail", row.pk)
    back = reverse("pelatihan:penyelenggara_detail", args=[row.pk])
    return show_form(
        request, form, judul="Ubah penyelenggara", tombol="Simpan penyelenggara", kembali=back, nama_kembali=row.nama
    )


@once
def perjanjian_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(permissions.can_manage(request.user))
    form = PerjanjianForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        mulai, sampai = data.pop("mulai"), data.pop("sampai")
        services.add_perjanjian(row.pk, mulai=mulai, sampai=sampai, isi=data, by=request.user)
        messages.success(request, "Perjanjian kerja sama tersimpan.")
        return redirect("pelatihan:penyelenggara_detail", row.pk)
    back = reverse("pelatihan:penyelenggara_detail", args=[row.pk])
    return show_form(
        request, form, judul="Tambah perjanjian", tombol="Simpan perjanjian", kembali=back, nama_kembali=row.nama
    )
