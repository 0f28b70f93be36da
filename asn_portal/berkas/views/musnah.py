"""The end of documents, for HR of the province: what is past its time, proposals, the second decision, holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.berkas import permissions, selectors
from asn_portal.berkas.enums import Retensi
from asn_portal.berkas.forms import TahanForm, UsulMusnahForm
from asn_portal.berkas.models import Dokumen, UsulanMusnah
from asn_portal.berkas.services import musnah as services
from asn_portal.core.forms.peran import KeputusanForm
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.sudo import fresh_login_required

PER_PAGE = 50
LATEST = 10


@once
def masa_simpan(request: HttpRequest) -> HttpResponse:
    """Looking changes nothing: what stands here is what could be proposed now, and how much it is."""
    require(permissions.can_manage_retensi(request.user))
    rows = selectors.past_due(request.user.instansi_id, timezone.localdate())
    form = UsulMusnahForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        usulan = services.propose_erasure(
            form.chosen(request.POST.getlist("pilih")), alasan=form.cleaned_data["alasan"], by=request.user
        )
        messages.success(
            request, "Usulan terkirim kepada pengelola kedua. Sebelum ia setuju, tidak ada yang dimusnahkan."
        )
        return redirect("berkas:musnah_detail", usulan.pk)
    context = _due(request, rows) | {"form": form}
    return render(request, "berkas/masa_simpan.html", context, status=422 if form.errors else 200)


def _due(request: HttpRequest, rows: QuerySet[Dokumen]) -> dict[str, Any]:
    """What is past its time, under which classes, what is held, and what was proposed so far."""
    today, instansi = timezone.localdate(), request.user.instansi_id
    page = Paginator(rows.select_related("pemilik"), PER_PAGE).get_page(request.GET.get("hal"))
    years = selectors.kept_years(instansi, today)
    return {
        "halaman": page,
        "daftar": selectors.names_of(page),
        "bita": rows.aggregate(jumlah=Sum("ukuran"))["jumlah"] or 0,
        "kelas": [(kelas.label, years.get(kelas.value)) for kelas in Retensi],
        "ditahan": [
            (held, selectors.owner_name(held.dokumen)) for held in selectors.held_documents(instansi)[:PER_PAGE]
        ],
        "usulan": selectors.erasure_proposals(request.user)[:LATEST],
        "dipilih": set(request.POST.getlist("pilih")),
    }


def musnah_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, get_object_or_404(selectors.erasure_proposals(request.user), pk=pk))


def _page(request: HttpRequest, usulan: UsulanMusnah, **refused: KeputusanForm) -> HttpResponse:
    rows = [satu.dokumen for satu in usulan.daftar_butir.select_related("dokumen__pemilik").order_by("pk")]
    context = {
        "usulan": usulan,
        "daftar": selectors.names_of(rows),
        "bita": sum(row.ukuran for row in rows),
        "boleh": usulan.status == "diajukan" and permissions.can_decide_musnah(request.user, usulan),
        "setuju": KeputusanForm(prefix="setuju"),
        "tolak": KeputusanForm(prefix="tolak", wajib=True),
        "form": next(iter(refused.values()), None),
    }
    return render(request, "berkas/musnah_detail.html", context | refused, status=422 if refused else 200)


@require_POST
@fresh_login_required
@once
def musnah_decide(request: HttpRequest, pk: UUID, keputusan: str) -> HttpResponse:
    usulan: UsulanMusnah = get_object_or_404(selectors.erasure_proposals(request.user), pk=pk)
    require(permissions.can_decide_musnah(request.user, usulan))
    form = KeputusanForm(request.POST, prefix=keputusan, wajib=keputusan == "tolak")
    if not form.is_valid():
        return _page(request, usulan, **{keputusan: form})
    agreed = keputusan == "setuju"
    services.decide_erasure(usulan.pk, setuju=agreed, catatan=form.cleaned_data["catatan"], by=request.user)
    messages.success(
        request,
        "Pemusnahan disetujui dan segera dijalankan; pemiliknya diberi tahu."
        if agreed
        else "Usulan pemusnahan ditolak.",
    )
    return redirect("berkas:musnah_detail", usulan.pk)


@once
def dokumen_hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hold one document, with the reason."""
    require(permissions.can_manage_retensi(request.user))
    row = get_object_or_404(selectors.documents_to_keep(request.user), pk=pk)
    form = TahanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.hold_document(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Dokumen ditahan. Selama ditahan, dokumen tidak dimusnahkan.")
        return redirect("berkas:masa_simpan")
    context = {"form": form, "dokumen": row, "nama": selectors.owner_name(row)}
    return render(request, "berkas/dokumen_hold.html", context, status=422 if form.errors else 200)


@require_POST
@once
def dokumen_release(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(permissions.can_manage_retensi(request.user))
    held = get_object_or_404(selectors.held_documents(request.user.instansi_id), pk=pk)
    services.release_document(held.pk, by=request.user)
    messages.success(request, "Penahanan dilepas.")
    return redirect("berkas:masa_simpan")
