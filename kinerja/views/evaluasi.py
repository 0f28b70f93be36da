"""One evaluation: its page, the person's own view, the ratings, handing over."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from kinerja import permissions_evaluasi as permissions
from kinerja.enums import JenisEvaluasi
from kinerja.forms.evaluasi import DiriForm, KembaliForm, NilaiForm
from kinerja.models import SKP, Evaluasi
from kinerja.selectors import evaluasi as selectors
from kinerja.selectors.kalibrasi import proposals_for
from kinerja.selectors.masa_kerja import is_studying
from kinerja.selectors.tim_kerja import voices_for
from kinerja.selectors.tim_khusus import teams_beside
from kinerja.services import evaluasi as services


def seen(request: HttpRequest, pk: UUID) -> Evaluasi:
    return get_object_or_404(selectors.seen(request.user), pk=pk)


@require_POST
@once
def evaluasi_start(request: HttpRequest, pk: UUID, jenis: str, nomor: int) -> HttpResponse:
    """Begin it, or open the one that was begun."""
    skp = get_object_or_404(SKP.objects.visible_to(request.user).select_related("periode", "pegawai"), pk=pk)
    if jenis not in JenisEvaluasi.values or (JenisEvaluasi(jenis), nomor) not in selectors.stages_of_plan(skp):
        raise Http404
    row = services.start_evaluasi(skp.pk, jenis, nomor, by=request.user)
    own = permissions.available_actions(request.user, row)["isi"]
    return redirect("kinerja:evaluasi_self" if own else "kinerja:evaluasi_detail", row.pk)


def evaluasi_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    shown = selectors.shows_rating(request.user, row)
    acts = permissions.available_actions(request.user, row)
    context = {
        "evaluasi": row,
        "lembar": selectors.sheet_of(row, timezone.localdate()),
        "terlihat": shown,
        "sendiri": permissions.is_rated(request.user, row),
        "aksi": acts,
        "usul_kalibrasi": proposals_for(row) if acts["sampaikan"] else [],
        "jam": selectors.clocks_of(row) if shown else {},
        "keberatan": getattr(row, "keberatan", None),
        "langkah": selectors.way_of(row),
        "belajar": is_studying(row.pegawai, row.mulai, row.sampai),
        "pandangan": selectors.views_beside(row, timezone.localdate()) if shown else None,
        "tim_khusus": teams_beside(row),
        "rencana_terbaca": SKP.objects.visible_to(request.user).filter(pk=row.skp_id).exists(),
    }
    return render(request, "kinerja/evaluasi_detail.html", context)


@once
def evaluasi_self(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What came of each result; saved as often as one likes, sent once."""
    row = seen(request, pk)
    require(permissions.is_rated(request.user, row))
    sheet = selectors.sheet_of(row, timezone.localdate())
    form = DiriForm(request.POST or None, evaluasi=row, lembar=sheet)
    if request.method == "POST" and form.is_valid():
        services.save_self(
            row.pk, penilaian_diri=form.cleaned_data["penilaian_diri"], realisasi=form.realisasi(), by=request.user
        )
        if "kirim" in request.POST:
            return _sent(request, row.pk)
        messages.success(request, "Penilaian diri tersimpan. Kirim kepada penilai bila sudah lengkap.")
        return redirect("kinerja:evaluasi_detail", row.pk)
    context = {"form": form, "evaluasi": row, "lembar": sheet}
    return render(request, "kinerja/evaluasi_diri.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest, pk: UUID) -> HttpResponse:
    receipt = services.submit_self(pk, by=request.user)
    when = timezone.localtime(receipt.pada)
    messages.success(request, f"Penilaian diri terkirim pukul {when:%H.%M} WIB. Nomor tanda terima {receipt.nomor}.")
    return redirect("kinerja:evaluasi_detail", pk)


@require_POST
@once
def evaluasi_submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _sent(request, seen(request, pk).pk)


@once
def evaluasi_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    require(permissions.can_rate(request.user, row))
    form = KembaliForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.return_self(row.pk, catatan=form.cleaned_data["catatan"], by=request.user)
        messages.success(request, f"Penilaian diri dikembalikan kepada {row.pegawai.nama}.")
        return redirect("kinerja:evaluasi_detail", row.pk)
    context = {
        "form": form,
        "evaluasi": row,
        "judul": "Kembalikan penilaian diri",
        "tombol": "Kembalikan dengan catatan",
    }
    return render(request, "kinerja/evaluasi_form.html", context, status=422 if form.errors else 200)


@once
def evaluasi_rate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The results with what came of them, the suggestion beside, two ratings below."""
    row = seen(request, pk)
    require(permissions.can_rate(request.user, row))
    sheet = selectors.sheet_of(row, timezone.localdate())
    form = NilaiForm(request.POST or None, evaluasi=row, lembar=sheet, suara=voices_for(row))
    if request.method == "POST" and form.is_valid():
        rated = services.rate(row.pk, form.penilaian(), by=request.user, putaran=form.cleaned_data["putaran"])
        messages.success(
            request, f"Predikat {rated.get_predikat_display().lower()}. Periksa sekali lagi, lalu sampaikan dokumennya."
        )
        return redirect("kinerja:evaluasi_detail", row.pk)
    context = {
        "form": form, "evaluasi": row, "lembar": sheet, "aksi": permissions.available_actions(request.user, row),
        "pandangan": selectors.views_beside(row, timezone.localdate()), "tim_khusus": teams_beside(row),
    }  # fmt: skip
    return render(request, "kinerja/evaluasi_nilai.html", context, status=422 if form.errors else 200)


@require_POST
@once
def evaluasi_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = services.reopen(seen(request, pk).pk, by=request.user)
    messages.success(request, "Penilaian dibuka kembali. Isi rating yang baru.")
    return redirect("kinerja:evaluasi_rate", row.pk)


@require_POST
@once
def evaluasi_hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    shown = request.POST.get("putaran", "")
    read = int(shown) if shown.isascii() and shown.isdigit() else None
    step = services.hand_over(row.pk, by=request.user, putaran=read)
    messages.success(request, f"Dokumen evaluasi disampaikan kepada {row.pegawai.nama}, nomor {step.nomor}.")
    return redirect("kinerja:evaluasi_detail", row.pk)
