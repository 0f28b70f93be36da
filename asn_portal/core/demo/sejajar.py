"""Rows prepared by processes beside this one: preparing them takes longer than the database needs to write them."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Bagian = TypeVar("Bagian")
Hasil = TypeVar("Hasil")

PROSES = 2

_kerja: list[Callable[[Any], Any]] = []


def _run(bagian: Any) -> Any:
    return _kerja[-1](bagian)


def sejajar(kerja: Callable[[Bagian], Hasil], bagian: Sequence[Bagian]) -> Iterator[Hasil]:
    """What `kerja` makes of each part, in their order. It must follow from the part alone and never ask the database.

    The processes are forks: they know what this one knows, so nothing but the parts and the results is carried over.
    One part is worked here; a system that cannot fork works all of them here.
    """
    if len(bagian) < PROSES or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(kerja, bagian)
        return
    _kerja.append(kerja)
    try:
        with ProcessPoolExecutor(PROSES, mp_context=multiprocessing.get_context("fork")) as pool:
            yield from pool.map(_run, bagian)
    finally:
        _kerja.pop()
