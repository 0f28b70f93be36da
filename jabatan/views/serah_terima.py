"""Serah terima: the hand-over list of somebody who changes the unit, and the end of the own part."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from asn_portal.core.bilah import to_default
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from jabatan import permissions, selectors
from jabatan.daftar_peta import SERAH_TERIMA
from jabatan.forms_luar import CatatanForm
from jabatan.forms_serah import MasaLamaForm
from jabatan.selectors import berkas_lama
from jabatan.serah import days_to_read, read_until
from jabatan.services.serah_terima import finish_handover
from pegawai.models import KeanggotaanUnit
from pegawai.services import identitas

PER_PAGE = 50


@once
def serah_terima(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Serah terima pegawai yang pindah."""
    ours = KeanggotaanUnit.objects.filter(pegawai__instansi_id=request.user.instansi_id)
    row = get_object_or_404(ours.select_related("pegawai"), pk=pk)
    before = selectors.membership_before(row)
    above = selectors.superior_before(row)
    require(permissions.can_see_handover(request.user, row, before, above))
    mine = selectors.own_part(request.user, row)
    form = CatatanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        finish_handover(row.pk, jenis=mine, catatan=form.cleaned_data["catatan"], by=request.user)
        messages.success(request, "Bagian Anda selesai dan catatannya sudah disampaikan.")
        return redirect("jabatan:serah_terima", row.pk)
    context = {"form": form, "serah": selectors.handover_of(row), "bagian": mine, "baris": row}
    context["boleh_daftar"] = permissions.can_list_handovers(request.user)
    context["boleh_berkas"] = permissions.can_read_former_file(request.user, row, before)
    return render(request, "jabatan/serah_terima.html", context, status=422 if form.errors else 200)


@once
def serah_terima_berkas(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Berkas pada masa lama: read only, as of a day before the move, for a stated reason that its owner sees."""
    ours = KeanggotaanUnit.objects.filter(pegawai__instansi_id=request.user.instansi_id)
    row = get_object_or_404(ours.select_related("pegawai"), pk=pk)
    require(permissions.can_read_former_file(request.user, row, selectors.membership_before(row)))
    first, eve = berkas_lama.days_open(row)
    form = MasaLamaForm(request.POST or None, awal=first, akhir=eve)
    context = {"baris": row, "pegawai": row.pegawai, "form": form, "awal": first, "akhir": eve}
    context["dibaca_sampai"] = read_until(row)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["pada"]
        identitas.note_opened(
            row.pegawai, kelompok="Berkas masa lama", tujuan=form.cleaned_data["tujuan"], by=request.user
        )
        context |= {"terbuka": True, "pada": day, "daftar": berkas_lama.former_file(row, day)}
    return render(request, "jabatan/serah_terima_berkas.html", context, status=422 if form.errors else 200)


def serah_terima_list(request: HttpRequest) -> HttpResponse:
    """Pegawai yang pindah: who came and who left, as long as the former unit still reads."""
    require(permissions.can_list_handovers(request.user))
    if away := to_default(request, "serah-terima"):
        return away
    kata, today = request.GET.get("q", "").strip()[:100], timezone.localdate()
    rows = SERAH_TERIMA.ordered(selectors.handovers_listed(request.user, kata, today), request.user, request.GET)
    context = {
        "halaman": Paginator(rows, PER_PAGE).get_page(request.GET.get("hal")),
        "kolom": SERAH_TERIMA.columns_on_page(request.user, request.GET),
        "q": kata,
        "hari_baca": days_to_read(request.user.instansi_id, today),
        "hari": today,
    }
    return render(request, "jabatan/serah_terima_list.html", context)
