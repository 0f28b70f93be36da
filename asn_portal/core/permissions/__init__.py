"""The one policy layer: who somebody is today, and how far each role reaches.

`akses(pengguna)` reads the roles of the account once per request, so that a change counts from the next one.
`can_*` answers who; the status tables answer when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from asn_portal.core import hanya_lihat
from asn_portal.core.enums import PERAN_DUA_LANGKAH, PERAN_EMPAT_MATA, PERAN_OPERATOR, Peran
from asn_portal.core.errors import Terlarang
from asn_portal.core.izin import Cakupan, Hak, Sumber, hak
from asn_portal.core.models import (
    JalurUnit,
    Pengguna,
    PenugasanPeran,
    Penyiap,
    SuratTugas,
    Tugas,
    UnitKerja,
    UsulanPemulihan,
    UsulanPeran,
)
from asn_portal.core.sql import fetch


@dataclass(frozen=True)
class PeranAktif:
    """One role of an account today. `jalur` is the path of its unit; derived roles carry the person, and where that
    person works: the matrix gives them no unit to look after (tests/core/test_peran.py).
    """

    peran: Peran
    unit_id: UUID | None = None
    jalur: str | None = None
    nama_unit: str = ""
    orang_id: UUID | None = None


@dataclass(frozen=True)
class Jangkauan:
    """One way in which an account reaches a resource."""

    peran: PeranAktif
    hak: Hak


# What somebody who only looks as another person never does: export, reveal, open a case.
NEVER_WHEN_LOOKING = frozenset({"x", "buka", "kasus"})


@dataclass(frozen=True)
class Akses:
    pengguna: Pengguna
    tanggal: date
    daftar: tuple[PeranAktif, ...]
    # Set while somebody looks at the portal as this account: the own rights of the one who looks.
    batas: Akses | None = None

    @property
    def instansi_id(self) -> UUID:
        return self.pengguna.instansi_id

    @property
    def orang_id(self) -> UUID | None:
        """The person of this account (pegawai.Pegawai), None for an account without one."""
        return next((row.orang_id for row in self.daftar if row.peran == Peran.PEGAWAI), None)

    def has(self, *peran: Peran) -> bool:
        return any(row.peran in peran for row in self.daftar)

    def reach(self, sumber: Sumber, tanda: str | None = None) -> list[Jangkauan]:
        """Every role that opens the resource, with its scope; empty means refused."""
        found = [Jangkauan(row, right) for row in self.daftar for right in hak(row.peran, sumber, tanda)]
        return found if self.batas is None else self._within(self.batas, found, sumber, tanda)

    @staticmethod
    def _within(batas: Akses, found: list[Jangkauan], sumber: Sumber, tanda: str | None) -> list[Jangkauan]:
        """Never more than the person sees, and never more than the one who looks may see: masked where he is."""
        own = [j.hak for j in batas.reach(sumber) if j.hak.cakupan is Cakupan.PROVINSI]
        if not own or tanda in NEVER_WHEN_LOOKING:
            return []
        masked = frozenset({"m"}) if all(right.samar for right in own) else frozenset[str]()
        return [Jangkauan(j.peran, Hak(j.hak.cakupan, (j.hak.tanda - NEVER_WHEN_LOOKING) | masked)) for j in found]

    def paths(self, sumber: Sumber, tanda: str | None = None) -> list[str]:
        """Paths of the units this account reaches by scope U; scope P reaches everything of the agency."""
        return [j.peran.jalur for j in self.reach(sumber, tanda) if j.hak.cakupan is Cakupan.UNIT and j.peran.jalur]

    def aggregate_paths(self, sumber: Sumber) -> list[str]:
        """Paths of the units of whose people this account sees sums only (scope G)."""
        return [j.peran.jalur for j in self.reach(sumber) if j.hak.cakupan is Cakupan.AGREGAT and j.peran.jalur]

    def whole_agency(self, sumber: Sumber, tanda: str | None = None) -> bool:
        return any(j.hak.cakupan is Cakupan.PROVINSI for j in self.reach(sumber, tanda))

    def reaches_unit(self, unit_id: UUID, sumber: Sumber, tanda: str | None = None) -> bool:
        """Is this unit of the own agency inside the scope today?"""
        rows = JalurUnit.objects.pada(self.tanggal).filter(unit_id=unit_id, instansi_id=self.instansi_id)
        if self.whole_agency(sumber, tanda):
            return UnitKerja.objects.filter(pk=unit_id, instansi_id=self.instansi_id).exists()
        return rows.filter(jalur__di_bawah=self.paths(sumber, tanda)).exists()


ProviderPeran = Callable[[Pengguna, date], Iterable[PeranAktif]]
_providers: list[ProviderPeran] = []


def register_peran_turunan(provider: ProviderPeran) -> ProviderPeran:
    """An upper app tells which derived roles (pegawai, atasan, ...) an account has on a date."""
    _providers.append(provider)
    return provider


ASSIGNED = """
SELECT tugas.peran, tugas.unit_id, letak.jalur, rincian.nama
FROM core_penugasanperan AS tugas
LEFT JOIN core_jalurunit AS letak ON letak.unit_id = tugas.unit_id AND letak.berlaku @> %(hari)s::date
LEFT JOIN core_rincianunit AS rincian
       ON rincian.unit_id = tugas.unit_id AND upper_inf(rincian.tercatat) AND rincian.berlaku @> %(hari)s::date
