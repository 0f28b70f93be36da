"""Two texts side by side: what went and what came, word by word."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

PARTS = re.compile(r"\s+|[^\s\w]+|\w+")


@dataclass(frozen=True)
class Potong:
    """A piece of a text; `beda` when the other text does not have it there."""

    teks: str
    beda: bool


def _pieces(text: str, marks: list[tuple[int, int]], words: list[str]) -> list[Potong]:
    pieces, at = [], 0
    for begin, end in marks:
        if at < begin:
            pieces.append(Potong("".join(words[at:begin]), beda=False))
        if begin < end:
            pieces.append(Potong("".join(words[begin:end]), beda=True))
        at = end
    if at < len(words):
        pieces.append(Potong("".join(words[at:]), beda=False))
    return pieces or ([Potong(text, beda=False)] if text else [])


def compare(lama: str, baru: str) -> tuple[list[Potong], list[Potong]]:
    """The old text with what went marked, the new one with what came marked."""
    left, right = PARTS.findall(lama), PARTS.findall(baru)
    steps = difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    changed = [step for step in steps if step[0] != "equal"]
    return (
        _pieces(lama, [(step[1], step[2]) for step in changed], left),
        _pieces(baru, [(step[3], step[4]) for step in changed], right),
    )
