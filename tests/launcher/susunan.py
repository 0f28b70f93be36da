"""Reads the part of YAML that docker-compose.yml uses: nested mappings, lists, JSON lists, anchors and merges."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

KEY = re.compile(r'^("[^"]+"|[^\s:"]+):(?:\s+(.*))?$')


class Reader:
    def __init__(self, text: str) -> None:
        self.anchors: dict[str, Any] = {}
        self.lines = list(self._lines(text))
        self.position = 0

    @staticmethod
    def _lines(text: str) -> Iterator[tuple[int, str]]:
        for number, line in enumerate(text.splitlines(), 1):
            assert "\t" not in line, f"line {number}: a tab"
            if line.strip() and not line.lstrip().startswith("#"):
                yield len(line) - len(line.lstrip()), line.strip()

    def block(self, depth: int) -> Any:
        """The mapping or list whose lines are indented by `depth`."""
        if self.lines[self.position][1].startswith("- "):
            return [self._item() for _ in self._level(depth)]
        found: dict[str, Any] = {}
        for line in self._level(depth):
            self._entry(line, depth, found)
        return found.pop("<<", {}) | found

    def _level(self, depth: int) -> Iterator[str]:
        while self.position < len(self.lines) and self.lines[self.position][0] == depth:
            yield self.lines[self.position][1]
        if self.position < len(self.lines):
            assert self.lines[self.position][0] < depth, f"indentation: {self.lines[self.position][1]}"

    def _item(self) -> Any:
        text = self.lines[self.position][1].removeprefix("- ")
        self.position += 1
        return self.scalar(text)

    def _entry(self, line: str, depth: int, found: dict[str, Any]) -> None:
        match = KEY.match(line)
        assert match is not None, f"no mapping: {line}"
        key, rest = match[1].strip('"'), match[2] or ""
        assert key not in found, f"twice: {key}"
        self.position += 1
        anchor = re.match(r"&(\S+)\s*(.*)", rest)
        rest = anchor[2] if anchor else rest
        value = self.scalar(rest) if rest else self._nested(depth)
        if anchor:
            self.anchors[anchor[1]] = value
        found[key] = value

    def _nested(self, depth: int) -> Any:
        deeper = self.position < len(self.lines) and self.lines[self.position][0] > depth
        return self.block(self.lines[self.position][0]) if deeper else None

    def scalar(self, text: str) -> Any:
        if text.startswith("*"):
            return self.anchors[text[1:]]
        if text.startswith(("[", '"')):
            return json.loads(text)
        return {"true": True, "false": False}.get(text, text)


def read(text: str) -> dict[str, Any]:
    reader = Reader(text)
    document = reader.block(0)
    assert reader.position == len(reader.lines), f"not read: {reader.lines[reader.position :]}"
    return document
