"""Command search: every app registers what it can find. Core finds units and pages; upper apps add people and more."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from asn_portal.core.models import Pengguna

# So many digits are no part of a name: somebody types a NIP or an NRK (docs/keputusan/0010).
NUMBER_FROM = 4
SHORTEST = 2


@dataclass(frozen=True)
class Temuan:
    """One thing that was found; without an icon of its own it shows that of its group."""

    judul: str
    keterangan: str
    url: str
    ikon: str = ""


@dataclass(frozen=True)
class Kelompok:
    """What one source found; `semua` leads to the rest, `catatan` says why there is nothing."""

    judul: str
    ikon: str
    temuan: list[Temuan] = field(default_factory=list)
    semua: str = ""
    catatan: str = ""


# who asks, the words, how many at most
Sumber = Callable[[Pengguna, str, int], Kelompok]
_sources: dict[int, Sumber] = {}


def register_sumber_cari(urut: int, sumber: Sumber) -> None:
    """`urut` is the place among the groups; each source has its own."""
    _sources[urut] = sumber


def digits_of(kata: str) -> str:
    """The number in what was typed, without the spaces, dots and dashes of a decree; empty when it is no number."""
    bare = re.sub(r"[\s.\-']", "", kata)
    return bare if bare.isascii() and bare.isdigit() and len(bare) >= NUMBER_FROM else ""


def search(pengguna: Pengguna, kata: str, *, batas: int) -> list[Kelompok]:
    """Groups in their order; a group without finds and without a note is left out."""
    words = " ".join(kata.split())
    if words and len(words) < SHORTEST:
        return []
    groups = [_sources[urut](pengguna, words, batas) for urut in sorted(_sources)]
    return [group for group in groups if group.temuan or group.catatan]
