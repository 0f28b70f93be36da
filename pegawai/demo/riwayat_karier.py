"""Careers behind the planned people: rank, pay, contract, position in law. Distributions, no law."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from asn_portal.core.demo import Demo
from pegawai.aturan.gaji import TABEL_GAJI_PNS, TABEL_GAJI_PPPK, lajur_gaji
from pegawai.aturan.kata import TINGKAT_PENDIDIKAN
from pegawai.aturan.peringatan import TABEL_UJIAN_DINAS
from pegawai.demo.jabatan import GOLONGAN
from pegawai.demo.karier import AWAL, YEAR
from pegawai.demo.orang import Orang
from pegawai.enums import BERPERJANJIAN, JenisPegawai

BULAN_KP = (4, 10)
# Pay before PP 5/2024, for rows of the years before.
NAIK_2024 = date(2024, 1, 1)
KENAIKAN = 1.08
KGB_SEJAK = 2019
UPAH_PARUH_WAKTU = 5_396_000
KOEFISIEN = {
    "Ahli Pertama": 12.5, "Ahli Muda": 25, "Ahli Madya": 37.5, "Ahli Utama": 50, "Pemula": 3.75, "Terampil": 5,
    "Mahir": 12.5, "Penyelia": 25,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Baris:
    """One row to be: since when, until when (first day after), by which paper, and its own columns."""

    kunci: str
    awal: date
    akhir: date | None
    nomor: str
    tanggal: date | None
    isi: tuple[Any, ...]


def id_golongan(nama: str) -> str:
    """`III/a` is `golongan_pns:31`, `IX` is `golongan_pppk:IX`."""
    if "/" not in nama:
        return f"golongan_pppk:{nama}"
    roman, letter = nama.split("/")
    return f"golongan_pns:{('I', 'II', 'III', 'IV').index(roman) + 1}{'abcde'.index(letter) + 1}"


def pay_of(golongan: str, tahun: int, hari: date) -> int:
    """By the law's own tables; before 2024 the same steps without the last rise."""
    status, table = ("pns", TABEL_GAJI_PNS) if "/" in golongan else ("pppk", TABEL_GAJI_PPPK)
    rows = lajur_gaji(status, table.at(max(hari, NAIK_2024)), golongan)
    pay = next((pay for mkg, pay in reversed(rows) if mkg <= tahun), rows[0][1])
    return pay if hari >= NAIK_2024 else round(pay / KENAIKAN / 100) * 100


def _months(dari: date, sampai: date) -> tuple[int, int]:
    months = max((sampai.year - dari.year) * 12 + sampai.month - dari.month, 0)
    return months // 12, months % 12


def _decided(day: date) -> date:
    """Decrees are signed some weeks before."""
    return day - timedelta(days=30)


def steps_of(person: Orang) -> list[tuple[str, date]]:
    """Golongan with TMT from the first to the present one, evenly spread over the years of service."""
    career = person.karier
    if career.jenis in BERPERJANJIAN:
        return [(career.golongan, career.tmt)]
    return _ladder(person)


def _ladder(person: Orang) -> list[tuple[str, date]]:
    career = person.karier
    last = GOLONGAN.index(career.golongan)
    first = min(AWAL.get(_schooling(person), 8), last)
    steps = [(GOLONGAN[first], career.tmt)]
    span = (person.mulai - career.tmt).days / YEAR + 4
    for place in range(first + 1, last + 1):
        years = min(span, 4.2 * (last - first)) * (place - first) / (last - first + 0.4)
        day = career.tmt + timedelta(days=round(years * YEAR))
        month = BULAN_KP[day.month > 6]
        day = max(date(day.year, month, 1), _next_period(steps[-1][1]))
        steps.append((GOLONGAN[place], day))
    return steps


def _next_period(day: date) -> date:
    return date(
        day.year + (day.month >= BULAN_KP[1]), BULAN_KP[day.month < BULAN_KP[1] and day.month >= BULAN_KP[0]], 1
    )


