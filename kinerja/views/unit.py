"""How far units have come with their plans, for HR and leaders; reminding; what units have promised."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core import selectors as core_selectors
from asn_portal.core.htmx import once
from asn_portal.core.izin import MIN_AGREGAT
from asn_portal.core.models import UnitKerja
from asn_portal.core.permissions import require, visible_units
from asn_portal.core.views.latar import act_and_tell
from kinerja import permissions
from kinerja import permissions_evaluasi as rating
from kinerja.forms.periode import TargetForm
from kinerja.models import IndikatorUnit, PeriodeKinerja
from kinerja.selectors import kemajuan as selectors
from kinerja.selectors.evaluasi import last_stage, stage_titles, window_of
from kinerja.selectors.perhatian import overview_of
from kinerja.selectors.periode import planning_window, years_of
from kinerja.services import ingatkan as reminding
from kinerja.services import target as target_services
from kinerja.views.saya import chosen_year


def _unit_id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Http404


def _doors(request: HttpRequest, pk: UUID | None, stage: tuple[str, int]) -> dict[str, object]:
    """What this account may open from the page of a unit besides; the curve of the stage in view or of the one that ended last."""
    if pk is None:
        return {}
    unit, who = UnitKerja.objects.get(pk=pk), request.user
    return {
        "menetapkan": rating.can_set_achievement(who, unit),
        "sebaran": stage if rating.can_sign_distribution(who, unit) or rating.can_see_curve(who, unit) else None,
    }


def _stages(year: PeriodeKinerja) -> list[tuple[str, str]]:
    """What can be followed in a year: plans, then every evaluation."""
    return [("", "Rencana"), *((f"{one.value}-{n}", title) for one, n, title in stage_titles(year))]


def kemajuan(request: HttpRequest) -> HttpResponse:
    """Plans of a unit by state, or one evaluation of the year by how far it is."""
    require(permissions.can_see_progress(request.user))
    today, years = timezone.localdate(), years_of(request.user)
    year = chosen_year(request, years)
    path = selectors.chosen_path(request.user, _unit_id(request.GET.get("unit")), today)
    if path is None:
        raise Http404
    context = {"daftar_tahun": sorted(years, key=lambda row: row.tahun), "pilihan": year}
    if year is not None:
        stage = reminding.read_stage(year, request.GET.get("tahap", ""))
        context |= _counted(request, year, path, stage, today) | {
            "jejak": selectors.trail_of(request.user, path, today),
            "daftar_tahap": _stages(year),
            "tahap": f"{stage[0]}-{stage[1]}" if stage else "",
            "terbanyak": selectors.TERBANYAK,
        }
    return render(request, "kinerja/unit.html", context)


def _counted(
    request: HttpRequest, year: PeriodeKinerja, path: str, stage: tuple[str, int] | None, today: date
) -> dict[str, object]:
    names = permissions.can_list_progress(request.user)
    if stage is None:
        total, parts = selectors.progress_of(year, path, today, only_sums=not names)
        window, waiting = planning_window(year, total.unit_id, today), total.semua - total.disetujui - total.diajukan
    else:
        total, parts = selectors.stage_of(year, path, *stage, today, only_sums=not names)
        window, waiting = window_of(year, total.unit_id, *stage, today), total.semua - total.tersampaikan
    # Fifty names of thousands would help nobody: they stand on the pages of the units below.
    named = names and total.semua <= selectors.BERNAMA
    return {
        "unit": total,
        "bagian": parts,
        "jendela": window,
        "ditunggu": waiting,
        "belum": _late(year, path, stage, today) if named else [],
        "bernama": names,
        "terlalu_kecil": not names and total.semua < MIN_AGREGAT,
        "terlalu_banyak": names and not named,
        "ingatkan": permissions.can_remind(request.user) and total.unit_id is not None,
        **_doors(request, total.unit_id, stage or last_stage(year, today)),
    }


def _late(year: PeriodeKinerja, path: str, stage: tuple[str, int] | None, today: date) -> list[selectors.BelumKirim]:
    if stage is None:
        return selectors.not_sent(year, path, today)
    return selectors.not_handed_over(year, path, *stage, today)


@require_POST
@once
def remind(request: HttpRequest) -> HttpResponse:
    year = get_object_or_404(PeriodeKinerja.objects.visible_to(request.user), tahun=request.POST.get("tahun") or 0)
    unit_id, stage = _unit_id(request.POST.get("unit")), request.POST.get("tahap", "")
    if unit_id is None:
        raise Http404
    reminding.order_reminder(
        year.pk, unit_id, by=request.user, tahap=stage if reminding.read_stage(year, stage) else ""
    )
    messages.success(request, "Pengingat dikirim kepada semua yang masih ditunggu.")
    return redirect(f"{reverse('kinerja:unit')}?tahun={year.tahun}&unit={unit_id}&tahap={stage}")


@require_POST
@once
def remind_many(request: HttpRequest) -> HttpResponse:
    """Those that were chosen in the list."""
    require(permissions.can_remind(request.user))
    year = get_object_or_404(PeriodeKinerja.objects.visible_to(request.user), tahun=request.POST.get("tahun") or 0)
    chosen = [pk for text in request.POST.getlist("pilih") if (pk := _unit_id(text)) is not None]
    if not chosen:
        messages.warning(request, "Belum ada yang dipilih. Beri tanda pada orangnya.")
        return redirect(f"{reverse('kinerja:unit')}?tahun={year.tahun}")
    return act_and_tell(request, reminding.BANYAK, year.pk, chosen, {"tahap": request.POST.get("tahap", "")})


def perhatian(request: HttpRequest) -> HttpResponse:
    """The achievement of each part of a unit, and where to look closer."""
    require(permissions.can_see_progress(request.user))
    today, years = timezone.localdate(), years_of(request.user)
    year = chosen_year(request, years)
    path = selectors.chosen_path(request.user, _unit_id(request.GET.get("unit")), today)
    if path is None:
        raise Http404
    context: dict[str, object] = {"daftar_tahun": sorted(years, key=lambda row: row.tahun), "pilihan": year}
    if year is not None:
        stage = reminding.read_stage(year, request.GET.get("tahap", "")) or last_stage(year, today)
        names = permissions.can_list_progress(request.user)
        found = overview_of(year, path, *stage, today, only_sums=not names)
        context |= {
            "ikhtisar": found,
            "jejak": selectors.trail_of(request.user, path, today),
            "daftar_tahap": _stages(year)[1:],
            "tahap": f"{stage[0]}-{stage[1]}",
            **_doors(request, found.unit.tahap.unit_id, stage),
        }
    return render(request, "kinerja/perhatian.html", context)


# -- what units have promised -------------------------------------------------------------------------------------


def _unit(request: HttpRequest, pk: UUID) -> UnitKerja:
    unit = get_object_or_404(visible_units(request.user), pk=pk)
    require(permissions.can_edit_target(request.user, unit))
    return unit


def target_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    unit, today, years = _unit(request, pk), timezone.localdate(), years_of(request.user)
    year = chosen_year(request, years)
    rows = IndikatorUnit.objects.filter(perjanjian__unit=unit, perjanjian__periode=year, dihapus_pada=None)
    context = {
        "unit": unit,
        "nama_unit": core_selectors.unit_names([unit.pk], today).get(unit.pk, ""),
        "daftar_tahun": sorted(years, key=lambda row: row.tahun),
        "pilihan": year,
        "daftar": rows.select_related("di_atas").order_by("nomor"),
    }
    return render(request, "kinerja/target_list.html", context)


@once
def iku_add(request: HttpRequest, pk: UUID, tahun: int) -> HttpResponse:
    unit = _unit(request, pk)
    year = get_object_or_404(PeriodeKinerja.objects.visible_to(request.user), tahun=tahun)
    form = TargetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        target_services.add_target(year.pk, unit, isi=form.cleaned_data, by=request.user)
        messages.success(request, "Sasaran unit tersimpan.")
        return redirect(f"{reverse('kinerja:target_list', args=[unit.pk])}?tahun={tahun}")
    return _form(request, form, unit.pk, tahun)


@once
def iku_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _iku(request, pk)
    initial = {name: getattr(row, name) for name in TargetForm.base_fields}
    form = TargetForm(request.POST or None, initial=initial)
    unit_id, tahun = row.perjanjian.unit_id, row.perjanjian.periode.tahun
    if request.method == "POST" and form.is_valid():
        target_services.change_target(row.pk, isi=form.cleaned_data, by=request.user)
        messages.success(request, "Sasaran unit tersimpan.")
        return redirect(f"{reverse('kinerja:target_list', args=[unit_id])}?tahun={tahun}")
    return _form(request, form, unit_id, tahun, row)


@require_POST
def iku_delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _iku(request, pk)
    target_services.strike_target(row.pk, by=request.user)
    messages.success(request, "Sasaran dicoret dari perjanjian; rencana yang bersandar padanya tetap utuh.")
    return redirect(
        f"{reverse('kinerja:target_list', args=[row.perjanjian.unit_id])}?tahun={row.perjanjian.periode.tahun}"
    )


def _iku(request: HttpRequest, pk: UUID) -> IndikatorUnit:
    rows = IndikatorUnit.objects.filter(perjanjian__unit__in=visible_units(request.user))
    row = get_object_or_404(rows.select_related("perjanjian__unit", "perjanjian__periode"), pk=pk)
    require(permissions.can_edit_target(request.user, row.perjanjian.unit))
    return row


def _form(
    request: HttpRequest, form: TargetForm, unit_id: UUID, tahun: int, iku: IndikatorUnit | None = None
) -> HttpResponse:
    back = f"{reverse('kinerja:target_list', args=[unit_id])}?tahun={tahun}"
    context = {"form": form, "kembali": back, "tahun": tahun, "iku": iku}
    return render(request, "kinerja/iku_form.html", context, status=422 if form.errors else 200)
