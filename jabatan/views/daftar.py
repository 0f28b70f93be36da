"""Kekosongan dan kelebihan: seats that differ from their need, and what the next years will empty."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.bilah import to_default
from asn_portal.core.permissions import require
from jabatan import permissions, selectors
from jabatan.ekspor import JABATAN

PER_PAGE = 50


def jabatan_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_map(request.user))
    if away := to_default(request, "jabatan"):
        return away
    today = timezone.localdate()
    saringan = selectors.read_saringan(request.GET)
    day = saringan.pada or today
    rows = JABATAN.ordered(selectors.seats_listed(request.user, saringan, today), request.user, request.GET)
    unit = saringan.unit_id
    context = {
        "halaman": Paginator(rows, PER_PAGE).get_page(request.GET.get("hal")),
        "kolom": JABATAN.columns_on_page(request.user, request.GET),
        "saringan": saringan,
        "tanggal": day,
        "pilihan_keadaan": list(selectors.KEADAAN.items()),
        "pilihan_jenis": list(selectors.JENIS.items()),
        "nama_unit": core_selectors.unit_names([unit], day).get(unit, "") if unit else "",
        "daftar_unit": core_selectors.main_units(request.user.instansi_id, day),
        "bagan": selectors.forecast(request.user, unit, day),
    }
    return render(request, "jabatan/jabatan_list.html", context)
