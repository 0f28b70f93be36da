"""Notices in their parts, and how each person wants to be told of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.enums import CaraSurel
from asn_portal.core.forms.tugas import PemberitahuanForm
from asn_portal.core.htmx import once
from asn_portal.core.models import Notifikasi
from asn_portal.core.selectors.tugas import chosen_ways
from asn_portal.core.services import ringkasan
from asn_portal.core.services import tugas as services

PER_PAGE = 30


def notifikasi_list(request: HttpRequest) -> HttpResponse:
    rows = Notifikasi.objects.filter(untuk=request.user).order_by("-dibuat_pada")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    return render(request, "core/notifikasi_list.html", {"halaman": page})


@require_POST
def notifikasi_read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mark one notice read and go to what it is about."""
    row = Notifikasi.objects.filter(pk=pk, untuk=request.user).first()
    services.mark_read(pk, by=request.user)
    return redirect(row.url if row and row.url else "core:notifikasi_list")


@require_POST
def notifikasi_read_all(request: HttpRequest) -> HttpResponse:
    services.mark_all_read(by=request.user)
    return redirect("core:notifikasi_list")


@once
def atur(request: HttpRequest) -> HttpResponse:
    """E-mail at once, once a day, or none, for each group of notices."""
    known = dict.fromkeys(ringkasan.DAPAT_DIPILIH, CaraSurel.SEGERA.value) | chosen_ways(request.user)
    form = PemberitahuanForm(request.POST or None, kelompok=ringkasan.DAPAT_DIPILIH, initial=known)
    if request.method == "POST" and form.is_valid():
        ringkasan.choose_ways(request.user.pk, cara=form.cleaned_data, by=request.user)
        messages.success(request, f"Pilihan Anda tersimpan pada {timezone.localtime():%H.%M} WIB.")
        return redirect("core:pemberitahuan_atur")
    return render(request, "core/pemberitahuan_atur.html", {"form": form}, status=422 if form.errors else 200)
