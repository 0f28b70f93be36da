"""Everybody's ratings for SIASN, as a job."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from asn_portal.core.forms.dasar import PortalForm, finish
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.sudo import fresh_login_required
from asn_portal.core.views.latar import QUEUED
from kinerja import permissions
from kinerja.models import PeriodeKinerja
from kinerja.selectors.evaluasi import stage_titles
from kinerja.services import siasn_massal as services


class SiasnForm(PortalForm):
    tahap = forms.ChoiceField()
    tujuan = forms.CharField(
        label="Untuk apa", max_length=300, help_text="Tercatat bersama unduhan, dan terbaca oleh yang bersangkutan."
    )

    def __init__(self, data: Any, tahap: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["tahap"] = forms.ChoiceField(label="Penilaian", choices=tahap)
        finish(self)


@fresh_login_required
@once
def siasn_massal(request: HttpRequest, tahun: int) -> HttpResponse:
    require(permissions.can_export_siasn(request.user))
    year = get_object_or_404(PeriodeKinerja.objects.visible_to(request.user), tahun=tahun)
    stages = [(f"{one.value}-{n}", title) for one, n, title in reversed(stage_titles(year))]
    form = SiasnForm(request.POST or None, stages)
    if request.method == "POST" and form.is_valid():
        jenis, _, nomor = form.cleaned_data["tahap"].partition("-")
        job = services.order_export(year.pk, jenis, int(nomor), tujuan=form.cleaned_data["tujuan"], by=request.user)
        messages.info(request, QUEUED)
        return redirect("core:pekerjaan_detail", job.pk)
    return render(
        request, "kinerja/siasn_massal.html", {"form": form, "periode": year}, status=422 if form.errors else 200
    )
