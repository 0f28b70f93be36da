"""After the handing over: accepting, objecting, explaining, deciding."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from kinerja import permissions_evaluasi as permissions
from kinerja.forms.evaluasi import KeberatanForm, PenjelasanForm, PutusanForm
from kinerja.selectors import evaluasi as selectors
from kinerja.services import keberatan as services
from kinerja.views.evaluasi import seen


@require_POST
@once
def evaluasi_accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = services.accept(seen(request, pk).pk, by=request.user)
    messages.success(request, f"Hasil evaluasi {row.sebutan} Anda terima dan menjadi final.")
    return redirect("kinerja:evaluasi_detail", row.pk)


@once
def keberatan_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    require(permissions.is_rated(request.user, row))
    form = KeberatanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.object_to(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Keberatan diterima. Penilai menjelaskan, lalu atasannya memutuskan.")
        return redirect("kinerja:evaluasi_detail", row.pk)
    clock = selectors.clocks_of(row).get("keberatan")
    context = {"form": form, "evaluasi": row, "judul": "Ajukan keberatan", "tombol": "Ajukan keberatan", "batas": clock}
    return render(request, "kinerja/evaluasi_form.html", context, status=422 if form.errors else 200)


@once
def keberatan_explain(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    require(permissions.can_explain(request.user, row))
    form = PenjelasanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.explain(row.pk, penjelasan=form.cleaned_data["penjelasan"], by=request.user)
        messages.success(request, "Penjelasan Anda tersimpan dan disampaikan.")
        return redirect("kinerja:evaluasi_detail", row.pk)
    objection = getattr(row, "keberatan", None)
    context = {
        "form": form, "evaluasi": row, "judul": "Penjelasan atas keberatan", "tombol": "Sampaikan penjelasan",
        "keberatan": objection,
    }  # fmt: skip
    return render(request, "kinerja/evaluasi_form.html", context, status=422 if form.errors else 200)


@once
def keberatan_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    require(permissions.can_decide_objection(request.user, row))
    form = PutusanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.decide(row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "Keberatan diputus. Pegawai dan penilai diberi tahu; hasilnya final.")
        return redirect("kinerja:evaluasi_detail", row.pk)
    objection = getattr(row, "keberatan", None)
    context = {
        "form": form, "evaluasi": row, "judul": "Putusan atas keberatan", "tombol": "Putuskan keberatan",
        "keberatan": objection,
    }  # fmt: skip
    return render(request, "kinerja/evaluasi_form.html", context, status=422 if form.errors else 200)
