"""BKN's reference lists: what they hold, and a new file of one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import angka
from pegawai import permissions
from pegawai.forms.referensi import MuatanForm
from pegawai.models import MuatanReferensi
from pegawai.referensi import DaftarReferensi, referensi
from pegawai.selectors import referensi as selectors
from pegawai.services import referensi as services

PER_PAGE = 50


def referensi_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage_referensi(request.user))
    return render(request, "pegawai/referensi_list.html", {"daftar": selectors.lists_with_counts()})


def _list_or_404(jenis: str) -> DaftarReferensi:
    daftar = referensi(jenis)
    if daftar is None:
        raise Http404
    return daftar


def referensi_detail(request: HttpRequest, jenis: str) -> HttpResponse:
    """One list, by words of its names."""
    require(permissions.can_manage_referensi(request.user))
    daftar, kata = _list_or_404(jenis), request.GET.get("q", "").strip()[:100]
    rows = Paginator(selectors.entries(jenis, kata), PER_PAGE).get_page(request.GET.get("hal"))
    context = {"daftar": daftar, "halaman": rows, "q": kata, "muatan": selectors.files_of(jenis)[:5]}
    return render(request, "pegawai/referensi_detail.html", context)


@once
def referensi_unggah(request: HttpRequest, jenis: str) -> HttpResponse:
    require(permissions.can_manage_referensi(request.user))
    daftar = _list_or_404(jenis)
    form = MuatanForm(request.POST or None, request.FILES or None, initial={"per": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["berkas"]
        file.seek(0)
        muatan = services.check_list(
            jenis, file.read(), nama=file.name, per=form.cleaned_data["per"], by=request.user
        )  # fmt: skip
        return redirect("pegawai:muatan_detail", muatan.pk)
    context = {"form": form, "daftar": daftar}
    return render(request, "pegawai/referensi_unggah.html", context, status=422 if form.errors else 200)


def muatan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a file would change, or has changed. Whoever brought it decides."""
    require(permissions.can_manage_referensi(request.user))
    muatan = get_object_or_404(MuatanReferensi.objects.filter(dibuat_oleh=request.user).defer("baris"), pk=pk)
    return render(request, "pegawai/muatan_detail.html", {"muatan": muatan, "daftar": referensi(muatan.jenis)})


@require_POST
def muatan_terapkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    muatan = get_object_or_404(MuatanReferensi.objects.filter(dibuat_oleh=request.user), pk=pk)
    muatan = services.apply_list(muatan.pk, by=request.user)
    messages.success(request, f"Daftar {muatan.judul.lower()} diterapkan: {angka(muatan.ringkasan['isi'])} baris.")
    return redirect("pegawai:muatan_detail", muatan.pk)


@require_POST
def muatan_batal(request: HttpRequest, pk: UUID) -> HttpResponse:
    muatan = get_object_or_404(MuatanReferensi.objects.filter(dibuat_oleh=request.user), pk=pk)
    muatan = services.drop_list(muatan.pk, by=request.user)
    messages.success(request, "Berkas tidak dipakai. Daftarnya tetap seperti semula.")
    return redirect("pegawai:referensi_detail", muatan.jenis)


def referensi_pilihan(request: HttpRequest, jenis: str) -> HttpResponse:
    """What may be meant by the words typed so far, for a field of a form. The lists are no secret."""
    daftar = _list_or_404(jenis)
    nama = request.GET.get("isian", "")
    if not nama.isidentifier():
        raise Http404
    kata = request.GET.get(nama, "").strip()[:200]
    context = {"nama": nama, "pilihan": selectors.offered((daftar.jenis,), kata), "terpilih": "", "kata": kata}
    return render(request, "pegawai/pilihan_rujukan.html", context)
