"""A calendar file (RFC 5545) of the trainings and placements somebody is registered for, as whole days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

PANJANG = 73


@dataclass(frozen=True)
class Acara:
    """One entry. `pasti`: a place was given; otherwise it may still come to nothing."""

    id: UUID
    mulai: date
    selesai: date
    judul: str
    tempat: str
    keadaan: str
    pasti: bool


def _text(value: str) -> str:
    """Commas, semicolons and line ends have a meaning of their own in a calendar file."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n")


def _fold(line: str) -> list[str]:
    """No line longer than 75 bytes; what follows begins with a space. Never inside a character."""
    parts, current = [], ""
    for sign in line:
        if len((current + sign).encode()) > PANJANG:
            parts.append(current)
            current = " "
        current += sign
    return [*parts, current]


def draw_calendar(rows: Iterable[Acara], *, alamat: str, now: datetime) -> bytes:
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Portal Pegawai//Pelatihan//ID", "CALSCALE:GREGORIAN"]
    for row in rows:
        lines += [
            "BEGIN:VEVENT", f"UID:{row.id}@{alamat.removeprefix('https://')}", f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{row.mulai:%Y%m%d}", f"DTEND;VALUE=DATE:{row.selesai + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(row.judul)}", f"LOCATION:{_text(row.tempat)}", f"DESCRIPTION:{_text(row.keadaan)}",
            f"STATUS:{'CONFIRMED' if row.pasti else 'TENTATIVE'}", "END:VEVENT",
        ]  # fmt: skip
    lines.append("END:VCALENDAR")
    return ("\r\n".join(part for line in lines for part in _fold(line)) + "\r\n").encode()
