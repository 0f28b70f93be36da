"""The organisation as of any date, and its dated changes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from asn_portal.core import panel, permissions, selectors
from asn_portal.core.bilah import to_default
from asn_portal.core.daftar import ORDER, find_daftar
from asn_portal.core.enums import AlasanUnit
from asn_portal.core.forms.dasar import read_date
from asn_portal.core.forms.unit import UnitAkhirForm, UnitBaruForm, UnitLetakForm, UnitUbahForm
from asn_portal.core.htmx import once, render_htmx
from asn_portal.core.models import RincianUnit
from asn_portal.core.permissions import require
from asn_portal.core.services import unit as services
from asn_portal.core.templatetags.bentuk import tanggal

PER_PAGE = 50
CHILDREN_SHOWN = 60
ENDING = (
    "Mulai tanggal itu unit ini tidak ada lagi dan peran pengelolanya tidak berlaku. Dengan unit pengganti, pegawai dan "
    "unit di bawahnya ikut pindah. Riwayat sebelum tanggal itu tetap tercatat."
)


def asked_day(request: HttpRequest, nama: str) -> date | None:
    """A day from the address; the page says so when what was typed is none."""
    text = request.GET.get(nama, "").strip()
    day = read_date(text)
    if text and day is None and not request.htmx:
        messages.warning(request, f'Tanggal "{text[:40]}" tidak terbaca, jadi tidak dipakai. Tulis seperti 21/11/2026.')
    return day


def as_of(request: HttpRequest) -> date:
    """The day the page is about: `?pada=`, else today."""
    return asked_day(request, "pada") or timezone.localdate()


def unit_list(request: HttpRequest) -> HttpResponse:
    """The first two levels; as a table units by name, or all of them with chosen columns or order. How many people the
    levels hold is counted after the page has come (`jumlah=1`).
    """
    if away := to_default(request, "unit"):
        return away
    day, kata = as_of(request), request.GET.get("q", "").strip()[:100]
    context = {"tanggal": day, "q": kata, "boleh_ubah": permissions.can_manage_units(request.user)}
    daftar = find_daftar("unit")
    if daftar and (kata or any(name in request.GET for name in (ORDER, daftar.bagian_kolom))):
        rows = selectors.units_in_words(request.user, kata, day)
        page = Paginator(daftar.ordered(rows, request.user, request.GET), PER_PAGE).get_page(request.GET.get("hal"))
        context |= {"halaman": page, "kolom": daftar.columns_on_page(request.user, request.GET)}
        return render(request, "core/unit_list.html", context)
    rows = selectors.children(None, request.user.instansi_id, day)
    tree = selectors.with_children(rows, request.user.instansi_id, day)
    counted = "jumlah" in request.GET
    if counted:
        tree = [_with_counts(row, selectors.path_of(row.unit_id, day), day) for row in tree]
    context |= {"daftar": tree, "dihitung": counted}
    return render_htmx(request, "core/unit_list.html", "core/_unit_pohon.html", context)


def _with_counts(row: RincianUnit, path: str | None, day: date) -> RincianUnit:
    """How many people a unit holds with everything below it, and each of its children (`.anak`) as well."""
    counted = panel.unit_contents(path, day) if path else {}
    row.jumlah_orang = sum(counted.values())
    for child in row.anak:
        child.jumlah_orang = counted.get(child.nomor, 0)
    return row


def unit_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One unit: where it hangs on the day, what is below it, who is there, who looks after it, and its history."""
    day = as_of(request)
    unit = get_object_or_404(selectors.with_path(permissions.visible_units(request.user), day), pk=pk)
    path = unit.jalur
    way = selectors.units_on_path(path, day)
    *above, rincian = way or [None]
    if rincian is not None:
        rincian.anak = list(selectors.with_subunits(selectors.children(unit.pk, unit.instansi_id, day), day))
        _with_counts(rincian, path, day)
        rincian.banyak_anak = len(rincian.anak)
        rincian.anak = rincian.anak if "semua" in request.GET else rincian.anak[:CHILDREN_SHOWN]
    context = {
        "unit": unit,
        "rincian": rincian,
        "jalan": above,
        "letak": selectors.place_of(way),
        "riwayat": selectors.unit_history(unit.pk),
        "tanggal": day,
        "kontak_unit": selectors.hr_contact(unit.instansi_id, path, day),
        "panel": panel.unit_sections(request, unit),
        "boleh_ubah": permissions.can_manage_units(request.user),
    }
    return render(request, "core/unit_detail.html", context)


