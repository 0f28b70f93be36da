"""Who may do what with learning. Staff of training keep catalogue and batches; the superior of today consents; nobody
consents for or verifies himself.
"""

from __future__ import annotations

from uuid import UUID

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses, same_agency
from jabatan.permissions import can_place_outside
from pegawai.models import Pegawai
from pegawai.models.pegawai import members_below, team_of
from pelatihan.aturan.alur_kegiatan import DAPAT_MUNDUR
from pelatihan.aturan.alur_kepesertaan import DAPAT_BEREAKSI, DAPAT_DIBATALKAN
from pelatihan.aturan.alur_rencana import DISUSUN
from pelatihan.enums import (
    AsalSertifikat,
    StatusBimbingan,
    StatusMagang,
    StatusPeserta,
    StatusPesertaMagang,
    StatusRencana,
    StatusSertifikat,
    StatusTugasBelajar,
)
from pelatihan.models import (
    AngkatanPelatihan,
    BagianModul,
    BelajarModul,
    Bimbingan,
    Kepesertaan,
    KurikulumProgram,
    LowonganMagang,
    PenetapanSertifikat,
    PesertaMagang,
    RencanaPengembangan,
    Sertifikat,
    TugasBelajar,
)

# As the table of what a Plt. or Plh. may decide calls them: sending somebody to learn, and judging or planning the work.
PERBUATAN_KIRIM, PERBUATAN_NILAI = "surat_tugas", "skp"


def can_see_catalogue(pengguna: Pengguna) -> bool:
    """Everybody who learns, and who looks after learning."""
    return bool(akses(pengguna).reach(Sumber.PELATIHAN))


def can_learn(pengguna: Pengguna) -> bool:
    """Has a record: registers, learns, brings certificates."""
    return akses(pengguna).orang_id is not None


def can_manage(pengguna: Pengguna) -> bool:
    """Catalogue, providers, batches, attendance, results: staff of training, HR of the province."""
    return akses(pengguna).whole_agency(Sumber.PELATIHAN, "w")


def can_record_levels(pengguna: Pengguna) -> bool:
    """What was measured: assessors, and who looks after learning."""
    return can_manage(pengguna) or akses(pengguna).has(Peran.ASESOR)


def own_name_as_assessor(pengguna: Pengguna) -> str:
    """Who brings in the own results is their assessor, unless the table names another."""
    return pengguna.nama if akses(pengguna).has(Peran.ASESOR) else ""


def can_review_kurikulum(pengguna: Pengguna, row: KurikulumProgram) -> bool:
    """The second pair of eyes: staff of training, never whoever wrote this version."""
    return can_manage(pengguna) and row.oleh_id != pengguna.pk


def can_read_part(pengguna: Pengguna, part: BagianModul) -> bool:
    """Its files: who has begun the module, and who keeps it."""
    if can_manage(pengguna):
        return True
    mine = akses(pengguna).orang_id
    return mine is not None and BelajarModul.objects.filter(modul_id=part.modul_id, pegawai_id=mine).exists()


def can_manage_here(pengguna: Pengguna, row: AngkatanPelatihan | PenetapanSertifikat) -> bool:
    return can_manage(pengguna) and same_agency(pengguna, row)


def can_see_figures(pengguna: Pengguna) -> bool:
    """Sums of batches, attendance, results and cost."""
    mine = akses(pengguna)
    return mine.whole_agency(Sumber.PELATIHAN)


def can_see_people(pengguna: Pengguna) -> bool:
    """Learning of others, person by person: superiors, HR, staff of training, auditors."""
    mine = akses(pengguna)
    return mine.whole_agency(Sumber.PELATIHAN) or bool(mine.paths(Sumber.PELATIHAN)) or mine.has(Peran.ATASAN)


def has_team(pengguna: Pengguna) -> bool:
    return akses(pengguna).has(Peran.ATASAN)


def can_decide_for(pengguna: Pengguna, pegawai_id: UUID) -> bool:
    """The superior of today or HR of the unit; never about oneself."""
    if akses(pengguna).orang_id == pegawai_id:
        return False
    return Pegawai.objects.visible_to(pengguna, Sumber.PELATIHAN, "v").filter(pk=pegawai_id).exists()


def can_nominate(pengguna: Pengguna) -> bool:
    return bool(akses(pengguna).reach(Sumber.PELATIHAN, "v"))


