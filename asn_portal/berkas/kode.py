"""The code on a signed paper: what the public page asks for."""

from __future__ import annotations

import secrets

# Without letters and digits that are read as one another on paper: 30 signs, 16 places, 78 bits.
ABJAD = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PANJANG = 16


def new_kode() -> str:
    return "".join(secrets.choice(ABJAD) for _ in range(PANJANG))


def read_kode(text: str) -> str | None:
    """As somebody types it, with any spaces or dashes, in small letters too; None for what cannot be a code."""
    bare = "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())
    return bare if len(bare) == PANJANG and set(bare) <= set(ABJAD) else None
