"""Competences of one person: the own ones, and those of somebody in the team."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.htmx import once
from asn_portal.core.izin import Sumber
from asn_portal.core.permissions import require
from pegawai import selectors as people
from pegawai.models import Pegawai
from pelatihan import permissions
from pelatihan.forms.ukur import PandanganForm
from pelatihan.selectors import saran, ukur
from pelatihan.selectors.celah import gaps_of, match_of
from pelatihan.selectors.jp import jp_of
from pelatihan.services import ukur as services
from pelatihan.views.katalog import show_form

PENJELASAN = (
    "Celah dihitung dari penilaian lembaga penilai saja. Pandangan ini berdiri di sebelahnya, supaya percakapan tentang "
    "rencana pengembangan mulai dari dua sisi."
)


def kompetensi_saya(request: HttpRequest) -> HttpResponse:
    require(permissions.can_learn(request.user))
    person, today = people.person_of(request.user), timezone.localdate()
    celah = gaps_of(person.pk, person.instansi_id, today)
    context = {
        "pegawai": person, "celah": celah, "jpm": match_of(celah), "riwayat": ukur.history_of(person), "hari_ini": today,
    }  # fmt: skip
    return render(request, "pelatihan/kompetensi_saya.html", context)


@once
def kompetensi_pandang(request: HttpRequest) -> HttpResponse:
    """The own view."""
    require(permissions.can_learn(request.user))
    person = people.person_of(request.user)
    form = PandanganForm(
        request.POST or None, celah=gaps_of(person.pk, person.instansi_id, timezone.localdate()), milik=True
    )
    if request.method == "POST" and form.is_valid():
        services.save_view(person.pk, tingkat=form.tingkat(), by=request.user)
        messages.success(request, "Pandangan Anda tersimpan. Atasan melihatnya di sebelah pandangannya sendiri.")
        return redirect("pelatihan:kompetensi_saya")
    return show_form(
        request, form, judul="Pandangan saya tentang kompetensi saya", tombol="Simpan pandangan",
        kembali=reverse("pelatihan:kompetensi_saya"), nama_kembali="Kompetensi saya", penjelasan=PENJELASAN,
    )  # fmt: skip


def _person(request: HttpRequest, pk: UUID) -> Pegawai:
    return get_object_or_404(Pegawai.objects.visible_to(request.user, Sumber.PELATIHAN), pk=pk)


def kompetensi_orang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Gaps, recommendations, JP and plan of somebody, for the superior and who looks after training."""
    person, today = _person(request, pk), timezone.localdate()
    celah = gaps_of(person.pk, person.instansi_id, today)
    context = {
        "pegawai": person,
        "celah": celah,
        "jpm": match_of(celah),
        "saran": saran.recommendations(person, today, timezone.now()),
        "jp": jp_of(person.instansi_id, person.pk, today),
        "rencana": person.daftar_rencana.order_by("-tahun")[:3],
        "nilai": permissions.can_judge(request.user, person.pk),
        "usul": permissions.can_decide_for(request.user, person.pk),
        "hari_ini": today,
    }
    return render(request, "pelatihan/kompetensi_orang.html", context)


@once
def kompetensi_nilai(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How the superior sees it."""
    person = _person(request, pk)
    require(permissions.can_judge(request.user, person.pk))
    celah = gaps_of(person.pk, person.instansi_id, timezone.localdate())
    form = PandanganForm(request.POST or None, celah=celah, milik=False)
    back = reverse("pelatihan:kompetensi_orang", args=[person.pk])
    if request.method == "POST" and form.is_valid():
        services.save_view(person.pk, tingkat=form.tingkat(), by=request.user)
        messages.success(request, f"Pandangan Anda tentang kompetensi {person.nama} tersimpan.")
        return redirect(back)
    return show_form(
        request, form, judul=f"Pandangan tentang kompetensi {person.nama}", tombol="Simpan pandangan", kembali=back,
        nama_kembali=person.nama, penjelasan=PENJELASAN,
    )  # fmt: skip
