"""Matriks Peran Hasil of a head's plan, and taking what it offers into one's own draft."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.errors import DomainError
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from kinerja import permissions
from kinerja.forms.matriks import MatriksForm
from kinerja.selectors.matriks import matrix_of
from kinerja.services import matriks as services
from kinerja.views.rencana import owned, seen


@once
def matriks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The grid; whoever may read the plan reads it, its owner fills it."""
    skp = seen(request, pk)
    writes = permissions.can_fill_matrix(request.user, skp)
    matrix = matrix_of(skp, timezone.localdate())
    form = MatriksForm(request.POST or None, matriks=matrix)
    if request.method == "POST":
        require(writes)
        if form.is_valid():
            try:
                count = services.fill_matrix(skp.pk, form.teks(), cap=form.cleaned_data["cap"], by=request.user)
            except DomainError as refused:
                form.add_error(None, refused.pesan)
                form.accept_newer(matrix)
            else:
                messages.success(request, f"Matriks tersimpan; {count} sel berubah.")
                return redirect("kinerja:matriks", skp.pk)
    context = {"skp": skp, "matriks": matrix, "form": form, "tulis": writes}
    return render(request, "kinerja/matriks.html", context, status=422 if form.errors else 200)


@require_POST
@once
def offers_take(request: HttpRequest, pk: UUID) -> HttpResponse:
    skp = owned(request, pk)
    count = services.accept_offers(skp.pk, by=request.user)
    messages.success(request, f"{count} peran hasil masuk ke draf Anda. Sesuaikan kata-katanya dan isi indikatornya.")
    return redirect("kinerja:skp_detail", skp.pk)
