"""Views of others: the penilai asks, each one asked answers. What may be told stands beside the rating."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from kinerja import permissions_evaluasi as permissions
from kinerja.forms.pandangan import JawabPandanganForm, MintaForm
from kinerja.models import PenjawabPandangan, PermintaanPandangan
from kinerja.selectors import pandangan as selectors
from kinerja.services import pandangan as services
from pegawai.models import Pegawai


@once
def pandangan_minta(request: HttpRequest, pk: UUID, tahun: int) -> HttpResponse:
    """Whom to ask, proposed by lot; once a year."""
    person = get_object_or_404(Pegawai, pk=pk, instansi_id=request.user.instansi_id)
    require(permissions.rates(request.user, person.pk))
    today = timezone.localdate()
    asked = PermintaanPandangan.objects.filter(pegawai=person, tahun=tahun).first()
    people = selectors.candidates_for(person, tahun, today) if asked is None else []
    form = MintaForm(request.POST or None, daftar=people)
    if asked is None and request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.ask_views(person.pk, tahun, orang=form.chosen(), batas=data["batas"], by=request.user)
        messages.success(
            request, "Pandangan diminta. Hasilnya terlihat sesudah hari terakhir, bila paling sedikit tiga menjawab."
        )
        return redirect("kinerja:pandangan_minta", person.pk, tahun)
    context = {
        "form": form, "orang": person, "tahun": tahun, "diminta": asked, "pandangan": selectors.view_on(person.pk, tahun, today),
        "ditolak": [one for one in people if one.sebab], "cukup": len([one for one in people if not one.sebab]) >= 3,
    }  # fmt: skip
    return render(request, "kinerja/pandangan_minta.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, pk: UUID) -> PenjawabPandangan:
    rows = PenjawabPandangan.objects.filter(penjawab__pengguna=request.user).select_related("permintaan__pegawai")
    return get_object_or_404(rows, pk=pk)


@once
def pandangan_jawab(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Seven questions; the answer is added up and forgotten."""
    asked = _asked(request, pk)
    is_open = not asked.selesai and asked.permintaan.is_open(timezone.localdate())
    form = JawabPandanganForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.answer_views(asked.pk, form.skor(), by=request.user)
        messages.success(request, "Terima kasih. Jawaban Anda sudah dijumlahkan.")
        return redirect("core:tugas_list")
    context = {"form": form, "orang": asked.permintaan.pegawai, "diminta": asked, "terbuka": is_open}
    return render(request, "kinerja/pandangan_jawab.html", context, status=422 if form.errors else 200)


@require_POST
@once
def pandangan_tolak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Declined: not well enough acquainted, or a reason that concerns nobody."""
    services.answer_views(_asked(request, pk).pk, None, by=request.user)
    messages.success(request, "Anda tidak memberi pandangan kali ini.")
    return redirect("core:tugas_list")
