"""The monthly input: one's own with a question, the list of HR, months and percentages of the province."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core import selectors as core_selectors
from asn_portal.core.bilah import to_default
from asn_portal.core.htmx import once, render_htmx
from asn_portal.core.permissions import require
from kinerja import permissions_tpp as permissions
from kinerja.ekspor import MASUKAN_TPP
from kinerja.enums import KeadaanTPP
from kinerja.forms.tpp import JawabForm, MasaForm, PersenForm, PotongForm, TanyaForm
from kinerja.models import MasaTPP
from kinerja.selectors import tpp as selectors
from kinerja.services import tpp as services
from kinerja.views.saya import me
from pegawai.selectors import unit_choices


def tpp_saya(request: HttpRequest) -> HttpResponse:
    me(request)
    context = {"daftar": selectors.own_inputs(request.user)}
    return render(request, "kinerja/tpp_saya.html", context)


@once
def tpp_tanya(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = selectors.seen_input(request.user, pk)
    if row is None:
        raise Http404
    require(permissions.can_ask_tpp(request.user, row))
    form = TanyaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.ask_about(row.pk, teks=form.cleaned_data["teks"], by=request.user)
        messages.success(request, "Pertanyaan Anda sampai kepada pengelola kepegawaian unit Anda.")
        return redirect("kinerja:tpp_saya")
    return render(request, "kinerja/tpp_tanya.html", {"form": form, "masukan": row}, status=422 if form.errors else 200)


@once
def tpp_pertanyaan(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = selectors.seen_question(request.user, pk)
    if row is None:
        raise Http404
    answers = permissions.can_answer_tpp(request.user, row) and row.dijawab_pada is None
    form = JawabForm(request.POST or None) if answers else None
    if form is not None and request.method == "POST" and form.is_valid():
        services.answer_question(row.pk, jawaban=form.cleaned_data["jawaban"], by=request.user)
        messages.success(request, "Jawaban tersimpan dan sampai kepada yang bertanya.")
        return redirect(request.path)
    context = {"form": form, "pertanyaan": row, "masukan": row.masukan}
    return render(request, "kinerja/tpp_pertanyaan.html", context, status=422 if form and form.errors else 200)


def _filters(request: HttpRequest, today: date) -> dict[str, object]:
    unit = selectors.asked_unit(request.GET)
    return {
        "daftar_unit": unit_choices(request.user, today, kewenangan=True),
        "unit": unit,
        "nama_unit": core_selectors.unit_names([unit], today).get(unit, "") if unit else "",
        "pilihan_keadaan": KeadaanTPP.choices,
        "keadaan": request.GET.get("keadaan", ""),
        "tanya": request.GET.get("tanya", ""),
        "kata_keadaan": dict(KeadaanTPP.choices).get(request.GET.get("keadaan", ""), ""),
    }


def tpp_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_list_tpp(request.user))
    if away := to_default(request, MASUKAN_TPP.nama):
        return away
    today, month = timezone.localdate(), selectors.chosen_month(request.user, request.GET)
    rows = selectors.kept_inputs(request.user, request.GET, today)
    order = MASUKAN_TPP.order_of(request.user, request.GET)
    by, turun = (order.oleh or "pegawai__nama", order.turun) if order else ("pegawai__nama", False)
    context = _filters(request, today) | {
        "masa": month,
        "mengatur": permissions.can_manage_tpp(request.user),
        "daftar_masa": list(selectors.months_of(request.user)[: selectors.DUA_TAHUN]),
        "jumlah": selectors.counts_of(rows) if month else None,
        "halaman": core_selectors.alphabet_page(rows, request.GET, kolom=by, turun=turun, exact=True),
        "kolom": MASUKAN_TPP.columns_on_page(request.user, request.GET),
    }
    return render_htmx(request, "kinerja/tpp_list.html", "kinerja/_tpp_tabel.html", context)


# -- months and percentages ---------------------------------------------------------------------------------------


def tpp_atur(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage_tpp(request.user))
    context = {
        "daftar": selectors.months_with_counts(request.user),
        "persen": selectors.percentages(request.user),
        "hari": timezone.localdate(),
    }
    return render(request, "kinerja/tpp_atur.html", context)


@once
def tpp_masa_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage_tpp(request.user))
    form = MasaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = services.open_month(form.cleaned_data["bulan"], potong=form.cleaned_data["potong"], by=request.user)
        messages.success(request, f"Masukan TPP {row.nama} dibuka dan sedang dihitung.")
        return redirect("kinerja:tpp_atur")
    context = {"form": form, "judul": "Buka bulan", "tombol": "Buka bulan"}
    return render(request, "kinerja/tpp_form.html", context, status=422 if form.errors else 200)


def _month(request: HttpRequest, pk: UUID) -> MasaTPP:
    row = get_object_or_404(MasaTPP.objects.visible_to(request.user), pk=pk)
    require(permissions.can_change_tpp(request.user, row))
    return row


@once
def tpp_masa_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _month(request, pk)
    form = PotongForm(request.POST or None, initial={"potong": row.potong})
    if request.method == "POST" and form.is_valid():
        services.change_cutoff(row.pk, potong=form.cleaned_data["potong"], by=request.user)
        messages.success(request, "Batas tersimpan; masukan bulan itu dihitung lagi.")
        return redirect("kinerja:tpp_atur")
    context = {"form": form, "judul": f"Batas {row.nama}", "tombol": "Simpan batas"}
    return render(request, "kinerja/tpp_form.html", context, status=422 if form.errors else 200)


def tpp_tutup_tanya(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What closing will freeze, in numbers, before it is done."""
    row = _month(request, pk)
    counted = selectors.counts_of(row.daftar_masukan.all())
    return render(request, "kinerja/tpp_tutup.html", {"masa": row, "jumlah": counted, "hari": timezone.localdate()})


@require_POST
@once
def tpp_tutup(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = services.close_month(_month(request, pk).pk, by=request.user)
    messages.success(request, f"Masukan TPP {row.nama} ditutup. Tanda terimanya {row.nomor}.")
    return redirect("kinerja:tpp_atur")


@once
def tpp_persen_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage_tpp(request.user))
    form = PersenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.add_percentage(**form.cleaned_data, by=request.user)
        messages.success(request, "Persen tersimpan; bulan yang belum ditutup mengikuti malam ini.")
        return redirect("kinerja:tpp_atur")
    context = {"form": form, "judul": "Persen menurut peraturan daerah", "tombol": "Simpan persen"}
    return render(request, "kinerja/tpp_form.html", context, status=422 if form.errors else 200)
