"""Who may count, and who may take a table out."""

from __future__ import annotations

from asn_portal.core import hanya_lihat
from asn_portal.core.models import Pengguna
from asn_portal.rekap.dimensi import daftar_populasi


def can_count(pengguna: Pengguna) -> bool:
    return any(satu.boleh(pengguna) for satu in daftar_populasi())


def can_take_out(pengguna: Pengguna) -> bool:
    """The table as it is shown: sums, so whoever sees it; never while looking as somebody else."""
    return can_count(pengguna) and hanya_lihat.current() is None
