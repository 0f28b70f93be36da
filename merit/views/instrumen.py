"""Instruments: what each version says, drafts, the room to try them, publication by a second person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from merit import permissions
from merit.enums import StatusVersi
from merit.forms import TerbitVersiForm, VersiForm
from merit.gerbang import daftar_gerbang
from merit.models import VersiInstrumen
from merit.selectors import instrumen as selectors
from merit.selectors.uji import replay
from merit.services import instrumen as services
from merit.views.putaran import show_form


def instrumen_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_everybody(request.user))
    context = {"daftar": selectors.instruments(request.user), "kelola": permissions.can_draft(request.user)}
    return render(request, "merit/instrumen_list.html", context)


def _version(request: HttpRequest, pk: UUID) -> VersiInstrumen:
    require(permissions.can_see_everybody(request.user))
    return get_object_or_404(selectors.versions(request.user), pk=pk)


def versi_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _version(request, pk)
    context = {
        "versi": row, "susunan": row.susunan, "gerbang": [daftar_gerbang[kode] for kode in row.susunan.gerbang],
        "aksi": selectors.actions(request.user, row), "daftar_versi": row.instrumen.daftar_versi.order_by("-nomor"),
        "seri": selectors.tie_words(row.susunan), "berubah": selectors.changes(row),
    }  # fmt: skip
    return render(request, "merit/versi_detail.html", context)


@require_POST
@once
def draft_start(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(permissions.can_draft(request.user))
    instrumen = get_object_or_404(selectors.instruments(request.user), pk=pk)
    row = services.start_draft(instrumen.pk, by=request.user)
    messages.success(request, "Draf dibuat dari versi yang berlaku. Ubah angkanya, lalu lihat akibatnya di ruang uji.")
    return redirect("merit:versi_change", row.pk)


@once
def versi_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _version(request, pk)
    require(permissions.can_draft(request.user) and row.status == StatusVersi.DRAF)
    form = VersiForm(request.POST or None, versi=row)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        services.save_draft(row.pk, isi=form.isi(), dasar=values["dasar"], alasan=values["alasan"], by=request.user)
        messages.success(request, "Draf tersimpan.")
        return redirect("merit:versi_try", row.pk)
    return show_form(
        request, form, judul=f"Ubah draf {row.instrumen.nama}", tombol="Simpan dan lihat akibatnya", kembali=_back(row),
        nama_kembali=str(row), penjelasan="Bobot tiap sumbu berjumlah 100. Komponen berbobot 0 dikeluarkan dari draf.",
    )  # fmt: skip


def versi_try(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the draft would change today, as sums."""
    row = _version(request, pk)
    require(permissions.can_manage(request.user))
    before = (
        row.instrumen.daftar_versi.filter(status=StatusVersi.TERBIT).select_related("instrumen").order_by("-nomor")[0]
    )
    context = {"versi": row, "lama": before, "uji": replay(row, before), "aksi": selectors.actions(request.user, row)}
    return render(request, "merit/uji.html", context)


@once
def versi_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _version(request, pk)
    require(permissions.can_publish_version(request.user, row))
    form = TerbitVersiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.publish_version(row.pk, mulai=form.cleaned_data["mulai"], by=request.user)
        messages.success(request, "Versi diterbitkan. Putaran sejak tanggal itu memakainya.")
        return redirect("merit:versi_detail", row.pk)
    return show_form(
        request, form, judul=f"Terbitkan {row.instrumen.nama}, versi {row.nomor}", tombol="Terbitkan versi", kembali=_back(row),
        nama_kembali=str(row), penjelasan="Versi sebelumnya berakhir pada tanggal itu. Putaran yang sudah dihitung tidak berubah.",
    )  # fmt: skip


@require_POST
@once
def versi_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    services.drop_draft(_version(request, pk).pk, by=request.user)
    messages.success(request, "Draf tidak diteruskan.")
    return redirect("merit:instrumen_list")


def _back(row: VersiInstrumen) -> str:
    return reverse("merit:versi_detail", args=[row.pk])
