"""Single sign-on (OIDC) by configuration. State, nonce, PKCE, issuer and audience are checked by Authlib; the
account is found by a NIP or NRK claim of the configured issuer, never by e-mail, and never made here.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any

import requests
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from joserfc.errors import JoseError

from asn_portal.core.enums import JenisPengenal
from asn_portal.core.masuk import share_device
from asn_portal.core.models.pengguna import find_pengguna

logger = logging.getLogger("asn.sso")
FAILED = "Masuk dengan akun tunggal gagal. Coba lagi, atau masuk dengan NRK dan kata sandi."
# A number that the provider vouches for; a user name of our own is none of its business.
NUMBERS = (JenisPengenal.NIP, JenisPengenal.NRK)
UNKNOWN = "Akun tunggal Anda belum terhubung dengan akun portal. Hubungi pengelola kepegawaian unit Anda."


@lru_cache(maxsize=4)
def _client(issuer: str, client_id: str, secret: str) -> Any:
    return OAuth().register(
        "sso",
        client_id=client_id,
        client_secret=secret,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "timeout": 5},
    )


def client() -> Any:
    if not settings.OIDC_ISSUER:
        raise Http404
    return _client(settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET)


@login_not_required
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Off to the provider, with state, nonce and a PKCE challenge kept in the session."""
    provider = client()
    request.session["bersama"] = "perangkat_bersama" in request.POST
    try:
        return provider.authorize_redirect(request, settings.ALAMAT + reverse("core:sso_kembali"))
    except (AuthlibBaseError, requests.RequestException) as refused:
        return _failed(request, refused)


@login_not_required
@require_GET
def finish(request: HttpRequest) -> HttpResponse:
    """Back from the provider: check everything, then log the matching account in (its second factor still counts)."""
    provider = client()
    expected = {
        "iss": {"essential": True, "value": settings.OIDC_ISSUER},
        "aud": {"essential": True, "value": settings.OIDC_CLIENT_ID},
    }
    try:
        token = provider.authorize_access_token(request, claims_options=expected, leeway=60)
    except (AuthlibBaseError, JoseError, requests.RequestException, KeyError, ValueError) as refused:
        return _failed(request, refused)
    claims = token.get("userinfo") or {}
    number = str(claims.get(settings.OIDC_NIP_CLAIM) or "")
    pengguna = find_pengguna(number, timezone.localdate(), jenis=NUMBERS) if number else None
    if pengguna is None or not pengguna.is_active:
        messages.error(request, UNKNOWN)
        return redirect("account_login")
    record_authentication(request, pengguna, "sso")
    response = perform_login(request, Login(user=pengguna))
    if request.session.get("bersama"):
        share_device(request, response)
    return response


def _failed(request: HttpRequest, refused: Exception) -> HttpResponse:
    logger.warning("sso refused: %s", type(refused).__name__)
    messages.error(request, FAILED)
    return redirect("account_login")
