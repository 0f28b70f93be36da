"""Recommended programmes: those that close measured gaps, with the gap they close and the posts they lead to.

For one person live (one statement, two more for the posts); for everybody by night into SaranPelatihan.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet

from asn_portal.core.relasi import fetch_with
from asn_portal.core.sql import fetch
from jabatan.selectors.karier import KURSI_DICARI, OWN, RUANG, career_of, next_levels
from jabatan.selectors.perlu import ACUAN, STANDAR, TINGKAT_BAWAAN, compose
from pegawai.models import Pegawai
from pelatihan.enums import BentukPelatihan
from pelatihan.models import SaranPelatihan
from pelatihan.selectors.celah import BAGIAN, ORANG_INI

TERBANYAK = 5

# What may be recommended teaches: all programmes that are open; and for everybody at once, of those that teach the same
# (and so close the same for anybody) only the first ones, with as many more as somebody may hold certificates of.
DITAWARKAN = """
ditawarkan AS (
    SELECT sasaran.program_id, sasaran.kode, sasaran.tingkat
    FROM pelatihan_programpelatihan AS program JOIN pelatihan_sasarankompetensi AS sasaran ON sasaran.program_id = program.id
    WHERE program.ditutup_pada IS NULL AND program.instansi_id = %(instansi)s
)"""
DITAWARKAN_SEMUA = """
sama AS MATERIALIZED (
    SELECT program.id, program.jp, program.judul,
           array_agg(sasaran.kode || ':' || sasaran.tingkat ORDER BY sasaran.kode, sasaran.tingkat) AS ajaran
    FROM pelatihan_programpelatihan AS program JOIN pelatihan_sasarankompetensi AS sasaran ON sasaran.program_id = program.id
    WHERE program.ditutup_pada IS NULL AND program.instansi_id = %(instansi)s GROUP BY program.id
),
dipunyai AS (
    SELECT coalesce(max(banyak), 0) AS banyak FROM (
        SELECT count(*) AS banyak FROM sama JOIN pelatihan_sertifikat AS sah ON sah.program_id = sama.id
         AND sah.status = 'disahkan' AND (sah.berlaku_sampai IS NULL OR sah.berlaku_sampai >= %(hari)s)
        GROUP BY sah.pegawai_id, sama.ajaran) AS satu
),
ditawarkan AS MATERIALIZED (
    SELECT sasaran.program_id, sasaran.kode, sasaran.tingkat FROM (
        SELECT sama.id, row_number() OVER (PARTITION BY ajaran ORDER BY dibuka.mulai NULLS LAST, jp, judul, sama.id) AS giliran
        FROM sama LEFT JOIN dibuka ON dibuka.program_id = sama.id
    ) AS urut JOIN pelatihan_sasarankompetensi AS sasaran ON sasaran.program_id = urut.id
    WHERE urut.giliran <= %(banyak)s + (SELECT banyak FROM dipunyai)
)"""
# Levels that a programme closes for a person, without those whose certificate still counts.
TUTUP = """
tutup AS (
    SELECT celah.pegawai_id, ditawarkan.program_id, celah.kompetensi_id, kamus.nama AS kompetensi, celah.capaian, celah.jabatan_id,
           least(celah.standar, ditawarkan.tingkat) AS sampai, ditawarkan.tingkat AS ajar
    FROM celah JOIN jabatan_kamuskompetensi AS kamus ON kamus.id = celah.kompetensi_id
    JOIN ditawarkan ON ditawarkan.kode = kamus.kode AND ditawarkan.tingkat > celah.capaian
    WHERE celah.capaian < celah.standar AND NOT EXISTS (
        SELECT FROM pelatihan_sertifikat AS sah WHERE sah.pegawai_id = celah.pegawai_id AND sah.program_id = ditawarkan.program_id
         AND sah.status = 'disahkan' AND (sah.berlaku_sampai IS NULL OR sah.berlaku_sampai >= %(hari)s))
)"""
# Batches one can register for at this moment.
DIBUKA = """
dibuka AS (
    SELECT angkatan.program_id, min(angkatan.mulai) AS mulai FROM pelatihan_angkatanpelatihan AS angkatan
    WHERE angkatan.instansi_id = %(instansi)s AND angkatan.status = 'dibuka' AND angkatan.buka_pada <= %(sekarang)s
      AND angkatan.tutup_pada > %(sekarang)s
    GROUP BY angkatan.program_id
)"""
# Highest gap first, then what can be joined soonest, then the shorter way: live and by night the same order.
MINE = """
SELECT program.id AS program_id, program.judul AS judul, program.bentuk, program.jp AS jp, sum(tutup.sampai - tutup.capaian) AS celah, dekat.mulai AS mulai,
       (SELECT modul.id FROM pelatihan_moduldaring AS modul WHERE modul.program_id = program.id AND modul.terbit_pada IS NOT NULL),
       json_agg(json_build_array(tutup.kompetensi_id, tutup.kompetensi, tutup.capaian, tutup.sampai, tutup.ajar)
                ORDER BY tutup.sampai - tutup.capaian DESC, tutup.kompetensi)
