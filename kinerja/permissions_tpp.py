"""Who may do what with the monthly input: HR of the province keeps months and percentages, HR of the unit answers questions."""

from __future__ import annotations

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses, same_agency
from kinerja.models import MasaTPP, MasukanTPP, PersenTPP, PertanyaanTPP


def can_manage_tpp(pengguna: Pengguna) -> bool:
    """Months and percentages: HR of the province."""
    return akses(pengguna).has(Peran.ADMIN_BKD)


def can_change_tpp(pengguna: Pengguna, row: MasaTPP | PersenTPP) -> bool:
    return can_manage_tpp(pengguna) and same_agency(pengguna, row)


def can_list_tpp(pengguna: Pengguna) -> bool:
    """With names: HR of scope and auditors."""
    mine = akses(pengguna)
    return mine.has(Peran.ADMIN_UNIT) or mine.whole_agency(Sumber.MASUKAN_TPP)


def can_ask_tpp(pengguna: Pengguna, row: MasukanTPP) -> bool:
    """One's own, from the day it is shown."""
    mine = akses(pengguna)
    return row.pegawai_id == mine.orang_id and row.masa.is_seen(mine.tanggal)


def can_answer_tpp(pengguna: Pengguna, row: PertanyaanTPP) -> bool:
    """HR of scope, never about oneself."""
    reachable = MasukanTPP.objects.visible_to(pengguna, "v").filter(pk=row.masukan_id)
    return row.pegawai_id != akses(pengguna).orang_id and reachable.exists()
