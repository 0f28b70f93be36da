"""Rows of a run with names: the list, one person's explanation, two runs side by side, the files."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from asn_portal.berkas.views.dokumen import hand_out
from asn_portal.core.bilah import to_default
from asn_portal.core.permissions import akses, require
from merit import cetak, permissions
from merit.daftar import NILAI
from merit.enums import StatusNilai
from merit.models import Nilai, Putaran
from merit.selectors import gerak, penjelasan
from merit.selectors import putaran as selectors
from merit.services.baca import note_download, note_reading
from merit.views.putaran import run_of
from pegawai.models import Pegawai

PER_PAGE = 30


def nilai_list(request: HttpRequest) -> HttpResponse:
    """The list of one run; without one in the address, of the latest that this account reads."""
    require(permissions.can_see_runs(request.user))
    if away := to_default(request, "nilai-merit"):
        return away
    asked, row = request.GET, _chosen(request)
    page = Paginator(_rows(request, row), PER_PAGE).get_page(asked.get("hal"))
    context = {
        "putaran": row, "halaman": page, "baris": selectors.dress(row, list(page)) if row else [],
        "kolom": NILAI.columns_on_page(request.user, asked), "pilihan_status": StatusNilai.choices,
        "pilihan_jenjang": [(kode or "-", nama) for kode, nama in selectors.jenjang_of(row)] if row else [],
        "pilihan_kotak": [(str(n), f"Kotak {n}") for n in range(9, 0, -1)] if row and row.versi.susunan.berkotak else [],
        "calon_sendiri": permissions.own_candidacy(request.user, row) if row else None,
        "asked": {nama: asked.get(nama, "") for nama in ("q", "kotak", "status", "jenjang")},
    }  # fmt: skip
    return render(request, "merit/nilai_list.html", context)


def _rows(request: HttpRequest, row: Putaran | None) -> QuerySet[Nilai]:
    if row is None:
        return Nilai.objects.none().order_by("pk")
    rows = selectors.rows_listed(request.user, row, NILAI.clean(request.GET))
    return NILAI.ordered(rows, request.user, request.GET)


def _chosen(request: HttpRequest) -> Putaran | None:
    rows = permissions.visible_runs(request.user).berisi().select_related("versi__instrumen")
    asked = request.GET.get("putaran", "")
    if asked.isdecimal():
        return get_object_or_404(rows, nomor=int(asked[:9]))
    return rows.order_by("-pada", "-nomor").first()


def nilai_detail(request: HttpRequest, pk: UUID, orang: UUID) -> HttpResponse:
    """One person in one run, each point with its evidence; the reading is noted where that person sees it."""
    row = run_of(request, pk)
    if akses(request.user).orang_id == orang:
        return redirect(reverse("merit:saya") + f"?instrumen={row.versi.instrumen.kode}")
    if not permissions.visible_rows(request.user, row).filter(pegawai_id=orang).exists():
        raise Http404
    person = Pegawai.objects.get(pk=orang)
    found = penjelasan.explain_row(row, orang, request.user)
    note_reading(row, person, by=request.user)
    kotak = selectors.boxes({}, found.kotak) if found and row.versi.susunan.berkotak else []
    context = {"putaran": row, "pegawai": person, "penjelasan": found, "kotak": kotak}
    return render(request, "merit/nilai_detail.html", context)


def putaran_compare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who moved since another run of the same instrument, and why. For those who read everybody."""
    row = run_of(request, pk)
    require(permissions.can_see_everybody(request.user))
    asked = request.GET.get("dengan", "")
    rows = permissions.visible_runs(request.user).berisi().select_related("versi__instrumen")
    alike = rows.filter(versi__instrumen_id=row.versi.instrumen_id).exclude(pk=row.pk).order_by("-pada", "-nomor")
    other = get_object_or_404(alike, nomor=int(asked[:9])) if asked.isdecimal() else alike.first()
    moved = selectors.compare(other, row, akses(request.user).orang_id) if other and row.berisi else []
    context = {
        "putaran": row,
        "lain": other,
        "pilihan": list(alike[:24]),
        "pindah": moved,
        "gerak": gerak.movement(other, row, akses(request.user).orang_id) if other and row.berisi else None,
        "tren": gerak.trend(request.user, row),
        "bagan": gerak.distribution(other, row) if other and row.berisi else None,
        "batas": selectors.PALING_BANYAK,
    }
    return render(request, "merit/banding.html", context)


def putaran_download(request: HttpRequest, pk: UUID, bentuk: str) -> FileResponse:
    """The whole run as Excel or PDF with its fingerprint; the own row is not in it."""
    row = run_of(request, pk)
    require(permissions.can_export(request.user, row))
    if bentuk not in cetak.BENTUK:
        raise Http404
    kind, draw = cetak.BENTUK[bentuk]
    note_download(row, bentuk, by=request.user)
    return hand_out(BytesIO(draw(request.user, row)), kind, f"putaran-merit-{row.nomor}.{bentuk}")
