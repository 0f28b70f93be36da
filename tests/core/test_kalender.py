"""Working days: properties that hold for every date, and the year whose list is not known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from asn_portal.core.bacaan import count_days
from asn_portal.core.kalender import KALENDER_BAWAAN, TABEL_LIBUR, Kalender, TahunTanpaDaftar, read_tabel_libur

DAY = timedelta(days=1)
in_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(mulai=in_2026, jumlah=st.integers(1, 60))
def test_deadline_is_a_working_day_and_exactly_so_many_after(mulai, jumlah):
    batas_tahun = date(2026, 12, 31)
    assume(mulai < batas_tahun and KALENDER_BAWAAN.count_hari_kerja(mulai + DAY, batas_tahun) >= jumlah)
    batas = KALENDER_BAWAAN.add_hari_kerja(mulai, jumlah)
    assert KALENDER_BAWAAN.is_hari_kerja(batas)
    assert KALENDER_BAWAAN.count_hari_kerja(mulai + DAY, batas) == jumlah


@given(mulai=in_2026, tengah=in_2026, selesai=in_2026)
def test_counts_of_two_parts_add_up(mulai, tengah, selesai):
    mulai, tengah, selesai = sorted((mulai, tengah, selesai))
    whole = KALENDER_BAWAAN.count_hari_kerja(mulai, selesai)
    rest = KALENDER_BAWAAN.count_hari_kerja(tengah + DAY, selesai) if tengah < selesai else 0
    assert whole == KALENDER_BAWAAN.count_hari_kerja(mulai, tengah) + rest


@given(
    mulai=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    jumlah=st.integers(0, 200),
    libur=st.lists(st.dates(), max_size=20),
)
def test_a_given_list_serves_every_year(mulai, jumlah, libur):
    kalender = KALENDER_BAWAAN.with_daftar(libur)
    batas = kalender.add_hari_kerja(mulai, jumlah)
    assert batas >= mulai + timedelta(days=jumlah)
    assert batas not in libur or jumlah == 0
    assert kalender.dasar_dipakai() == []


@given(hari=st.dates())
def test_year_without_list_gives_no_answer(hari):
    assume(hari.year not in KALENDER_BAWAAN.libur)
    with pytest.raises(TahunTanpaDaftar) as refused:
        KALENDER_BAWAAN.is_hari_kerja(hari)
    assert refused.value.tahun == hari.year


@given(mulai=in_2026, lama=st.integers(0, 90), kerja=st.booleans())
def test_drawing_of_a_count_ends_with_its_number(mulai, lama, kerja):
    batas = mulai + timedelta(days=lama)
    assume(batas.year == 2026)
    kalender = KALENDER_BAWAAN if kerja else None
    days = [day for week in count_days(mulai, batas, kalender) for day in week if day]
    assert [day.tanggal for day in days] == [mulai + timedelta(days=n) for n in range(lama + 1)]
    wanted = KALENDER_BAWAAN.count_hari_kerja(mulai + DAY, batas) if kerja and lama else lama
    assert max(day.nomor for day in days) == wanted
    assert all(len(week) == 7 for week in count_days(mulai, batas, kalender))


def test_shipped_list_is_the_decision_of_2026():
    (daftar,) = read_tabel_libur().values()
    assert (daftar.tahun, len(daftar.nasional), len(daftar.cuti_bersama)) == (2026, 17, 8)
    assert daftar.hari[date(2026, 8, 17)] == "Hari Proklamasi Kemerdekaan RI"
    assert not set(daftar.nasional) & set(daftar.cuti_bersama)
    assert TABEL_LIBUR.keyakinan == "S"


def test_answer_remembers_the_years_it_looked_at_and_shares_nothing():
    kalender = Kalender({2026: frozenset(), 2027: frozenset()}, dasar={2026: "SKB A", 2027: "SKB B"})
    one, other = kalender.fresh(), kalender.fresh()
    one.add_hari_kerja(date(2026, 12, 31), 1)
    assert one.dasar_dipakai() == ["SKB B"]
    assert other.dasar_dipakai() == kalender.dasar_dipakai() == []
