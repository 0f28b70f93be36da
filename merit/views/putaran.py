"""Runs: the list, one run with its progress and boxes, and the steps of its way."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.bilah import to_default
from asn_portal.core.htmx import once, render_htmx
from asn_portal.core.permissions import require
from merit import permissions
from merit.daftar import PUTARAN
from merit.enums import StatusPutaran
from merit.forms import BatalForm, MulaiForm, PeriksaForm, TerbitForm
from merit.models import Putaran
from merit.selectors import putaran as selectors
from merit.selectors import ringkasan
from merit.services import putaran as services

PER_PAGE = 30


def putaran_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_runs(request.user))
    if away := to_default(request, "putaran-merit"):
        return away
    asked = request.GET
    rows = PUTARAN.ordered(selectors.runs_listed(request.user, asked), request.user, asked)
    context = {
        "halaman": Paginator(rows, PER_PAGE).get_page(asked.get("hal")),
        "kolom": PUTARAN.columns_on_page(request.user, asked),
        "pilihan_keadaan": StatusPutaran.choices,
        "pilihan_instrumen": ringkasan.instrument_choices(request.user),
        "keadaan": asked.get("keadaan", ""),
        "instrumen": asked.get("instrumen", ""),
        "kelola": permissions.can_manage(request.user),
        "semua": permissions.can_see_everybody(request.user),
    }
    return render(request, "merit/putaran_list.html", context)


def run_of(request: HttpRequest, pk: UUID) -> Putaran:
    rows = permissions.visible_runs(request.user).select_related("versi__instrumen", "menggantikan", "oleh")
    return get_object_or_404(rows, pk=pk)


def putaran_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """While it is computed only the fragment of its progress comes back, every two seconds."""
    row = run_of(request, pk)
    context = ringkasan.run_page(request.user, row, timezone.localdate())
    return render_htmx(request, "merit/putaran_detail.html", "merit/_putaran_isi.html", context)


@once
def putaran_start(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage(request.user))
    form = MulaiForm(request.POST or None, by=request.user, initial={"pada": timezone.localdate(), "kohort": "semua"})
    if request.method == "POST" and form.is_valid():
        row = services.start_putaran(form.cleaned_data["versi"].pk, form.permintaan(), by=request.user)
        messages.success(request, f"Putaran {row.nomor} dimulai. Kemajuannya tampak di halaman ini.")
        return redirect("merit:putaran_detail", row.pk)
    return show_form(
        request, form, judul="Mulai putaran", tombol="Hitung sekarang", kembali=reverse("merit:putaran_list"),
        nama_kembali="Putaran merit", penjelasan="Hasilnya internal sampai diperiksa dan diterbitkan dengan nomor keputusan.",
    )  # fmt: skip


def show_form(request: HttpRequest, form: object, **context: object) -> HttpResponse:
    values = {"form": form, "judul_halaman": context.pop("judul"), "tombol_kirim": context.pop("tombol"), **context}
    return render(request, "merit/formulir.html", values, status=422 if getattr(form, "errors", None) else 200)


@once
def putaran_check(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = run_of(request, pk)
    require(permissions.can_check(request.user, row))
    form = PeriksaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.check_putaran(row.pk, catatan=form.cleaned_data["catatan"], by=request.user)
        messages.success(request, "Putaran sudah diperiksa. Pengelola lain dapat menerbitkannya.")
        return redirect("merit:putaran_detail", row.pk)
    return show_form(
        request, form, judul=f"Periksa putaran {row.nomor}", tombol="Tandai sudah diperiksa", kembali=_back(row),
        nama_kembali=str(row), penjelasan="Yang memeriksa tidak menerbitkan: penerbitannya oleh pengelola lain.",
    )  # fmt: skip


@once
def putaran_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = run_of(request, pk)
    require(permissions.can_check(request.user, row))
    form = TerbitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.publish_putaran(row.pk, **form.cleaned_data, by=request.user)
        messages.success(
            request, f"Putaran {row.nomor} terbit. Hasilnya tampak bagi pegawai, dan masa sanggah dimulai."
        )
        return redirect("merit:putaran_detail", row.pk)
    return show_form(
        request, form, judul=f"Terbitkan putaran {row.nomor}", tombol="Terbitkan", kembali=_back(row), nama_kembali=str(row),
        penjelasan=ringkasan.words_of_publication(row),
    )  # fmt: skip


@once
def putaran_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = run_of(request, pk)
    require(permissions.can_check(request.user, row))
    form = BatalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.cancel_putaran(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, f"Putaran {row.nomor} dibatalkan.")
        return redirect("merit:putaran_list")
    return show_form(
        request, form, judul=f"Batalkan putaran {row.nomor}", tombol="Batalkan putaran", kembali=_back(row),
        nama_kembali=str(row), penjelasan=ringkasan.words_of_cancellation(row),
    )  # fmt: skip


@require_POST
@once
def putaran_resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = services.resume_putaran(run_of(request, pk).pk, by=request.user)
    messages.success(request, "Bagian yang belum selesai dikirim lagi kepada pekerja.")
    return redirect("merit:putaran_detail", row.pk)


@once
def putaran_correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = run_of(request, pk)
    require(permissions.can_check(request.user, row))
    form = BatalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = services.start_correction(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, f"Putaran koreksi {new.nomor} dimulai.")
        return redirect("merit:putaran_detail", new.pk)
    return show_form(
        request, form, judul=f"Koreksi putaran {row.nomor}", tombol="Hitung koreksi", kembali=_back(row), nama_kembali=str(row),
        penjelasan="Keadaan yang sama dihitung lagi menurut data yang diketahui sekarang. Setelah terbit, koreksi "
        "menggantikan putaran ini; putaran ini tetap dapat dibaca.",
    )  # fmt: skip


def _back(row: Putaran) -> str:
    return reverse("merit:putaran_detail", args=[row.pk])
