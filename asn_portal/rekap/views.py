"""The page that counts, its table as a file, and the units behind a cell."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core import selectors as core_selectors
from asn_portal.core.bilah import to_default
from asn_portal.core.htmx import render_htmx
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.views.unit import asked_day
from asn_portal.rekap import permissions, selectors, services
from asn_portal.rekap.dimensi import KOSONG, Dimensi, Lingkup, daftar_populasi
from asn_portal.rekap.perintah import keys_of
from asn_portal.rekap.susunan import TANGGAL, Susunan, read_susunan

PER_PAGE = 50


def asked(request: HttpRequest) -> Susunan:
    require(permissions.can_count(request.user))
    susunan = read_susunan(request.user, request.GET.dict())
    if susunan is None:
        raise Http404
    return susunan


def rekap(request: HttpRequest) -> HttpResponse:
    """Choose what is counted, by what, of which day; the answer as a sentence, a table and a picture."""
    require(permissions.can_count(request.user))
    if away := to_default(request, "rekap"):
        return away
    asked_day(request, TANGGAL)  # says so when what was typed is no day
    found = selectors.answer(request.user, asked(request))
    if found is None:
        raise Http404
    susunan, lingkup, jawaban = found
    context = {
        "susunan": susunan,
        "lingkup": lingkup,
        "jawaban": jawaban,
        "tersaring": bool(susunan.saringan or susunan.unit),
        "tanpa_saringan": susunan.unfiltered().address(),
    }
    if not request.htmx:
        context |= _form(request, susunan, lingkup)
    return render_htmx(request, "rekap/rekap.html", "rekap/_rekap_hasil.html", context)


def _form(request: HttpRequest, susunan: Susunan, lingkup: Lingkup) -> dict[str, Any]:
    """What can be chosen."""
    populasi, today = susunan.populasi, timezone.localdate()
    dims = list(populasi.dimensions_for(request.user).values())
    # In the order of the words of the answer.
    filters = sorted(populasi.filters_for(request.user).values(), key=lambda satu: satu.urut)
    units = list(lingkup.pilihan) if not lingkup.rinci else populasi.daftar_unit(request.user, today)
    chosen = susunan.unit_id
    if chosen and chosen not in dict(units):
        units.append((chosen, lingkup.nama))
    return {
        "daftar_populasi": [satu for satu in daftar_populasi() if satu.boleh(request.user)],
        "siap": [
            ((lingkup.unit_id and satu.judul_dalam) or satu.judul, urlencode(satu.kueri))
            for satu in populasi.questions_for(request.user)
            if lingkup.rinci or not set(satu.kueri) - {"apa", "baris", "kolom"}
        ],
        "pilihan_baris": [(satu.nama, satu.words(lingkup)[0]) for satu in dims],
        "pilihan_kolom": [(satu.nama, satu.judul) for satu in dims if satu.pilihan],
        "pilihan_hari": days_to_choose(today, susunan.hari),
        "saringan": [_choice(satu, susunan) for satu in filters] if lingkup.rinci else [],
        "daftar_unit": units,
        "unit_id": chosen,
        "kosong": KOSONG,
    }


def _choice(satu: Any, susunan: Susunan) -> tuple[str, str, list[tuple[str, str]], str]:
    """One filter as the page shows it: name, label, choices, what is chosen."""
    extra = [(KOSONG, satu.kosong)] if isinstance(satu, Dimensi) and susunan.saringan.get(satu.nama) == KOSONG else []
    return satu.nama, satu.judul, [*satu.pilihan, *extra], susunan.saringan.get(satu.nama, "")


def days_to_choose(today: date, chosen: date | None) -> list[tuple[str, str]]:
    """Days that people ask for, and the one that is chosen."""
    days = {
        date(today.year, 12, 31): "akhir tahun ini",
        today.replace(day=1) - timedelta(days=1): "akhir bulan lalu",
        date(today.year - 1, 12, 31): "akhir tahun lalu",
        date(today.year - 2, 12, 31): "dua tahun lalu",
    }
    if chosen and chosen not in days and chosen != today:
        days[chosen] = ""
    words = [(day.isoformat(), f"{tanggal(day)}{f' ({word})' if word else ''}") for day, word in days.items()]
    return [("", f"Hari ini, {tanggal(today)}"), *sorted(words, reverse=True)]


@require_POST
def unduh(request: HttpRequest) -> HttpResponse:
    """The table as it is shown, as a file."""
    name, kind, content = services.take_out(asked(request), bentuk=request.POST.get("bentuk", ""), by=request.user)
    return FileResponse(content, as_attachment=True, filename=name, content_type=kind)


def unit_list(request: HttpRequest) -> HttpResponse:
    """The units behind a cell."""
    susunan = asked(request)
    today = timezone.localdate()
    allowed = selectors.scope_of(request.user, susunan, today)
    if susunan.populasi.nama != "unit" or allowed is None:
        raise Http404
    susunan, lingkup = allowed
    day = susunan.day(today)
    rows = core_selectors.units_by_key(request.user, *keys_of(susunan, lingkup, day), day)
    context = {
        "kalimat": selectors.sentence(susunan.undivided(), lingkup, day),
        "halaman": Paginator(rows, PER_PAGE).get_page(request.GET.get("hal")),
        "tanggal": day,
        "kembali": susunan.address(),
    }
    return render(request, "rekap/unit_list.html", context)
