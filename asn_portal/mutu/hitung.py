"""The indicators as statements over everybody, or over a few persons after a change. One statement an indicator."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from asn_portal.core.relasi import fetch_with
from asn_portal.core.sql import fetch
from asn_portal.mutu.indikator import Indikator, populasi_mutu

# Findings that no longer hold are closed, new ones written; what was found before keeps its beginning.
COUNT = """
WITH orang AS MATERIALIZED (
    SELECT sumber.id, sumber.unit_id FROM (POPULASI) AS sumber WHERE sumber.instansi_id = %(instansi)s HANYA_ORANG
), kena AS MATERIALIZED (
    SELECT orang.id, (ISI) AS isi FROM orang GABUNG WHERE SYARAT
), tutup AS (
    UPDATE mutu_temuanmutu AS lama
       SET selesai = %(hari)s, selesai_pada = %(saat)s, selesai_putaran_id = %(putaran)s
     WHERE lama.instansi_id = %(instansi)s AND lama.indikator = %(kode)s AND lama.selesai_pada IS NULL HANYA_TEMUAN
       AND NOT EXISTS (SELECT FROM kena WHERE kena.id = lama.orang_id)
    RETURNING 1
), baru AS (
    INSERT INTO mutu_temuanmutu AS ada
           (instansi_id, orang_id, indikator, versi, isi, sejak, ditemukan_pada, putaran_id)
    SELECT %(instansi)s, kena.id, %(kode)s, %(versi)s, kena.isi, %(hari)s, %(saat)s, %(putaran)s
      FROM kena
     WHERE NOT EXISTS (SELECT FROM mutu_temuanmutu AS lama
                        WHERE lama.orang_id = kena.id AND lama.indikator = %(kode)s AND lama.selesai_pada IS NULL
                          AND lama.isi = kena.isi)
    ON CONFLICT (orang_id, indikator) WHERE selesai_pada IS NULL DO UPDATE SET isi = EXCLUDED.isi
    RETURNING ada.ditemukan_pada = %(saat)s AS baru
)
SELECT (SELECT count(*) FROM orang), (SELECT count(*) FROM kena), (SELECT count(*) FROM baru WHERE baru),
       (SELECT count(*) FROM tutup)
"""
# Figures of every unit with everything below it, and of the agency, as they stand now.
ROLL_UP = """
WITH orang AS MATERIALIZED (
    SELECT sumber.id, sumber.unit_id FROM (POPULASI) AS sumber WHERE sumber.instansi_id = %(instansi)s
), langsung AS MATERIALIZED (
    SELECT orang.unit_id, '' AS indikator, count(*) AS jumlah FROM orang GROUP BY 1
    UNION ALL
    SELECT orang.unit_id, temuan.indikator, count(*)
      FROM orang JOIN mutu_temuanmutu AS temuan ON temuan.orang_id = orang.id AND temuan.selesai_pada IS NULL
     GROUP BY 1, 2
), naik AS (
    SELECT atas.id AS unit_id, langsung.indikator, sum(langsung.jumlah) AS jumlah
      FROM langsung
      JOIN core_jalurunit AS letak ON letak.unit_id = langsung.unit_id AND letak.berlaku @> %(hari)s::date
     CROSS JOIN LATERAL string_to_table(letak.jalur::text, '.') AS langkah (nomor)
      JOIN core_unitkerja AS atas ON atas.nomor = langkah.nomor::bigint
     GROUP BY 1, 2
    UNION ALL
    SELECT NULL::uuid, langsung.indikator, sum(langsung.jumlah) FROM langsung GROUP BY 2
), jadi AS (
    SELECT naik.unit_id, coalesce(sum(naik.jumlah) FILTER (WHERE naik.indikator = ''), 0) AS orang,
           coalesce(jsonb_object_agg(naik.indikator, naik.jumlah) FILTER (WHERE naik.indikator <> ''), '{}') AS kena
      FROM naik GROUP BY 1
), tulis AS (
    INSERT INTO mutu_nilaimutu (putaran_id, instansi_id, unit_id, hari, orang, kena)
    SELECT %(putaran)s, %(instansi)s, jadi.unit_id, %(hari)s, jadi.orang, jadi.kena FROM jadi
    ON CONFLICT (instansi_id, unit_id, hari)
    DO UPDATE SET putaran_id = EXCLUDED.putaran_id, orang = EXCLUDED.orang, kena = EXCLUDED.kena
    RETURNING unit_id, orang, kena
)
SELECT tulis.orang, (SELECT coalesce(sum(satu.value::int), 0) FROM jsonb_each_text(tulis.kena) AS satu)
  FROM tulis WHERE tulis.unit_id IS NULL
"""
# Days older than two months keep the last one of each month.
THIN_OUT = """
DELETE FROM mutu_nilaimutu AS lama
 USING (SELECT id, lead(hari) OVER (PARTITION BY unit_id, date_trunc('month', hari) ORDER BY hari) AS nanti
          FROM mutu_nilaimutu WHERE instansi_id = %(instansi)s AND hari < %(hari)s::date - 60 + 31) AS urut
 WHERE urut.id = lama.id AND urut.nanti IS NOT NULL AND lama.hari < %(hari)s::date - 60
RETURNING 1
"""


@dataclass(frozen=True)
class Hasil:
    """Of one indicator: people looked at, found, found for the first time, no longer found."""

    orang: int
    kena: int
    baru: int
    beres: int


def count_one(
    indikator: Indikator, instansi_id: UUID, hari: date, saat: datetime, *, putaran: UUID | None = None,
    orang: Collection[UUID] | None = None,
) -> Hasil:  # fmt: skip
    """One indicator over everybody of an agency, or over these persons only."""
    populasi = populasi_mutu()
    values: dict[str, Any] = {
        **populasi.nilai(hari), **indikator.nilai(hari), "hari": hari, "saat": saat, "instansi": instansi_id,
        "kode": indikator.kode, "versi": indikator.version(hari), "putaran": putaran,
    }  # fmt: skip
    if orang is not None:
        values["orang"] = list(orang)
    parts = {
        "POPULASI": populasi.sql,
        "HANYA_ORANG": "AND sumber.id = ANY(%(orang)s)" if orang is not None else "",
        "HANYA_TEMUAN": "AND lama.orang_id = ANY(%(orang)s)" if orang is not None else "",
        "ISI": indikator.isi,
        "GABUNG": "\n".join(indikator.gabung),
        "SYARAT": f"({indikator.syarat})",
    }
    statement = COUNT
    for name, text in parts.items():
        statement = statement.replace(name, text)
    return Hasil(*fetch_with(statement, *indikator.relasi, **values)[0])


def roll_up(instansi_id: UUID, hari: date, putaran: UUID) -> tuple[int, int]:
    """Freeze the figures of the day; returns people and open findings of the agency."""
    populasi = populasi_mutu()
    values = {**populasi.nilai(hari), "instansi": instansi_id, "hari": hari, "putaran": putaran}
    rows = fetch(ROLL_UP.replace("POPULASI", populasi.sql), **values)
    fetch(THIN_OUT, instansi=instansi_id, hari=hari)
    return (int(rows[0][0]), int(rows[0][1])) if rows else (0, 0)
