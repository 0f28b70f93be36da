"""Questions that the pages of the foundation ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncMonth
from django.utils import timezone

from asn_portal.core import permissions
from asn_portal.core.enums import Peran, StatusKiriman, StatusUsulan
from asn_portal.core.izin import Sumber
from asn_portal.core.jadwal import next_slot, parse_cron
from asn_portal.core.models import (
    AksesData,
    Detak,
    Jadwal,
    JalurUnit,
    Notifikasi,
    Pengaturan,
    Pengguna,
    PenugasanPeran,
    Penyiap,
    PesanKeluar,
    RincianUnit,
    SlotJadwal,
    SuratTugas,
    Tindakan,
    Tugas,
    UnitKerja,
    UsulanPemulihan,
    UsulanPeran,
    periode,
)
from asn_portal.core.pengaturan import PENGATURAN
from asn_portal.core.permissions import Akses, akses

# Heard from within this time means alive: beat knocks each minute, the worker writes twice a minute.
ALIVE_WITHIN = timedelta(seconds=150)
# Reads under a letter of examination appear at the latest after this time.
LONGEST_SECRET = timedelta(days=183)

# The most telling role first: it stands beside the name in the frame.
ROLE_ORDER = (
    Peran.ADMIN_BKD, Peran.ADMIN_SISTEM, Peran.AUDITOR, Peran.PIMPINAN, Peran.ADMIN_UNIT, Peran.PENGELOLA_PELATIHAN,
    Peran.ASESOR, Peran.KOMITE_TALENTA, Peran.PENANDA_TANGAN, Peran.ATASAN_PENILAI, Peran.ATASAN, Peran.KETUA_TIM, Peran.PEGAWAI,
)  # fmt: skip


def main_role(mine: Akses) -> str:
    held = {row.peran for row in mine.daftar}
    return next((peran.label for peran in ROLE_ORDER if peran in held), "Akun")


def count_open_work(pengguna: Pengguna) -> dict[str, int]:
    """Open duties and unread notices, in one query."""
    duties = (
        Tugas.objects.filter(untuk=OuterRef("pk"), selesai_pada=None).order_by().values("untuk").annotate(n=Count("pk"))
    )
    notices = (
        Notifikasi.objects.filter(untuk=OuterRef("pk"), dibaca_pada=None)
        .order_by()
        .values("untuk")
        .annotate(n=Count("pk"))
    )
    row = (
        Pengguna.objects.filter(pk=pengguna.pk)
        .values_list(Subquery(duties.values("n")), Subquery(notices.values("n")))
        .first()
    )
    tugas, notifikasi = row or (0, 0)
    return {"tugas": tugas or 0, "notifikasi": notifikasi or 0}


def open_tugas(pengguna: Pengguna) -> QuerySet[Tugas]:
    """What waits for this person, the nearest deadline first."""
    return Tugas.objects.filter(untuk=pengguna, selesai_pada=None).order_by("batas", "dibuat_pada")


def prepared_tugas(penyiap: Pengguna) -> QuerySet[Tugas]:
    """Open duties of officials for whom this account prepares, of the kinds it may."""
    rows = Penyiap.objects.pada(timezone.localdate()).filter(penyiap=penyiap)
    allowed = Q(pk__in=[])
    for pejabat_id, jenis_tugas in rows.values_list("pejabat_id", "jenis_tugas"):
        allowed |= Q(untuk_id=pejabat_id, jenis__in=jenis_tugas)
    return Tugas.objects.filter(allowed, selesai_pada=None).select_related("untuk").order_by("batas", "dibuat_pada")


# -- roles -------------------------------------------------------------------------------------------------


def own_roles(pengguna: Pengguna) -> list[PenugasanPeran]:
    """Assigned roles of an account, present and future, with the unit's name."""
    today = timezone.localdate()
    rows = PenugasanPeran.objects.kini().filter(pengguna=pengguna, berlaku__overlap=periode(today))
    return list(rows.annotate(nama_unit=name_on(today)).order_by("peran"))


def roles_in_scope(pengguna: Pengguna, *, kata: str, peran: str) -> QuerySet[PenugasanPeran]:
    """Assigned roles that this account may see, of today and later."""
    today = timezone.localdate()
    rows = permissions.visible_roles(pengguna).filter(berlaku__overlap=periode(today)).select_related("pengguna")
    if kata:
        rows = rows.filter(pengguna__nama__icontains=kata)
    if peran in Peran.values:
        rows = rows.filter(peran=peran)
    return rows.annotate(nama_unit=name_on(today)).order_by("peran", "pengguna__nama", "pk")


def usulan_rows(pengguna: Pengguna) -> QuerySet[UsulanPeran]:
    rows = permissions.visible_usulan_peran(pengguna).select_related(
        "pengguna", "unit", "diusulkan_oleh", "diputuskan_oleh", "disiapkan_oleh"
    )
    return rows.annotate(nama_unit=name_on(timezone.localdate())).order_by("-diusulkan_pada")