WHERE tugas.pengguna_id = %(akun)s AND upper_inf(tugas.tercatat) AND tugas.berlaku @> %(hari)s::date
ORDER BY tugas.peran, tugas.unit_id
"""


def _assigned(pengguna: Pengguna, tanggal: date) -> list[PeranAktif]:
    rows = fetch(ASSIGNED, akun=pengguna.pk, hari=tanggal)
    return [PeranAktif(Peran(peran), unit_id, jalur, nama or "") for peran, unit_id, jalur, nama in rows]


def akses(pengguna: Any, tanggal: date | None = None) -> Akses:
    """Everything the account is on this day (default: today). Kept on the request's own user object only."""
    today = timezone.localdate()
    day = tanggal or today
    sight = hanya_lihat.current()
    batas = sight.batas if sight is not None and sight.sasaran_id == pengguna.pk else None
    kept = getattr(pengguna, "_akses", None)
    if day == today and kept is not None and kept.tanggal == day:
        return kept if kept.batas is batas else replace(kept, batas=batas)
    derived = [role for provider in _providers for role in provider(pengguna, day)]
    result = Akses(pengguna, day, (*derived, *_assigned(pengguna, day)), batas)
    if day == today:
        pengguna._akses = result
    return result


def require(allowed: bool) -> None:
    """Second lock of every service. A refusal tells nothing about what exists."""
    if not allowed:
        raise Terlarang("Anda tidak berwenang melakukan ini.")


def needs_second_factor(pengguna: Pengguna) -> bool:
    return akses(pengguna).has(*PERAN_DUA_LANGKAH)


# -- accounts and roles ------------------------------------------------------------------------------------


def same_agency(pengguna: Pengguna, other: Any) -> bool:
    return bool(pengguna.instansi_id == other.instansi_id)


def can_manage_units(pengguna: Pengguna) -> bool:
    """Found, rename, move and merge units of the own agency."""
    return akses(pengguna).has(Peran.ADMIN_BKD)


def can_manage_libur(pengguna: Pengguna) -> bool:
    """Enter and correct the list of holidays of a year."""
    return akses(pengguna).has(Peran.ADMIN_BKD)


def can_manage_settings(pengguna: Pengguna) -> bool:
    return akses(pengguna).has(Peran.ADMIN_BKD, Peran.ADMIN_SISTEM)


def can_manage_schedules(pengguna: Pengguna) -> bool:
    return akses(pengguna).has(Peran.ADMIN_SISTEM)


def can_manage_accounts(pengguna: Pengguna) -> bool:
    """Accounts without a person, deactivation, sessions of others."""
    return akses(pengguna).has(Peran.ADMIN_BKD, Peran.ADMIN_SISTEM)


def can_manage_account(pengguna: Pengguna, other: Pengguna) -> bool:
    return can_manage_accounts(pengguna) and same_agency(pengguna, other) and pengguna.pk != other.pk


def can_issue_slip_here(pengguna: Pengguna, other: Pengguna) -> bool:
    """Slips of accounts without a person. People's own are made by HR, who has checked the identity (pegawai)."""
    return can_manage_account(pengguna, other) and akses(other).orang_id is None


def can_see_roles(pengguna: Pengguna) -> bool:
    return akses(pengguna).has(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.ADMIN_SISTEM, Peran.AUDITOR)


