"""Who follows up a rating: the penilai of today. Nominations are decided by HR of the province."""

from __future__ import annotations

from django.db.models import QuerySet

from asn_portal.core.enums import Peran
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from kinerja.models import Evaluasi, NominasiPenghargaan, RencanaPerbaikan
from kinerja.permissions_evaluasi import can_rate


def follows_up(pengguna: Pengguna, row: Evaluasi) -> bool:
    return can_rate(pengguna, row)


def has_follow_up(pengguna: Pengguna) -> bool:
    return akses(pengguna).has(Peran.ATASAN, Peran.ADMIN_BKD, Peran.ADMIN_UNIT, Peran.AUDITOR)


def visible_plans(pengguna: Pengguna) -> QuerySet[RencanaPerbaikan]:
    """Read by whoever reads the rating: the person, the line above, HR of scope, auditors."""
    return RencanaPerbaikan.objects.filter(evaluasi__in=Evaluasi.objects.visible_to(pengguna).values("pk"))


def visible_nominations(pengguna: Pengguna) -> QuerySet[NominasiPenghargaan]:
    """The same, but not the person himself before it is decided."""
    mine = akses(pengguna).orang_id
    rows = NominasiPenghargaan.objects.filter(evaluasi__in=Evaluasi.objects.visible_to(pengguna).values("pk"))
    return rows.exclude(pegawai_id=mine) if mine else rows


def can_decide_nomination(pengguna: Pengguna, nominasi: NominasiPenghargaan) -> bool:
    mine = akses(pengguna)
    same = nominasi.pegawai.instansi_id == mine.instansi_id and nominasi.pegawai_id != mine.orang_id
    return mine.has(Peran.ADMIN_BKD) and same and nominasi.oleh_id != pengguna.pk


def decides_nominations(pengguna: Pengguna) -> bool:
    """Does this account decide nominations at all?"""
    return akses(pengguna).has(Peran.ADMIN_BKD)
