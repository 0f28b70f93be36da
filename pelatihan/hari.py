"""Days in words."""

from __future__ import annotations

from datetime import date

from asn_portal.core.templatetags.bentuk import tanggal


def days_of(mulai: date, selesai: date) -> str:
    """A single day is named once."""
    return tanggal(mulai) if mulai == selesai else f"{tanggal(mulai)} sampai {tanggal(selesai)}"
