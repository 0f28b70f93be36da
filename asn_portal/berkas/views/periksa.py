"""For everybody, without login: is this paper what it seems to be?"""

from __future__ import annotations

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from asn_portal.berkas.forms.naskah import PeriksaForm
from asn_portal.berkas.isi import MEGA, PALING_BESAR
from asn_portal.berkas.kode import read_kode
from asn_portal.berkas.selectors.naskah import HasilPeriksa, check_file, check_kode
from asn_portal.core import pembatas
from asn_portal.core.pembatas import Batas

# A person checks a handful of papers; an office at one address some dozens. A guess hits once in 10^17.
SERING = Batas(60, 600)
TERLALU_SERING = "Terlalu banyak pemeriksaan dari jaringan Anda. Tunggu sepuluh menit, lalu coba lagi."
BUKAN_KODE = "Kode terdiri atas 16 huruf dan angka, tanpa huruf I, L, O, U dan angka 0, 1. Periksa penulisannya."


@login_not_required
@never_cache
def periksa_dokumen(request: HttpRequest) -> HttpResponse:
    """By code (typed, or in the address of the QR code), by file, or by both."""
    asked = request.method == "POST" or "kode" in request.GET
    if not asked:
        return _page(request, PeriksaForm())
    form = PeriksaForm(request.POST or request.GET, request.FILES or None)
    if pembatas.count(SERING, "periksa_dokumen", request.META.get("REMOTE_ADDR")) > SERING.jumlah:
        form.is_valid()
        form.add_error(None, TERLALU_SERING)
        return _page(request, form, status=429)
    if not form.is_valid():
        return _page(request, form, status=422)
    found = _check(form)
    return _page(request, form, found, status=422 if form.errors else 200)


def _check(form: PeriksaForm) -> HasilPeriksa | None:
    kode = read_kode(form.cleaned_data["kode"])
    if form.cleaned_data["kode"] and kode is None:
        form.add_error("kode", BUKAN_KODE)
        return None
    file: UploadedFile | None = form.cleaned_data["berkas"]
    if file is None:
        return check_kode(kode)
    if file.size is None or file.size > PALING_BESAR:
        form.add_error("berkas", f"Berkas terlalu besar; paling besar {PALING_BESAR // MEGA} MB.")
        return None
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return check_kode(kode, digest.hexdigest()) if kode else check_file(digest.hexdigest())


def _page(
    request: HttpRequest, form: PeriksaForm, found: HasilPeriksa | None = None, status: int = 200
) -> HttpResponse:
    with_file = bool(request.FILES) and found is not None
    context = {"form": form, "hasil": found, "berkas_diperiksa": with_file}
    return render(request, "berkas/periksa_dokumen.html", context, status=status)
