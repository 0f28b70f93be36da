"""Who may count, and who may take a table out."""

from __future__ import annotations

from asn_portal.core import hanya_lihat
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.rekap.dimensi import daftar_populasi


def can_count(pengguna: Pengguna) -> bool:
    return any(satu.boleh(pengguna) for satu in daftar_populasi())


def can_take_out(pengguna: Pengguna) -> bool:
    """The table as it is shown: sums, so whoever sees it; never while looking as somebody else."""
    return can_count(pengguna) and hanya_lihat.current() is None


def reads_as_far(pengguna: Pengguna, sumber: Sumber, dasar: Sumber = Sumber.DATA_KEPEGAWAIAN) -> bool:
    """Does this account read the resource of everybody whom it counts (`dasar`)? Row by row where it may see rows, as
    sums where it sees sums. Otherwise a way of dividing would say of some what the account may not know.
    """
    mine = akses(pengguna)
    if mine.whole_agency(sumber) or mine.whole_agency(dasar):
        return mine.whole_agency(sumber)
    rows, sums = set(mine.paths(sumber)), set(mine.aggregate_paths(sumber))
    if counted := set(mine.paths(dasar)):
        return counted <= rows
    return bool(mine.aggregate_paths(dasar)) and set(mine.aggregate_paths(dasar)) <= rows | sums
