"""Superiors as the map gives them, for the people and days that a change of it reaches.

A person answers for the seat he holds: the additional duty (kepala sekolah) before the own post. His superior is who
decides in the seat above on that day: Plh., Plt., Pj., then the holder. Where nobody does, or he himself acts or sits there,
the line goes one seat further up. The result is written to pegawai.HubunganAtasan, the one table that everything else reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from asn_portal.core.sql import fetch
from jabatan.enums import SEBUTAN, JenisPenempatan
from pegawai.enums import AlasanAtasan
from pegawai.services.garis import Garis, replace_superiors

# Holders of the seats and of those that report to them; further down only through a seat that is at times empty, or
# held by one of its own people for the time being.
REACHED = """
WITH RECURSIVE turun (jabatan_id) AS (
    SELECT unnest(%(jabatan)s::uuid[])
  UNION
    SELECT r.jabatan_id FROM turun t
    JOIN jabatan_rincianjabatan r ON r.induk_id = t.jabatan_id AND upper_inf(r.tercatat) AND r.berlaku && %(masa)s::daterange
    WHERE t.jabatan_id = ANY(%(jabatan)s::uuid[])
       OR datemultirange(%(masa)s::daterange) - coalesce((
              SELECT range_agg(p.berlaku) FROM jabatan_penempatan p
              WHERE p.jabatan_id = t.jabatan_id AND upper_inf(p.tercatat) AND p.berlaku && %(masa)s::daterange
          ), '{}'::datemultirange) <> '{}'::datemultirange
)
SELECT DISTINCT p.pegawai_id FROM turun t
JOIN jabatan_penempatan p ON p.jabatan_id = t.jabatan_id AND upper_inf(p.tercatat) AND p.berlaku && %(masa)s::daterange
"""

LINES = """
WITH RECURSIVE duduk AS (
    SELECT p.pegawai_id, p.jabatan_id, p.jenis, p.berlaku * %(masa)s::daterange AS masa
    FROM jabatan_penempatan p
    WHERE p.pegawai_id = ANY(%(orang)s::uuid[]) AND p.jenis IN ('definitif', 'tugas_tambahan') AND upper_inf(p.tercatat)
      AND p.berlaku && %(masa)s::daterange
), tugas AS (
    SELECT pegawai_id, range_agg(masa) AS masa FROM duduk WHERE jenis = 'tugas_tambahan' GROUP BY pegawai_id
), garis AS (
    SELECT pegawai_id, jabatan_id, masa, false AS biasa FROM duduk WHERE jenis = 'tugas_tambahan'
  UNION ALL
    SELECT d.pegawai_id, d.jabatan_id, sisa.masa, true FROM duduk d LEFT JOIN tugas USING (pegawai_id)
    CROSS JOIN LATERAL unnest(datemultirange(d.masa) - coalesce(tugas.masa, '{}'::datemultirange)) AS sisa (masa)
    WHERE d.jenis = 'definitif'
), naik AS (
    SELECT g.pegawai_id, g.jabatan_id AS asal, r.induk_id AS di, g.masa * r.berlaku AS masa
    FROM garis g JOIN jabatan_rincianjabatan r
      ON r.jabatan_id = g.jabatan_id AND upper_inf(r.tercatat) AND r.berlaku && g.masa AND r.induk_id IS NOT NULL
  UNION ALL
    SELECT n.pegawai_id, n.asal, r.induk_id, sisa.masa * r.berlaku FROM naik n
    CROSS JOIN LATERAL (
        SELECT coalesce(range_agg(p.berlaku) FILTER (WHERE p.pegawai_id <> n.pegawai_id), '{}'::datemultirange)
             - coalesce(range_agg(p.berlaku) FILTER (WHERE p.pegawai_id = n.pegawai_id AND p.jenis IN ('plh', 'plt', 'pj')),
                        '{}'::datemultirange) AS masa
        FROM jabatan_penempatan p
        WHERE p.jabatan_id = n.di AND upper_inf(p.tercatat) AND p.berlaku && n.masa
    ) AS terisi
    CROSS JOIN LATERAL unnest(datemultirange(n.masa) - terisi.masa) AS sisa (masa)
    JOIN jabatan_rincianjabatan r
      ON r.jabatan_id = n.di AND upper_inf(r.tercatat) AND r.berlaku && sisa.masa AND r.induk_id IS NOT NULL
), urutan (jenis, urut) AS (
    VALUES ('plh', 1), ('plt', 2), ('pj', 3), ('definitif', 4), ('tugas_tambahan', 4), ('rangkap', 4)
)
SELECT n.pegawai_id, n.asal, p.pegawai_id, p.jenis, r.nama, sisa.masa * r.berlaku
FROM naik n
JOIN jabatan_penempatan p ON p.jabatan_id = n.di AND p.pegawai_id <> n.pegawai_id AND upper_inf(p.tercatat)
 AND p.berlaku && n.masa
JOIN urutan ON urutan.jenis = p.jenis
CROSS JOIN LATERAL unnest(datemultirange(n.masa * p.berlaku) - coalesce((
    SELECT range_agg(sendiri.berlaku) FROM jabatan_penempatan sendiri
    WHERE sendiri.jabatan_id = n.di AND sendiri.pegawai_id = n.pegawai_id AND sendiri.jenis IN ('plh', 'plt', 'pj')
      AND upper_inf(sendiri.tercatat) AND sendiri.berlaku && n.masa
), '{}'::datemultirange)) AS sisa (masa)
JOIN jabatan_rincianjabatan r ON r.jabatan_id = n.di AND upper_inf(r.tercatat) AND r.berlaku && sisa.masa
ORDER BY n.pegawai_id, n.asal, urutan.urut, lower(sisa.masa * r.berlaku)
"""
ALASAN = {
    JenisPenempatan.PLH.value: AlasanAtasan.PLH,
    JenisPenempatan.PLT.value: AlasanAtasan.PLT,
    JenisPenempatan.PJ.value: AlasanAtasan.PLT,
}


def reached_people(jabatan: Iterable[UUID], masa: DateRange) -> list[UUID]:
    """Whose superior may depend on these seats in these days."""
    return [pk for (pk,) in fetch(REACHED, jabatan=[str(pk) for pk in jabatan], masa=masa)]


def lines_of(orang: Iterable[UUID], masa: DateRange) -> dict[UUID, list[Garis]]:
    """The superiors of these people by the map; who has none, or no seat, has an empty list."""
    found: dict[UUID, list[Garis]] = {pk: [] for pk in orang}
    for pegawai, _, atasan, jenis, nama, span in fetch(LINES, orang=[str(pk) for pk in found], masa=masa):
        if not span.isempty:
            dasar = f"{SEBUTAN.get(jenis, '')} {nama}".strip()[:200]
            found[pegawai].append(Garis(span, atasan, ALASAN.get(jenis, AlasanAtasan.PETA), dasar))
    return found


def follow_map(jabatan: Iterable[UUID], masa: DateRange, *, orang: Iterable[UUID] = ()) -> list[UUID]:
    """After a change of these seats or of who sits in them: write every superior that differs. `orang` are people who may
    have left them. Returns for whom. Part of the caller's change.
    """
    people = sorted({*reached_people(jabatan, masa), *orang}, key=str)
    return replace_superiors(lines_of(people, masa), masa)
