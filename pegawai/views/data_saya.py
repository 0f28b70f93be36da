"""The own data, asked for with one click."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from asn_portal.core import data_saya as core
from asn_portal.core.htmx import once
from asn_portal.core.lihat import owner_only
from asn_portal.core.models import PekerjaanLatar
from pegawai.services import data_saya as services


@owner_only
@once
def data_saya(request: HttpRequest) -> HttpResponse:
    """What is handed out, the last copies, and the one button."""
    if request.method == "POST":
        row = services.start_data_saya(by=request.user)
        return redirect("core:pekerjaan_detail", row.pk)
    copies = PekerjaanLatar.objects.visible_to(request.user).filter(jenis=services.JENIS).order_by("-dibuat_pada")[:5]
    titles = sorted({table.judul for table in core.all_tables()})
    return render(request, "pegawai/data_saya.html", {"salinan": copies, "tabel": titles})
