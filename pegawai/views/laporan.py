"""The last screen of activation, and reports that something about me is wrong."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from asn_portal.core.bilah import to_default
from asn_portal.core.htmx import once, render_htmx
from asn_portal.core.permissions import require
from pegawai import permissions, selectors
from pegawai.ekspor import LAPORAN
from pegawai.enums import BagianLaporan, StatusLaporan
from pegawai.forms import JawabanForm, LaporanForm
from pegawai.models import LaporanData, Pegawai
from pegawai.pemeriksa_laporan import pemeriksa_of
from pegawai.services import laporan as services

PER_PAGE = 50
TITLES = {
    BagianLaporan.NAMA: "Nama saya salah",
    BagianLaporan.UNIT: "Unit saya salah",
    BagianLaporan.ATASAN: "Bukan atasan saya",
}


def periksa_data(request: HttpRequest) -> HttpResponse:
    """Screen 4 of activation: is this you, your unit, your superior? Accounts without a person go on."""
    person = selectors.person_of(request.user)
    if person is None:
        return redirect("core:beranda")
    tempat = selectors.place_on(person, timezone.localdate())
    return render(request, "pegawai/periksa_data.html", {"pegawai": person, "tempat": tempat})


@once
def laporan_add(request: HttpRequest) -> HttpResponse:
    """Ada yang salah: which part (`?bagian=`, or chosen here), what is recorded, and what is right."""
    person = selectors.person_of(request.user)
    if person is None:
        raise Http404
    bagian = request.GET.get("bagian", "")
    bagian = bagian if bagian in BagianLaporan.values else ""
    waiting = selectors.latest_reports(request.user, timezone.now()).get(bagian)
    if request.method != "POST" and waiting is not None and waiting.status == StatusLaporan.DIAJUKAN:
        messages.info(request, "Laporan Anda tentang bagian ini masih diperiksa.")
        return redirect("pegawai:laporan_detail", waiting.pk)
    form = LaporanForm(request.POST or None, bagian=bagian)
    if request.method == "POST" and form.is_valid():
        laporan = services.report_data(
            person, bagian=BagianLaporan(form.cleaned_data["bagian"]), isi=form.cleaned_data["isi"], by=request.user
        )
        messages.success(request, "Laporan Anda terkirim. Jawaban paling lambat 3 x 24 jam.")
        return redirect("pegawai:laporan_detail", laporan.pk)
    context = {"form": form, "judul": TITLES.get(bagian, "Apa yang salah?"), "bagian": bagian, "pegawai": person}
    if bagian:
        context["tempat"] = selectors.place_on(person, timezone.localdate())
    return render(request, "pegawai/laporan_form.html", context, status=422 if form.errors else 200)


def laporan_list(request: HttpRequest) -> HttpResponse:
    """Reports of the people of my scope (and my own), open ones first."""
    if away := to_default(request, "laporan-data"):
        return away
    rows = selectors.report_rows(request.user, status=request.GET.get("status", ""))
    rows = LAPORAN.ordered(rows, request.user, request.GET)
    page = Paginator(rows.select_related("pegawai"), PER_PAGE).get_page(request.GET.get("hal"))
    context = {
        "halaman": page,
        "kolom": LAPORAN.columns_on_page(request.user, request.GET),
        "status": request.GET.get("status", ""),
        "pilihan_status": StatusLaporan.choices,
    }
    return render(request, "pegawai/laporan_list.html", context)


def laporan_orang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every report about one record; a section of the profile and a page."""
    person = get_object_or_404(Pegawai.objects.visible_to(request.user), pk=pk)
    require(permissions.can_see_reports_about(request.user, person))
    context = {"pegawai": person, "daftar": selectors.reports_about(person)}
    return render_htmx(request, "pegawai/laporan_orang.html", "pegawai/_laporan_orang.html", context)


@once
def laporan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One report: what was said, by whom it was answered, and the form to answer it."""
    row = get_object_or_404(
        LaporanData.objects.visible_to(request.user).select_related("pegawai", "ditangani_oleh"), pk=pk
    )
    may_answer = row.status == StatusLaporan.DIAJUKAN and permissions.can_handle_laporan(request.user, row)
    form = JawabanForm(request.POST or None)
    if request.method == "POST":
        require(permissions.can_handle_laporan(request.user, row))
        if form.is_valid():
            services.answer_laporan(row.pk, **form.answer(), by=request.user)
            messages.success(request, "Jawaban tersimpan dan diberitahukan kepada pelapor.")
            return redirect("pegawai:laporan_detail", row.pk)
    context = {
        "laporan": row,
        "form": form,
        "boleh_jawab": may_answer,
        "batas": row.dibuat_pada + services.ANSWER_WITHIN,
        "pemeriksa": pemeriksa_of(row.bagian) if may_answer else "",
    }
    return render(request, "pegawai/laporan_detail.html", context, status=422 if form.errors else 200)
