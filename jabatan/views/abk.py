"""Analisis beban kerja of one seat: its years, one of them, writing it, the form on paper, and taking it over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import tanggal
from jabatan import cetak_analisis, permissions, selectors
from jabatan.enums import TAK_DIHITUNG
from jabatan.forms_analisis import ABKForm, AmbilForm
from jabatan.models import AnalisisBebanKerja
from jabatan.selectors import abk as abk_selectors
from jabatan.services import abk as services
from jabatan.views.perlu import pdf, seat_of


def abk_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """ABK jabatan ini, tahun demi tahun."""
    found = seat_of(request, pk)
    context = {
        "kursi": found,
        "boleh_calon": permissions.can_describe_posts(request.user),
        "daftar": abk_selectors.abk_years(pk),
        "dihitung": found.jabatan.jenis not in TAK_DIHITUNG,
        "boleh_ubah": permissions.can_change_seats_of(request.user, found.rincian.unit_id),
        "tahun_ini": timezone.localdate().year,
    }
    return render(request, "jabatan/abk_list.html", context)


def abk_detail(request: HttpRequest, pk: UUID, tahun: int) -> HttpResponse:
    found, abk = _abk(request, pk, tahun)
    context = {
        "kursi": found,
        "boleh_calon": permissions.can_describe_posts(request.user),
        "abk": abk,
        "tugas": abk_selectors.tasks_of(abk),
        "boleh_ubah": permissions.can_change_seats_of(request.user, found.rincian.unit_id) and not abk.sudah_diambil,
        "boleh_ambil": permissions.can_describe_posts(request.user) and not abk.sudah_diambil,
    }
    return render(request, "jabatan/abk_detail.html", context)


def abk_pdf(request: HttpRequest, pk: UUID, tahun: int) -> HttpResponse:
    """Formulir ABK."""
    found, abk = _abk(request, pk, tahun)
    content = cetak_analisis.draw_abk(found, abk, abk_selectors.tasks_of(abk), oleh=request.user.nama)
    return pdf(content, f"abk-{tahun}.pdf")


def _abk(request: HttpRequest, pk: UUID, tahun: int) -> tuple[selectors.Kursi, AnalisisBebanKerja]:
    return seat_of(request, pk), get_object_or_404(AnalisisBebanKerja, jabatan_id=pk, tahun=tahun)


@once
def abk_change(request: HttpRequest, pk: UUID, tahun: int) -> HttpResponse:
    """Susun atau ubah ABK."""
    found = seat_of(request, pk)
    require(permissions.can_change_seats_of(request.user, found.rincian.unit_id))
    abk = AnalisisBebanKerja.objects.filter(jabatan_id=pk, tahun=tahun).first()
    form = ABKForm(
        request.POST or None, tugas=_known(pk, tahun), tahun=abk_selectors.year_bounds(), tetap=abk is not None,
        initial={"tahun": tahun},
    )  # fmt: skip
    if request.method == "POST" and not form.menambah and form.is_valid():
        data: dict[str, Any] = form.cleaned_data
        saved = services.save_abk(pk, data["tahun"], tugas=data["tugas"], by=request.user)
        messages.success(request, f"ABK {saved.tahun} tersimpan: kebutuhan {saved.kebutuhan} orang diusulkan.")
        return redirect("jabatan:abk_detail", pk, saved.tahun)
    context = {"form": form, "kursi": found, "tahun": tahun, "abk": abk}
    return render(request, "jabatan/abk_form.html", context, status=422 if form.errors and not form.menambah else 200)


def _known(pk: UUID, tahun: int) -> list[Any]:
    """The tasks of this year, or of the latest one before, to begin with."""
    rows = AnalisisBebanKerja.objects.filter(jabatan_id=pk, tahun__lte=tahun).order_by("-tahun").first()
    return list(rows.daftar_tugas.order_by("urut")) if rows else []


@once
def abk_take(request: HttpRequest, pk: UUID, tahun: int) -> HttpResponse:
    """Ambil alih ABK ke peta."""
    require(permissions.can_describe_posts(request.user))
    found, abk = _abk(request, pk, tahun)
    form = AmbilForm(request.POST or None, initial={"mulai": abk_selectors.default_day(abk)})
    if request.method == "POST" and form.is_valid():
        services.take_over_abk(abk.pk, mulai=form.cleaned_data["mulai"], by=request.user)
        messages.success(
            request, f"K {found.rincian.nama} menjadi {abk.kebutuhan} mulai {tanggal(form.cleaned_data['mulai'])}."
        )
        return redirect("jabatan:abk_detail", pk, tahun)
    context = {"form": form, "kursi": found, "abk": abk}
    return render(request, "jabatan/abk_ambil.html", context, status=422 if form.errors else 200)
