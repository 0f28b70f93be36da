"""By when a superior or the help desk answers: dated settings of the agency, in working days or hours."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from asn_portal.core.kalender import TahunTanpaDaftar
from asn_portal.core.pengaturan import BANTUAN_JAWAB, HARI_KERJA, is_hari_kerja
from asn_portal.core.selectors.libur import kalender
from asn_portal.core.selectors.pengaturan import number_of, pengaturan

SEHARI = 24


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


def help_within(instansi_id: UUID, hari: date) -> timedelta:
    """How long a request for help may wait."""
    return timedelta(hours=number_of(BANTUAN_JAWAB, instansi_id, hari))


def as_words(lama: timedelta) -> str:
    """Whole days as the law writes them: 3 x 24 jam."""
    hours = int(lama.total_seconds()) // 3600
    return f"{hours // SEHARI} x {SEHARI} jam" if hours % SEHARI == 0 else f"{hours} jam"


def end_of(hari: date) -> datetime:
    return timezone.make_aware(datetime.combine(hari, time(23, 59)))
