"""Batches as staff of training run them."""

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
from asn_portal.core.permissions import require
from pelatihan import permissions
from pelatihan.daftar import ANGKATAN
from pelatihan.enums import StatusAngkatan
from pelatihan.forms.angkatan import AngkatanForm, initial_of
from pelatihan.models import AngkatanPelatihan, ProgramPelatihan
from pelatihan.selectors import angkatan as selectors
from pelatihan.selectors import dasbor, evaluasi, katalog, naskah
from pelatihan.services import angkatan as services
from pelatihan.services import hasil, tempat
from pelatihan.views.katalog import show_form

PER_PAGE = 30


def angkatan_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_figures(request.user))
    if away := to_default(request, "angkatan-pelatihan"):
        return away
    today, asked = timezone.localdate(), request.GET
    rows = katalog.batches_listed(request.user, asked.get("keadaan", ""), asked.get("q", "").replace("\x00", "")[:100])
    context = {
        "halaman": Paginator(ANGKATAN.ordered(rows, request.user, asked), PER_PAGE).get_page(asked.get("hal")),
        "kolom": ANGKATAN.columns_on_page(request.user, asked),
        "keadaan": asked.get("keadaan", ""),
        "kata": asked.get("q", ""),
        "pilihan_keadaan": StatusAngkatan.choices,
        "ringkasan": dasbor.summary(request.user.instansi_id, today.year),
        "cakupan": dasbor.coverage(request.user.instansi_id, today),
        "tahun": today.year,
        "kelola": permissions.can_manage(request.user),
    }
    return render(request, "pelatihan/angkatan_list.html", context)


def batch(request: HttpRequest, pk: UUID) -> AngkatanPelatihan:
    require(permissions.can_see_figures(request.user))
    rows = AngkatanPelatihan.objects.visible_to(request.user).select_related(
        "program", "penyelenggara", "perjanjian", "hitungan"
    )
    return get_object_or_404(rows, pk=pk)


def angkatan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, now = batch(request, pk), timezone.now()
    context = {
        "angkatan": row,
        "peserta": selectors.participants(row),
        "sesi": selectors.meetings(row),
        "evaluasi": evaluasi.levels_of(row) if row.status == StatusAngkatan.SELESAI else None,
        "pengajar": row.daftar_pengajar.order_by("nama"),
        "kuota": selectors.quotas(row, timezone.localdate(now)),
        "kelola": permissions.can_manage_here(request.user, row),
        "aksi": selectors.actions(request.user, row, now),
        "sekarang": now,
        **naskah.paper_on_page(request.user, naskah.PENETAPAN_LULUS, row.pk),
        "naskah_jenis": naskah.PENETAPAN_LULUS,
    }
    return render(request, "pelatihan/angkatan_detail.html", context)


@once
def angkatan_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(permissions.can_manage(request.user))
    program = get_object_or_404(ProgramPelatihan.objects.visible_to(request.user), pk=pk)
    form = AngkatanForm(request.POST or None, by=request.user, initial={"cara": "prioritas"})
    if request.method == "POST" and form.is_valid():
        row = services.save_angkatan(
            None, program_id=program.pk, isi=form.isi(), tambahan=form.tambahan(), by=request.user
        )
        messages.success(request, "Angkatan tersimpan sebagai draf. Periksa, lalu buka pendaftarannya.")
        return redirect("pelatihan:angkatan_detail", row.pk)
    back = reverse("pelatihan:program_detail", args=[program.pk])
    return show_form(
        request, form, judul="Tambah angkatan", tombol="Simpan angkatan", kembali=back, nama_kembali=program.judul
    )


@once
def angkatan_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = batch(request, pk)
    require(permissions.can_manage_here(request.user, row))
    form = AngkatanForm(request.POST or None, by=request.user, initial=initial_of(row))
    if request.method == "POST" and form.is_valid():
        services.save_angkatan(row.pk, isi=form.isi(), tambahan=form.tambahan(), by=request.user)
        messages.success(request, "Angkatan tersimpan.")
        return redirect("pelatihan:angkatan_detail", row.pk)
    back = reverse("pelatihan:angkatan_detail", args=[row.pk])
    return show_form(
        request, form, judul="Ubah angkatan", tombol="Simpan angkatan", kembali=back, nama_kembali=str(row)
    )


@require_POST
@once
def angkatan_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = services.open_registration(batch(request, pk).pk, by=request.user)
    messages.success(request, "Pendaftaran dibuka pada waktu yang ditetapkan.")
    return redirect("pelatihan:angkatan_detail", row.pk)


@require_POST
@once
def angkatan_determine(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = tempat.determine_places(batch(request, pk).pk, by=request.user)
    messages.success(request, "Tempat ditetapkan; yang menunggu sudah dikabari.")
    return redirect("pelatihan:angkatan_detail", row.pk)


@require_POST
@once
def angkatan_finish(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = hasil.finish(batch(request, pk).pk, by=request.user)
    messages.success(request, "Angkatan selesai. Sertifikat terbit dan riwayat peserta yang lulus sudah dilengkapi.")
    return redirect("pelatihan:angkatan_detail", row.pk)


@once
def angkatan_call_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = batch(request, pk)
    require(permissions.can_manage_here(request.user, row))
    form = AlasanForm(request.POST or None)
    back = reverse("pelatihan:angkatan_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.call_off(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Angkatan dibatalkan; semua pendaftarnya dikabari.")
        return redirect(back)
    return show_form(
        request, form, judul="Batalkan angkatan", tombol="Batalkan angkatan", kembali=back, nama_kembali=str(row),
        penjelasan="Semua pendaftar dan peserta dikabari dengan alasan ini, dan bebas mengikuti pelatihan lain.",
    )  # fmt: skip
