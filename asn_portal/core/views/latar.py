"""Jobs that a person started: how far they are, what they brought, and stopping or repeating them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from asn_portal.core import latar
from asn_portal.core.enums import Peran
from asn_portal.core.htmx import once, render_htmx
from asn_portal.core.lihat import owner_only
from asn_portal.core.models import PekerjaanLatar
from asn_portal.core.permissions import akses, require
from asn_portal.core.permissions.latar import can_retry_job, technical_jobs
from asn_portal.core.selectors import latar as selectors
from asn_portal.core.services import berkas as berkas_services
from asn_portal.core.services import latar as services

PER_PAGE = 20
# What a browser may do with a file that somebody opens in a tab all the same: nothing.
SANDBOX = "sandbox; default-src 'none'"


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


@require_POST
@once
def pekerjaan_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(PekerjaanLatar.objects.visible_to(request.user), pk=pk)
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
def berkas_hasil(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A file that a job made, for its owner, while the right to its content lasts."""
    row = get_object_or_404(selectors.files_of(request.user), pk=pk)
    require(latar.may_read_result(row.pekerjaan))
    content = berkas_services.open_file(row, by=request.user)
    response = FileResponse(content, as_attachment=True, filename=row.nama, content_type=row.jenis_isi)
    response.headers["Content-Security-Policy"] = SANDBOX
    return response
