"""Proposed changes: what may be changed by whom, a proposal on its way like a parcel, and the desk that decides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.berkas.models import Dokumen
from asn_portal.berkas.services.dokumen import Isian, upload_dokumen
from asn_portal.core.bilah import to_default
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from pegawai import permissions
from pegawai import selectors as people
from pegawai.ekspor import USULAN
from pegawai.enums import AlasanUsulan, StatusUsulanData
from pegawai.forms.riwayat import riwayat_form
from pegawai.forms.usulan import KEMBALIKAN, TERIMA, TERUSKAN, PutusanForm, SekaliForm
from pegawai.models import DataPribadi, LangkahUsulan, Pegawai, UsulanPerubahan
from pegawai.selectors import usulan as selectors
from pegawai.selectors.riwayat import name_entries, one_row
from pegawai.services import usulan as services
from pegawai.services.identitas import mask_nik
from pegawai.services.profil import mask_secret
from pegawai.siapa_mengubah import Cara, Sasaran, all_sasaran, may_propose, sasaran

PER_PAGE = 30


def _me(request: HttpRequest) -> Pegawai:
    person = people.person_of(request.user)
    if person is None:
        raise Http404
    return person


def _target(kunci: str) -> Sasaran:
    found = sasaran(kunci)
    if found is None:
        raise Http404
    return found


def usulan_data_pilih(request: HttpRequest) -> HttpResponse:
    """The table "who may change what", as doors."""
    person = _me(request)
    groups: dict[Cara, list[Sasaran]] = {cara: [] for cara in Cara}
    for satu in all_sasaran(person.jenis):
        groups[satu.cara].append(satu)
    context = {"pegawai": person, "kelompok": groups.items(), "terbuka": selectors.open_count(request.user)}
    return render(request, "pegawai/usulan_data_pilih.html", context)


@once
def usulan_data_add(request: HttpRequest, kunci: str) -> HttpResponse:
    """A proposal (or, for the own address, the change itself). `?baris=` names the row that is to be put right."""
    person, target = _me(request), _target(kunci)
    if not may_propose(target, person.jenis):
        raise Http404
    form, row_id = _form(request, person, target)
    if request.method == "POST" and form.is_valid():
        if target.cara is Cara.LANGSUNG:
            services.change_kontak(person.pk, isi=form.isi(), by=request.user)
            messages.success(request, "Tersimpan. Alamat dan kontak Anda sudah berubah.")
            return redirect("pegawai:berkas", person.pk)
        usulan = services.submit_usulan(
            person.pk, target, isi=_values(form, target), dokumen=_evidence(request, form, target),
            keterangan=form.cleaned_data["keterangan"], baris_id=row_id, by=request.user,
        )  # fmt: skip
        messages.success(
            request, f"Usulan terkirim {timezone.localtime():%H.%M} WIB. Jawaban paling lambat 3 x 24 jam."
        )
        return redirect("pegawai:usulan_data_detail", usulan.pk)
    context = {"form": form, "target": target, "pegawai": person}
    return render(request, "pegawai/usulan_data_form.html", context, status=422 if form.errors else 200)


def _form(
    request: HttpRequest, person: Pegawai, target: Sasaran, sent: UsulanPerubahan | None = None
) -> tuple[Any, UUID | None]:
    """The form of the target, filled with what is recorded (or with what was sent before)."""
    values = services.contents(sent) if sent is not None else None
    if target.jenis is None:
        awal = _once_values(person, target)
        return SekaliForm(request.POST or None, request.FILES or None, target=target, by=request.user, awal=awal), None
    row = None
    wanted = str(sent.baris_id or "") if sent is not None else request.GET.get("baris", "")
    if wanted:
        row = one_row(target.jenis, person, _uuid(wanted))
        if row is None:
            raise Http404
    kwargs: dict[str, Any] = {} if values is None else {"initial": _as_initial(values)}
    form = riwayat_form(
        request.POST or None,
        request.FILES or None,
        jenis=target.jenis,
        pegawai=person,
        by=request.user,
        baris=row,
        usulan=True,
        **kwargs,
    )
    return form, row.pk if row is not None else None


def _evidence(request: HttpRequest, form: Any, target: Sasaran) -> Dokumen | None:
    """What was sent with the form becomes a document of the person; otherwise the chosen one."""
    sent = form.cleaned_data.get("berkas")
    if not sent:
        chosen: Dokumen | None = form.cleaned_data["dokumen"]
        return chosen
    files = []
    for one in sent:
        one.seek(0)
        files.append(Kiriman(one.name, one.read()))
    return upload_dokumen(files, jenis=target.jenis_dokumen, isian=Isian(), by=request.user)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404


def _as_initial(values: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(value, "pk", value) for name, value in values.items()}


def _once_values(person: Pegawai, target: Sasaran) -> dict[str, Any]:
    assert target.model is not None
    row = person if target.model is Pegawai else target.model.objects.filter(pk=person.pk).first()
    return {name: getattr(row, name, "") for name in target.isian if hasattr(target.model, name) and row is not None}


def _values(form: Any, target: Sasaran) -> dict[str, Any]:
    """What is proposed, flat."""
    if target.jenis is None:
        once: dict[str, Any] = form.isi()
        return once
    found = form.isi()
    values = {"mulai": found["mulai"], "sampai": found["sampai"], **found["nilai"]}
    values.pop("dokumen", None)
    return values


def usulan_data_list(request: HttpRequest) -> HttpResponse:
    """My proposals, and those of the people I look after."""
    status = request.GET.get("status", "")
    if away := to_default(request, USULAN.nama):
        return away
    rows = USULAN.ordered(selectors.usulan_rows(request.user, status), request.user, request.GET)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    for row in page:
        found = sasaran(row.sasaran)
        row.judul = found.judul if found else row.sasaran
    context = {
        "halaman": page, "status": status, "pilihan_status": StatusUsulanData.choices,
        "kolom": USULAN.columns_on_page(request.user, request.GET),
        "pemeriksa": permissions.can_handle_usulan(request.user), "orang": people.person_of(request.user),
    }  # fmt: skip
    return render(request, "pegawai/usulan_data_list.html", context)


def _usulan(request: HttpRequest, pk: UUID) -> UsulanPerubahan:
    rows = UsulanPerubahan.objects.visible_to(request.user).select_related("pegawai", "dokumen")
    return get_object_or_404(rows, pk=pk)


@once
def usulan_data_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The parcel: what is proposed beside what is recorded, where it is, since when, until when; and the decision."""
    usulan = _usulan(request, pk)
    target = _target(usulan.sasaran)
    steps = list(usulan.langkah.select_related("oleh").order_by("mulai_pada"))
    may_decide = permissions.can_decide_usulan(request.user, usulan)
    last = target.cara is not Cara.BERTINGKAT or usulan.status == StatusUsulanData.DIPERIKSA
    form = PutusanForm(request.POST or None, target=target, status=usulan.status, tahap_akhir=last)
    if request.method == "POST":
        require(may_decide)
        if form.is_valid():
            _decide(usulan, form.cleaned_data, request)
            return redirect("pegawai:usulan_data_detail", usulan.pk)
    context = {
        "usulan": usulan, "target": target, "langkah": steps, "form": form, "boleh_putus": may_decide,
        "beda": selectors.differences(target, _before(usulan, target), services.contents(usulan)),
        "meja_kosong": _nobody_there(usulan, steps),
        "sendiri": permissions.is_self(request.user, usulan.pegawai), "kini": next((s for s in steps if s.pada is None), None),
        "dapat_dikirim": usulan.status == StatusUsulanData.DIKEMBALIKAN,
        "dapat_ditarik": usulan.status in {StatusUsulanData.DIAJUKAN, StatusUsulanData.DIPERIKSA, StatusUsulanData.DIKEMBALIKAN},
    }  # fmt: skip
    return render(request, "pegawai/usulan_data_detail.html", context, status=422 if form.errors else 200)


