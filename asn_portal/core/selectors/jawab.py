"""By when a superior answers: a dated setting of the agency, in working days."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from asn_portal.core.kalender import TahunTanpaDaftar
from asn_portal.core.pengaturan import HARI_KERJA, is_hari_kerja
from asn_portal.core.selectors.libur import kalender
from asn_portal.core.selectors.pengaturan import pengaturan


def answer_days(kunci: str, instansi_id: UUID, hari: date) -> int:
    """What the agency has set under this key of HARI_KERJA for that day, else the usual."""
    written = pengaturan(instansi_id, hari).get(kunci, "")
    return int(written) if is_hari_kerja(written) else HARI_KERJA[kunci]


def answer_by(kunci: str, instansi_id: UUID, hari: date) -> date:
    """The last day to answer what came in on `hari`; weekends only, as long as a year has no list of holidays."""
    calendar, count = kalender(), answer_days(kunci, instansi_id, hari)
    try:
        return calendar.add_hari_kerja(hari, count)
    except TahunTanpaDaftar:
        return calendar.with_daftar([]).add_hari_kerja(hari, count)


def end_of(hari: date) -> datetime:
    return timezone.make_aware(datetime.combine(hari, time(23, 59)))
