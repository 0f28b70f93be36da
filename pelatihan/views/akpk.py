"""Needs analysis: the heat map, the order of needs, and what units say they need."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.htmx import once
from asn_portal.core.izin import Sumber
from asn_portal.core.permissions import akses, require, visible_units
from pelatihan import permissions
from pelatihan.forms.ukur import KebutuhanForm, TelaahKebutuhanForm
from pelatihan.models import KebutuhanTema
from pelatihan.selectors import akpk as selectors
from pelatihan.services import kebutuhan as services
from pelatihan.views.katalog import show_form


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as unreadable:
        raise Http404 from unreadable


def akpk(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_needs(request.user))
    today = timezone.localdate()
    start = selectors.start_of(request.user, _uuid(request.GET.get("unit")), today)
    if start is None:
        raise Http404
    years = selectors.years(request.user, today)
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isdigit() and int(asked) in years else today.year + 1
    peta = selectors.heat_map(request.user, *start, today)
    needs = list(selectors.needs_by_theme(request.user, year))
    weights, basis = selectors.weights(today)
    context = {
        "peta": peta, "kebutuhan": needs, "prioritas": selectors.priorities(peta, needs, today), "hari_ini": today,
        "tahun": year, "pilihan_tahun": years, "bobot": weights, "dasar": basis,
        "ajukan": permissions.can_propose_needs(request.user), "telaah": permissions.can_manage(request.user),
    }  # fmt: skip
    return render(request, "pelatihan/akpk.html", context)


@once
def kebutuhan_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_propose_needs(request.user))
    mine = akses(request.user)
    units = visible_units(request.user)
    if not mine.whole_agency(Sumber.PELATIHAN):
        units = units.filter(pk__in=selectors.units_within(mine.paths(Sumber.PELATIHAN), mine.tanggal))
    form = KebutuhanForm(request.POST or None, by=request.user, unit=units)
    if request.method == "POST" and form.is_valid():
        services.propose_kebutuhan(isi=form.cleaned_data, by=request.user)
        messages.success(request, "Kebutuhan tersimpan dan menunggu ditelaah pengelola pelatihan.")
        return redirect("pelatihan:akpk")
    return show_form(
        request, form, judul="Ajukan kebutuhan pelatihan", tombol="Ajukan kebutuhan", kembali=reverse("pelatihan:akpk"),
        nama_kembali="Kebutuhan pengembangan",
    )  # fmt: skip


@once
def kebutuhan_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(KebutuhanTema.objects.visible_to(request.user).select_related("kompetensi", "oleh"), pk=pk)
    require(permissions.can_manage(request.user))
    form = TelaahKebutuhanForm(request.POST or None, by=request.user, rumpun=row.rumpun)
    if request.method == "POST" and form.is_valid():
        services.decide_kebutuhan(
            row.pk, diterima=request.POST.get("putusan") == "terima", tanggapan=form.cleaned_data["tanggapan"],
            program=form.cleaned_data["program"], by=request.user,
        )  # fmt: skip
        messages.success(request, f"Kebutuhan {row.judul} sudah ditelaah.")
        return redirect("pelatihan:akpk")
    context = {"kebutuhan": row, "form": form, "unit": selectors.unit_name(row)}
    return render(request, "pelatihan/kebutuhan_putuskan.html", context, status=422 if form.errors else 200)