FROM tutup JOIN pelatihan_programpelatihan AS program ON program.id = tutup.program_id
LEFT JOIN dibuka AS dekat ON dekat.program_id = program.id
GROUP BY program.id, dekat.mulai
ORDER BY celah DESC, mulai NULLS LAST, jp, judul, program_id LIMIT %(banyak)s
"""
ALL = """
INSERT INTO pelatihan_saranpelatihan (pegawai_id, program_id, urut, celah, pada)
SELECT pegawai_id, program_id, urut, celah, %(hari)s FROM (
    SELECT jumlah.*, row_number() OVER (PARTITION BY pegawai_id ORDER BY celah DESC, mulai NULLS LAST, jp, judul, program_id) AS urut FROM (
        SELECT tutup.pegawai_id, tutup.program_id, program.jp, program.judul, dibuka.mulai, sum(tutup.sampai - tutup.capaian) AS celah
        FROM tutup JOIN pelatihan_programpelatihan AS program ON program.id = tutup.program_id
        LEFT JOIN dibuka ON dibuka.program_id = tutup.program_id
        GROUP BY tutup.pegawai_id, tutup.program_id, program.jp, program.judul, dibuka.mulai
    ) AS jumlah
) AS semua WHERE urut <= %(banyak)s
"""
POSTS = "SELECT jabatan_id, kompetensi_id, tingkat FROM standar"


@dataclass(frozen=True)
class Tutup:
    kompetensi_id: UUID
    kompetensi: str
    dari: int
    sampai: int
    ajar: int


@dataclass(frozen=True)
class Saran:
    """A programme with its reason. `membuka`: posts for which a competence then reaches the standard."""

    program_id: UUID
    judul: str
    bentuk: str
    jp: Decimal
    celah: int
    mulai: date | None
    modul_id: UUID | None
    tutup: list[Tutup]
    membuka: list[str]

    @property
    def bentuk_kata(self) -> str:
        return str(BentukPelatihan(self.bentuk).label)


def recommendations(pegawai: Pegawai, hari: date, now: datetime) -> list[Saran]:
    """At most five, the largest gap first."""
    rows = fetch_with(
        compose(MINE, ORANG_INI, *BAGIAN, DITAWARKAN, TUTUP, DIBUKA), TINGKAT_BAWAAN, orang=[str(pegawai.pk)], instansi=pegawai.instansi_id,
        hari=hari, sekarang=now, banyak=TERBANYAK,
    )  # fmt: skip
    if not rows:
        return []
    posts = _posts_ahead(pegawai, hari)
    return [_read(row, posts) for row in rows]


def _read(row: tuple[Any, ...], posts: list[tuple[str, dict[UUID, int]]]) -> Saran:
    closes = [Tutup(UUID(pk), nama, dari, sampai, ajar) for pk, nama, dari, sampai, ajar in row[7]]
    opened = [
        title for title, needs in posts if any(one.dari < needs.get(one.kompetensi_id, 0) <= one.ajar for one in closes)
    ]
    return Saran(*row[:4], int(row[4]), row[5], row[6], closes, opened)


def _posts_ahead(pegawai: Pegawai, hari: date) -> list[tuple[str, dict[UUID, int]]]:
    """Posts that can follow the own one, with the level of each competence they ask for."""
    own = fetch(OWN, orang=pegawai.pk, hari=hari)
    if not own:
        return []
    _, _, jenjang, nama = own[0]
    career = career_of(pegawai, hari)
    nexts = {title: (kind, level, name) for name, kind, level, title in next_levels(jenjang, nama)}
    wanted = [(one.judul, *nexts.get(one.judul, (one.jenis, "", ""))) for one in career.tujuan]
    ids = [uuid5(RUANG, f"{kind}:{level}:{name}") for _, kind, level, name in wanted]
    rows = fetch_with(
        compose(POSTS, KURSI_DICARI, ACUAN, STANDAR), TINGKAT_BAWAAN, instansi=pegawai.instansi_id, hari=hari,
        id=[str(pk) for pk in ids], jenis=[kind for _, kind, _, _ in wanted], jenjang=[level for _, _, level, _ in wanted],
        nama=[name for *_, name in wanted],
    )  # fmt: skip
    needs: dict[UUID, dict[UUID, int]] = {}
    for post, kompetensi, tingkat in rows:
        needs.setdefault(post, {})[kompetensi] = tingkat
    return [(title, needs.get(pk, {})) for pk, (title, *_) in zip(ids, wanted, strict=True)]


def recommended_to(orang: Collection[UUID]) -> QuerySet[SaranPelatihan]:
    """As of last night, for a team."""
    rows = SaranPelatihan.objects.filter(pegawai_id__in=orang, program__ditutup_pada=None)
    return rows.select_related("program").order_by("pegawai_id", "urut")
