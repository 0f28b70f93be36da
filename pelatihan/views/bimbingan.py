"""Coaching and mentoring: pairs, meetings, what came of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.forms.dasar import AlasanForm
from asn_portal.core.htmx import once
from asn_portal.core.permissions import akses, require
from asn_portal.core.templatetags.bentuk import angka
from pelatihan import permissions
from pelatihan.forms.kegiatan import BimbinganForm, HasilForm, PutusanKegiatanForm, SesiForm
from pelatihan.models import Bimbingan, SesiBimbingan
from pelatihan.selectors import bimbingan as selectors
from pelatihan.services import bimbingan as services
from pelatihan.views.katalog import show_form


def bimbingan_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_learn(request.user))
    return render(request, "pelatihan/bimbingan_list.html", {"daftar": selectors.my_pairs(request.user)})


def _row(request: HttpRequest, pk: UUID) -> Bimbingan:
    rows = Bimbingan.objects.visible_to(request.user).select_related("pegawai", "pembimbing", "diminta_oleh")
    return get_object_or_404(rows, pk=pk)


def bimbingan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    context = {
        "bimbingan": row, "isi": selectors.contents(row, request.user), "aksi": permissions.guidance_actions(request.user, row),
        "membimbing": permissions.is_person(request.user, row.pembimbing_id),
        "most": selectors.PALING_BANYAK,
    }  # fmt: skip
    return render(request, "pelatihan/bimbingan_detail.html", context)


@once
def bimbingan_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_learn(request.user))
    today = timezone.localdate()
    initial = {"mulai": today, "sampai": date(today.year, 12, 31), "peran": "dibimbing"}
    form = BimbinganForm(request.POST or None, by=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        membimbing, rekan = data.pop("peran") == "membimbing", data.pop("rekan")
        row = services.ask_bimbingan(rekan, membimbing=membimbing, **data, by=request.user)
        messages.success(request, f"Ajakan terkirim kepada {rekan.nama}.")
        return redirect("pelatihan:bimbingan_detail", row.pk)
    return show_form(
        request, form, judul="Ajak coaching atau mentoring", tombol="Kirim ajakan", kembali=reverse("pelatihan:bimbingan_list"),
        nama_kembali="Coaching dan mentoring", penjelasan=selectors.RULE,
    )  # fmt: skip


@once
def bimbingan_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(row.diminta_oleh_id != request.user.pk)
    form = PutusanKegiatanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        willing = request.POST.get("putusan") == "setuju"
        services.answer_bimbingan(row.pk, bersedia=willing, catatan=form.cleaned_data["catatan"], by=request.user)
        messages.success(request, "Bimbingan dimulai." if willing else "Jawaban Anda terkirim.")
        return redirect("pelatihan:bimbingan_detail", row.pk)
    context = {"bimbingan": row, "form": form, "aksi": permissions.guidance_actions(request.user, row)}
    return render(request, "pelatihan/bimbingan_jawab.html", context, status=422 if form.errors else 200)


@once
def bimbingan_stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    form = AlasanForm(request.POST or None)
    back = reverse("pelatihan:bimbingan_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.stop_bimbingan(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Bimbingan dihentikan; rekan Anda dikabari.")
        return redirect(back)
    return show_form(
        request, form, judul="Hentikan bimbingan", tombol="Hentikan bimbingan", kembali=back, nama_kembali=row.tujuan,
        penjelasan="Pertemuan yang sudah dicatat tetap tersimpan, tetapi tidak menjadi JP.",
    )  # fmt: skip


@once
def sesi_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, today = _row(request, pk), timezone.localdate()
    form = SesiForm(request.POST or None, initial={"hari": min(today, row.sampai)})
    back = reverse("pelatihan:bimbingan_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.log_session(row.pk, **form.cleaned_data, by=request.user)
        messages.success(request, "Pertemuan tercatat; rekan Anda diminta mengesahkan.")
        return redirect(back)
    return show_form(
        request, form, judul="Catat pertemuan", tombol="Simpan pertemuan", kembali=back, nama_kembali=row.tujuan
    )


@require_POST
@once
def sesi_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = SesiBimbingan.objects.filter(bimbingan__in=Bimbingan.objects.visible_to(request.user))
    sesi = services.confirm_session(get_object_or_404(rows, pk=pk).pk, by=request.user)
    messages.success(request, "Pertemuan disahkan.")
    return redirect("pelatihan:bimbingan_detail", sesi.bimbingan_id)


@once
def bimbingan_finish(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(akses(request.user).orang_id == row.pembimbing_id)
    form = HasilForm(request.POST or None)
    back, found = reverse("pelatihan:bimbingan_detail", args=[row.pk]), selectors.contents(row, request.user)
    if request.method == "POST" and form.is_valid():
        services.finish_bimbingan(row.pk, hasil=form.cleaned_data["hasil"], by=request.user)
        messages.success(request, "Bimbingan selesai dan hasilnya tersimpan.")
        return redirect(back)
    return show_form(
        request, form, judul="Selesaikan bimbingan", tombol="Selesaikan", kembali=back, nama_kembali=row.tujuan,
        penjelasan=f"{found.sah} pertemuan sudah disahkan kedua pihak dan menjadi {angka(found.jp)} JP.",
    )  # fmt: skip
