"""Uploads in pieces, for static/js/unggah.js. Without script the form sends its file itself."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from asn_portal.berkas.models import Unggahan
from asn_portal.berkas.services import unggah
from asn_portal.core.errors import problem
from asn_portal.core.lihat import owner_only

LONGEST = 16  # digits of a size


def _state(row: Unggahan) -> dict[str, object]:
    return {"id": str(row.pk), "diterima": row.diterima, "alamat": reverse("berkas:unggahan_detail", args=[row.pk])}


@owner_only
@require_POST
def unggahan_add(request: HttpRequest) -> JsonResponse:
    """Begin: name and size in, address and piece size out."""
    size = request.POST.get("ukuran", "")
    greeting = unggah.begin(
        nama=request.POST.get("nama", "") or "tanpa nama",
        ukuran=int(size) if size.isascii() and size.isdecimal() and len(size) < LONGEST else 0,
        untuk=request.POST.get("untuk", ""),
        by=request.user,
    )
    if greeting.unggahan is None:
        return JsonResponse(problem(422, galat="unggahan_ditolak", pesan=greeting.pesan), status=422)
    return JsonResponse(_state(greeting.unggahan) | {"potongan": unggah.POTONGAN}, status=201)


@owner_only
@require_http_methods(["GET", "POST"])
def unggahan_detail(request: HttpRequest, pk: UUID) -> JsonResponse:
    """GET: how much is here. POST: the next piece from `?mulai=`."""
    row = get_object_or_404(Unggahan, pk=pk, pengguna=request.user)
    if request.method == "GET":
        return JsonResponse(_state(row))
    start = request.GET.get("mulai", "")
    before = row.diterima
    added = unggah.add_piece(row.pk, mulai=int(start) if start.isdecimal() else -1, isi=request.body, by=request.user)
    if added is None:
        raise Http404
    return JsonResponse(_state(added), status=200 if added.diterima > before else 409)
