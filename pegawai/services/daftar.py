"""List columns: copies of today's dated rows on `Pegawai`, so that lists sort and filter fast. One statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone

REFRESH = """
UPDATE pegawai_pegawai p SET unit_kini_id = k.unit_id, atasan_kini_id = k.atasan_id
FROM (
    SELECT q.id, u.unit_id, a.atasan_id
    FROM pegawai_pegawai q
    LEFT JOIN pegawai_keanggotaanunit u ON u.pegawai_id = q.id AND upper_inf(u.tercatat) AND u.berlaku @> %(hari)s::date
    LEFT JOIN pegawai_hubunganatasan a ON a.pegawai_id = q.id AND upper_inf(a.tercatat) AND a.berlaku @> %(hari)s::date
    WHERE %(semua)s OR q.id = ANY(%(ids)s::uuid[])
) k
WHERE p.id = k.id AND (p.unit_kini_id, p.atasan_kini_id) IS DISTINCT FROM (k.unit_id, k.atasan_id)
"""


def refresh_list_columns(ids: Sequence[UUID] | None = None, hari: date | None = None) -> int:
    """Bring the list columns of these people (None: of everybody) to today. Idempotent; returns how many changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            REFRESH,
            {"hari": hari or timezone.localdate(), "semua": ids is None, "ids": [str(pk) for pk in ids or []]},
        )
        return int(cursor.rowcount)


# A number that begins today (a new NIP) becomes the one in the list. Where a person has no dated number, none changes.
NUMBERS = """
UPDATE pegawai_pegawai p SET nip = coalesce(k.nip, p.nip), nrk = coalesce(k.nrk, p.nrk)
FROM (
    SELECT pegawai_id, min(nomor) FILTER (WHERE jenis = 'nip') AS nip, min(nomor) FILTER (WHERE jenis = 'nrk') AS nrk
    FROM pegawai_nomorpegawai WHERE upper_inf(tercatat) AND berlaku @> %(hari)s::date GROUP BY pegawai_id
) k
WHERE p.id = k.pegawai_id AND (p.nip, p.nrk) IS DISTINCT FROM (coalesce(k.nip, p.nip), coalesce(k.nrk, p.nrk))
"""


def refresh_numbers() -> int:
    """Bring NIP and NRK in the list to today. Idempotent; returns how many people changed."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, {"hari": timezone.localdate()})
        return int(cursor.rowcount)
