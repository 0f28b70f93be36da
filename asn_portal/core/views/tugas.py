"""The one inbox: what waits, what is done, what is late below; opening a duty, and deciding many after reading."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from asn_portal.core import pesan_singkat, selectors
from asn_portal.core.bilah import to_default
from asn_portal.core.daftar_halaman import KEADAAN_TUGAS, TUGAS
from asn_portal.core.forms.tugas import DelegasiForm, PutuskanBanyakForm
from asn_portal.core.htmx import once
from asn_portal.core.jenis_tugas import JenisTugas, Massal, jenis_tugas
from asn_portal.core.kembali import way_back, with_way_back
from asn_portal.core.models import Tugas
from asn_portal.core.permissions import require
from asn_portal.core.permissions.tugas import kinds_to_delegate, own_delegasi, visible_tugas
from asn_portal.core.selectors.tugas import BarisTugas, HitunganTugas, SaringanTugas
from asn_portal.core.selectors.yakin import sure_end_delegasi
from asn_portal.core.services import delegasi as delegations
from asn_portal.core.services import tugas as services
from asn_portal.core.services.tugas import MOST_AT_ONCE
from asn_portal.core.templatetags.bentuk import kecil
from asn_portal.core.yakin import ask_first, asks_first

PER_PAGE = 20
RESULTS = "hasil_putuskan"


def tugas_list(request: HttpRequest) -> HttpResponse:
    """What waits for me, late ones first; `?lihat=selesai` what is done, `?lihat=bawah` what is late below me."""
    if away := to_default(request, TUGAS.nama):
        return away
    now, user, see = timezone.now(), request.user, request.GET.get("lihat", "")
    counts = selectors.count_tugas(user, now)
    below = selectors.late_below(user, timezone.localdate(now))
    context = {
        "hitung": counts,
        "bawah": below,
        "lihat": see if see in {"selesai", "bawah"} else "",
        "pesan": pesan_singkat.inbox(counts.menunggu, counts.lewat, _address("core:tugas_list")),
        "pesan_bawah": pesan_singkat.late_below(len(below), _address("core:tugas_list")),
    }
    context |= _page_of(request, selectors.done_tugas(user, now)) if see == "selesai" else _waiting(request, counts)
    return render(request, "core/tugas_list.html", context)


def _waiting(request: HttpRequest, counts: HitunganTugas) -> dict[str, Any]:
    """What is open under the filters of the address, and what can be chosen there."""
    saring = SaringanTugas(request.GET.get("jenis", ""), request.GET.get("keadaan", ""))
    rows = selectors.filtered_tugas(request.user, saring, timezone.now())
    return _page_of(request, TUGAS.ordered(rows, request.user, request.GET)) | {
        "disiapkan": selectors.prepared_tugas(request.user),
        "saring": saring,
        "putuskan": [(jenis, n) for jenis, n in counts.jenis if jenis.massal and jenis.berwenang(request.user)],
        "pilihan_jenis": [(jenis.kunci, jenis.label) for jenis, _ in counts.jenis if jenis.kunci],
        "pilihan_keadaan": KEADAAN_TUGAS,
    }


def _page_of(request: HttpRequest, rows: QuerySet[Tugas]) -> dict[str, Any]:
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    return {"halaman": page, "daftar": selectors.as_rows(request.user, page.object_list, timezone.now())}


def _address(name: str, *args: object) -> str:
    return settings.ALAMAT + resolve_url(name, *args)


def tugas_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that the duty was opened, and go to the case itself; after its decision one is back where it was opened."""
    tugas = get_object_or_404(visible_tugas(request.user).select_related("untuk"), pk=pk)
    return redirect(with_way_back(services.open_tugas(tugas, by=request.user), way_back(request)))


