"""Counting as the law does: months, full years, roundings, exact decimals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_portal.core.regulasi import TIGA_DESIMAL, add_bulan, add_tahun, bulatkan, tahun_genap, tepat

days = st.dates(date(1940, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("tanggal", "bulan", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_end_where_the_month_ends(tanggal, bulan, expected):
    assert add_bulan(tanggal, bulan) == expected


def test_far_away_is_an_overflow_and_no_wrong_date():
    with pytest.raises(OverflowError):
        add_bulan(date(9999, 12, 1), 1)
    with pytest.raises(OverflowError):
        add_bulan(date(1, 1, 1), -1)


@given(day=days, months=st.integers(-300, 300))
def test_months_are_counted_whole(day, months):
    later = add_bulan(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (
        later.day < day.day and add_bulan(later.replace(day=1), 1).toordinal() - later.toordinal() == 1
    )


@given(born=days, years=st.integers(0, 60))
def test_the_anniversary_itself_counts_and_the_day_before_does_not(born, years):
    birthday = add_tahun(born, years)
    assert tahun_genap(born, birthday) == years
    assert tahun_genap(born, date.fromordinal(birthday.toordinal() - 1)) == years - 1


def test_whoever_was_born_on_29_february_has_the_anniversary_on_the_28th():
    assert tahun_genap(date(2016, 2, 29), date(2026, 2, 27)) == 9
    assert tahun_genap(date(2016, 2, 29), date(2026, 2, 28)) == 10


@pytest.mark.parametrize(
    ("nilai", "expected"),
    [
        (Fraction(5, 10_000), "0.001"),
        (Fraction(25, 12), "2.083"),
        (Fraction(-5, 10_000), "-0.001"),
        (Fraction(0), "0.000"),
        (Fraction(10**30), f"{10**30}.000"),
    ],
)
def test_half_goes_up_and_long_numbers_keep_their_digits(nilai, expected):
    assert format(bulatkan(nilai, TIGA_DESIMAL), "f") == expected


@given(st.decimals(allow_nan=False, allow_infinity=False, places=7, min_value=-(10**12), max_value=10**12))
def test_exact_decimal_comes_back_as_it_went(value):
    assert Fraction(tepat(Fraction(value))) == Fraction(value)
    assert tepat(Fraction(1, 8)) == Decimal("0.125")
