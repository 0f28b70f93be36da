"""A calendar file (RFC 5545) of the trainings somebody is registered for: whole days, and the meetings where they are known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from pelatihan.models import Kepesertaan

PANJANG = 73


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


def draw_calendar(rows: Iterable[Kepesertaan], *, alamat: str, now: datetime) -> bytes:
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Portal Pegawai//Pelatihan//ID", "CALSCALE:GREGORIAN"]
    for row in rows:
        batch = row.angkatan
        lines += [
            "BEGIN:VEVENT", f"UID:{row.pk}@{alamat.removeprefix('https://')}", f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{batch.mulai:%Y%m%d}", f"DTEND;VALUE=DATE:{batch.selesai + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(batch.program.judul)}", f"LOCATION:{_text(batch.tempat or batch.tautan)}",
            f"DESCRIPTION:{_text(row.get_status_display())}",
            f"STATUS:{'CONFIRMED' if row.status == 'diterima' else 'TENTATIVE'}", "END:VEVENT",
        ]  # fmt: skip
    lines.append("END:VCALENDAR")
    return ("\r\n".join(part for line in lines for part in _fold(line)) + "\r\n").encode()
