"""One seat: what it is, who sits in it, putting somebody in and taking somebody out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.views.unit import as_of
from jabatan import permissions, selectors
from jabatan.enums import JenisJabatan, JenisPenempatan
from jabatan.forms import AkhiriForm, BatalkanForm, PenempatanForm, PerbaikiForm
from jabatan.models import Jabatan, Penempatan
from jabatan.services import koreksi_tempat, penempatan
from jabatan.wewenang import powers_of

# Whose powers the table of acts knows.
POWERS = (JenisPenempatan.PLT, JenisPenempatan.PLH)


def _seat(request: HttpRequest, pk: UUID) -> tuple[Jabatan, selectors.Kursi]:
    seat = get_object_or_404(Jabatan.objects.visible_to(request.user), pk=pk)
    found = selectors.seat_on(seat, as_of(request)) or selectors.seat_on(seat, timezone.localdate())
    if found is None:
        raise Http404
    return seat, found


def jabatan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    seat, found = _seat(request, pk)
    context = {
        "kursi": found,
        "tanggal": as_of(request),
        "boleh_ubah": permissions.can_change_seats_of(request.user, found.rincian.unit_id),
        "riwayat": selectors.seat_history(seat),
        "wewenang": next((powers_of(row.jenis, as_of(request)) for row in found.kini if row.jenis in POWERS), []),
        "pejabat": selectors.officials_of(seat) if seat.jenis == JenisJabatan.PEJABAT_NEGARA else [],
        "boleh_calon": permissions.can_describe_posts(request.user),
    }
    return render(request, "jabatan/jabatan_detail.html", context)


@once
def jabatan_place(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tempatkan pegawai."""
    seat, found = _seat(request, pk)
    require(permissions.can_change_seats_of(request.user, found.rincian.unit_id))
    initial = {"mulai": timezone.localdate(), "jenis": request.GET.get("jenis", "")}
    form = PenempatanForm(request.POST or None, by=request.user, jabatan=seat, initial=initial)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["pegawai"]
        penempatan.place_pegawai(seat.pk, by=request.user, **_placing(form.cleaned_data))
        messages.success(
            request,
            f"{person.nama} ditempatkan sebagai {found.rincian.nama}, mulai {tanggal(form.cleaned_data['mulai'])}.",
        )
        return redirect("jabatan:jabatan_detail", seat.pk)
    context = {"form": form, "kursi": found}
    return render(request, "jabatan/penempatan_form.html", context, status=422 if form.errors else 200)


def _placing(data: dict[str, Any]) -> dict[str, Any]:
    decided = penempatan.Keputusan(
        data["dasar"], data["sk_nomor"], data["sk_tanggal"], data["tanggal_pelantikan"]
    )  # fmt: skip
    kept = {name: data[name] for name in ("pegawai", "mulai", "sampai", "pindah", "sub_jabatan", "dasar_rangkap")}
    return kept | {"jenis": JenisPenempatan(data["jenis"]), "keputusan": decided}


@once
def penempatan_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Akhiri penempatan."""
    row, found = _placement(request, pk)
    form = AkhiriForm(request.POST or None, initial={"sampai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        penempatan.end_penempatan(row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"Penempatan {row.pegawai.nama} berakhir {tanggal(form.cleaned_data['sampai'])}.")
        return redirect("jabatan:jabatan_detail", row.jabatan_id)
    context = {
        "form": form,
        "kursi": found,
        "penempatan": row,
        "judul": "Akhiri penempatan",
        "tombol": "Akhiri penempatan",
    }
    return render(request, "jabatan/akhiri_form.html", context, status=422 if form.errors else 200)


@once
def penempatan_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Perbaiki rincian: letter, inauguration, field."""
    row, found = _placement(request, pk)
    form = PerbaikiForm(request.POST or None, initial={name: getattr(row, name) for name in PerbaikiForm.ISI})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        decided = penempatan.Keputusan(data["dasar"], data["sk_nomor"], data["sk_tanggal"], data["tanggal_pelantikan"])
        kept = {name: data[name] for name in ("alasan", "sub_jabatan", "dasar_rangkap")}
        koreksi_tempat.correct_penempatan(row.pk, keputusan=decided, by=request.user, **kept)
        messages.success(request, f"Rincian penempatan {row.pegawai.nama} diperbaiki.")
        return redirect("jabatan:jabatan_detail", row.jabatan_id)
    context = {
        "form": form,
        "kursi": found,
        "penempatan": row,
        "judul": "Perbaiki rincian penempatan",
        "tombol": "Simpan perbaikan",
    }
    return render(request, "jabatan/akhiri_form.html", context, status=422 if form.errors else 200)


@once
def penempatan_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Batalkan penempatan: a wrong person, seat or day."""
    row, found = _placement(request, pk)
    form = BatalkanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        koreksi_tempat.undo_penempatan(row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"Penempatan {row.pegawai.nama} dibatalkan; jabatan sebelumnya berlaku lagi.")
        return redirect("jabatan:jabatan_detail", row.jabatan_id)
    context = {
        "form": form,
        "kursi": found,
        "penempatan": row,
        "judul": "Batalkan penempatan",
        "tombol": "Batalkan penempatan",
    }
    return render(
        request, "jabatan/akhiri_form.html", context | {"akibat": UNDOING}, status=422 if form.errors else 200
    )


UNDOING = (
    "Penempatan ini hilang dari semua tanggalnya. Jabatan dan unit sebelumnya berlaku lagi; peran yang berakhir karena "
    "pindah unit diberikan lagi tersendiri."
)


def _placement(request: HttpRequest, pk: UUID) -> tuple[Penempatan, selectors.Kursi]:
    """A placement that this account may change, with its seat."""
    seats = Jabatan.objects.visible_to(request.user)
    row = get_object_or_404(Penempatan.objects.kini().select_related("pegawai", "jabatan"), pk=pk, jabatan__in=seats)
    found = selectors.seat_on(row.jabatan, max(row.mulai, timezone.localdate()))
    if found is None:
        raise Http404
    require(permissions.can_place(request.user, row.pegawai, found.rincian.unit_id))
    return row, found
