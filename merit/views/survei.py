"""The pulse survey: keeping it, answering it, reading its sums."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.yakin import Yakin, ask_first, asks_first
from merit import permissions
from merit.forms_survei import JawabSurveiForm, SurveiForm
from merit.models import SurveiDenyut
from merit.selectors import survei as selectors
from merit.services import survei as services
from merit.views.putaran import show_form
from merit.views.saya import me

PER_PAGE = 30


def survei_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_runs(request.user))
    page = Paginator(selectors.surveys(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    return render(request, "merit/survei_list.html", {"halaman": page, "kelola": permissions.can_manage(request.user)})


@once
def survei_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage(request.user))
    form = SurveiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = services.make_survey(**form.cleaned_data, by=request.user)
        messages.success(request, "Survei tersimpan sebagai draf. Baca lagi pertanyaannya, lalu buka.")
        return redirect("merit:survei_detail", row.pk)
    return show_form(
        request, form, judul="Buat survei", tombol="Simpan draf", kembali=reverse("merit:survei_list"),
        nama_kembali="Survei pegawai",
    )  # fmt: skip


def _survey(request: HttpRequest, pk: UUID) -> SurveiDenyut:
    return get_object_or_404(selectors.surveys(request.user), pk=pk)


def survei_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _survey(request, pk)
    context = {
        "survei": row, "laporan": selectors.report(row, request.user), "pertanyaan": list(row.daftar_pertanyaan.all()),
        "kelola": permissions.can_manage(request.user), "paling_sedikit": selectors.PALING_SEDIKIT,
    }  # fmt: skip
    return render(request, "merit/survei_detail.html", context)


@require_POST
@once
def survei_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    services.open_survey(_survey(request, pk).pk, by=request.user)
    messages.success(request, "Survei dibuka. Semua pegawai dapat menjawabnya dari menu.")
    return redirect("merit:survei_detail", pk)


@once
def survei_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _survey(request, pk)
    require(permissions.can_manage(request.user))
    if asks_first(request):
        told = selectors.report(row, request.user)
        back = reverse("merit:survei_detail", args=[pk])
        follows = ("Sesudah ditutup tidak ada jawaban baru, dan hasilnya dapat dibaca.",)
        return ask_first(
            request,
            Yakin(f"Tutup {row.nama}?", "Tutup survei", back, row.nama, (("Jawaban", str(told.jawaban)),), follows),
        )
    services.close_survey(row.pk, by=request.user)
    messages.success(request, "Survei ditutup; hasilnya dapat dibaca.")
    return redirect("merit:survei_detail", pk)


@require_POST
@once
def survei_words(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show or keep away what somebody has written freely."""
    row = _survey(request, pk)
    nomor = request.POST.get("nomor", "")
    place = int(nomor) if nomor.isascii() and nomor.isdigit() and len(nomor) < len("1000000") else -1
    shown = request.POST.get("tampil") == "ya"
    services.check_words(row.pk, place, isi=request.POST.get("isi", ""), tampil=shown, by=request.user)
    messages.success(request, "Saran ditampilkan." if shown else "Saran tidak ditampilkan.")
    return redirect("merit:survei_detail", pk)


def survei_saya(request: HttpRequest) -> HttpResponse:
    """The open survey of the own agency. Not `@once`: its mark would keep the moment; the second answer is refused anyway."""
    person = me(request)
    row = selectors.open_survey_of(person, timezone.localdate())
    done = row is not None and selectors.has_answered(row, person)
    form = JawabSurveiForm(request.POST or None, survei=row) if row is not None and not done else None
    if request.method == "POST" and row is not None and form is not None and form.is_valid():
        services.answer(row.pk, form.skala(), form.saran(), by=request.user)
        messages.success(request, "Terima kasih. Jawaban Anda sudah dijumlahkan dan tidak disimpan sendiri.")
        return redirect("merit:survei_saya")
    context = {"survei": row, "sudah": done, "form": form, "paling_sedikit": selectors.PALING_SEDIKIT}
    return render(request, "merit/survei_saya.html", context, status=422 if form is not None and form.errors else 200)
