"""Decrees over certificates that belong to no batch: what waits, what was put together, and its paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from asn_portal.berkas.permissions.naskah import can_make_kind
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from pelatihan import permissions
from pelatihan.models import PenetapanSertifikat
from pelatihan.selectors import naskah
from pelatihan.selectors import penetapan as selectors
from pelatihan.services import penetapan as services


def penetapan_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_figures(request.user))
    context = {
        "menunggu": selectors.waiting(request.user).count(), "daftar": selectors.gathered(request.user),
        "kelola": permissions.can_manage(request.user), "terbanyak": services.TERBANYAK,
    }  # fmt: skip
    return render(request, "pelatihan/penetapan_list.html", context)


@require_POST
@once
def penetapan_gather(request: HttpRequest) -> HttpResponse:
    row = services.gather_certificates(by=request.user)
    messages.success(request, "Sertifikat terhimpun. Susun keputusannya dari halaman ini.")
    return redirect("pelatihan:penetapan_detail", row.pk)


def penetapan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(permissions.can_see_figures(request.user))
    row = get_object_or_404(PenetapanSertifikat.objects.visible_to(request.user).select_related("oleh"), pk=pk)
    context = {
        "penetapan": row, "sertifikat": selectors.certificates_in(row), "naskah_jenis": naskah.PENETAPAN_SERTIFIKAT,
        "susun": permissions.can_manage_here(request.user, row) and can_make_kind(request.user, naskah.PENETAPAN_SERTIFIKAT),
        **naskah.paper_on_page(request.user, naskah.PENETAPAN_SERTIFIKAT, row.pk),
    }  # fmt: skip
    return render(request, "pelatihan/penetapan_detail.html", context)
