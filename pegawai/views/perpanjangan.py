"""Renewal rounds: months ahead, one round as a list, one person in it, printing and papers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.berkas.forms.naskah import NaskahForm
from asn_portal.berkas.selectors.naskah import choices_of
from asn_portal.core.forms.dasar import AlasanForm
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import angka
from asn_portal.core.views.latar import act_and_tell
from pegawai import permissions
from pegawai.aturan.perjanjian import TABEL_JAM, TABEL_MASA
from pegawai.banyak import AWALAN
from pegawai.enums import JenisPegawai, StatusButir
from pegawai.forms.perpanjangan import CatatanForm, PerjanjianLuarForm, PutaranForm, UsulForm, usul_form
from pegawai.models import ButirPutaran, PutaranPerjanjian
from pegawai.selectors import perpanjangan as selectors
from pegawai.selectors.perpanjangan import Saringan
from pegawai.services import perpanjangan as services
from pegawai.services import terbit_perjanjian as terbit
from pegawai.services.perjanjian_luar import record_signed

PER_PAGE = 100
# A page of choices is one thing; "all that match" is written in full sets.
TERBANYAK = 20_000
# So many are named before an act over many.
DISEBUT = 5
KEADAAN = (
    ("tertinggal", "Tertinggal dari tindakan terakhir"),
    ("tidak", "Tidak diperpanjang"),
    ("bup", "Dibatasi usia pensiun"),
)
PPPK = [(satu.value, satu.label) for satu in (JenisPegawai.PPPK, JenisPegawai.PPPK_PARUH_WAKTU)]


def seen(request: HttpRequest, pk: UUID) -> PutaranPerjanjian:
    """A round of the own agency, for HR."""
    require(permissions.can_see_rounds(request.user))
    return get_object_or_404(
        PutaranPerjanjian.objects.filter(instansi_id=request.user.instansi_id).select_related(
            "dibuka_oleh", "pekerjaan_cetak", "pekerjaan_naskah"
        ),
        pk=pk,
    )


def putaran_list(request: HttpRequest) -> HttpResponse:
    """Months in which contracts end, and the rounds so far."""
    require(permissions.can_see_rounds(request.user))
    today = timezone.localdate()
    page = Paginator(selectors.rounds_with_counts(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    context = {
        "halaman": page,
        "boleh_buka": permissions.can_open_round(request.user),
        "bulan": selectors.months_ahead(request.user.instansi_id, today) if permissions.can_open_round(request.user) else [],
    }  # fmt: skip
    return render(request, "pegawai/putaran_list.html", context)


@once
def putaran_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_open_round(request.user))
    months = selectors.months_ahead(request.user.instansi_id, timezone.localdate())
    form = PutaranForm(request.POST or None, bulan=months, initial={"bulan": request.GET.get("bulan", "")})
    if request.method == "POST" and form.is_valid():
        row = services.open_round(by=request.user, **form.cleaned_data)
        messages.success(
            request, f"Putaran dibuka dengan {angka(row.daftar_butir.count())} orang. Unit sudah diberi tahu."
        )
        return redirect("pegawai:putaran_detail", row.pk)
    context = {"form": form, "ada": any(satu.putaran is None for satu in months)}
    return render(request, "pegawai/putaran_form.html", context, status=422 if form.errors else 200)


def putaran_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list of a round: where everybody stands, chosen rows go on together."""
    row, saring, today = seen(request, pk), Saringan.dari(request.GET), timezone.localdate()
    rows = selectors.rows_of_round(request.user, row, saring)
    page = Paginator(selectors.shown_rows(rows, today), PER_PAGE).get_page(request.GET.get("hal"))
    known = selectors.evaluations([butir.pegawai_id for butir in page], today)
    for butir in page:
        butir.nilai = known.get(butir.pegawai_id)
    decides = permissions.can_decide_round(request.user)
    context = {
        "putaran": row, "halaman": page, "saring": saring, "jumlah": selectors.tally(selectors.rows_of_round(request.user, row)),
        "pilihan_status": StatusButir.choices, "pilihan_jenis": PPPK, "pilihan_keadaan": KEADAAN,
        "memutus": decides, "terbuka": row.status == "dibuka", "ada_nilai": bool(known),
        "tanpa_naskah": terbit.without_paper(row, request.user).count() if decides else 0,
        "disetujui": terbit.agreed(row, request.user).count(), "pekerjaan": _running(row),
        "aturan": TABEL_MASA.at(row.bulan),
    }  # fmt: skip
    return render(request, "pegawai/putaran_detail.html", context)


