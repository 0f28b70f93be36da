"""JP of a year: certificates, and rows of the file that no certificate has written. One statement for one or for all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from asn_portal.core.sql import fetch
from pegawai.enums import BERPERJANJIAN
from pelatihan.aturan.jam_pelajaran import TABEL_TAHUNAN, MasukanJpTahunan, jp_tahunan

# The year of a PNS is that of the calendar, that of a PPPK runs from the day of the contract.
ORANG = """
SELECT orang.id, orang.jenis, orang.unit_kini_id AS unit_id,
       CASE WHEN kontrak.mulai IS NULL THEN date_trunc('year', %(hari)s::date)::date
            ELSE (kontrak.mulai + make_interval(years => extract(year FROM age(%(hari)s::date, kontrak.mulai))::int))::date
       END AS dari
FROM pegawai_pegawai AS orang
LEFT JOIN LATERAL (
    SELECT min(lower(janji.berlaku)) AS mulai FROM pegawai_perjanjiankerja AS janji
    WHERE orang.jenis = ANY(%(pppk)s) AND janji.pegawai_id = orang.id AND upper_inf(janji.tercatat)
      AND janji.berlaku @> %(hari)s::date
) AS kontrak ON true
WHERE orang.instansi_id = %(instansi)s AND orang.ditarik_pada IS NULL
  AND (%(orang)s::uuid[] IS NULL OR orang.id = ANY(%(orang)s::uuid[]))
"""
# What counts, each thing once: a certificate and the row of the file that it has written are one.
HITUNGAN = """
SELECT sah.pegawai_id, sah.selesai, sah.jp FROM pelatihan_sertifikat AS sah WHERE sah.status = 'disahkan'
UNION ALL
SELECT baris.pegawai_id, (upper(baris.berlaku) - 1), baris.jumlah_jam::numeric
FROM pegawai_riwayatkursus AS baris
WHERE upper_inf(baris.tercatat) AND baris.jumlah_jam > 0 AND NOT EXISTS (
    SELECT FROM pelatihan_sertifikat AS sah WHERE sah.pegawai_id = baris.pegawai_id AND sah.status = 'disahkan'
    AND (sah.riwayat_id IN (baris.id, baris.menggantikan_id)
         OR (upper(sah.judul) = upper(baris.nama) AND baris.berlaku && daterange(sah.mulai, sah.selesai, '[]'))))
UNION ALL
SELECT baris.pegawai_id, (upper(baris.berlaku) - 1), baris.jumlah_jam::numeric
FROM pegawai_riwayatdiklat AS baris
WHERE upper_inf(baris.tercatat) AND baris.jumlah_jam > 0 AND NOT EXISTS (
    SELECT FROM pelatihan_sertifikat AS sah WHERE sah.pegawai_id = baris.pegawai_id AND sah.status = 'disahkan'
    AND (sah.riwayat_id IN (baris.id, baris.menggantikan_id)
         OR baris.berlaku && daterange(sah.mulai, sah.selesai, '[]') AND baris.nomor = sah.nomor))
"""
# Per person: total of the year that holds the day, and what the rule says of it. Parameters come from the table of the rule.
REKAP = f"""
WITH orang AS MATERIALIZED ({ORANG}), hitungan AS ({HITUNGAN}), jumlah AS (
    SELECT orang.id, sum(hitungan.jp) AS total
    FROM orang JOIN hitungan ON hitungan.pegawai_id = orang.id
    WHERE hitungan.selesai >= orang.dari AND hitungan.selesai < (orang.dari + interval '1 year')::date
      AND hitungan.selesai <= %(hari)s
    GROUP BY orang.id
)
SELECT orang.id, orang.jenis, orang.unit_id, orang.dari, coalesce(jumlah.total, 0) AS total,
       CASE WHEN orang.jenis = ANY(%(pppk)s) THEN NULL
            ELSE greatest(%(paling_sedikit)s - coalesce(jumlah.total, 0), 0) END AS kurang,
       CASE WHEN orang.jenis = ANY(%(pppk)s)
            THEN greatest(coalesce(jumlah.total, 0) - %(paling_banyak)s, 0) END AS kelebihan
FROM orang LEFT JOIN jumlah ON jumlah.id = orang.id
"""


@dataclass(frozen=True)
class JPTahunan:
    """JP of somebody in the year that holds a day. `kurang` for PNS, `kelebihan` for PPPK."""

    pegawai_id: UUID
    jenis: str
    unit_id: UUID | None
    dari: date
    total: Decimal
    kurang: Decimal | None
    kelebihan: Decimal | None

    @property
    def pppk(self) -> bool:
        return self.kelebihan is not None

    @property
    def batas(self) -> int:
        nilai = TABEL_TAHUNAN.terakhir.nilai
        return int(nilai["pppk_paling_banyak"] if self.pppk else nilai["pns_paling_sedikit"])

    @property
    def dasar(self) -> str:
        return TABEL_TAHUNAN.terakhir.dasar_hukum

    @property
    def persen(self) -> int:
        return min(100, int(self.total * 100 / self.batas))

    @property
    def terpenuhi(self) -> bool:
        return not self.pppk and self.kurang == 0


def law_values() -> dict[str, Any]:
    """What the table of the rule says, as parameters of REKAP."""
    nilai = TABEL_TAHUNAN.terakhir.nilai
    least, most = nilai["pns_paling_sedikit"], nilai["pppk_paling_banyak"]
    return {"pppk": sorted(BERPERJANJIAN), "paling_sedikit": least, "paling_banyak": most}


def rekap_values(instansi_id: UUID, hari: date, orang: Collection[UUID] | None) -> dict[str, Any]:
    people = None if orang is None else list(orang)
    return {"instansi": instansi_id, "hari": hari, "orang": people, **law_values()}


def jp_of_many(instansi_id: UUID, hari: date, orang: Collection[UUID] | None = None) -> dict[UUID, JPTahunan]:
    """Of these people, or of everybody of the agency."""
    return {row[0]: JPTahunan(*row) for row in fetch(REKAP, **rekap_values(instansi_id, hari, orang))}


def jp_of(instansi_id: UUID, pegawai_id: UUID, hari: date) -> JPTahunan:
    return jp_of_many(instansi_id, hari, [pegawai_id])[pegawai_id]


def judge(status: str, jp: list[Decimal]) -> dict[str, Any]:
    """The rule itself, for one person; a test holds the statement to it."""
    return dict(jp_tahunan(MasukanJpTahunan(status=status, jp=jp)))
