"""Many rows at once: COPY, in the order given, with the values given. Nothing is left to the database."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def _text(value: Any) -> str:
    """A value as COPY reads it."""
    if isinstance(value, str):
        text = str(value)
        return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], text) if _SPECIAL.search(text) else text
    if value is None:
        return "\\N"
    return f"\\\\x{value.hex()}" if isinstance(value, bytes) else str(value)


@dataclass(frozen=True, slots=True)
class Salinan:
    """Rows of one table as COPY reads them. `kolom` are database columns."""

    tabel: str
    kolom: tuple[str, ...]
    isi: str


def susun(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Salinan:
    """Rows made ready to be written; asks no database."""
    text = "".join("\t".join(map(_text, row)) + "\n" for row in rows)
    return Salinan(model._meta.db_table, tuple(columns), text)


def tulis(salinan: Iterable[Salinan]) -> None:
    """COPY each into its table, in this order."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for one in salinan:
            target = f"{quote(one.tabel)} ({', '.join(map(quote, one.kolom))})"
            cursor.copy_expert(f"COPY {target} FROM STDIN", io.StringIO(one.isi))


def salin(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY these rows into the table of a model. `columns` are database columns."""
    tulis([susun(model, columns, rows)])


def sejak(awal: object, akhir: object = None) -> str:
    """A range `[awal, akhir)` of days or moments, as PostgreSQL reads it; without an end, open."""
    return f'["{awal}",)' if akhir is None else f'["{awal}","{akhir}")'
