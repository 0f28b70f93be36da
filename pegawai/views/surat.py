"""Letters of HR: their words by version, the KGB letters of a month, the proposals of a month as one package."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from asn_portal.berkas.selectors.naskah import TANDA
from asn_portal.core import selectors as core_selectors
from asn_portal.core.errors import DomainError
from asn_portal.core.htmx import once
from asn_portal.core.lihat import owner_only
from asn_portal.core.permissions import require
from asn_portal.core.regulasi import add_bulan
from pegawai import permissions
from pegawai import selectors as people
from pegawai.forms.surat import PertekForm, SuratBanyakForm, SuratForm
from pegawai.models import PaketUsul, Pegawai
from pegawai.peringatan import find_peringatan
from pegawai.selectors.daftar_kp import lists_of_unit
from pegawai.selectors.keputusan_kp import considerations_of, decrees_of, kp_event, signed_decrees
from pegawai.selectors.peringatan import read_bulan
from pegawai.selectors.surat_kgb import BarisKGB, kgb_data, letters_of, month_rows, officials_of_many, signed_of_month
from pegawai.selectors.surat_kp import usul_rows
from pegawai.selectors.surat_templat import current_text, versions
from pegawai.services import surat as services
from pegawai.services import surat_banyak
from pegawai.services.pertek import record_pertek
from pegawai.surat import Blok, JenisSurat, all_surat, fill_text, find_surat

# Months that can be chosen, around the present one.
SEBELUM, SESUDAH = 6, 12
# Letters are prepared two months ahead.
SIAPKAN = 2


def surat_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_make_letters(request.user))
    rows = [(jenis, versions(request.user.instansi_id, jenis).first()) for jenis in all_surat()]
    return render(
        request, "pegawai/surat_list.html", {"daftar": rows, "boleh_ubah": permissions.can_change_surat(request.user)}
    )


def _kind(jenis: str) -> JenisSurat:
    found = find_surat(jenis)
    if found is None:
        raise Http404
    return found


def surat_detail(request: HttpRequest, jenis: str) -> HttpResponse:
    """The words in use, what each field holds, and the versions before."""
    require(permissions.can_make_letters(request.user))
    kind = _kind(jenis)
    versi, isi = current_text(request.user.instansi_id, kind)
    context = {
        "jenis": kind, "versi": versi, "isi": isi, "daftar_versi": versions(request.user.instansi_id, kind),
        "boleh_ubah": permissions.can_change_surat(request.user),
    }  # fmt: skip
    return render(request, "pegawai/surat_detail.html", context)


@owner_only
@once
def surat_change(request: HttpRequest, jenis: str) -> HttpResponse:
    """New words: looked at with a real person first, then kept as a new version."""
    require(permissions.can_change_surat(request.user))
    kind, looking = _kind(jenis), "pratinjau" in request.POST
    versi, isi = current_text(request.user.instansi_id, kind)
    initial = {"isi": isi, "dari": versi}
    form = SuratForm(request.POST or None, jenis=kind, by=request.user, pratinjau=looking, initial=initial)
    shown: tuple[Blok, ...] = ()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if not looking:
            row = services.save_surat(
                kind, isi=data["isi"], catatan=data["catatan"], dari=data["dari"], by=request.user
            )
            messages.success(request, f"Versi {row.versi} tersimpan {timezone.localtime():%H.%M} WIB.")
            return redirect("pegawai:surat_detail", kind.kunci)
        shown = fill_text(kind, data["isi"], _example(kind, data.get("contoh")), EXAMPLE_LISTS)
    context = {"jenis": kind, "form": form, "pratinjau": shown, "versi": versi}
    return render(request, "pegawai/surat_form.html", context, status=422 if form.errors else 200)


EXAMPLE_LISTS = {
    "daftar_pegawai": (("Nama pegawai pertama", "III/a ke III/b"), ("Nama pegawai kedua", "III/c ke III/d"))
}


def _example(kind: JenisSurat, person: Pegawai | None) -> dict[str, str]:
    """The facts of a real person; what has none stands in the words of the field."""
    words = {name: f"[{label}]" for name, label in kind.isian.items()}
    if person is None:
        return words
    try:
        return words | kgb_data(person, timezone.localdate()).nilai
    except DomainError:
        return words | {"nama": person.nama_lengkap, "jabatan": person.jabatan_kini}


# -- a month of a unit -------------------------------------------------------------------------------------


def asked_month(request: HttpRequest) -> tuple[UUID, date, dict[str, Any]]:
    """Unit and month of the address; the widest unit and the month to prepare now, when it names none."""
    require(permissions.can_make_letters(request.user))
    today = timezone.localdate()
    units = people.unit_choices(request.user, today, kewenangan=True)
    text = request.GET.get("unit", "")
    wanted = [pk for pk, _ in units if str(pk) == text]
    if not wanted and text:
        wanted = _deeper(request, text)
    if not wanted and not units:
        raise Http404
    unit_id = wanted[0] if wanted else units[0][0]
    first = today.replace(day=1)
    months = [add_bulan(first, step) for step in range(-SEBELUM, SESUDAH + 1)]
    found = read_bulan(request.GET.get("bulan", ""))
    # A month that no list offers has no law to judge by, or no calendar.
    month = found if isinstance(found, date) and found in months else add_bulan(first, SIAPKAN)
    names = core_selectors.unit_names([unit_id], today)
    context = {
        "unit_id": unit_id, "nama_unit": names.get(unit_id, ""), "bulan": month, "daftar_unit": units,
        "unit_lain": unit_id not in [pk for pk, _ in units], "daftar_bulan": months,
    }  # fmt: skip
    return unit_id, month, context


def _deeper(request: HttpRequest, text: str) -> list[UUID]:
    """A unit further down in the own scope."""
    try:
        unit_id = UUID(text)
    except ValueError:
        return []
    return [unit_id] if permissions.can_handle_urusan(request.user, unit_id) else []


@owner_only
@once
def kgb_bulan(request: HttpRequest) -> HttpResponse:
    """Whose pay rises in a month, where each letter is, and making those that are missing."""
    unit_id, month, context = asked_month(request)
    rows = list(month_rows(request.user, unit_id, month, timezone.localdate()))
    letters = letters_of([row.pegawai_id for row in rows], {row.tanggal for row in rows})
    listed = [BarisKGB(row, _meaning(row), letters.get((row.pegawai_id, row.tanggal.isoformat()))) for row in rows]
    ids = [row.pegawai_id for row in rows]
    officials = officials_of_many(ids, unit_id, timezone.localdate(), request.user.pk) if ids else []
    form = SuratBanyakForm(request.POST or None, pejabat=officials)
    if request.method == "POST" and form.is_valid():
        asked = surat_banyak.Permintaan(
            unit_id, month, form.pilihan, form.kertas_dipilih, bool(form.cleaned_data["kirim"])
        )
        job = surat_banyak.start_letters(asked, by=request.user)
        return redirect("core:pekerjaan_detail", job.pk)
    context |= {
        "masuk": signed_of_month(request.user, unit_id, month, timezone.localdate()),
        "boleh_catat": permissions.can_change_surat(request.user),
        "form": form, "ada_pejabat": bool(officials), "belum": sum(one.naskah is None for one in listed),
        "daftar": [(one, TANDA.get(one.naskah.status, "draf") if one.naskah else "") for one in listed],
    }  # fmt: skip
    return render(request, "pegawai/kgb_bulan.html", context, status=422 if form.errors else 200)


def _meaning(row: Any) -> str:
    kind = find_peringatan(row.jenis)
    return kind.arti(row.rincian) if kind else ""


@owner_only
@once
def usul_kp(request: HttpRequest) -> HttpResponse:
    """Who of a unit can rise in rank by this period, and what is missing; the package is made by a job."""
    unit_id, month, context = asked_month(request)
    if request.method == "POST":
        job = surat_banyak.start_package(unit_id, month, by=request.user)
        return redirect("core:pekerjaan_detail", job.pk)
    rows = usul_rows(request.user, unit_id, month, timezone.localdate())
    package = PaketUsul.objects.filter(unit_id=unit_id).order_by("-dibuat_pada").first()
    ids = [row.peringatan.pegawai_id for row in rows]
    known, decrees = considerations_of(ids), decrees_of(ids)
    listed = [
        (row, known.get(pk), decree, TANDA.get(decree.status, "draf") if decree else "")
        for row, pk in zip(rows, ids, strict=True)
        for decree in [decrees.get(pk)]
    ]
    context |= {"daftar": listed, "kurang": sum(bool(row.kurang) for row in rows), "paket": package}
    context["siap"] = sum(pertek is not None and decree is None for _, pertek, decree, _ in listed)
    context["daftar_kp"] = lists_of_unit(unit_id)
    context["masuk"] = signed_decrees(request.user, unit_id, month, timezone.localdate())
    return render(request, "pegawai/usul_kp.html", context)


@owner_only
@once
def pertek_kp(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What BKN said about one rise, before its decree is made."""
    person = get_object_or_404(Pegawai.objects.visible_to(request.user), pk=pk)
    require(permissions.can_record_pertek(request.user, person))
    today = timezone.localdate()
    jenis, earliest, facts = kp_event(person.pk, today)
    kind = find_peringatan(jenis)
    form = PertekForm(request.POST or None, initial={"tmt": max(earliest, add_bulan(today.replace(day=1), 1))})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        record_pertek(
            person.pk, tmt=data["tmt"], nomor=data["nomor"], hari=data["tanggal"], by=request.user, hari_ini=today
        )
        messages.success(
            request, f"Pertimbangan teknis BKN bagi {person.nama} tercatat. Keputusannya kini dapat dibuat."
        )
        return redirect("berkas:naskah_add", "keputusan_kp", person.pk)
    context = {
        "form": form,
        "pegawai": person,
        "judul": kind.judul if kind else jenis,
        "arti": kind.arti(facts) if kind else "",
        "paling_cepat": earliest,
    }
    return render(request, "pegawai/pertek_form.html", context, status=422 if form.errors else 200)
