"""Kept lists: keep, rename, share, open first, delete."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from asn_portal.core.htmx import once
from asn_portal.core.lihat import owner_only
from asn_portal.core.yakin import ask_first, asks_first
from asn_portal.lembar import selectors
from asn_portal.lembar.daftar import Daftar, DaftarEkspor, Kueri, find_daftar
from asn_portal.lembar.forms import SimpanForm
from asn_portal.lembar.models import DaftarTersimpan
from asn_portal.lembar.permissions import can_export
from asn_portal.lembar.services import simpan as services
from asn_portal.lembar.yakin import sure_drop_list


@owner_only
def daftar_list(request: HttpRequest) -> HttpResponse:
    """Own lists and those that colleagues share, of every page."""
    rows = [
        (
            row,
            daftar,
            selectors.kept_address(row),
            daftar.kata(request.user, selectors.kept_query(row), timezone.localdate()),
        )
        for row in selectors.kept_lists(request.user)
        if (daftar := find_daftar(row.daftar))
    ]
    return render(request, "lembar/daftar_list.html", {"daftar": rows})


def _form(request: HttpRequest, daftar: Daftar, kueri: Kueri, *, initial: dict[str, Any]) -> SimpanForm:
    """Columns are asked where the page shows them, and of those who may take the list out."""
    may = isinstance(daftar, DaftarEkspor) and can_export(request.user, daftar, kueri)
    columns = daftar.columns_for(request.user, kueri) if daftar.pilih_kolom or may else []
    return SimpanForm(request.POST or None, by=request.user, kolom=columns, initial=initial)


def _find(nama: str) -> Daftar:
    daftar = find_daftar(nama)
    if daftar is None:
        raise Http404
    return daftar


@owner_only
@once
def daftar_simpan(request: HttpRequest, nama: str) -> HttpResponse:
    """Keep the list as the address describes it."""
    daftar = _find(nama)
    kueri = daftar.clean(request.GET)
    form = _form(request, daftar, kueri, initial={"kolom": daftar.columns_in(request.GET)})
    if request.method == "POST" and form.is_valid():
        row = services.keep_list(daftar, kueri, by=request.user, **form.values())
        messages.success(request, f"Daftar {row.nama} tersimpan.")
        return redirect(selectors.kept_address(row))
    context = {
        "form": form,
        "judul": f"Simpan daftar {daftar.judul}",
        "tombol": "Simpan daftar",
        "kata": daftar.kata(request.user, kueri, timezone.localdate()),
        "kembali": daftar.address(kueri),
        "asal": daftar.judul,
    }
    return render(request, "lembar/daftar_form.html", context, status=422 if form.errors else 200)


@owner_only
@once
def daftar_ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(DaftarTersimpan.objects.filter(pemilik=request.user), pk=pk)
    daftar = _find(row.daftar)
    initial = {"nama": row.nama, "unit": str(row.unit_id or ""), "utama": row.utama, "kolom": row.kolom}
    form = _form(request, daftar, selectors.kept_query(row), initial=initial)
    if request.method == "POST" and form.is_valid():
        row = services.change_list(row.pk, by=request.user, **form.values())
        messages.success(request, f"Daftar {row.nama} tersimpan.")
        return redirect("lembar:daftar_list")
    context = {"form": form, "judul": f"Ubah daftar {row.nama}", "tombol": "Simpan perubahan", "tersimpan": row}
    return render(request, "lembar/daftar_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@owner_only
@once
def daftar_hapus(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(DaftarTersimpan.objects.filter(pemilik=request.user), pk=pk)
    if asks_first(request):
        return ask_first(request, sure_drop_list(row, _find(row.daftar).judul))
    services.drop_list(row.pk, by=request.user)
    messages.success(request, f"Daftar {row.nama} dihapus. Data di dalamnya tidak berubah.")
    return redirect("lembar:daftar_list")
