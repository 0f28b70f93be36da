"""Directory, profile, and the two dated links of a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from asn_portal.core import panel
from asn_portal.core import selectors as core_selectors
from asn_portal.core.bilah import to_default
from asn_portal.core.htmx import once, render_htmx
from asn_portal.core.permissions import require
from asn_portal.core.sudo import fresh_login_required
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.views.cari import leave_address
from asn_portal.core.views.unit import as_of
from pegawai import permissions, selectors
from pegawai.ekspor import PEGAWAI
from pegawai.enums import JenisKelamin, JenisPegawai, Kekurangan, KelompokUmur, Lingkup
from pegawai.forms import AtasanForm, PindahForm, TujuanForm, initial_period
from pegawai.models import Pegawai
from pegawai.selectors.berhenti import leaving_of, with_leaving
from pegawai.services import identitas, penempatan
from pegawai.views.tujuan import keep_purpose, open_purpose

REVEAL_SECONDS = 30
OWN_DATA = "Data sendiri"
# Columns of the list unless its address names others; what a record lacks always stands last in the list of one's care.
USUAL = frozenset({"nama", "jabatan", "unit"})
USUAL_IN_CARE = USUAL | {"nip", "jenis", "atasan"}
CHOICES = {
    "lingkup": Lingkup.choices,
    "jenis": JenisPegawai.choices,
    "kelamin": JenisKelamin.choices,
    "umur": KelompokUmur.choices,
    "data": Kekurangan.choices,
}


def pegawai_list(request: HttpRequest) -> HttpResponse:
    """The directory by the alphabet; for HR and auditors first of all the people in their care, with more columns."""
    if away := leave_address(request) or to_default(request, "pegawai"):
        return away
    saringan = selectors.read_filters(request.user, request.GET)
    page = _page_of_people(request, saringan)
    with_post = any(row.jabatan_kini for row in page.rows)
    usual = USUAL_IN_CARE if saringan.kewenangan else USUAL
    context = _filter_context(request, saringan) | {
        "halaman": page,
        # Only in the list of those one looks after, and only where somebody may be chosen.
        "massal": saringan.kewenangan and permissions.can_see_accounts(request.user) and bool(page.rows),
        "massal_pindah": permissions.can_import_people(request.user),
        "ada_jabatan": with_post,
        # By name: each of fifty rows asks for each.
        "kolom": dict.fromkeys(
            PEGAWAI.columns_on_page(request.user, request.GET, usual if with_post else usual - {"jabatan"}), True
        ),
    }
    return render_htmx(request, "pegawai/pegawai_list.html", "pegawai/_pegawai_tabel.html", context)


def _page_of_people(request: HttpRequest, saringan: selectors.Saringan) -> core_selectors.HalamanAbjad:
    """With what each record lacks, in the list of one's care."""
    today, care = timezone.localdate(), saringan.kewenangan
    exact = care or saringan.unit_id is not None
    most = core_selectors.most_counted(exact=exact)
    people, jumlah = selectors.listed(request.user, saringan, today, most=most)
    rows = selectors.as_listed(people, today)
    urut, turun = saringan.urutan
    page = core_selectors.alphabet_page(
        selectors.with_gaps(rows) if care else rows, request.GET, kolom=urut, turun=turun, exact=exact, jumlah=jumlah,
    )  # fmt: skip
    for row in page.rows if care else ():
        row.kekurangan = selectors.gaps_of(row, akun=saringan.data == Kekurangan.AKUN)
    return page


def _filter_context(request: HttpRequest, saringan: selectors.Saringan) -> dict[str, Any]:
    """The filters as the page shows them: what can be chosen, and what is chosen in words."""
    today, unit = timezone.localdate(), saringan.unit_id
    units = selectors.unit_choices(request.user, today, kewenangan=saringan.kewenangan)
    nama = core_selectors.unit_names([unit], today).get(unit, "") if unit else ""
    return {
        "saringan": saringan,
        "pilihan": CHOICES,
        "boleh_lingkup": permissions.can_list_scope(request.user),
        "daftar_unit": units,
        "unit_lain": bool(unit) and unit not in dict(units),
        "nama_unit": f"Langsung di {nama}" if saringan.langsung and nama else nama,
    }


