"""Figures for those who run training: batches, attendance, results, cost; coverage of the province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from asn_portal.core import selectors as core_selectors
from asn_portal.core.izin import MIN_AGREGAT, Sumber
from asn_portal.core.kelompok_kecil import hide_in_line, hide_small
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.sql import fetch
from asn_portal.rekap.unit import join_branch
from pelatihan.selectors.jp import REKAP, rekap_values

# Of one calendar year. What a batch costs: that of its agreement for each who sits, else that of the programme.
TAHUN = """
SELECT count(*) FILTER (WHERE angkatan.status = 'dibuka'), count(*) FILTER (WHERE angkatan.status = 'terisi'),
       count(*) FILTER (WHERE angkatan.status = 'selesai'), coalesce(sum(orang.duduk), 0), coalesce(sum(orang.lulus), 0),
       coalesce(sum(orang.absen), 0), coalesce(sum(angkatan.kuota) FILTER (WHERE angkatan.status <> 'dibatalkan'), 0),
       coalesce(sum(orang.duduk * coalesce(janji.biaya, program.biaya)), 0), avg(orang.awal), avg(orang.akhir)
FROM pelatihan_angkatanpelatihan AS angkatan
JOIN pelatihan_programpelatihan AS program ON program.id = angkatan.program_id
LEFT JOIN pelatihan_perjanjianpenyelenggara AS janji ON janji.id = angkatan.perjanjian_id
LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE pelatihan_bertempat(ikut.status)) AS duduk,
           count(*) FILTER (WHERE ikut.status = 'lulus') AS lulus,
           count(*) FILTER (WHERE ikut.status = 'tidak_hadir') AS absen,
           avg(ikut.nilai_awal) FILTER (WHERE ikut.nilai_akhir IS NOT NULL) AS awal, avg(ikut.nilai_akhir) AS akhir
    FROM pelatihan_kepesertaan AS ikut WHERE ikut.angkatan_id = angkatan.id
) AS orang ON true
WHERE angkatan.instansi_id = %(instansi)s AND angkatan.tahun = %(tahun)s
"""
CAKUPAN = f"""
SELECT count(*) FILTER (WHERE NOT pppk), count(*) FILTER (WHERE NOT pppk AND kurang = 0), count(*) FILTER (WHERE pppk),
       count(*) FILTER (WHERE pppk AND kelebihan > 0), coalesce(sum(total), 0)
FROM (SELECT *, kurang IS NULL AS pppk FROM ({REKAP}) AS rekap WHERE unit_id IS NOT NULL) AS orang
"""

# The same for some units, each with what it is part of one level below them. `semua`: the whole agency.
LETAK = """
JOIN core_jalurunit AS letak ON letak.unit_id = UNIT AND letak.berlaku @> %(hari)s::date
 AND (%(semua)s OR letak.jalur <@ ANY(%(jalur)s::ltree[]))
"""
BELANJA_UNIT = f"""
SELECT cabang.id, count(*), count(*) FILTER (WHERE ikut.status = 'lulus'), coalesce(sum(coalesce(janji.biaya, program.biaya)), 0)
FROM pelatihan_kepesertaan AS ikut JOIN pelatihan_angkatanpelatihan AS angkatan ON angkatan.id = ikut.angkatan_id
JOIN pelatihan_programpelatihan AS program ON program.id = angkatan.program_id
LEFT JOIN pelatihan_perjanjianpenyelenggara AS janji ON janji.id = angkatan.perjanjian_id
{LETAK.replace("UNIT", "ikut.unit_id", 1)}{join_branch("letak.jalur")}
WHERE angkatan.instansi_id = %(instansi)s AND angkatan.tahun = %(tahun)s AND pelatihan_bertempat(ikut.status)
GROUP BY cabang.id
"""
CAKUPAN_UNIT = f"""
SELECT cabang.id, count(*), count(*) FILTER (WHERE orang.kurang = 0)
FROM ({REKAP}) AS orang {LETAK.replace("UNIT", "orang.unit_id", 1)}{join_branch("letak.jalur")}
WHERE orang.kurang IS NOT NULL
GROUP BY cabang.id
"""


@dataclass(frozen=True)
class Ringkasan:
    dibuka: int
    berjalan: int
    selesai: int
    duduk: int
    lulus: int
    absen: int
    kuota: int
    biaya: Decimal
    nilai_awal: Decimal | None
    nilai_akhir: Decimal | None


@dataclass(frozen=True)
class Cakupan:
    """How many of today's people have the JP of their year."""

    pns: int
    terpenuhi: int
    pppk: int
    melewati: int
    jp: Decimal

    @property
    def persen(self) -> int:
        return int(self.terpenuhi * 100 / self.pns) if self.pns else 0


