"""Questions that every page asks, written as SQL: composing them anew each time would cost more than answering them."""

from __future__ import annotations

from typing import Any

from django.db import connection


def fetch(statement: str, **values: Any) -> list[tuple[Any, ...]]:
    """Rows of one statement with named parameters (`%(nama)s`)."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