def _running(row: PutaranPerjanjian) -> Any:
    jobs = [job for job in (row.pekerjaan_cetak, row.pekerjaan_naskah) if job is not None]
    return max(jobs, key=lambda job: job.dibuat_pada, default=None)


ACTS = {"usul": "Usulkan", "setuju": "Setujui", "kembali": "Kembalikan", "henti": "Hentikan"}


@once
def putaran_massal(request: HttpRequest, pk: UUID, tindakan: str) -> HttpResponse:
    """One act for the chosen rows (or for all that match the filter): first the form with the count, then the act."""
    row = seen(request, pk)
    require(tindakan in ACTS)
    require(tindakan == "usul" or permissions.can_decide_round(request.user))
    chosen = _chosen(request, row)
    sent = request.method == "POST" and "kirim" in request.POST
    form: Any = _form(tindakan, request.POST if sent else None)
    if not chosen:
        messages.warning(request, "Belum ada yang dipilih. Beri tanda pada orangnya, atau pilih semua yang cocok.")
        return redirect("pegawai:putaran_detail", row.pk)
    if sent and form.is_valid():
        return act_and_tell(request, f"{AWALAN}{tindakan}", row.pk, chosen, form.isian)
    context = {
        "putaran": row, "form": form, "tindakan": tindakan, "judul": ACTS[tindakan], "jumlah": len(chosen),
        "semua": "semua" in request.POST, "pilihan": [] if "semua" in request.POST else chosen,
        "kueri": request.POST.get("kueri", ""),
        "lainnya": max(0, len(chosen) - DISEBUT),
        "contoh": selectors.shown_rows(ButirPutaran.objects.filter(pk__in=chosen[:DISEBUT]), timezone.localdate()),
    }  # fmt: skip
    return render(request, "pegawai/putaran_massal.html", context, status=422 if form.errors else 200)


def _form(tindakan: str, data: Any) -> Any:
    return UsulForm(data) if tindakan == "usul" else CatatanForm(data, wajib=tindakan != "setuju")


def _chosen(request: HttpRequest, row: PutaranPerjanjian) -> list[UUID]:
    """The ticked rows, or every row under the filter of the list; only those this account may handle."""
    rows = selectors.rows_of_round(request.user, row)
    if "semua" in request.POST:
        kueri = QueryDict(request.POST.get("kueri", ""))
        rows = selectors.rows_of_round(request.user, row, Saringan.dari(kueri))
        return list(rows.values_list("pk", flat=True)[:TERBANYAK])
    ticked = []
    for text in request.POST.getlist("pilih")[:TERBANYAK]:
        try:
            ticked.append(UUID(text))
        except ValueError:
            continue
    return list(rows.filter(pk__in=ticked).values_list("pk", flat=True))


def _butir(request: HttpRequest, pk: UUID) -> ButirPutaran:
    rows = ButirPutaran.objects.visible_to(request.user).select_related("putaran", "perjanjian", "perjanjian_baru")
    found: ButirPutaran = get_object_or_404(selectors.shown_rows(rows, timezone.localdate()), pk=pk)
    return found


