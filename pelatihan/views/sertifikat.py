"""Certificates: one's own, brought from outside, verified, printed; and checked by anybody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from asn_portal.berkas import selectors as dokumen
from asn_portal.berkas.kode import read_kode
from asn_portal.berkas.services import unggah
from asn_portal.core import pembatas
from asn_portal.core.forms.dasar import AlasanForm
from asn_portal.core.htmx import once, refused_with
from asn_portal.core.lihat import owner_only
from asn_portal.core.pembatas import Batas
from asn_portal.core.permissions import require
from pelatihan import permissions
from pelatihan.cetak import certificate_facts, draw_certificate, readable
from pelatihan.forms.sertifikat import KeputusanForm, PeriksaSertifikatForm, SertifikatForm
from pelatihan.models import Sertifikat
from pelatihan.selectors import saya as selectors
from pelatihan.selectors import sertifikat as certificates
from pelatihan.services import sertifikat as services
from pelatihan.views.katalog import show_form

PER_PAGE = 30
# As for letters: a person checks a handful, an office some dozens.
SERING = Batas(60, 600)
TERLALU_SERING = "Terlalu banyak pemeriksaan dari jaringan Anda. Tunggu sepuluh menit, lalu coba lagi."
BUKAN_KODE = "Kode terdiri atas 16 huruf dan angka, tanpa huruf I, L, O, U dan angka 0, 1. Periksa penulisannya."


@owner_only
@once
def sertifikat_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_learn(request.user))
    form = SertifikatForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = unggah.gather(form.cleaned_data["unggahan"], by=request.user) + form.files_sent()
        row = services.bring_sertifikat(form.isian_luar(), sent, by=request.user)
        unggah.forget(form.cleaned_data["unggahan"], by=request.user)
        messages.success(request, "Sertifikat tersimpan dan menunggu diperiksa.")
        return redirect("pelatihan:sertifikat_detail", row.pk)
    if refused_with.get() and unggah.drop_refused(form.cleaned_data.get("unggahan", []), by=request.user):
        form.forget_uploads()
    there = dokumen.uploads_named(request.user, form["unggahan"].value() or "")
    context = {"form": form, "terunggah": there}
    return render(request, "pelatihan/sertifikat_form.html", context, status=422 if form.errors else 200)


def _row(request: HttpRequest, pk: UUID) -> Sertifikat:
    rows = Sertifikat.objects.visible_to(request.user).select_related("pegawai", "dokumen", "program", "diputus_oleh")
    return get_object_or_404(rows, pk=pk)


def sertifikat_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    context = {
        "sertifikat": row,
        "fakta": certificate_facts(row),
        "kode": readable(row.kode) if row.kode else "",
        "milik": permissions.is_own(request.user, row),
        "cetak": permissions.can_print(request.user, row),
        "putuskan": row.status == "diajukan" and permissions.can_verify_sertifikat(request.user, row),
        "cabut": row.status == "disahkan" and permissions.can_manage(request.user),
        "riwayat": certificates.file_row(row),
    }
    return render(request, "pelatihan/sertifikat_detail.html", context)


@never_cache
def sertifikat_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(permissions.can_print(request.user, row))
    response = HttpResponse(draw_certificate(row), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="sertifikat-{row.nomor.lower()}.pdf"'
    return response


def sertifikat_list(request: HttpRequest) -> HttpResponse:
    """From outside, waiting to be verified by this account."""
    require(permissions.can_verify(request.user))
    page = Paginator(selectors.waiting_certificates(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    return render(request, "pelatihan/sertifikat_list.html", {"halaman": page})


@once
def sertifikat_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(permissions.can_verify_sertifikat(request.user, row))
    form = KeputusanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["catatan"]
        if request.POST.get("putusan") == "sah":
            services.verify_sertifikat(row.pk, catatan=note, by=request.user)
        else:
            services.reject_sertifikat(row.pk, alasan=note, by=request.user)
        messages.success(request, f"Sertifikat {row.pegawai.nama} sudah diputus.")
        return redirect("pelatihan:sertifikat_list")
    context: dict[str, Any] = {"sertifikat": row, "fakta": certificate_facts(row), "form": form}
    context["mirip"] = certificates.alike(row)
    return render(request, "pelatihan/sertifikat_putuskan.html", context, status=422 if form.errors else 200)


@once
def sertifikat_revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(permissions.can_manage(request.user) and permissions.can_verify_sertifikat(request.user, row))
    form = AlasanForm(request.POST or None)
    back = reverse("pelatihan:sertifikat_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.revoke_sertifikat(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Sertifikat dicabut; baris riwayatnya ditarik.")
        return redirect(back)
    return show_form(
        request, form, judul="Cabut sertifikat", tombol="Cabut sertifikat", kembali=back, nama_kembali=row.judul,
        penjelasan="JP-nya tidak dihitung lagi, baris riwayatnya ditarik, dan halaman periksa menyebutnya dicabut.",
    )  # fmt: skip


@login_not_required
@never_cache
def periksa_sertifikat(request: HttpRequest) -> HttpResponse:
    """For everybody, without login: what the certificate says, and nothing else."""
    if "kode" not in request.GET:
        return render(request, "pelatihan/periksa_sertifikat.html", {"form": PeriksaSertifikatForm()})
    form = PeriksaSertifikatForm(request.GET)
    context: dict[str, Any] = {"form": form}
    status = 200
    if pembatas.count(SERING, "periksa_sertifikat", request.META.get("REMOTE_ADDR")) > SERING.jumlah:
        form.is_valid()
        form.add_error(None, TERLALU_SERING)
        status = 429
    elif form.is_valid() and (kode := read_kode(form.cleaned_data["kode"])) is None:
        form.add_error("kode", BUKAN_KODE)
        status = 422
    elif form.is_valid():
        row = certificates.by_code(kode)
        context |= {"diperiksa": True, "sertifikat": row, "fakta": certificate_facts(row) if row else []}
    return render(
        request, "pelatihan/periksa_sertifikat.html", context, status=422 if form.errors and status == 200 else status
    )
