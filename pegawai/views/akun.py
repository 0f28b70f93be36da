"""Accounts of the people of a unit: progress, slips, forgotten passwords."""

from __future__ import annotations

import csv
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core import selectors as core_selectors
from asn_portal.core.bilah import to_default
from asn_portal.core.htmx import shown_once
from asn_portal.core.permissions import require
from asn_portal.core.services.akun import SLIP_LIFETIME, needs_two_admins
from asn_portal.core.sudo import fresh_login_required
from asn_portal.core.views.cari import leave_address
from asn_portal.lembar.isi import harmless
from pegawai import permissions, selectors
from pegawai.ekspor import AKUN
from pegawai.enums import StatusAkun
from pegawai.forms import IdentitasForm
from pegawai.models import Pegawai
from pegawai.services import akun as services
from pegawai.services.akun import MAX_SLIPS

PER_PAGE = 100


def akun_list(request: HttpRequest) -> HttpResponse:
    """Who has activated, who holds a slip, who still needs one; progress per unit beside it."""
    require(permissions.can_see_accounts(request.user))
    if away := leave_address(request) or to_default(request, "akun-pegawai"):
        return away
    now = timezone.now()
    status = request.GET.get("status", "")
    people = selectors.account_rows(request.user, now, kata=request.GET.get("q", ""), status=status)
    people = AKUN.ordered(people, request.user, request.GET)
    page = Paginator(people.select_related("pengguna"), PER_PAGE).get_page(request.GET.get("hal"))
    progress = selectors.activation_progress(request.user, timezone.localdate())
    context = {
        "halaman": page,
        "kolom": AKUN.columns_on_page(request.user, request.GET),
        "status": status,
        "pilihan_status": StatusAkun.choices,
        "tanpa_slip": min(_waiting(request).count(), MAX_SLIPS),
        "kemajuan": progress,
        "aktif": sum(row.aktif for row in progress),
        "jumlah": sum(row.jumlah for row in progress),
    }
    return render(request, "pegawai/akun_list.html", context)


@require_POST
@fresh_login_required
@shown_once
def slip_print(request: HttpRequest) -> HttpResponse:
    """Slips for the chosen people, to print or as a table. The codes are shown this once."""
    ids = _chosen(request)
    now = timezone.now()
    codes = services.issue_slips(ids, by=request.user, now=now)
    people = Pegawai.objects.filter(pk__in=codes).select_related("pengguna")
    unit = core_selectors.name_on(timezone.localdate(), "unit_kini_id")
    rows = [
        {
            "nama": p.nama_lengkap,
            "login": p.nrk or p.nip,
            "kode": codes[p.pk],
            "unit": p.nama_unit or "",
            "memakai": "NRK" if p.nrk else "NIP",
        }
        for p in people.annotate(nama_unit=unit).order_by("nama")
    ]
    if "csv" in request.POST:
        return _as_csv(rows)
    context = {"daftar": rows, "sampai": now + SLIP_LIFETIME, "kembali": resolve_url("pegawai:akun_list")}
    return render(request, "core/slip.html", context)


def _waiting(request: HttpRequest) -> QuerySet[Pegawai]:
    """Everybody of the scope who needs a slip and does not hold a valid one."""
    people = selectors.accounts_in_scope(request.user, timezone.now())
    needing = people.filter(status_akun__in=[StatusAkun.BELUM_ADA, StatusAkun.SLIP_HABIS])
    return needing.exclude(pengguna=request.user).exclude(perlu_dua=True)


def _chosen(request: HttpRequest) -> list[UUID]:
    """The ticked rows, or with "semua" everybody of the scope who needs a slip (at most one printing)."""
    if "semua" in request.POST:
        return list(_waiting(request).order_by("unit_kini_id", "nama").values_list("pk", flat=True)[:MAX_SLIPS])
    chosen = []
    for text in request.POST.getlist("pilih")[:MAX_SLIPS]:
        try:
            chosen.append(UUID(text))
        except ValueError:
            continue
    return chosen


def _as_csv(rows: list[dict[str, str]]) -> HttpResponse:
    """For a mail merge. Names that begin like a formula are made harmless."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="slip-aktivasi.csv"'
    response.write("﻿")
    writer = csv.writer(response, delimiter=";")
    writer.writerow(["Nama", "NRK", "Kode", "Unit"])
    for row in rows:
        writer.writerow([harmless(row[name]) for name in ("nama", "login", "kode", "unit")])
    return response


@fresh_login_required
@shown_once
def pulihkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A forgotten password: a new slip, or for an account with a second factor a proposal to a second admin."""
    scope = selectors.accounts_in_scope(request.user, timezone.now()).select_related("pengguna")
    person = get_object_or_404(scope, pk=pk)
    require(permissions.can_issue_slip(request.user, person))
    two_steps = person.pengguna is not None and needs_two_admins(person.pengguna)
    form = IdentitasForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _recover(request, person, form.cleaned_data["alasan"], two_steps=two_steps)
    context = {"form": form, "pegawai": person, "dua_langkah": two_steps}
    return render(request, "pegawai/pulihkan.html", context, status=422 if form.errors else 200)


def _recover(request: HttpRequest, person: Pegawai, alasan: str, *, two_steps: bool) -> HttpResponse:
    if two_steps:
        usulan = services.request_recovery(person.pk, alasan=alasan, by=request.user)
        messages.success(request, "Pemulihan diajukan kepada pengelola kedua.")
        return redirect("core:pemulihan_detail", usulan.pk)
    now = timezone.now()
    code = services.issue_recovery_slip(person.pk, alasan=alasan, by=request.user, now=now)
    slip = {
        "nama": person.nama_lengkap,
        "login": person.nrk or person.nip,
        "kode": code,
        "unit": "",
        "memakai": "NRK" if person.nrk else "NIP",
    }
    context = {"daftar": [slip], "sampai": now + SLIP_LIFETIME, "kembali": resolve_url("pegawai:akun_list")}
    return render(request, "core/slip.html", context)
