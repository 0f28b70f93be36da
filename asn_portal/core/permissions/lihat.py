"""Who may look at the portal as somebody else (docs/keputusan/0009)."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from asn_portal.core import hanya_lihat
from asn_portal.core.enums import PERAN_TURUNAN, Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna, PenugasanPeran
from asn_portal.core.permissions import Akses, akses, same_agency

# The help desk: HR of the province. It may read what it will see anyway; the system's keepers may not.
PELIHAT = frozenset({Peran.ADMIN_BKD})
# Never administrators, auditors, assessors or the committee: their rights and confidences are not the help desk's.
BOLEH_DILIHAT = PERAN_TURUNAN | {Peran.ADMIN_UNIT, Peran.PENGELOLA_PELATIHAN, Peran.PENANDA_TANGAN, Peran.PIMPINAN}


def covers(pelihat: Akses, sasaran: Akses) -> bool:
    """Everything the other account reaches lies inside what the one who looks reaches by his own roles."""
    return all(pelihat.whole_agency(sumber) for sumber in Sumber if sasaran.reach(sumber))


def can_view_as(pengguna: Pengguna, sasaran: Pengguna) -> bool:
    """Asked at the start and again at every page; never from inside another view."""
    if hanya_lihat.current() is not None or not akses(pengguna).has(*PELIHAT):
        return False
    if pengguna.pk == sasaran.pk or not sasaran.is_active or not same_agency(pengguna, sasaran):
        return False
    theirs = akses(sasaran)
    return {row.peran for row in theirs.daftar} <= BOLEH_DILIHAT and covers(akses(pengguna), theirs)


def looks_at_others(pengguna: Pengguna) -> bool:
    """The first question of the door, asked before any account is looked up."""
    return hanya_lihat.current() is None and akses(pengguna).has(*PELIHAT)


def roles_never_viewed(tanggal: date) -> QuerySet[PenugasanPeran]:
    """Roles that keep their account closed to everybody else's look."""
    return PenugasanPeran.objects.pada(tanggal).exclude(peran__in=BOLEH_DILIHAT)


def accounts_of_agency(pengguna: Pengguna) -> QuerySet[Pengguna]:
    return Pengguna.objects.filter(instansi_id=pengguna.instansi_id)