def role_actions(pengguna: Pengguna) -> dict[str, bool]:
    mine = akses(pengguna)
    return {
        "usul": mine.has(Peran.ADMIN_BKD, Peran.ADMIN_SISTEM),
        "operator": mine.has(Peran.ADMIN_BKD, Peran.ADMIN_UNIT),
        "penyiap": may_name_penyiap(pengguna),
    }


def may_name_penyiap(pengguna: Pengguna) -> bool:
    """Whoever decides something."""
    return akses(pengguna).has(*(set(Peran) - {Peran.PEGAWAI, Peran.AUDITOR, Peran.KETUA_TIM}))


def usulan_actions(pengguna: Pengguna, usulan: UsulanPeran) -> dict[str, bool]:
    """Who may and when it can be: both locks in one place, for the buttons."""
    open_now = usulan.status == StatusUsulan.DIAJUKAN
    return {
        "putus": open_now and permissions.can_decide_usulan_peran(pengguna, usulan),
        "tarik": open_now and permissions.can_withdraw_usulan_peran(pengguna, usulan),
        "siapkan": open_now and permissions.can_prepare_usulan_peran(pengguna, usulan),
    }


def units_to_appoint(pengguna: Pengguna) -> QuerySet[UnitKerja]:
    """Units for which this account may appoint an operator: strictly below its own."""
    mine = akses(pengguna)
    if mine.has(Peran.ADMIN_BKD):
        return permissions.visible_units(pengguna)
    own = [row.unit_id for row in mine.daftar if row.peran == Peran.ADMIN_UNIT]
    below = JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=mine.paths(Sumber.AKUN_PERAN, "w"))
    return UnitKerja.objects.filter(pk__in=below.values("unit_id")).exclude(pk__in=own)


def penyiap_rows(pejabat: Pengguna) -> QuerySet[Penyiap]:
    today = timezone.localdate()
    return Penyiap.objects.kini().filter(pejabat=pejabat, berlaku__overlap=periode(today)).select_related("penyiap")


# -- accounts ----------------------------------------------------------------------------------------------


def accounts(pengguna: Pengguna, *, kata: str) -> QuerySet[Pengguna]:
    rows = permissions.visible_accounts(pengguna)
    if kata:
        rows = rows.filter(Q(nama__icontains=kata) | Q(username__istartswith=kata))
    return rows.order_by("nama", "pk")


def visible_pemulihan(pengguna: Pengguna) -> QuerySet[UsulanPemulihan]:
    """Recoveries that this account may decide or has asked for."""
    rows = UsulanPemulihan.objects.filter(pengguna__instansi_id=pengguna.instansi_id)
    rows = rows.select_related("pengguna", "diusulkan_oleh", "diputuskan_oleh")
    if permissions.can_manage_accounts(pengguna):
        return rows
    return rows.filter(diusulkan_oleh=pengguna)


# -- organisation ------------------------------------------------------------------------------------------


def unit_names(ids: Iterable[UUID], tanggal: date) -> dict[UUID, str]:
    """Names of units on a day."""
    return dict(RincianUnit.objects.pada(tanggal).filter(unit_id__in=set(ids)).values_list("unit_id", "nama"))


def name_on(tanggal: date, unit: str = "unit_id") -> Subquery:
    """As an annotation: the name of the unit in column `unit` on a day."""
    return Subquery(RincianUnit.objects.pada(tanggal).filter(unit_id=OuterRef(unit)).values("nama")[:1])


def path_of(unit_id: UUID, tanggal: date) -> str | None:
    return JalurUnit.objects.pada(tanggal).filter(unit_id=unit_id).values_list("jalur", flat=True).first()


def ancestors(unit_id: UUID, tanggal: date) -> list[RincianUnit]:
    """From the root down to the unit itself, for breadcrumbs."""
    path = path_of(unit_id, tanggal)
    if path is None:
        return []
    rows = RincianUnit.objects.pada(tanggal).filter(unit__nomor__in=[int(label) for label in path.split(".")])
    return sorted(rows.select_related("unit"), key=lambda row: path.split(".").index(str(row.unit.nomor)))


def children(unit_id: UUID | None, instansi_id: UUID, tanggal: date) -> QuerySet[RincianUnit]:
    """Direct sub-units (the roots for None), each with the number of its own."""
    grand = (
        RincianUnit.objects.pada(tanggal)
        .filter(induk=OuterRef("unit_id"))
        .order_by()
        .values("induk")
        .annotate(n=Count("pk"))
    )
    rows = RincianUnit.objects.pada(tanggal).filter(induk=unit_id, unit__instansi_id=instansi_id)
    return rows.annotate(jumlah_anak=Subquery(grand.values("n"))).order_by("jenis", "nama")


def main_units(instansi_id: UUID, tanggal: date) -> QuerySet[RincianUnit]:
    """The perangkat daerah: units directly below a root, for filters."""
    roots = RincianUnit.objects.pada(tanggal).filter(induk=None, unit__instansi_id=instansi_id).values("unit_id")
    return RincianUnit.objects.pada(tanggal).filter(induk__in=roots).order_by("nama")


