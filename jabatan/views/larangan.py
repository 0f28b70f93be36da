"""Masa larangan mutasi: elections with their windows, and their entry by HR of the province."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from asn_portal.core.forms.dasar import AlasanForm
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from jabatan import permissions
from jabatan.aturan.larangan_mutasi import TABEL_LARANGAN
from jabatan.forms_larangan import PemilihanForm
from jabatan.models import PemilihanDaerah
from jabatan.selectors import larangan as selectors
from jabatan.services import larangan as services


def larangan_list(request: HttpRequest) -> HttpResponse:
    """Masa larangan mutasi sekitar pemilihan kepala daerah."""
    require(permissions.can_see_rounds(request.user))
    today = timezone.localdate()
    context = {
        "daftar": selectors.elections_listed(request.user.instansi_id, today),
        "hari": today,
        "tabel": TABEL_LARANGAN,
        "boleh_catat": permissions.can_record_elections(request.user),
    }
    return render(request, "jabatan/larangan_list.html", context)


@once
def larangan_add(request: HttpRequest) -> HttpResponse:
    """Catat pemilihan berikutnya."""
    require(permissions.can_record_elections(request.user))
    form = PemilihanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = services.record_election(by=request.user, **form.cleaned_data)
        messages.success(request, f"{row.nama} dicatat. Putaran mutasi sejak sekarang diperiksa dengannya.")
        return redirect("jabatan:larangan_list")
    context = {"form": form, "judul": "Catat pemilihan", "tombol": "Catat pemilihan"}
    return render(request, "jabatan/larangan_form.html", context, status=422 if form.errors else 200)


@once
def larangan_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ubah pemilihan: a day was moved, or is known now."""
    row = _recorded(request, pk)
    form = PemilihanForm(request.POST or None, initial={name: getattr(row, name) for name in PemilihanForm.ISI})
    if request.method == "POST" and form.is_valid():
        services.change_election(row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "Jadwal pemilihan tersimpan. Masa larangannya dihitung lagi.")
        return redirect("jabatan:larangan_list")
    context = {"form": form, "judul": f"Ubah {row.nama}", "tombol": "Simpan jadwal", "pemilihan": row}
    return render(request, "jabatan/larangan_form.html", context, status=422 if form.errors else 200)


@once
def larangan_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cabut pemilihan yang keliru dicatat."""
    row = _recorded(request, pk)
    form = AlasanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.withdraw_election(row.pk, alasan=form.cleaned_data["alasan"][:300], by=request.user)
        messages.success(request, f"{row.nama} dicabut; masa larangannya tidak dipakai lagi.")
        return redirect("jabatan:larangan_list")
    context = {"form": form, "judul": f"Cabut {row.nama}?", "tombol": "Cabut pemilihan", "cabut": True}
    return render(request, "jabatan/larangan_form.html", context, status=422 if form.errors else 200)


def _recorded(request: HttpRequest, pk: UUID) -> PemilihanDaerah:
    row: PemilihanDaerah = get_object_or_404(selectors.recorded(request.user.instansi_id), pk=pk)
    require(permissions.can_record_elections(request.user))
    return row
