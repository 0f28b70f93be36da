"""Is this request only looking at the portal as somebody else? Then nothing is written, revealed or exported.

The middleware (core.lihat) opens `looking()` around such a request. What must not forget it asks here: every change
(`@perubahan`), every page that wants a fresh password, the permission matrix (`Akses.reach`). Beneath all of them the
database refuses: the whole request runs in a read-only transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

PESAN = "Anda sedang melihat portal sebagai orang lain: tidak ada yang dapat diubah, dibuka, atau diunduh."


class HanyaLihat(PermissionDenied):
    """A change, a reveal or a download while one is only looking."""

    def __init__(self, pesan: str = PESAN) -> None:
        super().__init__(pesan)
        self.pesan = pesan


@dataclass(frozen=True)
class Penglihatan:
    """Who looks (`batas` are the own rights of that account), at whom, and until when."""

    pelihat: str
    pelihat_id: UUID
    sasaran_id: UUID
    nama: str
    peran: str
    sampai: datetime
    batas: Any


_kini: ContextVar[Penglihatan | None] = ContextVar("hanya_lihat", default=None)


def current() -> Penglihatan | None:
    return _kini.get()


@contextmanager
def looking(penglihatan: Penglihatan) -> Iterator[None]:
    token = _kini.set(penglihatan)
    try:
        yield
    finally:
        _kini.reset(token)


def refuse_when_looking() -> None:
    if _kini.get() is not None:
        raise HanyaLihat
