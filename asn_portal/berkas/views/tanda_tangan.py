"""Signing: one or many with a passphrase, on paper with a scan and a second look; and taking a signed paper back.

Views that ask the provider are not `@once`: that would hold one transaction open while it answers. A second click finds
the paper being signed, or signed (services.tanda_tangan).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from asn_portal.berkas import tte
from asn_portal.berkas.forms.naskah import AlasanCabutForm, AlasanNaskahForm, FrasaForm, PindaianForm
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.naskah import TUGAS_TANDA_TANGAN
from asn_portal.berkas.permissions import naskah as permissions
from asn_portal.berkas.services import tanda_tangan as services
from asn_portal.berkas.services import unggah
from asn_portal.berkas.tte import Frasa
from asn_portal.berkas.views.naskah import reason_page, seen
from asn_portal.core import selectors as core_selectors
from asn_portal.core.errors import DomainError
from asn_portal.core.htmx import once, refused_with
from asn_portal.core.jenis_tugas import jenis_tugas
from asn_portal.core.lihat import owner_only
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.selectors.tugas import BarisTugas

TERBANYAK = 50
HASIL = "hasil_tanda_tangan"
PERNYATAAN = "Dengan menandatangani, Anda menyatakan telah membaca naskah ini dan menyetujui isinya."


@owner_only
@never_cache
@sensitive_post_parameters("frasa")
def naskah_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One paper: the passphrase, asked here and now."""
    row = seen(request, pk)
    require(permissions.can_sign_naskah(request.user, row))
    form = FrasaForm(request.POST or None, initial={"putaran": row.putaran})
    if request.method == "POST" and form.is_valid():
        try:
            signed = services.sign_naskah(
                row.pk, frasa=Frasa(form.cleaned_data["frasa"]), putaran=form.cleaned_data["putaran"], by=request.user
            )
        except DomainError as refused:
            form.add_error(None, refused.pesan)
        else:
            messages.success(
                request, f"Naskah nomor {signed.nomor} ditandatangani pada {timezone.localtime():%H.%M} WIB."
            )
            return redirect("berkas:naskah_detail", row.pk)
    context = {"naskah": row, "form": form, "aktif": tte.is_active(), "pernyataan": PERNYATAAN}
    return render(request, "berkas/naskah_tanda_tangan.html", context, status=422 if form.errors else 200)


def _papers_to_sign(pengguna: Pengguna) -> list[tuple[BarisTugas, Naskah]]:
    """Every duty to sign that waits, with its paper; one that may not be signed with others says why."""
    rows = core_selectors.bulk_rows(pengguna, jenis_tugas(TUGAS_TANDA_TANGAN))
    papers = Naskah.objects.visible_to(pengguna).in_bulk([baris.tugas.objek_id for baris in rows])
    return [(baris, papers[baris.tugas.objek_id]) for baris in rows if baris.tugas.objek_id in papers]


@owner_only
@never_cache
@sensitive_post_parameters("frasa")
def naskah_sign_many(request: HttpRequest) -> HttpResponse:
    """Those that were read, one passphrase for all of them, and what became of each."""
    lines = _papers_to_sign(request.user)
    ready = [(baris, paper) for baris, paper in lines if not baris.sebab][:TERBANYAK]
    marks = request.POST.getlist("pilih")
    chosen = [(paper.pk, paper.putaran) for _, paper in ready if f"{paper.pk}:{paper.putaran}" in marks]
    form = FrasaForm(request.POST or None)
    context: dict[str, Any] = {
        "bisa": [(baris, paper, (paper.pk, paper.putaran) in chosen or request.method == "GET") for baris, paper in ready],
        "tidak": [line for line in lines if line[0].sebab], "form": form, "aktif": tte.is_active(),
        "tanpa_pilihan": request.method == "POST" and not chosen,
    }  # fmt: skip
    if request.method == "POST" and chosen and form.is_valid():
        results = services.sign_many(chosen, frasa=Frasa(form.cleaned_data["frasa"]), by=request.user)
        papers = {paper.pk: paper for _, paper in ready}
        request.session[HASIL] = [_told(result, papers[result.naskah_id]) for result in results]
        return redirect(resolve_url("berkas:naskah_sign_many") + "?hasil=1")
    context["hasil"] = request.session.pop(HASIL, None) if request.GET.get("hasil") else None
    context["berhasil"] = sum(one["berhasil"] for one in context["hasil"] or [])
    bad = bool(form.errors) or context["tanpa_pilihan"]
    return render(request, "berkas/naskah_tanda_tangan_banyak.html", context, status=422 if bad else 200)


