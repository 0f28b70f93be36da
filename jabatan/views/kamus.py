"""The dictionary of competences: reading it, and the technical entries of the agency."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from jabatan import permissions
from jabatan.forms_perlu import KompetensiForm
from jabatan.models import KamusKompetensi
from jabatan.selectors import kamus
from jabatan.services.kamus import save_kompetensi

FIELDS = ("kode", "nama", "definisi", "dasar", "ditutup")


def kamus_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_map(request.user))
    kata = request.GET.get("q", "").strip()[:100]
    context = {
        "daftar": kamus.dictionary(request.user.instansi_id, kata=kata),
        "q": kata,
        "boleh_ubah": permissions.can_describe_posts(request.user),
    }
    return render(request, "jabatan/kamus_list.html", context)


@once
def kamus_add(request: HttpRequest) -> HttpResponse:
    """Tambah kompetensi teknis."""
    require(permissions.can_describe_posts(request.user))
    return _edit(request, KompetensiForm(request.POST or None, baru=True), None)


@once
def kamus_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ubah kompetensi teknis."""
    require(permissions.can_describe_posts(request.user))
    row = get_object_or_404(KamusKompetensi, pk=pk, instansi_id=request.user.instansi_id)
    initial = {name: getattr(row, name) for name in FIELDS} | {"kode_kompetensi": row.kode}
    form = KompetensiForm(request.POST or None, tingkat=list(row.daftar_tingkat.all()), initial=initial)
    return _edit(request, form, row)


def _edit(request: HttpRequest, form: KompetensiForm, row: KamusKompetensi | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        isian = {name: data[name] for name in FIELDS if name in data} | {"kode": data["kode_kompetensi"]}
        saved = save_kompetensi(row.pk if row else None, isian=isian, tingkat=form.levels(), by=request.user)
        messages.success(request, f"Kompetensi {saved.nama} tersimpan.")
        return redirect("jabatan:kamus_list")
    context = {"form": form, "kompetensi": row}
    return render(request, "jabatan/kamus_form.html", context, status=422 if form.errors else 200)
