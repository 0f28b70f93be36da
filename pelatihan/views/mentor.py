"""The mentor of a placement: by a link without an account, or by the own account. One page for both."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from asn_portal.core import pembatas
from asn_portal.core.htmx import refusal_in_form
from asn_portal.core.pembatas import Batas
from pelatihan.aturan.magang import mulai_menilai
from pelatihan.forms.kegiatan import EvaluasiMagangForm, JawabCatatanForm
from pelatihan.models import PesertaMagang
from pelatihan.selectors.logbuk import host_name, link_of_mentor, logbook
from pelatihan.services import logbuk as services
from pelatihan.services.logbuk import Mentor

SERING = Batas(120, 600)
TERLALU_SERING = "Terlalu banyak permintaan dari jaringan Anda. Tunggu sepuluh menit, lalu coba lagi."
PANJANG_KUNCI = 64
KABAR = {"sah": "Catatan disahkan.", "kembali": "Catatan dikembalikan.", "semua": "Semua catatan yang menunggu disahkan.",
         "nilai": "Penilaian tersimpan. Terima kasih."}  # fmt: skip


@refusal_in_form
def magang_mentor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """By the own account."""
    rows = PesertaMagang.objects.dimentori(request.user).select_related("lowongan__penyelenggara", "pegawai")
    row = get_object_or_404(rows, pk=pk)
    return _page(request, row, Mentor(akun=request.user), reverse("pelatihan:magang_mentor", args=[row.pk]))


@login_not_required
@never_cache
@refusal_in_form
def mentor(request: HttpRequest) -> HttpResponse:
    """For whoever holds the link: the name of the participant, his days, and a form for the judgement in the end."""
    kunci = request.GET.get("kunci", "")[:PANJANG_KUNCI]
    often = pembatas.count(SERING, "mentor", request.META.get("REMOTE_ADDR")) > SERING.jumlah
    link = None if often or not kunci else link_of_mentor(kunci, timezone.localdate())
    if link is None:
        sentence = TERLALU_SERING if often else services.TIDAK_BERLAKU
        return render(request, "pelatihan/mentor_publik.html", {"kalimat": sentence}, status=429 if often else 404)
    address = f"{reverse('pelatihan:mentor')}?{urlencode({'kunci': kunci})}"
    return _page(request, link.peserta, Mentor(tautan=link), address)


def _page(request: HttpRequest, row: PesertaMagang, who: Mentor, address: str) -> HttpResponse:
    act = request.POST.get("aksi", "") if request.method == "POST" else ""
    form: Any = _form(act, request)
    if act in KABAR and form.is_valid():
        _act(act, row, request, form.cleaned_data, who)
        return redirect(f"{address}{'&' if '?' in address else '?'}{urlencode({'kabar': act})}")
    graded, first = hasattr(row, "evaluasi"), mulai_menilai(row.lowongan.selesai)
    context = {
        "peserta": row, "tuan_rumah": host_name(row.lowongan), "isi": logbook(row), "mentor": who, "form": form,
        "dinilai": graded,
        "sejak": first,
        "waktunya": timezone.localdate() >= first, "kabar": KABAR.get(request.GET.get("kabar", ""), "") if not act else "",
        "form_nilai": form if act == "nilai" else EvaluasiMagangForm(), "terbuka": row.status == "diterima",
    }  # fmt: skip
    page = "pelatihan/mentor_publik.html" if who.tautan else "pelatihan/mentor_akun.html"
    return render(request, page, context, status=422 if form is not None and form.errors else 200)


def _form(act: str, request: HttpRequest) -> Any:
    if act == "nilai":
        return EvaluasiMagangForm(request.POST)
    return JawabCatatanForm(request.POST) if act in KABAR else None


def _act(act: str, row: PesertaMagang, request: HttpRequest, data: dict[str, Any], who: Mentor) -> None:
    if act == "semua":
        services.confirm_all(row.pk, oleh=who)
    elif act == "nilai":
        services.evaluate(row.pk, isi=data, oleh=who)
    else:
        note = get_object_or_404(row.daftar_catatan, pk=read_uuid(request.POST.get("hari", "")))
        services.answer_day(note.pk, sah=act == "sah", catatan=data["catatan"], oleh=who)


def read_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
