"""A real worker on a real broker: jobs arrive, a killed worker loses nothing, nothing is done twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import pytest
import redis
from django.conf import settings
from django.db import connection
from django.utils import timezone

from asn_portal.core import jadwal, outbox
from asn_portal.core.enums import StatusKiriman
from asn_portal.core.models import Detak, PesanKeluar
from asn_portal.core.services.jejak import SEAL_LOCK

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.django_db(transaction=True)]


def wait_for(condition: Callable[[], bool], *, seconds: float = 40.0) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen in time")


@contextmanager
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """A worker with its relay, on the database and the broker of this test."""
    name = connection.settings_dict["NAME"]
    base = os.environ["DATABASE_URL"].replace("/asn?", f"/{name}?")
    environment = {**os.environ, "DATABASE_URL": base, "REDIS_URL": settings.CELERY_BROKER_URL, "C_FORCE_ROOT": "1"}
    command = [sys.executable, "-m", "celery", "-A", "asn_portal", "worker", "-P", "solo", "--loglevel", "error"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture(autouse=True)
def _empty_broker() -> None:
    redis.Redis.from_url(settings.CELERY_BROKER_URL).flushdb()


def status(row: PesanKeluar) -> str:
    return PesanKeluar.objects.values_list("status", flat=True).get(pk=row.pk)


@contextmanager
def sealing_blocked() -> Iterator[Any]:
    """Somebody else holds the seal's lock: the job core.seal_trace waits in the middle of its work."""
    holder = psycopg2.connect(
        host=os.environ["ASN_UJI_SOKET"], user="postgres", dbname=connection.settings_dict["NAME"]
    )
    holder.autocommit = True
    holder.cursor().execute("SELECT pg_advisory_lock(%s)", [SEAL_LOCK])
    try:
        yield holder
    finally:
        holder.close()


# In this database: the other half of the tests waits for its own locks on the same server.
WAITING = """
SELECT EXISTS (SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
               WHERE datname = current_database() AND NOT granted)
"""


def is_waiting_for_the_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


def test_job_arrives_and_the_worker_tells_that_it_lives():
    row = outbox.enqueue("core.clean_up")
    with worker():
        wait_for(lambda: status(row) == StatusKiriman.SELESAI)
        wait_for(lambda: Detak.objects.filter(nama="pekerja").exists())


def test_worker_killed_in_the_middle_of_a_job_loses_nothing():
    row = outbox.enqueue("core.seal_trace")
    with sealing_blocked() as holder, worker() as first:
        wait_for(is_waiting_for_the_lock)
        first.send_signal(signal.SIGKILL)
        first.wait()
        wait_for(lambda: not is_waiting_for_the_lock())
        assert status(row) == StatusKiriman.TERKIRIM
        holder.cursor().execute("SELECT pg_advisory_unlock(%s)", [SEAL_LOCK])
        PesanKeluar.objects.filter(pk=row.pk).update(kirim_setelah=timezone.now())  # its lease is over
        with worker():
            wait_for(lambda: status(row) == StatusKiriman.SELESAI)


def test_job_in_hand_is_not_taken_by_a_second_delivery():
    row = outbox.enqueue("core.seal_trace")
    with sealing_blocked(), worker():
        wait_for(is_waiting_for_the_lock)
        assert outbox.perform(row.pk) is False
        assert status(row) == StatusKiriman.TERKIRIM


def test_broker_emptied_after_delivery_loses_nothing():
    row = outbox.enqueue("core.clean_up")
    outbox.deliver_due(timezone.now())
    redis.Redis.from_url(settings.CELERY_BROKER_URL).flushdb()
    PesanKeluar.objects.filter(pk=row.pk).update(kirim_setelah=timezone.now())  # its lease is over
    with worker():
        wait_for(lambda: status(row) == StatusKiriman.SELESAI)


def test_two_knocks_at_the_same_moment_fire_each_schedule_once():
    now = timezone.now().replace(hour=18, minute=10)  # 01.10 in Jakarta: the partitions are due
    with worker():
        for _ in range(2):
            jadwal.fire_due(now)
        wait_for(lambda: not PesanKeluar.objects.exclude(status=StatusKiriman.SELESAI).exists())
    assert PesanKeluar.objects.filter(pekerjaan="core.create_partitions").count() == 1


UNREADABLE = [
    b"bukan json",
    b"\xff\xfe\x00",
    b"[]",
    b"7",
    b"{}",
    b'{"body": "x", "headers": {}, "properties": {}}',
    b'{"body": "x", "headers": {"task": ["a"], "id": 1}, "properties": {"delivery_tag": "1", "delivery_info": {}}}',
    b'{"body": 7, "headers": {"task": "a", "id": "1"}, "properties": {"delivery_tag": "1", "delivery_info": {}}}',
    b"[" * 100_000,
]


def test_message_that_is_none_does_not_end_the_worker():
    """It is put aside and told; the next job is done by the same process."""
    broker = redis.Redis.from_url(settings.CELERY_BROKER_URL)
    broker.rpush("asn", *UNREADABLE)
    row = outbox.enqueue("core.seal_trace")
    with worker() as process:
        wait_for(lambda: broker.llen("asn.rusak") == len(UNREADABLE))
        wait_for(lambda: status(row) == StatusKiriman.SELESAI)
        assert process.poll() is None
    told = PesanKeluar.objects.filter(pekerjaan="antrean.tidak_terbaca")
    assert {one.status for one in told} == {StatusKiriman.PARKIR}
    assert all("tidak hilang" in one.galat for one in told)
    assert len(told) <= 2  # once an hour; the hour may turn meanwhile


def test_only_so_many_broken_messages_are_kept():
    broker = redis.Redis.from_url(settings.CELERY_BROKER_URL)
    for _ in range(130):
        broker.rpush("asn", b"x" * 20_000)
    row = outbox.enqueue("core.seal_trace")
    with worker():
        wait_for(lambda: status(row) == StatusKiriman.SELESAI)
        wait_for(lambda: broker.llen("asn") == 0)
    assert broker.llen("asn.rusak") == 100
    assert len(broker.lindex("asn.rusak", 0)) == 10_000
