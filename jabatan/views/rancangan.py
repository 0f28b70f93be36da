"""Ruang rancang: drafts, their operations and effects, and the way to publication and back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from asn_portal.core.forms.dasar import AlasanForm
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from jabatan import permissions
from jabatan.daftar_peta import RANCANGAN
from jabatan.enums import JenisLangkah
from jabatan.forms_rancangan import (
    FORMULIR,
    KembalikanForm,
    RancanganBaruForm,
    RancanganForm,
    SalinForm,
    TerbitForm,
)
from jabatan.models import LangkahRancangan, RancanganSusunan
from jabatan.selectors import daftar_rancangan
from jabatan.selectors import rancangan as selectors
from jabatan.services import batal_rancangan, terbit_rancangan
from jabatan.services import rancangan as services

PER_PAGE = 25


def rancangan_list(request: HttpRequest) -> HttpResponse:
    """Ruang rancang: every draft that this account may see, the newest first."""
    require(permissions.can_see_drafts(request.user))
    asked = daftar_rancangan.read_saringan(request.GET)
    rows = RANCANGAN.ordered(daftar_rancangan.drafts_listed(request.user, asked), request.user, request.GET)
    context = {
        "halaman": Paginator(rows, PER_PAGE).get_page(request.GET.get("hal")),
        "kolom": RANCANGAN.columns_on_page(request.user, request.GET),
        "saring": asked,
        "pilihan_keadaan": list(daftar_rancangan.KEADAAN.items()),
        "boleh_buat": daftar_rancangan.may_draft(request.user),
    }
    return render(request, "jabatan/rancangan_list.html", context)


@once
def rancangan_add(request: HttpRequest) -> HttpResponse:
    """Buat rancangan: of which unit, from which day."""
    require(daftar_rancangan.may_draft(request.user))
    form = RancanganBaruForm(
        request.POST or None, by=request.user, units=daftar_rancangan.units_to_draft(request.user),
        initial={"unit": request.GET.get("unit")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        row = services.create_draft(by=request.user, **form.cleaned_data)
        messages.success(request, "Rancangan dibuat. Peta belum berubah sampai rancangan ini diterbitkan.")
        return redirect("jabatan:rancangan_detail", row.pk)
    context = {"form": form, "judul": "Buat rancangan", "tombol": "Buat rancangan"}
    return render(request, "jabatan/rancangan_form.html", context, status=422 if form.errors else 200)


def rancangan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Susunan rancangan di samping susunan sekarang, langkahnya, dan akibatnya."""
    row = _seen(request, pk)
    room = selectors.open_room(row)
    context: dict[str, Any] = {
        "rancangan": row,
        "ruang": room,
        "tindakan": daftar_rancangan.actions_on(request.user, row, room),
        "langkah_baru": daftar_rancangan.LANGKAH,
        "isi": daftar_rancangan.contents_of(room, request.GET.get("lihat", "")) if room else None,
        "unit": daftar_rancangan.units_shown(room, semua="semua" in request.GET) if room else [],
        "pembanding": daftar_rancangan.beside(request.user, row),
        "pekerjaan": daftar_rancangan.job_of(request.user, row),
        "paling_banyak": daftar_rancangan.DITAMPILKAN,
    }
    return render(request, "jabatan/rancangan_detail.html", context)


@once
def rancangan_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ubah rancangan: title, day and basis."""
    row = _own(request, pk)
    initial = {name: getattr(row, name) for name in ("judul", "tanggal", "dasar")}
    form = RancanganForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_draft(row.pk, by=request.user, **form.cleaned_data)
        return redirect("jabatan:rancangan_detail", row.pk)
    return _form(request, row, form, "Ubah rancangan", "Simpan perubahan")


@once
def rancangan_copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Salin rancangan: a second one to lay beside it."""
    row = _seen(request, pk)
    require(permissions.can_draft_for(request.user, row.unit_id))
    form = SalinForm(request.POST or None, initial={"judul": f"{row.judul} (pilihan lain)"[:150]})
    if request.method == "POST" and form.is_valid():
        copied = services.copy_draft(row.pk, judul=form.cleaned_data["judul"], by=request.user)
        return redirect("jabatan:rancangan_detail", copied.pk)
    return _form(request, row, form, "Salin rancangan", "Salin rancangan")


