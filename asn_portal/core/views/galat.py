"""Pages for what went wrong. They need no session and no database, and always show a way out."""

from __future__ import annotations

import logging
import sys
from typing import Any
from urllib.parse import urlparse

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from asn_portal.core import lanjutan, pembatas
from asn_portal.core.errors import problem
from asn_portal.core.kejadian import remember_incident
from asn_portal.core.pembatas import Batas

logger = logging.getLogger("asn.galat")
RETRY_AFTER = "5"
MAX_REPORT = 2_000
REPORTS = Batas(20, 300)
ONE_LINE = dict.fromkeys(range(32), " ")


def around(request: HttpRequest) -> dict[str, Any]:
    """What such a page knows without session and database: the banner of somebody who looks, the number of a fault."""
    sight = getattr(request, "lihat", None)
    return {"lihat": sight, "csrf_token": get_token(request)} if sight else {}


def _page(request: HttpRequest, name: str, status: int, **extra: Any) -> HttpResponse:
    """Unknown and hidden objects look the same to the last letter; where it happened goes along as a cookie, for a
    request for help that is written from here (core.views.bantuan).
    """
    if request.path.startswith("/api/"):
        return JsonResponse(problem(status), status=status, content_type="application/problem+json")
    response = render(None, f"galat/{name}.html", {"bantuan": True, **around(request), **extra}, status=status)
    if request.headers.get("HX-Request") == "true":
        response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML"
    remember_incident(response, request)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "400", 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "403", 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A database that is away or full is no fault of the page: 503 and when to try again."""
    kind = sys.exc_info()[0]
    if kind is not None and issubclass(kind, OperationalError | InterfaceError):
        response = _page(request, "503", 503)
        response.headers["Retry-After"] = RETRY_AFTER
        return response
    return _page(request, "500", 500, nomor_kejadian=getattr(request, "permintaan_id", ""))


def too_many_requests(request: HttpRequest) -> HttpResponse:
    response = _page(request, "429", 429)
    response.headers["Retry-After"] = "60"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page that was open too long. What was typed is offered again, but only to a form of our own origin."""
    origin = urlparse(request.headers.get("Origin", "")).netloc
    own = bool(origin) and origin == request.get_host() and request.user.is_authenticated
    kept = lanjutan.capture(request) if own else None
    context = around(request) | ({"jalur": request.get_full_path(), "isian": kept["isian"]} if kept else {})
    response = render(request, "galat/csrf.html", context, status=403)
    remember_incident(response, request)
    return response


@csrf_exempt
@login_not_required
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Browsers tell here what the content policy stopped. Everybody may write here, so only a little of it is kept."""
    if pembatas.count(REPORTS, "csp", request.META.get("REMOTE_ADDR")) > REPORTS.jumlah:
        return HttpResponse(status=204)
    logger.warning("csp: %s", request.body[:MAX_REPORT].decode(errors="replace").translate(ONE_LINE))
    return HttpResponse(status=204)


@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """Alive: this process answers. Asks nothing of anybody."""
    return JsonResponse({"sehat": True})


@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """Ready: database, migrations, broker, a worker and beat heard from lately."""
    from asn_portal.core.kesehatan import judge

    state: dict[str, Any] = judge()
    response = JsonResponse(state, status=200 if all(state.values()) else 503)
    response._has_been_logged = True  # "not ready yet" is an answer, not an error of ours
    return response
