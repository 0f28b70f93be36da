"""The file of a person: timeline and tabs as of any day, each row with its decree, source and trace; and its changes by HR."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.forms.dasar import read_date
from asn_portal.core.htmx import once, render_htmx
from asn_portal.core.kembali import way_back, with_way_back
from asn_portal.core.permissions import require
from asn_portal.core.sudo import fresh_login_required
from pegawai import permissions
from pegawai.forms import TujuanForm
from pegawai.forms.riwayat import TarikForm, riwayat_form
from pegawai.forms.usulan import SekaliForm
from pegawai.jenis_riwayat import JenisRiwayat, Kelompok, jenis_riwayat
from pegawai.models import Pegawai, Riwayat
from pegawai.selectors import berkas as selectors
from pegawai.selectors import riwayat as rows
from pegawai.services import identitas
from pegawai.services import riwayat as services
from pegawai.services.profil import change_once, mask_secret, read_secret
from pegawai.siapa_mengubah import sasaran_hr
from pegawai.siasn_web import is_active
from pegawai.views.tujuan import keep_purpose, open_purpose

OWN_DATA = "Data sendiri"
MASKED_TABS = {
    Kelompok.KELUARGA.value: "Keluarga",
    Kelompok.DISIPLIN.value: "Hukuman disiplin",
    selectors.PRIBADI: "Data pribadi",
}


def _person(request: HttpRequest, pk: UUID) -> Pegawai:
    """Somebody whose file this account may see: the person, the superior, HR of scope, auditors."""
    people = permissions.with_reach(Pegawai.objects.visible_to(request.user), request.user, permissions.FILE)
    person = get_object_or_404(people.select_related("pengguna", "foto"), pk=pk)
    permissions.know_reach(request.user, person, permissions.FILE)
    require(permissions.can_see_numbers(request.user, person))
    return person


def _moment(request: HttpRequest) -> tuple[date | None, datetime | None]:
    """`?pada=` a day on which it was true, `?diketahui=` the end of a day on which it was known."""
    asked, known = read_date(request.GET.get("pada")), read_date(request.GET.get("diketahui"))
    if known is None or known >= timezone.localdate():
        return asked, None
    return asked, timezone.make_aware(datetime.combine(known + timedelta(days=1), time.min)) - timedelta(microseconds=1)


def berkas(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file; as a fragment (on the profile) the few facts looked for first."""
    person = _person(request, pk)
    if request.htmx and not request.htmx.boosted:
        ringkas = selectors.summary(person, timezone.localdate())
        return render_htmx(
            request, "pegawai/berkas.html", "pegawai/_berkas_ringkas.html", {"pegawai": person, "ringkas": ringkas}
        )
    response = render(request, "pegawai/berkas.html", _context(request, person, terbuka=False))
    response.headers["Vary"] = "HX-Request"
    return response


def _context(request: HttpRequest, person: Pegawai, *, terbuka: bool, bagian: str = "") -> dict[str, Any]:
    kinds = selectors.visible_kinds(request.user, person)
    tabs = selectors.tabs(request.user, person, kinds)
    chosen = bagian or request.GET.get("bagian", selectors.LINI)
    if chosen not in dict(tabs):
        raise Http404
    asked, known = _moment(request)
    moment: dict[str, Any] = {"hari": asked or timezone.localdate(), "asked": asked, "saat": known}
    context: dict[str, Any] = {
        "pegawai": person, "tab": tabs, "bagian": chosen, "judul_bagian": dict(tabs)[chosen], "pada": asked,
        "diketahui": timezone.localdate(known) if known else None, "hari": moment["hari"], "terbuka": terbuka,
        "sendiri": permissions.is_self(request.user, person), "boleh_buka": _may_open(request, person, chosen, kinds),
        "boleh_siasn": terbuka and permissions.can_take_siasn(request.user, person), "siasn_aktif": is_active(),
    }  # fmt: skip
    if chosen == selectors.LINI:
        context["tahun"] = selectors.lini(request.user, person, kinds, **moment)
        context["samar"] = [jenis for jenis in kinds if permissions.is_masked(request.user, person, jenis)]
    elif chosen == selectors.DATA:
        context["boleh_ubah"] = permissions.can_write_once(request.user, person, private=False)
        context["sekali"] = [selectors.once_data(model, person) for model in selectors.SEKALI[chosen]]
    elif chosen == selectors.PRIBADI:
        context["boleh_ubah"] = terbuka and permissions.can_write_once(request.user, person, private=True)
        context["sekali"] = _private(person) if terbuka else []
    else:
        here = [jenis for jenis in kinds if jenis.kelompok.value == chosen]
        context["daftar"] = selectors.sections(request.user, person, here, **moment, terbuka=terbuka)
    return context


def _private(person: Pegawai) -> list[list[tuple[str, Any]]]:
    """Private data opened: everything but the encrypted numbers in full, those by their ends."""
    rows = [selectors.once_row(model, person) for model in selectors.SEKALI[selectors.PRIBADI]]
    tables = [selectors.values_of(row) for row in rows]
    tables[0] += [("NPWP", mask_secret(rows[0], "npwp")), ("Nomor rekening", mask_secret(rows[0], "rekening"))]
    return tables