@once
def butir_luar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A contract that was signed outside the portal: number, day and scan."""
    require(permissions.can_see_rounds(request.user))
    row = _butir(request, pk)
    require(permissions.can_record_signed(request.user, row, row.pegawai))
    form = PerjanjianLuarForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        record_signed(row.pk, nomor=data["nomor"], tanggal=data["tanggal"], kiriman=form.files_sent(), by=request.user)
        messages.success(request, f"Perjanjian {row.pegawai.nama} tercatat di berkasnya.")
        return redirect("pegawai:butir_detail", row.pk)
    context = {"butir": row, "form": form, "dapat": selectors.waits_for_signature(row)}
    return render(request, "pegawai/butir_luar.html", context, status=422 if form.errors else 200)


@once
def butir_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One person: contracts so far, evaluation beside, what the law allows, the proposal and its decision."""
    require(permissions.can_see_rounds(request.user))
    row = _butir(request, pk)
    form = usul_form(request.POST or None, butir=row)
    if request.method == "POST" and form.is_valid():
        result = services.propose_many(row.putaran_id, [row.pk], usul=form.usul, by=request.user)
        if result.berhasil:
            words = f"Usulan tersimpan {timezone.localtime():%H.%M} WIB. Pengelola lain memutuskannya."
            messages.success(request, words)
        return redirect("pegawai:butir_detail", row.pk)
    context = {
        "butir": row, "form": form, "perjanjian": selectors.contracts_of(row.pegawai_id),
        "nilai": selectors.evaluations([row.pegawai_id], timezone.localdate()).get(row.pegawai_id),
        "memutus": permissions.can_decide_round(request.user) and row.diusulkan_oleh_id != request.user.pk,
        "sendiri": permissions.is_self(request.user, row.pegawai),
        "dapat_diusulkan": row.putaran.status == "dibuka" and row.status in {"belum", "diusulkan", "dikembalikan"},
        "aturan": TABEL_MASA.at(row.mulai), "syarat": selectors.terms_of(row), "aturan_jam": TABEL_JAM.at(row.mulai),
        "dapat_luar": selectors.waits_for_signature(row)
        and permissions.can_record_signed(request.user, row, row.pegawai),
    }  # fmt: skip
    return render(request, "pegawai/butir_detail.html", context, status=422 if form.errors else 200)


# -- the round itself ------------------------------------------------------------------------------------------------


@require_POST
@once
def putaran_refresh(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    added = services.refresh_round(row.pk, by=request.user)
    messages.success(request, f"{angka(added)} orang bergabung." if added else "Tidak ada orang baru.")
    return redirect("pegawai:putaran_detail", row.pk)


@require_POST
@once
def putaran_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = services.close_round(seen(request, pk).pk, by=request.user)
    messages.success(request, "Putaran ditutup.")
    return redirect("pegawai:putaran_detail", row.pk)


@require_POST
@once
def putaran_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = services.reopen_round(seen(request, pk).pk, by=request.user)
    messages.success(request, "Putaran dibuka lagi.")
    return redirect("pegawai:putaran_detail", row.pk)


@once
def putaran_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    require(permissions.can_manage_round(request.user, row))
    form = AlasanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.cancel_round(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Putaran dibatalkan. Bulan itu dapat dibuka lagi kapan saja.")
        return redirect("pegawai:putaran_list")
    return render(
        request, "pegawai/putaran_cancel.html", {"putaran": row, "form": form}, status=422 if form.errors else 200
    )


@require_POST
@once
def putaran_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = terbit.start_print(seen(request, pk).pk, by=request.user)
    return redirect("core:pekerjaan_detail", job.pk)


@once
def putaran_naskah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Papers for the signature, one perangkat daerah after the other: each has its own officials."""
    row, today = seen(request, pk), timezone.localdate()
    require(permissions.can_manage_round(request.user, row))
    issuers = selectors.issuers_of(terbit.without_paper(row, request.user), today)
    wanted = request.GET.get("unit", "") or (str(issuers[0][0]) if len(issuers) == 1 else "")
    unit = next((satu for satu in issuers if str(satu[0]) == wanted), None)
    if unit is None and request.GET.get("unit"):
        raise Http404
    officials = choices_of(unit[0], None, request.user.pk) if unit else []
    form = NaskahForm(request.POST or None, pejabat=officials) if unit else None
    if unit and form is not None and request.method == "POST" and form.is_valid():
        job = terbit.start_papers(
            row.pk, unit_id=unit[0], pilihan=form.pilihan, kertas=form.kertas_dipilih, by=request.user
        )
        return redirect("core:pekerjaan_detail", job.pk)
    context = {"putaran": row, "penerbit": issuers, "unit": unit, "form": form, "ada": bool(officials)}
    return render(
        request, "pegawai/putaran_naskah.html", context, status=422 if form is not None and form.errors else 200
    )
