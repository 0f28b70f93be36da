"""The plan of an agency for five years, and its consultation: partners read and comment by a link, without an account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from asn_portal.core import pembatas
from asn_portal.core.htmx import once, refusal_in_form
from asn_portal.core.pembatas import Batas
from asn_portal.core.permissions import require
from pelatihan import permissions
from pelatihan.forms.rencana import (
    KomentarForm,
    PenetapanForm,
    ProgramRencanaForm,
    RencanaInstansiForm,
    TanggapanForm,
    TautanForm,
    initial_of_line,
    initial_of_plan,
)
from pelatihan.models import KomentarRencana, ProgramRencana, RencanaInstansi, TautanKonsultasi
from pelatihan.selectors import rencana as selectors
from pelatihan.services import rencana_instansi as services
from pelatihan.views.katalog import show_form

SERING = Batas(60, 600)
TERLALU_SERING = "Terlalu banyak permintaan dari jaringan Anda. Tunggu sepuluh menit, lalu coba lagi."
PANJANG_KUNCI = 64


def rencana_instansi_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_needs(request.user))
    rows = RencanaInstansi.objects.visible_to(request.user).order_by("-tahun_awal")
    context = {"daftar": rows, "kelola": permissions.can_manage(request.user)}
    return render(request, "pelatihan/rencana_instansi_list.html", context)


def _plan(request: HttpRequest, pk: UUID) -> RencanaInstansi:
    require(permissions.can_see_needs(request.user))
    return get_object_or_404(RencanaInstansi.objects.visible_to(request.user), pk=pk)


def rencana_instansi_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, today = _plan(request, pk), timezone.localdate()
    manages = permissions.can_manage(request.user)
    context = {
        "rencana": row, "tahun": selectors.years_of(row), "komentar": selectors.comments_of(row), "kelola": manages,
        "tautan": selectors.links_of(row, today) if manages else [], "ubah": manages and row.status != "ditetapkan",
    }  # fmt: skip
    return render(request, "pelatihan/rencana_instansi_detail.html", context)


@once
def rencana_instansi_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage(request.user))
    form = RencanaInstansiForm(request.POST or None, initial={"tahun_awal": timezone.localdate().year + 1})
    if request.method == "POST" and form.is_valid():
        row = services.save_rencana(None, isi=form.cleaned_data, by=request.user)
        messages.success(request, "Rencana tersimpan sebagai draf. Tambahkan kegiatannya.")
        return redirect("pelatihan:rencana_instansi_detail", row.pk)
    back = reverse("pelatihan:rencana_instansi_list")
    return show_form(
        request, form, judul="Rencana baru", tombol="Simpan rencana", kembali=back, nama_kembali="Rencana instansi"
    )


@once
def rencana_instansi_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _plan(request, pk)
    require(permissions.can_manage(request.user))
    form = RencanaInstansiForm(request.POST or None, initial=initial_of_plan(row))
    back = reverse("pelatihan:rencana_instansi_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.save_rencana(row.pk, isi=form.cleaned_data, by=request.user)
        messages.success(request, "Rencana tersimpan.")
        return redirect(back)
    return show_form(request, form, judul="Ubah rencana", tombol="Simpan rencana", kembali=back, nama_kembali=row.judul)


@once
def program_rencana_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _plan(request, pk)
    require(permissions.can_manage(request.user))
    form = ProgramRencanaForm(request.POST or None, by=request.user, rencana=row)
    back = reverse("pelatihan:rencana_instansi_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.save_program(row.pk, None, isi=form.cleaned_data, by=request.user)
        messages.success(request, "Kegiatan tersimpan.")
        return redirect(back)
    return show_form(
        request, form, judul="Tambah kegiatan", tombol="Simpan kegiatan", kembali=back, nama_kembali=row.judul
    )


def _line(request: HttpRequest, pk: UUID) -> ProgramRencana:
    require(permissions.can_manage(request.user))
    rows = ProgramRencana.objects.filter(rencana__in=RencanaInstansi.objects.visible_to(request.user))
    return get_object_or_404(rows.select_related("rencana"), pk=pk)


@once
def program_rencana_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _line(request, pk)
    form = ProgramRencanaForm(request.POST or None, by=request.user, rencana=row.rencana, initial=initial_of_line(row))
    back = reverse("pelatihan:rencana_instansi_detail", args=[row.rencana_id])
    if request.method == "POST" and form.is_valid():
        services.save_program(row.rencana_id, row.pk, isi=form.cleaned_data, by=request.user)
        messages.success(request, "Kegiatan tersimpan.")
        return redirect(back)
    return show_form(
        request, form, judul="Ubah kegiatan", tombol="Simpan kegiatan", kembali=back, nama_kembali=row.rencana.judul
    )


@require_POST
@once
def program_rencana_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = services.drop_program(_line(request, pk).pk, by=request.user)
    messages.success(request, "Kegiatan dihapus dari rencana.")
    return redirect("pelatihan:rencana_instansi_detail", plan.pk)


@require_POST
@once
def rencana_instansi_consult(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = services.open_consultation(_plan(request, pk).pk, by=request.user)
    messages.success(request, "Konsultasi dibuka. Undang mitra dengan tautan masing-masing.")
    return redirect("pelatihan:rencana_instansi_detail", row.pk)


@refusal_in_form
def tautan_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The link is shown once, on the answer itself: it stands nowhere else."""
    row = _plan(request, pk)
    require(permissions.can_manage(request.user))
    form = TautanForm(request.POST or None)
    back = reverse("pelatihan:rencana_instansi_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        made, kunci = services.make_link(row.pk, **form.cleaned_data, by=request.user)
        address = f"{settings.ALAMAT}{reverse('pelatihan:konsultasi')}?{urlencode({'kunci': kunci})}"
        return render(request, "pelatihan/tautan.html", {"tautan": made, "alamat": address, "rencana": row})
    return show_form(
        request, form, judul="Undang mitra", tombol="Buat tautan", kembali=back, nama_kembali=row.judul,
        penjelasan="Siapa pun yang memegang tautan dapat membaca rencana ini dan berkomentar atas nama lembaganya.",
    )  # fmt: skip


@require_POST
@once
def tautan_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(permissions.can_manage(request.user))
    rows = TautanKonsultasi.objects.filter(rencana__in=RencanaInstansi.objects.visible_to(request.user))
    row = services.close_link(get_object_or_404(rows, pk=pk).pk, by=request.user)
    messages.success(request, f"Tautan {row.mitra} ditutup.")
    return redirect("pelatihan:rencana_instansi_detail", row.rencana_id)


@once
def komentar_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(permissions.can_manage(request.user))
    rows = KomentarRencana.objects.filter(tautan__rencana__in=RencanaInstansi.objects.visible_to(request.user))
    row = get_object_or_404(rows.select_related("tautan__rencana", "butir"), pk=pk)
    form = TanggapanForm(request.POST or None)
    back = reverse("pelatihan:rencana_instansi_detail", args=[row.tautan.rencana_id])
    if request.method == "POST" and form.is_valid():
        services.answer_comment(row.pk, **form.cleaned_data, by=request.user)
        messages.success(request, f"Komentar {row.tautan.mitra} ditanggapi.")
        return redirect(back)
    about = f"tentang {row.butir}" if row.butir else "tentang seluruh rencana"
    return show_form(
        request, form, judul=f"Tanggapi komentar {row.tautan.mitra}", tombol="Simpan tanggapan", kembali=back,
        nama_kembali=row.tautan.rencana.judul, penjelasan=f"Komentar {about}: {row.isi}",
    )  # fmt: skip


@once
def rencana_instansi_determine(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _plan(request, pk)
    require(permissions.can_manage(request.user))
    form = PenetapanForm(request.POST or None)
    back = reverse("pelatihan:rencana_instansi_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.determine(row.pk, dasar=form.cleaned_data["dasar"], by=request.user)
        messages.success(request, "Rencana ditetapkan. Mitra membaca tanggapannya lewat tautan yang sama.")
        return redirect(back)
    return show_form(
        request, form, judul="Tetapkan rencana", tombol="Tetapkan rencana", kembali=back, nama_kembali=row.judul,
        penjelasan=selectors.determine_text(row),
    )  # fmt: skip


@login_not_required
@never_cache
@refusal_in_form
def konsultasi(request: HttpRequest) -> HttpResponse:
    """For whoever holds the link: the plan, the own institution's comments with their answers, and a field for a new one."""
    kunci = request.GET.get("kunci", "")[:PANJANG_KUNCI]
    often = pembatas.count(SERING, "konsultasi", request.META.get("REMOTE_ADDR")) > SERING.jumlah
    row = None if often or not kunci else selectors.link_by_key(kunci)
    if row is None:
        sentence = TERLALU_SERING if often else services.TIDAK_BERLAKU
        return render(request, "pelatihan/konsultasi.html", {"kalimat": sentence}, status=429 if often else 404)
    years = selectors.years_of(row.rencana)
    opened = selectors.is_open(row, timezone.localdate())
    form = KomentarForm(request.POST or None, butir=selectors.line_choices(years))
    if request.method == "POST" and form.is_valid():
        about = form.cleaned_data["butir"]
        services.comment(row.pk, butir_id=UUID(about) if about else None, isi=form.cleaned_data["isi"])
        return redirect(f"{reverse('pelatihan:konsultasi')}?{urlencode({'kunci': kunci, 'terkirim': 1})}")
    context: dict[str, Any] = {
        "tautan": row, "rencana": row.rencana, "tahun": years, "form": form, "terbuka": opened,
        "komentar": row.daftar_komentar.select_related("butir").order_by("-pada"), "terkirim": "terkirim" in request.GET,
    }  # fmt: skip
    return render(request, "pelatihan/konsultasi.html", context, status=422 if form.errors else 200)
