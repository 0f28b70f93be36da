"""Succession: plans of seats, the statement before anything is shown, the pool, choices, signatures, the decision."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from jabatan.enums import STRUKTURAL, JenisJabatan
from merit import forms_suksesi as forms
from merit import permissions_suksesi as permissions
from merit.enums_talenta import StatusSuksesi
from merit.models import PilihanSuksesi, RencanaSuksesi
from merit.selectors import suksesi as selectors
from merit.services import suksesi as services
from merit.views.putaran import show_form
from pegawai.models import Pegawai

PER_PAGE = 30


def suksesi_list(request: HttpRequest) -> HttpResponse:
    """Plans, and the way to a new one."""
    require(permissions.works_with_succession(request.user))
    rows = selectors.plans_listed(request.user, request.GET)
    context = {
        "halaman": Paginator(rows, PER_PAGE).get_page(request.GET.get("hal")),
        "keadaan": request.GET.get("keadaan", ""), "pilihan_keadaan": StatusSuksesi.choices,
        "komite": permissions.is_committee(request.user), "putaran": selectors.latest_run(request.user),
    }  # fmt: skip
    return render(request, "merit/suksesi_list.html", context)


def suksesi_seats(request: HttpRequest) -> HttpResponse:
    """Which seat it is about."""
    require(permissions.is_committee(request.user))
    rows = selectors.seats_listed(request.user, request.GET)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    context = {
        "halaman": page, "unit": selectors.units_of(list(page), timezone.localdate()),
        "q": request.GET.get("q", "")[:100], "jenis": request.GET.get("jenis", ""),
        "pilihan_jenis": [(one.value, str(one.label)) for one in JenisJabatan if one in STRUKTURAL],
    }  # fmt: skip
    return render(request, "merit/suksesi_kursi.html", context)


@once
def suksesi_start(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(permissions.is_committee(request.user))
    seat = selectors.seat_in_reach(request.user, pk)
    if seat is None:
        raise Http404
    form = forms.RencanaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = services.start_plan(pk, **form.cleaned_data, by=request.user)
        messages.success(request, "Rencana suksesi dibuat dan sidang pertamanya dibuka.")
        return redirect("merit:suksesi_detail", row.pk)
    nama, unit = selectors.seat_words(seat, timezone.localdate())
    return show_form(
        request, form, judul=f"Susun rencana suksesi {nama}", tombol="Susun rencana", kembali=reverse("merit:suksesi_seats"),
        nama_kembali="Pilih jabatan", penjelasan=f"{unit}. Calonnya dibaca dari putaran talenta yang terbit.",
    )  # fmt: skip


def plan_of(request: HttpRequest, pk: UUID) -> RencanaSuksesi:
    rows = permissions.visible_plans(request.user).select_related("putaran__versi__instrumen", "jabatan", "dibuat_oleh")
    return get_object_or_404(rows, pk=pk)


def suksesi_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The pool, once the interest is stated; before that only what the plan is about."""
    row = plan_of(request, pk)
    stated = permissions.statement_of(request.user, row)
    context: dict[str, Any] = {
        "rencana": row, "pernyataan": stated, "sidang": permissions.latest_session(row),
        "dapat_menyatakan": permissions.can_state(request.user, row), "terbuka": False,
        "tutup_saja": permissions.plan_actions(request.user, row)["tutup"],
    }  # fmt: skip
    if permissions.may_read_pool(request.user, row):
        context |= {
            "terbuka": True, "kelompok": services.open_pool(row, by=request.user),
            "aksi": permissions.plan_actions(request.user, row), "pilihan": selectors.choices_of(row, request.user),
            "uji": selectors.tests_of(row, request.user),
            "daftar_sidang": row.daftar_sidang.select_related("dibuka_oleh", "ditutup_oleh").order_by("-nomor"),
        }  # fmt: skip
    return render(request, "merit/suksesi_detail.html", context)


