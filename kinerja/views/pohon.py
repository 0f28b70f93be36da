"""The tree of performance, one's own contribution, two plans side by side, examples of a unit."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.permissions import akses, require, visible_units
from kinerja import permissions
from kinerja.forms.contoh import BandingForm, ContohForm
from kinerja.models import SKP, ContohUnit, IndikatorUnit
from kinerja.selectors import pohon as selectors
from kinerja.selectors import putusan
from kinerja.selectors.banding import plans_to_compare, side_by_side
from kinerja.selectors.periode import years_of
from kinerja.services import contoh as services
from kinerja.views.rencana import seen
from kinerja.views.saya import chosen_year, me


def pohon(request: HttpRequest) -> HttpResponse:
    """A target of the city, of an office, of a branch: what it serves, what serves it, whose results."""
    today, years = timezone.localdate(), years_of(request.user)
    iku = _iku(request, request.GET.get("iku"))
    year = iku.perjanjian.periode if iku is not None else chosen_year(request, years)
    context = {
        "daftar_tahun": sorted(years, key=lambda row: row.tahun),
        "pilihan": year,
        "diri": akses(request.user).orang_id is not None,
    }
    if year is not None:
        context["pohon"] = selectors.tree_at(request.user, year, iku, today)
    return render(request, "kinerja/pohon.html", context)


def _iku(request: HttpRequest, text: str | None) -> IndikatorUnit | None:
    if not text:
        return None
    rows = IndikatorUnit.objects.filter(perjanjian__periode__in=[row.pk for row in years_of(request.user)])
    try:
        return get_object_or_404(rows.select_related("perjanjian__periode"), pk=text, dihapus_pada=None)
    except ValidationError:
        raise Http404


def kontribusi(request: HttpRequest) -> HttpResponse:
    """From the city's targets down to what I bring about."""
    person, today, years = me(request), timezone.localdate(), years_of(request.user)
    year = chosen_year(request, years)
    own = putusan.own_plan(request.user, year) if year is not None else None
    skp = SKP.objects.get(pk=own) if own is not None else None
    context = {
        "pegawai": person,
        "daftar_tahun": sorted(years, key=lambda row: row.tahun),
        "pilihan": year,
        "skp": skp,
        "rantai": selectors.chains_of(skp, today) if skp is not None else [],
    }
    return render(request, "kinerja/kontribusi.html", context)


def banding(request: HttpRequest) -> HttpResponse:
    """Two plans side by side, by what they serve."""
    require(permissions.has_team(request.user) or permissions.can_see_progress(request.user))
    pair = [_plan(request, request.GET.get(side)) for side in ("kiri", "kanan")]
    choices = plans_to_compare(request.user, [one for one in pair if one is not None], timezone.localdate())
    form = BandingForm(request.GET or None, pilihan=choices)
    context = {"form": form, "kiri": pair[0], "kanan": pair[1]}
    if pair[0] is not None and pair[1] is not None:
        context["kelompok"] = side_by_side(pair[0], pair[1])
    return render(request, "kinerja/banding.html", context)


def _plan(request: HttpRequest, text: str | None) -> SKP | None:
    try:
        return seen(request, UUID(text)) if text else None
    except ValueError:
        raise Http404


@once
def contoh_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    skp = seen(request, pk)
    require(permissions.can_make_example(request.user, skp))
    form = ContohForm(request.POST or None, initial={"judul": skp.jabatan})
    if request.method == "POST" and form.is_valid():
        services.make_example(skp.pk, judul=form.cleaned_data["judul"], by=request.user)
        messages.success(request, "SKP ini kini ditawarkan sebagai contoh di unitnya.")
        return redirect("kinerja:skp_detail", skp.pk)
    return render(request, "kinerja/contoh_form.html", {"form": form, "skp": skp}, status=422 if form.errors else 200)


@require_POST
@once
def contoh_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = ContohUnit.objects.filter(unit__in=visible_units(request.user)).select_related("unit")
    row = get_object_or_404(rows, pk=pk)
    require(permissions.can_edit_target(request.user, row.unit))
    services.withdraw_example(row.pk, by=request.user)
    messages.success(request, "Contoh tidak lagi ditawarkan; salinan yang sudah dibuat tetap.")
    return redirect("kinerja:skp_detail", row.skp_id)
