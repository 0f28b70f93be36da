"""Figures for those who run training: batches, attendance, results, cost; coverage of the province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from asn_portal.core.sql import fetch
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
