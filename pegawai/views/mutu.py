"""Worklists of data quality, telling people about it, and the page of one person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.banyak import SEKALIGUS
from asn_portal.core.bilah import to_default
from asn_portal.core.errors import DomainError
from asn_portal.core.htmx import once, render_htmx
from asn_portal.core.permissions import require
from asn_portal.core.views.latar import act_and_tell
from asn_portal.mutu.aturan.indeks import TABEL_INDIKATOR
from asn_portal.mutu.indikator import counted_indikator, find_indikator
from asn_portal.mutu.selectors import last_run, past_findings_of
from pegawai import permissions, selectors
from pegawai.banyak import BERI_TAHU
from pegawai.ekspor import MUTU
from pegawai.models import Pegawai
from pegawai.selectors import mutu as mutu_selectors
from pegawai.selectors.hambatan import next_rise
from pegawai.services import mutu as services


def mutu_orang(request: HttpRequest) -> HttpResponse:
    """The people about whom something was found, each with the way to put it right."""
    require(permissions.can_list_scope(request.user))
    if away := to_default(request, MUTU.nama):
        return away
    today = timezone.localdate()
    saringan = mutu_selectors.read_filters_mutu(request.user, request.GET)
    people = mutu_selectors.people_with_findings(request.user, saringan, today)
    urut, turun = selectors.order_behind(request.GET)
    rows = people.annotate(nama_unit=core_selectors.name_on(today, "unit_kini_id"))
    page = core_selectors.alphabet_page(rows, request.GET, kolom=urut, turun=turun, exact=True)
    found = mutu_selectors.findings_by_person(request.user, page.rows, saringan)
    for row in page.rows:
        row.temuan = found[row.pk]
        row.sejak = min((one.sejak for one in row.temuan), default=None)
    context = _context(request, saringan) | {"halaman": page, "kolom": MUTU.columns_on_page(request.user, request.GET)}
    return render_htmx(request, "pegawai/mutu_orang.html", "pegawai/_mutu_tabel.html", context)


def _context(request: HttpRequest, saringan: mutu_selectors.SaringanMutu) -> dict[str, Any]:
    today, unit = timezone.localdate(), saringan.unit_id
    units = selectors.unit_choices(request.user, today, kewenangan=True)
    nama = core_selectors.unit_names([unit], today).get(unit, "") if unit else ""
    return {
        "saringan": saringan,
        "indikator": find_indikator(saringan.indikator),
        "nama_indikator": TABEL_INDIKATOR.label.get(saringan.indikator, ""),
        "pilihan_indikator": [(s.kode, TABEL_INDIKATOR.label[s.kode]) for s in counted_indikator(today)],
        "daftar_unit": units,
        "unit_lain": bool(unit) and unit not in dict(units),
        "nama_unit": f"Langsung di {nama}" if saringan.langsung and nama else nama,
        "nama_kp": "Terhambat, TMT dalam 90 hari" if saringan.kp else "",
        "menulis": permissions.can_write_files(request.user),
        "boleh_beri_tahu": permissions.can_tell_findings(request.user),
        "terakhir": last_run(request.user.instansi_id),
    }


@once
def mutu_beri_tahu(request: HttpRequest) -> HttpResponse:
    """Whom a notice would reach and what it says; then it is sent."""
    require(permissions.can_tell_findings(request.user))
    kueri = request.GET.dict()
    back = f"{reverse('pegawai:mutu_orang')}?{request.GET.urlencode()}"
    saringan = mutu_selectors.read_filters_mutu(request.user, kueri)
    if not mutu_selectors.is_whole(kueri, saringan):
        raise Http404
    people = services.reachable(request.user, kueri)
    if request.method == "POST":
        if not people:
            raise DomainError(services.NOBODY, galat="tidak_ada_penerima")
        return act_and_tell(request, BERI_TAHU, request.user.pk, people, kueri, ke=back)
    context = _context(request, saringan) | {"jumlah": len(people), "latar": len(people) > SEKALIGUS, "kembali": back}
    return render(request, "pegawai/mutu_beri_tahu.html", context)


def mutu_saya(request: HttpRequest) -> HttpResponse:
    """The own findings: on the start page only when something is to be done."""
    person = selectors.person_of(request.user)
    if person is None:
        raise Http404
    if not request.htmx or request.htmx.boosted:
        return redirect("pegawai:mutu_satu", person.pk)
    context = _about(request, person)
    urgent = bool(context["temuan"] or (context["kp"] and context["kp"].hambatan))
    return render(request, "pegawai/_mutu_satu.html", context | {"tenang": not urgent})


def mutu_satu(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was found about one person, what stands in the way of the next rise in rank, and what was put right."""
    person = get_object_or_404(Pegawai.objects.visible_to(request.user), pk=pk)
    permissions.know_reach(request.user, person, permissions.FILE)
    if not permissions.can_see_findings(request.user, person):
        raise Http404
    context = _about(request, person)
    if not request.htmx or request.htmx.boosted:
        context["lampau"] = [(TABEL_INDIKATOR.label[row.indikator], row) for row in past_findings_of(person.pk)]
    return render_htmx(request, "pegawai/mutu_satu.html", "pegawai/_mutu_satu.html", context)


def _about(request: HttpRequest, person: Pegawai) -> dict[str, Any]:
    own = permissions.is_self(request.user, person)
    found = mutu_selectors.findings_about(request.user, person)
    return {
        "pegawai": person,
        "temuan": found,
        "kp": next_rise(person, found, timezone.localdate(), sendiri=own),
        "sendiri": own,
        "terakhir": last_run(person.instansi_id),
    }
