"""The numbers of a person, and a new one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import tanggal
from pegawai import permissions, selectors
from pegawai.forms.nomor import NomorForm
from pegawai.models import Pegawai
from pegawai.services.nomor import set_nomor


@once
def nomor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every NIP and NRK this person has had, and a new one with its date and basis."""
    person = get_object_or_404(Pegawai.objects.visible_to(request.user), pk=pk)
    require(permissions.can_set_nomor(request.user, person))
    form = NomorForm(request.POST or None, pegawai=person, initial={"mulai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        set_nomor(person.pk, by=request.user, **form.cleaned_data)
        label, mulai = form.cleaned_data["jenis"].label, form.cleaned_data["mulai"]
        messages.success(request, f"{label} baru {person.nama} tercatat, berlaku mulai {tanggal(mulai)}.")
        return redirect("pegawai:pegawai_detail", person.pk)
    context = {"form": form, "pegawai": person, "daftar": selectors.numbers_of(person)}
    return render(request, "pegawai/nomor_form.html", context, status=422 if form.errors else 200)
