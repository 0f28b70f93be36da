"""Computing: batches of chunks that many workers do at once, ranks merged at the end, and the live view. Each is done once,
however often it is asked for: what it writes and the mark that it is done are one commit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from asn_portal.core import outbox
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.sql import fetch, work_patiently
from merit.enums import StatusPutaran, StatusVersi
from merit.mesin import KOLOM, TIPE, Siapa, ask, chunks, cohort, order_of, persons
from merit.models import BagianPutaran, NilaiBerjalan, Putaran, VersiInstrumen
from merit.susunan import Susunan
from pegawai.models import Pegawai

_COLUMNS = ", ".join(KOLOM)
# The digest is taken over business values in the order of the keys: the same data give the same digest. Values are taken as
# PostgreSQL sends them: that costs a quarter of writing them out as text.
SATU = "sha256(record_send(ROW({kolom})))"
SEMUA = "encode(sha256(string_agg({satu}, ''::bytea ORDER BY pegawai_id)), 'hex')"
DIGEST = SEMUA.format(satu=SATU)
VALUES = ", ".join(f"{kolom}::{tipe}" for kolom, tipe in TIPE.items())
TULIS = f"""
WITH baru AS (
    INSERT INTO merit_nilai_%(nomor)s (putaran, {_COLUMNS})
    SELECT %(nomor)s, hasil.* FROM (HASIL) AS hasil
    RETURNING perangkat_id, pegawai_id, status, {SATU.format(kolom=VALUES)} AS satu)
SELECT perangkat_id, count(*), count(*) FILTER (WHERE status = 'lengkap'), count(*) FILTER (WHERE status = 'tidak_memenuhi'),
       {SEMUA.format(satu="satu")}
  FROM baru GROUP BY perangkat_id
"""
# One sort by the rule of ties; ranks inside the cohorts follow from its result.
URUT = """
WITH urut AS (
    SELECT pegawai_id, jenjang, rumpun, perangkat_id, rank() OVER (ORDER BY ATURAN)::int AS tempat
      FROM DARI WHERE status = 'lengkap'),
tempat AS (
    SELECT pegawai_id,
           rank() OVER (PARTITION BY jenjang ORDER BY tempat) AS jenjang, count(*) OVER (PARTITION BY jenjang) AS jenjang_dari,
           rank() OVER (PARTITION BY jenjang, perangkat_id ORDER BY tempat) AS jenjang_perangkat,
           count(*) OVER (PARTITION BY jenjang, perangkat_id) AS jenjang_perangkat_dari,
           rank() OVER (PARTITION BY rumpun ORDER BY tempat) AS rumpun, count(*) OVER (PARTITION BY rumpun) AS rumpun_dari,
           rank() OVER (PARTITION BY rumpun, perangkat_id ORDER BY tempat) AS rumpun_perangkat,
           count(*) OVER (PARTITION BY rumpun, perangkat_id) AS rumpun_perangkat_dari
      FROM urut)
"""
_RANKS = (
    "pegawai_id, jenjang, jenjang_dari, jenjang_perangkat, jenjang_perangkat_dari, rumpun, rumpun_dari, rumpun_perangkat, "
    "rumpun_perangkat_dari"
)
_RANK_VALUES = ", ".join(kolom if kolom == "pegawai_id" else f"{kolom}::int" for kolom in _RANKS.split(", "))
# By the last figure of the key first, so that no digest is taken over millions of rows at once.
SIDIK_PERINGKAT = f"""
SELECT coalesce(encode(sha256(string_agg(convert_to(golong.sidik, 'UTF8'), ''::bytea ORDER BY golong.akhir)), 'hex'), '-')
  FROM (SELECT get_byte(uuid_send(pegawai_id), 15) AS akhir, {SEMUA.format(satu="satu")} AS sidik
          FROM (DARI) AS semua GROUP BY 1) AS golong
"""
_SATU_PERINGKAT = f"pegawai_id, {SATU.format(kolom=_RANK_VALUES)} AS satu"
# Written and digested in one pass.
PERINGKAT = (
    URUT
    + f""", baru AS (
    INSERT INTO merit_peringkat_%(nomor)s (putaran, {_RANKS}) SELECT %(nomor)s, {_RANKS} FROM tempat
    RETURNING {_SATU_PERINGKAT})"""
    + SIDIK_PERINGKAT.replace("DARI", "SELECT * FROM baru", 1)
)
SEGARKAN = f"""
INSERT INTO merit_nilaiberjalan (versi_id, dihitung_pada, {_COLUMNS})
SELECT %(versi)s, %(diketahui)s, hasil.* FROM (HASIL) AS hasil
ON CONFLICT (versi_id, pegawai_id) DO UPDATE SET dihitung_pada = excluded.dihitung_pada,
       {", ".join(f"{kolom} = excluded.{kolom}" for kolom in KOLOM if kolom != "pegawai_id")}
