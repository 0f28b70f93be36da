"""Sealing and checking the trace, and noting who read whose data."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.models import AksesData, Pengguna, Segel

# One seal at a time, whatever number of workers.
SEAL_LOCK = 7_310_001
GENESIS = b"\0" * 32

# Everything the trace holds for a window of transactions, in one fixed order.
ROWS = """
    SELECT 'j' || id AS nama, sidik, transaksi, waktu FROM core_jejakaudit
    UNION ALL SELECT 't' || id, sidik, transaksi, waktu FROM core_tindakan
    UNION ALL SELECT 'a' || id, sidik, transaksi, waktu FROM core_aksesdata
"""
DIGEST = f"""
    SELECT count(*), sha256(coalesce(string_agg(convert_to(nama, 'UTF8') || sidik, '' ORDER BY nama), ''))
    FROM ({ROWS}) r WHERE transaksi >= %(dari)s AND transaksi < %(sampai)s AND waktu >= %(zaman)s AND waktu < %(akhir)s
"""
JEJAK_RANGE = """
    SELECT min(id), max(id) FROM core_jejakaudit
    WHERE transaksi >= %(dari)s AND transaksi < %(sampai)s AND waktu >= %(zaman)s AND waktu < %(akhir)s
"""
# Rows whose content no longer fits the hash written with them.
CHANGED = """
    SELECT 'jejak', id::text FROM core_jejakaudit WHERE sidik <> core_sidik_jejak(core_jejakaudit)
    UNION ALL SELECT 'tindakan', id::text FROM core_tindakan WHERE sidik <> core_sidik_tindakan(core_tindakan)
    UNION ALL SELECT 'akses', id::text FROM core_aksesdata WHERE sidik <> core_sidik_akses(core_aksesdata)
    ORDER BY 1, 2
"""
FIRST_ERA = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
LAST_TRANSACTION = 2**62


@dataclass(frozen=True)
class Batch:
    jumlah: int
    isi: bytes


def _digest(window: Window) -> Batch:
    with connection.cursor() as cursor:
        cursor.execute(DIGEST, window.as_parameters())
        count, digest = cursor.fetchone()
    return Batch(count, bytes(digest))


def _seal_digest(segel: Segel, before: bytes) -> bytes:
    text = (
        f"{segel.no}|{segel.zaman.timestamp():.6f}|{segel.dari}|{segel.sampai}|{segel.jumlah}|{bytes(segel.isi).hex()}"
    )
    return hashlib.sha256(before + text.encode()).digest()


@transaction.atomic
def seal(now: datetime) -> list[Segel]:
    """Close every finished transaction since the last seal; returns the seals made (none, one, or two).

    Transactions that still run are left to the next seal: the window ends before the oldest of them, so no row
    can appear in it later.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEAL_LOCK])
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        horizon = cursor.fetchone()[0]
    last = Segel.objects.order_by("-no").first()
    made = []
    for window in _open_windows(last, horizon):
        segel = _close(window, last, now)
        if segel is not None:
            made.append(segel)
            last = segel
    transaction.on_commit(_write_outside)
    return made


@dataclass(frozen=True)
class Window:
    zaman: datetime
    akhir: datetime | None
    dari: int
    sampai: int

    def as_parameters(self) -> dict[str, object]:
        return {"dari": self.dari, "sampai": self.sampai, "zaman": self.zaman, "akhir": self.akhir or "infinity"}


def _open_windows(last: Segel | None, horizon: int) -> list[Window]:
    """What is not sealed yet. Where transaction numbers fell back (the database was restored from a dump into
    another cluster), the old era is closed and a new one begins at its first row.
    """
    if last is None:
        return [Window(FIRST_ERA, None, 0, horizon)]
    if horizon >= last.sampai:
        return [Window(last.zaman, None, last.sampai, horizon)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT min(waktu) FROM ({ROWS}) r WHERE waktu > %s AND transaksi < %s", [last.dibuat_pada, last.sampai]
        )
        begin = cursor.fetchone()[0]
    if begin is None:
        return []
    return [Window(last.zaman, begin, last.sampai, LAST_TRANSACTION), Window(begin, None, 0, horizon)]


def _close(window: Window, last: Segel | None, now: datetime) -> Segel | None:
    batch = _digest(window)
    if batch.jumlah == 0:
        return None
    with connection.cursor() as cursor:
        cursor.execute(JEJAK_RANGE, window.as_parameters())
        first, final = cursor.fetchone()
    segel = Segel(
        no=last.no + 1 if last else 1,
        dibuat_pada=now,
        zaman=window.zaman,
        dari=window.dari,
        sampai=window.sampai,
        jumlah=batch.jumlah,
        isi=batch.isi,
        jejak_dari=first,
        jejak_sampai=final,
    )
    segel.sidik = _seal_digest(segel, bytes(last.sidik) if last else GENESIS)
    segel.save(force_insert=True)
    return segel


