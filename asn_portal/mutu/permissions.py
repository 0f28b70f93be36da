"""Who sees the quality of data, and who has it counted anew."""

from __future__ import annotations

from asn_portal.core import hanya_lihat
from asn_portal.core.enums import Peran
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.mutu.indikator import populasi_mutu


def can_see_mutu(pengguna: Pengguna) -> bool:
    return populasi_mutu().boleh(pengguna)


def can_recount(pengguna: Pengguna) -> bool:
    """The whole agency is counted at once: HR of the province."""
    return akses(pengguna).has(Peran.ADMIN_BKD) and hanya_lihat.current() is None


def can_take_out(pengguna: Pengguna) -> bool:
    """The tables as they are shown: sums; never while looking as somebody else."""
    return can_see_mutu(pengguna) and hanya_lihat.current() is None
