"""Angka kredit of a functional post: rows with their reasons, eligibility, the three forms; and evaluations on paper."""

from __future__ import annotations

import json
from io import BytesIO
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify

from asn_portal.berkas.views.dokumen import hand_out
from kinerja import permissions, siasn
from kinerja.cetak_angka_kredit import FORMULIR, draw_credits
from kinerja.cetak_evaluasi import draw_evaluation
from kinerja.models import Evaluasi
from kinerja.naskah import KUNCI as NASKAH
from kinerja.naskah import may_determine
from kinerja.selectors import evaluasi as evaluations
from kinerja.selectors.angka_kredit import credits_of
from kinerja.views.saya import me
from pegawai.models import Pegawai


def angka_kredit_saya(request: HttpRequest) -> HttpResponse:
    return _page(request, me(request), own=True)


def angka_kredit(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = _person(request, pk)
    return _page(request, person, own=person.pengguna_id == request.user.pk)


def _page(request: HttpRequest, pegawai: Pegawai, *, own: bool) -> HttpResponse:
    context = {
        "pegawai": pegawai,
        "ringkasan": credits_of(pegawai, timezone.localdate()),
        "sendiri": own,
        "formulir": FORMULIR,
        "boleh_naskah": may_determine(request.user, pegawai.pk),
        "naskah": NASKAH,
    }
    return render(request, "kinerja/angka_kredit.html", context)


def _person(request: HttpRequest, pk: UUID) -> Pegawai:
    return get_object_or_404(permissions.people_with_credits(request.user), pk=pk)


def angka_kredit_pdf(request: HttpRequest, pk: UUID, formulir: str) -> FileResponse:
    """One of the three forms, as of today."""
    person = _person(request, pk)
    if formulir not in FORMULIR:
        raise Http404
    today = timezone.localdate()
    content = draw_credits(formulir, credits_of(person, today), today, sendiri=person.pengguna_id == request.user.pk)
    if content is None:
        raise Http404
    return hand_out(BytesIO(content), "application/pdf", f"{formulir}-{slugify(person.nama)}.pdf")


def _rated(request: HttpRequest, pk: UUID) -> Evaluasi:
    row = get_object_or_404(evaluations.seen(request.user), pk=pk)
    if not row.predikat or not evaluations.shows_rating(request.user, row):
        raise Http404
    return row


def evaluasi_siasn(request: HttpRequest, pk: UUID) -> FileResponse:
    """The same as SIASN takes it: `skp22` for a year, `kinerjaPeriodik` for a month or a quarter."""
    row = _rated(request, pk)
    shape, values = siasn.shape_of(row)
    content = json.dumps({shape: [values]}, indent=2, ensure_ascii=False).encode()
    return hand_out(BytesIO(content), "application/json", f"{shape}-{row.tahun}-{slugify(row.pegawai.nama)}.json")


def evaluasi_pdf(request: HttpRequest, pk: UUID) -> FileResponse:
    """F4 and F5 for whoever reads the ratings; the person rated from the moment they were handed over."""
    row = _rated(request, pk)
    content = draw_evaluation(row, evaluations.sheet_of(row, timezone.localdate()))
    name = f"Evaluasi-{row.tahun}-{row.jenis}-{row.nomor or 'akhir'}-{slugify(row.pegawai.nama)}.pdf"
    return hand_out(BytesIO(content), "application/pdf", name)
