"""What waits for somebody: the one inbox, what is done, what can be decided together, what is late below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.enums import Peran
from asn_portal.core.jenis_tugas import JenisTugas, jenis_tugas, superiors_of
from asn_portal.core.models import (
    BacaanTugas,
    DelegasiTugas,
    Notifikasi,
    Pengguna,
    Penyiap,
    PilihanPemberitahuan,
    Tugas,
    periode,
)
from asn_portal.core.permissions import akses
from asn_portal.core.permissions.tugas import inbox, own_delegasi, told_late

DONE_SHOWN = timedelta(days=30)
NOT_READ = "Belum dibuka. Buka dan baca dulu."
NOT_ALLOWED = "Anda sendiri tidak berwenang memutuskan yang ini."


def chosen_ways(pengguna: Pengguna) -> dict[str, str]:
    """How this person wants the e-mails of each group, where he has chosen."""
    return dict(PilihanPemberitahuan.objects.filter(pengguna=pengguna).values_list("kelompok", "cara"))


def own_notices(pengguna: Pengguna) -> QuerySet[Notifikasi]:
    return Notifikasi.objects.filter(untuk=pengguna)


# -- the inbox ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SaringanTugas:
    jenis: str = ""
    keadaan: str = ""  # lewat, delegasi, belum_dibuka


@dataclass(frozen=True)
class BarisTugas:
    """One duty as its reader sees it. `tertutup`: delegated, but the receiver himself may not decide it."""

    tugas: Any
    jenis: JenisTugas
    lewat: bool = False
    atas_nama: str = ""
    tertutup: bool = False
    sebab: str = ""  # why it is not decided together with others
    alamat: str = ""  # opens it


def waiting_tugas(pengguna: Pengguna) -> QuerySet[Tugas]:
    """What waits for this person, delegated duties included, with the name of whose each is (`nama_untuk`): the
    nearest deadline first, so late ones lead.
    """
    rows = inbox(pengguna.pk).annotate(nama_untuk=F("untuk__nama"))
    return rows.order_by(F("batas").asc(nulls_last=True), "dibuat_pada", "pk")


def open_tugas(pengguna: Pengguna) -> QuerySet[Tugas]:
    """The same, with what the inbox tells of each: when it was read, and who else can decide it."""
    read = BacaanTugas.objects.filter(tugas=OuterRef("pk"), pengguna=pengguna).values("dibaca_pada")
    others = Tugas.objects.filter(jenis=OuterRef("jenis"), objek_id=OuterRef("objek_id"), selesai_pada=None)
    others = others.exclude(pk=OuterRef("pk")).exclude(untuk=pengguna).order_by("untuk__nama").values("untuk__nama")
    return waiting_tugas(pengguna).annotate(dibaca_pada=Subquery(read[:1]), bersama=ArraySubquery(others))


def filtered_tugas(pengguna: Pengguna, saring: SaringanTugas, now: datetime) -> QuerySet[Tugas]:
    rows = open_tugas(pengguna)
    if saring.jenis:
        rows = rows.filter(jenis=saring.jenis)
    match saring.keadaan:
        case "lewat":
            rows = rows.filter(batas__lt=now)
        case "delegasi":
            rows = rows.exclude(untuk=pengguna)
        case "belum_dibuka":
            rows = rows.filter(dibaca_pada=None)
    return rows


@dataclass(frozen=True)
class HitunganTugas:
    menunggu: int
    lewat: int
    delegasi: int
    jenis: list[tuple[JenisTugas, int]]


def count_tugas(pengguna: Pengguna, now: datetime) -> HitunganTugas:
    """How many, of which kinds, how many late or delegated: one query."""
    rows = inbox(pengguna.pk).order_by().values("jenis")
    late, handed = Count("pk", filter=Q(batas__lt=now)), Count("pk", filter=~Q(untuk=pengguna))
    found = list(rows.annotate(n=Count("pk"), lewat=late, delegasi=handed))
    kinds = sorted(((jenis_tugas(row["jenis"]), row["n"]) for row in found), key=lambda pair: pair[0].label)
    return HitunganTugas(
        sum(row["n"] for row in found), sum(row["lewat"] for row in found), sum(row["delegasi"] for row in found), kinds
    )


def as_rows(pengguna: Pengguna, daftar: Iterable[Tugas], now: datetime) -> list[BarisTugas]:
    """Duties with their kind and whose they are. The policy is asked about delegated ones only: one question a kind."""
    duties = list(daftar)
    handed: dict[str, list[UUID]] = {}
    for tugas in duties:
        if tugas.untuk_id != pengguna.pk:
            handed.setdefault(tugas.jenis, []).append(tugas.objek_id)
    allowed = {kunci: jenis_tugas(kunci).berhak(pengguna, ids) for kunci, ids in handed.items()}
    return [
        BarisTugas(
            tugas,
            jenis_tugas(tugas.jenis),
            lewat=tugas.batas is not None and tugas.batas < now,
            atas_nama="" if tugas.untuk_id == pengguna.pk else tugas.nama_untuk,
            tertutup=tugas.untuk_id != pengguna.pk and tugas.objek_id not in allowed[tugas.jenis],
            alamat=reverse("core:tugas_open", args=[tugas.pk]),
        )
        for tugas in duties
    ]


def done_tugas(pengguna: Pengguna, now: datetime) -> QuerySet[Tugas]:
    """Decided in the last 30 days: own duties, and those of others that this account has decided."""
    rows = Tugas.objects.filter(selesai_pada__gte=now - DONE_SHOWN)
    rows = rows.filter(Q(untuk=pengguna) | Q(selesai_oleh=pengguna))
    once = rows.annotate(urut=Q(untuk=pengguna)).order_by("jenis", "objek_id", "-urut", "-selesai_pada")
    ids = once.distinct("jenis", "objek_id").values("pk")
    rows = Tugas.objects.filter(pk__in=ids).select_related("selesai_oleh").annotate(nama_untuk=F("untuk__nama"))
    return rows.order_by("-selesai_pada", "pk")


# -- many at once ------------------------------------------------------------------------------------------


def bulk_rows(pengguna: Pengguna, jenis: JenisTugas) -> list[BarisTugas]:
    """Every open duty of this kind: those that can be decided together, and why the others cannot."""
    if jenis.massal is None:
        return []
    duties = list(open_tugas(pengguna).filter(jenis=jenis.kunci))
    ids = [tugas.objek_id for tugas in duties]
    allowed, flags = jenis.berhak(pengguna, ids), jenis.massal.peringatan(ids)
    rows = as_rows(pengguna, duties, timezone.now())
    return [replace(row, sebab=_why_single(row.tugas, allowed, flags)) for row in rows]


def _why_single(tugas: Any, allowed: set[UUID], flags: dict[UUID, str]) -> str:
    if tugas.objek_id not in allowed:
        return NOT_ALLOWED
    if tugas.dibaca_pada is None:
        return NOT_READ
    return flags.get(tugas.objek_id, "")


# -- late below --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TugasBawah:
    """A late duty of somebody below: what kind, who holds it, since when. What is in it stays with its holder."""

    jenis: JenisTugas
    pemegang: str
    batas: datetime


def late_below(pengguna: Pengguna, tanggal: date) -> list[TugasBawah]:
    """Only while this account is still the superior of the holder today, or HR of the province."""
    rows = list(told_late(pengguna).select_related("untuk"))
    if not rows:
        return []
    above = superiors_of({row.untuk_id for row in rows}, tanggal)
    is_hr = akses(pengguna).has(Peran.ADMIN_BKD)
    return [
        TugasBawah(jenis_tugas(row.jenis), row.untuk.nama, row.batas)
        for row in rows
        if row.batas is not None
        and (above.get(row.untuk_id) == pengguna.pk or (is_hr and row.untuk_id not in above))
    ]  # fmt: skip


# -- preparing and delegating ------------------------------------------------------------------------------


def prepared_tugas(penyiap: Pengguna) -> QuerySet[Tugas]:
    """Open duties of officials for whom this account prepares, of the kinds it may."""
    rows = Penyiap.objects.pada(timezone.localdate()).filter(penyiap=penyiap)
    allowed = Q(pk__in=[])
    for pejabat_id, jenis in rows.values_list("pejabat_id", "jenis_tugas"):
        allowed |= Q(untuk_id=pejabat_id, jenis__in=jenis)
    return Tugas.objects.filter(allowed, selesai_pada=None).select_related("untuk").order_by("batas", "dibuat_pada")


@dataclass(frozen=True)
class BarisDelegasi:
    delegasi: DelegasiTugas
    jenis: JenisTugas
    berjalan: bool


def delegasi_rows(pengguna: Pengguna, tanggal: date) -> dict[str, list[BarisDelegasi]]:
    """What runs or is planned: given and received, the nearest first."""
    rows = own_delegasi(pengguna).filter(berlaku__overlap=periode(tanggal)).select_related("dari", "kepada")
    found: dict[str, list[BarisDelegasi]] = {"keluar": [], "masuk": []}
    for row in rows.order_by("berlaku", "jenis"):
        way = "keluar" if row.dari_id == pengguna.pk else "masuk"
        found[way].append(BarisDelegasi(row, jenis_tugas(row.jenis), row.mulai <= tanggal))
    return found
