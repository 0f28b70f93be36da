"""Rows of kinds that name NIK, account numbers, families: kept encrypted while they wait, like the columns they go to."""

from __future__ import annotations

import base64
import json
from typing import Any

from asn_portal.core import kripto

KOLOM = "lembar.BarisImpor.isi"
TANDA = "sandi"


def seal(content: Any) -> dict[str, str]:
    text = json.dumps(content, default=str)
    return {TANDA: base64.b64encode(kripto.encrypt(text, kolom=KOLOM)).decode()}


def unseal(stored: Any) -> Any:
    """What was sealed; what never was comes back as it is."""
    if not isinstance(stored, dict) or TANDA not in stored:
        return stored
    return json.loads(kripto.decrypt(base64.b64decode(stored[TANDA]), kolom=KOLOM))


def is_current(stored: dict[str, str]) -> bool:
    return kripto.is_current(base64.b64decode(stored[TANDA]))


def fingerprint(text: str) -> str:
    """For finding twins without keeping the key itself."""
    return kripto.digest(text, kolom=KOLOM).hex()
