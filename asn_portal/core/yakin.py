"""Before an act that ends or undoes something: its own page, which says in numbers what will happen.

The address of the act answers a GET with that page and a POST with the act, so a button is a link, nothing is one slip
away, and it works without script. What the page says comes from a selector; here is only how it is said.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

READING = frozenset({"GET", "HEAD"})


@dataclass(frozen=True)
class Yakin:
    """The question, what it is about, and what follows. `asal` is where one came from, and where "Batal" leads."""

    tanya: str
    tombol: str
    asal: str
    nama_asal: str
    fakta: tuple[tuple[str, str], ...] = ()
    akibat: tuple[str, ...] = ()


def asks_first(request: HttpRequest) -> bool:
    return request.method in READING


def ask_first(request: HttpRequest, yakin: Yakin) -> HttpResponse:
    return render(request, "core/yakin.html", {"yakin": yakin})
