"""A run that is disturbed: connections cut at random moments, a worker killed in the middle of a chunk, everything delivered
twice. It ends whole, once, with the digest of one that nobody disturbed.
"""

from __future__ import annotations

import os
import random
import threading
import time
from typing import Any

import psycopg2
import pytest
import redis
from django.conf import settings
from django.db import Error, connection
from django.utils import timezone

from asn_portal.core import outbox
from asn_portal.core.models import PesanKeluar, UnitKerja
from merit.enums import StatusPutaran
from merit.models import Nilai, Peringkat, Putaran
from merit.services import putaran
from tests.factories.core import make_unit
from tests.factories.merit import begin, compute, make_official, rate, version
from tests.keandalan.test_pekerja import wait_for, worker

pytestmark = [pytest.mark.django_db(transaction=True)]
CUTS = 20


@pytest.fixture(autouse=True)
def _empty_broker() -> None:
    redis.Redis.from_url(settings.CELERY_BROKER_URL).flushdb()


@pytest.fixture
def orang(provinsi: Any, monkeypatch: pytest.MonkeyPatch) -> int:
    """Forty people in eight dinas, each of them a batch of its own."""
    monkeypatch.setattr(putaran, "SEBORONG", 1)
    count = 0
    for number in range(8):
        unit = make_unit(f"Dinas nomor {number}", instansi=provinsi.instansi, induk=provinsi.akar)
        for _ in range(5):
            count += 1
            rate(make_official(f"Pegawai nomor {count}", unit), "baik", 2025)
    return count


def administrator() -> Any:
    cut = psycopg2.connect(host=os.environ["ASN_UJI_SOKET"], user="postgres", dbname=connection.settings_dict["NAME"])
    cut.autocommit = True
    return cut


def open_jobs() -> list[str]:
    rows = PesanKeluar.objects.filter(pekerjaan__startswith="merit.", selesai_pada=None)
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


class Pekerja(threading.Thread):
    """Does open jobs until there are none, or until its connection is cut."""

    def __init__(self) -> None:
        super().__init__()
        self.pid: int | None = None

    def run(self) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self.pid = cursor.fetchone()[0]
            for pesan in open_jobs():
                outbox.perform(pesan)
        except Error as broken:
            self.galat = broken
        finally:
            connection.close()


def work_and_cut(cutter: Any, moment: float) -> None:
    pekerja = Pekerja()
    pekerja.start()
    time.sleep(moment)
    with cutter.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pekerja.pid])
    pekerja.join(20)


def undisturbed(provinsi: Any) -> Putaran:
    return compute(begin(version(provinsi.instansi), provinsi.akun["admin_bkd"]))


def finish() -> None:
    for _ in range(10):
        for pesan in open_jobs():
            outbox.perform(pesan)
            outbox.perform(pesan)  # delivered twice


def assert_whole(run: Putaran, like: Putaran) -> None:
    run.refresh_from_db()
    assert run.status == StatusPutaran.SELESAI
    assert (run.sidik, run.jumlah) == (like.sidik, like.jumlah)
    rows = Nilai.objects.filter(putaran=run.nomor)
    assert rows.count() == rows.values("pegawai_id").distinct().count() == run.jumlah
    assert Peringkat.objects.filter(putaran=run.nomor).count() == run.lengkap


def test_connections_cut_at_twenty_random_moments_leave_one_whole_run(provinsi: Any, orang: int) -> None:
    like = undisturbed(provinsi)
    chance, cutter, cuts = random.Random(20261122), administrator(), 0
    while cuts < CUTS:
        run = begin(version(provinsi.instansi), provinsi.akun["admin_bkd"])
        while open_jobs() and cuts < CUTS:
            work_and_cut(cutter, chance.uniform(0.005, 0.12))
            cuts += 1
            # What an attempt put off is tried again at once here.
            PesanKeluar.objects.filter(pekerjaan__startswith="merit.").update(percobaan=0)
        finish()
        assert_whole(run, like)
    cutter.close()
    assert orang == 40


def test_a_worker_killed_in_the_middle_of_a_chunk_loses_nothing(provinsi: Any, orang: int) -> None:
    like = undisturbed(provinsi)
    run = begin(version(provinsi.instansi), provinsi.akun["admin_bkd"])
    holder = administrator()
    holder.autocommit = False
    with holder.cursor() as cursor:
        # The first chunks are written; then the worker waits inside one, since this row is held.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('merit_putaran'), %s)", [run.nomor])
        with worker() as process:
            wait_for(lambda: is_writing(run), seconds=120)
            process.kill()
            process.wait()
    holder.rollback()
    holder.close()
    assert run.daftar_bagian.exclude(selesai_pada=None).count() == 0
    # Delivered again at once, and not when the lease is over.
    PesanKeluar.objects.filter(pekerjaan__startswith="merit.", selesai_pada=None).update(
        status="menunggu", kirim_setelah=timezone.now()
    )
    with worker():
        wait_for(lambda: Putaran.objects.get(pk=run.pk).status == StatusPutaran.SELESAI, seconds=120)
    assert_whole(run, like)


def is_writing(run: Putaran) -> bool:
    """Does a worker wait for the lock at the end of a chunk?"""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = %s", [run.nomor]
        )
        return bool(cursor.fetchone()[0])


def test_two_workers_share_the_chunks_and_merge_once(provinsi: Any, orang: int) -> None:
    like = undisturbed(provinsi)
    run = begin(version(provinsi.instansi), provinsi.akun["admin_bkd"])
    both = [Pekerja(), Pekerja()]
    for satu in both:
        satu.start()
    for satu in both:
        satu.join(30)
    finish()
    assert_whole(run, like)
    assert PesanKeluar.objects.filter(pekerjaan="merit.gabung", argumen=[str(run.pk)]).count() == 1
    assert UnitKerja.objects.filter(instansi=provinsi.instansi).count() > 8
