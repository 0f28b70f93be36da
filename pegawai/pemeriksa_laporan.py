"""Where a report of one part is looked into and settled, when an app above knows more about it than this one."""

from __future__ import annotations

# Name of the page by part; its address takes the id of the report.
_halaman: dict[str, str] = {}


def register_pemeriksa(bagian: str, url: str) -> None:
    _halaman[bagian] = url


def pemeriksa_of(bagian: str) -> str:
    """The name of the page, empty where there is none."""
    return _halaman.get(bagian, "")
