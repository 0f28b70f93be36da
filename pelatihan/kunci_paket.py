"""The key in the address of a package: whoever has it may read this one package for a while, and nothing else.

Pages of a package run in a frame of no origin: no cookie reaches the portal from there, so the address itself carries the
right. It ends after the hours below, and opens neither the page of the learner nor any other package. Within one window
it stays the same, so that what a slow network has fetched is not fetched again.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core import signing
from django.utils.crypto import salted_hmac

GARAM = "pelatihan.paket"
JENDELA_DETIK = 2 * 3600
# A key of the window before still opens: a page that was opened at its end goes on.
JENDELA_BERLAKU = 1
PANJANG_TANDA = 24


@dataclass(frozen=True)
class KunciPaket:
    teks: str
    bagian: UUID
    # None for whoever only looks at it while writing the module: nothing is kept of that.
    belajar: UUID | None

    @property
    def tanda(self) -> str:
        """What the frame says in every message, so that the page knows its own frame speaks."""
        return salted_hmac(GARAM, self.teks, algorithm="sha256").hexdigest()[:PANJANG_TANDA]


def _window() -> int:
    return int(time.time()) // JENDELA_DETIK


def _signer() -> signing.Signer:
    return signing.Signer(salt=GARAM, sep="~")


def new_key(bagian: UUID, belajar: UUID | None) -> KunciPaket:
    values = {"b": bagian.hex, "l": belajar.hex if belajar else "", "w": _window()}
    return KunciPaket(_signer().sign_object(values), bagian, belajar)


def read_key(text: str) -> KunciPaket | None:
    """None when it was made up, or its time is over."""
    try:
        found: dict[str, Any] = _signer().unsign_object(text)
    except signing.BadSignature:
        return None
    if not 0 <= _window() - found["w"] <= JENDELA_BERLAKU:
        return None
    return KunciPaket(text, UUID(found["b"]), UUID(found["l"]) if found["l"] else None)
