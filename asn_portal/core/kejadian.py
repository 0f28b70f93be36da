"""Where somebody was when something went wrong, so that a request for help need not describe it."""

from __future__ import annotations

import uuid
from urllib.parse import quote, unquote, urlparse

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

COOKIE = "__Host-kejadian" if settings.HTTPS else "kejadian"
COOKIE_AGE = 15 * 60
MAX_PATH = 300


def clean_path(text: str) -> str:
    """A path of this portal without its query (a search word is nobody's business); empty when it is none."""
    path = urlparse(text).path[:MAX_PATH] if url_has_allowed_host_and_scheme(text, allowed_hosts=None) else ""
    return path if path.startswith("/") else ""


def clean_number(text: str) -> str:
    """The number of a request as core.middleware gives it; empty when it is none."""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return ""


def remember_incident(response: HttpResponse, request: HttpRequest) -> None:
    """On the answer of an error page: its address and the number of its request, for a quarter of an hour."""
    number = getattr(request, "permintaan_id", "")
    response.set_cookie(
        COOKIE, f"{number}|{quote(request.path[:MAX_PATH])}", max_age=COOKIE_AGE, httponly=True, samesite="Lax",
        secure=settings.HTTPS,
    )  # fmt: skip


def origin_of(request: HttpRequest) -> tuple[str, str]:
    """Page and request number that belong to this visit of the help page: from the link, or from an error page."""
    path, number = clean_path(request.GET.get("dari", "")), clean_number(request.GET.get("permintaan", ""))
    if path:
        return path, number
    came_from = urlparse(request.headers.get("Referer", ""))
    path = clean_path(came_from.path) if came_from.netloc == request.get_host() else ""
    kept, _, where = request.COOKIES.get(COOKIE, "").partition("|")
    return path, clean_number(kept) if path and unquote(where) == path else ""
