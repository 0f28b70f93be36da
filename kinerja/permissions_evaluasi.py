"""Who may do what with evaluations. The penilai is the dated superior of today; nobody rates himself or decides his own."""

from __future__ import annotations

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, Pengguna, UnitKerja
from asn_portal.core.permissions import akses, same_agency
from asn_portal.core.workflow import can_transition
from kinerja.aturan.alur_evaluasi import ALUR_EVALUASI
from kinerja.enums import StatusEvaluasi, SumberKinerja
from kinerja.models import Evaluasi
from kinerja.selectors.masa_serah import handed_by, handed_span
from pegawai.models import Pegawai
from pegawai.selectors.orang import superior_on


def is_rated(pengguna: Pengguna, row: Evaluasi) -> bool:
    return akses(pengguna).orang_id == row.pegawai_id


def rates(pengguna: Pengguna, pegawai_id: object) -> bool:
    """The superior of today, also as Plt or Plh; never about oneself."""
    mine = akses(pengguna)
    if mine.orang_id is None or mine.orang_id == pegawai_id:
        return False
    return Pegawai.objects.visible_to(pengguna, Sumber.EVALUASI, "v").filter(pk=pegawai_id).exists()


def can_print_feedback(pengguna: Pengguna, pegawai_id: object) -> bool:
    """The person, the penilai, and whoever reads the ratings that come of it (HR of scope, auditors)."""
    own = akses(pengguna).orang_id == pegawai_id
    return own or Pegawai.objects.visible_to(pengguna, Sumber.EVALUASI).filter(pk=pegawai_id).exists()


def can_rate(pengguna: Pengguna, row: Evaluasi) -> bool:
    """The superior of today; for a stretch that ended under him also the former one, as long as his days last."""
    if row.sumber != SumberKinerja.PORTAL or is_rated(pengguna, row):
        return False
    return rates(pengguna, row.pegawai_id) or hands_over(pengguna, row)


def hands_over(pengguna: Pengguna, row: Evaluasi) -> bool:
    mine = akses(pengguna)
    span = handed_span(mine.orang_id, row.pegawai_id, mine.tanggal)
    return span is not None and row.sampai <= span.akhir


def has_handed(pengguna: Pengguna) -> bool:
    """Is there somebody whom this account may still rate although it is no longer his superior?"""
    mine = akses(pengguna)
    return bool(handed_by(mine.orang_id, mine.tanggal))


def can_explain(pengguna: Pengguna, row: Evaluasi) -> bool:
    """Whoever has rated, or rates that person today."""
    mine = akses(pengguna)
    if mine.orang_id is None or is_rated(pengguna, row):
        return False
    return row.penilai_id == mine.orang_id or can_rate(pengguna, row)


def can_decide_objection(pengguna: Pengguna, row: Evaluasi) -> bool:
    """The superior today of the one who rated; neither the one rated nor the one who rated."""
    mine = akses(pengguna)
    if mine.orang_id is None or mine.orang_id in {row.pegawai_id, row.penilai_id} or pengguna.pk == row.dinilai_oleh_id:
        return False
    above = superior_on(row.penilai_id, mine.tanggal)
    return above is not None and above.pk == mine.orang_id


def can_set_achievement(pengguna: Pengguna, unit: UnitKerja) -> bool:
    """The leader of a unit above, or HR of the province who records the decree; never the unit's own leader."""
    mine = akses(pengguna)
    if not same_agency(pengguna, unit):
        return False
    if mine.has(Peran.ADMIN_BKD):
        return True
    leads = {row.unit_id: row.jalur for row in mine.daftar if row.peran == Peran.PIMPINAN and row.jalur}
    below = JalurUnit.objects.pada(mine.tanggal).filter(unit=unit, jalur__di_bawah=list(leads.values()))
    return bool(leads) and unit.pk not in leads and below.exists()


def can_sign_distribution(pengguna: Pengguna, unit: UnitKerja) -> bool:
    """The leader of this very unit."""
    leads = {row.unit_id for row in akses(pengguna).daftar if row.peran == Peran.PIMPINAN}
    return same_agency(pengguna, unit) and unit.pk in leads


def can_see_curve(pengguna: Pengguna, unit: UnitKerja) -> bool:
    """HR of scope and auditors, who read each rating of it anyway."""
    return same_agency(pengguna, unit) and akses(pengguna).reaches_unit(unit.pk, Sumber.EVALUASI)


def available_actions(pengguna: Pengguna, row: Evaluasi) -> dict[str, bool]:
    """Who and when together, for the buttons of a page."""
    own, penilai = is_rated(pengguna, row), can_rate(pengguna, row)

    def leads(ke: StatusEvaluasi) -> bool:
        return row.sumber == SumberKinerja.PORTAL and can_transition(ALUR_EVALUASI, row.status, ke)

    objected = row.status == StatusEvaluasi.KEBERATAN
    return {
        "isi": own and row.status in {StatusEvaluasi.BELUM_MULAI, StatusEvaluasi.DRAF},
        "kembalikan": penilai and row.status == StatusEvaluasi.DIKIRIM,
        "nilai": penilai and leads(StatusEvaluasi.DINILAI),
        "ulang": penilai and row.status == StatusEvaluasi.DINILAI,
        "sampaikan": penilai and leads(StatusEvaluasi.DISAMPAIKAN),
        "terima": own and row.status == StatusEvaluasi.DISAMPAIKAN,
        "keberatan": own and leads(StatusEvaluasi.KEBERATAN),
        "jelaskan": objected and can_explain(pengguna, row),
        "putuskan": objected and can_decide_objection(pengguna, row),
    }
