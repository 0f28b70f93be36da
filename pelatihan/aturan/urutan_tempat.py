"""Urutan pemberian tempat: prioritas, siapa lebih dulu, atau undian dengan benih yang dicatat.

Dasar: kebijakan portal. Benih undian dicatat, sehingga siapa pun dapat mengulang undian dan mendapat urutan yang sama.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

Cara = Literal["prioritas", "urutan", "undian"]


@dataclass(frozen=True)
class Pelamar:
    """Seorang yang menunggu tempat. `celah` adalah tingkat yang kurang dan ditutup program ini, `jp_kurang` jam pelajaran yang kurang."""

    kunci: str
    pada: datetime
    jabatan_didahulukan: bool = False
    celah: int = 0
    jp_kurang: Decimal = Decimal(0)


def urutkan_pelamar(daftar: Sequence[Pelamar], cara: Cara, benih: str = "") -> list[Pelamar]:
    """Pelamar dari yang pertama mendapat tempat sampai yang terakhir.

    Dengan prioritas: jabatan yang didahulukan, lalu celah terbesar yang ditutup program, lalu jam pelajaran yang paling kurang, lalu
    yang mendaftar lebih dulu. Dengan undian: menurut sidik dari benih dan kunci pelamar.

    Dasar: kebijakan portal.
    """
    if cara == "urutan":
        return sorted(daftar, key=lambda satu: (satu.pada, satu.kunci))
    if cara == "undian":
        return sorted(daftar, key=lambda satu: lot(benih, satu.kunci))
    return sorted(
        daftar,
        key=lambda satu: (not satu.jabatan_didahulukan, -satu.celah, -satu.jp_kurang, satu.pada, satu.kunci),
    )


def lot(benih: str, kunci: str) -> str:
    """Angka undian seorang pelamar. Dasar: kebijakan portal."""
    return hashlib.sha256(f"{benih}:{kunci}".encode()).hexdigest()


def mengapa(satu: Pelamar, cara: Cara) -> str:
    """Kalimat yang menjelaskan letak seorang pelamar dalam urutan. Dasar: kebijakan portal."""
    if cara == "urutan":
        return "Menurut waktu mendaftar."
    if cara == "undian":
        return "Menurut undian dengan benih yang dicatat."
    reasons = []
    if satu.jabatan_didahulukan:
        reasons.append("jabatannya didahulukan")
    if satu.celah:
        reasons.append(f"menutup {satu.celah} tingkat celah kompetensinya")
    if satu.jp_kurang:
        reasons.append(f"jam pelajarannya setahun kurang {satu.jp_kurang.normalize():f}".replace(".", ","))
    return (", ".join(reasons) or "menurut waktu mendaftar").capitalize() + "."
