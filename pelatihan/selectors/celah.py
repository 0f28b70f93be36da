"""Gaps: what the own post asks for (jabatan) against the level an assessor has measured. One statement for one and for all.

Without a measurement there is no gap to tell, only "not measured"; what a person or a superior thinks stands beside it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from asn_portal.core.relasi import fetch_with
from jabatan.selectors.perlu import ACUAN, STANDAR, TINGKAT_BAWAAN, compose
from pelatihan.aturan.kebutuhan import hasil_lama
from pelatihan.aturan.kompetensi import MasukanJpm, jpm

ORANG_INI = "orang_dipilih AS (SELECT unnest(%(orang)s::uuid[]) AS id)"
# Whoever was measured at all: gaps of a province are gaps of these.
ORANG_TERUKUR = """
orang_dipilih AS MATERIALIZED (
    SELECT orang.id FROM pegawai_pegawai AS orang
    WHERE orang.instansi_id = %(instansi)s AND orang.ditarik_pada IS NULL AND EXISTS (
        SELECT FROM pelatihan_pengukurankompetensi AS ukur
        WHERE ukur.pegawai_id = orang.id AND ukur.sumber = 'asesmen' AND ukur.ditarik_pada IS NULL)
)"""
TEMPAT = """
tempat AS MATERIALIZED (
    SELECT DISTINCT ON (duduk.pegawai_id) duduk.pegawai_id, duduk.jabatan_id
    FROM orang_dipilih JOIN jabatan_penempatan AS duduk ON duduk.pegawai_id = orang_dipilih.id
     AND duduk.jenis = 'definitif' AND upper_inf(duduk.tercatat) AND duduk.berlaku @> %(hari)s::date
    ORDER BY duduk.pegawai_id, lower(duduk.berlaku) DESC
),
kursi AS MATERIALIZED (
    SELECT rinci.jabatan_id, jab.instansi_id, jab.jenis, jab.jenjang, rinci.nama, rinci.unit_id
    FROM jabatan_rincianjabatan AS rinci JOIN jabatan_jabatan AS jab ON jab.id = rinci.jabatan_id
    WHERE rinci.jabatan_id IN (SELECT jabatan_id FROM tempat) AND upper_inf(rinci.tercatat)
      AND rinci.berlaku @> %(hari)s::date
)"""
# ukur: the last level by each source; celah: every competence that the post asks for, with what was measured (or null).
UKUR = """
ukur AS MATERIALIZED (
    SELECT DISTINCT ON (u.pegawai_id, u.kompetensi_id) u.pegawai_id, u.kompetensi_id, u.tingkat, u.tanggal, u.pelaksana,
           u.asesor
    FROM orang_dipilih JOIN pelatihan_pengukurankompetensi AS u ON u.pegawai_id = orang_dipilih.id
     AND u.sumber = 'asesmen' AND u.ditarik_pada IS NULL AND u.tanggal <= %(hari)s
    ORDER BY u.pegawai_id, u.kompetensi_id, u.tanggal DESC, u.pada DESC
)"""
# Materialized: what is asked of gaps may not turn the joins around, and everybody's levels meet everybody's standards.
CELAH = """
celah AS MATERIALIZED (
    SELECT tempat.pegawai_id, tempat.jabatan_id, standar.kompetensi_id, standar.tingkat AS standar, standar.dekat, standar.dasar,
           ukur.tingkat::int AS capaian, ukur.tanggal, ukur.pelaksana, ukur.asesor
    FROM tempat JOIN standar ON standar.jabatan_id = tempat.jabatan_id
    LEFT JOIN ukur ON ukur.pegawai_id = tempat.pegawai_id AND ukur.kompetensi_id = standar.kompetensi_id
)"""
BAGIAN = (TEMPAT, ACUAN, STANDAR, UKUR, CELAH)

MINE = """
SELECT kamus.id, kamus.kode, kamus.nama, kamus.jenis, celah.standar, celah.capaian, celah.tanggal, celah.pelaksana, kursi.nama,
       celah.dekat, celah.dasar, mandiri.tingkat, atasan.tingkat, celah.asesor