def can_propose_peran(pengguna: Pengguna, *, untuk: Pengguna, peran: str, unit: UnitKerja) -> bool:
    """Provincial roles: proposed by one admin of the agency, never for himself."""
    mine = akses(pengguna)
    return (
        peran in PERAN_EMPAT_MATA
        and mine.has(Peran.ADMIN_BKD, Peran.ADMIN_SISTEM)
        and pengguna.pk != untuk.pk
        and untuk.is_active
        and same_agency(pengguna, untuk)
        and same_agency(pengguna, unit)
    )


def can_decide_usulan_peran(pengguna: Pengguna, usulan: UsulanPeran) -> bool:
    """A second admin: neither the proposer nor the one it is about."""
    return (
        akses(pengguna).has(Peran.ADMIN_BKD, Peran.ADMIN_SISTEM)
        and pengguna.pk not in {usulan.diusulkan_oleh_id, usulan.pengguna_id}
        and same_agency(pengguna, usulan.unit)
    )


def can_withdraw_usulan_peran(pengguna: Pengguna, usulan: UsulanPeran) -> bool:
    return bool(pengguna.pk == usulan.diusulkan_oleh_id)


# The kinds of cases that staff may prepare for an official. Upper apps add theirs.
JENIS_DAPAT_DISIAPKAN: dict[str, str] = {"core.usulan_peran": "Usulan peran"}


def prepares_for(penyiap: Pengguna, jenis_tugas: str) -> list[UUID]:
    """The officials for whom this account may prepare cases of this kind today."""
    rows = Penyiap.objects.pada(timezone.localdate()).filter(penyiap=penyiap, jenis_tugas__contains=[jenis_tugas])
    return list(rows.values_list("pejabat_id", flat=True))


def can_prepare_usulan_peran(pengguna: Pengguna, usulan: UsulanPeran) -> bool:
    """Prepare, never decide: staff of an official who may decide this case."""
    officials = Pengguna.objects.filter(pk__in=prepares_for(pengguna, "core.usulan_peran"), is_active=True)
    untouched = pengguna.pk not in {usulan.diusulkan_oleh_id, usulan.pengguna_id}
    return untouched and any(can_decide_usulan_peran(official, usulan) for official in officials)


def can_name_penyiap(pengguna: Pengguna, penyiap: Pengguna) -> bool:
    """Whoever decides something may name staff of the same agency; a penyiap names nobody else."""
    deciding = akses(pengguna).has(*(set(Peran) - {Peran.PEGAWAI, Peran.AUDITOR, Peran.KETUA_TIM}))
    return deciding and pengguna.pk != penyiap.pk and same_agency(pengguna, penyiap) and penyiap.is_active


def can_appoint_operator(pengguna: Pengguna, *, untuk: Pengguna, peran: str, unit: UnitKerja) -> bool:
    """HR of a unit is appointed by HR above it: of the province, or of a unit that strictly contains this one."""
    if peran not in PERAN_OPERATOR or pengguna.pk == untuk.pk or not same_agency(pengguna, untuk):
        return False
    mine = akses(pengguna)
    if mine.has(Peran.ADMIN_BKD):
        return same_agency(pengguna, unit)
    own = {row.unit_id: row.jalur for row in mine.daftar if row.peran == Peran.ADMIN_UNIT and row.jalur}
    below = JalurUnit.objects.pada(mine.tanggal).filter(unit=unit, jalur__di_bawah=list(own.values()))
    return unit.pk not in own and below.exists()


def can_end_peran(pengguna: Pengguna, tugas: PenugasanPeran) -> bool:
    """Operators are ended by whoever may appoint them; provincial roles end by a proposal of two."""
    return can_appoint_operator(pengguna, untuk=tugas.pengguna, peran=tugas.peran, unit=tugas.unit)


def can_decide_pemulihan(pengguna: Pengguna, usulan: UsulanPemulihan) -> bool:
    return (
        akses(pengguna).has(Peran.ADMIN_BKD, Peran.ADMIN_SISTEM)
        and pengguna.pk not in {usulan.diusulkan_oleh_id, usulan.pengguna_id}
        and same_agency(pengguna, usulan.pengguna)
    )


def can_open_surat_tugas(pengguna: Pengguna, subjek_id: UUID) -> bool:
    """Auditors, never about themselves."""
    return akses(pengguna).has(Peran.AUDITOR) and akses(pengguna).orang_id != subjek_id