@once
def suksesi_state(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = plan_of(request, pk)
    form = forms.PernyataanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        conflict = form.cleaned_data["benturan"] == "ada"
        services.state_interest(row.pk, ada_benturan=conflict, uraian=form.cleaned_data["uraian"], by=request.user)
        messages.success(request, "Pernyataan tercatat." + ("" if conflict else " Daftar calon terbuka bagi Anda."))
        return redirect("merit:suksesi_detail", row.pk)
    return show_form(
        request, form, judul="Pernyataan kepentingan", tombol="Simpan pernyataan", kembali=_back(row),
        nama_kembali=row.nama_jabatan,
        penjelasan="Dinyatakan sekali untuk setiap sidang, sebelum nama siapa pun ditampilkan. Yang menyatakan ada benturan "
        "tidak melihat daftarnya.",
    )  # fmt: skip


def _back(row: RencanaSuksesi) -> str:
    return reverse("merit:suksesi_detail", args=[row.pk])


@once
def suksesi_choose(request: HttpRequest, pk: UUID, orang: UUID) -> HttpResponse:
    """Somebody of the list."""
    row = plan_of(request, pk)
    require(permissions.can_work(request.user, row))
    person = get_object_or_404(Pegawai, pk=orang, instansi_id=row.instansi_id)
    form = forms.PilihForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.choose(row.pk, person.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, f"{person.nama} dipilih.")
        return redirect("merit:suksesi_detail", row.pk)
    return show_form(
        request, form, judul=f"Pilih {person.nama}", tombol="Simpan pilihan", kembali=_back(row), nama_kembali=row.nama_jabatan,
        penjelasan=f"Untuk {row.nama_jabatan}, {row.nama_unit}.",
    )  # fmt: skip


@once
def suksesi_choose_outside(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = plan_of(request, pk)
    require(permissions.can_work(request.user, row))
    form = forms.PilihLuarForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["akun"]
        choice = services.choose(row.pk, person.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        inside = "dipilih." if choice.dari_daftar else "diusulkan; berlaku setelah tanda tangan kedua."
        messages.success(request, f"{person.nama} {inside}")
        return redirect("merit:suksesi_detail", row.pk)
    return show_form(
        request, form, judul="Pilih di luar daftar", tombol="Usulkan", kembali=_back(row), nama_kembali=row.nama_jabatan,
        penjelasan=f"Untuk {row.nama_jabatan}, {row.nama_unit}.",
    )  # fmt: skip


def _choice(request: HttpRequest, pk: UUID) -> PilihanSuksesi:
    plans = permissions.visible_plans(request.user)
    rows = PilihanSuksesi.objects.filter(rencana__in=plans.values("pk")).select_related("rencana__jabatan", "pegawai")
    return get_object_or_404(rows, pk=pk)


@once
def suksesi_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    choice = _choice(request, pk)
    require(permissions.can_sign(request.user, choice))
    form = forms.TandaTanganForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agreed = form.cleaned_data["putusan"] == "setuju"
        services.sign_choice(choice.pk, setuju=agreed, catatan=form.cleaned_data["catatan"], by=request.user)
        messages.success(request, "Tanda tangan kedua tercatat.")
        return redirect("merit:suksesi_detail", choice.rencana_id)
    return show_form(
        request, form, judul=f"Tanda tangan kedua: {choice.pegawai.nama}", tombol="Simpan putusan", kembali=_back(choice.rencana),
        nama_kembali=choice.rencana.nama_jabatan, penjelasan=f"Alasan pengusul: {choice.alasan}",
    )  # fmt: skip


@require_POST
@once
def suksesi_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    choice = services.withdraw_choice(_choice(request, pk).pk, by=request.user)
    messages.success(request, "Pilihan dicabut.")
    return redirect("merit:suksesi_detail", choice.rencana_id)


@require_POST
@once
def suksesi_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    session = services.open_session(plan_of(request, pk).pk, by=request.user)
    messages.success(request, f"Sidang ke-{session.nomor} dibuka. Nyatakan kepentingan Anda untuk sidang ini.")
    return redirect("merit:suksesi_detail", pk)


@once
def suksesi_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = plan_of(request, pk)
    require(permissions.can_work(request.user, row))
    form = forms.RisalahForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.close_session(row.pk, risalah=form.cleaned_data["risalah"], by=request.user)
        messages.success(request, "Sidang ditutup dengan risalahnya.")
        return redirect("merit:suksesi_detail", row.pk)
    return show_form(
        request, form, judul="Tutup sidang", tombol="Tutup sidang", kembali=_back(row), nama_kembali=row.nama_jabatan
    )


@require_POST
@once
def suksesi_propose(request: HttpRequest, pk: UUID) -> HttpResponse:
    services.propose_plan(plan_of(request, pk).pk, by=request.user)
    messages.success(request, "Diusulkan kepada pejabat pembina kepegawaian.")
    return redirect("merit:suksesi_detail", pk)


@once
def suksesi_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = plan_of(request, pk)
    require(permissions.can_decide(request.user, row))
    form = forms.TetapkanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.decide_plan(row.pk, **form.cleaned_data, by=request.user)
        messages.success(request, "Kelompok rencana suksesi ditetapkan.")
        return redirect("merit:suksesi_detail", row.pk)
    return show_form(
        request, form, judul="Tetapkan kelompok rencana suksesi", tombol="Tetapkan", kembali=_back(row),
        nama_kembali=row.nama_jabatan, penjelasan=f"{row.nama_jabatan}, {row.nama_unit}. Setelah ditetapkan tidak diubah lagi.",
    )  # fmt: skip


@once
def suksesi_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = plan_of(request, pk)
    require(permissions.can_decide(request.user, row))
    form = forms.AlasanSuksesiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.return_plan(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Dikembalikan kepada komite.")
        return redirect("merit:suksesi_detail", row.pk)
    return show_form(
        request,
        form,
        judul="Kembalikan kepada komite",
        tombol="Kembalikan",
        kembali=_back(row),
        nama_kembali=row.nama_jabatan,
    )


@once
def suksesi_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = plan_of(request, pk)
    require(permissions.is_committee(request.user))
    form = forms.AlasanSuksesiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.drop_plan(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Rencana suksesi ditutup tanpa keputusan.")
        return redirect("merit:suksesi_list")
    return show_form(
        request, form, judul=f"Tutup rencana suksesi {row.nama_jabatan}", tombol="Tutup rencana", kembali=_back(row),
        nama_kembali=row.nama_jabatan, penjelasan="Pilihan yang sudah ada tetap tercatat, tetapi tidak ditetapkan.",
    )  # fmt: skip
