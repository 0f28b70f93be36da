"""What a unit has achieved: seen and set by the leader above it, or recorded by HR of the province."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.htmx import once
from asn_portal.core.models import UnitKerja
from asn_portal.core.permissions import require
from kinerja import permissions_evaluasi as permissions
from kinerja.forms.evaluasi import CapaianForm
from kinerja.models import CapaianOrganisasi
from kinerja.selectors.evaluasi import all_stages_of
from kinerja.selectors.periode import years_of
from kinerja.services import capaian as services
from kinerja.views.saya import chosen_year


@once
def capaian_set(request: HttpRequest, pk: UUID) -> HttpResponse:
    unit = get_object_or_404(UnitKerja.objects.filter(instansi_id=request.user.instansi_id), pk=pk)
    require(permissions.can_set_achievement(request.user, unit))
    years, today = years_of(request.user), timezone.localdate()
    year = chosen_year(request, years)
    form = CapaianForm(request.POST or None, tahun=year.tahun, tahap=all_stages_of(year)) if year is not None else None
    if year is not None and form is not None and request.method == "POST" and form.is_valid():
        services.set_achievement(year.pk, unit, **form.values(), by=request.user)
        messages.success(request, "Capaian kinerja organisasi ditetapkan.")
        return redirect(f"{reverse('kinerja:capaian_set', args=[unit.pk])}?tahun={year.tahun}")
    rows = (
        CapaianOrganisasi.objects.filter(unit=unit, periode=year).select_related("periode").order_by("jenis", "nomor")
    )
    context = {
        "form": form,
        "unit": unit,
        "nama_unit": core_selectors.unit_names([unit.pk], today).get(unit.pk, ""),
        "daftar_tahun": sorted(years, key=lambda y: y.tahun),
        "pilihan": year,
        "daftar": rows,
    }
    return render(request, "kinerja/capaian.html", context, status=422 if form is not None and form.errors else 200)