def _line(segel: Segel) -> str:
    return f"{segel.no} {segel.jejak_dari or 0} {segel.jejak_sampai or 0} {segel.jumlah} {bytes(segel.sidik).hex()}"


def _seal_file() -> Path | None:
    return Path(settings.SEAL_FILE) if settings.SEAL_FILE else None


def _lines_outside() -> list[str]:
    path = _seal_file()
    return path.read_text().splitlines() if path is not None and path.exists() else []


def _write_outside() -> None:
    """Also outside the database, where whoever can change the database cannot. Catches up after a crash."""
    path = _seal_file()
    if path is None:
        return
    written = _lines_outside()
    last = int(written[-1].split()[0]) if written else 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a") as file:
        file.writelines(_line(segel) + "\n" for segel in Segel.objects.filter(no__gt=last).order_by("no"))
        file.flush()
        os.fsync(file.fileno())


def check() -> Iterator[str]:
    """Every finding about the trace, one line each; nothing when it is whole.

    `berubah jejak <id>`: a row no longer fits its own hash. `hilang segel <no> <dari>..<sampai>`: a batch, a seal
    or the chain between seals is not what was sealed (rows <dari> to <sampai> of the trace are in doubt).
    """
    with connection.cursor() as cursor:
        cursor.execute(CHANGED)
        yield from (f"berubah {kind} {row}" for kind, row in cursor.fetchall())
    seals = list(Segel.objects.order_by("no"))
    yield from _broken_chain(seals)
    yield from _broken_outside({segel.no: _line(segel) for segel in seals})


def _broken_chain(seals: list[Segel]) -> Iterator[str]:
    before, expected = GENESIS, 1
    for index, segel in enumerate(seals):
        following = next((other.zaman for other in seals[index:] if other.zaman != segel.zaman), None)
        batch = _digest(Window(segel.zaman, following, segel.dari, segel.sampai))
        whole = batch == Batch(segel.jumlah, bytes(segel.isi)) and bytes(segel.sidik) == _seal_digest(segel, before)
        if not whole or segel.no != expected:
            yield f"hilang segel {segel.no} {segel.jejak_dari or 0}..{segel.jejak_sampai or 0}"
        before, expected = bytes(segel.sidik), segel.no + 1


def _broken_outside(inside: dict[int, str]) -> Iterator[str]:
    """Compare with the file: a seal that stands there and not here, or differently, is a missing seal."""
    for line in _lines_outside():
        no, dari, sampai, *_ = line.split()
        if inside.get(int(no)) != line:
            yield f"hilang segel {no} {dari}..{sampai}"


# -- reads of sensitive data -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pembaca:
    """Who read, as the owner of the data will see it."""

    pengguna: Pengguna
    peran: str
    unit: str
    rutin: bool
    surat_tugas_id: UUID | None = None


@perubahan
def record_read(
    subjek: Iterable[UUID], *, kelompok: str, tujuan: str, oleh: Pembaca, rincian: dict[str, object] | None = None
) -> None:
    """Sensitive data of these persons was shown: one Tindakan, one row per person."""
    ids = list(subjek)
    tindakan_id = record_jejak(
        None, "baca_data", by=oleh.pengguna, subjek_id=ids[0] if len(ids) == 1 else None, alasan=tujuan,
        rincian={"kelompok": kelompok, "orang": len(ids), **(rincian or {})},
    )  # fmt: skip
    add_reads(tindakan_id, ids, kelompok=kelompok, tujuan=tujuan, oleh=oleh)


def add_reads(
    tindakan_id: UUID, subjek: Iterable[UUID], *, kelompok: str, tujuan: str, oleh: Pembaca, again: bool = False
) -> None:
    """The rows of an act that was written already, also in several portions; `again` leaves out those that stand."""
    known = set()
    if again:
        rows = AksesData.objects.filter(tindakan_id=tindakan_id, subjek_id__in=subjek)
        known = set(rows.values_list("subjek_id", flat=True))
    shared = {"peran": oleh.peran, "unit": oleh.unit, "rutin": oleh.rutin, "surat_tugas_id": oleh.surat_tugas_id}
    AksesData.objects.bulk_create(
        (
            AksesData(
                tindakan_id=tindakan_id,
                subjek_id=pk,
                pengguna=oleh.pengguna,
                kelompok=kelompok,
                tujuan=tujuan,
                **shared,
            )
            for pk in subjek
            if pk not in known
        ),
        batch_size=2_000,
    )
