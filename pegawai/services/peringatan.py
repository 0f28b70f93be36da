"""Bringing early warnings to the records, and telling those whom they concern. Sets, not loops; each run can be repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses, require
from asn_portal.core.services.jejak import Pembaca, record_read
from pegawai import permissions
from pegawai.models import Pegawai
from pegawai.selectors.peringatan_hitung import computed

# So many people in one statement and one transaction.
SEKALI = 2_000

STORE = """
, hilang AS (
    DELETE FROM pegawai_peringatan AS lama
    WHERE lama.pegawai_id = ANY(%(ids)s::uuid[])
      AND NOT EXISTS (SELECT FROM baru WHERE baru.pegawai_id = lama.pegawai_id AND baru.jenis = lama.jenis
                      AND baru.kunci = lama.kunci)
    RETURNING 1
), ditulis AS (
    INSERT INTO pegawai_peringatan AS lama (pegawai_id, jenis, kunci, tanggal, rincian, dihitung_pada)
    SELECT pegawai_id, jenis, kunci, tanggal, rincian, %(saat)s FROM baru
    ON CONFLICT (pegawai_id, jenis, kunci) DO UPDATE
       SET tanggal = excluded.tanggal, rincian = excluded.rincian, dihitung_pada = excluded.dihitung_pada
     WHERE (lama.tanggal, lama.rincian) IS DISTINCT FROM (excluded.tanggal, excluded.rincian)
    RETURNING 1
)
SELECT (SELECT count(*) FROM hilang) + (SELECT count(*) FROM ditulis)
"""


def refresh_peringatan(ids: Sequence[UUID] | None = None, hari: date | None = None) -> int:
    """Bring the events of these people (None: of everybody) to the records of a day. Returns how many rows changed."""
    hari = hari or timezone.localdate()
    return sum(_refresh(part, hari) for part in ([ids] if ids is not None else _everybody()))


@transaction.atomic
def _refresh(ids: Sequence[UUID], hari: date) -> int:
    statement, values = computed(ids, hari)
    with connection.cursor() as cursor:
        cursor.execute(statement + STORE, values | {"saat": timezone.now()})
        return int(cursor.fetchone()[0])


def _everybody() -> Iterator[Sequence[UUID]]:
    rows: list[UUID] = list(Pegawai.objects.order_by("pk").values_list("pk", flat=True))
    return (rows[start : start + SEKALI] for start in range(0, len(rows), SEKALI))


def note_sanctions_read(ids: Sequence[UUID], *, tujuan: str, by: Pengguna) -> None:
    """Each of these persons sees that, why and by whom it was read when the sanction ends."""
    require(permissions.can_open_sanctions(by))
    role = next(j.peran for j in akses(by).reach(Sumber.DISIPLIN, "buka") if j.peran.peran != Peran.PEGAWAI)
    reader = Pembaca(by, role.peran, role.nama_unit, rutin=False)
    record_read(set(ids), kelompok="Hukuman disiplin", tujuan=tujuan, oleh=reader)
