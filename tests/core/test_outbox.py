"""Jobs: written with their cause, delivered at least once, done once, parked when they are poison."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from asn_portal.celery import app
from asn_portal.core import outbox
from asn_portal.core.enums import StatusKiriman
from asn_portal.core.models import Instansi, PesanKeluar
from tests.factories.core import InstansiFactory

pytestmark = pytest.mark.django_db


@outbox.pekerjaan
def add_agency(bkn_id: str) -> None:
    Instansi.objects.create(bkn_id=bkn_id, nama="dari pekerjaan")


@outbox.pekerjaan
def fail_after_writing(bkn_id: str) -> None:
    Instansi.objects.create(bkn_id=bkn_id, nama="separuh jalan")
    raise ValueError("rusak")


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids handed to the broker."""
    ids: list[str] = []
    monkeypatch.setattr(app, "send_task", lambda name, args, **_: ids.append(args[0]))
    return ids


def test_job_of_a_rolled_back_change_does_not_exist(sent):
    with transaction.atomic():
        outbox.enqueue(add_agency, "X")
        transaction.set_rollback(True)
    assert outbox.deliver_due(timezone.now()) == 0
    assert sent == []


def test_due_job_is_delivered_once_within_its_lease(sent):
    row = outbox.enqueue(add_agency, "X")
    now = timezone.now()
    assert outbox.deliver_due(now) == 1
    assert outbox.deliver_due(now + outbox.LEASE / 2) == 0
    assert sent == [str(row.pk)]


def test_job_whose_message_was_lost_is_delivered_again_after_its_lease(sent):
    row = outbox.enqueue(add_agency, "X")
    now = timezone.now()
    outbox.deliver_due(now)
    assert outbox.deliver_due(now + outbox.LEASE + timedelta(seconds=1)) == 1
    assert sent == [str(row.pk), str(row.pk)]


def test_future_job_waits(sent):
    outbox.enqueue(add_agency, "X", setelah=timezone.now() + timedelta(hours=1))
    assert outbox.deliver_due(timezone.now()) == 0


def test_broker_gone_leaves_the_job_waiting(monkeypatch):
    def refuse(*_: Any, **__: Any) -> None:
        raise OperationalError("no broker")

    row = outbox.enqueue(add_agency, "X")
    monkeypatch.setattr(app, "send_task", refuse)
    with pytest.raises(OperationalError):
        outbox.deliver_due(timezone.now())
    row.refresh_from_db()
    assert row.status == StatusKiriman.MENUNGGU


def test_job_delivered_twice_is_done_once():
    row = outbox.enqueue(add_agency, "SEKALI")
    assert outbox.perform(row.pk) is True
    assert outbox.perform(row.pk) is False
    assert Instansi.objects.filter(bkn_id="SEKALI").count() == 1
    row.refresh_from_db()
    assert (row.status, row.galat) == (StatusKiriman.SELESAI, "")


def test_same_key_is_one_job():
    first = outbox.enqueue(add_agency, "X", kunci="k")
    assert first is not None
    assert outbox.enqueue(add_agency, "X", kunci="k") is None
    assert PesanKeluar.objects.count() == 1


def test_failed_job_leaves_nothing_half_written_and_is_tried_again_later():
    row = outbox.enqueue(fail_after_writing, "SEPARUH")
    before = timezone.now()
    assert outbox.perform(row.pk) is False
    row.refresh_from_db()
    assert not Instansi.objects.filter(bkn_id="SEPARUH").exists()
    assert (row.status, row.percobaan, row.galat) == (StatusKiriman.MENUNGGU, 1, "ValueError: rusak")
    assert row.kirim_setelah >= before + 2 * outbox.FIRST_DELAY


def test_poison_is_parked_with_its_reason_and_can_be_released():
    row = outbox.enqueue(fail_after_writing, "RACUN")
    for _ in range(outbox.MAX_ATTEMPTS):
        outbox.perform(row.pk)
    row.refresh_from_db()
    assert (row.status, row.galat) == (StatusKiriman.PARKIR, "ValueError: rusak")
    assert outbox.perform(row.pk) is False
    outbox.release(row.pk)
    row.refresh_from_db()
    assert (row.status, row.percobaan) == (StatusKiriman.MENUNGGU, 0)


def test_unknown_job_is_kept_with_its_reason():
    row = outbox.enqueue("tidak.ada")
    outbox.perform(row.pk)
    row.refresh_from_db()
    assert row.galat == "KeyError: 'tidak.ada'"


def test_row_trace_knows_the_job_it_came_from():
    from asn_portal.core.audit import perubahan, record_jejak
    from asn_portal.core.models import Tindakan

    @outbox.pekerjaan
    def traced_job() -> None:
        @perubahan
        def change() -> None:
            instansi = InstansiFactory()
            record_jejak(instansi, "dari_pekerjaan", by=None)

        change()

    row = outbox.enqueue(traced_job)
    outbox.perform(row.pk)
    assert Tindakan.objects.get(aksi="dari_pekerjaan").pekerjaan == outbox.job_name(traced_job)
