"""Mass intake: batches of new people, their slips, their SPMT."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.berkas.forms.naskah import NaskahForm
from asn_portal.core.htmx import once, shown_once
from asn_portal.core.permissions import require
from asn_portal.core.sudo import fresh_login_required
from pegawai import permissions
from pegawai.models import Penerimaan
from pegawai.selectors import penerimaan as selectors
from pegawai.selectors.perpanjangan import issuers_of
from pegawai.services import naskah_spmt
from pegawai.services import penerimaan as services
from pegawai.services.akun import MAX_SLIPS

PER_PAGE = 100


def seen(request: HttpRequest, pk: UUID) -> Penerimaan:
    """A batch with people this account looks after."""
    require(permissions.can_see_accounts(request.user))
    return get_object_or_404(selectors.batches(request.user).select_related("pekerjaan_spmt"), pk=pk)


def penerimaan_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_accounts(request.user))
    page = Paginator(selectors.batches(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    context = {"halaman": page, "boleh_impor": permissions.can_import_people(request.user)}
    return render(request, "pegawai/penerimaan_list.html", context)


def penerimaan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    batch, today = seen(request, pk), timezone.localdate()
    rows = selectors.shown(selectors.people_of(request.user, batch), today)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    papers = selectors.papers_of([row.pegawai_id for row in page])
    for row in page:
        row.naskah = papers.get(row.pegawai_id)
    context = {
        "tanpa_spmt": selectors.without_spmt(request.user, batch, None, today).count(),
        "penerimaan": batch, "halaman": page, "tanpa_slip": selectors.needing_slips(request.user, batch).count(),
        "sekali": MAX_SLIPS, "pekerjaan": batch.pekerjaan_spmt,
    }  # fmt: skip
    return render(request, "pegawai/penerimaan_detail.html", context)


@require_POST
@fresh_login_required
@shown_once
def penerimaan_slip(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The next slips as one PDF. The codes are on it this once."""
    content, _ = services.print_slips(seen(request, pk).pk, by=request.user, now=timezone.now())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="slip-akun.pdf"'
    return response


@require_POST
@once
def penerimaan_spmt(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = services.start_spmt(seen(request, pk).pk, by=request.user)
    return redirect("core:pekerjaan_detail", job.pk)


@once
def penerimaan_naskah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """SPMT for the signature, one perangkat daerah after the other: each has its own officials."""
    batch, today = seen(request, pk), timezone.localdate()
    issuers = issuers_of(selectors.without_spmt(request.user, batch, None, today), today)
    wanted = request.GET.get("unit", "") or (str(issuers[0][0]) if len(issuers) == 1 else "")
    unit = next((one for one in issuers if str(one[0]) == wanted), None)
    if unit is None and request.GET.get("unit"):
        raise Http404
    officials = selectors.spmt_officials(request.user, batch, unit[0], today) if unit else []
    form = NaskahForm(request.POST or None, pejabat=officials) if unit else None
    if unit and form is not None and request.method == "POST" and form.is_valid():
        job = naskah_spmt.start_papers(
            batch.pk, unit_id=unit[0], pilihan=form.pilihan, kertas=form.kertas_dipilih, by=request.user
        )
        return redirect("core:pekerjaan_detail", job.pk)
    context = {"penerimaan": batch, "penerbit": issuers, "unit": unit, "form": form, "ada": len(officials) > 1}
    status = 422 if form is not None and form.errors else 200
    return render(request, "pegawai/penerimaan_naskah.html", context, status=status)