@once
def unit_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage_units(request.user))
    initial = {"mulai": timezone.localdate(), "induk": request.GET.get("induk")}
    form = UnitBaruForm(request.POST or None, by=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        unit = services.found_unit(by=request.user, **form.cleaned_data)
        messages.success(request, f"{form.cleaned_data['nama']} dibentuk.")
        return redirect("core:unit_detail", unit.pk)
    return render(
        request,
        "core/unit_form.html",
        {"form": form, "judul": "Bentuk unit", "tombol": "Bentuk unit"},
        status=422 if form.errors else 200,
    )


@once
def unit_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Rename, move or correct from a day on."""
    require(permissions.can_manage_units(request.user))
    unit = get_object_or_404(permissions.visible_units(request.user), pk=pk)
    today = timezone.localdate()
    now = selectors.present_or_last(unit.pk, today)
    initial = {"nama": now.nama, "singkatan": now.singkatan, "jenis": now.jenis, "induk": now.induk_id, "mulai": today}
    form = UnitUbahForm(request.POST or None, by=request.user, akar=now.induk_id is None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("mulai", "dasar")}
        alasan = AlasanUnit(form.cleaned_data["alasan"])
        services.change_unit(unit.pk, alasan=alasan, by=request.user, **data, **form.changes())
        messages.success(request, f"Perubahan unit tersimpan, berlaku mulai {tanggal(data['mulai'])}.")
        return redirect("core:unit_detail", unit.pk)
    words = {"judul": f"Ubah {now.nama}", "tombol": "Simpan perubahan", "nama_unit": now.nama}
    context = {"form": form, "unit": unit, **words}
    return render(request, "core/unit_form.html", context, status=422 if form.errors else 200)


@once
def unit_letak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """In which kabupaten or kota a unit works, from a day on."""
    require(permissions.can_manage_units(request.user))
    unit = get_object_or_404(permissions.visible_units(request.user), pk=pk)
    today = timezone.localdate()
    places = list(selectors.places_of_unit(unit.pk))
    now = next((row.wilayah for row in places if today in row.berlaku), "")
    form = UnitLetakForm(request.POST or None, initial={"wilayah": now, "mulai": today})
    if request.method == "POST" and form.is_valid():
        services.place_unit(unit.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"Letak unit tersimpan, berlaku mulai {tanggal(form.cleaned_data['mulai'])}.")
        return redirect("core:unit_detail", unit.pk)
    nama = selectors.unit_names([unit.pk], today).get(unit.pk, "unit")
    context = {
        "form": form,
        "judul": f"Letak {nama}",
        "tombol": "Simpan letak",
        "unit": unit,
        "nama_unit": nama,
        "letak_tercatat": places,
    }
    return render(request, "core/unit_form.html", context, status=422 if form.errors else 200)


@once
def unit_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close a unit, or merge it into another."""
    require(permissions.can_manage_units(request.user))
    unit = get_object_or_404(permissions.visible_units(request.user), pk=pk)
    form = UnitAkhirForm(request.POST or None, by=request.user, initial={"mulai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        services.end_unit(unit.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"Unit ini berakhir mulai {tanggal(form.cleaned_data['mulai'])}.")
        return redirect("core:unit_detail", unit.pk)
    nama = selectors.unit_names([unit.pk], timezone.localdate()).get(unit.pk, "unit")
    context = {
        "form": form,
        "judul": f"Akhiri atau gabungkan {nama}",
        "tombol": f"Akhiri {nama}",
        "unit": unit,
        "nama_unit": nama,
        "akibat": ENDING,
    }
    return render(request, "core/unit_form.html", context, status=422 if form.errors else 200)
