"""Who calls: a program with a token (`Authorization: Bearer ...`), or the browser with its session."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from rest_framework import authentication, exceptions, permissions

from asn_portal.core import pembatas
from asn_portal.core.api.tolak import BEARER, Penolakan
from asn_portal.core.kewajiban import duty_of
from asn_portal.core.models import TokenAkses
from asn_portal.core.pembatas import Batas
from asn_portal.core.selectors import token as selectors
from asn_portal.core.services import token as services

WRONG = Batas(30, 300)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class TokenAuthentication(authentication.BaseAuthentication):
    """A token stands for its owner as he is today: active, without an open duty of his account, with today's roles."""

    def authenticate(self, request: Any) -> tuple[Any, TokenAkses] | None:
        word, _, text = request.headers.get("Authorization", "").partition(" ")
        if word.lower() != "bearer":
            return None
        address = request.META.get("REMOTE_ADDR")
        if pembatas.peek(WRONG, "token_salah", address) >= WRONG.jumlah:
            raise Penolakan(
                429, "terlalu_sering", "Terlalu sering salah token. Tunggu sebentar lalu coba lagi.",
                tunggu=pembatas.seconds_left(WRONG),
            )  # fmt: skip
        token = selectors.find_token(text.strip())
        ended = selectors.ended_because(token, timezone.now()) if token is not None else "Token tidak dikenal."
        if token is None or ended:
            pembatas.count(WRONG, "token_salah", address)
            raise Penolakan(401, "token_tidak_berlaku", f"{ended} Buat token baru di akun Anda.")
        duty = duty_of(token.pengguna)
        if duty is not None:
            raise Penolakan(403, "kewajiban_akun", duty[1])
        services.note_use(token, timezone.localdate())
        return token.pengguna, token

    def authenticate_header(self, request: Any) -> str:
        return BEARER


class SesiAuthentication(authentication.SessionAuthentication):
    """The browser's session. Only here a change needs the CSRF token: a program's token is sent by no page."""

    def enforce_csrf(self, request: Any) -> None:
        try:
            super().enforce_csrf(request)
        except exceptions.PermissionDenied as refused:
            raise Penolakan(
                403, "csrf_gagal", "Kepala X-CSRFToken tidak cocok dengan sesi ini. Muat ulang halaman lalu coba lagi."
            ) from refused


class SesuaiCakupan(permissions.BasePermission):
    """A token needs the scope of the door; a door without one is closed to tokens. Roles are asked further inside."""

    def has_permission(self, request: Any, view: Any) -> bool:
        if not isinstance(request.auth, TokenAkses):
            return True
        group = getattr(view, "kelompok", "")
        if group == "saya":
            return True
        wanted = {f"{group}:{'baca' if request.method in SAFE else 'tulis'}", *getattr(view, "cakupan_lama", ())}
        if not wanted.intersection(request.auth.cakupan):
            raise Penolakan(
                403, "di_luar_cakupan", "Token ini tidak dibuat untuk layanan ini. Buat token lain bila perlu."
            )
        return True


def token_allows(request: Any, cakupan: str) -> bool:
    """Sessions may what their account may; a token only what it was made for."""
    return not isinstance(request.auth, TokenAkses) or cakupan in request.auth.cakupan
