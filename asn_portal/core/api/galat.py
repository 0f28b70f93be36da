"""The one shape of every refusal of the API: a problem detail with `galat` and `pesan`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from asn_portal.core.api.tolak import Penolakan
from asn_portal.core.errors import PROBLEM, BatasHarian, DomainError, problem
from asn_portal.core.regulasi import Ditolak, TakTerbaca

KEPT_HEADERS = frozenset({"Retry-After", "WWW-Authenticate", "Allow"})


def problem_detail(refusal: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler: DomainError 409, refused input 422, unreadable input 400, everything else by its own status."""
    if isinstance(refusal, Http404):
        refusal = exceptions.NotFound()
    if isinstance(refusal, PermissionDenied):
        refusal = exceptions.PermissionDenied()
    body = _own_problem(refusal)
    answer = exception_handler(refusal, context)
    if body is None and answer is None:
        return None
    body = body or problem(answer.status_code if answer is not None else 500)
    made = Response(body, status=body["status"], content_type=PROBLEM)
    if answer is not None and body["status"] == answer.status_code:
        for name in KEPT_HEADERS & set(answer.headers):
            made[name] = answer[name]
    if isinstance(refusal, BatasHarian):
        made["Retry-After"] = str(refusal.tunggu)
    return made


def _own_problem(refusal: Exception) -> dict[str, Any] | None:
    """Refusals that carry a slug and a sentence of their own."""
    match refusal:
        case BatasHarian():
            return problem(status.HTTP_429_TOO_MANY_REQUESTS, galat=refusal.galat, pesan=refusal.pesan)
        case DomainError():
            return problem(status.HTTP_409_CONFLICT, galat=refusal.galat, pesan=refusal.pesan)
        case Penolakan():
            return problem(refusal.status_code, galat=refusal.galat, pesan=refusal.pesan, **refusal.lain)
        case Ditolak():
            return problem(status.HTTP_422_UNPROCESSABLE_ENTITY, galat=refusal.galat, pesan=refusal.pesan)
        case TakTerbaca():
            return problem(status.HTTP_400_BAD_REQUEST, galat="bukan_json", pesan=refusal.pesan)
        case RequestDataTooBig():
            return problem(status.HTTP_413_REQUEST_ENTITY_TOO_LARGE)
        case exceptions.NotAuthenticated():
            return problem(status.HTTP_401_UNAUTHORIZED)
        case exceptions.ValidationError():
            return problem(status.HTTP_422_UNPROCESSABLE_ENTITY, isian=_by_field(refusal.detail))
    return None


def _by_field(detail: Any, name: str = "") -> dict[str, list[str]]:
    """Every sentence under the name of its field; parts of lists as `tugas.0`, what concerns all as `umum`."""
    if isinstance(detail, dict):
        found: dict[str, list[str]] = {}
        for key, inner in detail.items():
            known = "umum" if key == "non_field_errors" else str(key)
            found |= _by_field(inner, f"{name}.{known}" if name else known)
        return found
    if isinstance(detail, list):
        nested = [one for one in detail if isinstance(one, dict | list)]
        if nested:
            return {
                key: text for place, one in enumerate(detail) for key, text in _by_field(one, f"{name}.{place}").items()
            }
        return {name or "umum": [str(one) for one in detail]}
    return {name or "umum": [str(detail)]}
