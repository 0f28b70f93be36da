"""The one inbox: what waits, what is done, what is late below; opening a duty, and deciding many after reading."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core import pesan_singkat, selectors
from asn_portal.core.forms.tugas import DelegasiForm, PutuskanBanyakForm
from asn_portal.core.htmx import once
from asn_portal.core.jenis_tugas import jenis_tugas
from asn_portal.core.permissions import require
from asn_portal.core.permissions.tugas import kinds_to_delegate, own_delegasi, visible_tugas
from asn_portal.core.selectors.tugas import SaringanTugas
from asn_portal.core.services import delegasi as delegations
from asn_portal.core.services import tugas as services

PER_PAGE = 20
STATES = (("lewat", "Lewat batas"), ("delegasi", "Didelegasikan kepada saya"), ("belum_dibuka", "Belum dibuka"))
RESULTS = "hasil_putuskan"


def tugas_list(request: HttpRequest) -> HttpResponse:
    """What waits for me, late ones first; `?lihat=selesai` what is done, `?lihat=bawah` what is late below me."""
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
    if see == "selesai":
        page = Paginator(selectors.done_tugas(user, now), PER_PAGE).get_page(request.GET.get("hal"))
        rows = selectors.as_rows(user, page.object_list, now)
        return render(request, "core/tugas_list.html", context | {"halaman": page, "daftar": rows})
    saring = SaringanTugas(request.GET.get("jenis", ""), request.GET.get("keadaan", ""))
    page = Paginator(selectors.filtered_tugas(user, saring, now), PER_PAGE).get_page(request.GET.get("hal"))
    context |= {
        "halaman": page,
        "daftar": selectors.as_rows(user, page.object_list, now),
        "disiapkan": selectors.prepared_tugas(user),
        "saring": saring,
        "putuskan": [(jenis, n) for jenis, n in counts.jenis if jenis.massal and jenis.berwenang(user)],
        "pilihan_jenis": [(jenis.kunci, jenis.label) for jenis, _ in counts.jenis if jenis.kunci],
        "pilihan_keadaan": STATES,
    }
    return render(request, "core/tugas_list.html", context)


def _address(name: str, *args: object) -> str:
    return settings.ALAMAT + resolve_url(name, *args)


def tugas_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that the duty was opened, and go to the case itself."""
    tugas = get_object_or_404(visible_tugas(request.user).select_related("untuk"), pk=pk)
    return redirect(services.open_tugas(tugas, by=request.user))


@once
def tugas_bulk(request: HttpRequest) -> HttpResponse:
    """Choose among the duties of one kind that were read, look at the choice once more, decide, see what became of each."""
    jenis = jenis_tugas(request.GET.get("jenis", ""))
    if jenis.massal is None or not jenis.berwenang(request.user):
        raise Http404
    if jenis.massal.halaman:
        return redirect(jenis.massal.halaman)
    rows = selectors.bulk_rows(request.user, jenis)
    chosen = request.POST.getlist("pilih")
    ready = [row for row in rows if not row.sebab]
    context = {"jenis": jenis, "bisa": ready, "tidak": [row for row in rows if row.sebab]}
    if request.method != "POST":
        context["hasil"] = request.session.pop(RESULTS, None) if request.GET.get("hasil") else None
        return render(request, "core/tugas_putuskan.html", context)
    picked = [row for row in ready if str(row.tugas.pk) in chosen]
    if not picked:
        return render(request, "core/tugas_putuskan.html", context | {"tanpa_pilihan": True}, status=422)
    sent = request.POST if "catatan" in request.POST else None
    form = PutuskanBanyakForm(sent, label=jenis.massal.label_catatan, wajib=jenis.massal.catatan_wajib)
    if sent is not None and form.is_valid():
        ids = [row.tugas.pk for row in picked]
        results = services.decide_many(jenis.kunci, ids, catatan=form.cleaned_data["catatan"], by=request.user)
        done = sum(result.berhasil for result in results)
        request.session[RESULTS] = [
            {"judul": result.tugas.judul, "berhasil": result.berhasil, "kalimat": result.kalimat} for result in results
        ]
        messages.success(request, f"{done} dari {len(results)} tugas diputuskan pada {timezone.localtime():%H.%M} WIB.")
        return redirect(resolve_url("core:tugas_bulk") + f"?jenis={jenis.kunci}&hasil=1")
    context |= {"form": form, "dipilih": picked, "tombol": jenis.massal.tombol.format(n=len(picked))}
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


@require_POST
def delegasi_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(own_delegasi(request.user), pk=pk)
    delegations.end_delegasi(row.pk, by=request.user, hari_ini=timezone.localdate())
    messages.success(
        request, f"Delegasi {jenis_tugas(row.jenis).label.lower()} berakhir hari ini. Keduanya diberi tahu."
    )
    return redirect("core:delegasi_list")
