"""Posts held before the map of positions knew their seats: kept as words, a set at a time, never twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.utils import timezone

from asn_portal.core.audit import record_each
from asn_portal.core.models import Pengguna
from asn_portal.core.models.dasar import close_many, new_ids
from asn_portal.core.selectors.unit import unit_names
from pegawai.enums import SumberRiwayat
from pegawai.models import RiwayatJabatanLama
from pegawai.sasaran_jabatan import BarisJabatan, SasaranJabatan, register_sasaran_jabatan, sasaran_jabatan

DASAR = "SIMPEG lama"
TETAP = {"id", "berlaku", "tercatat", "menggantikan"}
BERTUMPUK = (
    "Jabatan ini sudah tercatat di riwayat untuk masa yang bertumpuk. Perbaiki baris itu, atau putuskan baris ini."
)


@dataclass
class JabatanLalu:
    """A row of the old system, the words of its unit, and the day on which something else began."""

    asal: BarisJabatan
    unit: str
    sebelum: date


def record_old_posts(rows: Sequence[JabatanLalu], by: Pengguna) -> None:
    """Part of the caller's change, which holds the people. A row that is known stays; one of the same source ends where a later
    dump says that another post began.
    """
    known: dict[UUID, list[RiwayatJabatanLama]] = defaultdict(list)
    for row in RiwayatJabatanLama.objects.kini().filter(pegawai_id__in={one.asal.pegawai.pk for one in rows}):
        known[row.pegawai_id].append(row)
    fresh: list[Baru] = []
    for one in sorted(rows, key=lambda one: one.asal.mulai):
        mine = known[one.asal.pegawai.pk]
        if (same := next((row for row in mine if _is_same(row, one)), None)) is not None:
            one.asal.hasil = one.asal.hasil or same.pk
            continue
        for row in [row for row in mine if _covers(row, one.asal.mulai)]:
            mine.remove(row)
            mine.append(_shorten(row, one.asal.mulai, fresh))
        made = Baru(_row(one), one.asal)
        fresh.append(made)
        mine.append(made.baris)
    _write(fresh)
    _note([one for one in fresh if one.asal is None or not one.asal.tolak], by)


@dataclass
class Baru:
    """A row to be written, and the row of the dump that it comes from; none where an older one is only cut."""

    baris: RiwayatJabatanLama
    asal: BarisJabatan | None


def _is_same(row: RiwayatJabatanLama, one: JabatanLalu) -> bool:
    return row.mulai == one.asal.mulai and row.jabatan.casefold() == one.asal.nilai[:200].casefold()


def _covers(row: RiwayatJabatanLama, hari: date) -> bool:
    started = row.mulai is not None and row.mulai < hari
    return started and (row.sampai is None or hari <= row.sampai) and row.sumber == SumberRiwayat.SIMPEG


def _shorten(row: RiwayatJabatanLama, sebelum: date, fresh: list[Baru]) -> RiwayatJabatanLama:
    """In memory what is not written yet; else by a row that replaces it."""
    span = DateRange(row.mulai, sebelum, "[)")
    if any(one.baris is row for one in fresh):
        row.berlaku = span
        return row
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in TETAP}
    cut = RiwayatJabatanLama(**values, berlaku=span, menggantikan=row)
    fresh.append(Baru(cut, None))
    return cut


def _row(one: JabatanLalu) -> RiwayatJabatanLama:
    return RiwayatJabatanLama(
        pegawai=one.asal.pegawai, jabatan=one.asal.nilai[:200], unit=one.unit[:200],
        berlaku=DateRange(one.asal.mulai, one.sebelum, "[)"), sk_nomor=one.asal.sk_nomor[:100],
        sk_tanggal=one.asal.sk_tanggal, sumber=SumberRiwayat.SIMPEG,
    )  # fmt: skip


def _write(fresh: Sequence[Baru]) -> None:
    """All at once; where the database refuses one of them, each by itself, so that one row holds up no other."""
    if not fresh:
        return
    old = [one.baris.menggantikan_id for one in fresh if one.baris.menggantikan_id]
    moment = close_many(RiwayatJabatanLama, old)
    for one, pk in zip(fresh, new_ids(len(fresh)), strict=True):
        one.baris.pk, one.baris.tercatat = pk, DateTimeTZRange(moment, None, "[)")
    try:
        with transaction.atomic():
            RiwayatJabatanLama.objects.bulk_create([one.baris for one in fresh])
    except IntegrityError:
        for one in sorted(fresh, key=lambda one: one.asal is not None):
            _write_one(one)


def _note(written: Sequence[Baru], by: Pengguna) -> None:
    acts: list[dict[str, Any]] = []
    for one in written:
        if one.asal is not None:
            one.asal.hasil = one.asal.hasil or one.baris.pk
        acts.append(
            {
                "objek_id": str(one.baris.pk), "subjek_id": one.baris.pegawai_id,
                "unit_id": one.asal.unit_id if one.asal else None, "alasan": DASAR,
                "rincian": {"jenis": "jabatan-lama", "mulai": str(one.baris.mulai)},
            }
        )  # fmt: skip
    if acts:
        record_each("riwayat_dicatat", RiwayatJabatanLama._meta.label, acts, by=by)


def _write_one(one: Baru) -> None:
    try:
        with transaction.atomic():
            one.baris.save(force_insert=True)
    except IntegrityError:
        if one.asal is not None:
            one.asal.tolak = BERTUMPUK


def keep_names(rows: Sequence[BarisJabatan], by: Pengguna) -> None:
    """A post outside the map is only a name: kept for the days until the next post. The last one is no history yet."""
    units = unit_names({row.unit_id for row in rows if row.unit_id}, timezone.localdate())
    record_old_posts(
        [JabatanLalu(row, _unit(units, row.unit_id), row.berikut) for row in rows if row.berikut is not None], by
    )


def _unit(units: dict[UUID, str], pk: UUID | None) -> str:
    return units.get(pk, "") if pk else ""


_by_name = sasaran_jabatan("nama")
assert _by_name is not None
register_sasaran_jabatan(
    SasaranJabatan(_by_name.nama, _by_name.judul, _by_name.cari, _by_name.kata, tempatkan=keep_names)
)
