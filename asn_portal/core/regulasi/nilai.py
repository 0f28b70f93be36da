"""Values on their way in and out: JSON text to an input, results to JSON, and comparison with test cases."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

DECIMAL_TEXT = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class TakTerbaca(Exception):
    """The text is no JSON object; `pesan` says so to people."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def parse_masukan(text: str) -> dict[str, Any]:
    """The input object of a rule from JSON text, in one way for every door.

    A fraction written as a JSON number is read as a float; no rule takes one, because it has lost digits already:
    decimals are text ("3.25"). NaN, Infinity, endless numbers and endless nesting are no JSON here.
    """
    try:
        data = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as unreadable:
        raise TakTerbaca("Masukan bukan JSON yang terbaca.") from unreadable
    if not isinstance(data, dict):
        raise TakTerbaca('Masukan harus berupa satu objek JSON, misalnya {"nama": "nilai"}.')
    return data


def to_plain(value: Any) -> Any:
    """As JSON: decimals and dates as text, everything else as it is."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: to_plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(part) for part in value]
    return value


def same(expected: Any, found: Any) -> bool:
    """Does the result hold what a test case expects? Numbers are compared as decimals, extra keys are fine."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(
            name in found and same(part, found[name]) for name, part in expected.items()
        )
    if isinstance(expected, list):
        return isinstance(found, list) and len(expected) == len(found) and all(map(same, expected, found))
    if isinstance(expected, bool) or isinstance(found, bool) or expected is None or found is None:
        return expected is found
    numbers = [_as_number(expected), _as_number(found)]
    return numbers[0] == numbers[1] if None not in numbers else bool(expected == found)


def _as_number(value: Any) -> Decimal | None:
    if isinstance(value, int) or (isinstance(value, str) and DECIMAL_TEXT.fullmatch(value)):
        return Decimal(value)
    return None
