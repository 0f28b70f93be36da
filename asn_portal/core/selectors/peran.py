"""Roles, proposals for them, and who prepares for whom."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from asn_portal.core import permissions
from asn_portal.core.enums import Peran, StatusUsulan
from asn_portal.core.models import (
    JalurUnit,
    Pengguna,
    PenugasanPeran,
    Penyiap,
    UnitKerja,
    UsulanPeran,
    periode,
)
from asn_portal.core.permissions import Akses, akses
from asn_portal.core.selectors.unit import name_on

# The most telling role first: it stands beside the name in the frame.
ROLE_ORDER = (
    Peran.ADMIN_BKD, Peran.ADMIN_SISTEM, Peran.AUDITOR, Peran.PIMPINAN, Peran.ADMIN_UNIT, Peran.PENGELOLA_PELATIHAN,
    Peran.ASESOR, Peran.KOMITE_TALENTA, Peran.PENANDA_TANGAN, Peran.ATASAN_PENILAI, Peran.ATASAN, Peran.KETUA_TIM, Peran.PEGAWAI,
)  # fmt: skip


def main_role(mine: Akses) -> str:
    held = {row.peran for row in mine.daftar}
    return next((peran.label for peran in ROLE_ORDER if peran in held), "Akun")


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
    own = {row.unit_id: row.jalur for row in mine.daftar if row.peran == Peran.ADMIN_UNIT and row.jalur}
    below = JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=list(own.values()))
    return UnitKerja.objects.filter(pk__in=below.values("unit_id")).exclude(pk__in=own)


def penyiap_rows(pejabat: Pengguna) -> QuerySet[Penyiap]:
    today = timezone.localdate()
    return Penyiap.objects.kini().filter(pejabat=pejabat, berlaku__overlap=periode(today)).select_related("penyiap")
