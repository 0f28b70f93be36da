"""Calibration before the handing over: sessions, proposals, and the answer of the penilai."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.htmx import once
from asn_portal.core.models import UnitKerja
from asn_portal.core.permissions import require
from kinerja import permissions_kalibrasi as permissions
from kinerja.forms.kalibrasi import JawabKalibrasiForm, SesiForm, UsulKalibrasiForm
from kinerja.models import PeriodeKinerja, SesiKalibrasi, UsulKalibrasi
from kinerja.selectors import kalibrasi as selectors
from kinerja.services import kalibrasi as services
from kinerja.views.pola import chosen_stage

PER_PAGE = 50


def _session(request: HttpRequest, pk: UUID) -> SesiKalibrasi:
    return get_object_or_404(permissions.visible_sessions(request.user).select_related("periode", "unit"), pk=pk)


def _named(*rows: SesiKalibrasi) -> dict[UUID, str]:
    return core_selectors.unit_names([row.unit_id for row in rows], timezone.localdate())


def kalibrasi_list(request: HttpRequest) -> HttpResponse:
    require(permissions.has_sessions(request.user))
    page = Paginator(selectors.sessions_of(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    names = _named(*page)
    context = {"halaman": page, "daftar": [(row, names.get(row.unit_id, "")) for row in page]}
    return render(request, "kinerja/kalibrasi_list.html", context)


@once
def kalibrasi_open(request: HttpRequest, pk: UUID, tahun: int, jenis: str, nomor: int) -> HttpResponse:
    unit = get_object_or_404(UnitKerja.objects.filter(instansi_id=request.user.instansi_id), pk=pk)
    require(permissions.can_calibrate(request.user, unit))
    year = get_object_or_404(PeriodeKinerja.objects.visible_to(request.user), tahun=tahun)
    kind = chosen_stage(year, jenis, nomor)
    form = SesiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = services.open_session(
            year, unit, jenis=jenis, nomor=nomor, peserta=form.cleaned_data["peserta"], by=request.user
        )
        messages.success(request, "Sesi kalibrasi dibuka.")
        return redirect("kinerja:kalibrasi", row.pk)
    name = core_selectors.unit_names([unit.pk], timezone.localdate()).get(unit.pk, "")
    context = {
        "form": form, "judul": "Buka sesi kalibrasi", "tombol": "Buka sesi",
        "keterangan": f"{name} dan unit di bawahnya, {kind.named(year.tahun, nomor)}",
    }  # fmt: skip
    return render(request, "kinerja/kalibrasi_form.html", context, status=422 if form.errors else 200)


def kalibrasi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everybody rated and not handed over, grouped by penilai, with what was proposed."""
    row = _session(request, pk)
    page = Paginator(selectors.people_in(request.user, row), PER_PAGE).get_page(request.GET.get("hal"))
    context = {
        "sesi": row,
        "nama_unit": _named(row).get(row.unit_id, ""),
        "halaman": page,
        "daftar": selectors.with_proposals(row, list(page)) if row.ditutup_pada is None else [],
        "dijawab": selectors.done_in(row),
    }
    return render(request, "kinerja/kalibrasi.html", context)


@once
def kalibrasi_propose(request: HttpRequest, pk: UUID, evaluasi: UUID) -> HttpResponse:
    sesi = _session(request, pk)
    rows = selectors.rated_in(request.user, sesi).select_related("pegawai", "penilai")
    row = get_object_or_404(rows, pk=evaluasi)
    there = sesi.daftar_usul.filter(evaluasi=row, jawaban="").first()
    form = UsulKalibrasiForm(request.POST or None, evaluasi=row, usul=there)
    if request.method == "POST" and form.is_valid():
        services.propose(sesi.pk, row.pk, **form.cleaned_data, by=request.user)
        messages.success(request, f"Usul untuk {row.pegawai.nama} sampai kepada penilainya.")
        return redirect("kinerja:kalibrasi", sesi.pk)
    context = {
        "form": form, "sesi": sesi, "judul": f"Usulkan perubahan: {row.pegawai.nama}", "tombol": "Kirim usul kepada penilai",
        "keterangan": f"Sekarang {row.get_predikat_display().lower()}, penilai {row.penilai.nama if row.penilai else 'belum tercatat'}",
    }  # fmt: skip
    return render(request, "kinerja/kalibrasi_form.html", context, status=422 if form.errors else 200)


@once
def kalibrasi_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asked first: proposals without an answer lapse."""
    row = _session(request, pk)
    if request.method == "POST":
        services.close_session(row.pk, by=request.user)
        messages.success(request, "Sesi kalibrasi ditutup.")
        return redirect("kinerja:kalibrasi", row.pk)
    context = {
        "sesi": row,
        "nama_unit": _named(row).get(row.unit_id, ""),
        "gugur": row.daftar_usul.filter(jawaban="").count(),
    }
    return render(request, "kinerja/kalibrasi_tutup.html", context)


@once
def kalibrasi_jawab(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The penilai decides about a proposal."""
    rows = UsulKalibrasi.objects.select_related("evaluasi__pegawai", "evaluasi__periode", "sesi__periode", "oleh")
    usul = get_object_or_404(rows.filter(sesi__periode__instansi_id=request.user.instansi_id), pk=pk)
    require(permissions.can_answer(request.user, usul))
    form = JawabKalibrasiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.answer(usul.pk, terima=data["jawaban"] == "terima", alasan=data["alasan"], by=request.user)
        messages.success(request, "Jawaban Anda tersimpan. Dokumen evaluasi dapat disampaikan.")
        return redirect("kinerja:evaluasi_detail", usul.evaluasi_id)
    context = {"form": form, "usul": usul, "evaluasi": usul.evaluasi}
    return render(request, "kinerja/kalibrasi_jawab.html", context, status=422 if form.errors else 200)
