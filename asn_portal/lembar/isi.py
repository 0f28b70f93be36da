"""What stands in a cell: text that stays text, and no text that a spreadsheet would run."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django.utils import timezone

# A spreadsheet takes what begins like this for a formula; the wide signs of East Asian keyboards count as well.
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
# Spaces and marks that are not seen, behind which a formula may hide.
UNSEEN = " \u00a0\u200b\u200c\u200d\u2060\ufeff\u3000"
# Signs that no XML may hold.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")

Nilai = str | int | float | date | datetime | bool | None


def harmless(text: str) -> str:
    """The same text, with an apostrophe before it when a spreadsheet would read it as a formula."""
    clean = CONTROL.sub("", text)
    return f"'{clean}" if clean.lstrip(UNSEEN)[:1] in FORMULA and clean.strip(UNSEEN) else clean


def as_text(value: Nilai) -> str:
    """A cell of a text file: dates as they are written here, text made harmless."""
    match value:
        case None:
            return ""
        case bool():
            return "ya" if value else "tidak"
        case datetime():
            return f"{timezone.localtime(value):%d/%m/%Y %H.%M}"
        case date():
            return f"{value:%d/%m/%Y}"
        case str():
            return harmless(value)
        case _:
            return str(value)


def spaced_number(text: Any) -> str:
    """A long number in groups: a spreadsheet that opens a text file keeps it as text instead of rounding it."""
    digits = str(text or "")
    nip = 18
    groups = (digits[:8], digits[8:14], digits[14:15], digits[15:]) if len(digits) == nip else (digits,)
    return " ".join(groups)


def plain_number(text: str) -> str:
    """`Rp1.234,5` as machines write it: 1234.5. What is not a number comes back as it was, to be refused by its reader."""
    bare = text.replace(" ", "").removeprefix("Rp")
    return bare.replace(".", "").replace(",", ".") if THOUSANDS.fullmatch(bare) or "," in bare else bare
