"""What training cost, whom it reached, and what came of it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from asn_portal.core.permissions import require
from merit.selectors import hasil_pelatihan as selectors
from pelatihan.aturan.evaluasi import TABEL_HASIL
from pelatihan.models import ProgramPelatihan
from pelatihan.permissions import can_see_needs
from pelatihan.selectors import dasbor

TAHUN_LALU = 2


def hasil_pelatihan(request: HttpRequest) -> HttpResponse:
    """Spending, coverage and effect: of the agency, or of the units somebody leads."""
    require(can_see_needs(request.user))
    today = timezone.localdate()
    years = [str(today.year - back) for back in range(TAHUN_LALU + 1)]
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked in years else today.year
    reach = dasbor.reach_of(request.user, today)
    context = {
        "tahun": year, "pilihan_tahun": years, "hari_ini": today, "belanja": dasbor.by_unit(reach, year),
        "program": selectors.programmes(reach), "semua": reach.jalur is None,
        "rinci": reach.rinci,
    }  # fmt: skip
    return render(request, "merit/hasil_pelatihan.html", context)


def hasil_program(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Performance before and after, beside people like those who took part."""
    require(can_see_needs(request.user))
    program = get_object_or_404(ProgramPelatihan.objects.visible_to(request.user), pk=pk)
    today = timezone.localdate()
    found = selectors.compare(program, dasbor.reach_of(request.user, today))
    if found is None:
        raise Http404
    context = {
        "program": program, "hasil": found, "masa": TABEL_HASIL.at(today), "tertinggi": selectors.TERTINGGI, "hari_ini": today,
    }  # fmt: skip
    return render(request, "merit/hasil_program.html", context)
