"""How a call of the API looks in a shell."""

from __future__ import annotations

import json
from typing import Any


def example_call(url: str, method: str = "GET", body: Any = None, *, umum: bool = False) -> str:
    """For a shell; the token stands in a variable, not in its history."""
    parts = [f"curl -X {method} '{url}'"] if method != "GET" else [f"curl '{url}'"]
    if not umum:
        parts.append('-H "Authorization: Bearer $TOKEN"')
    if method != "GET" and not umum:
        parts.append('-H "Idempotency-Key: $(uuidgen)"')
    if body is not None:
        parts += ["-H 'Content-Type: application/json'", f"-d '{json.dumps(body, ensure_ascii=False)}'"]
    return " \\\n  ".join(parts)