def summary(instansi_id: UUID, tahun: int) -> Ringkasan:
    return Ringkasan(*fetch(TAHUN, instansi=instansi_id, tahun=tahun)[0])


def coverage(instansi_id: UUID, hari: date) -> Cakupan:
    values: dict[str, Any] = rekap_values(instansi_id, hari, None)
    return Cakupan(*fetch(CAKUPAN, **values)[0])


# -- for who leads units: sums only ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Jangkauan:
    """Of whose learning an account reads sums: everybody's, or that of the people of some units. `rinci`: it also reads them
    by name, so that no small group is hidden from it.
    """

    instansi_id: UUID
    hari: date
    jalur: list[str] | None
    rinci: bool

    @property
    def nilai(self) -> dict[str, Any]:
        depth = min((path.count(".") + 1 for path in self.jalur), default=1) if self.jalur else 1
        return {
            "instansi": self.instansi_id, "hari": self.hari, "semua": self.jalur is None, "jalur": self.jalur or [],
            "dalam": depth + 1,
        }  # fmt: skip


def reach_of(pengguna: Pengguna, hari: date) -> Jangkauan:
    mine = akses(pengguna)
    if mine.whole_agency(Sumber.PELATIHAN):
        return Jangkauan(mine.instansi_id, hari, None, True)
    named, summed = mine.paths(Sumber.PELATIHAN), mine.aggregate_paths(Sumber.PELATIHAN)
    return Jangkauan(mine.instansi_id, hari, [*named, *summed], not summed)


@dataclass(frozen=True)
class BarisUnit:
    """One unit. None: too few people to be told, or what would tell them by subtraction."""

    nama: str
    peserta: int | None
    lulus: int | None
    biaya: Decimal | None
    pns: int | None
    terpenuhi: int | None

    @property
    def persen(self) -> int | None:
        return None if self.terpenuhi is None or not self.pns else self.terpenuhi * 100 // self.pns


@dataclass(frozen=True)
class BelanjaUnit:
    seluruh: BarisUnit
    unit: list[BarisUnit]


def by_unit(lingkup: Jangkauan, tahun: int) -> BelanjaUnit:
    """Who took part, at what cost, and whose JP suffice: in all, and by unit. Three queries."""
    spent = {row[0]: row[1:] for row in fetch(BELANJA_UNIT, tahun=tahun, **lingkup.nilai)}
    people = rekap_values(lingkup.instansi_id, lingkup.hari, None)
    covered = {row[0]: row[1:] for row in fetch(CAKUPAN_UNIT, **(people | lingkup.nilai))}
    keys = sorted({*spent, *covered}, key=str)
    names = core_selectors.unit_names([key for key in keys if key], lingkup.hari)
    seats = [spent.get(key, (0, 0, Decimal(0))) for key in keys]
    hours = [covered.get(key, (0, 0)) for key in keys]
    rows = [BarisUnit(names.get(key, "Unit lain"), *a, *b) for key, a, b in zip(keys, seats, hours, strict=True)]
    whole = BarisUnit("Seluruhnya", *_sums([(0, 0, Decimal(0)), *seats]), *_sums([(0, 0), *hours]))
    if not lingkup.rinci:
        (whole,), rows = _told([whole]), _told(rows)
    return BelanjaUnit(whole, sorted(rows, key=lambda one: one.nama))


def _sums(rows: Sequence[Any]) -> list[Any]:
    return [sum(column) for column in zip(*rows, strict=True)]


def _told(rows: list[BarisUnit]) -> list[BarisUnit]:
    """Who took part, what passed and what did not, whose JP suffice and whose do not: tables without small groups, and without
    what would tell one by subtraction from the sum above.
    """
    few = hide_in_line([one.peserta or 0 for one in rows], MIN_AGREGAT)
    passed = hide_small([[one.lulus or 0, (one.peserta or 0) - (one.lulus or 0)] for one in rows], MIN_AGREGAT)
    done = hide_small([[one.terpenuhi or 0, (one.pns or 0) - (one.terpenuhi or 0)] for one in rows], MIN_AGREGAT)
    return [
        replace(
            one, peserta=None if line in few else one.peserta, biaya=None if line in few else one.biaya,
            lulus=None if line in few or (line, 0) in passed else one.lulus,
            terpenuhi=None if (line, 0) in done else one.terpenuhi,
        )
        for line, one in enumerate(rows)
    ]  # fmt: skip
