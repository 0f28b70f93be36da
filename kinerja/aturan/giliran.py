"""To which day a shift belongs: the day on which it begins, also when it goes past midnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True)
class Giliran:
    """A shift with its moments; `hari` is the day it counts for."""

    hari: date
    mulai: datetime
    selesai: datetime


def giliran(hari: date, mulai: time, selesai: time, zona: tzinfo = UTC) -> Giliran:
    """An end that is not after the beginning lies on the next day: 22.00 to 06.00, or round the clock."""
    last = hari if selesai > mulai else hari + timedelta(days=1)
    return Giliran(hari, datetime.combine(hari, mulai, zona), datetime.combine(last, selesai, zona))
