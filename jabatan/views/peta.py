"""The map of positions: boxes, an unfolding table, and what is found on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.izin import Sumber
from asn_portal.core.permissions import akses, require
from asn_portal.core.views.unit import as_of, asked_day
from jabatan import cetak, permissions, selectors

TABEL = "tabel"


def peta(request: HttpRequest) -> HttpResponse:
    """Where the map begins for this account."""
    require(permissions.can_see_map(request.user))
    mine, day = akses(request.user), as_of(request)
    paths = [] if mine.whole_agency(Sumber.PETA_JABATAN) else mine.paths(Sumber.PETA_JABATAN)
    unit = selectors.start_unit(request.user, paths, day) or selectors.start_unit(
        request.user, paths, timezone.localdate()
    )
    if unit is None:
        raise Http404
    response = redirect("jabatan:peta_unit", unit)
    response["Location"] += f"?{request.GET.urlencode()}" if request.GET else ""
    return response


def peta_unit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One unit with its direct children on a day."""
    see_unit(request, pk)
    day, kata = as_of(request), request.GET.get("q", "").strip()[:100]
    page = _number(request.GET.get("hal", ""))
    names, table = request.GET.get("nama") == "1", request.GET.get("bentuk") == TABEL
    drawn = selectors.draw_peta(pk, day, halaman=page, nama=names, sorot=_uuid(request.GET.get("sorot", "")))
    context: dict[str, Any] = {
        "peta": drawn,
        "jalan": core_selectors.ancestors(pk, day)[:-1],
        "tanggal": day,
        "q": kata,
        "nama": names,
        "tabel": table,
        "hal": page,
        "halaman_lain": _pages(drawn.banyak_cabang) if drawn else [],
        "cabang": selectors.branch(pk, day) if drawn and table else [],
        "temuan": selectors.find_on_map(pk, kata, day) if kata else [],
        "unit_id": pk,
        "boleh_ubah": permissions.can_change_seats_of(request.user, pk),
    }
    return render(request, "jabatan/peta.html", context)


def cabang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is below a unit, as rows of the table that unfolds."""
    see_unit(request, pk)
    day = as_of(request)
    return render(request, "jabatan/cabang.html", {"cabang": selectors.branch(pk, day), "tanggal": day})


def beda(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What differs between two days."""
    see_unit(request, pk)
    today = timezone.localdate()
    dari = asked_day(request, "dari") or today.replace(month=1, day=1)
    ke = asked_day(request, "ke") or today
    rows, count = selectors.compare(pk, dari, ke)
    names = core_selectors.unit_names([pk], ke) or core_selectors.unit_names([pk], dari)
    context = {"daftar": rows, "banyak": count, "dari": dari, "ke": ke, "unit_id": pk, "nama_unit": names.get(pk, "")}
    return render(request, "jabatan/beda.html", context)


def peta_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The official form on landscape paper, A3 unless A4 is asked for."""
    see_unit(request, pk)
    day = as_of(request)
    drawn = selectors.draw_peta(pk, day, halaman=None)
    if drawn is None:
        raise Http404
    paper = "a4" if request.GET.get("kertas") == "a4" else "a3"
    content = cetak.draw_pdf(drawn, kertas=paper, oleh=request.user.nama)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="peta-jabatan-{day:%Y-%m-%d}-{paper}.pdf"'
    return response


def see_unit(request: HttpRequest, pk: UUID) -> None:
    """Refused looks the same as not existing."""
    if not permissions.can_see_map_of(request.user, pk):
        raise Http404


LONGEST_NUMBER = 4


def _number(text: str) -> int:
    return max(int(text), 1) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 1


def _pages(count: int) -> list[int]:
    return list(range(1, -(-count // selectors.BOXES) + 1)) if count > selectors.BOXES else []


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
