"""Many rows at once: COPY, in the order given, with the values given. Nothing is left to the database."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def _text(value: Any) -> str:
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return f"\\\\x{value.hex()}"
    text = str(value)
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], text) if _SPECIAL.search(text) else text


def salin(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """COPY these rows into the table of a model. `columns` are database columns. Returns how many rows."""
    buffer = io.StringIO()
    count = 0
    for row in rows:
        buffer.write("\t".join(map(_text, row)))
        buffer.write("\n")
        count += 1
    buffer.seek(0)
    quote = connection.ops.quote_name
    target = f"{quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {target} FROM STDIN", buffer)
    return count


def sejak(awal: object, akhir: object = None) -> str:
    """A range `[awal, akhir)` of days or moments, as PostgreSQL reads it; without an end, open."""
    return f'["{awal}",)' if akhir is None else f'["{awal}","{akhir}")'