def _schooling(person: Orang) -> str:
    """What the person was taken in with; a second degree came later."""
    return {"S-2": "S-1", "S-3": "S-1"}.get(person.pendidikan, person.pendidikan)


def golongan(person: Orang, demo: Demo) -> Iterator[Baris]:
    steps = [step for step in steps_of(person) if step[1] <= demo.tanggal]
    kind = {"fungsional": "202", "struktural": "201"}.get(person.jabatan.jenis, "101")
    for place, (name, day) in enumerate(steps):
        after = steps[place + 1][1] if place + 1 < len(steps) else None
        jenis = None if "/" not in name else f"kenaikan_pangkat:{'211' if place == 0 else kind}"
        years, months = _months(person.karier.tmt, day)
        yield Baris(
            name, day, after, f"823/{person.nomor % 900 + 100}/{day.year}", _decided(day),
            (id_golongan(name), jenis, years, months, "" if place == 0 else f"PG-{person.nomor % 9000 + 1000}/{day.year}"),
        )  # fmt: skip


def ujian(person: Orang, demo: Demo) -> Iterator[Baris]:
    """Whoever rose past a grade that asks for an examination has passed it the year before; some stand right before it and
    have passed.
    """
    if person.jenis != JenisPegawai.PNS:
        return
    reached = [(name, day) for name, day in steps_of(person) if day <= demo.tanggal]
    for place, (name, day) in enumerate(reached):
        level = next((row for row in UJIAN if row["dari"] == name), None)
        if level is None or TINGKAT.get(_schooling(person), 0) >= TINGKAT_PENDIDIKAN[level["bebas_ijazah"]]:
            continue
        risen = reached[place + 1][1] if place + 1 < len(reached) else None
        if risen is None and person.nomor % 3:
            continue
        passed = max(day, (risen or demo.tanggal) - timedelta(days=200))
        nomor = f"STLUD-{person.nomor % 9000 + 1000}/{passed.year}"
        yield Baris(level["kode"], passed, None, "", None, (level["kode"], nomor, "Badan Kepegawaian Daerah"))


UJIAN = TABEL_UJIAN_DINAS.terakhir.nilai["tingkat"]
# Levels of schooling of the plan as the tables of the law rank them; what is missing here is below every exemption.
TINGKAT = {
    "D-III": TINGKAT_PENDIDIKAN["d3"], "D-IV": TINGKAT_PENDIDIKAN["d4"], "S-1": TINGKAT_PENDIDIKAN["s1"],
    "Profesi": TINGKAT_PENDIDIKAN["s1"],
}  # fmt: skip


def kgb(person: Orang, demo: Demo) -> Iterator[Baris]:
    """Whenever service reaches a row of the table of pay; the last ones, as they are kept digitally."""
    if person.jenis in {JenisPegawai.CPNS, JenisPegawai.PPPK_PARUH_WAKTU}:
        return
    steps, tmt = steps_of(person), person.karier.tmt
    days = [
        day
        for year in range(max(tmt.year + 1, KGB_SEJAK), demo.tanggal.year + 1)
        if (day := date(year, tmt.month, 1)) <= demo.tanggal and year - tmt.year in _rows_of(_rank_on(steps, day))
    ]
    for place, day in enumerate(days):
        name = _rank_on(steps, day)
        years, months = _months(tmt, day)
        after = days[place + 1] if place + 1 < len(days) else None
        yield Baris(
            str(day.year), day, after, f"822/{person.nomor % 900 + 100}/{day.year}", _decided(day),
            (id_golongan(name), years, months, pay_of(name, years, day)),
        )  # fmt: skip


def _rank_on(steps: list[tuple[str, date]], day: date) -> str:
    return [name for name, since in steps if since <= day][-1]


