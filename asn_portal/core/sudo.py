"""A fresh password (or code) before granting roles, exporting many persons, revealing a value, or recovering accounts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone

from asn_portal.core import hanya_lihat

View = Callable[..., HttpResponse]
# A login, or a confirmed password, stays fresh this long.
FRESH_SECONDS = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def is_fresh(request: HttpRequest) -> bool:
    """Was this session's password or code given lately?"""
    records = get_authentication_records(request, request.user)
    now = timezone.now().timestamp()
    return any(now - record["at"] < FRESH_SECONDS for record in records)


def must_confirm(request: HttpRequest) -> bool:
    """Is the password asked for now? Not from an account that has none (single sign-on)."""
    return not is_fresh(request) and bool(get_adapter().get_reauthentication_methods(request.user))


def fresh_login_required(view: View) -> View:
    """Ask for the password again when it is older than five minutes; the interrupted form is continued afterwards.

    Nobody who only looks as somebody else comes through here: what needs a fresh password is never looked at.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        hanya_lihat.refuse_when_looking()
        if must_confirm(request):
            return suspend_request(request, resolve_url("account_reauthenticate"))
        return view(request, *args, **kwargs)

    return guarded
