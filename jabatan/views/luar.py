"""Outside the map, seats of no civil servant, lines of coordination: recorded and ended."""

from __future__ import annotations

from typing import Any
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
from jabatan.enums import JenisJabatan
from jabatan.forms_luar import AkhirForm, KoordinasiForm, LuarPetaForm, PejabatForm
from jabatan.models import DiLuarPeta, Jabatan, KoordinasiUnit, PejabatNonASN
from jabatan.services import luar
from jabatan.views.peta import see_unit
from pegawai.models import Pegawai


def _form(
    request: HttpRequest, form: Any, judul: str, tombol: str, kembali: str, asal: str, catatan: str = ""
) -> HttpResponse:
    context = {
        "form": form, "judul": judul, "tombol": tombol, "kembali": kembali, "asal": asal, "catatan": catatan,
    }  # fmt: skip
    return render(request, "jabatan/luar_form.html", context, status=422 if form.errors else 200)


@once
def luar_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Catat di luar peta."""
    person = get_object_or_404(Pegawai.objects.visible_to(request.user), pk=pk)
    require(permissions.can_place_outside(request.user, person))
    form = LuarPetaForm(request.POST or None, by=request.user, pegawai=person, initial={"mulai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        luar.place_outside(person, by=request.user, **form.cleaned_data)
        messages.success(request, f"{person.nama} tercatat di luar peta mulai {tanggal(form.cleaned_data['mulai'])}.")
        return redirect("jabatan:jabatan_orang", person.pk)
    way = redirect("jabatan:jabatan_orang", person.pk).url
    note = "Jabatan, atasan, dan daftar ikut berubah pada hari pertamanya"
    return _form(
        request, form, f"Catat {person.nama_lengkap} di luar peta", "Catat di luar peta", way, person.nama, note
    )


@once
def luar_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Akhiri masa di luar peta."""
    people = Pegawai.objects.visible_to(request.user)
    row = get_object_or_404(DiLuarPeta.objects.kini().select_related("pegawai"), pk=pk, pegawai__in=people)
    require(permissions.can_place_outside(request.user, row.pegawai))
    form = AkhirForm(request.POST or None, initial={"sampai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        luar.end_outside(row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"Masa {row.pegawai.nama} di luar peta berakhir. Tempatkan ia pada jabatannya.")
        return redirect("jabatan:jabatan_orang", row.pegawai_id)
    way = redirect("jabatan:jabatan_orang", row.pegawai_id).url
    return _form(
        request, form, f"Akhiri masa {row.pegawai.nama_lengkap} di luar peta", "Akhiri masa", way, row.pegawai.nama
    )


@once
def pejabat_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Catat pejabat: who sits in a seat of no civil servant."""
    seats = Jabatan.objects.visible_to(request.user).filter(jenis=JenisJabatan.PEJABAT_NEGARA)
    found = selectors.seat_on(get_object_or_404(seats, pk=pk), timezone.localdate())
    if found is None:
        raise Http404
    require(permissions.can_change_seats_of(request.user, found.rincian.unit_id))
    form = PejabatForm(request.POST or None, initial={"mulai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        luar.seat_non_asn(pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"{form.cleaned_data['nama']} tercatat sebagai {found.rincian.nama}.")
        return redirect("jabatan:jabatan_detail", pk)
    way = redirect("jabatan:jabatan_detail", pk).url
    nama = found.rincian.nama
    return _form(request, form, f"Catat {nama}", "Catat pejabat", way, nama, "Bukan ASN, jadi dikenal dengan nama saja")


@once
def pejabat_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Akhiri masa jabatan pejabat bukan ASN."""
    seats = Jabatan.objects.visible_to(request.user)
    row = get_object_or_404(PejabatNonASN.objects.kini().select_related("jabatan"), pk=pk, jabatan__in=seats)
    found = selectors.seat_on(row.jabatan, timezone.localdate())
    if found is None:
        raise Http404
    require(permissions.can_change_seats_of(request.user, found.rincian.unit_id))
    form = AkhirForm(request.POST or None, initial={"sampai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        luar.end_non_asn(row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"Masa jabatan {row.nama} berakhir {tanggal(form.cleaned_data['sampai'])}.")
        return redirect("jabatan:jabatan_detail", row.jabatan_id)
    way = redirect("jabatan:jabatan_detail", row.jabatan_id).url
    return _form(request, form, f"Akhiri masa jabatan {row.nama}", "Akhiri masa jabatan", way, found.rincian.nama)


def koordinasi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """With whom a unit works beside its own line, and who works with it, on a day."""
    see_unit(request, pk)
    day = as_of(request)
    context = {
        "unit_id": pk, "tanggal": day, "nama_unit": core_selectors.unit_names([pk], day).get(pk, "Unit ini"),
        "daftar": selectors.coordination_of(pk, day), "boleh_ubah": permissions.can_change_seats_of(request.user, pk),
    }  # fmt: skip
    return render(request, "jabatan/koordinasi.html", context)


@once
def koordinasi_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tambah garis koordinasi."""
    unit = get_object_or_404(core_permissions.visible_units(request.user), pk=pk)
    require(permissions.can_change_seats_of(request.user, unit.pk))
    form = KoordinasiForm(request.POST or None, by=request.user, initial={"mulai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        luar.coordinate(unit, by=request.user, **form.cleaned_data)
        messages.success(request, f"Garis koordinasi tersimpan, mulai {tanggal(form.cleaned_data['mulai'])}.")
        return redirect("jabatan:koordinasi", unit.pk)
    nama = core_selectors.unit_names([unit.pk], timezone.localdate()).get(unit.pk, "unit")
    way = redirect("jabatan:koordinasi", unit.pk).url
    note = "Garis koordinasi memberi umpan balik dan tidak pernah menilai"
    return _form(request, form, f"Tambah garis koordinasi {nama}", "Simpan garis koordinasi", way, nama, note)


@once
def koordinasi_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Akhiri garis koordinasi."""
    units = core_permissions.visible_units(request.user)
    row = get_object_or_404(KoordinasiUnit.objects.kini(), pk=pk, unit__in=units)
    require(permissions.can_change_seats_of(request.user, row.unit_id))
    form = AkhirForm(request.POST or None, initial={"sampai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        luar.end_coordination(row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"Garis koordinasi berakhir {tanggal(form.cleaned_data['sampai'])}.")
        return redirect("jabatan:koordinasi", row.unit_id)
    nama = core_selectors.unit_names([row.unit_id], timezone.localdate()).get(row.unit_id, "unit")
    way = redirect("jabatan:koordinasi", row.unit_id).url
    return _form(request, form, f"Akhiri garis koordinasi {nama}", "Akhiri garis koordinasi", way, nama)
