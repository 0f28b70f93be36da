"""Being there: the code in the room, the list on paper; and results of tests."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache

from asn_portal.berkas.cetak.naskah import draw_matrix
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from pelatihan import permissions
from pelatihan.cetak import draw_attendance
from pelatihan.enums import StatusAngkatan
from pelatihan.forms.angkatan import NilaiForm
from pelatihan.models import SesiPelatihan
from pelatihan.selectors import angkatan as selectors
from pelatihan.selectors.evaluasi import quiz_results
from pelatihan.services import hasil
from pelatihan.views.angkatan import batch
from pelatihan.views.mentor import read_uuid


def _session(request: HttpRequest, pk: UUID) -> SesiPelatihan:
    rows = SesiPelatihan.objects.select_related("angkatan__program").filter(
        angkatan__instansi_id=request.user.instansi_id
    )
    row = get_object_or_404(rows, pk=pk)
    require(permissions.can_manage_here(request.user, row.angkatan))
    return row


def _code_address(row: SesiPelatihan) -> str:
    return f"{settings.ALAMAT}{reverse('pelatihan:hadir', args=[row.kode])}"


@once
def sesi_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list of one meeting, and its code as QR for the screen in the room."""
    row = _session(request, pk)
    if request.method == "POST":
        chosen = [pk for text in request.POST.getlist("hadir") if (pk := read_uuid(text)) is not None]
        many = hasil.mark_list(row.pk, hadir=chosen, by=request.user)
        messages.success(request, f"Daftar hadir tersimpan: {many} orang hadir.")
        return redirect("pelatihan:sesi_detail", row.pk)
    address = _code_address(row)
    context = {
        "sesi": row,
        "peserta": selectors.seated(row.angkatan),
        "hadir": set(row.daftar_hadir.values_list("kepesertaan_id", flat=True)),
        "qr": draw_matrix(address),
        "alamat": address,
        "sudah_mulai": row.mulai <= timezone.now(),
        "berjalan": row.angkatan.status not in {StatusAngkatan.SELESAI, StatusAngkatan.DIBATALKAN},
    }
    return render(request, "pelatihan/sesi_detail.html", context)


@never_cache
def sesi_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list to be signed in a room without a network."""
    row = _session(request, pk)
    content = draw_attendance(row, selectors.names_on_list(row.angkatan), _code_address(row))
    response = HttpResponse(content, content_type="application/pdf")
    name = f"daftar-hadir-{slugify(row.angkatan.program.judul)[:60]}-{row.nomor}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@once
def hadir(request: HttpRequest, kode: str) -> HttpResponse:
    """What the code in the room opens: one button."""
    rows = SesiPelatihan.objects.select_related("angkatan__program")
    row = rows.filter(kode=kode, angkatan__instansi_id=request.user.instansi_id).first()
    if row is None or not permissions.can_learn(request.user):
        raise Http404
    if request.method == "POST":
        hasil.attend_by_code(kode, by=request.user)
        messages.success(request, f"Anda tercatat hadir pada {row.angkatan.program.judul}, {row.judul}.")
        return redirect("pelatihan:saya")
    return render(request, "pelatihan/hadir.html", {"sesi": row})


@once
def nilai(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = batch(request, pk)
    require(permissions.can_manage_here(request.user, row))
    form = NilaiForm(request.POST or None, peserta=selectors.seated(row), kuis=quiz_results(row))
    if request.method == "POST" and form.is_valid():
        many = hasil.save_results(row.pk, nilai=form.nilai(), by=request.user)
        messages.success(request, f"Nilai {many} peserta tersimpan.")
        return redirect("pelatihan:angkatan_detail", row.pk)
    return render(request, "pelatihan/nilai.html", {"form": form, "angkatan": row}, status=422 if form.errors else 200)
