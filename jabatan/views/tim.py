"""Task teams: the list, one team with its members and results, who could join."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.berkas.forms.naskah import NaskahForm
from asn_portal.berkas.selectors.naskah import choices_of
from asn_portal.core.bilah import to_default
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from jabatan import permissions
from jabatan.daftar import TIM
from jabatan.enums import StatusTim
from jabatan.forms_tim import AkhirAnggotaForm, AnggotaForm, HasilAkhirForm, IndikatorForm, TimForm, UkuranForm
from jabatan.models import AnggotaTim, IndikatorTim, TimKhusus
from jabatan.selectors import tim as selectors
from jabatan.services import tim as services

PER_PAGE = 50


def seen(request: HttpRequest, pk: UUID) -> TimKhusus:
    found: TimKhusus = get_object_or_404(TimKhusus.objects.visible_to(request.user).select_related("naskah"), pk=pk)
    return found


def managed(request: HttpRequest, pk: UUID) -> TimKhusus:
    row = seen(request, pk)
    require(permissions.can_manage_team(request.user, row.unit_id))
    return row


def page_of_form(
    request: HttpRequest, row: TimKhusus | None, form: Any, judul: str, tombol: str, **more: Any
) -> HttpResponse:
    context = {"tim": row, "form": form, "judul": judul, "tombol": tombol, **more}
    return render(request, "jabatan/tim_isian.html", context, status=422 if form.errors else 200)


def tim_list(request: HttpRequest) -> HttpResponse:
    """Tim khusus."""
    require(permissions.can_see_map(request.user))
    if away := to_default(request, TIM.nama):
        return away
    status, kata = request.GET.get("status", ""), request.GET.get("q", "")[:100]
    rows = selectors.teams_of(request.user, timezone.localdate(), status=status, kata=kata)
    context = {
        "kolom": TIM.columns_on_page(request.user, request.GET),
        "halaman": Paginator(TIM.ordered(rows, request.user, request.GET), PER_PAGE).get_page(request.GET.get("hal")), "status": status, "q": kata,
        "pilihan_status": StatusTim.choices, "boleh_bentuk": permissions.can_manage_some_team(request.user),
    }  # fmt: skip
    return render(request, "jabatan/tim_list.html", context)


@once
def tim_add(request: HttpRequest) -> HttpResponse:
    """Bentuk tim khusus."""
    require(permissions.can_manage_some_team(request.user))
    form = TimForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        row = services.make_team(by=request.user, **form.cleaned_data)
        messages.success(request, f"{row.nama} dibentuk. Tambahkan ketua, anggota, dan indikatornya.")
        return redirect("jabatan:tim_detail", row.pk)
    return page_of_form(request, None, form, "Bentuk tim khusus", "Bentuk tim")


@once
def tim_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = managed(request, pk)
    names = ("nama", "mandat", "lingkup", "mulai", "sampai")
    form = TimForm(request.POST or None, by=request.user, tim=row, initial={name: getattr(row, name) for name in names})
    if request.method == "POST" and form.is_valid():
        services.change_team(row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "Keterangan tim tersimpan.")
        return redirect("jabatan:tim_detail", row.pk)
    return page_of_form(request, row, form, "Ubah keterangan tim", "Simpan keterangan")


def tim_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One team: mandate, members, results before, during and after."""
    row = seen(request, pk)
    manages = permissions.can_manage_team(request.user, row.unit_id)
    open_ = row.status in {StatusTim.DRAF, StatusTim.AKTIF}
    context = {
        "tim": row, "anggota": selectors.members_of(row), "hasil": selectors.results_of(row), "kelola": manages and open_,
        "mencatat": permissions.can_record_results(request.user, row), "hari": timezone.localdate(),
        "panggilan": row.daftar_panggilan.order_by("-batas"), "nama_unit": selectors.unit_of(row, timezone.localdate()),
        "tanpa_surat": row.naskah is None or row.naskah.status == "dibatalkan",
    }  # fmt: skip
    return render(request, "jabatan/tim_detail.html", context)


