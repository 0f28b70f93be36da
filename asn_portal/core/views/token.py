"""Tokens for programs: made, shown once, revoked. Only by the owner, after a fresh login."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from asn_portal.core.contoh_api import example_call
from asn_portal.core.enums import CakupanToken
from asn_portal.core.errors import DomainError
from asn_portal.core.forms.token import TokenForm
from asn_portal.core.htmx import once, shown_once
from asn_portal.core.lihat import owner_only
from asn_portal.core.models import TokenAkses
from asn_portal.core.selectors.token import own_tokens
from asn_portal.core.selectors.yakin import sure_revoke_token
from asn_portal.core.services import token as services
from asn_portal.core.sudo import fresh_login_required
from asn_portal.core.yakin import ask_first, asks_first


@owner_only
def token_list(request: HttpRequest) -> HttpResponse:
    return render(request, "core/token_list.html", {"daftar": own_tokens(request.user, timezone.now())})


@owner_only
@fresh_login_required
@shown_once
def token_add(request: HttpRequest) -> HttpResponse:
    """The answer to the form shows the token; it is stored nowhere and never shown again."""
    form = TokenForm(request.POST or None, initial={"hari": 30})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        scopes = [CakupanToken(one) for one in data["cakupan"]]
        try:
            token, text = services.make_token(
                nama=data["nama"],
                cakupan=scopes,
                keperluan=data["keperluan"],
                hari=data["hari"],
                by=request.user,
                now=timezone.now(),
            )
        except DomainError as refused:
            form.add_error(None, refused.pesan)
        else:
            sample = example_call(request.build_absolute_uri("/api/v1/saya/"))
            return render(request, "core/token_baru.html", {"token": token, "teks": text, "contoh": sample})
    return render(request, "core/token_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@owner_only
@once
def token_revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(TokenAkses.objects.filter(pengguna=request.user), pk=pk)
    if asks_first(request):
        return ask_first(request, sure_revoke_token(row))
    services.revoke_token(row.pk, by=request.user, now=timezone.now())
    messages.success(request, f"Token “{row.nama}” dicabut. Program yang memakainya langsung ditolak.")
    return redirect("core:token_list")
