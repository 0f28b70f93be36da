"""Who may do what on the map. Everybody with a record sees it; HR of scope changes it, nobody in the own seat."""

from __future__ import annotations

from uuid import UUID

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses, can_manage_units
from jabatan.enums import PeranTim
from jabatan.models import AnggotaTim, LamaranPanggilan, PutaranMutasi, RancanganSusunan, TimKhusus
from jabatan.serah import read_until
from jabatan.wewenang import deciders_of
from pegawai import permissions as pegawai_permissions
from pegawai.models import KeanggotaanUnit, Pegawai

# What a superior says about somebody's work in a team is a surat tugas (jabatan/aturan/tabel/plt_plh.toml).
PERBUATAN_IZIN = "surat_tugas"


def can_see_map(pengguna: Pengguna) -> bool:
    """Of the agency, or of the own units."""
    mine = akses(pengguna)
    return mine.whole_agency(Sumber.PETA_JABATAN) or bool(mine.paths(Sumber.PETA_JABATAN))


def can_see_map_of(pengguna: Pengguna, unit_id: UUID) -> bool:
    return akses(pengguna).reaches_unit(unit_id, Sumber.PETA_JABATAN)


def can_change_seats_of(pengguna: Pengguna, unit_id: UUID) -> bool:
    """Seats of this unit, and who sits in them."""
    return akses(pengguna).reaches_unit(unit_id, Sumber.PETA_JABATAN, "w")


def can_place(pengguna: Pengguna, pegawai: Pegawai, unit_id: UUID) -> bool:
    """Put somebody into a seat of this unit: HR of that unit, never oneself."""
    own_agency = pegawai.instansi_id == akses(pengguna).instansi_id
    return own_agency and not is_self(pengguna, pegawai) and can_change_seats_of(pengguna, unit_id)


