"""System checks of the house (manage.py check)."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

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


# Whoever may empty the table of the trace owns it, or is a superuser.
ROLE = "SELECT to_regrole('asn_app') IS NOT NULL, has_table_privilege('core_jejakaudit', 'TRUNCATE')"


@register(Tags.database, deploy=True)
def check_database_role(databases: list[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The serving role cannot rewrite the trace (manage.py check --deploy --database default)."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute(ROLE)
            exists, owner = cursor.fetchone()
        if not exists:
            found.append(Error("Peran asn_app tidak ada. Jalankan launcher/production/roles.sql.", id="core.E002"))
        if owner:
            message = "DATABASE_URL memakai pemilik tabel; pakai asn_app agar jejak tidak dapat dihapus."
            found.append(Error(message, id="core.E003"))
    return found
