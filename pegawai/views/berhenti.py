"""Leaving the service: recorded, decided by a second person, followed by its list, taken back when it was a mistake."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.bilah import to_default
from asn_portal.core.forms.dasar import AlasanForm
from asn_portal.core.forms.peran import KeputusanForm
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from pegawai import permissions
from pegawai.aturan.berhenti import TABEL_URUSAN
from pegawai.catatan_berhenti import notes_before_leaving
from pegawai.ekspor import BERHENTI
from pegawai.enums import JenisBerhenti, StatusUrusan
from pegawai.forms.berhenti import BerhentiForm, UrusanForm
from pegawai.models import Pegawai, PeristiwaBerhenti
from pegawai.selectors import berhenti as selectors
from pegawai.services import berhenti as services

PER_PAGE = 50
PELAKSANA = {"unit": "HR unit", "provinsi": "HR provinsi", "atasan": "Atasan langsung"}


def seen(request: HttpRequest, pk: UUID) -> PeristiwaBerhenti:
    rows = PeristiwaBerhenti.objects.visible_to(request.user)
    people = ("pegawai__pengguna", "diusulkan_oleh", "diputuskan_oleh", "dibatalkan_oleh", "dokumen")
    return get_object_or_404(rows.select_related(*people), pk=pk)


def berhenti_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_handle_reports(request.user))
    if away := to_default(request, BERHENTI.nama):
        return away
    keadaan, kata, today = request.GET.get("keadaan", ""), request.GET.get("q", "")[:100], timezone.localdate()
    rows = selectors.leaving_rows(request.user, today, keadaan=keadaan, kata=kata)
    page = Paginator(BERHENTI.ordered(rows, request.user, request.GET), PER_PAGE).get_page(request.GET.get("hal"))
    context = {"halaman": page, "keadaan": keadaan, "pilihan": selectors.KEADAAN, "q": kata, "hari_ini": today}
    context["kolom"] = BERHENTI.columns_on_page(request.user, request.GET)
    return render(request, "pegawai/berhenti_list.html", context)


@once
def berhenti_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One form; the page says beforehand what will end, and for whom somebody else is needed."""
    person = get_object_or_404(Pegawai.objects.visible_to(request.user).select_related("pengguna"), pk=pk)
    require(permissions.can_report_leaving(request.user, person))
    known = selectors.last_event(person.pk)
    form = BerhentiForm(request.POST or None, pegawai=person, by=request.user)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data | {"jenis": JenisBerhenti(form.cleaned_data["jenis"])}
        row = services.report_leaving(person.pk, by=request.user, **values)
        words = (
            "Tercatat dan berlaku."
            if row.status == "ditetapkan"
            else "Tercatat. Pengelola provinsi lain memutuskannya."
        )
        messages.success(request, words)
        return redirect("pegawai:berhenti_detail", row.pk)
    today = timezone.localdate()
    context = {
        "form": form, "pegawai": person, "sudah": known, "bawahan": selectors.led_from(person.pk, today),
        "catatan": notes_before_leaving(person.pk, today),
    }  # fmt: skip
    return render(request, "pegawai/berhenti_form.html", context, status=422 if form.errors else 200)


def berhenti_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _detail(request, seen(request, pk))


def _detail(request: HttpRequest, row: PeristiwaBerhenti, **refused: Any) -> HttpResponse:
    today = timezone.localdate()
    items = list(row.daftar_urusan.select_related("selesai_oleh", "dokumen").order_by("urut"))
    for item in items:
        item.pelaksana = PELAKSANA.get(item.oleh, item.oleh)
        item.lewat = item.status == StatusUrusan.TERBUKA and item.batas < today
    context = {
        "peristiwa": row, "urusan": items, "hari_ini": today,
        "selesai": sum(item.status != StatusUrusan.TERBUKA for item in items),
        "tanpa_atasan": selectors.left_without_superior(row, today),
        "memutus": row.status == "diajukan" and permissions.can_decide_leaving(request.user, row),
        "dapat_batal": row.status in {"diajukan", "ditetapkan"} and permissions.can_cancel_leaving(request.user, row),
        "setuju": KeputusanForm(prefix="setuju"), "tolak": KeputusanForm(prefix="tolak", wajib=True),
        "aturan": TABEL_URUSAN.at(row.tanggal),
        "catatan": notes_before_leaving(row.pegawai_id, row.tanggal) if row.status == "diajukan" else [],
    }  # fmt: skip
    return render(request, "pegawai/berhenti_detail.html", context | refused, status=422 if refused else 200)


@require_POST
@once
def berhenti_decide(request: HttpRequest, pk: UUID, keputusan: str) -> HttpResponse:
    row = seen(request, pk)
    require(permissions.can_decide_leaving(request.user, row))
    form = KeputusanForm(request.POST, prefix=keputusan, wajib=keputusan == "tolak")
    if not form.is_valid():
        return _detail(request, row, **{keputusan: form})
    decide = services.approve_leaving if keputusan == "setuju" else services.refuse_leaving
    decide(row.pk, catatan=form.cleaned_data["catatan"], by=request.user)
    messages.success(request, "Keputusan tersimpan.")
    return redirect("pegawai:berhenti_detail", row.pk)


@once
def berhenti_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Never to happen, or a mistake that is put right."""
    row = seen(request, pk)
    require(permissions.can_cancel_leaving(request.user, row))
    form = AlasanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.cancel_leaving(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Dibatalkan. Unit, atasan, peran, dan akunnya seperti sebelum dicatat.")
        return redirect("pegawai:berhenti_detail", row.pk)
    return render(
        request, "pegawai/berhenti_cancel.html", {"peristiwa": row, "form": form}, status=422 if form.errors else 200
    )


@once
def urusan_settle(request: HttpRequest, pk: UUID, butir: UUID) -> HttpResponse:
    row = seen(request, pk)
    item = get_object_or_404(row.daftar_urusan.all(), pk=butir)
    initial = {"status": StatusUrusan.SELESAI, "catatan": item.catatan, "dokumen": item.dokumen_id}
    form = UrusanForm(request.POST or None, pegawai=row.pegawai, by=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.settle_item(
            item.pk,
            status=StatusUrusan(data["status"]),
            catatan=data["catatan"],
            dokumen=data["dokumen"],
            by=request.user,
        )
        messages.success(request, "Urusan tersimpan.")
        return redirect("pegawai:berhenti_detail", row.pk)
    context = {"peristiwa": row, "butir": item, "form": form}
    return render(request, "pegawai/urusan_form.html", context, status=422 if form.errors else 200)
