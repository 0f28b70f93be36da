"""What follows a rating: the board, plans to improve, nominations."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from kinerja import permissions_tindak_lanjut as permissions
from kinerja.forms.tindak_lanjut import HasilForm, NominasiForm, PerbaikanForm, PutusanNominasiForm, TanggapanForm
from kinerja.models import Evaluasi
from kinerja.selectors import tindak_lanjut as selectors
from kinerja.selectors.periode import years_of
from kinerja.services import tindak_lanjut as services
from kinerja.views.saya import chosen_year

PER_PAGE = 50


def _rated(request: HttpRequest, pk: UUID) -> Evaluasi:
    rows = Evaluasi.objects.visible_to(request.user).select_related("pegawai", "periode")
    row = get_object_or_404(rows, pk=pk)
    require(permissions.follows_up(request.user, row))
    return row


def tindak_lanjut(request: HttpRequest) -> HttpResponse:
    require(permissions.has_follow_up(request.user))
    years = years_of(request.user)
    year = chosen_year(request, years)
    lists = selectors.lists_of(request.user, year.tahun) if year is not None else {}
    counts = {name: rows.count() for name, rows in lists.items()}
    usual = next((name for name, count in counts.items() if count), "rencana")
    asked = request.GET.get("lihat", "")
    shown = asked if asked in counts else usual
    context = {
        "daftar_tahun": sorted(years, key=lambda row: row.tahun), "pilihan": year, "lihat": shown,
        "tab": [(name, selectors.LIHAT[name], count) for name, count in counts.items()],
        "judul_daftar": selectors.LIHAT[shown],
        "halaman": Paginator(lists.get(shown, Evaluasi.objects.none()), PER_PAGE).get_page(request.GET.get("hal")),
        "memutus": permissions.decides_nominations(request.user),
    }  # fmt: skip
    return render(request, "kinerja/tindak_lanjut.html", context)


@once
def perbaikan_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A plan to improve after a low predicate."""
    row = _rated(request, pk)
    form = PerbaikanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plan = services.plan_improvement(row.pk, form.isian(), by=request.user)
        messages.success(request, f"Rencana perbaikan sampai kepada {row.pegawai.nama}.")
        return redirect("kinerja:perbaikan", plan.pk)
    context = {
        "form": form,
        "judul": f"Rencana perbaikan {row.pegawai.nama}",
        "tombol": "Kirim rencana",
        "evaluasi": row,
    }
    return render(request, "kinerja/tindak_lanjut_form.html", context, status=422 if form.errors else 200)


@once
def perbaikan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One plan: read by both; agreed by the person, concluded by the penilai."""
    rows = permissions.visible_plans(request.user).select_related("evaluasi__pegawai", "pegawai", "dibuat_oleh")
    plan = get_object_or_404(rows, pk=pk)
    own = plan.pegawai.pengguna_id == request.user.pk
    agrees = own and plan.disetujui_pada is None
    concludes = bool(plan.disetujui_pada) and not plan.hasil and permissions.follows_up(request.user, plan.evaluasi)
    require(agrees or concludes or request.method != "POST")
    form = (TanggapanForm if agrees else HasilForm)(request.POST or None) if agrees or concludes else None
    if form is not None and request.method == "POST" and form.is_valid():
        if agrees:
            services.agree(plan.pk, **form.cleaned_data, by=request.user)
        else:
            services.conclude(plan.pk, **form.cleaned_data, by=request.user)
        messages.success(request, "Tersimpan.")
        return redirect("kinerja:perbaikan", plan.pk)
    context = {"form": form, "rencana": plan, "sendiri": own, "tombol": "Setujui rencana" if agrees else "Catat hasil"}
    return render(request, "kinerja/perbaikan.html", context, status=422 if form is not None and form.errors else 200)


@once
def nominasi_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A nomination for the best of a year."""
    row = _rated(request, pk)
    form = NominasiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.nominate(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, f"{row.pegawai.nama} dinominasikan.")
        return redirect("kinerja:tindak_lanjut")
    context = {"form": form, "judul": f"Nominasikan {row.pegawai.nama}", "tombol": "Kirim nominasi", "evaluasi": row}
    return render(request, "kinerja/tindak_lanjut_form.html", context, status=422 if form.errors else 200)


@once
def nominasi_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = permissions.visible_nominations(request.user).select_related("evaluasi__pegawai", "pegawai", "oleh")
    found = get_object_or_404(rows, pk=pk)
    require(permissions.can_decide_nomination(request.user, found))
    form = PutusanNominasiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.decide_nomination(found.pk, **form.cleaned_data, by=request.user)
        messages.success(request, "Putusan tersimpan dan dikabarkan kepada penilainya.")
        return redirect("kinerja:tindak_lanjut")
    context = {
        "form": form, "judul": f"Putuskan nominasi {found.pegawai.nama}", "tombol": "Simpan putusan", "evaluasi": found.evaluasi,
        "nominasi": found,
    }  # fmt: skip
    return render(request, "kinerja/tindak_lanjut_form.html", context, status=422 if form.errors else 200)
