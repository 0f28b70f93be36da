"""Registering, nominating, consenting, cancelling."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.forms.dasar import AlasanForm
from asn_portal.core.htmx import once
from asn_portal.core.permissions import akses, require
from pegawai.selectors.orang import superior_on
from pelatihan import permissions
from pelatihan.forms.angkatan import DaftarForm, PutusanForm, UsulForm
from pelatihan.models import AngkatanPelatihan, Kepesertaan
from pelatihan.selectors import peserta as selectors
from pelatihan.selectors.jp import jp_of
from pelatihan.services import kepesertaan as services
from pelatihan.views.katalog import show_form


def _batch(request: HttpRequest, pk: UUID) -> AngkatanPelatihan:
    rows = AngkatanPelatihan.objects.visible_to(request.user).select_related("program", "penyelenggara", "hitungan")
    return get_object_or_404(rows, pk=pk)


@once
def daftar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second of two clicks: what happens, and a button."""
    require(permissions.can_learn(request.user))
    row = _batch(request, pk)
    form = DaftarForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.register(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Anda terdaftar. Atasan Anda diminta menyetujui.")
        return redirect("pelatihan:kepesertaan_detail", made.pk)
    boss = superior_on(akses(request.user).orang_id, timezone.localdate())
    context = {"form": form, "angkatan": row, "atasan": boss}
    return render(request, "pelatihan/daftar.html", context, status=422 if form.errors else 200)


@once
def usul(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(permissions.can_nominate(request.user))
    row = _batch(request, pk)
    people = selectors.candidates(request.user, row)
    form = UsulForm(request.POST or None, orang=people)
    back = reverse("pelatihan:program_detail", args=[row.program_id])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = services.nominate(row.pk, UUID(data["pegawai"]), alasan=data["alasan"], by=request.user)
        messages.success(request, f"{made.pegawai.nama} diusulkan dan dikabari.")
        return redirect(back)
    return show_form(
        request, form, judul="Usulkan pegawai", tombol="Usulkan pegawai", kembali=back, nama_kembali=row.program.judul,
        penjelasan=selectors.nomination_text(row, len(people)),
    )  # fmt: skip


def _participation(request: HttpRequest, pk: UUID) -> Kepesertaan:
    rows = Kepesertaan.objects.visible_to(request.user).select_related(
        "angkatan__program", "angkatan__penyelenggara", "pegawai", "sertifikat", "reaksi"
    )
    return get_object_or_404(rows, pk=pk)


def kepesertaan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _participation(request, pk)
    context = {
        "kepesertaan": row,
        "langkah": row.daftar_langkah.select_related("oleh").order_by("pada", "pk"),
        "hadir": selectors.attendance(row),
        "aksi": permissions.actions_for(request.user, row),
        "milik": permissions.is_own(request.user, row),
        "batal_dapat": timezone.localdate() < row.angkatan.mulai,
    }
    return render(request, "pelatihan/kepesertaan_detail.html", context)


@once
def kepesertaan_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _participation(request, pk)
    require(permissions.can_decide_for(request.user, row.pegawai_id))
    form = PutusanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note, agreed = form.cleaned_data["catatan"], request.POST.get("putusan") == "setuju"
        if agreed:
            services.consent(row.pk, catatan=note, by=request.user)
        else:
            services.refuse(row.pk, alasan=note, by=request.user)
        messages.success(request, f"Pendaftaran {row.pegawai.nama} {'disetujui' if agreed else 'tidak disetujui'}.")
        return redirect("pelatihan:tim" if permissions.has_team(request.user) else "core:tugas_list")
    today = timezone.localdate()
    context = {
        "kepesertaan": row, "form": form, "jp": jp_of(row.pegawai.instansi_id, row.pegawai_id, today),
        "lain": selectors.others_away(request.user, row), "aksi": permissions.actions_for(request.user, row),
    }  # fmt: skip
    return render(request, "pelatihan/kepesertaan_putuskan.html", context, status=422 if form.errors else 200)


@once
def kepesertaan_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _participation(request, pk)
    require(permissions.can_cancel(request.user, row))
    form = AlasanForm(request.POST or None)
    back = reverse("pelatihan:kepesertaan_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.cancel(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Pendaftaran dibatalkan. Tempatnya diberikan kepada yang menunggu.")
        return redirect(back)
    return show_form(
        request, form, judul="Batalkan pendaftaran", tombol="Batalkan pendaftaran", kembali=back,
        nama_kembali=row.angkatan.program.judul,
        penjelasan="Tempat ini langsung diberikan kepada yang pertama di daftar tunggu.",
    )  # fmt: skip
