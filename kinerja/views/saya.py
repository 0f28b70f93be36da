"""Kinerja saya: the year of one person, and beginning a plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from asn_portal.core.htmx import once
from kinerja.enums import BentukSKP, PendekatanSKP
from kinerja.forms.rencana import MulaiForm
from kinerja.models import PeriodeKinerja
from kinerja.selectors import periode as periods
from kinerja.selectors import rencana as selectors
from kinerja.selectors import saya as own
from kinerja.selectors.angka_kredit import imported_of, jenjang_of
from kinerja.selectors.impor_rencana import plan_from_elsewhere
from kinerja.selectors.segmen import moved_since
from kinerja.services import rencana as services
from pegawai import selectors as people
from pegawai.models import Pegawai
from pegawai.selectors.orang import superior_on


def me(request: HttpRequest) -> Pegawai:
    person = people.person_of(request.user)
    if person is None:
        raise Http404
    return person


def chosen_year(request: HttpRequest, years: list[PeriodeKinerja]) -> PeriodeKinerja | None:
    """The asked one, else this year, else the last."""
    asked, today = request.GET.get("tahun", ""), timezone.localdate()
    by_year = {str(row.tahun): row for row in years}
    return by_year.get(asked) or by_year.get(str(today.year)) or (years[0] if years else None)


def kinerja_saya(request: HttpRequest) -> HttpResponse:
    person, today = me(request), timezone.localdate()
    years = periods.years_of(request.user)
    chosen = chosen_year(request, years)
    context = {"pegawai": person, "daftar_tahun": sorted(years, key=lambda row: row.tahun), "pilihan": chosen}
    if chosen is not None:
        year = own.year_of(person, chosen, today)
        shown = year.berjalan or year.berlaku
        notes = selectors.last_notes(shown) if shown is not None else ("", {})
        context |= {
            "tahun": year,
            "skp": shown,
            "isi": selectors.contents_of(shown, catatan=notes[1]) if shown is not None else None,
            "catatan": notes[0],
            "tautan": len(selectors.proposed_links(shown, today)) if shown is not None else 0,
            "atasan": superior_on(person.pk, today),
            "penilaian_luar": imported_of(person, chosen.tahun) if not year.di_portal else [],
            "rencana_luar": plan_from_elsewhere(person, chosen.tahun) if not year.di_portal else [],
            "jenjang": jenjang_of(person.jabatan_kini),
            "pindah": moved_since(person, chosen.tahun, today),
            "lanjut": own.next_to_plan(person, chosen.tahun, years, today) if shown and shown == year.berlaku else None,
        }
    return render(request, "kinerja/saya.html", context)


@once
def skp_create(request: HttpRequest, tahun: int) -> HttpResponse:
    person, today = me(request), timezone.localdate()
    year = PeriodeKinerja.objects.visible_to(request.user).filter(tahun=tahun).first()
    if year is None:
        raise Http404
    examples = selectors.examples_for(request.user, person, tahun)
    initial = {"bentuk": selectors.suggested_bentuk(person, today), "pendekatan": PendekatanSKP.KUANTITATIF}
    titles = {one.skp_id: one.judul for one in selectors.unit_examples(person)}
    form = MulaiForm(request.POST or None, contoh=examples, milik=person.pk, judul=titles, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        skp = services.start_skp(
            year.pk, bentuk=BentukSKP(data["bentuk"]), pendekatan=PendekatanSKP(data["pendekatan"]), by=request.user,
            contoh_id=data.get("contoh") or None,
        )  # fmt: skip
        messages.success(request, f"Draf SKP {tahun} dimulai. Tambahkan hasil kerja Anda.")
        return redirect("kinerja:skp_detail", skp.pk)
    context = {"form": form, "periode": year, "pegawai": person, "pindah": moved_since(person, tahun, today)}
    return render(request, "kinerja/skp_mulai.html", context, status=422 if form.errors else 200)