def units_on(pengguna: Pengguna, tanggal: date) -> QuerySet[RincianUnit]:
    """Every unit of the own agency on a day."""
    return RincianUnit.objects.pada(tanggal).filter(unit__in=permissions.visible_units(pengguna)).order_by("nama", "pk")


def with_children(rows: QuerySet[RincianUnit], instansi_id: UUID, tanggal: date) -> list[RincianUnit]:
    """These units with their direct sub-units as `.anak`: two levels in two queries."""
    parents = list(rows)
    below = RincianUnit.objects.pada(tanggal).filter(
        induk__in=[row.unit_id for row in parents], unit__instansi_id=instansi_id
    )
    by_parent: dict[UUID, list[RincianUnit]] = {}
    for row in below.order_by("jenis", "nama"):
        by_parent.setdefault(row.induk_id, []).append(row)
    for row in parents:
        row.anak = by_parent.get(row.unit_id, [])
    return parents


def unit_history(unit_id: UUID) -> QuerySet[RincianUnit]:
    """Every dated row of the unit as known now, newest first, with the parent's name at its beginning."""
    parent = RincianUnit.objects.filter(
        tercatat__upper_inf=True,
        unit_id=OuterRef("induk_id"),
        berlaku__contains=Func(OuterRef("berlaku"), function="lower", output_field=DateField()),
    )
    return (
        RincianUnit.objects.kini()
        .filter(unit_id=unit_id)
        .annotate(nama_induk=Subquery(parent.values("nama")[:1]))
        .order_by("-berlaku")
    )


@dataclass(frozen=True)
class BarisPengaturan:
    kunci: str
    label: str
    baris: Pengaturan | None


def setting_rows(instansi_id: UUID, tanggal: date) -> list[BarisPengaturan]:
    rows = {row.kunci: row for row in Pengaturan.objects.pada(tanggal).filter(instansi_id=instansi_id)}
    return [BarisPengaturan(kunci, label, rows.get(kunci)) for kunci, label in PENGATURAN.items()]


def setting_history(instansi_id: UUID, kunci: str) -> QuerySet[Pengaturan]:
    return Pengaturan.objects.kini().filter(instansi_id=instansi_id, kunci=kunci).order_by("-berlaku")


def identity(instansi_id: UUID | None, tanggal: date) -> str:
    """What the top bar calls the agency; before login that of the first agency."""
    rows = Pengaturan.objects.pada(tanggal).filter(kunci="nama_singkat")
    rows = rows.filter(instansi_id=instansi_id) if instansi_id else rows.order_by("instansi_id")
    return rows.values_list("nilai", flat=True).first() or ""


def pengaturan(instansi_id: UUID, tanggal: date) -> dict[str, str]:
    """Every setting of the agency on a day."""
    return dict(Pengaturan.objects.pada(tanggal).filter(instansi_id=instansi_id).values_list("kunci", "nilai"))


# -- machinery ---------------------------------------------------------------------------------------------


def alive(now: datetime) -> dict[str, bool]:
    """Which parts of the machinery were heard from lately."""
    heard = dict(Detak.objects.values_list("nama", "terakhir"))
    return {name: name in heard and now - heard[name] <= ALIVE_WITHIN for name in ("pekerja", "jadwal")}


def queue_state() -> dict[str, Any]:
    """Numbers for operators: how much waits, how old the oldest is, how much is parked."""
    waiting = PesanKeluar.objects.filter(status__in=[StatusKiriman.MENUNGGU, StatusKiriman.TERKIRIM])
    oldest = waiting.order_by("dibuat_pada").values_list("dibuat_pada", flat=True).first()
    return {
        "menunggu": waiting.count(),
        "tertua": oldest,
        "parkir": PesanKeluar.objects.filter(status=StatusKiriman.PARKIR).count(),
    }


@dataclass(frozen=True)
class BarisJadwal:
    jadwal: Jadwal
    terakhir: datetime | None
    berikut: datetime | None


def schedule_rows(now: datetime) -> list[BarisJadwal]:
    last = SlotJadwal.objects.filter(jadwal=OuterRef("pk")).order_by("-slot").values("slot")[:1]
    rows = Jadwal.objects.annotate(terakhir=Subquery(last)).order_by("nama")
    return [
        BarisJadwal(row, row.terakhir, next_slot(parse_cron(row.cron), after=now) if row.aktif else None)
        for row in rows
    ]


def parked_jobs() -> QuerySet[PesanKeluar]:
    return PesanKeluar.objects.filter(status=StatusKiriman.PARKIR).order_by("-dibuat_pada")[:50]


# -- trace -------------------------------------------------------------------------------------------------

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


def tindakan_rows(pengguna: Pengguna, *, aksi: str, kata: str) -> QuerySet[Tindakan]:
    rows = visible_tindakan(pengguna).select_related("pengguna")
    if aksi:
        rows = rows.filter(aksi=aksi)
    if kata:
        rows = rows.filter(Q(pengguna__nama__icontains=kata) | Q(alasan__icontains=kata))
    return rows


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