def _may_open(request: HttpRequest, person: Pegawai, bagian: str, kinds: list[JenisRiwayat]) -> bool:
    if bagian == selectors.PRIBADI:
        return permissions.can_reveal_data_pribadi(request.user, person)
    here = [jenis for jenis in kinds if jenis.kelompok.value == bagian]
    return bool(here) and all(permissions.can_open_riwayat(request.user, person, jenis) for jenis in here)


def berkas_buka(request: HttpRequest, pk: UUID, bagian: str) -> HttpResponse:
    """A masked tab opened: one's own with a click, somebody else's with a reason; its owner sees who read it."""
    person = _person(request, pk)
    if bagian not in MASKED_TABS:
        raise Http404
    require(_may_open(request, person, bagian, selectors.visible_kinds(request.user, person)))
    if permissions.is_self(request.user, person) or open_purpose(request):
        return _open(request, person, bagian)
    return _open_to_stranger(request, person, bagian)


def _open(request: HttpRequest, person: Pegawai, bagian: str) -> HttpResponse:
    own = permissions.is_self(request.user, person)
    form = TujuanForm(request.POST or None, initial={"tujuan": open_purpose(request)})
    if request.method == "POST" and (own or form.is_valid()):
        tujuan = OWN_DATA if own else form.cleaned_data["tujuan"]
        identitas.note_opened(person, kelompok=MASKED_TABS[bagian], tujuan=tujuan, by=request.user)
        if not own:
            keep_purpose(request, tujuan)
        return render(request, "pegawai/berkas.html", _context(request, person, terbuka=True, bagian=bagian))
    context = {"pegawai": person, "form": form, "sendiri": own, "judul": MASKED_TABS[bagian], "bagian": bagian}
    return render(request, "pegawai/berkas_buka.html", context, status=422 if form.errors else 200)


_open_to_stranger = fresh_login_required(_open)


# -- one row -----------------------------------------------------------------------------------------------------


def _kind(request: HttpRequest, person: Pegawai, kunci: str) -> JenisRiwayat:
    jenis = jenis_riwayat(kunci)
    if jenis is None or not permissions.can_see_riwayat(request.user, person, jenis):
        raise Http404
    return jenis


def _row(request: HttpRequest, person: Pegawai, jenis: JenisRiwayat, baris: UUID) -> Riwayat:
    row = rows.one_row(jenis, person, baris)
    if row is None:
        raise Http404
    return row


def _closed(request: HttpRequest, person: Pegawai, jenis: JenisRiwayat) -> HttpResponse | None:
    """Rows of a masked kind are read after they were opened; the reading is noted each time."""
    if not permissions.is_masked(request.user, person, jenis) or permissions.is_self(request.user, person):
        return None
    require(permissions.can_open_riwayat(request.user, person, jenis))
    if not open_purpose(request):
        return redirect("pegawai:berkas_buka", person.pk, jenis.kelompok.value)
    identitas.note_opened(person, kelompok=jenis.judul, tujuan=open_purpose(request), by=request.user)
    return None


def riwayat_detail(request: HttpRequest, pk: UUID, kunci: str, baris: UUID) -> HttpResponse:
    person = _person(request, pk)
    jenis = _kind(request, person, kunci)
    row = _row(request, person, jenis, baris)
    if away := _closed(request, person, jenis):
        return away
    chain = rows.versions_of(row)
    row.dokumen = row.dokumen if row.dokumen_id and _may_read(request, person) else None
    context = {
        "pegawai": person, "jenis": jenis, "baris": row, "judul": jenis.judul_baris(row),
        "isi": rows.cells(jenis, row, jenis.isian), "versi": rows.changes(jenis, chain), "terbaru": chain[-1],
        "jejak": rows.acts_on(chain), "boleh_ubah": permissions.can_write_riwayat(request.user, person, jenis),
        "boleh_usul": permissions.can_propose_riwayat(request.user, person, jenis),
    }  # fmt: skip
    return render(request, "pegawai/riwayat_detail.html", context)


def _may_read(request: HttpRequest, person: Pegawai) -> bool:
    return permissions.is_self(request.user, person) or permissions.can_see_dokumen(request.user, person)


def _write_or_refuse(request: HttpRequest, pk: UUID, kunci: str) -> tuple[Pegawai, JenisRiwayat]:
    person = _person(request, pk)
    jenis = _kind(request, person, kunci)
    require(permissions.can_write_riwayat(request.user, person, jenis))
    return person, jenis


