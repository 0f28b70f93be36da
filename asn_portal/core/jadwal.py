"""Schedules: beat knocks once a minute, what is due stands in rows, one unique row per slot."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from celery.schedules import ParseException, crontab
from django.db import transaction
from django.utils import timezone

from asn_portal.core import outbox
from asn_portal.core.models import Detak, Jadwal, SlotJadwal

logger = logging.getLogger("asn.jadwal")

MINUTE = timedelta(minutes=1)
# A schedule missed while nothing ran is caught up once, if it was due this recently.
CATCH_UP = timedelta(days=7)
CRON_PARTS = 5


@dataclass(frozen=True)
class JadwalBawaan:
    nama: str
    pekerjaan: str
    cron: str
    keterangan: str


_defaults: list[JadwalBawaan] = []


def register_schedule(nama: str, pekerjaan: str, cron: str, keterangan: str) -> None:
    """An app's recurring job; the row is made by the next migration run and then belongs to the operators."""
    _defaults.append(JadwalBawaan(nama, pekerjaan, cron, keterangan))


def default_schedules() -> list[JadwalBawaan]:
    return _defaults


def ensure_default_schedules(**_: Any) -> None:
    for bawaan in _defaults:
        values = {"pekerjaan": bawaan.pekerjaan, "cron": bawaan.cron, "keterangan": bawaan.keterangan}
        Jadwal.objects.get_or_create(nama=bawaan.nama, defaults=values)


def parse_cron(text: str) -> crontab:
    """The five parts as sets of numbers; ValueError for anything else."""
    parts = text.split()
    if len(parts) != CRON_PARTS:
        raise ValueError("lima bagian")
    minute, hour, day_of_month, month_of_year, day_of_week = parts
    try:
        return crontab(
            minute=minute, hour=hour, day_of_month=day_of_month, month_of_year=month_of_year, day_of_week=day_of_week
        )
    except ParseException as unreadable:
        raise ValueError("bagian tidak terbaca") from unreadable


def matches(cron: crontab, moment: datetime) -> bool:
    local = timezone.localtime(moment)
    return (
        local.minute in cron.minute
        and local.hour in cron.hour
        and local.day in cron.day_of_month
        and local.month in cron.month_of_year
        and local.isoweekday() % 7 in cron.day_of_week
    )


def latest_slot(cron: crontab, *, after: datetime, now: datetime) -> datetime | None:
    """The last due minute in (after, now]; None when there is none."""
    moment = now.replace(second=0, microsecond=0)
    while moment > after:
        if matches(cron, moment):
            return moment
        moment -= MINUTE
    return None


def next_slot(cron: crontab, *, after: datetime) -> datetime | None:
    """The next due minute within a year, for people to read."""
    moment = after.replace(second=0, microsecond=0) + MINUTE
    end = moment + timedelta(days=366)
    while moment < end:
        local = timezone.localtime(moment)
        day_fits = (
            local.day in cron.day_of_month
            and local.month in cron.month_of_year
            and local.isoweekday() % 7 in cron.day_of_week
        )
        if not day_fits:
            moment += timedelta(days=1) - timedelta(hours=local.hour, minutes=local.minute)
        elif matches(cron, moment):
            return moment
        else:
            moment += MINUTE
    return None


def fire_due(now: datetime) -> int:
    """Write one job per schedule that is due and not yet fired; returns how many."""
    fired = 0
    for jadwal in Jadwal.objects.filter(aktif=True):
        try:
            cron = parse_cron(jadwal.cron)
        except ValueError:  # written past the page; the others still run, the seals among them
            logger.error("schedule %s cannot be read", jadwal.nama)
            continue
        last = SlotJadwal.objects.filter(jadwal=jadwal).order_by("-slot").values_list("slot", flat=True).first()
        after = max(last, now - CATCH_UP) if last else now - MINUTE
        slot = latest_slot(cron, after=after, now=now)
        if slot is not None:
            fired += _fire(jadwal, slot)
    return fired


@transaction.atomic
def _fire(jadwal: Jadwal, slot: datetime) -> bool:
    row, created = SlotJadwal.objects.get_or_create(jadwal=jadwal, slot=slot)
    if created:
        row.pesan = outbox.enqueue(jadwal.pekerjaan, kunci=f"{jadwal.nama}:{slot.isoformat()}")
        row.save(update_fields=["pesan"])
    return created


def beat(nama: str, now: datetime) -> None:
    """Note that a part of the machinery is alive."""
    Detak.objects.update_or_create(nama=nama, defaults={"terakhir": now})
