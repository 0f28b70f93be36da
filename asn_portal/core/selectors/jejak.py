"""The trace as people read it, and who read whose data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
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


# Acts that this account may not know of yet: conditions told by the apps that keep something secret until a day.
Rahasia = Callable[[Pengguna], Q]
_rahasia: list[Rahasia] = []


def register_tindakan_rahasia(penyedia: Rahasia) -> Rahasia:
    _rahasia.append(penyedia)
    return penyedia


def visible_tindakan(pengguna: Pengguna) -> QuerySet[Tindakan]:
    """Acts of the own agency that this account may read; everybody sees what concerns himself elsewhere."""
    mine = akses(pengguna)
    rows = Tindakan.objects.filter(instansi_id=pengguna.instansi_id)
    if mine.orang_id is not None:
        # Whoever is examined learns of it from the reads themselves, not from the trace and not before it is time.
        rows = rows.exclude(Q(objek_jenis="core.SuratTugas", subjek_id__isnull=False, subjek_id=mine.orang_id))
        rows = rows.exclude(pk__in=hidden_acts(mine.orang_id, timezone.now()))
    for penyedia in _rahasia:
        rows = rows.exclude(penyedia(pengguna))
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
    # Number of the letter of assignment under which an auditor read.
    surat_tugas: str = ""


def hidden_letters(now: datetime) -> QuerySet[SuratTugas]:
    """Letters whose reads two persons have agreed not to show before they end, at the latest after six months."""
    today = timezone.localdate(now)
    secret = SuratTugas.objects.filter(rahasia=True, sampai__gte=today)
    return secret.filter(mulai__gt=today - LONGEST_SECRET).values("pk")


def hidden_acts(subjek_id: UUID, now: datetime) -> QuerySet[AksesData]:
    """Acts about this person that stay unseen for now: ids of Tindakan."""
    reads = AksesData.objects.filter(subjek_id=subjek_id, surat_tugas_id__in=hidden_letters(now))
    return reads.values("tindakan_id")


def reads_of(subjek_id: UUID, now: datetime) -> list[BarisAkses]:
    """Who read this person's sensitive data, newest first, without names of persons: role, unit, purpose, time.

    Reads under a secret examination appear when it is over, at the latest after six months.
    """
    shown = AksesData.objects.filter(subjek_id=subjek_id)
    rows = shown.exclude(surat_tugas_id__isnull=False, surat_tugas_id__in=hidden_letters(now))
    nomor = SuratTugas.objects.filter(pk=OuterRef("surat_tugas_id")).values("nomor")
    single = [
        BarisAkses(
            row.waktu, None, Peran(row.peran).label, row.unit, row.kelompok, row.tujuan, 1, row.nomor_surat or ""
        )
        for row in rows.filter(rutin=False).annotate(nomor_surat=Subquery(nomor)).order_by("-waktu")[:200]
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
