"""The documents of somebody one looks after: a page, and the section of the profile that is its fragment."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from asn_portal.berkas.selectors import documents_of
from asn_portal.core.htmx import render_htmx
from asn_portal.core.permissions import require
from pegawai import permissions
from pegawai.models import Pegawai

PER_PAGE = 30


def dokumen_orang(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Pegawai.objects.visible_to(request.user), pk=pk)
    require(permissions.can_see_dokumen(request.user, person))
    context = {
        "pegawai": person,
        "halaman": Paginator(documents_of(request.user, person.pk), PER_PAGE).get_page(request.GET.get("hal")),
        "boleh_unggah": permissions.can_add_dokumen(request.user, person),
        "boleh_surat": permissions.can_draft_surat(request.user, person),
    }
    return render_htmx(request, "pegawai/dokumen_orang.html", "pegawai/_dokumen_orang.html", context)
