"""Bringing a table in: template, upload, columns, errors, apply, give up, take back."""

from __future__ import annotations

import io
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from asn_portal.core.enums import StatusPekerjaan
from asn_portal.core.htmx import once
from asn_portal.core.lihat import owner_only
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.yakin import Yakin, ask_first, asks_first
from asn_portal.lembar import permissions, selectors
from asn_portal.lembar.enums import StatusImpor
from asn_portal.lembar.forms import PetaForm, UnggahForm
from asn_portal.lembar.impor import JenisImpor, all_impor, find_impor
from asn_portal.lembar.models import BerkasImpor
from asn_portal.lembar.services import impor as services
from asn_portal.lembar.templat import build_template
from asn_portal.lembar.tulis import XLSX
from asn_portal.lembar.yakin import sure_give_up, sure_take_back

PER_PAGE = 25


def _kind(request: HttpRequest, nama: str) -> JenisImpor:
    jenis = find_impor(nama)
    if jenis is None:
        raise Http404
    require(permissions.can_import(request.user, jenis))
    return jenis


def _own(request: HttpRequest, pk: UUID) -> BerkasImpor:
    rows = BerkasImpor.objects.visible_to(request.user).select_related("pekerjaan", "pekerjaan_periksa")
    row: BerkasImpor = get_object_or_404(rows, pk=pk)
    require(permissions.can_use_import(request.user, row))
    return row


@owner_only
def impor_list(request: HttpRequest) -> HttpResponse:
    """The kinds that this account may bring in, and its files so far."""
    kinds = [jenis for jenis in all_impor() if permissions.can_import(request.user, jenis)]
    require(bool(kinds))
    page = Paginator(selectors.own_imports(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    return render(request, "lembar/impor_list.html", {"jenis": kinds, "halaman": page})


@owner_only
def impor_templat(request: HttpRequest, nama: str) -> HttpResponse:
    jenis = _kind(request, nama)
    if jenis.contoh:
        name, text = jenis.contoh()
        return FileResponse(
            io.BytesIO(text.encode()), as_attachment=True, filename=name, content_type="application/json"
        )
    file = build_template(jenis, by=request.user)
    return FileResponse(file, as_attachment=True, filename=f"templat-{jenis.nama}.xlsx", content_type=XLSX)


@owner_only
@once
def impor_unggah(request: HttpRequest, nama: str) -> HttpResponse:
    jenis = _kind(request, nama)
    form = UnggahForm(request.POST or None, request.FILES or None, jenis=jenis)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["berkas"]
        row = services.upload(jenis, nama=content.name, content=content.file, by=request.user)
        return redirect("lembar:impor_detail", row.pk)
    context = {"form": form, "jenis": jenis, "asal": jenis.asal() if jenis.asal else ()}
    return render(request, "lembar/impor_unggah.html", context, status=422 if form.errors else 200)


@owner_only
def impor_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is; after the check what is wrong, and the choice."""
    row = _own(request, pk)
    shown = selectors.rows_to_read(row)
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("hal"))
    jenis = services.kind_of(row)
    job = row.pekerjaan
    context = {
        "berkas": row,
        "jenis": jenis,
        "halaman": page,
        "baris": [selectors.explained(jenis, row, satu) for satu in page],
        "pekerjaan": job,
        "ringkasan": {},
        "berhenti": bool(job and not job.terbuka and row.status in services.LANJUT),
        # The file itself was refused: going on would refuse it again.
        "ditolak": bool(job and job.status == StatusPekerjaan.GAGAL and row.status == StatusImpor.TERUNGGAH),
        "dapat_ditarik": services.may_take_back(row),
        "dapat_batal": row.status in services.BATAL,
        "kesalahan": selectors.error_file(request.user, row),
    }
    return render(request, "lembar/impor_detail.html", context)


@owner_only
@once
def impor_kolom(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _own(request, pk)
    jenis = services.kind_of(row)
    form = PetaForm(request.POST or None, jenis=jenis, berkas=row, tebakan=selectors.guessed(request.user, jenis, row))
    if request.method == "POST" and form.is_valid():
        services.map_columns(row.pk, peta=form.peta(), by=request.user)
        return redirect("lembar:impor_detail", row.pk)
    context = {"form": form, "berkas": row, "jenis": jenis}
    return render(request, "lembar/impor_kolom.html", context, status=422 if form.errors else 200)


def _act(request: HttpRequest, pk: UUID, change: Callable[..., BerkasImpor], sentence: str) -> HttpResponse:
    row = change(_own(request, pk).pk, by=request.user)
    if sentence:
        messages.success(request, sentence)
    return redirect("lembar:impor_detail", row.pk)


def _ask(
    request: HttpRequest, pk: UUID, can: Callable[[BerkasImpor], bool], question: Callable[[BerkasImpor], Yakin]
) -> HttpResponse:
    """The page before the act; a file that has gone on meanwhile shows where it is."""
    row = _own(request, pk)
    return ask_first(request, question(row)) if can(row) else redirect("lembar:impor_detail", row.pk)


def _take_back(berkas_id: UUID, *, by: Pengguna) -> BerkasImpor:
    return services.take_back(berkas_id, by=by, now=timezone.now())


@require_POST
@once
def impor_terapkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, services.apply, "")


@require_http_methods(["GET", "HEAD", "POST"])
@owner_only
@once
def impor_batal(request: HttpRequest, pk: UUID) -> HttpResponse:
    if asks_first(request):
        return _ask(request, pk, lambda row: row.status in services.BATAL, sure_give_up)
    return _act(request, pk, services.give_up, "Berkas dibatalkan. Tidak ada data yang berubah.")


@require_http_methods(["GET", "HEAD", "POST"])
@owner_only
@once
def impor_tarik(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Within a day; asked first, with the numbers."""
    if asks_first(request):
        return _ask(request, pk, services.may_take_back, lambda row: sure_take_back(row, services.kind_of(row)))
    return _act(request, pk, _take_back, "")


@require_POST
@once
def impor_lanjut(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, services.resume, "")
