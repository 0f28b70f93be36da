"""Seats on the map: founding, changing, ending one, and taking back what was last written."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from asn_portal.core import permissions as core_permissions
from asn_portal.core import selectors as core_selectors
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.views.unit import as_of
from jabatan import permissions, selectors
from jabatan.forms_kursi import OTOMATIS, KursiAkhirForm, KursiBaruForm, KursiBatalForm, KursiUbahForm
from jabatan.models import Jabatan, RincianJabatan
from jabatan.services import kursi

DATED = "Berlaku mulai tanggal yang Anda pilih; peta sebelumnya tetap tercatat"


@once
def jabatan_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tambah jabatan di unit ini, below its head or below `?induk=`."""
    unit = get_object_or_404(core_permissions.visible_units(request.user), pk=pk)
    require(permissions.can_change_seats_of(request.user, unit.pk))
    today = timezone.localdate()
    initial = {"mulai": today, "induk": request.GET.get("induk", OTOMATIS), "kebutuhan": 1}
    form = KursiBaruForm(request.POST or None, unit_id=unit.pk, hari=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        seat = kursi.found_seat(unit=unit, by=request.user, **form.founding(unit))
        messages.success(request, f"{form.cleaned_data['nama']} dibentuk.")
        return redirect("jabatan:jabatan_detail", seat.pk)
    nama = core_selectors.unit_names([unit.pk], today).get(unit.pk, "unit")
    context = {"form": form, "judul": f"Tambah jabatan di {nama}", "tombol": "Tambah jabatan", "catatan": DATED}
    context |= {"unit_id": unit.pk, "nama_unit": nama}
    return render(request, "jabatan/kursi_form.html", context, status=422 if form.errors else 200)


@once
def jabatan_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ubah jabatan: name, unit, line, class, need, from a day on."""
    seat, row = _own_seat(request, pk)
    form = KursiUbahForm(request.POST or None, by=request.user, jabatan=seat, row=row, initial=KursiUbahForm.of(row))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        kursi.change_seat(seat.pk, mulai=data["mulai"], dasar=data["dasar"], by=request.user, **form.values())
        messages.success(request, f"Perubahan {row.nama} tersimpan, berlaku mulai {tanggal(data['mulai'])}.")
        return redirect("jabatan:jabatan_detail", seat.pk)
    context = {"form": form, "judul": f"Ubah {row.nama}", "tombol": "Simpan perubahan", "catatan": DATED, "baris": row}
    return render(request, "jabatan/kursi_form.html", context, status=422 if form.errors else 200)


@once
def jabatan_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Akhiri jabatan: only an empty one with nothing below it."""
    seat, row = _own_seat(request, pk)
    form = KursiAkhirForm(request.POST or None, initial={"sampai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        kursi.end_seat(seat.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"{row.nama} berakhir {tanggal(form.cleaned_data['sampai'])}.")
        return redirect("jabatan:jabatan_detail", seat.pk)
    note = "Hanya jabatan yang kosong dan tidak mempunyai jabatan di bawahnya yang dapat diakhiri"
    context = {"form": form, "judul": f"Akhiri {row.nama}", "tombol": "Akhiri jabatan", "catatan": note, "baris": row}
    return render(request, "jabatan/kursi_form.html", context, status=422 if form.errors else 200)


@once
def jabatan_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Batalkan yang terakhir: what an undo would do, and doing it."""
    seat, row = _own_seat(request, pk)
    step = selectors.what_undo_does(selectors.seat_history(seat))
    if step is None:
        raise Http404
    form = KursiBatalForm(request.POST or None, initial={"rincian": step.rincian.pk})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        kursi.undo_seat(seat.pk, rincian_id=data["rincian"], alasan=data["alasan"], by=request.user)
        messages.success(request, step.kalimat)
        return redirect("jabatan:peta_unit", row.unit_id)
    context = {
        "form": form,
        "judul": f"Batalkan perubahan terakhir {row.nama}",
        "tombol": "Batalkan perubahan terakhir",
    }
    context |= {"catatan": "Pembatalan tercatat dengan alasannya", "akibat": step.kalimat, "baris": row}
    return render(request, "jabatan/kursi_form.html", context, status=422 if form.errors else 200)


def dampak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Dampak berantai: what follows when the holder of this seat retires."""
    seat = get_object_or_404(Jabatan.objects.visible_to(request.user).filter(tunggal=True), pk=pk)
    day = as_of(request)
    found = selectors.chain_of(seat, day)
    if found is None:
        raise Http404
    return render(request, "jabatan/dampak.html", {"dampak": found, "tanggal": day})


def _own_seat(request: HttpRequest, pk: UUID) -> tuple[Jabatan, RincianJabatan]:
    """A seat that this account may change, with what it is today, or will be, or last was."""
    seat = get_object_or_404(Jabatan.objects.visible_to(request.user), pk=pk)
    rows, today = selectors.seat_history(seat), timezone.localdate()
    if not rows:
        raise Http404
    row = next((row for row in rows if row.mulai <= today), rows[-1])
    require(permissions.can_change_seats_of(request.user, row.unit_id))
    return seat, row
