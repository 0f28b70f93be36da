"""Who may do what with merit. One's own row is one's own to see and nobody's to decide; a place among others is seen by
those who decide about candidates, by HR of the province and by auditors; never by HR of a unit.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, Pengguna
from asn_portal.core.permissions import Akses, akses, same_agency
from merit.aturan.talenta import TABEL_KOTAK
from merit.enums import StatusNilai, StatusPutaran, StatusSanggah, StatusVersi
from merit.models import BERISI, Nilai, Putaran, Sanggah, VersiInstrumen
from pegawai.models import Pegawai

# From this box on somebody belongs to the pool from which successors are chosen.
MULAI_CALON: int = TABEL_KOTAK.terakhir.nilai["krs_instansi_mulai"]


def can_manage(pengguna: Pengguna) -> bool:
    """Instruments, runs, publication, objections: HR of the province."""
    return akses(pengguna).whole_agency(Sumber.PERINGKAT, "w")


def can_see_everybody(pengguna: Pengguna) -> bool:
    """Rows of everybody of the agency but one's own: HR of the province, auditors."""
    return akses(pengguna).whole_agency(Sumber.PERINGKAT)


def candidate_paths(pengguna: Pengguna) -> list[str]:
    """Units of whose candidates the committee or a leader reads."""
    mine = akses(pengguna)
    looking = {Peran.KOMITE_TALENTA, Peran.PIMPINAN}
    return [j.peran.jalur for j in mine.reach(Sumber.PERINGKAT) if j.peran.peran in looking and j.peran.jalur]


def can_see_runs(pengguna: Pengguna) -> bool:
    return can_see_everybody(pengguna) or bool(candidate_paths(pengguna))


def visible_runs(pengguna: Pengguna) -> QuerySet[Putaran]:
    """HR of the province and auditors every run; who decides about candidates only what was published."""
    mine = akses(pengguna)
    rows = Putaran.objects.filter(instansi_id=mine.instansi_id)
    if can_see_everybody(pengguna):
        return rows
    return rows.filter(status=StatusPutaran.TERBIT) if candidate_paths(pengguna) else rows.none()


def visible_rows(pengguna: Pengguna, putaran: Putaran) -> QuerySet[Nilai]:
    """Rows of a run with names. Nobody reads the own one here; it stands on the own page."""
    mine = akses(pengguna)
    rows = Nilai.objects.filter(putaran=putaran.nomor)
    if mine.orang_id is not None:
        rows = rows.exclude(pegawai_id=mine.orang_id)
    if putaran.status not in BERISI or not same_agency(pengguna, putaran):
        return rows.none()
    if can_see_everybody(pengguna):
        return rows
    if putaran.status != StatusPutaran.TERBIT:
        return rows.none()
    rows = rows.filter(_candidates(pengguna, mine))
    own = own_candidacy(pengguna, putaran)
    return rows if own is None else rows.exclude(Q(jenjang=own.jenjang) | Q(rumpun=own.rumpun))


def own_candidacy(pengguna: Pengguna, putaran: Putaran) -> Nilai | None:
    """The own row of a committee member or leader who is a candidate himself. Those he would be compared with are read by the
    other members (keputusan 0056); who reads everybody has to, to keep the runs.
    """
    orang = akses(pengguna).orang_id
    if orang is None or can_see_everybody(pengguna):
        return None
    rows = Nilai.objects.filter(putaran=putaran.nomor, pegawai_id=orang, status=StatusNilai.LENGKAP)
    return rows.filter(kotak__gte=MULAI_CALON).first()


def _candidates(pengguna: Pengguna, mine: Akses) -> Q:
    below = JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=candidate_paths(pengguna)).values("unit_id")
    return Q(unit_id__in=below, status=StatusNilai.LENGKAP, kotak__gte=MULAI_CALON)


def can_see_figures(pengguna: Pengguna, putaran: Putaran) -> bool:
    """Sums of a run: boxes by count, small groups hidden."""
    return visible_runs(pengguna).filter(pk=putaran.pk).exists()


def can_export(pengguna: Pengguna, putaran: Putaran) -> bool:
    """The whole list as a file: HR of the province and auditors."""
    return putaran.berisi and same_agency(pengguna, putaran) and can_see_everybody(pengguna)


def can_run(pengguna: Pengguna, versi: VersiInstrumen) -> bool:
    return can_manage(pengguna) and same_agency(pengguna, versi.instrumen)


def can_check(pengguna: Pengguna, putaran: Putaran) -> bool:
    return can_manage(pengguna) and same_agency(pengguna, putaran)


def can_publish(pengguna: Pengguna, putaran: Putaran) -> bool:
    """Another one than who checked."""
    return can_check(pengguna, putaran) and putaran.diperiksa_oleh_id != pengguna.pk


def can_draft(pengguna: Pengguna) -> bool:
    return can_manage(pengguna)


def can_publish_version(pengguna: Pengguna, versi: VersiInstrumen) -> bool:
    """Another one than who drafted."""
    mine = same_agency(pengguna, versi.instrumen)
    return can_manage(pengguna) and mine and versi.disusun_oleh_id != pengguna.pk and versi.status == StatusVersi.DRAF


def can_object(pengguna: Pengguna, putaran: Putaran, pegawai_id: object) -> bool:
    """The one it is about."""
    return akses(pengguna).orang_id is not None and akses(pengguna).orang_id == pegawai_id


def can_assess(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """Write down what an assessor reported: HR of the province, never about oneself."""
    return can_manage(pengguna) and same_agency(pengguna, pegawai) and akses(pengguna).orang_id != pegawai.pk


def can_see_eligible(pengguna: Pengguna) -> bool:
    """Who comes into question for a kind of post: HR of the province and auditors everybody, the committee its units."""
    roles = {row.peran for row in akses(pengguna).daftar if row.jalur}
    return can_see_everybody(pengguna) or Peran.KOMITE_TALENTA in roles


def can_export_eligible(pengguna: Pengguna) -> bool:
    return can_see_everybody(pengguna)


def can_see_samples(pengguna: Pengguna) -> bool:
    """Numbers of rows only: HR of the province and auditors."""
    return can_see_everybody(pengguna)


def can_answer(pengguna: Pengguna, sanggah: Sanggah) -> bool:
    """HR of the province, never about oneself."""
    return (
        can_manage(pengguna)
        and akses(pengguna).orang_id != sanggah.pegawai_id
        and same_agency(pengguna, sanggah.putaran)
    )


def run_actions(pengguna: Pengguna, putaran: Putaran) -> dict[str, bool]:
    """Who and when together, for the buttons of a page."""
    manages = can_check(pengguna, putaran)
    status = putaran.status
    return {
        "periksa": manages and status == StatusPutaran.SELESAI,
        "terbit": status == StatusPutaran.DIPERIKSA and can_publish(pengguna, putaran),
        "batal": manages and status not in {StatusPutaran.TERBIT, StatusPutaran.DIBATALKAN},
        "lanjut": manages and status == StatusPutaran.BERJALAN,
        "koreksi": manages and status == StatusPutaran.TERBIT,
        "unduh": can_export(pengguna, putaran),
    }


def objection_actions(pengguna: Pengguna, sanggah: Sanggah) -> dict[str, bool]:
    waiting = sanggah.status == StatusSanggah.DIAJUKAN
    return {
        "jawab": waiting and can_answer(pengguna, sanggah),
        "cabut": waiting and akses(pengguna).orang_id == sanggah.pegawai_id,
    }