def rancangan_compare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bandingkan dua rancangan, dan keduanya dengan susunan sekarang."""
    row = _seen(request, pk)
    others = daftar_rancangan.beside(request.user, row)
    other = next((one for one in others if str(one.pk) == request.GET.get("dengan")), None)
    rooms = [room for one in (row, other) if one is not None and (room := selectors.open_room(one)) is not None]
    context = {
        "rancangan": row,
        "lain": other,
        "pilihan": others,
        "ukuran": daftar_rancangan.figures_beside(rooms),
        "unit": daftar_rancangan.units_beside(rooms),
        "ruang": rooms,
    }
    return render(request, "jabatan/rancangan_banding.html", context)


@once
def langkah_add(request: HttpRequest, pk: UUID, jenis: str) -> HttpResponse:
    """Tambah langkah: one operation on what the draft has become so far."""
    row = _own(request, pk)
    room = selectors.open_room(row)
    if jenis not in FORMULIR or room is None:
        raise Http404
    label = JenisLangkah(jenis).label
    chosen = {name: request.GET[name] for name in ("unit", "jabatan", "induk") if name in request.GET}
    extra = {"dari": daftar_rancangan.key_in(request.GET, "jabatan")} if jenis == JenisLangkah.PEMANGKU_PINDAH else {}
    form = FORMULIR[jenis](request.POST or None, susunan=room.kini, initial=chosen, **extra)
    if request.method == "POST" and form.is_valid():
        services.add_step(row.pk, jenis=jenis, isi=form.isi(), by=request.user)
        messages.success(request, "Langkah ditambahkan. Akibatnya dihitung lagi di bawah ini.")
        return redirect("jabatan:rancangan_detail", row.pk)
    return _form(request, row, form, label, "Tambah langkah")


@once
@require_POST
def langkah_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hapus langkah."""
    drafts = RancanganSusunan.objects.visible_to(request.user)
    step = get_object_or_404(LangkahRancangan.objects.filter(rancangan__in=drafts), pk=pk)
    row = services.remove_step(step.pk, by=request.user)
    messages.success(request, "Langkah dihapus. Langkah sesudahnya dihitung lagi tanpa langkah itu.")
    return redirect("jabatan:rancangan_detail", row.pk)


TINDAKAN = {
    "pakai-peta": (services.accept_map, "Rancangan memakai peta terbaru."),
    "ajukan": (services.submit_draft, "Rancangan diajukan. Pengelola provinsi lain memeriksa dan menerbitkannya."),
    "tarik": (services.take_back_draft, "Rancangan ditarik dan dapat diubah lagi."),
    "buang": (services.discard_draft, "Rancangan dibuang. Isinya tetap dapat dibaca."),
}


@once
@require_POST
def rancangan_act(request: HttpRequest, pk: UUID, tindakan: str) -> HttpResponse:
    """Ajukan, tarik, buang, atau pakai peta terbaru."""
    row = _seen(request, pk)
    if tindakan not in TINDAKAN:
        raise Http404
    act, sentence = TINDAKAN[tindakan]
    act(row.pk, by=request.user)
    messages.success(request, sentence)
    return redirect("jabatan:rancangan_detail", row.pk)


@once
def rancangan_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kembalikan rancangan kepada penyusunnya."""
    row = _seen(request, pk)
    require(permissions.can_publish_draft(request.user, row))
    form = KembalikanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.return_draft(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Rancangan dikembalikan kepada penyusunnya.")
        return redirect("jabatan:rancangan_detail", row.pk)
    return _form(request, row, form, "Kembalikan rancangan", "Kembalikan rancangan")


@once
def rancangan_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Terbitkan rancangan: what will happen, in figures, and doing it."""
    row = _seen(request, pk)
    require(permissions.can_publish_draft(request.user, row))
    room = selectors.open_room(row)
    if room is None:
        raise Http404
    form = TerbitForm(request.POST or None, initial={"sidik": room.sidik_akibat, "dasar": row.dasar})
    if request.method == "POST" and form.is_valid():
        job = terbit_rancangan.start_publication(row.pk, by=request.user, **form.cleaned_data)
        return redirect("core:pekerjaan_detail", job.pk)
    context = {"form": form, "rancangan": row, "ruang": room, "judul": "Terbitkan rancangan"}
    context |= {"tombol": "Terbitkan rancangan", "akibat": daftar_rancangan.what_publication_does(room)}
    return render(request, "jabatan/rancangan_putusan.html", context, status=422 if form.errors else 200)


@once
def rancangan_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Batalkan penerbitan sebelum tanggal berlakunya."""
    row = _seen(request, pk)
    require(permissions.can_undo_publication(request.user, row))
    form = AlasanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        job = batal_rancangan.start_undo(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        return redirect("core:pekerjaan_detail", job.pk)
    context = {"form": form, "rancangan": row, "judul": "Batalkan penerbitan", "tombol": "Batalkan penerbitan"}
    context |= {"akibat": daftar_rancangan.what_undo_does(row)}
    return render(request, "jabatan/rancangan_putusan.html", context, status=422 if form.errors else 200)


def _seen(request: HttpRequest, pk: UUID) -> RancanganSusunan:
    rows = RancanganSusunan.objects.visible_to(request.user).select_related("disusun_oleh", "diterbitkan_oleh")
    return get_object_or_404(rows, pk=pk)


def _own(request: HttpRequest, pk: UUID) -> RancanganSusunan:
    row = _seen(request, pk)
    require(permissions.can_edit_draft(request.user, row))
    return row


def _form(request: HttpRequest, row: RancanganSusunan, form: Any, judul: str, tombol: str) -> HttpResponse:
    context = {"form": form, "rancangan": row, "judul": judul, "tombol": tombol}
    return render(request, "jabatan/rancangan_form.html", context, status=422 if form.errors else 200)
