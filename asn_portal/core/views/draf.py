"""Throwing away what was kept of a form that is not sent."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from asn_portal.core.draf import find_form
from asn_portal.core.htmx import once
from asn_portal.core.lihat import owner_only
from asn_portal.core.selectors import draf as selectors
from asn_portal.core.services import draf as services


@owner_only
@once
def draf_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks first: thrown away is thrown away."""
    row = get_object_or_404(selectors.own_drafts(request.user), pk=pk)
    if request.method == "POST":
        services.discard_draft(row.pk, by=request.user)
        messages.success(request, "Isian yang belum dikirim sudah dibuang.")
        return redirect(row.jalur)
    form = find_form(row.formulir)
    context = {
        "draf": row,
        "judul": form.draf if form is not None else "Formulir lama",
        "isian": selectors.readable_fields(row),
    }
    return render(request, "core/draf_discard.html", context)
