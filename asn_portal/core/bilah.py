"""The bar of a list, and the list that opens first. Pages ask here; who answers stands above this app (asn_portal.lembar)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class Penyedia(Protocol):
    def render(self, request: HttpRequest, nama: str) -> str: ...
    def default_of(self, request: HttpRequest, nama: str) -> str: ...


_providers: list[Penyedia] = []


def register_bilah(penyedia: Callable[[], Penyedia]) -> Callable[[], Penyedia]:
    _providers.append(penyedia())
    return penyedia


def render_bar(request: HttpRequest, nama: str) -> str:
    """Markup of the bar for the list `nama`; empty when nobody knows this list."""
    return next((bar for satu in _providers if (bar := satu.render(request, nama))), "")


def to_default(request: HttpRequest, nama: str) -> HttpResponse | None:
    """A list that was asked for without any filter opens as its person has set it; None leaves it as it is."""
    if request.GET or request.method != "GET":
        return None
    address = next((found for satu in _providers if (found := satu.default_of(request, nama))), "")
    return redirect(address) if address else None
