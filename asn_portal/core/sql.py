"""Questions that every page asks, written as SQL: composing them anew each time would cost more than answering them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Expression, UUIDField


def fetch(statement: str, **values: Any) -> list[tuple[Any, ...]]:
    """Rows of one statement with named parameters (`%(nama)s`)."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


# Enough for the people of a batch, or of one indicator, to be sorted and joined in memory.
MEMORI_HIMPUNAN = "64MB"


def work_patiently() -> None:
    """For statements over whole populations, until the end of this transaction: the bounds of pages do not hold."""
    fetch(
        "SELECT set_config('statement_timeout', '30min', true), set_config('work_mem', %(memori)s, true)",
        memori=MEMORI_HIMPUNAN,
    )


class KunciDari(Expression):
    """The keys that a statement of ours finds, for `pk__in`. What somebody chose stands in `values`, never in the text."""

    output_field = UUIDField()

    def __init__(self, statement: str, values: Sequence[Any]) -> None:
        super().__init__()
        self.statement, self.values = statement, list(values)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return f"({self.statement})", self.values
