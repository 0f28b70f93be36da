"""Schedules: what is due fires once per slot, also with two beats and after a pause."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from asn_portal.core import jadwal, outbox
from asn_portal.core.models import Jadwal, PesanKeluar, SlotJadwal

# 09.00 in Jakarta
NINE = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cron", "moment", "due"),
    [
        ("0 9 * * *", NINE, True),
        ("0 2 * * *", NINE, False),
        ("*/5 * * * *", NINE + timedelta(minutes=5), True),
        ("*/5 * * * *", NINE + timedelta(minutes=4), False),
        ("0 9 * * 1", NINE, True),  # 23 November 2026 is a Monday
        ("0 9 * * 0", NINE, False),
        ("0 9 23 11 *", NINE, True),
        ("0 9 1 * *", NINE, False),
    ],
)
def test_cron_is_read_in_jakarta_time(cron, moment, due):
    assert jadwal.matches(jadwal.parse_cron(cron), moment) is due


@pytest.mark.parametrize("text", ["", "* * * *", "61 * * * *", "a b c d e", "* * * * * *"])
def test_unreadable_cron_is_refused(text):
    with pytest.raises(ValueError):
        jadwal.parse_cron(text)


def test_next_slot_is_told():
    assert jadwal.next_slot(jadwal.parse_cron("30 2 1 * *"), after=NINE) == datetime(2026, 11, 30, 19, 30, tzinfo=UTC)


@pytest.mark.django_db
class TestFiring:
    @pytest.fixture(autouse=True)
    def _only_ours(self) -> None:
        Jadwal.objects.all().delete()
        Jadwal.objects.create(nama="pagi", pekerjaan="core.clean_up", cron="0 9 * * *", keterangan="uji")

    def test_two_beats_fire_once(self):
        assert jadwal.fire_due(NINE) == 1
        assert jadwal.fire_due(NINE + timedelta(seconds=20)) == 0
        assert PesanKeluar.objects.filter(pekerjaan="core.clean_up").count() == 1

    def test_nothing_is_due_between_slots(self):
        assert jadwal.fire_due(NINE - timedelta(minutes=1)) == 0
        assert not SlotJadwal.objects.exists()

    def test_slot_missed_in_a_pause_is_caught_up_once(self):
        jadwal.fire_due(NINE)
        assert jadwal.fire_due(NINE + timedelta(days=2, hours=3)) == 1
        slots = list(SlotJadwal.objects.order_by("slot").values_list("slot", flat=True))
        assert slots == [NINE, NINE + timedelta(days=2)]

    def test_schedule_switched_off_does_not_fire(self):
        Jadwal.objects.update(aktif=False)
        assert jadwal.fire_due(NINE) == 0


@pytest.mark.django_db
def test_every_default_schedule_has_a_row_and_a_known_job():
    names = {row.nama: row.pekerjaan for row in Jadwal.objects.all()}
    assert names == {row.nama: row.pekerjaan for row in jadwal.default_schedules()}
    assert set(names.values()) <= set(outbox.known_jobs())
