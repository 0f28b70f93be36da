"""Looking at the portal as somebody else: the way in and the way out. What lies between is core.lihat."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core import lihat
from asn_portal.core.forms.layanan import LihatForm
from asn_portal.core.htmx import once
from asn_portal.core.permissions import lihat as permissions
from asn_portal.core.permissions import require
from asn_portal.core.selectors.bantuan import tiket_of_person
from asn_portal.core.services import lihat as services
from asn_portal.core.sudo import fresh_login_required


@fresh_login_required
@once
def lihat_mulai(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Why, for which request for help; then the start page as that person sees it."""
    require(permissions.looks_at_others(request.user))
    sasaran = get_object_or_404(permissions.accounts_of_agency(request.user), pk=pk)
    if not permissions.can_view_as(request.user, sasaran):
        raise Http404
    tickets = [(str(row.pk), f"{row.label}: {row.isi[:60]}") for row in tiket_of_person(request.user, sasaran)]
    form = LihatForm(request.POST or None, tiket=tickets, initial={"tiket": request.GET.get("tiket", "")})
    if request.method == "POST" and form.is_valid():
        tiket_id = form.cleaned_data.get("tiket") or None
        sampai = services.begin_view(
            sasaran.pk, alasan=form.cleaned_data["alasan"], tiket_id=tiket_id, by=request.user, now=timezone.now()
        )
        back = resolve_url("core:tiket_detail", tiket_id) if tiket_id else resolve_url("core:beranda")
        lihat.begin(request, sasaran, sampai=sampai, kembali=back)
        return redirect("core:beranda")
    context = {"form": form, "sasaran": sasaran, "menit": services.LOOKING_TIME.seconds // 60}
    return render(request, "core/lihat_form.html", context, status=422 if form.errors else 200)


@require_POST
def lihat_berhenti(request: HttpRequest) -> HttpResponse:
    """Back to the own account; pressed twice it does the same once."""
    back = lihat.finish(request, sebab="Berhenti melihat")
    messages.success(request, "Anda kembali ke akun sendiri.")
    return redirect(back)
