"""Job information (anjab) and evaluation of posts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import angka, tanggal
from asn_portal.core.views.unit import as_of
from jabatan import cetak_analisis, permissions
from jabatan.forms_analisis import AmbilForm, EvaluasiForm, InformasiForm
from jabatan.models import EvaluasiJabatan, InformasiJabatan
from jabatan.selectors import analisis as selectors
from jabatan.selectors.syarat import requirements_of
from jabatan.services import analisis as services
from jabatan.services.standar import Lingkup
from jabatan.views.perlu import asked_scope, pdf, scopes, seat_of

TANPA_JENIS = "jenis"


def informasi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Informasi jabatan."""
    found, day = seat_of(request, pk), as_of(request)
    row = selectors.information_of(found, day)
    context = {
        "kursi": found,
        "tanggal": day,
        "informasi": row,
        "bagian": selectors.official_parts(found, row.isi if row else {}, requirements_of(pk, day)),
        "riwayat": selectors.information_history(found),
        "boleh_ubah": bool(scopes(request, found)),
        "boleh_calon": permissions.can_describe_posts(request.user),
    }
    return render(request, "jabatan/informasi.html", context)


def informasi_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, day = seat_of(request, pk), as_of(request)
    row = selectors.information_of(found, day)
    parts = selectors.official_parts(found, row.isi if row else {}, requirements_of(pk, day))
    return pdf(
        cetak_analisis.draw_informasi(found, parts, tanggal=day, oleh=request.user.nama), "informasi-jabatan.pdf"
    )


@once
def informasi_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Susun atau ubah informasi jabatan."""
    found, today = seat_of(request, pk), timezone.localdate()
    offered = [pair for pair in scopes(request, found) if pair[0] != TANPA_JENIS]
    untuk = asked_scope(request, offered)
    others = selectors.alike(found, today)
    copied = dict(others).get(_uuid(request.GET.get("dari", "")), "")
    source = InformasiJabatan.objects.filter(pk=request.GET["dari"]).first() if copied else None
    row = source or selectors.information_for(found, untuk, today) or selectors.information_of(found, today)
    form = InformasiForm(request.POST or None, isi=row.isi if row else None, initial={"mulai": today})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.set_informasi(
            Lingkup(pk, untuk), mulai=data["mulai"], isi=data["isi"], dasar=data["dasar"], by=request.user
        )
        messages.success(request, f"Informasi jabatan tersimpan, berlaku mulai {tanggal(data['mulai'])}.")
        return redirect("jabatan:informasi", pk)
    context: dict[str, Any] = {
        "form": form, "kursi": found, "pilihan_untuk": offered, "untuk": untuk, "untuk_kata": dict(offered)[untuk],
        "serupa": others, "salinan": copied,
    }  # fmt: skip
    return render(request, "jabatan/informasi_form.html", context, status=422 if form.errors else 200)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def evaluasi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Evaluasi jabatan."""
    found = seat_of(request, pk)
    rows = selectors.evaluations_of(found)
    context = {
        "kursi": found,
        "daftar": rows,
        "terbaru": rows[0] if rows else None,
        "faktor": selectors.factors_of(rows[0]) if rows else [],
        "boleh_ubah": permissions.can_describe_posts(request.user),
        "boleh_calon": permissions.can_describe_posts(request.user),
    }
    return render(request, "jabatan/evaluasi.html", context)


def evaluasi_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = seat_of(request, pk)
    rows = selectors.evaluations_of(found)
    if not rows:
        raise Http404
    content = cetak_analisis.draw_evaluasi(found, rows[0], selectors.factors_of(rows[0]), oleh=request.user.nama)
    return pdf(content, "evaluasi-jabatan.pdf")


@once
def evaluasi_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nilai faktor jabatan."""
    require(permissions.can_describe_posts(request.user))
    found = seat_of(request, pk)
    last = next(iter(selectors.evaluations_of(found)), None)
    form = EvaluasiForm(
        request.POST or None, jenis=services.evaluation_kind(found.jabatan.jenis).value,
        tingkat=last.tingkat if last else None, alasan=last.alasan if last else None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        row = services.propose_evaluasi(pk, tingkat=form.levels(), alasan=form.reasons(), by=request.user)
        messages.success(request, f"Nilai {angka(row.nilai)}, kelas {row.kelas} diusulkan.")
        return redirect("jabatan:evaluasi", pk)
    context = {"form": form, "kursi": found}
    return render(request, "jabatan/evaluasi_form.html", context, status=422 if form.errors else 200)


@once
def evaluasi_take(request: HttpRequest, pk: UUID, evaluasi_id: UUID) -> HttpResponse:
    """Ambil alih kelas ke peta."""
    require(permissions.can_describe_posts(request.user))
    found = seat_of(request, pk)
    row = get_object_or_404(EvaluasiJabatan, pk=evaluasi_id, acuan__instansi_id=request.user.instansi_id)
    form = AmbilForm(request.POST or None, initial={"mulai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["mulai"]
        count = services.take_over_evaluasi(row.pk, mulai=day, by=request.user)
        messages.success(request, f"Kelas {row.kelas} berlaku mulai {tanggal(day)}; {angka(count)} jabatan berubah.")
        return redirect("jabatan:evaluasi", pk)
    context = {"form": form, "kursi": found, "evaluasi": row}
    return render(request, "jabatan/evaluasi_ambil.html", context, status=422 if form.errors else 200)
