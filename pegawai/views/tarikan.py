"""Data of a person pulled from SIASN: what is connected, each pull, and SIASN beside the file."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.lihat import owner_only
from asn_portal.core.permissions import require
from asn_portal.core.sudo import fresh_login_required
from pegawai import permissions
from pegawai.banding_siasn import compare, take
from pegawai.enums import StatusTarikan
from pegawai.forms import TujuanForm
from pegawai.models import Pegawai, TarikanSIASN
from pegawai.services import tarikan as services
from pegawai.services.identitas import note_opened
from pegawai.siasn_web import is_active
from pegawai.views.tujuan import keep_purpose, open_purpose

PER_PAGE = 50


def tarikan_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_write_files(request.user))
    people = Pegawai.objects.visible_to(request.user).values("pk")
    rows = TarikanSIASN.objects.filter(pegawai__in=people).select_related("pegawai", "diminta_oleh").defer("isi_sandi")
    page = Paginator(rows.order_by("-diminta_pada"), PER_PAGE).get_page(request.GET.get("hal"))
    return render(request, "pegawai/tarikan_list.html", {"halaman": page, "aktif": is_active()})


@owner_only
@require_POST
@once
def tarikan_add(request: HttpRequest) -> HttpResponse:
    """By NRK or NIP on the list, or by the button of a file."""
    require(permissions.can_write_files(request.user))
    people = Pegawai.objects.visible_to(request.user)
    number = request.POST.get("nomor", "").replace(" ", "").replace(".", "")[:20]
    person = (people.filter(nip=number).first() or people.filter(nrk=number).first()) if number else None
    if person is None:
        messages.error(request, "Tidak ada pegawai dengan NRK atau NIP ini. Periksa angka-angkanya.")
        return redirect("pegawai:tarikan_list")
    row = services.request_pull(person.pk, by=request.user)
    messages.success(request, f"Data {person.nama} sedang ditarik dari SIASN. Anda mendapat kabar bila sudah siap.")
    return redirect("pegawai:tarikan_detail", row.pk)


def _row(request: HttpRequest, pk: UUID) -> TarikanSIASN:
    people = Pegawai.objects.visible_to(request.user).values("pk")
    rows = TarikanSIASN.objects.select_related("pegawai__pengguna", "diminta_oleh")
    row = get_object_or_404(rows, pk=pk, pegawai__in=people)
    require(permissions.can_take_siasn(request.user, row.pegawai))
    return row


def tarikan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    return _compared(request, pk) if row.status == StatusTarikan.SIAP else _shown(request, row)


def _shown(request: HttpRequest, row: TarikanSIASN) -> HttpResponse:
    return render(request, "pegawai/tarikan_detail.html", {"tarikan": row, "pegawai": row.pegawai})


@fresh_login_required
def _compared(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Opened with a reason like the file itself, and noted: it holds private data and discipline."""
    row = _row(request, pk)
    form = TujuanForm(request.POST or None, initial={"tujuan": open_purpose(request)})
    if request.method == "POST" and form.is_valid():
        keep_purpose(request, form.cleaned_data["tujuan"])
    if not open_purpose(request):
        context = {"tarikan": row, "pegawai": row.pegawai, "form": form}
        return render(request, "pegawai/tarikan_buka.html", context, status=422 if form.errors else 200)
    note_opened(row.pegawai, kelompok="Tarikan SIASN", tujuan=open_purpose(request), by=request.user)
    found = compare(request.user, row.pegawai, services.read_objects(row))
    context = {"tarikan": row, "pegawai": row.pegawai, "daftar": found, "baru": sum(one.dapat_diambil for one in found)}
    return render(request, "pegawai/tarikan_detail.html", context)


@owner_only
@require_POST
@once
def tarikan_ambil(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    chosen = {int(text) for text in request.POST.getlist("pilih") if text.isascii() and text.isdigit()}
    written, left = take(row.pk, chosen, by=request.user)
    if written:
        messages.success(request, f"{written} baris dari SIASN tercatat di berkas {row.pegawai.nama}.")
    for sentence in sorted(set(left)):
        messages.error(request, f"Tidak diambil: {sentence}")
    return redirect("pegawai:tarikan_detail", row.pk)


@owner_only
@require_POST
@once
def tarikan_tutup(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = services.close_pull(_row(request, pk).pk, by=request.user)
    messages.success(request, f"Perbandingan {row.pegawai.nama} selesai. Isi tarikannya tidak disimpan lagi.")
    return redirect("pegawai:tarikan_list")
