"""Fills the tables of performance: a few statements for the whole province, with ids that follow from the seed.

Chance is a digest of seed, person and year, so that the same province has the same plans whatever the order of rows.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db import connection

from asn_portal.core.demo import Demo, salin
from asn_portal.core.demo.dasar import WIB
from asn_portal.core.demo.muat import analyse
from kinerja.demo import pernyataan as sql
from kinerja.demo.nilai import write_ratings
from kinerja.enums import SumberKinerja, TahapKinerja
from kinerja.models import (
    SKP,
    CapaianOrganisasi,
    Evaluasi,
    IndikatorKinerja,
    IndikatorUnit,
    LangkahSKP,
    PenetapanSumber,
    PeriodeKinerja,
    PerjanjianKinerja,
    RencanaHasilKerja,
    SelMatriks,
    TenggatKinerja,
)
from kinerja.services.periode import OPEN_DUTIES, duty_values
from pegawai.enums import KelompokJabatan
from pegawai.rekap import AWAL_JABATAN

DATA = Path(__file__).parent / "data"
TAHUN_SELESAI = 2
# Plans of the next year are opened in the middle of November.
BUKA_RENCANA = (11, 16)


def is_empty() -> bool:
    return not PeriodeKinerja.objects.exists()


def load_kinerja(demo: Demo) -> None:
    """Years first, then what units promised, then everybody's plans."""
    years = years_of(demo)
    demo.lapor(f"Kinerja: tahun {years[0]} sampai {years[-1]}.")
    _write_years(demo, years)
    contents = tomllib.loads((DATA / "rencana.toml").read_text(encoding="utf-8"))
    with connection.cursor() as cursor:
        _prepare(cursor, demo, contents)
        for statement in sql.TARGETS:
            cursor.execute(statement, {"benih": str(demo.benih)})
        for year in years:
            _write_plans(cursor, demo, year, contents["lampiran"])
        cursor.execute(sql.NUMBERS)
        if years[-1] > demo.tanggal.year:
            opened = demo.jam(date(demo.tanggal.year, *BUKA_RENCANA))
            cursor.execute(OPEN_DUTIES, duty_values(demo.id("periode_kinerja", years[-1]), opened))
        cursor.execute(sql.DUTIES)
        cursor.execute(sql.CLEAN)
    analyse([
        PeriodeKinerja, TenggatKinerja, PenetapanSumber, PerjanjianKinerja, IndikatorUnit, SKP, RencanaHasilKerja,
        IndikatorKinerja, LangkahSKP, SelMatriks, CapaianOrganisasi, Evaluasi,
    ])  # fmt: skip


def years_of(demo: Demo) -> list[int]:
    """Two finished ones, the running one, and the next one as soon as its planning is open."""
    running = demo.tanggal.year
    last = running + (demo.tanggal >= date(running, *BUKA_RENCANA))
    return list(range(running - TAHUN_SELESAI, last + 1))


def _write_years(demo: Demo, years: list[int]) -> None:
    agency = demo.id("instansi", 1)
    columns = ("id", "instansi_id", "tahun", "irama", "dasar", "dibuka_pada")
    opened = {year: demo.jam(_opening(year)) for year in years}
    salin(
        PeriodeKinerja, columns,
        [(demo.id("periode_kinerja", year), agency, year, "triwulan", "Contoh", opened[year]) for year in years],
    )  # fmt: skip
    salin(
        TenggatKinerja, ("id", "periode_id", "tahap", "nomor", "buka", "batas", "dasar"),
        [
            (demo.id("tenggat", f"{year}:{tahap}:{nomor}"), demo.id("periode_kinerja", year), tahap, nomor, buka, batas, "Contoh")
            for year in years
            for tahap, nomor, buka, batas in windows(year)
        ],
    )  # fmt: skip
    salin(
        PenetapanSumber, ("id", "periode_id", "kelompok", "sumber"),
        [
            (demo.id("sumber", f"{year}:{kelompok}"), demo.id("periode_kinerja", year), kelompok, sumber)
            for year in years
            for kelompok, sumber in (("", SumberKinerja.PORTAL.value), (KelompokJabatan.GURU.value, SumberKinerja.RUANG_GTK.value))
        ],
    )  # fmt: skip


def _opening(year: int) -> date:
    return date(year - 1, *BUKA_RENCANA)


def windows(year: int) -> list[tuple[str, int, date, date]]:
    """Planning until the end of January, each quarter until the middle of the month after it, the year in January."""
    rows = [(TahapKinerja.RENCANA.value, 0, _opening(year), date(year, 1, 31))]
    for quarter, (y, m) in enumerate(((year, 4), (year, 7), (year, 10), (year + 1, 1)), 1):
        rows.append((TahapKinerja.PERIODIK.value, quarter, date(y, m, 1), date(y, m, 15)))
    return [*rows, (TahapKinerja.TAHUNAN.value, 0, date(year + 1, 1, 4), date(year + 1, 1, 31))]


def _prepare(cursor: Any, demo: Demo, contents: dict[str, Any]) -> None:
    """Who plans here, what each kind of post writes, and the targets, as temporary tables."""
    likes = {f"jabatan_{kode}": list(patterns) for kode, patterns in AWAL_JABATAN.items()}
    cursor.execute(
        sql.PEOPLE, {"benih": str(demo.benih), "hari": demo.tanggal, "instansi": demo.id("instansi", 1), **likes}
    )
    cursor.execute(sql.TEXTS)
    rows = [
        (kind["kelompok"], place, "utama", *line)
        for kind in contents["hasil"]
        for place, line in enumerate(kind["daftar"], 1)
    ]
    rows += [("", place, "tambahan", *line) for place, line in enumerate(contents["tambahan"]["daftar"], 1)]
    cursor.executemany("INSERT INTO demo_teks VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", rows)
    cursor.executemany(
        "INSERT INTO demo_iku VALUES (%s, %s, %s, %s, %s)",
        [
            (n, row["sasaran"], row["indikator"], row["target"], row["satuan"])
            for n, row in enumerate(contents["iku"], 1)
        ],
    )


def _write_plans(cursor: Any, demo: Demo, year: int, lampiran: dict[str, str]) -> None:
    """States of a finished year, of the running one, and of the next follow different shares (pernyataan.STATES)."""
    running = demo.tanggal.year
    stage = "selesai" if year < running else "kini" if year == running else "nanti"
    values = {
        "benih": str(demo.benih), "tahun": year, "tahap": stage, "periode": demo.id("periode_kinerja", year),
        "awal": date(year, 1, 1), "akhir": date(year + 1, 1, 1), "batas": date(year, 1, 31),
        # Plans of a year were sent in its January; those of the next one in the last days.
        "mulai_kirim": datetime.combine(date(year, 1, 6) if year <= running else demo.tanggal, time(8), WIB),
        "sebar": 20 if year <= running else 0, "rhk": 3 if year >= running else 2,
        **lampiran,
    }  # fmt: skip
    for statement in sql.PLANS:
        cursor.execute(statement, values)
    write_ratings(cursor, demo, year)
    cursor.execute(sql.CLEAN_YEAR)
