"""Counting as the law does: exact fractions, one rounding at the end, months and full years."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction

BULAN_SETAHUN = 12
TIGA_DESIMAL = Decimal("0.001")
DUA_DESIMAL = Decimal("0.01")


def bulatkan(nilai: Fraction, digit: Decimal) -> Decimal:
    """Exact fraction to a decimal, once, half up (away from zero)."""
    steps = abs(nilai) / Fraction(digit)
    whole = (steps.numerator * 2 + steps.denominator) // (steps.denominator * 2)
    places = digit.as_tuple().exponent
    assert isinstance(places, int)
    return Decimal((int(nilai < 0), Decimal(whole).as_tuple().digits, places))


def tepat(nilai: Fraction) -> Decimal:
    """A fraction that ends (halves, fifths, hundredths) as the decimal it is: never rounded, however many digits."""
    power, whole = 0, nilai
    while whole.denominator != 1:
        whole, power = whole * 10, power + 1
    return Decimal((int(nilai < 0), Decimal(abs(whole.numerator)).as_tuple().digits, -power))


def add_bulan(tanggal: date, bulan: int) -> date:
    """The same day so many months later (or earlier); the last day of that month where it has no such day."""
    months = tanggal.year * BULAN_SETAHUN + tanggal.month - 1 + bulan
    tahun, nomor = divmod(months, BULAN_SETAHUN)
    if not date.min.year <= tahun <= date.max.year:
        raise OverflowError("tanggal di luar kalender")
    return date(tahun, nomor + 1, min(tanggal.day, monthrange(tahun, nomor + 1)[1]))


def add_tahun(tanggal: date, tahun: int) -> date:
    """29 February becomes 28 February in a year without it."""
    return add_bulan(tanggal, tahun * BULAN_SETAHUN)


def tahun_genap(sejak: date, tanggal: date) -> int:
    """Full years from one day to another; the anniversary itself counts."""
    years = tanggal.year - sejak.year
    return years - (tanggal < add_tahun(sejak, years))
