"""Counters that slow down guessing and scraping. They live in PostgreSQL: no Redis, no race, no reset by restart."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from typing import Any

from django.db import connection
from rest_framework.throttling import BaseThrottle

from asn_portal.core import hanya_lihat


@dataclass(frozen=True)
class Batas:
    """At most `jumlah` within `detik`, counted in fixed windows."""

    jumlah: int
    detik: int


def _key(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def count(batas: Batas, *parts: object, now: float | None = None) -> int:
    """Add one to this counter and return its value in the present window. One atomic statement.

    A page that is only looked at as somebody else has been counted by core.lihat and adds nothing here.
    """
    if hanya_lihat.current() is not None:
        return peek(batas, *parts, now=now)
    moment = time.time() if now is None else now
    window = int(moment // batas.detik)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_pembatas AS p (kunci, jendela, jumlah, habis) VALUES (%s, %s, 1, to_timestamp(%s))"
            " ON CONFLICT (kunci, jendela) DO UPDATE SET jumlah = p.jumlah + 1 RETURNING jumlah",
            [_key(*parts), window, (window + 1) * batas.detik],
        )
        return int(cursor.fetchone()[0])


def uncount(batas: Batas, *parts: object, now: float | None = None) -> None:
    """Take one back."""
    window = int((time.time() if now is None else now) // batas.detik)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_pembatas SET jumlah = jumlah - 1 WHERE kunci = %s AND jendela = %s AND jumlah > 0",
            [_key(*parts), window],
        )


def peek(batas: Batas, *parts: object, now: float | None = None) -> int:
    """The counter's value without adding to it."""
    window = int((time.time() if now is None else now) // batas.detik)
    with connection.cursor() as cursor:
        cursor.execute("SELECT jumlah FROM core_pembatas WHERE kunci = %s AND jendela = %s", [_key(*parts), window])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def seconds_left(batas: Batas) -> int:
    return batas.detik - int(time.time()) % batas.detik


def purge() -> None:
    """Forget windows and marks that are over."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_tembolok WHERE expires < clock_timestamp()")
        cursor.execute("DELETE FROM core_pembatas WHERE habis < clock_timestamp()")


MASUK = Batas(600, 300)
TAMU = Batas(120, 300)


def too_often(user: Any, address: str | None, *, masuk: Batas = MASUK, tamu: Batas = TAMU) -> bool:
    """Count one call of the API or one calculation: 600 in 5 minutes per account, 120 per address without one."""
    if user is not None and user.is_authenticated:
        return count(masuk, "api", user.pk) > masuk.jumlah
    return count(tamu, "api", address) > tamu.jumlah


# Several programs may stand behind one address; all of them together do not copy the directory in an hour.
ALAMAT_TOKEN = Batas(1200, 300)


class ApiThrottle(BaseThrottle):
    """Every API caller: a session by its account, a program by its token and by its address."""

    masuk = MASUK
    tamu = TAMU
    alamat_token = ALAMAT_TOKEN

    def allow_request(self, request: Any, view: Any) -> bool:
        address = request.META.get("REMOTE_ADDR")
        if request.auth is not None:
            of_token, of_address = (
                count(self.masuk, "token", request.auth.pk),
                count(self.alamat_token, "token", address),
            )
            return of_token <= self.masuk.jumlah and of_address <= self.alamat_token.jumlah
        return not too_often(request.user, address, masuk=self.masuk, tamu=self.tamu)

    def wait(self) -> float:
        return float(seconds_left(self.masuk))
