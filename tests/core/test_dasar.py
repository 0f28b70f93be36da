"""Dated rows: what they say, and what the database refuses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from asn_portal.core.models import Pengaturan, RincianUnit, periode, write_period
from asn_portal.core.models.dasar import subtract
from tests.factories.core import InstansiFactory, make_unit

pytestmark = pytest.mark.django_db
JAN, JUN, DEC = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 31)


def values_on(instansi: object, day: date, **known: object) -> list[str]:
    return list(Pengaturan.objects.pada(day, **known).filter(instansi=instansi).values_list("nilai", flat=True))


def test_periode_shows_last_day_inclusive():
    row = Pengaturan(berlaku=periode(JAN, DEC))
    assert (row.mulai, row.sampai) == (JAN, DEC)
    assert row.berlaku.upper == date(2027, 1, 1)


def test_open_period_has_no_last_day():
    assert Pengaturan(berlaku=periode(JAN)).sampai is None


@pytest.mark.parametrize(
    ("whole", "taken", "rest"),
    [
        (periode(JAN, DEC), periode(JAN, DEC), []),
        (periode(JAN), periode(JUN), [DateRange(JAN, JUN, "[)")]),
        (
            periode(JAN, DEC),
            periode(date(2026, 3, 1), date(2026, 3, 31)),
            [DateRange(JAN, date(2026, 3, 1), "[)"), DateRange(date(2026, 4, 1), date(2027, 1, 1), "[)")],
        ),
        (periode(JUN, DEC), periode(JAN, date(2026, 6, 30)), [DateRange(date(2026, 7, 1), date(2027, 1, 1), "[)")]),
    ],
)
def test_subtract_keeps_what_lies_outside(whole, taken, rest):
    assert subtract(whole, taken) == rest


def test_write_period_corrects_a_part_and_keeps_the_rest():
    keys = {"instansi": InstansiFactory(), "kunci": "kota"}
    write_period(Pengaturan, keys=keys, berlaku=periode(JAN), values={"nilai": "Batavia"})
    write_period(Pengaturan, keys=keys, berlaku=periode(JUN, date(2026, 6, 30)), values={"nilai": "Jakarta"})
    assert values_on(keys["instansi"], JAN) == ["Batavia"]
    assert values_on(keys["instansi"], JUN) == ["Jakarta"]
    assert values_on(keys["instansi"], date(2026, 7, 1)) == ["Batavia"]


def test_corrected_row_stays_readable_as_known_then():
    keys = {"instansi": InstansiFactory(), "kunci": "kota"}
    write_period(Pengaturan, keys=keys, berlaku=periode(JAN), values={"nilai": "Batavia"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        before = cursor.fetchone()[0]
    write_period(Pengaturan, keys=keys, berlaku=periode(JAN), values={"nilai": "Jakarta"})
    assert values_on(keys["instansi"], JUN) == ["Jakarta"]
    assert values_on(keys["instansi"], JUN, diketahui_pada=before) == ["Batavia"]


def test_write_period_none_leaves_the_period_empty():
    keys = {"instansi": InstansiFactory(), "kunci": "kota"}
    write_period(Pengaturan, keys=keys, berlaku=periode(JAN), values={"nilai": "Jakarta"})
    assert write_period(Pengaturan, keys=keys, berlaku=periode(JUN), values=None) is None
    assert values_on(keys["instansi"], JAN) == ["Jakarta"]
    assert values_on(keys["instansi"], JUN) == []


def test_database_refuses_two_values_on_one_day():
    keys = {"instansi": InstansiFactory(), "kunci": "kota", "nilai": "Jakarta"}
    Pengaturan.objects.create(**keys, berlaku=periode(JAN))
    with pytest.raises(DatabaseError, match="pengaturan_satu_nilai"), transaction.atomic():
        Pengaturan.objects.create(**keys, berlaku=periode(JUN))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_rincianunit SET nama = 'lain'",
        "UPDATE core_rincianunit SET berlaku = daterange('2030-01-01', NULL)",
        "UPDATE core_rincianunit SET tercatat = tstzrange('2000-01-01', NULL)",
        "DELETE FROM core_rincianunit",
    ],
)
def test_database_refuses_to_rewrite_a_dated_row(statement):
    make_unit("Dinas", instansi=InstansiFactory())
    with pytest.raises(DatabaseError, match="Baris bertanggal"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_database_refuses_to_reopen_a_corrected_row():
    make_unit("Dinas", instansi=InstansiFactory())
    close = "UPDATE core_rincianunit SET tercatat = tstzrange(lower(tercatat), clock_timestamp())"
    with connection.cursor() as cursor:
        cursor.execute(close)
    with pytest.raises(DatabaseError, match="Baris bertanggal"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(close)


def test_kini_leaves_corrected_rows_out():
    instansi = InstansiFactory()
    unit = make_unit("Lama", instansi=instansi)
    write_period(
        RincianUnit,
        keys={"unit": unit},
        berlaku=periode(date(2020, 1, 1)),
        values={"nama": "Baru", "jenis": "dinas", "alasan": "ganti_nama"},
    )
    assert [row.nama for row in RincianUnit.objects.kini()] == ["Baru"]
    assert RincianUnit.objects.count() == 2


def test_future_row_takes_effect_on_its_day_without_a_job():
    keys = {"instansi": InstansiFactory(), "kunci": "kota"}
    today = timezone.localdate()
    write_period(Pengaturan, keys=keys, berlaku=periode(today), values={"nilai": "kini"})
    write_period(Pengaturan, keys=keys, berlaku=periode(today + timedelta(days=1)), values={"nilai": "besok"})
    assert values_on(keys["instansi"], today) == ["kini"]
    assert values_on(keys["instansi"], today + timedelta(days=1)) == ["besok"]
