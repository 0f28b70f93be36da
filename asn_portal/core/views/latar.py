"""Jobs that a person started: how far they are, what they brought, and stopping or repeating them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from asn_portal.core import banyak, latar
from asn_portal.core.enums import Peran
from asn_portal.core.htmx import once, render_htmx
from asn_portal.core.lihat import owner_only
from asn_portal.core.models import PekerjaanLatar
from asn_portal.core.permissions import akses, require
from asn_portal.core.permissions.latar import can_retry_job, technical_jobs
from asn_portal.core.potongan import send_file, tag_of
from asn_portal.core.selectors import latar as selectors
from asn_portal.core.selectors.yakin import sure_cancel_job
from asn_portal.core.services import berkas as berkas_services
from asn_portal.core.services import latar as services
from asn_portal.core.yakin import ask_first, asks_first

PER_PAGE = 20
QUEUED = "Ini memerlukan waktu, jadi dikerjakan di latar. Anda boleh meninggalkan halaman ini; hasilnya diberitahukan."
# What a browser may do with a file that somebody opens in a tab all the same: nothing.
SANDBOX = "sandbox; default-src 'none'"


def act_and_tell(
    request: HttpRequest, nama: str, objek: UUID, ids: Sequence[UUID], isian: dict[str, Any], *, ke: str = ""
) -> HttpResponse:
    """For every page with an act over many rows: done now and told (on the page `ke`), or on to the job that does it."""
    outcome = banyak.act_on_many(nama, objek, ids, isian=isian, by=request.user)
    if isinstance(outcome, PekerjaanLatar):
        messages.info(request, QUEUED)
        return redirect("core:pekerjaan_detail", outcome.pk)
    tindakan = banyak.find_banyak(nama)
    for sentence in banyak.told(outcome, tindakan):
        messages.add_message(request, messages.WARNING if outcome.tertinggal else messages.SUCCESS, sentence)
    return redirect(ke or tindakan.alamat(objek, outcome))


@owner_only
def pekerjaan_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(selectors.own_jobs(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    running = [row for row in page if row.terbuka]
    context = {
        "halaman": page,
        "jeda": min((row.jeda for row in running), default=0),
        "pengelola_sistem": akses(request.user).has(Peran.ADMIN_SISTEM),
    }
    return render_htmx(request, "core/pekerjaan_list.html", "core/_pekerjaan_daftar.html", context)


@owner_only
def pekerjaan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One job; its moving part asks again by itself while the job runs."""
    row = get_object_or_404(selectors.own_jobs(request.user), pk=pk)
    return render_htmx(
        request,
        "core/pekerjaan_detail.html",
        "core/_pekerjaan_kemajuan.html",
        {"pekerjaan": row, "ringkasan": row.ringkasan},
    )


@owner_only
def pekerjaan_sistem(request: HttpRequest) -> HttpResponse:
    """For the system's keepers: kinds, states and technical reasons, nobody's name and no content."""
    require(akses(request.user).has(Peran.ADMIN_SISTEM))
    page = Paginator(selectors.technical_rows(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    for row in page:
        row.label = latar.label_of(row.jenis)
    return render(request, "core/pekerjaan_sistem.html", {"halaman": page})


@require_http_methods(["GET", "HEAD", "POST"])
@owner_only
@once
def pekerjaan_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(PekerjaanLatar.objects.visible_to(request.user), pk=pk)
    if asks_first(request):
        return ask_first(request, sure_cancel_job(row)) if row.terbuka else redirect("core:pekerjaan_detail", row.pk)
    row = services.cancel_job(row.pk, by=request.user)
    messages.success(
        request,
        "Pembatalan diterima. Pekerjaan berhenti sesudah langkah ini." if row.terbuka else "Pekerjaan dibatalkan.",
    )
    return redirect("core:pekerjaan_detail", row.pk)


@require_POST
@once
def pekerjaan_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    mine = PekerjaanLatar.objects.visible_to(request.user)
    row = get_object_or_404(mine | technical_jobs(request.user), pk=pk)
    require(can_retry_job(request.user, row))
    row = services.retry_job(row.pk, by=request.user)
    messages.success(request, "Pekerjaan dicoba lagi, dilanjutkan dari langkah terakhir.")
    if row.pengguna_id == request.user.pk:
        return redirect("core:pekerjaan_detail", row.pk)
    return redirect("core:pekerjaan_sistem")


@owner_only
def berkas_hasil(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """A file that a job made, for its owner, while the right to its content lasts."""
    row = get_object_or_404(selectors.files_of(request.user), pk=pk)
    require(latar.may_read_result(row.pekerjaan))
    content = berkas_services.open_file(row, by=request.user)
    mark = tag_of(row.pk, row.nama_simpan, row.ukuran)
    response = send_file(request, content, row.jenis_isi, row.nama, ukuran=row.ukuran, tanda=mark)
    response.headers["Content-Security-Policy"] = SANDBOX
    return response
