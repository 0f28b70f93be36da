"""What a post needs: its page, the forms of standards and requirements, the official sheet, and all nomenclatures."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from asn_portal.core.bilah import to_default
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.views.unit import as_of
from jabatan import cetak_analisis, permissions, selectors
from jabatan.daftar_peta import NOMENKLATUR
from jabatan.forms_perlu import StandarForm, SyaratForm
from jabatan.models import Jabatan, StandarKompetensi, SyaratJabatan
from jabatan.selectors import kamus
from jabatan.selectors import syarat as perlu_selectors
from jabatan.services import standar

PER_PAGE = 50


def seat_of(request: HttpRequest, pk: UUID) -> selectors.Kursi:
    """The seat as it is on the day of the page, or as it last was; refused looks like not existing."""
    seat = get_object_or_404(Jabatan.objects.visible_to(request.user), pk=pk)
    found = selectors.seat_on(seat, as_of(request)) or selectors.seat_on(seat, timezone.localdate())
    if found is None:
        raise Http404
    return found


def perlu(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Yang diperlukan jabatan ini."""
    found, day = seat_of(request, pk), as_of(request)
    context = {
        "kursi": found,
        "boleh_calon": permissions.can_describe_posts(request.user),
        "tanggal": day,
        "standar": perlu_selectors.standards_of(pk, day),
        "syarat": perlu_selectors.requirements_of(pk, day),
        "boleh_ubah": bool(scopes(request, found)),
    }
    return render(request, "jabatan/perlu.html", context)


def perlu_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lembar standar kompetensi jabatan."""
    found, day = seat_of(request, pk), as_of(request)
    content = cetak_analisis.draw_standar(
        found, perlu_selectors.standards_of(pk, day), perlu_selectors.requirements_of(pk, day), tanggal=day,
        oleh=request.user.nama,
    )  # fmt: skip
    return pdf(content, f"standar-kompetensi-{day:%Y-%m-%d}.pdf")


def pdf(content: bytes, nama: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{nama}"'
    return response


def scopes(request: HttpRequest, found: selectors.Kursi) -> list[tuple[str, str]]:
    """For what this account may decide, the widest that is usual first."""
    seat, row = found.jabatan, found.rincian
    kind = seat.get_jenjang_display() if seat.jenjang else seat.get_jenis_display()
    offered = [
        ("nomenklatur", f"Semua jabatan bernama {row.nama}"),
        ("jenis", f"Semua jabatan {kind}"),
        ("jabatan", f"Jabatan ini saja, di {found.unit}"),
    ]
    return [pair for pair in offered if permissions.can_describe_post(request.user, row.unit_id, pair[0])]


def asked_scope(request: HttpRequest, offered: list[tuple[str, str]]) -> str:
    """As asked for, if allowed; else the first that is."""
    require(bool(offered))
    asked = request.GET.get("untuk", "")
    return asked if asked in dict(offered) else offered[0][0]


@once
def standar_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ubah standar kompetensi."""
    found = seat_of(request, pk)
    offered = scopes(request, found)
    untuk = asked_scope(request, offered)
    acuan = perlu_selectors.acuan_of(found.jabatan, found.rincian, untuk)
    form = StandarForm(
        request.POST or None, initial={"mulai": timezone.localdate()},
        kamus=list(kamus.dictionary(request.user.instansi_id, terpakai=True)),
        kini=list(StandarKompetensi.objects.pada(timezone.localdate()).filter(acuan=acuan)) if acuan else [],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        lingkup = standar.Lingkup(pk, untuk)
        standar.set_standar(
            lingkup, mulai=data["mulai"], tingkat=data["tingkat"], dasar=data["dasar"], by=request.user
        )  # fmt: skip
        messages.success(request, f"Standar kompetensi tersimpan, berlaku mulai {tanggal(data['mulai'])}.")
        return redirect("jabatan:perlu", pk)
    return _form(request, "jabatan/standar_form.html", form, found, offered, untuk)


@once
def syarat_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ubah syarat jabatan."""
    found = seat_of(request, pk)
    offered = scopes(request, found)
    untuk = asked_scope(request, offered)
    acuan = perlu_selectors.acuan_of(found.jabatan, found.rincian, untuk)
    rows = list(SyaratJabatan.objects.pada(timezone.localdate()).filter(acuan=acuan)) if acuan else []
    initial = {"mulai": timezone.localdate()} | SyaratForm.initial_of(rows)
    form = SyaratForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        lingkup = standar.Lingkup(pk, untuk)
        standar.set_syarat(lingkup, mulai=data["mulai"], syarat=data["syarat"], dasar=data["dasar"], by=request.user)
        messages.success(request, f"Syarat jabatan tersimpan, berlaku mulai {tanggal(data['mulai'])}.")
        return redirect("jabatan:perlu", pk)
    return _form(request, "jabatan/syarat_form.html", form, found, offered, untuk)


def _form(
    request: HttpRequest, page: str, form: Any, found: selectors.Kursi, offered: list[tuple[str, str]], untuk: str
) -> HttpResponse:
    context = {
        "form": form,
        "kursi": found,
        "pilihan_untuk": offered,
        "untuk": untuk,
        "untuk_kata": dict(offered)[untuk],
    }
    return render(request, page, context, status=422 if form.errors else 200)


def nomenklatur_list(request: HttpRequest) -> HttpResponse:
    """Nomenklatur jabatan dan kelengkapannya."""
    require(permissions.can_see_nomenclatures(request.user))
    if away := to_default(request, "nomenklatur"):
        return away
    query = request.GET
    order = NOMENKLATUR.order_of(request.user, query)
    jenis, belum = query.get("jenis", ""), query.get("belum", "")
    rows = perlu_selectors.DaftarNomenklatur(
        request.user.instansi_id, timezone.localdate(), query.get("q", "").strip()[:100],
        jenis if jenis in perlu_selectors.JENIS else "", belum if belum in perlu_selectors.BELUM else "", order.nama if order else "",
    )  # fmt: skip
    context = {
        "kolom": NOMENKLATUR.columns_on_page(request.user, query),
        "halaman": Paginator(rows, PER_PAGE).get_page(query.get("hal")),
        "saring": rows,
        "pilihan_jenis": list(perlu_selectors.JENIS.items()),
        "pilihan_belum": list(perlu_selectors.BELUM.items()),
    }
    return render(request, "jabatan/nomenklatur_list.html", context)
