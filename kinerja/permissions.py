"""Who may do what with plans and years. Who decides follows the dated superior of today; nobody decides the own plan."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, Pengguna, UnitKerja
from asn_portal.core.permissions import akses, same_agency
from asn_portal.core.workflow import can_transition
from kinerja.aturan.alur_skp import ALUR_SKP, DAPAT_DITULIS
from kinerja.enums import StatusSKP
from kinerja.models import SKP, PeriodeKinerja
from pegawai.models import Pegawai


def is_owner(pengguna: Pengguna, skp: SKP) -> bool:
    """The person who is rated."""
    return akses(pengguna).orang_id == skp.pegawai_id


def decides_about(pengguna: Pengguna, pegawai_id: UUID) -> bool:
    """The superior of today, also as Plt or Plh; never about oneself."""
    mine = akses(pengguna)
    if mine.orang_id is None or mine.orang_id == pegawai_id:
        return False
    return Pegawai.objects.visible_to(pengguna, Sumber.SKP, "v").filter(pk=pegawai_id).exists()


def can_write_skp(pengguna: Pengguna, skp: SKP) -> bool:
    return is_owner(pengguna, skp)


def can_fill_matrix(pengguna: Pengguna, skp: SKP) -> bool:
    """The head, on the own plan as long as it counts or is on its way."""
    return is_owner(pengguna, skp) and skp.status not in {StatusSKP.DIBATALKAN, StatusSKP.DIGANTI}


def can_decide_skp(pengguna: Pengguna, skp: SKP) -> bool:
    return not is_owner(pengguna, skp) and decides_about(pengguna, skp.pegawai_id)


def can_copy_skp(pengguna: Pengguna, skp: SKP) -> bool:
    """The own one of another year, or one that a colleague of the own unit shares."""
    mine = akses(pengguna)
    if skp.pegawai_id == mine.orang_id:
        return True
    if not skp.dibagikan or skp.status != StatusSKP.DISETUJUI:
        return False
    units = {row.unit_id for row in mine.daftar if row.peran == Peran.PEGAWAI}
    paths = JalurUnit.objects.pada(mine.tanggal).filter(unit_id__in=units).values_list("jalur", flat=True)
    above = [int(label) for path in paths for label in path.split(".")]
    return skp.unit_id in units or skp.daftar_contoh.filter(dicabut_pada=None, unit__nomor__in=above).exists()


def can_make_example(pengguna: Pengguna, skp: SKP) -> bool:
    """HR of the unit, of an approved plan that its owner shares."""
    return skp.dibagikan and skp.status == StatusSKP.DISETUJUI and can_edit_target(pengguna, skp.unit)


def can_import_ratings(pengguna: Pengguna) -> bool:
    """What another system has rated: HR of the province brings it in, and nobody changes it here."""
    return akses(pengguna).has(Peran.ADMIN_BKD)


def can_export_siasn(pengguna: Pengguna) -> bool:
    """Everybody's ratings in the shapes of SIASN: HR of the province."""
    return akses(pengguna).has(Peran.ADMIN_BKD)


def people_with_credits(pengguna: Pengguna) -> QuerySet[Pegawai]:
    """Whose angka kredit this account reads: one's own, and those of whom it reads ratings."""
    near = Pegawai.objects.visible_to(pengguna, Sumber.EVALUASI)
    return Pegawai.objects.filter(Q(pk__in=near.values("pk")) | Q(pk=akses(pengguna).orang_id), ditarik_pada=None)


def has_team(pengguna: Pengguna) -> bool:
    return akses(pengguna).has(Peran.ATASAN)


def decides_plans(pengguna: Pengguna) -> bool:
    """Does this account decide plans at all?"""
    return bool(akses(pengguna).reach(Sumber.SKP, "v"))


def can_see_progress(pengguna: Pengguna) -> bool:
    """How far a unit is: HR of scope, auditors, leaders of the unit (sums)."""
    mine = akses(pengguna)
    return mine.whole_agency(Sumber.SKP) or bool(mine.paths(Sumber.SKP)) or bool(mine.aggregate_paths(Sumber.SKP))


def can_list_progress(pengguna: Pengguna) -> bool:
    """The same with names: not for those who see sums only."""
    mine = akses(pengguna)
    return mine.whole_agency(Sumber.SKP) or mine.has(Peran.ADMIN_UNIT)


def can_remind(pengguna: Pengguna) -> bool:
    return akses(pengguna).has(Peran.ADMIN_UNIT, Peran.ADMIN_BKD)


def can_manage_periode(pengguna: Pengguna) -> bool:
    """Years, windows, and time given back: HR of the province."""
    return akses(pengguna).has(Peran.ADMIN_BKD)


def can_change_periode(pengguna: Pengguna, periode: PeriodeKinerja) -> bool:
    return can_manage_periode(pengguna) and same_agency(pengguna, periode)


def can_edit_target(pengguna: Pengguna, unit: UnitKerja) -> bool:
    """The agreement of a unit: HR of scope."""
    hr = akses(pengguna).has(Peran.ADMIN_UNIT, Peran.ADMIN_BKD) and same_agency(pengguna, unit)
    return hr and akses(pengguna).reaches_unit(unit.pk, Sumber.SKP)


def available_actions(pengguna: Pengguna, skp: SKP) -> dict[str, bool]:
    """Who and when together, for the buttons of a page."""
    own, decides = is_owner(pengguna, skp), can_decide_skp(pengguna, skp)

    def leads(ke: StatusSKP) -> bool:
        return can_transition(ALUR_SKP, skp.status, ke)

    return {
        "tulis": own and skp.status in DAPAT_DITULIS,
        "ajukan": own and leads(StatusSKP.DIAJUKAN),
        "tarik": own and skp.status == StatusSKP.DIAJUKAN,
        "batalkan": own and leads(StatusSKP.DIBATALKAN),
        "revisi": own and skp.status == StatusSKP.DISETUJUI,
        "bagikan": own and skp.status == StatusSKP.DISETUJUI,
        "putuskan": decides and leads(StatusSKP.DISETUJUI),
    }
