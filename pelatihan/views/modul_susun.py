"""Writing the module of a programme."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from asn_portal.berkas import selectors as dokumen
from asn_portal.berkas.services import unggah
from asn_portal.core.htmx import once, refused_with
from asn_portal.core.permissions import require
from pelatihan import permissions
from pelatihan.enums import JenisBahan
from pelatihan.forms.modul import BagianForm, ModulForm, initial_of_modul, initial_of_part
from pelatihan.models import BagianModul, ModulDaring, ProgramPelatihan
from pelatihan.selectors import modul as selectors
from pelatihan.selectors.paket import package_of
from pelatihan.services import modul_susun as services
from pelatihan.services.bahan import TUJUAN
from pelatihan.views.katalog import show_form


@once
def modul_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the module of this programme, or put its description right."""
    require(permissions.can_manage(request.user))
    program = get_object_or_404(ProgramPelatihan.objects.visible_to(request.user), pk=pk)
    known = ModulDaring.objects.filter(program=program).first()
    form = ModulForm(request.POST or None, by=request.user, initial=initial_of_modul(known))
    if request.method == "POST" and form.is_valid():
        row = services.save_modul(program.pk, isi=form.cleaned_data, by=request.user)
        messages.success(request, "Modul tersimpan. Susun bagiannya, lalu terbitkan.")
        return redirect("pelatihan:modul_susun", row.pk)
    back = reverse("pelatihan:program_detail", args=[program.pk])
    return show_form(
        request, form, judul="Modul daring", tombol="Simpan modul", kembali=back, nama_kembali=program.judul
    )


def _modul(request: HttpRequest, pk: UUID) -> ModulDaring:
    require(permissions.can_manage(request.user))
    return get_object_or_404(ModulDaring.objects.visible_to(request.user).select_related("program"), pk=pk)


def modul_susun(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _modul(request, pk)
    context = {
        "modul": row, "bagian": selectors.parts_of(row), "belajar": row.daftar_belajar.count(),
        "jenis_bahan": JenisBahan.choices,
    }  # fmt: skip
    return render(request, "pelatihan/modul_susun.html", context)


@once
def bagian_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _modul(request, pk)
    form = BagianForm(request.POST or None, request.FILES or None, initial={"jenis": "teks"})
    if request.method == "POST" and form.is_valid():
        _save(request, form, row.pk, None)
        messages.success(request, "Bagian tersimpan.")
        return redirect("pelatihan:modul_susun", row.pk)
    return _form_page(request, form, row, "Tambah bagian")


def _save(request: HttpRequest, form: BagianForm, modul_id: UUID, bagian_id: UUID | None) -> None:
    sent = unggah.gather(form.cleaned_data["unggahan"], by=request.user) + form.files_sent()
    services.save_bagian(modul_id, bagian_id, isi=form.isian(), soal=form.bank, kiriman=sent, by=request.user)
    unggah.forget(form.cleaned_data["unggahan"], by=request.user)


def _form_page(request: HttpRequest, form: BagianForm, modul: ModulDaring, judul: str, **more: Any) -> HttpResponse:
    if refused_with.get() and unggah.drop_refused(form.cleaned_data.get("unggahan", []), by=request.user):
        form.forget_uploads()
    there = dokumen.uploads_named(request.user, form["unggahan"].value() or "")
    context = {"form": form, "modul": modul, "judul_halaman": judul, "terunggah": there, "tujuan": TUJUAN} | more
    return render(request, "pelatihan/bagian_form.html", context, status=422 if form.errors else 200)


def _part(request: HttpRequest, pk: UUID) -> BagianModul:
    require(permissions.can_manage(request.user))
    rows = BagianModul.objects.filter(modul__in=ModulDaring.objects.visible_to(request.user))
    return get_object_or_404(rows.select_related("modul__program"), pk=pk)


@once
def bagian_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _part(request, pk)
    form = BagianForm(request.POST or None, request.FILES or None, initial=initial_of_part(row))
    if request.method == "POST" and form.is_valid():
        _save(request, form, row.modul_id, row.pk)
        messages.success(request, "Bagian tersimpan. Kuis yang sudah dikirim tetap seperti saat dikirim.")
        return redirect("pelatihan:modul_susun", row.modul_id)
    return _form_page(request, form, row.modul, "Ubah bagian", bahan=package_of(row.pk))


@require_POST
@once
def bagian_move(request: HttpRequest, pk: UUID) -> HttpResponse:
    modul = services.move_bagian(_part(request, pk).pk, naik=request.POST.get("arah") == "naik", by=request.user)
    return redirect("pelatihan:modul_susun", modul.pk)


@require_POST
@once
def bagian_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    modul = services.drop_bagian(_part(request, pk).pk, by=request.user)
    messages.success(request, "Bagian dihapus.")
    return redirect("pelatihan:modul_susun", modul.pk)


@require_POST
@once
def modul_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _modul(request, pk)
    row = services.publish_modul(row.pk, terbit=row.terbit_pada is None, by=request.user)
    messages.success(
        request, "Modul terbit." if row.terbit_pada else "Modul tidak ditawarkan lagi kepada peserta baru."
    )
    return redirect("pelatihan:modul_susun", row.pk)