def is_own(pengguna: Pengguna, row: Kepesertaan | Sertifikat) -> bool:
    return akses(pengguna).orang_id == row.pegawai_id


def can_cancel(pengguna: Pengguna, row: Kepesertaan) -> bool:
    return is_own(pengguna, row) or can_manage_here(pengguna, row.angkatan)


def is_person(pengguna: Pengguna, pegawai_id: UUID) -> bool:
    return akses(pengguna).orang_id == pegawai_id


def can_judge(pengguna: Pengguna, pegawai_id: UUID) -> bool:
    """The superior of today tells how he sees somebody's competences."""
    mine = akses(pengguna)
    return team_of(mine.orang_id, mine.tanggal).filter(pegawai_id=pegawai_id).exists()


def can_see_needs(pengguna: Pengguna) -> bool:
    """Gaps of whole units, as sums: staff of training, HR of a unit, leaders, auditors."""
    mine = akses(pengguna)
    paths = mine.paths(Sumber.PELATIHAN) or mine.aggregate_paths(Sumber.PELATIHAN)
    return mine.whole_agency(Sumber.PELATIHAN) or bool(paths)


def can_see_readiness(pengguna: Pengguna) -> bool:
    """Of stations: whoever sees needs, and who heads one (the own team)."""
    return can_see_needs(pengguna) or has_team(pengguna)


def can_see_station(pengguna: Pengguna) -> bool:
    """The names of a station, each as far as the record of that person may be read."""
    return can_verify(pengguna) or can_see_figures(pengguna) or has_team(pengguna)


def can_propose_needs(pengguna: Pengguna) -> bool:
    """HR of a unit for its units, staff of training for any."""
    return can_manage(pengguna) or bool(akses(pengguna).paths(Sumber.PELATIHAN, "v"))


def can_verify(pengguna: Pengguna) -> bool:
    """Outside certificates at all: staff of training, HR of a unit, HR of the province."""
    return can_manage(pengguna) or bool(akses(pengguna).paths(Sumber.PELATIHAN, "v"))


def can_verify_sertifikat(pengguna: Pengguna, row: Sertifikat) -> bool:
    mine = akses(pengguna)
    if is_own(pengguna, row) or row.pegawai.instansi_id != mine.instansi_id:
        return False
    if can_manage(pengguna):
        return True
    below = members_below(mine.paths(Sumber.PELATIHAN, "v"), mine.tanggal)
    return Pegawai.objects.filter(pk=row.pegawai_id, pk__in=below).exists()


def actions_for(pengguna: Pengguna, row: Kepesertaan) -> dict[str, bool]:
    """Who and when together, for the buttons of a page."""
    own = is_own(pengguna, row)
    return {
        "batal": own and row.status in DAPAT_DIBATALKAN,
        "putuskan": row.status == StatusPeserta.DIAJUKAN and can_decide_for(pengguna, row.pegawai_id),
        "nilai": own
        and row.status in DAPAT_BEREAKSI
        and row.angkatan.status == "selesai"
        and not hasattr(row, "reaksi"),
        "sertifikat": row.status == StatusPeserta.LULUS and hasattr(row, "sertifikat"),
    }


def can_print(pengguna: Pengguna, row: Sertifikat) -> bool:
    """The paper of what the portal has issued: its owner, and who looks after training."""
    issued = row.asal != AsalSertifikat.LUAR and row.status == StatusSertifikat.DISAHKAN
    return issued and (is_own(pengguna, row) or can_manage(pengguna))


def plan_actions(pengguna: Pengguna, row: RencanaPengembangan) -> dict[str, bool]:
    """Who and when together, for the buttons of a plan."""
    own = is_person(pengguna, row.pegawai_id)
    open_now = own and row.status in DISUSUN
    return {
        "ubah": open_now,
        "ajukan": open_now,
        "tarik": own and row.status in {StatusRencana.DIAJUKAN, StatusRencana.DISEPAKATI},
        "hasil": own and row.status == StatusRencana.DISEPAKATI,
        "putuskan": row.status == StatusRencana.DIAJUKAN and can_decide_for(pengguna, row.pegawai_id),
    }


# -- placements, study on duty, guidance ---------------------------------------------------------------------------------


