"""Holidays: the list of a year for everybody, and its entry by HR of the province."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from asn_portal.core import permissions
from asn_portal.core.forms.libur import DaftarLiburForm
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.selectors import libur as selectors
from asn_portal.core.services import libur as services

YEARS = range(2000, 2101)


def _year(text: str) -> int:
    """The year the page is about; what cannot be read is this year."""
    is_year = text.isascii() and text.isdigit() and len(text) == 4
    return int(text) if is_year and int(text) in YEARS else timezone.localdate().year


@login_not_required
@require_safe
def hari_libur(request: HttpRequest) -> HttpResponse:
    """One year: its holidays as a list and as small calendars, its working days, and what comes next."""
    today, tahun = timezone.localdate(), _year(request.GET.get("tahun", ""))
    lists = selectors.daftar_libur()
    daftar = lists.get(tahun)
    months = selectors.months_of(daftar) if daftar else []
    context = {
        "tahun": tahun,
        "pilihan_tahun": sorted({*lists, today.year, today.year + 1, tahun}),
        "daftar": daftar,
        "hari": selectors.days_of(daftar) if daftar else [],
        "bulan": months,
        "hari_kerja": sum(month.hari_kerja for month in months),
        "berikutnya": selectors.next_days(lists, today),
        "hari_ini": today,
        "diubah": selectors.last_change(tahun),
        "perbaikan": selectors.corrections(tahun),
        "boleh_isi": request.user.is_authenticated and permissions.can_manage_libur(request.user),
    }
    return render(request, "core/hari_libur.html", context)


@once
def hari_libur_change(request: HttpRequest, tahun: int) -> HttpResponse:
    """Enter or correct the list of a year. Pasted lines become rows first and are saved with the next press."""
    require(permissions.can_manage_libur(request.user))
    if tahun not in YEARS:
        raise Http404
    is_post = request.method == "POST"
    versi = request.POST.get("versi", "") if is_post else selectors.version_of(tahun)
    form = DaftarLiburForm(
        request.POST if is_post else None, tahun=tahun, daftar=None if is_post else selectors.daftar_libur().get(tahun)
    )
    ready = is_post and form.is_valid()
    if ready and form.siap_simpan:
        services.save_daftar_libur(form.daftar(), versi=versi, by=request.user)
        messages.success(request, f"Daftar hari libur {tahun} tersimpan.")
        return redirect(f"{reverse('core:hari_libur')}?tahun={tahun}")
    pasted = len(form.cleaned_data["tempel"]) if ready else 0
    context = {"form": form.with_pasted() if ready else form, "tahun": tahun, "versi": versi, "dimasukkan": pasted}
    return render(request, "core/hari_libur_form.html", context, status=422 if form.errors else 200)
