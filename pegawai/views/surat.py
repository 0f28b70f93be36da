"""Papers about a person or a unit, as konsep: without a number, a signature or a code."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.berkas.cetak import Kertas
from asn_portal.core import permissions as core_permissions
from asn_portal.core.lihat import owner_only
from pegawai.models import Pegawai
from pegawai.services import surat as services


def _paper(request: HttpRequest) -> Kertas:
    asked = request.GET.get("kertas", Kertas.A4.value)
    if asked not in Kertas.values:
        raise Http404
    return Kertas(asked)


def _hand_out(content: bytes, nama: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{nama}.pdf"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@owner_only
def surat_keterangan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """To be read before it goes on its way to the signatory."""
    person = get_object_or_404(Pegawai.objects.visible_to(request.user), pk=pk)
    content = services.draft_surat_keterangan(
        person, kertas=_paper(request), hari=timezone.localdate(), by=request.user
    )
    return _hand_out(content, "konsep-surat-keterangan")


@owner_only
def petikan_unit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who works in a unit today."""
    unit = get_object_or_404(core_permissions.visible_units(request.user), pk=pk)
    content = services.draft_petikan_unit(unit, kertas=_paper(request), hari=timezone.localdate(), by=request.user)
    return _hand_out(content, "konsep-petikan-direktori")
