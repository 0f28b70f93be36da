"""Long jobs on a real worker and a real broker: killed in the middle, delivered twice, poisoned, cancelled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import pytest
import redis
from django.conf import settings
from django.db import connection
from django.utils import timezone

from asn_portal.celery import app
from asn_portal.core import latar
from asn_portal.core.enums import StatusPekerjaan as S
from asn_portal.core.models import Detak, Notifikasi, PekerjaanLatar
from asn_portal.core.services import latar as services
from tests.factories.core import PenggunaFactory
from tests.factories.latar import make_job
from tests.keandalan import kerja_uji
from tests.keandalan.test_pekerja import is_waiting_for_the_lock, wait_for

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.django_db(transaction=True)]
ALL = [f"uji{number}" for number in range(5)]


@pytest.fixture(autouse=True)
def _empty_broker() -> None:
    redis.Redis.from_url(settings.CELERY_BROKER_URL).flushdb()


@contextmanager
def worker(pool: str = "solo") -> Iterator[subprocess.Popen[bytes]]:
    name = connection.settings_dict["NAME"]
    base = os.environ["DATABASE_URL"].replace("/asn?", f"/{name}?")
    environment = {**os.environ, "DATABASE_URL": base, "REDIS_URL": settings.CELERY_BROKER_URL, "C_FORCE_ROOT": "1"}
    command = [sys.executable, "-m", "celery", "-A", "asn_portal", "worker", "--include", "tests.keandalan.kerja_uji"]
    process = subprocess.Popen(
        [*command, "-P", pool, "-c", "1", "--loglevel", "error"],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def blocked() -> Iterator[Any]:
    """The job waits in the middle of its fourth step until this lock is given back."""
    holder = psycopg2.connect(
        host=os.environ["ASN_UJI_SOKET"], user="postgres", dbname=connection.settings_dict["NAME"]
    )
    holder.autocommit = True
    holder.cursor().execute("SELECT pg_advisory_lock(%s)", [kerja_uji.LOCK])
    try:
        yield holder
    finally:
        holder.close()


def state(row: PekerjaanLatar) -> str:
    return PekerjaanLatar.objects.values_list("status", flat=True).get(pk=row.pk)


def numbers() -> list[str]:
    return sorted(Detak.objects.filter(nama__startswith="uji").values_list("nama", flat=True))


def lease_over(row: PekerjaanLatar) -> None:
    PekerjaanLatar.objects.filter(pk=row.pk).update(giliran=timezone.now())


def children_of(process: subprocess.Popen[bytes]) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True)
    return [int(pid) for pid in found.stdout.split()]


def assert_done_once(row: PekerjaanLatar) -> None:
    wait_for(lambda: state(row) == S.SELESAI)
    assert numbers() == ALL
    assert Notifikasi.objects.count() == 1
    row.refresh_from_db()
    assert (row.selesai, row.jumlah, row.pemegang, row.giliran) == (5, 5, None, None)


def test_worker_killed_in_the_middle_of_a_step_resumes_where_the_last_step_ended():
    row = make_job(PenggunaFactory(), jenis="uji.sampai_kunci", parameter={})
    with blocked(), worker() as first:
        wait_for(is_waiting_for_the_lock)
        assert numbers() == ALL[:3]  # committed; the fourth is not
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        wait_for(lambda: not is_waiting_for_the_lock())
        row.refresh_from_db()
        assert (row.status, row.posisi) == (S.BERJALAN, {"angka": 3})
    lease_over(row)
    with worker():
        assert_done_once(row)


def test_child_of_the_worker_killed_in_the_middle_of_a_step_resumes():
    row = make_job(PenggunaFactory(), jenis="uji.sampai_kunci", parameter={})
    with worker("prefork") as process:
        with blocked():
            wait_for(is_waiting_for_the_lock)
            for child in children_of(process):
                os.kill(child, signal.SIGKILL)
            wait_for(lambda: not is_waiting_for_the_lock())
            assert numbers() == ALL[:3]
        lease_over(row)
        assert_done_once(row)


def test_job_delivered_twice_is_done_once():
    row = make_job(PenggunaFactory(), jenis="uji.sampai_kunci", parameter={})
    with worker():
        with blocked():
            wait_for(is_waiting_for_the_lock)
            app.send_task("core.jalankan", [str(row.pk)])
            assert latar.run(row.pk) is False
            assert numbers() == ALL[:3]
        assert_done_once(row)


def test_worker_that_wakes_up_after_its_lease_changes_nothing():
    """Two workers hold the same job, since the first one slept too long: only the second one's steps count."""
    row = make_job(PenggunaFactory(), jenis="uji.sampai_kunci", parameter={})
    with blocked() as holder, worker():
        wait_for(is_waiting_for_the_lock)
        PekerjaanLatar.objects.filter(pk=row.pk).update(pemegang=uuid.uuid4())  # taken over
        holder.cursor().execute("SELECT pg_advisory_unlock(%s)", [kerja_uji.LOCK])
        wait_for(lambda: not is_waiting_for_the_lock())
        row.refresh_from_db()
        assert (numbers(), row.posisi) == (ALL[:3], {"angka": 3})
        PekerjaanLatar.objects.filter(pk=row.pk).update(giliran=timezone.now())
        assert_done_once(row)


def test_broker_emptied_after_delivery_loses_nothing():
    row = make_job(PenggunaFactory(), jenis="uji.sampai_kunci", parameter={})
    latar.deliver_due(timezone.now())
    redis.Redis.from_url(settings.CELERY_BROKER_URL).flushdb()
    lease_over(row)
    with worker():
        assert_done_once(row)


def test_poison_is_parked_and_others_still_run():
    akun = PenggunaFactory()
    bad = make_job(akun, jenis="uji.racun", percobaan=latar.MAX_ATTEMPTS - 1)
    good = make_job(PenggunaFactory(), jenis="uji.sampai_kunci", parameter={})
    with worker():
        wait_for(lambda: state(bad) == S.PARKIR)
        wait_for(lambda: state(good) == S.SELESAI)
    bad.refresh_from_db()
    assert (bad.pesan, bad.galat) == (latar.PESAN_PARKIR, "ValueError: isi tidak terbaca")


def test_cancelled_job_ends_after_its_step():
    akun = PenggunaFactory()
    row = make_job(akun, jenis="uji.sampai_kunci", parameter={})
    with worker():
        with blocked():
            wait_for(is_waiting_for_the_lock)
            services.cancel_job(row.pk, by=akun)
        wait_for(lambda: state(row) == S.DIBATALKAN)
    assert numbers() == ALL[:4]
