"""Offers of placements: looked at by everybody, kept by staff of training, applied for."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.bilah import to_default
from asn_portal.core.forms.dasar import AlasanForm
from asn_portal.core.htmx import once
from asn_portal.core.permissions import akses, require
from pelatihan import permissions
from pelatihan.daftar import MAGANG
from pelatihan.enums import StatusMagang
from pelatihan.forms.kegiatan import LamarForm, MagangForm
from pelatihan.models import LowonganMagang
from pelatihan.selectors import magang as selectors
from pelatihan.selectors.logbuk import host_name
from pelatihan.services import magang as services
from pelatihan.views.katalog import show_form

PER_PAGE = 30


def magang_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_catalogue(request.user))
    if away := to_default(request, "magang"):
        return away
    asked, today = MAGANG.clean(request.GET), timezone.localdate()
    rows = MAGANG.ordered(selectors.offers(request.user, asked, today), request.user, request.GET)
    context = {
        "halaman": Paginator(rows, PER_PAGE).get_page(request.GET.get("hal")),
        "kolom": MAGANG.columns_on_page(request.user, request.GET),
        "kata": asked.get("q", ""), "keadaan": asked.get("keadaan", ""), "pilihan_keadaan": StatusMagang.choices,
        "milik": selectors.my_placements(request.user), "mentor": selectors.mentored(request.user),
        "kelola": permissions.can_manage(request.user), "hari_ini": today,
    }  # fmt: skip
    return render(request, "pelatihan/magang_list.html", context)


def offer_of(request: HttpRequest, pk: UUID) -> LowonganMagang:
    require(permissions.can_see_catalogue(request.user))
    rows = LowonganMagang.objects.visible_to(request.user).select_related("penyelenggara")
    if not permissions.can_manage(request.user):
        rows = rows.exclude(status=StatusMagang.DRAF)
    return get_object_or_404(rows, pk=pk)


def magang_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, today = offer_of(request, pk), timezone.localdate()
    figures = permissions.can_see_figures(request.user)
    mine = row.daftar_peserta.filter(pegawai_id=akses(request.user).orang_id).order_by("-diajukan_pada").first()
    open_now = row.status == StatusMagang.DIBUKA and today <= row.tutup
    context = {
        "lowongan": row, "tuan_rumah": host_name(row), "sasaran": row.daftar_sasaran.select_related("kompetensi"),
        "pelamar": selectors.applicants(row, today) if figures else [], "angka": figures, "sisa": selectors.places_left(row),
        "milik": mine, "aksi": permissions.offer_actions(request.user, row),
        "lamar": open_now and permissions.can_learn(request.user) and (mine is None or mine.status == "mundur"),
    }  # fmt: skip
    return render(request, "pelatihan/magang_detail.html", context)


@once
def magang_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage(request.user))
    form = MagangForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        row = services.save_offer(None, isi=form.isi(), sasaran=form.sasaran(), by=request.user)
        messages.success(request, "Lowongan tersimpan sebagai draf. Buka lamarannya bila sudah siap.")
        return redirect("pelatihan:magang_detail", row.pk)
    back = reverse("pelatihan:magang_list")
    return show_form(
        request, form, judul="Lowongan magang baru", tombol="Simpan lowongan", kembali=back, nama_kembali="Magang"
    )


@once
def magang_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = offer_of(request, pk)
    require(permissions.can_manage(request.user))
    form = MagangForm(request.POST or None, by=request.user, lowongan=row)
    back = reverse("pelatihan:magang_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.save_offer(row.pk, isi=form.isi(), sasaran=form.sasaran(), by=request.user)
        messages.success(request, "Lowongan tersimpan.")
        return redirect(back)
    return show_form(
        request, form, judul="Ubah lowongan", tombol="Simpan lowongan", kembali=back, nama_kembali=row.judul
    )


@require_POST
@once
def magang_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = services.open_offer(offer_of(request, pk).pk, by=request.user)
    messages.success(request, "Lamaran dibuka. Pegawai menemukannya di halaman magang.")
    return redirect("pelatihan:magang_detail", row.pk)


@once
def magang_call_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = offer_of(request, pk)
    require(permissions.can_manage(request.user))
    form = AlasanForm(request.POST or None)
    back = reverse("pelatihan:magang_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.call_off_offer(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Lowongan dibatalkan; semua pelamar dikabari.")
        return redirect(back)
    return show_form(
        request, form, judul="Batalkan lowongan", tombol="Batalkan lowongan", kembali=back, nama_kembali=row.judul,
        penjelasan=selectors.call_off_text(row),
    )  # fmt: skip


@once
def magang_apply(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(permissions.can_learn(request.user))
    row = offer_of(request, pk)
    form = LamarForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.apply(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Lamaran terkirim. Atasan Anda diminta menyetujui.")
        return redirect("pelatihan:magang_peserta", made.pk)
    back = reverse("pelatihan:magang_detail", args=[row.pk])
    return show_form(
        request, form, judul=f"Lamar: {row.judul}", tombol="Kirim lamaran", kembali=back, nama_kembali=row.judul,
        penjelasan="Lamaran dibaca atasan lebih dulu, lalu dipilih pengelola pelatihan dengan alasan yang Anda baca.",
    )  # fmt: skip