def profil_saya(request: HttpRequest) -> HttpResponse:
    person = selectors.person_of(request.user)
    if person is None:
        raise Http404
    return redirect("pegawai:pegawai_detail", person.pk)


def pegawai_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One person as of a day, as far as this account may see."""
    people = permissions.with_reach(with_leaving(Pegawai.objects.visible_to(request.user)), request.user)
    person = get_object_or_404(people.select_related("pengguna", "foto"), pk=pk)
    day = as_of(request)
    context = {
        "pegawai": person,
        "tanggal": day,
        "tempat": selectors.place_on(person, day),
        "actions": selectors.profile_actions(request.user, person),
        "panel": panel.profile_sections(request, person),
    }
    if person.ada_berhenti and permissions.can_handle_reports(request.user):
        context["berhenti"] = leaving_of(request.user, person.pk)
    if context["actions"]["nomor"]:
        context["riwayat"] = selectors.histories(person)
    if context["actions"]["pribadi"]:
        context["nik_samar"] = identitas.mask_nik(person)
    return render(request, "pegawai/pegawai_detail.html", context)


def nik_reveal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The NIK in full for half a minute. One's own: one click. Somebody else's: a fresh password and a reason, which
    opens the own scope for half an hour; each read is traced and told.
    """
    person = get_object_or_404(Pegawai.objects.visible_to(request.user), pk=pk)
    require(permissions.can_reveal_data_pribadi(request.user, person))
    if permissions.is_self(request.user, person) or open_purpose(request):
        return _reveal(request, person)
    return _reveal_to_stranger(request, person)


def _reveal(request: HttpRequest, person: Pegawai) -> HttpResponse:
    own = permissions.is_self(request.user, person)
    form = TujuanForm(request.POST or None, initial={"tujuan": open_purpose(request)})
    if request.method == "POST" and (own or form.is_valid()):
        tujuan = OWN_DATA if own else form.cleaned_data["tujuan"]
        nik = identitas.reveal_nik(person, tujuan=tujuan, by=request.user)
        if not own:
            keep_purpose(request, tujuan)
        context = {"pegawai": person, "nik": nik, "samar": identitas.mask_nik(person), "detik": REVEAL_SECONDS}
        return render(request, "pegawai/nik_terbuka.html", context)
    return render(
        request,
        "pegawai/nik_form.html",
        {"pegawai": person, "form": form, "sendiri": own},
        status=422 if form.errors else 200,
    )


_reveal_to_stranger = fresh_login_required(_reveal)


@once
def pindah(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Pegawai.objects.visible_to(request.user), pk=pk)
    require(permissions.can_move_pegawai(request.user, person))
    form = PindahForm(request.POST or None, by=request.user, initial=initial_period())
    if request.method == "POST" and form.is_valid():
        penempatan.move_pegawai(person.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"{person.nama} pindah unit mulai {tanggal(form.cleaned_data['mulai'])}.")
        return redirect("pegawai:pegawai_detail", person.pk)
    return render(
        request, "pegawai/pindah_form.html", {"form": form, "pegawai": person}, status=422 if form.errors else 200
    )


@once
def atasan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A superior decided by HR for a time."""
    person = get_object_or_404(Pegawai.objects.visible_to(request.user), pk=pk)
    require(permissions.can_set_atasan(request.user, person))
    form = AtasanForm(request.POST or None, by=request.user, initial=initial_period())
    if request.method == "POST" and form.is_valid():
        penempatan.set_atasan(person.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"Atasan {person.nama} tersimpan, mulai {tanggal(form.cleaned_data['mulai'])}.")
        return redirect("pegawai:pegawai_detail", person.pk)
    return render(
        request, "pegawai/atasan_form.html", {"form": form, "pegawai": person}, status=422 if form.errors else 200
    )


def akses_saya(request: HttpRequest) -> HttpResponse:
    """Siapa melihat data saya."""
    person = selectors.person_of(request.user)
    if person is None:
        raise Http404
    return render(request, "pegawai/akses_saya.html", {"daftar": core_selectors.reads_of(person.pk, timezone.now())})