@cache
def _rows_of(golongan: str) -> frozenset[int]:
    """Years of service at which the pay of a golongan rises."""
    status, table = ("pns", TABEL_GAJI_PNS) if "/" in golongan else ("pppk", TABEL_GAJI_PPPK)
    return frozenset(years for years, _ in lajur_gaji(status, table.terakhir, golongan) if years)


def perjanjian(person: Orang, demo: Demo) -> Iterator[Baris]:
    """One year for paruh waktu, five for the others; the newest holds on the province's day."""
    if person.jenis not in BERPERJANJIAN:
        return
    part = person.jenis == JenisPegawai.PPPK_PARUH_WAKTU
    years = 1 if part or person.nomor % 4 == 0 else 5
    start = person.karier.tmt
    while start <= demo.tanggal:
        after = start.replace(year=start.year + years)
        yield Baris(
            str(start.year), start, after, f"814.1/{person.nomor % 9000 + 1000}/PK/{start.year}", _decided(start),
            (
                person.jabatan.label[:200], id_golongan(person.karier.golongan), 20 if part else 37.5,
                round(UPAH_PARUH_WAKTU * 0.5 + person.nomor % 7 * 100_000) if part else None,
            ),
        )  # fmt: skip
        start = after


def angka_kredit(person: Orang, demo: Demo) -> Iterator[Baris]:
    """Two years of conversion for functional positions of civil servants."""
    koefisien = KOEFISIEN.get(person.jabatan.jenjang)
    if koefisien is None or person.jenis != JenisPegawai.PNS:
        return
    for year in (demo.tanggal.year - 2, demo.tanggal.year - 1):
        start, after = date(year, 1, 1), date(year + 1, 1, 1)
        if start < person.karier.tmt:
            continue
        credit = koefisien * (1.5 if person.nomor % 9 == 0 else 1)
        yield Baris(
            str(year), start, after, f"PAK/{person.nomor % 9000 + 1000}/{year + 1}", date(year + 1, 1, 20),
            (person.jabatan.label[:200], credit, 0, credit, False, False, True),
        )  # fmt: skip


def absence(person: Orang, demo: Demo, acak: random.Random) -> tuple[date, date, str] | None:
    """A few have been away without pay or to study: from, until (first day after), kind."""
    if person.jenis != JenisPegawai.PNS or person.is_pemimpin or person.tokoh or acak.random() >= 0.012:
        return None
    joined = person.karier.tmt
    if (demo.tanggal - joined).days < 7 * YEAR:
        return None
    began = (demo.tanggal - timedelta(days=acak.randint(120, 1500))).replace(day=1)
    kind = "1" if acak.random() < 0.4 else "6"
    return began, began.replace(year=began.year + acak.choice((1, 2))), kind


def kedudukan(person: Orang, away: tuple[date, date, str] | None, *, forgotten: bool, demo: Demo) -> Iterator[Baris]:
    """Active since entry, with the time away; `forgotten`: back from it, but nobody recorded that."""
    start = person.karier.tmt
    if away is None:
        yield Baris("1", start, None, "", None, ("kedudukan_hukum:01",))
        return
    began, back, kind = away
    code = "kedudukan_hukum:02" if kind == "1" else "kedudukan_hukum:03"
    ended = None if forgotten or back > demo.tanggal else back
    yield Baris("1", start, began, "", None, ("kedudukan_hukum:01",))
    yield Baris("2", began, ended, f"851/{person.nomor % 900 + 100}/{began.year}", _decided(began), (code,))
    if ended is not None:
        yield Baris(
            "3", ended, None, f"852/{person.nomor % 900 + 100}/{ended.year}", _decided(ended), ("kedudukan_hukum:01",)
        )


def cltn(person: Orang, away: tuple[date, date, str] | None) -> Iterator[Baris]:
    if away is None:
        return
    began, back, kind = away
    yield Baris(
        "1", began, back, f"851/{person.nomor % 900 + 100}/{began.year}", _decided(began),
        (f"cltn:{kind}", back, f"BKN/{person.nomor % 900 + 100}/{began.year}"),
    )  # fmt: skip