"""


@transaction.atomic
def compute_chunks(ids: Sequence[UUID]) -> int:
    """Chunks of one run, but those that are done or in other hands. Returns how many were done here and now."""
    rows = list(
        BagianPutaran.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("putaran__versi").filter(pk__in=ids, selesai_pada=None).order_by("pk")
    )  # fmt: skip
    if not rows or not _still_running(rows[0].putaran_id):
        return 0
    work_patiently()
    putaran = rows[0].putaran
    found = write_chunks(putaran, [row.unit_id for row in rows])
    for row in rows:
        row.jumlah, row.lengkap, row.tertutup, row.sidik = found.get(row.unit_id, (0, 0, 0, "-"))
        row.selesai_pada = timezone.now()
    BagianPutaran.objects.bulk_update(rows, ["jumlah", "lengkap", "tertutup", "sidik", "selesai_pada"])
    _merge_after_last(putaran)
    return len(rows)


def _still_running(putaran_id: UUID) -> bool:
    """Whoever wants to cancel waits for the chunks that are being written."""
    rows = fetch("SELECT status FROM merit_putaran WHERE id = %(id)s FOR SHARE", id=putaran_id)
    return bool(rows) and rows[0][0] == StatusPutaran.BERJALAN


def write_chunks(putaran: Putaran, units: Sequence[UUID | None]) -> dict[UUID | None, tuple[int, int, int, str]]:
    """By perangkat daerah: how many rows, how many complete, how many behind a gate, and their digest."""
    siapa = cohort(putaran.kohort, putaran.unit_id)
    if len(units) < putaran.daftar_bagian.count():  # otherwise it is everybody
        parts = [[unit_id for unit_id in units if unit_id is not None], [None] if None in units else []]
        found: dict[UUID | None, tuple[int, int, int, str]] = {}
        for part in filter(None, parts):
            found |= _write(putaran, chunks(part, putaran.pada).dan(siapa))
        return found
    return _write(putaran, siapa)


def _write(putaran: Putaran, siapa: Siapa) -> dict[UUID | None, tuple[int, int, int, str]]:
    asked = ask(
        putaran.versi.susunan, instansi_id=putaran.instansi_id, pada=putaran.pada, diketahui=putaran.diketahui_pada,
        siapa=siapa,
    )  # fmt: skip
    rows = fetch(TULIS.replace("HASIL", asked.sql, 1), **asked.nilai, nomor=putaran.nomor)
    return {unit_id: (count, whole, closed, digest) for unit_id, count, whole, closed, digest in rows}


def _merge_after_last(putaran: Putaran) -> None:
    """Ends of chunks come one after the other here, so that the last one knows that it is the last."""
    fetch("SELECT pg_advisory_xact_lock(hashtext('merit_putaran'), %(nomor)s)", nomor=putaran.nomor)
    if not putaran.daftar_bagian.filter(selesai_pada=None).exists():
        outbox.enqueue("merit.gabung", str(putaran.pk), kunci=f"gabung:{putaran.pk}")


@transaction.atomic
def merge(putaran_id: UUID) -> bool:
    """Ranks, digest and keys of a run whose chunks are done: from the commit on its rows are whole."""
    putaran = Putaran.objects.select_for_update(of=("self",)).select_related("versi").get(pk=putaran_id)
    if putaran.status != StatusPutaran.BERJALAN or putaran.daftar_bagian.filter(selesai_pada=None).exists():
        return False
    work_patiently()
    _close(putaran)
    return True


@perubahan
def _close(putaran: Putaran) -> None:
    ranks = write_ranks(putaran.nomor, putaran.versi.susunan)
    parts = list(putaran.daftar_bagian.all())
    putaran.jumlah, putaran.lengkap = sum(row.jumlah for row in parts), sum(row.lengkap for row in parts)
    putaran.tertutup = sum(row.tertutup for row in parts)
    putaran.sidik = run_digest({row.unit_id: row.sidik for row in parts}, ranks)
    with connection.cursor() as cursor:
        cursor.execute("SELECT merit_tutup_putaran(%s)", [putaran.nomor])
    putaran.status, putaran.selesai_pada = StatusPutaran.SELESAI, timezone.now()
    putaran.save(update_fields=["jumlah", "lengkap", "tertutup", "sidik", "status", "selesai_pada"])
    record_jejak(putaran, "putaran_selesai", by=None, rincian={"sidik": putaran.sidik, "jumlah": putaran.jumlah})


def write_ranks(nomor: int, susunan: Susunan) -> str:
    """Returns their digest."""
    statement = PERINGKAT.replace("ATURAN", order_of(susunan), 1).replace("DARI", "merit_nilai_%(nomor)s", 1)
    return str(fetch(statement, nomor=nomor)[0][0])


def rank_digest(nomor: int) -> str:
    """The digest of ranks that stand."""
    rows = f"SELECT {_SATU_PERINGKAT} FROM merit_peringkat_%(nomor)s"
    return str(fetch(SIDIK_PERINGKAT.replace("DARI", rows, 1), nomor=nomor)[0][0])


def run_digest(per_unit: dict[UUID | None, str], peringkat: str) -> str:
    """One digest for all chunks, whatever order they were done in."""
    lines = [f"{unit_id}:{sidik}" for unit_id, sidik in sorted(per_unit.items(), key=lambda item: str(item[0]))]
    return hashlib.sha256("\n".join([*lines, peringkat]).encode()).hexdigest()


# -- again -------------------------------------------------------------------------------------------------

# The rows of a run once more, written nowhere: what HASIL finds now, and the ranks that follow from it.
ULANG = f"""
SELECT perangkat_id, {DIGEST.format(kolom=VALUES)} FROM (HASIL) AS hasil GROUP BY perangkat_id
"""
ULANG_BEDA = """
SELECT count(*) FROM (HASIL) AS hasil
  FULL JOIN (SELECT * FROM merit_nilai WHERE putaran = %(nomor)s) AS lama ON lama.pegawai_id = hasil.pegawai_id
 WHERE lama.pegawai_id IS NULL OR hasil.pegawai_id IS NULL OR ROW(BARU) IS DISTINCT FROM ROW(LAMA)
