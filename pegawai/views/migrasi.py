"""Moving from the former SIMPEG: how far it is, what the codes mean, what does not fit, who has signed, cut-over."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.models import UnitKerja
from asn_portal.core.permissions import require
from pegawai import permissions
from pegawai.enums import StatusSimpeg, TumpahanSimpeg
from pegawai.forms.migrasi import KojabForm, KolokForm, PutusForm, SahkanForm
from pegawai.models import Migrasi
from pegawai.selectors import migrasi as selectors
from pegawai.selectors.migrasi import Angka
from pegawai.services import migrasi as services
from pegawai.services import pengesahan_migrasi as services_sah

PER_PAGE = 50
DAFTAR = [(satu.value, satu.label) for satu in StatusSimpeg]


def migrasi(request: HttpRequest) -> HttpResponse:
    """Everything on one page: the dumps, the worklists, the units and their signatures."""
    require(permissions.can_see_migration(request.user))
    found = selectors.migration_of(request.user)
    context = {"migrasi": found, "mengelola": permissions.can_run_migration(request.user), "tumpahan": TumpahanSimpeg}
    if found is not None:
        rows = selectors.rows_seen(request.user, found)
        lines = selectors.reconciliation(request.user, found)
        asked = {"belum": request.GET.get("belum") == "1", "pemilik": request.GET.get("pemilik", "")[:300]}
        shown = selectors.filtered(lines, **asked)
        context |= {
            "saring": asked, "pilihan_pemilik": selectors.owners_named(lines), "menunggu": sum(line.menunggu for line in lines),
            "angka_semua": selectors.totals(rows), "per_tumpahan": selectors.by_dump(rows),
            "halaman": Paginator(shown, PER_PAGE).get_page(request.GET.get("hal")),
            "disahkan": sum(line.disahkan for line in lines), "unit": sum(line.unit_id is not None for line in lines),
            "kolok_belum": selectors.koloks(found, belum=True).count(), "kojab_belum": selectors.kojabs(found, belum=True).count(),
            "pekerjaan": found.pekerjaan if permissions.can_run_migration(request.user) else None,
        }  # fmt: skip
    return render(request, "pegawai/migrasi.html", context)


def _running(request: HttpRequest) -> Migrasi:
    require(permissions.can_run_migration(request.user))
    return get_object_or_404(Migrasi, instansi_id=request.user.instansi_id)


def migrasi_baris(request: HttpRequest) -> HttpResponse:
    """Worklists: rows without a match, and rows that say otherwise."""
    require(permissions.can_see_migration(request.user))
    found = selectors.migration_of(request.user)
    if found is None:
        return redirect("pegawai:migrasi")
    asked = {name: request.GET.get(name, "")[:40] for name in ("status", "tumpahan", "unit")}
    asked["unit"] = asked["unit"] if asked["unit"] == "tanpa" or _is_uuid(asked["unit"]) else ""
    rows = Paginator(selectors.listed(request.user, found, **asked), PER_PAGE).get_page(request.GET.get("hal"))
    units = selectors.unit_names([row.unit_id for row in rows if row.unit_id], timezone.localdate())
    for row in rows:
        row.nama_unit = units.get(row.unit_id, "")
        row.tmt = date.fromisoformat(row.isi["tmt"]) if "tmt" in row.isi else None
    context = {
        "halaman": rows, "saring": asked, "pilihan_status": DAFTAR, "pilihan_tumpahan": TumpahanSimpeg.choices,
        "memutus": permissions.can_run_migration(request.user) and found.ditutup_pada is None, "migrasi": found,
    }  # fmt: skip
    return render(request, "pegawai/migrasi_baris.html", context)


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


@once
def migrasi_putus(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _running(request)
    row = get_object_or_404(found.daftar_baris.select_related("pegawai"), pk=pk)
    form = PutusForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.decide_row(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Keputusan tercatat. Barisnya keluar dari daftar kerja.")
        return redirect("pegawai:migrasi_baris")
    return render(
        request, "pegawai/migrasi_putus.html", {"form": form, "baris": row}, status=422 if form.errors else 200
    )


def migrasi_kode(request: HttpRequest, jenis: str) -> HttpResponse:
    """Codes of units or of posts, those without a meaning first."""
    require(permissions.can_run_migration(request.user))
    found = selectors.migration_of(request.user)
    if found is None:
        return redirect("pegawai:migrasi")
    kata, belum = request.GET.get("q", "").strip()[:100], request.GET.get("belum") == "1"
    of_kind = selectors.koloks if jenis == "kolok" else selectors.kojabs
    rows = Paginator(of_kind(found, kata=kata, belum=belum), PER_PAGE).get_page(request.GET.get("hal"))
    selectors.suggest(found, jenis, rows.object_list)
    if jenis == "kolok":
        names = selectors.unit_names([row.unit_id for row in rows if row.unit_id], timezone.localdate())
        for row in rows:
            row.kini = names.get(row.unit_id, "")
    else:
        selectors.name_posts(rows.object_list)
    context = {"halaman": rows, "jenis": jenis, "q": kata, "belum": belum, "terbuka": found.ditutup_pada is None}
    context["ada_saran"] = context["terbuka"] and any(row.saran for row in rows)
    return render(request, "pegawai/migrasi_kode.html", context)


@require_POST
@once
def migrasi_sahkan_kode(request: HttpRequest, jenis: str) -> HttpResponse:
    """The chosen suggestions of a page, each as it was shown."""
    _running(request)
    chosen = {UUID(pk): request.POST.get(f"saran-{pk}", "") for pk in request.POST.getlist("pilih") if _is_uuid(pk)}
    if jenis == "kolok":
        units = {pk: UUID(value) for pk, value in chosen.items() if _is_uuid(value)}
        banyak = services.confirm_koloks(units, by=request.user) if units else 0
    else:
        banyak = services.confirm_kojabs(chosen, by=request.user) if chosen else 0
    if banyak:
        messages.success(request, f"{banyak} {jenis} dipetakan. Berlaku saat pencocokan berikutnya.")
    else:
        messages.error(request, "Belum ada yang dipetakan. Centang dulu kode yang sarannya benar.")
    return redirect(reverse(f"pegawai:migrasi_{jenis}_list") + "?belum=1")


@once
def migrasi_kolok(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _running(request)
    row = get_object_or_404(found.daftar_kolok, pk=pk)
    form = KolokForm(request.POST or None, by=request.user, initial={"unit": row.unit_id})
    if request.method == "POST" and form.is_valid():
        services.map_kolok(row.pk, unit=form.cleaned_data["unit"], by=request.user)
        messages.success(request, f"Kolok {row.kode} dipetakan. Berlaku saat pencocokan berikutnya.")
        return redirect("pegawai:migrasi_kolok_list")
    context = {"form": form, "peta": row, "jenis": "kolok"}
    return render(request, "pegawai/migrasi_peta.html", context, status=422 if form.errors else 200)


@once
def migrasi_kojab(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _running(request)
    row = get_object_or_404(found.daftar_kojab, pk=pk)
    initial = {"nilai": row.nilai or row.nama} | ({"sasaran": row.sasaran} if row.sasaran else {})
    form = KojabForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.map_kojab(row.pk, **form.cleaned_data, by=request.user)
        messages.success(request, f"Kojab {row.kode} dipetakan. Berlaku saat pencocokan berikutnya.")
        return redirect("pegawai:migrasi_kojab_list")
    context = {"form": form, "peta": row, "jenis": "kojab"}
    return render(request, "pegawai/migrasi_peta.html", context, status=422 if form.errors else 200)


@require_POST
@once
def migrasi_cocokkan(request: HttpRequest) -> HttpResponse:
    services.start_matching(by=request.user)
    messages.success(request, "Pencocokan dimulai. Kemajuannya tampak di halaman ini.")
    return redirect("pegawai:migrasi")


@once
def migrasi_sahkan(request: HttpRequest) -> HttpResponse:
    """Read, then sign: one unit or many. The figures that stood on the page are the ones that are signed."""
    require(selectors.may_sign(request.user))
    found = selectors.migration_of(request.user)
    if found is None:
        return redirect("pegawai:migrasi")
    asked = request.POST if request.method == "POST" else request.GET
    if asked.get("semua") == "1":
        chosen = selectors.units_to_sign(request.user, found)
    else:
        chosen = [UUID(text) for text in asked.getlist("pilih")[: selectors.SEKALI_SAH] if _is_uuid(text)]
    read = selectors.to_read(request.user, found, chosen)
    if not read and request.method == "GET":
        messages.info(request, "Pilih dulu unit yang angkanya belum disahkan.")
        return redirect("pegawai:migrasi")
    form = SahkanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        banyak = services_sah.sign_units(_seen(request, chosen), by=request.user)
        messages.success(request, f"Angka {banyak} unit disahkan.")
        return redirect("pegawai:migrasi")
    context = {"form": form, "dibaca": read, "sisa": len(chosen) - len(read)}
    return render(request, "pegawai/migrasi_sahkan.html", context, status=422 if form.errors else 200)


def _seen(request: HttpRequest, chosen: list[UUID]) -> dict[UnitKerja, Angka]:
    """Beside each unit the figures that its page has shown."""
    units = UnitKerja.objects.filter(instansi_id=request.user.instansi_id).in_bulk(chosen)
    found = {}
    for pk, unit in units.items():
        numbers = request.POST.get(f"angka-{pk}", "").split(",")
        plain = len(numbers) == len(fields(Angka)) and all(text.isascii() and text.isdigit() for text in numbers)
        found[unit] = Angka(*map(int, numbers)) if plain else Angka(-1)
    return found


@require_POST
@once
def migrasi_tutup(request: HttpRequest) -> HttpResponse:
    require(permissions.can_run_migration(request.user))
    if request.POST.get("mengerti") != "ya":
        messages.error(request, "Migrasi belum ditutup. Centang dulu bahwa Anda mengerti akibatnya.")
        return redirect("pegawai:migrasi")
    services.close_migration(by=request.user, now=timezone.now())
    messages.success(request, "Migrasi ditutup. SIMPEG lama tidak dibaca lagi; data selanjutnya diubah di portal.")
    return redirect("pegawai:migrasi")