def can_place_outside(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """Take somebody off the map for a time and name the superior: HR of scope, never oneself."""
    return pegawai_permissions.can_set_atasan(pengguna, pegawai)


def can_settle_superior(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """Answer a report of a wrong superior by naming the right one: who may do both."""
    return pegawai_permissions.can_handle_reports_about(pengguna, pegawai) and pegawai_permissions.can_set_atasan(
        pengguna, pegawai
    )


def can_see_handover(
    pengguna: Pengguna, baru: KeanggotaanUnit, lama: KeanggotaanUnit | None, atasan_lama: Pegawai | None
) -> bool:
    """HR of the new unit, HR of the province and auditors; for a time (a setting) also HR of the former unit and the former superior.
    Never about oneself.
    """
    mine = akses(pengguna)
    if mine.orang_id == baru.pegawai_id or baru.pegawai.instansi_id != mine.instansi_id:
        return False
    if mine.reaches_unit(baru.unit_id, Sumber.DATA_KEPEGAWAIAN):
        return True
    if mine.tanggal > read_until(baru):
        return False
    former = lama is not None and mine.reaches_unit(lama.unit_id, Sumber.DATA_KEPEGAWAIAN)
    return former or (atasan_lama is not None and mine.orang_id == atasan_lama.pk)


def can_read_former_file(pengguna: Pengguna, baru: KeanggotaanUnit, lama: KeanggotaanUnit | None) -> bool:
    """HR of the former unit, from the day of the move for a time (a setting): the file of its own period. Whoever reaches the
    person today reads the file itself.
    """
    mine = akses(pengguna)
    if lama is None or mine.orang_id == baru.pegawai_id or baru.pegawai.instansi_id != mine.instansi_id:
        return False
    if not mine.has(Peran.ADMIN_UNIT) or not baru.mulai <= mine.tanggal <= read_until(baru):
        return False
    return mine.reaches_unit(lama.unit_id, Sumber.DATA_KEPEGAWAIAN) and not mine.reaches_unit(
        baru.unit_id, Sumber.DATA_KEPEGAWAIAN
    )


def can_list_handovers(pengguna: Pengguna) -> bool:
    """Who came and who left: HR of scope and auditors."""
    return pegawai_permissions.can_list_scope(pengguna)


def can_move_there(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """A seat in another unit takes the person along: HR of the province."""
    return pegawai_permissions.can_move_pegawai(pengguna, pegawai)


def is_self(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    return pegawai_permissions.is_self(pengguna, pegawai)


def can_see_posts_of(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """All posts with their letters, and the way to the superior: the person, the superior, HR of scope, auditors."""
    return pegawai_permissions.can_see_numbers(pengguna, pegawai)


def can_import_workloads(pengguna: Pengguna) -> bool:
    """For the seats of some unit: HR of a unit or of the province. Each row is held to its unit."""
    return bool(akses(pengguna).reach(Sumber.PETA_JABATAN, "w"))


def can_see_nomenclatures(pengguna: Pengguna) -> bool:
    """The list of what posts of the agency need: whoever sees the whole map."""
    return akses(pengguna).whole_agency(Sumber.PETA_JABATAN)


def can_describe_posts(pengguna: Pengguna) -> bool:
    """What holds for every seat of a name or kind: HR of the province."""
    return akses(pengguna).whole_agency(Sumber.PETA_JABATAN, "w")


def can_describe_post(pengguna: Pengguna, unit_id: UUID, untuk: str) -> bool:
    """A single seat: HR of its unit; a nomenclature or a kind: HR of the province."""
    return can_change_seats_of(pengguna, unit_id) if untuk == "jabatan" else can_describe_posts(pengguna)


def can_see_drafts(pengguna: Pengguna) -> bool:
    """The drafting room: HR who changes seats, and auditors. Names in it are not yet known."""
    return bool(akses(pengguna).reach(Sumber.PETA_JABATAN, "w")) or akses(pengguna).has(Peran.AUDITOR)


def can_draft_for(pengguna: Pengguna, unit_id: UUID) -> bool:
    """A draft for this unit and what is below it: HR who may change its seats."""
    return can_change_seats_of(pengguna, unit_id)


def can_edit_draft(pengguna: Pengguna, rancangan: RancanganSusunan) -> bool:
    """Whoever made it; others copy it."""
    return rancangan.disusun_oleh_id == pengguna.pk and can_draft_for(pengguna, rancangan.unit_id)


def can_publish_draft(pengguna: Pengguna, rancangan: RancanganSusunan) -> bool:
    """HR of the province, and never who made it."""
    own_agency = rancangan.instansi_id == akses(pengguna).instansi_id
    return own_agency and can_manage_units(pengguna) and rancangan.disusun_oleh_id != pengguna.pk


def can_undo_publication(pengguna: Pengguna, rancangan: RancanganSusunan) -> bool:
    """Before its day: HR of the province."""
    return rancangan.instansi_id == akses(pengguna).instansi_id and can_manage_units(pengguna)


# -- rounds of moves -------------------------------------------------------------------------------------------------


def can_see_rounds(pengguna: Pengguna) -> bool:
    """The list: HR of the province its own rounds, auditors those that already count."""
    return akses(pengguna).has(Peran.ADMIN_BKD, Peran.AUDITOR)


def can_make_round(pengguna: Pengguna) -> bool:
    mine = akses(pengguna)
    return mine.has(Peran.ADMIN_BKD) and mine.whole_agency(Sumber.PETA_JABATAN, "w")


def can_record_elections(pengguna: Pengguna) -> bool:
    """The days from which the ban windows are counted: HR of the province."""
    return can_make_round(pengguna)


def can_work_on_round(pengguna: Pengguna, putaran: PutaranMutasi) -> bool:
    """Only those who were let in by name, and never somebody who is moved by it."""
    if not can_make_round(pengguna) or pengguna.instansi_id != putaran.instansi_id:
        return False
    own = putaran.daftar_butir.filter(pegawai_id=akses(pengguna).orang_id).exists()
    return not own and putaran.daftar_pemegang.filter(pengguna=pengguna).exists()


def can_approve_round(pengguna: Pengguna, putaran: PutaranMutasi) -> bool:
    """A second person."""
    return can_work_on_round(pengguna, putaran) and pengguna.pk not in {
        putaran.disusun_oleh_id,
        putaran.diperiksa_oleh_id,
    }


# -- task teams and calls ----------------------------------------------------------------------------------------------


def can_manage_some_team(pengguna: Pengguna) -> bool:
    return bool(akses(pengguna).reach(Sumber.PETA_JABATAN, "w"))


def can_manage_team(pengguna: Pengguna, unit_id: UUID) -> bool:
    """HR of the unit that sets it up, and of the province."""
    return can_change_seats_of(pengguna, unit_id)


def can_record_results(pengguna: Pengguna, tim: TimKhusus) -> bool:
    """Measured values: who manages the team, and its head of today."""
    mine = akses(pengguna)
    head = AnggotaTim.objects.pada(mine.tanggal).filter(tim=tim, peran=PeranTim.KETUA, pegawai_id=mine.orang_id)
    return can_manage_team(pengguna, tim.unit_id) or (mine.orang_id is not None and head.exists())


def can_answer_calls(pengguna: Pengguna) -> bool:
    """Somebody with a record."""
    return akses(pengguna).orang_id is not None and akses(pengguna).has(Peran.PEGAWAI)


def can_choose(pengguna: Pengguna, lamaran: LamaranPanggilan) -> bool:
    """Who manages the unit of the call; never about oneself."""
    return can_manage_team(pengguna, lamaran.panggilan.unit_id) and not is_self(pengguna, lamaran.pegawai)


def can_permit(pengguna: Pengguna, lamaran: LamaranPanggilan) -> bool:
    """The superior of today, within the powers of a Plt. or Plh."""
    mine = akses(pengguna)
    decider = deciders_of([lamaran.pegawai_id], PERBUATAN_IZIN, mine.tanggal).get(lamaran.pegawai_id)
    return decider is not None and decider.atasan_id == mine.orang_id


def has_people(pengguna: Pengguna) -> bool:
    return akses(pengguna).has(Peran.ATASAN)
