"""Requests for help and announcements: who sees, who answers, who writes, and whom an announcement reaches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from asn_portal.core.enums import Peran, StatusTiket, TujuanTiket
from asn_portal.core.izin import Cakupan, Sumber
from asn_portal.core.models import BalasanTiket, JalurUnit, Pengguna, Pengumuman, PenugasanPeran, Tiket, UnitKerja
from asn_portal.core.permissions import Akses, akses, same_agency

# -- requests for help -------------------------------------------------------------------------------------


def home_unit(pengguna: Pengguna) -> UUID | None:
    """Where the account belongs today: the unit of its person, else that of its first role."""
    return next((row.unit_id for row in akses(pengguna).daftar if row.unit_id), None)


def answers_tiket(pengguna: Pengguna) -> bool:
    """Does this account answer requests of others?"""
    return bool(akses(pengguna).reach(Sumber.BANTUAN, "v"))


def active_operators(tanggal: date) -> QuerySet[PenugasanPeran]:
    return PenugasanPeran.objects.pada(tanggal).filter(peran=Peran.ADMIN_UNIT, pengguna__is_active=True)


def _level() -> Func:
    return Func(F("jalur"), function="nlevel", output_field=IntegerField())


def with_nearest_hr(rows: QuerySet[Tiket], tanggal: date) -> QuerySet[Tiket]:
    """Adds `jalur_unit` and `tingkat_hr`: how deep the nearest HR above sits, without the one who asks."""
    others = active_operators(tanggal).filter(unit_id=OuterRef("unit_id"))
    others = others.exclude(pengguna_id=OuterRef(OuterRef("pengguna_id")))
    above = JalurUnit.objects.pada(tanggal).filter(Exists(others), jalur__di_atas=OuterRef("jalur_unit"))
    path = JalurUnit.objects.pada(tanggal).filter(unit_id=OuterRef("unit_id"))
    rows = rows.annotate(jalur_unit=Subquery(path.values("jalur")[:1]))
    return rows.annotate(tingkat_hr=Subquery(above.annotate(n=_level()).order_by("-n").values("n")[:1]))


def handled_tiket(pengguna: Pengguna) -> QuerySet[Tiket]:
    """Requests of others that this account answers today. HR of a unit: as the nearest one up the tree."""
    mine = akses(pengguna)
    rows = Tiket.objects.filter(pengguna__instansi_id=mine.instansi_id).exclude(pengguna=pengguna)
    if mine.whole_agency(Sumber.BANTUAN, "v"):
        return rows
    seen, depth = Q(pk__in=[]), _depths(mine)
    for jangkauan in mine.reach(Sumber.BANTUAN, "v"):
        if jangkauan.hak.cakupan is Cakupan.DITUGASKAN:
            seen |= Q(tujuan=TujuanTiket.SISTEM)
    for path, level in depth.items():
        below = JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=[path]).values("unit_id")
        seen |= Q(tujuan=TujuanTiket.UNIT, tingkat_hr=level, unit_id__in=below)
    return (with_nearest_hr(rows, mine.tanggal) if depth else rows).filter(seen)


def _depths(mine: Akses) -> dict[str, int]:
    return {path: path.count(".") + 1 for path in mine.paths(Sumber.BANTUAN, "v")}


def visible_tiket(pengguna: Pengguna) -> QuerySet[Tiket]:
    """Own ones, those one answers, and those one took part in while still answering others."""
    seen = Q(pengguna=pengguna)
    if answers_tiket(pengguna):
        took_part = BalasanTiket.objects.filter(oleh=pengguna).values("tiket_id")
        seen |= Q(pk__in=handled_tiket(pengguna).values("pk")) | Q(pk__in=took_part)
    return Tiket.objects.filter(seen, pengguna__instansi_id=pengguna.instansi_id)


def can_answer_tiket(pengguna: Pengguna, tiket: Tiket) -> bool:
    """Answer, pass on, close: whoever is responsible today, never for an own request."""
    return handled_tiket(pengguna).filter(pk=tiket.pk).exists()


def can_continue_tiket(pengguna: Pengguna, tiket: Tiket) -> bool:
    """Add to it, say that it is done, open it again: whoever asked."""
    return bool(tiket.pengguna_id == pengguna.pk)


def is_open(tiket: Tiket) -> bool:
    return tiket.status != StatusTiket.SELESAI


# -- announcements -----------------------------------------------------------------------------------------

# Ids of the accounts that hold one of these roles (empty: any) inside these units on a day.
ProviderPemegang = Callable[[frozenset[str], QuerySet[JalurUnit], date], QuerySet]
_holders: list[ProviderPemegang] = []


def register_pemegang(provider: ProviderPemegang) -> ProviderPemegang:
    """An upper app tells who holds its derived roles where, as a query: the mirror of register_peran_turunan."""
    _holders.append(provider)
    return provider


@register_pemegang
def assigned_holders(peran: frozenset[str], units: QuerySet[JalurUnit], tanggal: date) -> QuerySet[PenugasanPeran]:
    rows = PenugasanPeran.objects.pada(tanggal).filter(unit_id__in=units)
    return (rows.filter(peran__in=peran) if peran else rows).values("pengguna_id")


def audience(pengumuman: Pengumuman, tanggal: date) -> QuerySet[Pengguna]:
    """Everybody whom an announcement reaches on this day: holders of its roles (all without one) at its unit or below."""
    path = JalurUnit.objects.pada(tanggal).filter(unit_id=pengumuman.unit_id).values_list("jalur", flat=True)
    units = JalurUnit.objects.pada(tanggal).filter(jalur__di_bawah=list(path)).values("unit_id")
    found = [provider(frozenset(pengumuman.peran), units, tanggal) for provider in _holders]
    reached = Q(pk__in=found[0].union(*found[1:]) if found[1:] else found[0])
    return Pengguna.objects.filter(reached, instansi_id=pengumuman.instansi_id, is_active=True)


def addressed_as(mine: Akses) -> dict[tuple[int, ...], list[str]]:
    """As what announcements reach this account today: its roles by the numbers of the units at and above where it holds
    them. The path of a derived role beside "pegawai" is that of the same unit: it stands in the list once.
    """
    paths = {row.unit_id: row.jalur for row in mine.daftar if row.jalur}
    roles: dict[tuple[int, ...], list[str]] = {}
    for row in mine.daftar:
        if path := paths.get(row.unit_id):
            roles.setdefault(tuple(map(int, path.split("."))), []).append(row.peran.value)
    return roles


def addressed_pengumuman(pengguna: Pengguna) -> QuerySet[Pengumuman]:
    """The same question from the other side: what reaches this account today, ended ones included."""
    mine = akses(pengguna)
    seen = Q(pk__in=[])
    for units, roles in addressed_as(mine).items():
        seen |= Q(Q(peran=[]) | Q(peran__overlap=roles), unit__nomor__in=units)
    return Pengumuman.objects.filter(seen, instansi_id=mine.instansi_id)


def running(rows: QuerySet[Pengumuman], tanggal: date) -> QuerySet[Pengumuman]:
    return rows.filter(mulai__lte=tanggal, sampai__gte=tanggal, diakhiri_pada=None)


def managed_pengumuman(pengguna: Pengguna) -> QuerySet[Pengumuman]:
    """Announcements of the units for which this account may write; auditors read them all."""
    mine = akses(pengguna)
    rows = Pengumuman.objects.filter(instansi_id=mine.instansi_id)
    if mine.whole_agency(Sumber.PENGUMUMAN):
        return rows
    inside = JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=mine.paths(Sumber.PENGUMUMAN, "w"))
    return rows.filter(unit_id__in=inside.values("unit_id"))


def sees_pengumuman_figures(pengguna: Pengguna) -> bool:
    mine = akses(pengguna)
    return bool(mine.paths(Sumber.PENGUMUMAN, "w")) or mine.whole_agency(Sumber.PENGUMUMAN)


def writes_pengumuman(pengguna: Pengguna) -> bool:
    return bool(akses(pengguna).reach(Sumber.PENGUMUMAN, "w"))


def can_write_pengumuman(pengguna: Pengguna, unit: UnitKerja) -> bool:
    """HR, for its own units and what lies below them."""
    return same_agency(pengguna, unit) and akses(pengguna).reaches_unit(unit.pk, Sumber.PENGUMUMAN, "w")


def units_to_address(pengguna: Pengguna) -> QuerySet[UnitKerja]:
    """Units for which this account may write."""
    mine = akses(pengguna)
    rows = UnitKerja.objects.filter(instansi_id=mine.instansi_id)
    if mine.whole_agency(Sumber.PENGUMUMAN, "w"):
        return rows
    inside = JalurUnit.objects.pada(timezone.localdate()).filter(jalur__di_bawah=mine.paths(Sumber.PENGUMUMAN, "w"))
    return rows.filter(pk__in=inside.values("unit_id"))