FROM celah JOIN jabatan_kamuskompetensi AS kamus ON kamus.id = celah.kompetensi_id
JOIN kursi ON kursi.jabatan_id = celah.jabatan_id
LEFT JOIN LATERAL (
    SELECT u.tingkat FROM pelatihan_pengukurankompetensi AS u
    WHERE u.pegawai_id = celah.pegawai_id AND u.kompetensi_id = celah.kompetensi_id AND u.sumber = 'mandiri'
      AND u.ditarik_pada IS NULL ORDER BY u.tanggal DESC LIMIT 1
) AS mandiri ON true
LEFT JOIN LATERAL (
    SELECT u.tingkat FROM pelatihan_pengukurankompetensi AS u
    WHERE u.pegawai_id = celah.pegawai_id AND u.kompetensi_id = celah.kompetensi_id AND u.sumber = 'atasan'
      AND u.ditarik_pada IS NULL ORDER BY u.tanggal DESC LIMIT 1
) AS atasan ON true
ORDER BY kamus.jenis, kamus.urut, kamus.nama
"""
TEAM = """
SELECT celah.pegawai_id, count(celah.capaian), count(*) FILTER (WHERE celah.capaian < celah.standar),
       coalesce(sum(celah.standar - celah.capaian) FILTER (WHERE celah.capaian < celah.standar), 0), count(*)
FROM celah GROUP BY celah.pegawai_id
"""
# How many levels the programme closes for each of these people: up to what it teaches and the post asks for.
FOR_PROGRAM = """
SELECT celah.pegawai_id, sum(least(celah.standar, sasaran.tingkat) - celah.capaian)
FROM celah JOIN jabatan_kamuskompetensi AS kamus ON kamus.id = celah.kompetensi_id
JOIN pelatihan_sasarankompetensi AS sasaran ON sasaran.kode = kamus.kode AND sasaran.program_id = %(program)s
WHERE celah.capaian < least(celah.standar, sasaran.tingkat)
GROUP BY celah.pegawai_id
"""


@dataclass(frozen=True)
class Celah:
    """One competence of the own post. `capaian` None: nobody has measured it yet."""

    kompetensi_id: UUID
    kode: str
    nama: str
    jenis: str
    standar: int
    capaian: int | None
    tanggal: date | None
    pelaksana: str | None
    jabatan: str
    dekat: int
    dasar: str
    mandiri: int | None
    atasan: int | None
    asesor: str | None = None
    # Older than results are taken for usual; it still counts.
    lama: bool = False

    @property
    def kurang(self) -> int:
        """Levels that are missing; nothing while not measured."""
        return 0 if self.capaian is None else max(self.standar - self.capaian, 0)

    @property
    def keadaan(self) -> str:
        if self.capaian is None:
            return "belum"
        return "kurang" if self.kurang else "cukup"


@dataclass(frozen=True)
class JumlahCelah:
    """Of one person: how many competences were measured, are below the standard, by how many levels in all."""

    pegawai_id: UUID
    diukur: int
    kurang: int
    tingkat: int
    semua: int


def _ask(
    statement: str, orang: Collection[UUID], instansi_id: UUID, hari: date, **values: Any
) -> list[tuple[Any, ...]]:
    return fetch_with(
        compose(statement, ORANG_INI, *BAGIAN), TINGKAT_BAWAAN, orang=[str(pk) for pk in orang], instansi=instansi_id,
        hari=hari, **values,
    )  # fmt: skip


def gaps_of(pegawai_id: UUID, instansi_id: UUID, hari: date) -> list[Celah]:
    """Every competence of the own post. One query; nothing for somebody without a seat on the map."""
    rows = [Celah(*row) for row in _ask(MINE, [pegawai_id], instansi_id, hari)]
    return [replace(one, lama=one.tanggal is not None and hasil_lama(one.tanggal, hari)) for one in rows]


def match_of(celah: Collection[Celah]) -> Decimal | None:
    """JPM of one person and the own post by the rule; nothing while a competence of the post is not measured."""
    levels = [one.capaian for one in celah if one.capaian is not None]
    if not celah or len(levels) < len(celah):
        return None
    asked = [Decimal(one.standar) for one in celah]
    found = jpm(MasukanJpm(capaian=[Decimal(level) for level in levels], standar=asked, skema="umum"))
    return Decimal(str(found["jpm"]))


def gap_sums(orang: Collection[UUID], instansi_id: UUID, hari: date) -> dict[UUID, JumlahCelah]:
    """By person. One query for all of them."""
    return {row[0]: JumlahCelah(*row) for row in _ask(TEAM, orang, instansi_id, hari)}


def gaps_closed_by(program_id: UUID, orang: Collection[UUID], instansi_id: UUID, hari: date) -> dict[UUID, int]:
    """Levels that this programme would close, by person; who gains nothing or is not measured is not in it."""
    rows = _ask(FOR_PROGRAM, orang, instansi_id, hari, program=program_id)
    return {pegawai_id: int(levels) for pegawai_id, levels in rows}
