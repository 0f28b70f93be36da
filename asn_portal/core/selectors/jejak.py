"""The trace as people read it, and who read whose data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import (
    AksesData,
    JalurUnit,
    Pengguna,
    SuratTugas,
    Tindakan,
)
from asn_portal.core.permissions import akses

# Reads under a letter of examination appear at the latest after this time.
LONGEST_SECRET = timedelta(days=183)


# What a system admin may see of the trace: machinery and accounts, no personnel data.
TECHNICAL = (
    "core.Jadwal", "core.Pengaturan", "core.PenugasanPeran", "core.UsulanPeran", "core.UsulanPemulihan", "core.Pengguna",
)  # fmt: skip


def visible_tindakan(pengguna: Pengguna) -> QuerySet[Tindakan]:
    """Acts of the own agency that this account may read; everybody sees what concerns himself elsewhere."""
    mine = akses(pengguna)
    rows = Tindakan.objects.filter(instansi_id=pengguna.instansi_id)
    if mine.has(Peran.AUDITOR, Peran.ADMIN_BKD):
        return rows
    seen = Q(pk__in=[])
    if mine.has(Peran.ADMIN_SISTEM):
        seen |= Q(objek_jenis__in=TECHNICAL)
    paths = mine.paths(Sumber.JEJAK)
    if paths:
        units = JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=paths).values("unit_id")
        seen |= Q(unit_id__in=units)
    return rows.filter(seen)


def tindakan_rows(
    pengguna: Pengguna, *, aksi: str, kata: str, dari: date | None = None, sampai: date | None = None
) -> QuerySet[Tindakan]:
    """Acts by kind, by words of their doer or reason, and by days (the last one included)."""
    rows = visible_tindakan(pengguna).select_related("pengguna")
    if dari:
        rows = rows.filter(waktu__gte=_midnight(dari))
    if sampai:
        rows = rows.filter(waktu__lt=_midnight(sampai) + timedelta(days=1))
    if aksi:
        rows = rows.filter(aksi=aksi)
    if kata:
        rows = rows.filter(Q(pengguna__nama__icontains=kata) | Q(alasan__icontains=kata))
    return rows


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True)
class HalamanKunci:
    """A page by key instead of by number: no counting of millions of rows."""

    rows: list[Tindakan]
    next: str


def keyset_page(rows: QuerySet[Tindakan], *, before: str, size: int = 50) -> HalamanKunci:
    """The newest rows before the one with id `before`. UUIDv7 ids are in the order of time."""
    try:
        rows = rows.filter(pk__lt=UUID(before)) if before else rows
    except ValueError:
        return HalamanKunci([], "")
    found = list(rows.order_by("-id")[: size + 1])
    return HalamanKunci(found[:size], str(found[size - 1].pk) if len(found) > size else "")


def known_actions() -> list[str]:
    """Kinds of acts of the last weeks, for the filter."""
    since = timezone.now() - timedelta(days=60)
    return list(Tindakan.objects.filter(waktu__gte=since).order_by("aksi").values_list("aksi", flat=True).distinct())


@dataclass(frozen=True)
class BarisAkses:
    """One line of "siapa melihat data saya": a single read, or the routine reads of one month as a sum."""

    waktu: datetime | None
    bulan: date | None
    peran: str
    unit: str
    kelompok: str
    tujuan: str
    banyak: int


def reads_of(subjek_id: UUID, now: datetime) -> list[BarisAkses]:
    """Who read this person's sensitive data, newest first, without names of persons: role, unit, purpose, time.

    Reads under a secret examination appear when it is over, at the latest after six months.
    """
    secret = SuratTugas.objects.filter(subjek_id=subjek_id, rahasia=True, sampai__gte=timezone.localdate(now))
    hidden = secret.filter(mulai__gt=timezone.localdate(now - LONGEST_SECRET)).values("pk")
    rows = AksesData.objects.filter(subjek_id=subjek_id).exclude(
        surat_tugas_id__in=hidden, surat_tugas_id__isnull=False
    )
    single = [
        BarisAkses(row.waktu, None, Peran(row.peran).label, row.unit, row.kelompok, row.tujuan, 1)
        for row in rows.filter(rutin=False).order_by("-waktu")[:200]
    ]
    sums = (
        rows.filter(rutin=True)
        .annotate(bulan=TruncMonth("waktu"))
        .values("bulan", "peran", "unit", "kelompok")
        .annotate(banyak=Count("pk"))
        .order_by("-bulan")[:200]
    )
    routine = [
        BarisAkses(
            None,
            row["bulan"].date(),
            Peran(row["peran"]).label,
            row["unit"],
            row["kelompok"],
            "Pekerjaan sehari-hari",
            row["banyak"],
        )
        for row in sums
    ]
    return sorted(single + routine, key=_newest_first, reverse=True)


def _newest_first(row: BarisAkses) -> date:
    return row.waktu.date() if row.waktu else row.bulan or date.min
