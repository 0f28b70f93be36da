"""Holidays: the lists shipped with the project and those entered on a page, as one calendar."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, DateField, DateTimeField, F, Func, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest, JSONObject

from asn_portal.core.enums import JenisLibur
from asn_portal.core.kalender import SABTU, DaftarLibur, Kalender, make_kalender, read_tabel_libur
from asn_portal.core.models import HariLibur, TahunLibur, periode

FIRST_MONTH_TO_ASK = 10  # the decision for the next year is published in the second half of a year
NEXT_SHOWN = 3
MONTHS = range(1, 13)


def _lower(column: str) -> Func:
    return Func(F(column), function="lower", output_field=DateField())


def _entered() -> list[DaftarLibur]:
    """Lists entered on the page, each with its days: one query."""
    days = (
        HariLibur.objects.kini()
        .filter(berlaku__contained_by=OuterRef("berlaku"))
        .values_list(JSONObject(hari=_lower("berlaku"), nama="nama", jenis="jenis"))
        .order_by("berlaku")
    )
    return [
        DaftarLibur(row.mulai.year, row.dasar, *(_of_kind(row.daftar, kind) for kind in JenisLibur))
        for row in TahunLibur.objects.kini().annotate(daftar=ArraySubquery(days)).order_by("berlaku")
    ]


def _of_kind(days: Iterable[dict[str, str]], kind: JenisLibur) -> dict[date, str]:
    return {date.fromisoformat(day["hari"]): day["nama"] for day in days if day["jenis"] == kind}


def daftar_libur() -> dict[int, DaftarLibur]:
    """Every known year. A list entered on the page goes before the shipped one of its year."""
    lists = read_tabel_libur() | {daftar.tahun: daftar for daftar in _entered()}
    return dict(sorted(lists.items()))


def kalender() -> Kalender:
    """The calendar of every door: rules, deadlines, pages."""
    return make_kalender(daftar_libur())


def missing_years(today: date) -> list[int]:
    """Years whose list should be known by now and is not: this one, and from 1 October the next."""
    wanted = [today.year] + ([today.year + 1] if today.month >= FIRST_MONTH_TO_ASK else [])
    known = daftar_libur()
    return [tahun for tahun in wanted if tahun not in known]


def rows_of(tahun: int) -> tuple[QuerySet[TahunLibur], QuerySet[HariLibur]]:
    """Every row ever written about a year, corrected ones too."""
    year = periode(date(tahun, 1, 1), date(tahun, 12, 31))
    return TahunLibur.objects.filter(berlaku=year), HariLibur.objects.filter(berlaku__contained_by=year)


def version_of(tahun: int) -> str:
    """Changes with every change of the year's rows: they are only ever added and closed."""
    numbers = [
        rows.aggregate(semua=Count("pk"), kini=Count("pk", filter=Q(tercatat__upper_inf=True)))
        for rows in rows_of(tahun)
    ]
    return ".".join(f"{row['semua']}-{row['kini']}" for row in numbers)


# -- the page --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hari:
    """One holiday as the page shows it."""

    tanggal: date
    nama: str
    jenis: JenisLibur

    @property
    def akhir_pekan(self) -> bool:
        return self.tanggal.weekday() >= SABTU


@dataclass(frozen=True)
class Bulan:
    """One month: its days in weeks (None outside it), and how many of them are working days."""

    awal: date
    minggu: list[list[tuple[date, str] | None]]
    hari_kerja: int


def days_of(daftar: DaftarLibur) -> list[Hari]:
    kinds = ((JenisLibur.LIBUR_NASIONAL, daftar.nasional), (JenisLibur.CUTI_BERSAMA, daftar.cuti_bersama))
    return sorted(
        (Hari(day, nama, kind) for kind, days in kinds for day, nama in days.items()), key=lambda row: row.tanggal
    )


def next_days(lists: dict[int, DaftarLibur], today: date) -> list[Hari]:
    """The holidays that come next, also of the next year when its list is known."""
    coming = [row for daftar in lists.values() for row in days_of(daftar) if row.tanggal >= today]
    return coming[:NEXT_SHOWN]


def months_of(daftar: DaftarLibur) -> list[Bulan]:
    """The year as twelve small calendars."""
    diary, kinds = make_kalender({daftar.tahun: daftar}), {row.tanggal: row.jenis.value for row in days_of(daftar)}
    weeks = calendar.Calendar(firstweekday=calendar.MONDAY)

    def cell(day: date, month: int) -> tuple[date, str] | None:
        if day.month != month:
            return None
        weekend = "akhir_pekan" if day.weekday() >= SABTU else ""
        return day, kinds.get(day, weekend)

    return [
        Bulan(
            date(daftar.tahun, month, 1),
            [[cell(day, month) for day in week] for week in weeks.monthdatescalendar(daftar.tahun, month)],
            diary.count_hari_kerja(date(daftar.tahun, month, 1), _last_day(daftar.tahun, month)),
        )
        for month in MONTHS
    ]


def _last_day(tahun: int, month: int) -> date:
    return date(tahun, month, calendar.monthrange(tahun, month)[1])


def corrections(tahun: int) -> QuerySet[HariLibur]:
    """Days that were once recorded for a year and are no longer so, newest correction first."""
    _, days = rows_of(tahun)
    return days.filter(tercatat__upper_inf=False).order_by("-tercatat")


def last_change(tahun: int) -> datetime | None:
    """When the year's list was last changed on the page; None for a list that came with the project."""
    begin = Func(F("tercatat"), function="lower", output_field=DateTimeField())
    end = Func(F("tercatat"), function="upper", output_field=DateTimeField())
    moments = [rows.aggregate(akhir=Greatest(Max(begin), Max(end)))["akhir"] for rows in rows_of(tahun)]
    return max((moment for moment in moments if moment is not None), default=None)
