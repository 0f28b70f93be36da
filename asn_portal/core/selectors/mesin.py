"""Queue, schedules and signs of life, for operators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Min, OuterRef, QuerySet, Subquery

from asn_portal.core.enums import StatusKiriman
from asn_portal.core.jadwal import next_slot, parse_cron
from asn_portal.core.models import (
    Detak,
    Jadwal,
    PesanKeluar,
    Segel,
    SlotJadwal,
    Tindakan,
)

# Heard from within this time means alive: beat knocks each minute, the worker writes twice a minute.
ALIVE_WITHIN = timedelta(seconds=150)


def alive(now: datetime) -> dict[str, bool]:
    """Which parts of the machinery were heard from lately."""
    heard = dict(Detak.objects.values_list("nama", "terakhir"))
    return {name: name in heard and now - heard[name] <= ALIVE_WITHIN for name in ("pekerja", "jadwal")}


def queue_state() -> dict[str, Any]:
    """Numbers for operators: how much waits, how old the oldest is, how much is parked."""
    waiting = PesanKeluar.objects.filter(status__in=[StatusKiriman.MENUNGGU, StatusKiriman.TERKIRIM])
    oldest = waiting.order_by("dibuat_pada").values_list("dibuat_pada", flat=True).first()
    return {
        "menunggu": waiting.count(),
        "tertua": oldest,
        "parkir": PesanKeluar.objects.filter(status=StatusKiriman.PARKIR).count(),
    }


def oldest_unsealed() -> datetime | None:
    """When the first action happened that no seal covers yet; None while everything is sealed."""
    last = Segel.objects.order_by("-no").values_list("sampai", flat=True).first() or 0
    return Tindakan.objects.filter(transaksi__gte=last).aggregate(pertama=Min("waktu"))["pertama"]


@dataclass(frozen=True)
class BarisJadwal:
    jadwal: Jadwal
    terakhir: datetime | None
    berikut: datetime | None


def schedule_rows(now: datetime) -> list[BarisJadwal]:
    last = SlotJadwal.objects.filter(jadwal=OuterRef("pk")).order_by("-slot").values("slot")[:1]
    rows = Jadwal.objects.annotate(terakhir=Subquery(last)).order_by("nama")
    return [
        BarisJadwal(row, row.terakhir, next_slot(parse_cron(row.cron), after=now) if row.aktif else None)
        for row in rows
    ]


def parked_jobs() -> QuerySet[PesanKeluar]:
    return PesanKeluar.objects.filter(status=StatusKiriman.PARKIR).order_by("-dibuat_pada")[:50]
