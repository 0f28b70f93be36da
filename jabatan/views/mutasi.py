"""Rounds of moves: the list, one round with its rows, its steps, its papers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.berkas.forms.naskah import NaskahForm
from asn_portal.berkas.selectors.naskah import choices_of
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import angka
from jabatan import permissions
from jabatan.enums import StatusButirMutasi, StatusMutasi
from jabatan.forms_mutasi import ButirForm, PemegangForm, PengecualianForm, PutaranMutasiForm
from jabatan.models import ButirMutasi, PutaranMutasi
from jabatan.selectors import mutasi as selectors
from jabatan.selectors.periksa_mutasi import check_round, check_rows
from jabatan.selectors.surat_mutasi import agency_unit
from jabatan.services import buka_mutasi, naskah_mutasi
from jabatan.services import mutasi as services
from jabatan.services.mutasi import Pindah
from jabatan.views.mutasi_langkah import LANGKAH

PER_PAGE = 100
LIHAT = {
    "terhalang": ("Belum lolos", lambda row: bool(row.penghalang)),
    "dasar": ("Perlu dasar pengecualian", lambda row: row.ikut and row.butuh_dasar),
    "tertinggal": ("Tertinggal", lambda row: row.status == StatusButirMutasi.TERTINGGAL),
    "keluar": ("Dikeluarkan", lambda row: not row.ikut),
}


def seen(request: HttpRequest, pk: UUID) -> PutaranMutasi:
    """A round this account knows of."""
    rows = PutaranMutasi.objects.visible_to(request.user)
    papers = (
        "keputusan",
        "undangan",
        "berita_acara",
        "pekerjaan",
        "disusun_oleh",
        "diperiksa_oleh",
        "disetujui_oleh",
        "terbit_oleh",
    )
    found: PutaranMutasi = get_object_or_404(rows.select_related(*papers), pk=pk)
    return found


def worked_on(request: HttpRequest, pk: UUID) -> PutaranMutasi:
    row = seen(request, pk)
    require(permissions.can_work_on_round(request.user, row))
    return row


def mutasi_list(request: HttpRequest) -> HttpResponse:
    """Putaran mutasi."""
    require(permissions.can_see_rounds(request.user))
    page = Paginator(selectors.rounds_of(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    context = {"halaman": page, "boleh_buat": permissions.can_make_round(request.user)}
    return render(request, "jabatan/mutasi_list.html", context)


@once
def mutasi_add(request: HttpRequest) -> HttpResponse:
    """Susun putaran mutasi."""
    require(permissions.can_make_round(request.user))
    form = PutaranMutasiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = services.make_round(by=request.user, **form.cleaned_data)
        messages.success(request, "Putaran disusun. Tambahkan pemegang kedua dan orang-orangnya.")
        return redirect("jabatan:mutasi_detail", row.pk)
    context = {"form": form, "putaran": None, "tombol": "Susun putaran"}
    return render(request, "jabatan/mutasi_form.html", context, status=422 if form.errors else 200)


@once
def mutasi_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = worked_on(request, pk)
    form = PutaranMutasiForm(request.POST or None, initial={name: getattr(row, name) for name in PutaranMutasiForm.ISI})
    if request.method == "POST" and form.is_valid():
        services.change_round(row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "Keterangan putaran tersimpan.")
        return redirect("jabatan:mutasi_detail", row.pk)
    context = {"form": form, "putaran": row, "tombol": "Simpan keterangan"}
    return render(request, "jabatan/mutasi_form.html", context, status=422 if form.errors else 200)


def mutasi_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One round: what stands against it, who goes where, chains, seats that become empty, papers."""
    row = seen(request, pk)
    open_ = row.status in {StatusMutasi.DRAF, StatusMutasi.DIPERIKSA, StatusMutasi.DISETUJUI}
    rows = selectors.rows_of(row, check_rows(row) if open_ else None)
    works = permissions.can_work_on_round(request.user, row)
    asked, lihat = request.GET.get("lihat", ""), LIHAT.get(request.GET.get("lihat", ""))
    shown = [one for one in rows if lihat is None or lihat[1](one)]
    papers = naskah_mutasi.missing_papers(row) if works and row.status in naskah_mutasi.BERNASKAH else []
    context = {
        "putaran": row, "halaman": Paginator(shown, PER_PAGE).get_page(request.GET.get("hal")), "lihat": asked if lihat else "",
        "pilihan": [(kunci, kata, sum(test(one) for one in rows)) for kunci, (kata, test) in LIHAT.items()],
        "ikut": sum(one.ikut for one in rows), "terhalang": sum(bool(one.penghalang) for one in rows),
        "temuan": check_round(row) if open_ else [], "rantai": selectors.chains_of(rows), "kosong": selectors.vacancies_of(rows),
        "bekerja": works, "draf": row.status == StatusMutasi.DRAF, "terbuka": open_, "sisa_naskah": len(papers),
        "langkah": [one for one in LANGKAH.values() if works and one.offered(request.user, row)],
        "pemegang": row.daftar_pemegang.select_related("pengguna").order_by("ditambah_pada") if works else [],
        "dapat_keluar": works and open_ and (row.keputusan is None or row.keputusan.status == "dibatalkan"),
    }  # fmt: skip
    return render(request, "jabatan/mutasi_detail.html", context)