def can_select(pengguna: Pengguna, row: PesertaMagang) -> bool:
    """Choose and close: staff of training, never about oneself."""
    here = row.lowongan.instansi_id == akses(pengguna).instansi_id
    return here and can_manage(pengguna) and not is_person(pengguna, row.pegawai_id)


def is_mentor(pengguna: Pengguna, row: PesertaMagang) -> bool:
    """Confirms the days by the own account, never the own ones."""
    return row.mentor_id is not None and row.mentor_id == akses(pengguna).orang_id != row.pegawai_id


def offer_actions(pengguna: Pengguna, row: LowonganMagang) -> dict[str, bool]:
    manages = can_manage(pengguna)
    return {
        "ubah": manages and row.status in {StatusMagang.DRAF, StatusMagang.DIBUKA},
        "buka": manages and row.status == StatusMagang.DRAF,
        "batalkan": manages and row.status in {StatusMagang.DRAF, StatusMagang.DIBUKA, StatusMagang.BERJALAN},
        "pilih": manages and row.status in {StatusMagang.DIBUKA, StatusMagang.BERJALAN},
    }


def placement_actions(pengguna: Pengguna, row: PesertaMagang) -> dict[str, bool]:
    own, there = is_person(pengguna, row.pegawai_id), row.status == StatusPesertaMagang.DITERIMA
    return {
        "catat": own and there,
        "mundur": own and row.status in DAPAT_MUNDUR,
        "putuskan": row.status == StatusPesertaMagang.DIAJUKAN and can_decide_for(pengguna, row.pegawai_id),
        "pilih": row.status in {StatusPesertaMagang.DISETUJUI, StatusPesertaMagang.TIDAK_TERPILIH}
        and can_select(pengguna, row),
        "mentor": there and can_select(pengguna, row),
        "sahkan": there and is_mentor(pengguna, row),
        "tutup": there and can_select(pengguna, row),
    }


def can_determine_study(pengguna: Pengguna, row: TugasBelajar) -> bool:
    """By decree: HR of the province; who leaves the post for it also leaves the map, so the right to that is needed too."""
    if not can_manage(pengguna) or is_person(pengguna, row.pegawai_id):
        return False
    return row.pegawai.instansi_id == akses(pengguna).instansi_id and can_place_outside(pengguna, row.pegawai)


def can_write_study_paper(pengguna: Pengguna, row: TugasBelajar) -> bool:
    """Its decree on the way to the signature: staff of training and HR of the province; by it alone nothing is determined."""
    here = row.pegawai.instansi_id == akses(pengguna).instansi_id
    return here and can_manage(pengguna) and not is_person(pengguna, row.pegawai_id)


def can_read_reports(pengguna: Pengguna, row: TugasBelajar) -> bool:
    here = row.pegawai.instansi_id == akses(pengguna).instansi_id
    return can_manage(pengguna) and here and not is_person(pengguna, row.pegawai_id)


def study_actions(pengguna: Pengguna, row: TugasBelajar) -> dict[str, bool]:
    own, running = is_person(pengguna, row.pegawai_id), row.status == StatusTugasBelajar.BERJALAN
    determines = can_determine_study(pengguna, row)
    return {
        "batal": own and row.status in {StatusTugasBelajar.DIAJUKAN, StatusTugasBelajar.DISETUJUI},
        "putuskan": row.status == StatusTugasBelajar.DIAJUKAN and can_decide_for(pengguna, row.pegawai_id),
        "tetapkan": row.status == StatusTugasBelajar.DISETUJUI and determines,
        "naskah": row.status == StatusTugasBelajar.DISETUJUI and can_write_study_paper(pengguna, row),
        "lapor": own and running,
        "baca": can_read_reports(pengguna, row),
        "perpanjang": running and determines,
        "kembali": running and determines,
    }


def guidance_actions(pengguna: Pengguna, row: Bimbingan) -> dict[str, bool]:
    """Both sides log and confirm; whoever was asked answers; the guide says what came of it."""
    mine = akses(pengguna).orang_id
    running = row.status == StatusBimbingan.BERJALAN
    return {
        "jawab": row.status == StatusBimbingan.DIMINTA and row.diminta_oleh_id != pengguna.pk,
        "catat": running,
        "selesai": running and mine == row.pembimbing_id,
        "henti": running or (row.status == StatusBimbingan.DIMINTA and row.diminta_oleh_id == pengguna.pk),
    }
