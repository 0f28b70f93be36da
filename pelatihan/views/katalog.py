"""The catalogue: searched by everybody, kept by staff of training."""

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
from asn_portal.core.htmx import once
from asn_portal.core.permissions import akses, require
from pelatihan import permissions
from pelatihan.daftar import PROGRAM
from pelatihan.enums import BentukPelatihan, JalurPelatihan, RumpunPelatihan
from pelatihan.forms.katalog import KurikulumForm, ProgramForm, TinjauanForm, initial_of
from pelatihan.models import KurikulumProgram, ModulDaring, ProgramPelatihan
from pelatihan.selectors import katalog as selectors
from pelatihan.services import katalog as services

PER_PAGE = 30


def program_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_catalogue(request.user))
    if away := to_default(request, "program-pelatihan"):
        return away
    saringan = selectors.read_saringan(request.GET)
    rows = selectors.programmes(request.user, saringan, timezone.now())
    rows = PROGRAM.ordered(rows, request.user, request.GET)
    context = {
        "halaman": Paginator(rows, PER_PAGE).get_page(request.GET.get("hal")),
        "saringan": saringan,
        "kolom": PROGRAM.columns_on_page(request.user, request.GET),
        "pilihan_jalur": JalurPelatihan.choices,
        "pilihan_bentuk": BentukPelatihan.choices,
        "pilihan_rumpun": RumpunPelatihan.choices,
        "kelola": permissions.can_manage(request.user),
    }
    return render(request, "pelatihan/program_list.html", context)


def _program(request: HttpRequest, pk: UUID) -> ProgramPelatihan:
    require(permissions.can_see_catalogue(request.user))
    return get_object_or_404(ProgramPelatihan.objects.visible_to(request.user), pk=pk)


def program_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, now = _program(request, pk), timezone.now()
    batches = list(selectors.batches_of(request.user, row)[:20])
    mine = selectors.mine_in(akses(request.user).orang_id, batches)
    open_now = set(selectors.open_batches(now).filter(program=row).values_list("pk", flat=True))
    context = {
        "program": row,
        "angkatan": [(one, mine.get(one.pk), one.pk in open_now) for one in batches],
        "sasaran": row.daftar_sasaran.order_by("nama"),
        "prasyarat": row.daftar_prasyarat.select_related("syarat"),
        "kurikulum": row.daftar_kurikulum.select_related("oleh", "tinjauan__oleh").order_by("-versi"),
        "kelola": permissions.can_manage(request.user),
        "belajar": permissions.can_learn(request.user),
        "usul": permissions.can_nominate(request.user),
        "susun": ModulDaring.objects.filter(program=row).values_list("pk", flat=True).first(),
        "modul": ModulDaring.objects.visible_to(request.user).terbit().filter(program=row).first(),
    }
    return render(request, "pelatihan/program_detail.html", context)


def show_form(
    request: HttpRequest,
    form: object,
    *,
    judul: str,
    tombol: str,
    kembali: str,
    nama_kembali: str,
    penjelasan: str = "",
) -> HttpResponse:
    """The page of a form: title, what happens, back to where it belongs."""
    context = {
        "form": form, "judul_halaman": judul, "tombol_kirim": tombol, "kembali": kembali, "nama_kembali": nama_kembali,
        "penjelasan": penjelasan,
    }  # fmt: skip
    return render(request, "pelatihan/formulir.html", context, status=422 if getattr(form, "errors", None) else 200)


@once
def program_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage(request.user))
    form = ProgramForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        row = services.save_program(
            None, isi=form.isi(), sasaran=form.daftar_sasaran(),
            prasyarat=[one.pk for one in form.cleaned_data["prasyarat"]], by=request.user,
        )  # fmt: skip
        messages.success(request, f"Program {row.judul} tersimpan.")
        return redirect("pelatihan:program_detail", row.pk)
    back = reverse("pelatihan:program_list")
    return show_form(
        request, form, judul="Tambah program", tombol="Simpan program", kembali=back, nama_kembali="Katalog pelatihan"
    )


@once
def program_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _program(request, pk)
    require(permissions.can_manage(request.user))
    form = ProgramForm(request.POST or None, by=request.user, program=row, initial=initial_of(row))
    if request.method == "POST" and form.is_valid():
        services.save_program(
            row.pk, isi=form.isi(), sasaran=form.daftar_sasaran(),
            prasyarat=[one.pk for one in form.cleaned_data["prasyarat"]], by=request.user,
        )  # fmt: skip
        messages.success(request, "Program tersimpan. Sertifikat yang sudah terbit tetap seperti saat diterbitkan.")
        return redirect("pelatihan:program_detail", row.pk)
    back = reverse("pelatihan:program_detail", args=[row.pk])
    return show_form(request, form, judul="Ubah program", tombol="Simpan program", kembali=back, nama_kembali=row.judul)


@require_POST
@once
def program_offer(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _program(request, pk)
    services.set_offered(row.pk, ditawarkan=row.ditutup_pada is not None, by=request.user)
    messages.success(request, "Katalog diperbarui. Angkatan dan sertifikat yang ada tetap.")
    return redirect("pelatihan:program_detail", row.pk)


@once
def kurikulum_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _program(request, pk)
    require(permissions.can_manage(request.user))
    last = row.daftar_kurikulum.order_by("-versi").first()
    form = KurikulumForm(request.POST or None, initial={"isi": last.isi, "peninjau": last.peninjau} if last else {})
    if request.method == "POST" and form.is_valid():
        made = services.add_kurikulum(row.pk, **form.cleaned_data, by=request.user)
        messages.success(request, f"Kurikulum versi {made.versi} tersimpan. Versi lama tetap terbaca.")
        return redirect("pelatihan:program_detail", row.pk)
    back = reverse("pelatihan:program_detail", args=[row.pk])
    return show_form(
        request, form, judul="Versi kurikulum baru", tombol="Simpan kurikulum", kembali=back, nama_kembali=row.judul,
        penjelasan="Sesudah disimpan, pengelola lain membacanya dan menandatangani tinjauannya.",
    )  # fmt: skip


@once
def kurikulum_review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second signature under a version."""
    mine = ProgramPelatihan.objects.visible_to(request.user)
    row = get_object_or_404(KurikulumProgram.objects.filter(program__in=mine).select_related("program"), pk=pk)
    require(permissions.can_review_kurikulum(request.user, row))
    form = TinjauanForm(request.POST or None)
    back = reverse("pelatihan:program_detail", args=[row.program_id])
    if request.method == "POST" and form.is_valid():
        services.review_kurikulum(row.pk, catatan=form.cleaned_data["catatan"], by=request.user)
        messages.success(request, f"Tinjauan kurikulum versi {row.versi} tercatat atas nama Anda.")
        return redirect(back)
    return show_form(
        request, form, judul=f"Tinjau kurikulum versi {row.versi}", tombol="Tanda tangani tinjauan", kembali=back,
        nama_kembali=row.program.judul, penjelasan=row.isi,
    )  # fmt: skip