# -- rows ----------------------------------------------------------------------------------------------------------------


@once
def mutasi_tambah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """First the seat, found by words; then the person who goes there."""
    row = worked_on(request, pk)
    words, chosen = request.GET.get("kursi", "")[:100], request.GET.get("ke", "")
    seats = selectors.find_seats(row, words) if words else []
    seat = next((one for one in seats if str(one[0]) == chosen), None)
    form = ButirForm(request.POST or None, by=request.user) if seat else None
    if seat and form is not None and request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        move = Pindah(data["pegawai"].pk, seat[0], data["dasar_rangkap"], data["pengecualian"])
        if services.add_rows(row.pk, [move], by=request.user):
            messages.success(request, f"{data['pegawai'].nama} masuk putaran, ke {seat[1]}.")
        else:
            messages.warning(request, f"{data['pegawai'].nama} sudah ada dalam putaran ini.")
        return redirect("jabatan:mutasi_detail", row.pk)
    context = {"putaran": row, "kata": words, "kursi": seats, "dipilih": seat, "form": form}
    status = 422 if form is not None and form.errors else 200
    return render(request, "jabatan/mutasi_tambah.html", context, status=status)


def _butir(request: HttpRequest, pk: UUID) -> ButirMutasi:
    rounds = PutaranMutasi.objects.visible_to(request.user)
    row = get_object_or_404(
        ButirMutasi.objects.select_related("putaran", "pegawai"), pk=pk, putaran__in=rounds.values("pk")
    )
    require(permissions.can_work_on_round(request.user, row.putaran))
    found: ButirMutasi = row
    return found


@once
def butir_mutasi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One row: every finding with its citation, and what allows an exception."""
    butir = _butir(request, pk)
    found = check_rows(butir.putaran, StatusButirMutasi.values) if butir.putaran.status == StatusMutasi.DRAF else {}
    row = next((one for one in selectors.rows_of(butir.putaran, found) if one.id == butir.pk), None)
    if row is None:
        raise Http404
    form = PengecualianForm(request.POST or None, initial={"pengecualian": butir.pengecualian})
    if request.method == "POST" and form.is_valid():
        services.change_row(butir.pk, pengecualian=form.cleaned_data["pengecualian"], by=request.user)
        messages.success(request, f"Dasar pengecualian {butir.pegawai.nama} tersimpan.")
        return redirect("jabatan:mutasi_detail", butir.putaran_id)
    context = {"putaran": butir.putaran, "butir": butir, "baris": row, "form": form}
    return render(request, "jabatan/mutasi_butir.html", context, status=422 if form.errors else 200)


@once
def mutasi_pemegang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who else knows of the round."""
    row = worked_on(request, pk)
    form = PemegangForm(request.POST or None, putaran=row, hari=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        made = services.let_in(row.pk, pengguna=form.cleaned_data["pengguna"], by=request.user)
        messages.success(request, f"{made.pengguna.nama} kini pemegang putaran ini.")
        return redirect("jabatan:mutasi_detail", row.pk)
    context = {"putaran": row, "form": form, "tombol": "Jadikan pemegang", "judul": "Tambah pemegang putaran"}
    return render(request, "jabatan/mutasi_isian.html", context, status=422 if form.errors else 200)


@once
def mutasi_naskah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The papers that are still missing, made and numbered in one go."""
    row = worked_on(request, pk)
    missing = naskah_mutasi.missing_papers(row) if row.status in naskah_mutasi.BERNASKAH else []
    known = choices_of(agency_unit(row.instansi_id, timezone.localdate()), None, request.user.pk)
    holders = set(row.daftar_pemegang.values_list("pengguna_id", flat=True))
    # Who initials knows of it already; who signs learns of it then.
    officials = [one for one in known if one.menandatangani or one.akun_id in holders]
    form = NaskahForm(request.POST or None, pejabat=officials)
    if request.method == "POST" and form.is_valid():
        job = naskah_mutasi.start_papers(row.pk, pilihan=form.pilihan, kertas=form.kertas_dipilih, by=request.user)
        return redirect("core:pekerjaan_detail", job.pk)
    context: dict[str, Any] = {
        "putaran": row,
        "form": form,
        "banyak": len(missing),
        "ada": bool(officials),
        "sesudah": row.status == StatusMutasi.SELESAI,
    }
    return render(request, "jabatan/mutasi_naskah.html", context, status=422 if form.errors else 200)


@require_POST
@once
def mutasi_ulang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Those who stayed behind, once more."""
    row = worked_on(request, pk)
    went = buka_mutasi.retry_left_behind(row.pk, by=request.user)
    if went:
        messages.success(request, f"{angka(went)} orang yang tertinggal kini tertulis pada peta.")
    else:
        messages.warning(request, "Belum ada yang dapat ditulis; sebabnya masih ada pada barisnya.")
    return redirect("jabatan:mutasi_detail", row.pk)