@once
def riwayat_add(request: HttpRequest, pk: UUID, kunci: str) -> HttpResponse:
    person, jenis = _write_or_refuse(request, pk, kunci)
    form = riwayat_form(request.POST or None, jenis=jenis, pegawai=person, by=request.user)
    if request.method == "POST" and form.is_valid():
        row = services.record_riwayat(person.pk, jenis, **form.isi(), by=request.user)
        messages.success(request, f"{jenis.judul} {person.nama} tercatat.")
        return redirect("pegawai:riwayat_detail", person.pk, jenis.kunci, row.pk)
    context = {"form": form, "pegawai": person, "jenis": jenis, "baris": None}
    return render(request, "pegawai/riwayat_form.html", context, status=422 if form.errors else 200)


@once
def riwayat_change(request: HttpRequest, pk: UUID, kunci: str, baris: UUID) -> HttpResponse:
    person, jenis = _write_or_refuse(request, pk, kunci)
    row = _row(request, person, jenis, baris)
    if away := _closed(request, person, jenis):
        return away
    form = riwayat_form(
        request.POST or None, jenis=jenis, pegawai=person, by=request.user, baris=row, alasan="Mengapa diperbaiki"
    )
    if request.method == "POST" and form.is_valid():
        row = services.correct_riwayat(row.pk, jenis, **form.isi(), alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, f"{jenis.judul} {person.nama} diperbaiki; yang lama tetap terbaca di riwayatnya.")
        return redirect("pegawai:riwayat_detail", person.pk, jenis.kunci, row.pk)
    context = {"form": form, "pegawai": person, "jenis": jenis, "baris": row}
    return render(request, "pegawai/riwayat_form.html", context, status=422 if form.errors else 200)


@once
def riwayat_withdraw(request: HttpRequest, pk: UUID, kunci: str, baris: UUID) -> HttpResponse:
    person, jenis = _write_or_refuse(request, pk, kunci)
    row = _row(request, person, jenis, baris)
    if away := _closed(request, person, jenis):
        return away
    form = TarikForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.withdraw_riwayat(row.pk, jenis, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, f"{jenis.judul} {person.nama} ditarik dari berkas.")
        return redirect("pegawai:berkas", person.pk)
    context = {"form": form, "pegawai": person, "jenis": jenis, "baris": row, "judul": jenis.judul_baris(row)}
    return render(request, "pegawai/riwayat_tarik.html", context, status=422 if form.errors else 200)


def nomor_reveal(request: HttpRequest, pk: UUID, nomor: str) -> HttpResponse:
    """NPWP or account number in full, the same way as the NIK."""
    person = _person(request, pk)
    if nomor not in NOMOR:
        raise Http404
    require(permissions.can_reveal_data_pribadi(request.user, person))
    if permissions.is_self(request.user, person) or open_purpose(request):
        return _reveal_number(request, person, nomor)
    return _reveal_number_to_stranger(request, person, nomor)


NOMOR = {"npwp": "NPWP", "rekening": "Nomor rekening"}
REVEAL_SECONDS = 30


def _reveal_number(request: HttpRequest, person: Pegawai, nomor: str) -> HttpResponse:
    own = permissions.is_self(request.user, person)
    form = TujuanForm(request.POST or None, initial={"tujuan": open_purpose(request)})
    data = getattr(person, "pribadi", None)
    if request.method == "POST" and (own or form.is_valid()):
        tujuan = OWN_DATA if own else form.cleaned_data["tujuan"]
        identitas.note_opened(person, kelompok=NOMOR[nomor], tujuan=tujuan, by=request.user)
        if not own:
            keep_purpose(request, tujuan)
        context = {
            "pegawai": person, "judul": NOMOR[nomor], "nomor": read_secret(data, nomor), "samar": mask_secret(data, nomor),
            "detik": REVEAL_SECONDS,
        }  # fmt: skip
        return render(request, "pegawai/nomor_terbuka.html", context)
    context = {"pegawai": person, "form": form, "sendiri": own, "judul": NOMOR[nomor], "bagian": selectors.PRIBADI}
    return render(request, "pegawai/berkas_buka.html", context, status=422 if form.errors else 200)


_reveal_number_to_stranger = fresh_login_required(_reveal_number)


@once
def sekali_change(request: HttpRequest, pk: UUID, kunci: str) -> HttpResponse:
    """HR puts right what a person has once."""
    person = _person(request, pk)
    target = sasaran_hr(kunci)
    if target is None or target.model is None:
        raise Http404
    require(permissions.can_write_once(request.user, person, private=target.pribadi))
    if target.pribadi and not open_purpose(request):
        opening = reverse("pegawai:berkas_buka", args=[person.pk, selectors.PRIBADI])
        return redirect(with_way_back(opening, way_back(request)))
    row = target.model.objects.filter(pk=person.pk).first()
    awal = {name: getattr(row, name, "") for name in target.isian if row is not None}
    form = SekaliForm(request.POST or None, target=target, by=request.user, awal=awal, alasan="Mengapa diperbaiki")
    if request.method == "POST" and form.is_valid():
        change_once(person.pk, target, isi=form.isi(), alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, f"{target.judul} {person.nama} diperbaiki.")
        return redirect("pegawai:berkas", person.pk)
    context = {"form": form, "pegawai": person, "target": target}
    return render(request, "pegawai/sekali_form.html", context, status=422 if form.errors else 200)
