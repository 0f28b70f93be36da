"""The only places that look at `request.htmx`: one HTML source for page and fragment, one answer to a change."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlparse

from django.contrib import messages
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render, resolve_url

from asn_portal.core.draf import DRAFT_KEY
from asn_portal.core.errors import DomainError, TransitionError, problem
from asn_portal.core.kembali import lead_back

SEND_KEY = "kunci_kirim"


def render_htmx(request: HttpRequest, page: str, fragment: str, context: dict[str, Any]) -> HttpResponse:
    """The fragment for a swap, the whole page otherwise. Both come from the same template."""
    partial = bool(request.htmx) and not request.htmx.boosted  # type: ignore[attr-defined]
    response = render(request, fragment if partial else page, context)
    response.headers["Vary"] = "HX-Request"
    return response


def fragment_or_redirect(request: HttpRequest, fragment: str, context: dict[str, Any], *, to: str) -> HttpResponse:
    """After a change: the new fragment in place, or on to the page `to` without script."""
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, fragment, context)
    return redirect(to)


def _way_back(request: HttpRequest) -> str:
    """The page the person came from, if it is one of ours; else the start page."""
    referer = urlparse(request.headers.get("Referer", ""))
    same_host = referer.netloc == request.get_host()
    return (
        "/" + referer.path.lstrip("/") + (f"?{referer.query}" if referer.query else "")
        if same_host and referer.path
        else resolve_url("core:beranda")
    )


def domain_error_response(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    if getattr(request, "htmx", False):
        response = HttpResponse(status=409)
        response.headers["HX-Reswap"] = "none"
        response.headers["HX-Trigger"] = json.dumps({"portal:pesan": {"isi": refusal.pesan, "jenis": "galat"}})
        return response
    if request.headers.get("Accept") == "application/json":  # a script that waits for an answer, not for a page
        return JsonResponse(problem(409, galat=refusal.galat, pesan=refusal.pesan), status=409)
    messages.error(request, refusal.pesan)
    return HttpResponseRedirect(_way_back(request))


def method_not_allowed(refusal: HttpResponse) -> HttpResponse:
    """The page for an address that only a button may call; the allowed methods stay in its header."""
    response = render(None, "galat/405.html", status=refusal.status_code)
    response.headers["Allow"] = refusal.headers["Allow"]
    return response


View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """A form counts once: a second click, or the same form from two tabs, gets the first one's answer.

    The page carries a random key ({% kunci_kirim %}); the first request that uses it succeeds, later ones with
    the same key wait for it and are sent where it was sent. A form that was refused frees its key; what was typed
    comes back with the sentence of the refusal. A change that is done leads back to the worklist one came from, if the
    form says so (core.kembali).
    """
    counted = _count_once(view)

    def returning(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return lead_back(request, counted(request, *args, **kwargs))

    return _said_in_form(view, returning)


def refusal_in_form(view: View) -> View:
    """Only the second half of `once`, for a form that may count twice (a download)."""
    return _said_in_form(view, view)


def _said_in_form(view: View, inner: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return inner(request, *args, **kwargs)
        except TransitionError:
            raise
        except DomainError as refusal:
            if request.method != "POST" or getattr(request, "htmx", False):
                raise
            return _say_in_form(view, refusal, request, *args, **kwargs)

    return guarded


# The sentence with which a service has refused the form that is being shown again (core.forms.dasar.PortalForm).
refused_with: ContextVar[str] = ContextVar("refused_with", default="")


def _say_in_form(view: View, refusal: DomainError, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The same page once more: its form is bound to what was typed and now invalid for this reason."""
    token = refused_with.set(refusal.pesan)
    try:
        return view(request, *args, **kwargs)
    except DomainError:
        raise refusal
    finally:
        refused_with.reset(token)


def _count_once(view: View) -> View:
    def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = _parse_key(request.POST.get(SEND_KEY, ""))
        if request.method != "POST" or key is None:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            answer = _claim(key, request)
            if answer is not None:
                return HttpResponseRedirect(answer)
            response = view(request, *args, **kwargs)
            if response.status_code in {301, 302, 303}:
                _remember(key, response["Location"])
                _end_draft(request)
            else:
                transaction.set_rollback(True)
        return response

    return counted


SHOWN_BEFORE = (
    "Formulir itu sudah terkirim. Kode pada slip hanya ditampilkan sekali; bila belum sempat dicetak, buat slip baru."
)


def shown_once(view: View) -> View:
    """For a change whose answer shows a secret this once (the codes on slips).

    Sent again by a reload or a second click, the same form makes no new secret: the one on paper would silently stop
    working. A form that was refused, or that asks for the password first, frees its key.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = _parse_key(request.POST.get(SEND_KEY, ""))
        if request.method != "POST" or key is None:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            if _claim(key, request) is not None:
                messages.warning(request, SHOWN_BEFORE)
                return HttpResponseRedirect(_way_back(request))
            response = view(request, *args, **kwargs)
            if response.status_code >= HTTPStatus.BAD_REQUEST:
                transaction.set_rollback(True)
            elif "Content-Disposition" in response:  # a download leaves the page, and its key, where it was
                _free(key)
        return response

    return guarded


def _parse_key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _claim(key: uuid.UUID, request: HttpRequest) -> str | None:
    """None when the key is ours now; otherwise where the first request went."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_kirimanformulir (kunci, pengguna_id, jalur, tujuan, dibuat_pada)"
            " VALUES (%s, %s, %s, '', clock_timestamp()) ON CONFLICT (kunci) DO NOTHING",
            [str(key), str(request.user.pk), request.path[:300]],
        )
        if cursor.rowcount == 1:
            return None
        cursor.execute(
            "SELECT tujuan FROM core_kirimanformulir WHERE kunci = %s AND pengguna_id = %s",
            [str(key), str(request.user.pk)],
        )
        row = cursor.fetchone()
    return row[0] if row and row[0] else resolve_url("core:beranda")


def _remember(key: uuid.UUID, target: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_kirimanformulir SET tujuan = %s WHERE kunci = %s", [target[:500], str(key)])


def _end_draft(request: HttpRequest) -> None:
    """The form is sent: what was kept of it meanwhile (core.draf) has served."""
    formulir, _, jalur = request.POST.get(DRAFT_KEY, "").partition(" ")
    if formulir and jalur and "\x00" not in formulir + jalur:
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM core_drafformulir WHERE pengguna_id = %s AND formulir = %s AND jalur = %s",
                [str(request.user.pk), formulir, jalur],
            )


def _free(key: uuid.UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_kirimanformulir WHERE kunci = %s", [str(key)])