def can_open_surat_tugas_unit(pengguna: Pengguna, unit: UnitKerja) -> bool:
    """About the people of a unit: auditors of the agency. The own record never opens by it."""
    return akses(pengguna).has(Peran.AUDITOR) and same_agency(pengguna, unit)


def is_examined(mine: Akses, surat: SuratTugas) -> bool:
    """Is this letter about the person of the account, or about a unit where he works?"""
    if surat.unit_id is None:
        return bool(mine.orang_id == surat.subjek_id)
    return UnitKerja.objects.filter(pk=surat.unit_id, nomor__in=_own_path(mine)).exists()


def _own_path(mine: Akses) -> list[int]:
    """Numbers of the own unit and those above it; labels of paths are numbers of units."""
    return [
        int(label) for row in mine.daftar if row.peran == Peran.PEGAWAI and row.jalur for label in row.jalur.split(".")
    ]


def visible_surat_tugas(pengguna: Pengguna) -> QuerySet[SuratTugas]:
    """Auditors see every letter of the agency, HR of the province those that ask for silence; nobody one about himself or
    his unit, but whoever registered it.
    """
    mine = akses(pengguna)
    about_me = Q(unit__isnull=False, unit__nomor__in=_own_path(mine))
    if mine.orang_id is not None:
        about_me |= Q(subjek_id__isnull=False, subjek_id=mine.orang_id)
    rows = SuratTugas.objects.filter(~about_me | Q(pemeriksa=pengguna), pemeriksa__instansi_id=mine.instansi_id)
    if mine.has(Peran.AUDITOR):
        return rows
    return rows.filter(rahasia_diusulkan_oleh__isnull=False) if mine.has(Peran.ADMIN_BKD) else rows.none()


def can_decide_rahasia(pengguna: Pengguna, surat: SuratTugas) -> bool:
    """The second of two persons: another auditor or HR of the province, never who examines or who is examined."""
    mine = akses(pengguna)
    return (
        mine.has(Peran.AUDITOR, Peran.ADMIN_BKD)
        and not is_examined(mine, surat)
        and pengguna.pk not in {surat.pemeriksa_id, surat.rahasia_diusulkan_oleh_id}
        and same_agency(pengguna, surat.pemeriksa)
    )


def can_read_jejak(pengguna: Pengguna) -> bool:
    return akses(pengguna).has(Peran.AUDITOR, Peran.ADMIN_BKD, Peran.ADMIN_SISTEM, Peran.ADMIN_UNIT)


# -- what an account may see -------------------------------------------------------------------------------


def visible_accounts(pengguna: Pengguna) -> QuerySet[Pengguna]:
    if not can_manage_accounts(pengguna):
        return Pengguna.objects.none()
    return Pengguna.objects.filter(instansi_id=pengguna.instansi_id)


def visible_units(pengguna: Pengguna) -> QuerySet[UnitKerja]:
    """The organisation is no secret inside its agency; of other agencies nothing is seen."""
    return UnitKerja.objects.filter(instansi_id=pengguna.instansi_id)


def visible_roles(pengguna: Pengguna) -> QuerySet[PenugasanPeran]:
    """Own roles; those inside the own units for HR of a unit; all of the agency for the others."""
    rows = PenugasanPeran.objects.kini().filter(unit__instansi_id=pengguna.instansi_id)
    mine = akses(pengguna)
    if mine.whole_agency(Sumber.AKUN_PERAN):
        return rows
    inside = (
        JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=mine.paths(Sumber.AKUN_PERAN)).values("unit_id")
    )
    return rows.filter(pengguna=pengguna) | rows.filter(unit_id__in=inside)


def visible_usulan_peran(pengguna: Pengguna) -> QuerySet[UsulanPeran]:
    rows = UsulanPeran.objects.filter(unit__instansi_id=pengguna.instansi_id)
    if akses(pengguna).has(Peran.ADMIN_BKD, Peran.ADMIN_SISTEM, Peran.AUDITOR):
        return rows
    officials = Pengguna.objects.filter(pk__in=prepares_for(pengguna, "core.usulan_peran"), is_active=True)
    deciding = [one.pk for one in officials if akses(one).has(Peran.ADMIN_BKD, Peran.ADMIN_SISTEM)]
    prepared = Tugas.objects.filter(untuk_id__in=deciding, jenis="core.usulan_peran")
    return rows.filter(pengguna=pengguna) | rows.filter(pk__in=prepared.values("objek_id"))
