"""Who may act in rounds, departures, warnings, letters and reports."""

from __future__ import annotations

from uuid import UUID

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses, same_agency
from pegawai.models import (
    ButirPutaran,
    LaporanData,
    Pegawai,
    PeristiwaBerhenti,
    PutaranPerjanjian,
)
from pegawai.permissions.orang import can_handle_reports, can_list_scope, is_self, reaches


def can_list_peringatan(pengguna: Pengguna) -> bool:
    """Events that come, of others: HR and auditors of their scope, superiors of their people."""
    return can_list_scope(pengguna) or akses(pengguna).has(Peran.ATASAN)


def can_open_sanctions(pengguna: Pengguna) -> bool:
    """Whose sanctions end when: HR of the province, with a reason that the persons will see."""
    return bool(akses(pengguna).reach(Sumber.DISIPLIN, "buka")) and akses(pengguna).has(Peran.ADMIN_BKD)


def can_handle_urusan(pengguna: Pengguna, unit_id: UUID) -> bool:
    """What has to be done about the people of a unit: its HR."""
    return akses(pengguna).reaches_unit(unit_id, Sumber.USULAN_PROFIL, "v")


def can_make_letters(pengguna: Pengguna) -> bool:
    """Letters about the people of the own scope: HR of a unit or of the province."""
    return can_handle_reports(pengguna) and akses(pengguna).has(Peran.ADMIN_UNIT, Peran.ADMIN_BKD)


def can_change_surat(pengguna: Pengguna) -> bool:
    """The words of letters of the agency: HR of the province."""
    return akses(pengguna).has(Peran.ADMIN_BKD) and akses(pengguna).whole_agency(Sumber.USULAN_PROFIL, "v")


def can_see_rounds(pengguna: Pengguna) -> bool:
    """Renewal rounds of contracts: HR of a unit for its people, HR of the province for all."""
    return can_handle_reports(pengguna)


def can_open_round(pengguna: Pengguna) -> bool:
    """HR of the province; the same decide what units propose (never what they proposed themselves)."""
    mine = akses(pengguna)
    return mine.has(Peran.ADMIN_BKD) and mine.whole_agency(Sumber.USULAN_PROFIL, "v")


def can_decide_round(pengguna: Pengguna) -> bool:
    return can_open_round(pengguna)


def can_manage_round(pengguna: Pengguna, putaran: PutaranPerjanjian) -> bool:
    return can_open_round(pengguna) and same_agency(pengguna, putaran)


def can_record_signed(pengguna: Pengguna, butir: ButirPutaran, pegawai: Pegawai) -> bool:
    """A contract signed outside the portal: HR of the province, never the own one."""
    return can_manage_round(pengguna, butir.putaran) and not is_self(pengguna, pegawai)


def can_work_in_round(pengguna: Pengguna, putaran: PutaranPerjanjian) -> bool:
    return can_see_rounds(pengguna) and same_agency(pengguna, putaran)


def can_report_leaving(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """Death, retirement, resignation, move: HR of scope, never about oneself."""
    return can_handle_reports_about(pengguna, pegawai)


def can_decide_leaving(pengguna: Pengguna, peristiwa: PeristiwaBerhenti) -> bool:
    """HR of the province, neither the person nor who reported it."""
    return (
        can_open_round(pengguna)
        and same_agency(pengguna, peristiwa.pegawai)
        and not is_self(pengguna, peristiwa.pegawai)
        and pengguna.pk != peristiwa.diusulkan_oleh_id
    )


def can_cancel_leaving(pengguna: Pengguna, peristiwa: PeristiwaBerhenti) -> bool:
    """While it has not happened: who reported it, and HR of the province; afterwards a second one of these."""
    if is_self(pengguna, peristiwa.pegawai):
        return False
    if peristiwa.dijalankan_pada is not None:
        return can_decide_leaving(pengguna, peristiwa)
    provincial = can_open_round(pengguna) and same_agency(pengguna, peristiwa.pegawai)
    return provincial or pengguna.pk == peristiwa.diusulkan_oleh_id


def can_work_on_leaving(pengguna: Pengguna, peristiwa: PeristiwaBerhenti) -> bool:
    """Items of the list: whoever sees the act."""
    return PeristiwaBerhenti.objects.visible_to(pengguna).filter(pk=peristiwa.pk).exists()


def can_report(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    return is_self(pengguna, pegawai)


def can_handle_laporan(pengguna: Pengguna, laporan: LaporanData) -> bool:
    """HR of scope; nobody handles a report of his own."""
    return can_handle_reports_about(pengguna, laporan.pegawai)


def can_handle_reports_about(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    return not is_self(pengguna, pegawai) and reaches(pengguna, pegawai, Sumber.USULAN_PROFIL, "v")


def can_see_reports_about(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """Whose record it is, and HR of scope."""
    return is_self(pengguna, pegawai) or can_handle_reports_about(pengguna, pegawai)
