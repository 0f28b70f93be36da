"""Looking at the portal as somebody else, for one session: where it is remembered, and what holds it (keputusan 0009).

The session keeps whom, until when and where to go back to; the account that is logged in stays the same. Before every
page the middleware asks anew whether this may still be, puts the other account in the place of `request.user`, and
lets only reading pass: by method, by address, by a read-only transaction, by what the answer is. A view that somebody
writes next year needs to know nothing of this.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.db import InternalError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token, rotate_token
from django.shortcuts import render, resolve_url
from django.urls import Resolver404, resolve
from django.utils import timezone

from asn_portal.core import hanya_lihat, pembatas, selectors
from asn_portal.core.errors import PROBLEM, problem
from asn_portal.core.hanya_lihat import HanyaLihat, Penglihatan
from asn_portal.core.models import Pengguna
from asn_portal.core.pembatas import Batas
from asn_portal.core.permissions import akses
from asn_portal.core.permissions.lihat import can_view_as
from asn_portal.core.services import lihat as services

GetResponse = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., Any])
SESSION_KEY = "lihat_sebagai"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Answered for the account that is really logged in: the way out, and machines.
OWN_ROUTES = frozenset({"core:lihat_berhenti", "account_logout", "csp", "sehat", "siap", "metrik"})
# A person looks at a few dozen pages in a quarter of an hour; a program that copies them is stopped.
PAGES = Batas(200, 900)
READ_ONLY_VIOLATION = "25006"

PESAN_HABIS = "Waktu melihat sudah habis. Anda kembali ke akun sendiri; tidak ada yang berubah."
PESAN_DICABUT = "Anda tidak lagi dapat melihat portal sebagai orang itu. Anda kembali ke akun sendiri."
PESAN_PEMILIK = "Halaman ini hanya untuk pemilik akun, dan tidak dapat dilihat sebagai orang lain."
PESAN_BANYAK = "Terlalu banyak halaman dalam waktu singkat. Berhenti melihat, lalu mulai lagi bila masih perlu."


def owner_only(view: View) -> View:
    """A page about the account itself (its devices, its half-sent forms) that nobody else looks at."""
    view.hanya_pemilik = True  # type: ignore[attr-defined]
    return view


# -- the session -------------------------------------------------------------------------------------------


def begin(request: HttpRequest, sasaran: Pengguna, *, sampai: datetime, kembali: str) -> None:
    """The session stays the same (it has fewer rights now, not more), but its CSRF token does not, here and at the end:
    a form of the other side that is still open in some tab is not sent in the wrong name.
    """
    request.session[SESSION_KEY] = {
        "pelihat": str(request.user.pk),
        "sasaran": str(sasaran.pk),
        "sampai": sampai.timestamp(),
        "kembali": kembali,
    }
    rotate_token(request)


def finish(request: HttpRequest, *, sebab: str) -> str:
    """End it, if it runs, and trace that; returns where to go back to. `request.user` is the one who looked."""
    state = state_of(request)
    if state is None:
        return resolve_url("core:beranda")
    del request.session[SESSION_KEY]
    services.end_view(UUID(state["sasaran"]), sebab=sebab, by=request.user)
    rotate_token(request)
    return str(state["kembali"])


def state_of(request: HttpRequest) -> dict[str, Any] | None:
    """What this session remembers, if it belongs to the account that is logged in."""
    if not request.user.is_authenticated:
        return None
    state: dict[str, Any] | None = request.session.get(SESSION_KEY)
    return state if state is not None and state["pelihat"] == str(request.user.pk) else None


# -- the middleware ----------------------------------------------------------------------------------------


def _route(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _sight(request: HttpRequest, state: dict[str, Any]) -> tuple[Pengguna | None, Penglihatan | None]:
    """The other account and the view of it; None as soon as it may no longer be."""
    sampai = datetime.fromtimestamp(state["sampai"], UTC)
    sasaran = Pengguna.objects.filter(pk=state["sasaran"]).first()
    if sasaran is None or timezone.now() >= sampai or not can_view_as(request.user, sasaran):
        return sasaran, None
    mine, theirs = akses(request.user), akses(sasaran)
    role = selectors.main_role(theirs)
    looked_at = {"sasaran_id": sasaran.pk, "nama": sasaran.nama, "peran": role, "sampai": sampai}
    return sasaran, Penglihatan(request.user.nama, request.user.pk, **looked_at, batas=mine)


class ViewAsMiddleware:
    """Stands behind the session and before everything that asks who the user is."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        state = state_of(request)
        if state is None or _route(request) in OWN_ROUTES:
            return self.get_response(request)
        sasaran, sight = _sight(request, state)
        if sasaran is None or sight is None:
            return self.over(request, state)
        counted = pembatas.count(PAGES, "lihat", request.user.pk)
        request.lihat, request.user = sight, sasaran  # type: ignore[attr-defined]
        refusal = PESAN_BANYAK if counted > PAGES.jumlah else self.refusal(request)
        return refuse(request, refusal) if refusal else self.look(request, sight)

    @staticmethod
    def refusal(request: HttpRequest) -> str:
        """Why this address is not looked at; empty when it is. Pages of the login library have no namespace."""
        route = _route(request)
        if request.method not in SAFE_METHODS or request.path.startswith("/api/"):
            return hanya_lihat.PESAN
        return PESAN_PEMILIK if route and ":" not in route else ""

    def look(self, request: HttpRequest, sight: Penglihatan) -> HttpResponse:
        """The page, inside a transaction in which the database itself refuses to write."""
        with hanya_lihat.looking(sight), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            response = self.get_response(request)
            transaction.set_rollback(True)
        is_file = response.streaming or response.headers.get("Content-Disposition", "").startswith("attachment")
        return refuse(request, hanya_lihat.PESAN) if is_file else response

    @staticmethod
    def over(request: HttpRequest, state: dict[str, Any]) -> HttpResponse:
        """Time is over, or a right has gone: back to the own account; whatever was just sent is not done."""
        late = timezone.now().timestamp() >= state["sampai"]
        sentence = PESAN_HABIS if late else PESAN_DICABUT
        back = finish(request, sebab="Waktu habis" if late else "Hak berubah")
        if request.method not in SAFE_METHODS or request.path.startswith("/api/"):
            return refuse(request, sentence)
        messages.info(request, sentence)
        if request.headers.get("HX-Request") == "true":
            response = HttpResponse(status=204)
            response["HX-Redirect"] = back
            return response
        return HttpResponseRedirect(back)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if hanya_lihat.current() is not None and getattr(view, "hanya_pemilik", False):
            return refuse(request, PESAN_PEMILIK)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What got as far as the service, or even the database, is refused with the same sentence."""
        if hanya_lihat.current() is None:
            return None
        if isinstance(exception, HanyaLihat):
            return refuse(request, exception.pesan)
        cause = getattr(exception.__cause__, "pgcode", None)
        return (
            refuse(request, hanya_lihat.PESAN)
            if isinstance(exception, InternalError) and cause == READ_ONLY_VIOLATION
            else None
        )


def refuse(request: HttpRequest, sentence: str) -> HttpResponse:
    """One sentence: a page with the banner and the way out, a toast, or a problem detail. Asks no database."""
    if request.path.startswith("/api/"):
        return JsonResponse(problem(403, galat="hanya_lihat", pesan=sentence), status=403, content_type=PROBLEM)
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=403)
        response.headers["HX-Reswap"] = "none"
        response.headers["HX-Trigger"] = json.dumps({"portal:pesan": {"isi": sentence, "jenis": "galat"}})
        return response
    sight = getattr(request, "lihat", None)
    context = {"pesan": sentence, "lihat": sight, "csrf_token": get_token(request)}
    return render(None, "galat/hanya_lihat.html", context, status=403)