def _nobody_there(usulan: UsulanPerubahan, steps: list[LangkahUsulan]) -> bool:
    """Does the open step lie on a desk where nobody else may decide?"""
    step = next((one for one in steps if one.pada is None), None)
    return step is not None and selectors.desk_of(usulan, step, timezone.localdate()).kosong


def _before(usulan: UsulanPerubahan, target: Sasaran) -> Any:
    """What is recorded now, to lay beside it."""
    person = usulan.pegawai
    if target.jenis is not None:
        return one_row(target.jenis, person, usulan.baris_id) if usulan.baris_id else None
    if target.model is Pegawai:
        person.__dict__["nik_samar"] = mask_nik(person) or ""
        return person
    row = DataPribadi.objects.filter(pk=person.pk).first() or DataPribadi(pegawai=person)
    name_entries([row])
    for name in ("npwp", "rekening"):
        row.__dict__[f"{name}_samar"] = mask_secret(row, name)
    return row


def _decide(usulan: UsulanPerubahan, data: dict[str, Any], request: HttpRequest) -> None:
    by, alasan = request.user, data["alasan"]
    match data["putusan"]:
        case x if x == TERIMA:
            done = services.accept_usulan(usulan.pk, by=by)
            lanjut = done.status == StatusUsulanData.DIPERIKSA
            messages.success(
                request, "Diterima; sekarang di meja provinsi." if lanjut else "Diterima; berkasnya sudah diubah."
            )
        case x if x == TERUSKAN:
            services.forward_usulan(usulan.pk, alasan=alasan, by=by)
            messages.success(request, "Ditandai menunggu BKN atau Dukcapil. Masukkan jawabannya di halaman ini.")
        case x if x == KEMBALIKAN:
            services.return_usulan(usulan.pk, kode=AlasanUsulan(data["kode"]), alasan=alasan, by=by)
            messages.success(request, "Dikembalikan kepada pengusul dengan penjelasan Anda.")
        case _:
            services.refuse_usulan(usulan.pk, kode=AlasanUsulan(data["kode"]), alasan=alasan, by=by)
            messages.success(request, "Ditolak; pengusul membaca alasan Anda.")


@once
def usulan_data_revise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What came back, completed and sent again."""
    usulan = _usulan(request, pk)
    require(permissions.is_self(request.user, usulan.pegawai) and usulan.status == StatusUsulanData.DIKEMBALIKAN)
    target = _target(usulan.sasaran)
    form, _ = _form(request, usulan.pegawai, target, sent=usulan)
    if request.method == "POST" and form.is_valid():
        services.resubmit_usulan(
            usulan.pk, isi=_values(form, target), dokumen=_evidence(request, form, target),
            keterangan=form.cleaned_data["keterangan"], by=request.user,
        )  # fmt: skip
        messages.success(request, "Usulan dikirim lagi. Jawaban paling lambat 3 x 24 jam.")
        return redirect("pegawai:usulan_data_detail", usulan.pk)
    context = {
        "form": form,
        "target": target,
        "pegawai": usulan.pegawai,
        "usulan": usulan,
        "catatan": usulan.langkah.order_by("-pada").first(),
    }
    return render(request, "pegawai/usulan_data_form.html", context, status=422 if form.errors else 200)


@require_POST
def usulan_data_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    usulan = _usulan(request, pk)
    services.withdraw_usulan(usulan.pk, by=request.user)
    messages.success(request, "Usulan ditarik. Berkas Anda tetap seperti semula.")
    return redirect("pegawai:usulan_data_detail", usulan.pk)
