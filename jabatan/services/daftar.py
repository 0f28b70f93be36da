"""The post in lists (pegawai.jabatan_kini), as the map says it today. No permission reads it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone

from asn_portal.mutu.services import recount_after_change
from pegawai.models import Pegawai

# The own seat with what the holder does of it, or the duty that goes with it: `Guru Ahli Muda (Matematika)`. Of everybody
# whom the map has ever known: others keep what was written about them elsewhere.
REFRESH = """
UPDATE pegawai_pegawai p SET jabatan_kini = k.label
FROM (
    SELECT o.pegawai_id, left(coalesce(
        r.nama || coalesce(' (' || coalesce(t.nama, nullif(d.sub_jabatan, '')) || ')', ''), t.nama, ''), 200) AS label
    FROM (SELECT DISTINCT pegawai_id FROM jabatan_penempatan
          WHERE upper_inf(tercatat) AND (%(semua)s OR pegawai_id = ANY(%(ids)s::uuid[]))
          UNION SELECT unnest(%(ids)s::uuid[])) o
    LEFT JOIN jabatan_penempatan d ON d.pegawai_id = o.pegawai_id AND d.jenis = 'definitif' AND upper_inf(d.tercatat)
          AND d.berlaku @> %(hari)s::date
    LEFT JOIN jabatan_rincianjabatan r ON r.jabatan_id = d.jabatan_id AND upper_inf(r.tercatat)
          AND r.berlaku @> %(hari)s::date
    LEFT JOIN LATERAL (
        SELECT rt.nama FROM jabatan_penempatan dt
        JOIN jabatan_rincianjabatan rt ON rt.jabatan_id = dt.jabatan_id AND upper_inf(rt.tercatat)
         AND rt.berlaku @> %(hari)s::date
        WHERE dt.pegawai_id = o.pegawai_id AND dt.jenis = 'tugas_tambahan' AND upper_inf(dt.tercatat)
          AND dt.berlaku @> %(hari)s::date ORDER BY dt.id LIMIT 1) t ON true
) k
WHERE p.id = k.pegawai_id AND p.jabatan_kini IS DISTINCT FROM k.label
"""


def _recount(ids: Sequence[UUID]) -> None:
    """What is wrong with their data follows from the post too."""
    for instansi_id, pk in Pegawai.objects.filter(pk__in=ids).values_list("instansi_id", "pk"):
        recount_after_change(instansi_id, pk)


def refresh_posts(ids: Sequence[UUID] | None = None, hari: date | None = None) -> int:
    """Bring the post of these people (None: of everybody) to today. Idempotent; returns how many changed."""
    values = {"hari": hari or timezone.localdate(), "semua": ids is None, "ids": [str(pk) for pk in ids or []]}
    if ids:
        _recount(ids)
    with connection.cursor() as cursor:
        cursor.execute(REFRESH, values)
        return int(cursor.rowcount)