def _told(result: services.HasilTandaTangan, paper: Naskah) -> dict[str, Any]:
    return {
        "id": str(result.naskah_id), "judul": paper.nama_jenis, "tentang": paper.tentang, "nomor": result.nomor,
        "berhasil": result.berhasil, "kalimat": result.kalimat,
    }  # fmt: skip


# -- by hand -----------------------------------------------------------------------------------------------


@owner_only
@require_POST
@once
def naskah_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = services.prepare_print(seen(request, pk).pk, by=request.user)
    messages.success(
        request,
        f"Nomor {row.nomor} dipakai naskah ini. Unduh untuk dicetak, minta tanda tangan, lalu unggah pindaiannya.",
    )
    return redirect("berkas:naskah_upload", row.pk)


@owner_only
@once
def naskah_upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The scan of the signed paper."""
    row = seen(request, pk)
    require(permissions.can_upload_scan(request.user, row))
    form = PindaianForm(
        request.POST or None, request.FILES or None, initial={"nomor": row.nomor, "tanggal": row.tanggal}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        sent = unggah.gather(data["unggahan"], by=request.user) + form.files_sent()
        services.upload_scan(row.pk, sent, nomor=data["nomor"].strip(), tanggal=data["tanggal"], by=request.user)
        unggah.forget(data["unggahan"], by=request.user)
        messages.success(
            request, f"Pindaian tersimpan pada {timezone.localtime():%H.%M} WIB. Orang kedua memastikannya."
        )
        return redirect("berkas:naskah_detail", row.pk)
    if refused_with.get() and unggah.drop_refused(form.cleaned_data.get("unggahan", []), by=request.user):
        form.forget_uploads()
    context = {"naskah": row, "form": form}
    return render(request, "berkas/naskah_unggah.html", context, status=422 if form.errors else 200)


@owner_only
@require_POST
@once
def naskah_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = services.confirm_scan(seen(request, pk).pk, by=request.user)
    messages.success(
        request, f"Naskah nomor {row.nomor} sah sejak {timezone.localtime():%H.%M} WIB dan sedang dikirim."
    )
    return redirect("berkas:naskah_detail", row.pk)


@owner_only
@once
def naskah_refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    require(permissions.can_confirm_scan(request.user, row))
    form = AlasanNaskahForm(request.POST or None, initial={"putaran": row.putaran})
    if request.method == "POST" and form.is_valid():
        services.refuse_scan(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(
            request, "Pindaian ditolak. Pengunggahnya diberi tahu, dan naskah menunggu pindaian yang benar."
        )
        return redirect("berkas:naskah_list")
    words = {
        "judul": "Tolak pindaian ini?", "tombol": "Tolak pindaian", "bahaya": "1",
        "akibat": "Pindaian dibuang, dan naskah kembali menunggu tanda tangan atau pindaian yang benar.",
    }  # fmt: skip
    return reason_page(request, row, form, words)


@owner_only
@once
def naskah_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    require(permissions.can_withdraw_naskah(request.user, row))
    form = AlasanCabutForm(
        request.POST or None, nama=row.tentang if row.subjek_id else "", initial={"putaran": row.putaran}
    )
    if request.method == "POST" and form.is_valid():
        services.withdraw_naskah(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, f"Naskah nomor {row.nomor} dicabut pada {timezone.localtime():%H.%M} WIB.")
        return redirect("berkas:naskah_detail", row.pk)
    words = {
        "judul": f"Cabut naskah nomor {row.nomor}?", "tombol": "Cabut naskah", "bahaya": "1",
        "akibat": "Naskah tidak berlaku lagi sejak saat ini dan tidak dapat dipulihkan. Siapa pun yang memeriksanya membaca alasannya.",
    }  # fmt: skip
    return reason_page(request, row, form, words)
