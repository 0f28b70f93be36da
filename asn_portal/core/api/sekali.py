"""`Idempotency-Key`: a change that is sent again after a break counts once, and gets the first answer."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db import OperationalError, connection, transaction
from django.http import RawPostDataException
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from asn_portal.core import audit
from asn_portal.core.api.skema import KEY_PATTERN
from asn_portal.core.api.tolak import Penolakan
from asn_portal.core.models import TokenAkses

LOCK_NOT_AVAILABLE = "55P03"
WAIT_SECONDS = 5
Handler = TypeVar("Handler", bound=Callable[..., Response])

CLAIM = """
INSERT INTO core_kirimanapi (pengguna_id, kunci, sidik, status, jawaban, dibuat_pada)
VALUES (%s, %s, %s, 0, '', clock_timestamp()) ON CONFLICT (pengguna_id, kunci) DO NOTHING
"""
EARLIER = "SELECT sidik, status, jawaban FROM core_kirimanapi WHERE pengguna_id = %s AND kunci = %s"
REMEMBER = "UPDATE core_kirimanapi SET status = %s, jawaban = %s WHERE pengguna_id = %s AND kunci = %s"


def sekali(handler: Handler) -> Handler:
    """On every handler that changes something (tests/core/test_api.py). The key and the change are one transaction:
    whoever sends the key meanwhile waits for it. A refusal has changed nothing and frees its key.
    """

    @wraps(handler)
    def once(self: Any, request: Any, *args: Any, **kwargs: Any) -> Response:
        with _named_origin(request):
            key = _read_key(request)
            if key is None:
                return handler(self, request, *args, **kwargs)
            with transaction.atomic():
                earlier = _claim(request.user.pk, key, _fingerprint(request))
                if earlier is not None:
                    return earlier
                answer = handler(self, request, *args, **kwargs)
                _remember(request.user.pk, key, answer)
            return answer

    once.sekali = True  # type: ignore[attr-defined]
    return once  # type: ignore[return-value]


def _named_origin(request: Any) -> Any:
    """The trace shows that a program did it, and with which token."""
    by_token = isinstance(request.auth, TokenAkses)
    return audit.from_source(**({"pekerjaan": f"token {request.auth.pk}"} if by_token else {}))


def _read_key(request: Any) -> str | None:
    text = request.headers.get("Idempotency-Key")
    if text is not None and not re.fullmatch(KEY_PATTERN, text):
        raise Penolakan(
            422, "kunci_tidak_sah", "Idempotency-Key terdiri atas 8 sampai 100 huruf, angka, atau tanda _ . : -"
        )
    return text


def _fingerprint(request: Any) -> bytes:
    plain = request._request  # noqa: SLF001 (DRF keeps the body of Django's request there)
    try:
        body = plain.body
    except RawPostDataException as unreadable:
        raise exceptions.UnsupportedMediaType(request.content_type) from unreadable
    head = f"{request.method} {plain.get_full_path()}\n".encode()
    return hashlib.sha256(head + body).digest()


def _claim(account: Any, key: str, sidik: bytes) -> Response | None:
    """None when the key is ours now; otherwise the answer that its first use was given."""
    with connection.cursor() as cursor:
        try:
            cursor.execute(CLAIM, [str(account), key, sidik])
        except OperationalError as busy:
            if getattr(busy.__cause__, "pgcode", None) != LOCK_NOT_AVAILABLE:
                raise
            raise Penolakan(
                409, "masih_diproses", "Kiriman pertama dengan kunci ini masih diproses. Coba lagi sebentar lagi.",
                tunggu=WAIT_SECONDS,
            ) from busy  # fmt: skip
        if cursor.rowcount == 1:
            return None
        cursor.execute(EARLIER, [str(account), key])
        known, status, body = cursor.fetchone()
    if bytes(known) != sidik:
        raise Penolakan(
            422, "kunci_dipakai", "Kunci ini sudah dipakai untuk kiriman lain. Buat kunci baru untuk setiap perubahan."
        )
    answer = Response(json.loads(body) if body else None, status=status)
    answer["Idempotency-Replayed"] = "true"
    return answer


def _remember(account: Any, key: str, answer: Response) -> None:
    body = "" if answer.data is None else JSONRenderer().render(answer.data).decode()
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER, [answer.status_code, body, str(account), key])
