"""Bukan atasan saya: HR sees the explanation step by step beside what was reported, and settles it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import tanggal
from jabatan import permissions, selectors
from jabatan.forms_luar import AtasanForm
from jabatan.services.laporan_atasan import settle_with_superior
from pegawai.enums import BagianLaporan, StatusLaporan
from pegawai.models import LaporanData


@once
def laporan_atasan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tetapkan atasan: the right superior for a time, as the answer to the report."""
    rows = LaporanData.objects.visible_to(request.user).filter(bagian=BagianLaporan.ATASAN)
    row = get_object_or_404(rows.select_related("pegawai"), pk=pk)
    require(permissions.can_settle_superior(request.user, row.pegawai))
    today = timezone.localdate()
    form = AtasanForm(request.POST or None, by=request.user, pegawai=row.pegawai, initial={"mulai": today})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        settle_with_superior(row.pk, by=request.user, **data)
        messages.success(
            request, f"{data['atasan'].nama} menjadi atasan mulai {tanggal(data['mulai'])}; pelapor sudah diberi tahu."
        )
        return redirect("pegawai:laporan_detail", row.pk)
    context = {
        "form": form, "laporan": row, "pegawai": row.pegawai, "tanggal": today,
        "terbuka": row.status == StatusLaporan.DIAJUKAN, "penjelasan": selectors.explain_atasan(row.pegawai, today),
    }  # fmt: skip
    return render(request, "jabatan/laporan_atasan.html", context, status=422 if form.errors else 200)
