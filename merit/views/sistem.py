"""The merit system of the agency: eight aspects, the index, the evidence pack; the IP ASN; talent over time."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from merit import permissions
from merit.bukti import find_bukti
from merit.forms_survei import AspekForm
from merit.selectors import sistem as selectors
from merit.services.bukti import start_pack
from merit.services.survei import rate_aspect
from merit.views.putaran import show_form


def sistem(request: HttpRequest) -> HttpResponse:
    """Eight aspects with live figures."""
    require(permissions.can_see_everybody(request.user))
    today = timezone.localdate()
    context = {
        "aspek": selectors.aspects(request.user.instansi_id, today, today.year), "tahun": today.year, "hari": today,
        "indeks": selectors.index_of(request.user.instansi_id, today.year), "kelola": permissions.can_manage(request.user),
    }  # fmt: skip
    return render(request, "merit/sistem.html", context)


@require_POST
@once
def sistem_pack(request: HttpRequest) -> HttpResponse:
    job = start_pack(timezone.localdate().year, by=request.user)
    return redirect("core:pekerjaan_detail", job.pk)


@once
def aspek_rate(request: HttpRequest, nomor: int) -> HttpResponse:
    require(permissions.can_manage(request.user))
    today = timezone.localdate()
    found = selectors.aspects(request.user.instansi_id, today, today.year, hanya=nomor)
    if not found:
        raise Http404
    known = found[0].nilai
    form = AspekForm(request.POST or None, initial={"nilai": known.nilai, "alasan": known.alasan} if known else None)
    if request.method == "POST" and form.is_valid():
        rate_aspect(today.year, nomor, **form.cleaned_data, by=request.user)
        messages.success(request, f"Nilai aspek {nomor} tersimpan.")
        return redirect("merit:sistem")
    return show_form(
        request, form, judul=f"Nilai aspek {nomor}", tombol="Simpan nilai", kembali=reverse("merit:sistem"),
        nama_kembali="Sistem merit", penjelasan=f"{found[0].nama}, tahun {today.year}. Penilaian sendiri sebelum penilaian BKN.",
    )  # fmt: skip


def bukti_detail(request: HttpRequest, kode: str) -> HttpResponse:
    """One figure: what it counts, from where, and the rows."""
    require(permissions.can_see_everybody(request.user))
    found, today = find_bukti(kode), timezone.localdate()
    if found is None:
        raise Http404
    rows = found.rows(request.user.instansi_id, today, today.year)
    context = {"bukti": found, "baris": rows, "hari": today, "alamat": reverse(found.alamat) if found.alamat else ""}
    return render(request, "merit/bukti.html", context)


def ip_asn(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_runs(request.user))
    row = selectors.ip_run(request.user)
    context = {
        "ip": selectors.ip_of(row, request.user) if row else None,
        "semua": permissions.can_see_everybody(request.user),
    }
    return render(request, "merit/ip_asn.html", context)


def peta_talenta(request: HttpRequest) -> HttpResponse:
    """The own units, run after run."""
    require(permissions.can_see_runs(request.user))
    rows = selectors.talent_over_time(request.user)
    context = {
        "daftar": rows, "kini": rows[-1] if rows else None, "dulu": rows[0] if len(rows) > 1 else None,
        "bagan": selectors.talent_chart(rows, timezone.localdate()) if rows else None,
    }  # fmt: skip
    return render(request, "merit/peta_talenta.html", context)
