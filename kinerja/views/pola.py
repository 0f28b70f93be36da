"""The live curve of a unit: of what was handed over for those who follow it, of all that was rated for its leader."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.forms.dasar import PortalForm
from asn_portal.core.htmx import once, render_htmx
from asn_portal.core.models import UnitKerja
from asn_portal.core.permissions import require
from kinerja import permissions_evaluasi as permissions
from kinerja.enums import JenisEvaluasi
from kinerja.models import PeriodeKinerja, PolaDistribusi
from kinerja.permissions_kalibrasi import can_calibrate
from kinerja.selectors.evaluasi import achievement_of, all_stages_of, stage_titles
from kinerja.selectors.pola import curve_chart, curve_of, rated_people
from kinerja.services import pola as services

PER_PAGE = 50


class PolaForm(PortalForm):
    draf = "Alasan penetapan predikat"

    alasan = forms.CharField(
        label="Alasan (wajib bila berbeda dari pola)", required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


def chosen_stage(year: PeriodeKinerja, jenis: str, nomor: int) -> JenisEvaluasi:
    if jenis not in JenisEvaluasi.values or (JenisEvaluasi(jenis), nomor) not in all_stages_of(year):
        raise Http404
    return JenisEvaluasi(jenis)


@once
def pola(request: HttpRequest, pk: UUID, tahun: int, jenis: str, nomor: int) -> HttpResponse:
    unit = get_object_or_404(UnitKerja.objects.filter(instansi_id=request.user.instansi_id), pk=pk)
    signs = permissions.can_sign_distribution(request.user, unit)
    require(signs or permissions.can_see_curve(request.user, unit))
    year = get_object_or_404(PeriodeKinerja.objects.visible_to(request.user), tahun=tahun)
    kind, today = chosen_stage(year, jenis, nomor), timezone.localdate()
    form = PolaForm(request.POST or None) if signs else None
    if form is not None and request.method == "POST" and form.is_valid():
        services.sign_distribution(
            year, unit, jenis=jenis, nomor=nomor, alasan=form.cleaned_data["alasan"], by=request.user
        )
        messages.success(request, "Penetapan predikat kinerja tersimpan.")
        return redirect(request.path)
    shown = _shown(unit, year, kind, nomor, signs)
    more: dict[str, object] = {"form": form, "hari": today, "kalibrasi": can_calibrate(request.user, unit)}
    if signs:
        rows = rated_people(request.user, year, str(shown["jalur"]), kind, nomor, today)
        more["halaman"] = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    return render_htmx(request, "kinerja/pola.html", "kinerja/_pola_kurva.html", shown | more)


def _shown(unit: UnitKerja, year: PeriodeKinerja, kind: JenisEvaluasi, nomor: int, signs: bool) -> dict[str, object]:
    today = timezone.localdate()
    done = achievement_of(year.pk, unit.pk, kind, nomor, today)
    path = core_selectors.path_of(unit.pk, today)
    if path is None:
        raise Http404
    curve = curve_of(year, path, kind, nomor, done.capaian if done else "", today, semua=signs)
    return {
        "unit": unit,
        "jalur": path,
        "nama_unit": core_selectors.unit_names([unit.pk], today).get(unit.pk, ""),
        "periode": year,
        "judul": kind.within(year.tahun, nomor),
        "tahap": [(one.value, place, title) for one, place, title in stage_titles(year)],
        "capaian": done,
        "menetapkan": signs,
        "jenis": kind,
        "nomor": nomor,
        "kurva": curve,
        "bagan": curve_chart(curve, done.capaian if done else "", today),
        "penetapan": PolaDistribusi.objects.filter(periode=year, unit=unit, jenis=kind, nomor=nomor).first(),
    }
