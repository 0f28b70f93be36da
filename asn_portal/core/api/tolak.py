"""Refusals of the API itself. Apart from galat, because DRF loads the authentication before its own views."""

from __future__ import annotations

from typing import Any

from rest_framework import exceptions, status

BEARER = 'Bearer realm="portal"'


class Penolakan(exceptions.APIException):
    """A refusal of the API itself, with a slug and a sentence of its own."""

    def __init__(
        self, kode: int, galat: str, pesan: str, *, tunggu: int | None = None, lain: dict[str, Any] | None = None
    ) -> None:
        """`lain`: what else the problem detail says."""
        super().__init__(pesan)
        self.lain = lain or {}
        self.status_code, self.galat, self.pesan = kode, galat, pesan
        self.wait = tunggu  # becomes Retry-After
        self.auth_header = BEARER if kode == status.HTTP_401_UNAUTHORIZED else None