"""


@transaction.atomic
def recompute(putaran: Putaran) -> tuple[str, int]:
    """The digest of a whole run, computed anew from its cut-off and written nowhere, and how many rows differ from those
    stored.
    """
    work_patiently()
    asked = ask(
        putaran.versi.susunan, instansi_id=putaran.instansi_id, pada=putaran.pada, diketahui=putaran.diketahui_pada,
        siapa=cohort(putaran.kohort, putaran.unit_id),
    )  # fmt: skip
    digests = dict(fetch(ULANG.replace("HASIL", asked.sql, 1), **asked.nilai))
    pairs = {"BARU": "hasil", "LAMA": "lama"}
    statement = ULANG_BEDA.replace("HASIL", asked.sql, 1)
    for kata, nama in pairs.items():
        statement = statement.replace(kata, ", ".join(f"{nama}.{kolom}" for kolom in KOLOM))
    different = fetch(statement, **asked.nilai, nomor=putaran.nomor)[0][0]
    again = URUT.replace("ATURAN", order_of(putaran.versi.susunan), 1).replace("DARI", f"({asked.sql}) AS hasil", 1)
    ranks = fetch(again + SIDIK_PERINGKAT.replace("DARI", f"SELECT {_SATU_PERINGKAT} FROM tempat", 1), **asked.nilai)[
        0
    ][0]
    # Chunks that found nobody have no rows to digest.
    kept = dict.fromkeys(putaran.daftar_bagian.values_list("unit_id", flat=True), "-")
    return run_digest(kept | digests, ranks), int(different)


# -- the live view -----------------------------------------------------------------------------------------


def current_versions(instansi_id: UUID | None = None) -> list[VersiInstrumen]:
    rows = VersiInstrumen.objects.filter(status=StatusVersi.TERBIT, berlaku__contains=timezone.localdate())
    if instansi_id is not None:
        rows = rows.filter(instrumen__instansi_id=instansi_id)
    return list(rows.select_related("instrumen"))


def refresh_live(versi: VersiInstrumen, siapa: Siapa) -> int:
    """The rows of these people as things stand now; returns how many."""
    now = timezone.now()
    asked = ask(
        versi.susunan, instansi_id=versi.instrumen.instansi_id, pada=timezone.localdate(now), diketahui=now, siapa=siapa
    )
    with connection.cursor() as cursor:
        cursor.execute(SEGARKAN.replace("HASIL", asked.sql, 1), asked.nilai | {"versi": versi.pk})
        return int(cursor.rowcount)


@transaction.atomic
def refresh_people(ids: Sequence[UUID]) -> None:
    """After an approval: these people, under every instrument in force."""
    for instansi_id in set(Pegawai.objects.filter(pk__in=ids).values_list("instansi_id", flat=True)):
        for versi in current_versions(instansi_id):
            NilaiBerjalan.objects.filter(versi=versi, pegawai_id__in=ids).delete()
            refresh_live(versi, persons(ids))
