"""A form that was sent when the session was already over is not lost: after the next login of the same person it
can be sent again. Never on a shared device, never a form with a password or a code, never files.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone

from asn_portal.core.draf import DRAFT_KEY
from asn_portal.core.htmx import SEND_KEY
from asn_portal.core.kembali import PARAMETER

SESSION_KEY = "kiriman_tertunda"
LIFETIME = 30 * 60
MAX_BYTES = 200_000
SECRET = ("password", "sandi", "kode", "code")
# Not typed by anybody: a form with nothing else is only a button.
MACHINE = {"csrfmiddlewaretoken", SEND_KEY, DRAFT_KEY, PARAMETER, "next"}
# Of these the ones that a form takes along when it is sent again.
TAKEN_ALONG = {SEND_KEY, DRAFT_KEY, PARAMETER}

Kiriman = dict[str, Any]


def capture(request: HttpRequest) -> Kiriman | None:
    """What was typed, for the account of the ended session; None when there is nothing to keep."""
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    return _kept(request, str(request.user.pk))


def capture_known_device(request: HttpRequest) -> Kiriman | None:
    """The same when only the browser's device cookie still tells whose session it was."""
    from asn_portal.core.masuk import device_of

    device = device_of(request)
    return _kept(request, device["akun"]) if device is not None and request.method == "POST" else None


def _kept(request: HttpRequest, akun: str) -> Kiriman | None:
    names = set(request.POST)
    if names <= MACHINE or any(word in name.lower() for name in names for word in SECRET):
        return None
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in MACHINE or name in TAKEN_ALONG
    ]
    if sum(len(name) + len(value) for name, value in fields) > MAX_BYTES:
        return None
    return {"akun": akun, "jalur": request.get_full_path(), "isian": fields, "pada": timezone.now().timestamp()}


def keep(request: HttpRequest, kiriman: Kiriman) -> None:
    request.session[SESSION_KEY] = kiriman


def pending(request: HttpRequest) -> Kiriman | None:
    """The kept form of the account that is logged in now."""
    kiriman: Kiriman | None = request.session.get(SESSION_KEY)
    if kiriman is None:
        return None
    fresh = timezone.now().timestamp() - kiriman["pada"] < LIFETIME
    return kiriman if fresh and kiriman["akun"] == str(request.user.pk) else None


def drop(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def to_login(request: HttpRequest) -> HttpResponse:
    """To the login page and back; a fragment request is told to load the whole page."""
    is_get = request.method == "GET" and not getattr(request, "htmx", False)
    target = resolve_url("account_login")
    if is_get:
        target = f"{target}?{urlencode({'next': request.get_full_path()})}"
    elif SESSION_KEY in request.session:
        target = f"{target}?{urlencode({'next': resolve_url('core:lanjutkan')})}"
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=204)
        response["HX-Redirect"] = target
        return response
    return HttpResponseRedirect(target)
