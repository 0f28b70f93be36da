"""What surrounds every request: log line, headers, idle sessions, duties of the account, refusals."""

from __future__ import annotations

import ipaddress
import logging
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from asn_portal.core import audit, lanjutan
from asn_portal.core.errors import PROBLEM, DomainError, problem
from asn_portal.core.htmx import domain_error_response, method_not_allowed
from asn_portal.core.kewajiban import duty_of
from asn_portal.core.masuk import SESSION_BEGUN
from asn_portal.core.publik import PUBLIC_API, PUBLIC_PAGES
from asn_portal.core.views.galat import bad_request

logger = logging.getLogger("asn.permintaan")
GetResponse = Callable[[HttpRequest], HttpResponse]
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=()"
# Writing the last activity at every request would be one UPDATE more for each.
ACTIVITY_STEP = 60


def client_address(request: HttpRequest) -> str | None:
    """Who asks. Behind the proxy that is what the proxy itself wrote last; what a caller wrote before is not believed.

    Everything that counts or notes an address reads REMOTE_ADDR after this.
    """
    direct = request.META.get("REMOTE_ADDR")
    if not settings.BEHIND_PROXY:
        return direct
    last = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    try:
        return str(ipaddress.ip_address(last))
    except ValueError:
        return direct


class RequestLogMiddleware:
    """One line per request, without the query string; and the origin for everything traced inside."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META["REMOTE_ADDR"] = client_address(request)
        request.permintaan_id = str(uuid.uuid4())  # type: ignore[attr-defined]
        started = time.monotonic()
        with audit.from_source(alamat_ip=request.META.get("REMOTE_ADDR"), permintaan=request.permintaan_id):  # type: ignore[attr-defined]
            response = self.get_response(request)
        if request.path.startswith("/sehat/"):
            return response
        route = getattr(request.resolver_match, "route", None) or "-"
        duration = (time.monotonic() - started) * 1000
        logger.info(
            "%s /%s %s %.0f ms %s",
            request.method,
            route.lstrip("/"),
            response.status_code,
            duration,
            request.permintaan_id,
        )  # type: ignore[attr-defined]
        return response


# Public files that a frame without origin loads: what plays packages of learning material (docs/keputusan/0042).
FOR_FRAMES = tuple(
    f"/{settings.STATIC_URL.lstrip('/')}{name}"
    for name in ("vendor/scorm-again/", "vendor/h5p-standalone/", "js/paket_")
)


class HeaderMiddleware:
    """Headers that Django does not set; logged-in pages are kept in no cache."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(FOR_FRAMES):
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        is_static = request.path.startswith("/" + settings.STATIC_URL.lstrip("/"))
        if not is_static:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class IdleTimeoutMiddleware:
    """Ends a session that nobody used for 30 minutes (10 on a shared device), and every session 12 hours after its
    login, used or not. Polling does not keep it alive.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if self.is_old(request):
                hours = settings.SESSION_COOKIE_AGE // 3600
                return self.end(request, f"Sesi Anda berakhir {hours} jam setelah masuk.")
            if self.is_idle(request):
                return self.end(
                    request, f"Sesi Anda berakhir setelah {self.limit(request) // 60} menit tanpa kegiatan."
                )
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """A form that arrives after the session itself is gone: kept for the owner of this browser's device mark."""
        if request.user.is_authenticated or request.method != "POST" or not getattr(view, "login_required", True):
            return None
        kept = lanjutan.capture_known_device(request)
        if kept is None:
            return None
        lanjutan.keep(request, kept)
        messages.info(request, "Sesi Anda sudah berakhir. Masuk lagi untuk melanjutkan; isian Anda masih ada.")
        return lanjutan.to_login(request)

    @staticmethod
    def limit(request: HttpRequest) -> int:
        return settings.IDLE_TIMEOUT_SHARED if request.session.get("bersama") else settings.IDLE_TIMEOUT

    def is_idle(self, request: HttpRequest) -> bool:
        now = int(timezone.now().timestamp())
        last = request.session.get("aktif", now)
        if now - last > self.limit(request):
            return True
        polling = request.headers.get("X-Portal-Latar") == "1"
        if not polling and (now - last >= ACTIVITY_STEP or "aktif" not in request.session):
            request.session["aktif"] = now
        return False

    @staticmethod
    def is_old(request: HttpRequest) -> bool:
        """Writing the last activity extends Django's own age of the session, so its beginning is kept here."""
        now = int(timezone.now().timestamp())
        begun = request.session.get(SESSION_BEGUN)
        if begun is None:
            request.session[SESSION_BEGUN] = begun = now
        return now - int(begun) >= settings.SESSION_COOKIE_AGE

    def end(self, request: HttpRequest, sentence: str) -> HttpResponse:
        kept = None if request.session.get("bersama") else lanjutan.capture(request)
        logout(request)
        if kept is not None:
            lanjutan.keep(request, kept)
        messages.info(request, f"{sentence} Masuk lagi untuk melanjutkan.")
        return lanjutan.to_login(request)


# Pages that stay open while an account still owes something.
DUTY_PAGES = {
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "core:privasi",
    "core:lanjutkan",
}

OPEN = PUBLIC_PAGES | PUBLIC_API


class AccountDutiesMiddleware:
    """Before anything else: an expired password is changed, a required second factor is set up, the privacy
    notice is read. The account reaches nothing but the page of its duty until then.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if not request.user.is_authenticated or match is None or match.view_name in OPEN:
            return None
        duty = duty_of(request.user)
        request.kewajiban = duty is not None  # type: ignore[attr-defined]  # the frame then shows no menu
        if duty is None or match.view_name in DUTY_PAGES:
            return None
        page, sentence = duty
        if match.namespace == "api":
            body = problem(403, galat="kewajiban_akun", pesan=sentence)
            return JsonResponse(body, status=403, content_type=PROBLEM)
        messages.info(request, sentence)
        return redirect(page)


class DomainErrorMiddleware:
    """A refusal of a service becomes a toast (HTMX) or a message and the way back; nothing was written. An address
    that takes only the button of its page gets a page that says so instead of an empty answer.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", ""):  # the database knows no such character
            return bad_request(request)
        response = self.get_response(request)
        return method_not_allowed(response) if response.status_code == 405 and not response.content else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return domain_error_response(request, exception) if isinstance(exception, DomainError) else None
