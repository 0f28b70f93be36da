"""System checks of the house (manage.py check)."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from asn_portal.core import jadwal


@register()
def check_schedules(**_: Any) -> list[CheckMessage]:
    """Every default schedule has a time that can be read."""
    broken = []
    for bawaan in jadwal.default_schedules():
        try:
            jadwal.parse_cron(bawaan.cron)
        except ValueError:
            broken.append(
                Error(f"Jadwal {bawaan.nama} memakai waktu yang tidak terbaca: {bawaan.cron}", id="core.E001")
            )
    return broken