def tim_cari(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who knows what the team needs."""
    row, kata = managed(request, pk), request.GET.get("q", "")[:100]
    found = selectors.find_members(row, kata, timezone.localdate()) if kata else []
    return render(request, "jabatan/tim_cari.html", {"tim": row, "q": kata, "daftar": found})


@once
def tim_anggota(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = managed(request, pk)
    form = AnggotaForm(request.POST or None, by=request.user, initial={"pegawai": request.GET.get("pegawai", "")[:60]})
    if request.method == "POST" and form.is_valid():
        services.add_member(row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"{form.cleaned_data['pegawai'].nama} masuk {row.nama}.")
        return redirect("jabatan:tim_detail", row.pk)
    return page_of_form(request, row, form, "Tambah anggota", "Tambahkan")


@once
def anggota_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    member = get_object_or_404(
        AnggotaTim.objects.kini().select_related("pegawai"),
        pk=pk,
        tim__in=TimKhusus.objects.visible_to(request.user).values("pk"),
    )
    row = managed(request, member.tim_id)
    form = AkhirAnggotaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.end_member(member.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"Keanggotaan {member.pegawai.nama} berakhir.")
        return redirect("jabatan:tim_detail", row.pk)
    return page_of_form(request, row, form, f"Akhiri keanggotaan {member.pegawai.nama}", "Akhiri keanggotaan")


@once
def tim_indikator(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = managed(request, pk)
    form = IndikatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.add_indicator(row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "Indikator ditambahkan.")
        return redirect("jabatan:tim_detail", row.pk)
    return page_of_form(request, row, form, "Tambah indikator", "Tambahkan indikator")


@once
def indikator_nilai(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A measured value of a day."""
    teams = TimKhusus.objects.visible_to(request.user)
    indikator = get_object_or_404(IndikatorTim.objects.select_related("tim"), pk=pk, tim__in=teams.values("pk"))
    require(permissions.can_record_results(request.user, indikator.tim))
    form = UkuranForm(request.POST or None, initial={"tanggal": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        services.record_value(indikator.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"Nilai {indikator.nama} tercatat.")
        return redirect("jabatan:tim_detail", indikator.tim_id)
    return page_of_form(request, indikator.tim, form, f"Catat hasil: {indikator.nama}", "Catat nilai")


@require_POST
@once
def tim_mulai(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = services.start_team(managed(request, pk).pk, by=request.user)
    messages.success(request, f"{row.nama} mulai bekerja; anggotanya sudah diberi tahu.")
    return redirect("jabatan:tim_detail", row.pk)


@once
def tim_akhir(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The end: finished when it worked, given up when it never began."""
    row = managed(request, pk)
    works = row.status == StatusTim.AKTIF
    form = HasilAkhirForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        end = services.finish_team if works else services.cancel_team
        end(row.pk, hasil=form.cleaned_data["hasil"], by=request.user)
        messages.success(request, "Tim selesai." if works else "Tim dibatalkan.")
        return redirect("jabatan:tim_detail", row.pk)
    judul = f"Selesaikan {row.nama}?" if works else f"Batalkan {row.nama}?"
    return page_of_form(request, row, form, judul, "Selesaikan tim" if works else "Batalkan tim")


@once
def tim_surat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Surat tugas."""
    row = managed(request, pk)
    officials = choices_of(row.unit_id, None, request.user.pk)
    form = NaskahForm(request.POST or None, pejabat=officials)
    if request.method == "POST" and form.is_valid():
        paper = services.write_letter(row.pk, pilihan=form.pilihan, kertas=form.kertas_dipilih, by=request.user)
        messages.success(request, "Surat tugas dikirim ke pemaraf pertama.")
        return redirect("berkas:naskah_detail", paper.pk)
    return page_of_form(request, row, form, "Susun surat tugas", "Susun dan kirim surat")
