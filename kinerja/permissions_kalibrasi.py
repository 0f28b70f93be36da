"""Who sits in calibration, and who sees how ratings are given. Proposing is not rating: only the penilai rates."""

from __future__ import annotations

from django.db.models import QuerySet

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, Pengguna, UnitKerja
from asn_portal.core.permissions import akses, same_agency
from kinerja.models import SesiKalibrasi, UsulKalibrasi
from kinerja.permissions_evaluasi import can_rate, can_sign_distribution


def can_calibrate(pengguna: Pengguna, unit: UnitKerja) -> bool:
    """HR of scope, and the leader of the unit who signs its distribution."""
    if not same_agency(pengguna, unit):
        return False
    hr = akses(pengguna).has(Peran.ADMIN_UNIT, Peran.ADMIN_BKD)
    return can_sign_distribution(pengguna, unit) or (hr and akses(pengguna).reaches_unit(unit.pk, Sumber.EVALUASI))


def has_sessions(pengguna: Pengguna) -> bool:
    return akses(pengguna).has(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.PIMPINAN)


def visible_sessions(pengguna: Pengguna) -> QuerySet[SesiKalibrasi]:
    """Of the units this account calibrates."""
    mine = akses(pengguna)
    rows = SesiKalibrasi.objects.filter(periode__instansi_id=mine.instansi_id)
    if mine.has(Peran.ADMIN_BKD):
        return rows
    if not has_sessions(pengguna):
        return rows.none()
    paths = [row.jalur for row in mine.daftar if row.peran == Peran.ADMIN_UNIT and row.jalur]
    units = JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=paths).values("unit_id")
    leads = [row.unit_id for row in mine.daftar if row.peran == Peran.PIMPINAN]
    return rows.filter(unit_id__in=units) | rows.filter(unit_id__in=leads)


def can_answer(pengguna: Pengguna, usul: UsulKalibrasi) -> bool:
    """The penilai of today, and not whoever has proposed it."""
    return usul.oleh_id != pengguna.pk and can_rate(pengguna, usul.evaluasi)


def sees_all_raters(pengguna: Pengguna) -> bool:
    """How ratings are given, of the whole agency: HR of the province and auditors."""
    return akses(pengguna).has(Peran.ADMIN_BKD, Peran.AUDITOR)


def sees_raters(pengguna: Pengguna) -> bool:
    """Everybody who rates sees himself; whoever is above those who rate sees them."""
    return sees_all_raters(pengguna) or akses(pengguna).has(Peran.ATASAN, Peran.ATASAN_PENILAI)
