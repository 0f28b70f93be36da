"""The persons behind a figure of the rekap."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.permissions import require
from pegawai import permissions, selectors
from pegawai.ekspor import REKAP


def rekap_orang(request: HttpRequest) -> HttpResponse:
    """By the alphabet, as of the day of the figure; for those who may see rows."""
    require(permissions.can_list_scope(request.user))
    asked = selectors.read_behind(request.user, request.GET.dict(), timezone.localdate())
    if asked is None:
        raise Http404
    urut, turun = selectors.order_behind(request.GET)
    people = selectors.people_behind(request.user, asked)
    page = core_selectors.alphabet_page(people, request.GET, kolom=urut, turun=turun, exact=True)
    for row in page.rows:
        row.umur = selectors.age_on(row.tanggal_lahir, asked.hari)
    context = {"di_balik": asked, "halaman": page, "kembali": asked.susunan.address()}
    context["kolom"] = REKAP.columns_on_page(request.user, request.GET)
    return render(request, "pegawai/rekap_orang.html", context)