@once
def tugas_bulk(request: HttpRequest) -> HttpResponse:
    """Choose among the duties of one kind that were read, look at the choice once more, decide, see what became of each."""
    jenis = jenis_tugas(request.GET.get("jenis", ""))
    if jenis.massal is None or not jenis.berwenang(request.user):
        raise Http404
    if jenis.massal.halaman:
        return redirect(jenis.massal.halaman)
    rows = selectors.bulk_rows(request.user, jenis)
    ready, single = [row for row in rows if not row.sebab], [row for row in rows if row.sebab]
    picked = [row for row in ready if str(row.tugas.pk) in request.POST.getlist("pilih")]
    context = {"jenis": jenis} | _shown("bisa", "lebih", ready) | _shown("tidak", "tidak_lebih", single)
    if picked:
        return _decide(request, jenis, jenis.massal, picked, context)
    if request.method == "POST":
        return render(request, "core/tugas_putuskan.html", context | {"tanpa_pilihan": True}, status=422)
    context["hasil"] = request.session.pop(RESULTS, None) if request.GET.get("hasil") else None
    return render(request, "core/tugas_putuskan.html", context)


def _shown(name: str, rest: str, rows: list[BarisTugas]) -> dict[str, Any]:
    """As many as are decided at once, and how many more there are."""
    return {name: rows[:MOST_AT_ONCE], rest: max(0, len(rows) - MOST_AT_ONCE)}


def _decide(
    request: HttpRequest, jenis: JenisTugas, massal: Massal, picked: list[BarisTugas], context: dict[str, Any]
) -> HttpResponse:
    """The choice once more with its note; sent with it, each case is decided."""
    sent = request.POST if "catatan" in request.POST else None
    form = PutuskanBanyakForm(sent, label=massal.label_catatan, wajib=massal.catatan_wajib)
    if sent is not None and form.is_valid():
        ids = [row.tugas.pk for row in picked]
        results = services.decide_many(jenis.kunci, ids, catatan=form.cleaned_data["catatan"], by=request.user)
        done = sum(result.berhasil for result in results)
        request.session[RESULTS] = [
            {"judul": result.tugas.judul, "berhasil": result.berhasil, "kalimat": result.kalimat} for result in results
        ]
        messages.success(request, f"{done} dari {len(results)} tugas diputuskan pada {timezone.localtime():%H.%M} WIB.")
        return redirect(resolve_url("core:tugas_bulk") + f"?jenis={jenis.kunci}&hasil=1")
    context |= {"form": form, "dipilih": picked, "tombol": massal.tombol.format(n=len(picked))}
    return render(request, "core/tugas_yakin.html", context, status=422 if form.errors else 200)


@once
def delegasi_list(request: HttpRequest) -> HttpResponse:
    """What I have handed to others and others to me, and a form to hand on."""
    today, kinds = timezone.localdate(), kinds_to_delegate(request.user)
    form = DelegasiForm(request.POST or None, by=request.user, jenis=kinds, initial={"mulai": today})
    if request.method == "POST":
        require(bool(kinds))
        if form.is_valid():
            data = form.cleaned_data
            delegations.delegate_tugas(
                kepada=data["akun"], jenis=data["jenis"], mulai=data["mulai"], sampai=data["sampai"],
                alasan=data["alasan"], by=request.user, hari_ini=today,
            )  # fmt: skip
            messages.success(request, f"Tugas didelegasikan kepada {data['akun'].nama}. Ia sudah diberi tahu.")
            return redirect("core:delegasi_list")
    context = {"form": form, "boleh": bool(kinds), "daftar": selectors.delegasi_rows(request.user, today)}
    return render(request, "core/delegasi_list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def delegasi_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(own_delegasi(request.user).select_related("dari", "kepada"), pk=pk)
    if asks_first(request):
        return ask_first(request, sure_end_delegasi(request.user, row))
    delegations.end_delegasi(row.pk, by=request.user, hari_ini=timezone.localdate())
    messages.success(
        request, f"Delegasi {kecil(jenis_tugas(row.jenis).label)} berakhir hari ini. Keduanya diberi tahu."
    )
    return redirect("core:delegasi_list")
