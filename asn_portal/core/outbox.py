"""Jobs are rows first: `enqueue()` writes one in the caller's transaction, the relay hands it to the broker.

A job may be delivered twice (a lost answer, a killed worker, an emptied broker) and is done once: whoever holds
its row works on it, and a finished row is never worked on again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from asn_portal.celery import app
from asn_portal.core import audit
from asn_portal.core.catatan import without_numbers
from asn_portal.core.enums import StatusKiriman
from asn_portal.core.models import PesanKeluar

logger = logging.getLogger("asn.outbox")

# After this long without a result a delivered job is delivered again.
LEASE = timedelta(minutes=15)
# Then a job is parked with its reason instead of failing for ever.
MAX_ATTEMPTS = 8
FIRST_DELAY = timedelta(seconds=20)
BATCH = 200

_register: dict[str, Callable[..., None]] = {}


def pekerjaan(function: Callable[..., None]) -> Callable[..., None]:
    """Register a function of a `tasks.py` as a job. Its arguments are ids and plain values."""
    name = f"{function.__module__.removesuffix('.tasks').removeprefix('asn_portal.')}.{function.__name__}"
    function.nama_pekerjaan = name  # type: ignore[attr-defined]
    _register[name] = function
    return function


def job_name(function: Callable[..., None]) -> str:
    return function.nama_pekerjaan  # type: ignore[attr-defined,no-any-return]


def known_jobs() -> dict[str, Callable[..., None]]:
    app.loader.import_default_modules()
    return _register


def enqueue(
    job: Callable[..., None] | str, *args: Any, kunci: str | None = None, setelah: datetime | None = None
) -> PesanKeluar | None:
    """Write a job. With `kunci` the same job is written only once; then None says that it stands already."""
    name = job if isinstance(job, str) else job_name(job)
    row = PesanKeluar(
        pekerjaan=name,
        argumen=list(args),
        kunci=kunci,
        kirim_setelah=setelah or timezone.now(),
        tindakan_id=audit.current_tindakan(),
    )
    if kunci is None:
        row.save()
        return row
    if PesanKeluar.objects.filter(pekerjaan=name, kunci=kunci).exists():
        return None
    created, _ = PesanKeluar.objects.get_or_create(
        pekerjaan=name,
        kunci=kunci,
        defaults={"argumen": row.argumen, "kirim_setelah": row.kirim_setelah, "tindakan_id": row.tindakan_id},
    )
    return created


def enqueue_many(job: str, daftar_argumen: Sequence[list[Any]], *, kunci: Sequence[str] | None = None) -> None:
    """The same job for many, in one statement. With `kunci` (one for each) what stands already is left alone."""
    now, cause = timezone.now(), audit.current_tindakan()
    keys: Sequence[str | None] = kunci or [None] * len(daftar_argumen)
    rows = [
        PesanKeluar(pekerjaan=job, argumen=argumen, kunci=key, kirim_setelah=now, tindakan_id=cause)
        for argumen, key in zip(daftar_argumen, keys, strict=True)
    ]
    PesanKeluar.objects.bulk_create(rows, ignore_conflicts=kunci is not None, batch_size=1000)


def deliver_due(now: datetime) -> int:
    """Hand what is due to the broker; returns how many. Many relays may run at once.

    Rows are claimed and committed first: a worker that is quicker than the rest of the batch must find them free.
    What the broker did not take is given back; after a crash in between it is due again when its lease is over.
    """
    claimed = _claim_due(now)
    sent = 0
    try:
        for pk in claimed:
            app.send_task("core.kerjakan", [str(pk)], task_id=str(pk), retry=False)
            sent += 1
    finally:
        if sent < len(claimed):
            waiting = PesanKeluar.objects.filter(pk__in=claimed[sent:], status=StatusKiriman.TERKIRIM)
            waiting.update(status=StatusKiriman.MENUNGGU, kirim_setelah=now)
    return sent


@transaction.atomic
def _claim_due(now: datetime) -> list[UUID]:
    open_states = [StatusKiriman.MENUNGGU, StatusKiriman.TERKIRIM]
    rows = list(
        PesanKeluar.objects.select_for_update(skip_locked=True)
        .filter(status__in=open_states, kirim_setelah__lte=now)
        .order_by("kirim_setelah")[:BATCH]
    )
    lost = [row for row in rows if row.status == StatusKiriman.TERKIRIM and not _note_lost(row)]
    due = [row.pk for row in rows if row not in lost]
    PesanKeluar.objects.filter(pk__in=due).update(
        status=StatusKiriman.TERKIRIM, terkirim_pada=now, kirim_setelah=now + LEASE
    )
    return due


def _note_lost(row: PesanKeluar) -> bool:
    """Delivered, and neither done nor failed within its lease: an attempt as well, so that a job which kills its
    worker is parked like any other. Returns whether it may be tried again.
    """
    row.percobaan += 1
    row.galat = "Pekerja berhenti sebelum selesai."
    if row.percobaan >= MAX_ATTEMPTS:
        row.status = StatusKiriman.PARKIR
    row.save(update_fields=["percobaan", "galat", "status"])
    return row.status != StatusKiriman.PARKIR


@transaction.atomic
def perform(pesan_id: UUID | str) -> bool:
    """Do one job unless it is done, parked, or in other hands. Returns whether it was done here and now."""
    row = (
        PesanKeluar.objects.select_for_update(skip_locked=True)
        .filter(pk=pesan_id, status__in=[StatusKiriman.MENUNGGU, StatusKiriman.TERKIRIM])
        .first()
    )
    if row is None:
        return False
    try:
        with transaction.atomic(), audit.from_source(pekerjaan=row.pekerjaan):
            known_jobs()[row.pekerjaan](*row.argumen)
    except Exception as problem:  # noqa: BLE001 (kept with its row, tried again, then parked with its reason)
        _note_failure(row, problem)
        return False
    row.status, row.selesai_pada, row.galat = StatusKiriman.SELESAI, timezone.now(), ""
    row.save(update_fields=["status", "selesai_pada", "galat"])
    return True


def _note_failure(row: PesanKeluar, problem: Exception) -> None:
    row.percobaan += 1
    row.galat = reason_of(problem)
    if row.percobaan >= MAX_ATTEMPTS:
        row.status = StatusKiriman.PARKIR
    else:
        row.status = StatusKiriman.MENUNGGU
        row.kirim_setelah = timezone.now() + FIRST_DELAY * 2**row.percobaan
    row.save(update_fields=["percobaan", "galat", "status", "kirim_setelah"])
    logger.warning("job %s failed (attempt %s): %s", row.pekerjaan, row.percobaan, type(problem).__name__)


def reason_of(problem: Exception) -> str:
    """For operators: without the database's DETAIL, which quotes values of persons, and without long numbers."""
    first = str(problem).split("\nDETAIL", 1)[0].strip()
    return without_numbers(f"{type(problem).__name__}: {first}")[:2000]


@transaction.atomic
def release(pesan_id: UUID | str) -> None:
    """Let a parked job try again from the beginning."""
    PesanKeluar.objects.filter(pk=pesan_id, status=StatusKiriman.PARKIR).update(
        status=StatusKiriman.MENUNGGU, percobaan=0, kirim_setelah=timezone.now()
    )
