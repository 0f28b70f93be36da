"""Who may do what in work teams and with reports of shifts. A team leader reads what members put into his team, and no more."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, Pengguna, UnitKerja
from asn_portal.core.permissions import akses
from kinerja.models import AnggotaTim, HasilTim, LaporanRegu, Progres, SebutanRegu, TimKerja
from kinerja.permissions import can_edit_target
from kinerja.permissions_evaluasi import can_sign_distribution
from pegawai.models import Pegawai


def can_form_teams(pengguna: Pengguna) -> bool:
    """HR of scope and leaders of units."""
    return akses(pengguna).has(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.PIMPINAN)


def can_form_team_in(pengguna: Pengguna, unit: UnitKerja) -> bool:
    """HR of the unit, or the leader of it or of one above."""
    if can_edit_target(pengguna, unit) or can_sign_distribution(pengguna, unit):
        return True
    mine = akses(pengguna)
    leads = [row.jalur for row in mine.daftar if row.peran == Peran.PIMPINAN and row.jalur]
    below = JalurUnit.objects.pada(mine.tanggal).filter(unit=unit, instansi_id=mine.instansi_id, jalur__di_bawah=leads)
    return bool(leads) and below.exists()


def managed_teams(pengguna: Pengguna) -> QuerySet[TimKerja]:
    """Those of the units this account forms teams in."""
    mine = akses(pengguna)
    if not can_form_teams(pengguna):
        return TimKerja.objects.none()
    rows = TimKerja.objects.filter(instansi_id=mine.instansi_id)
    if mine.has(Peran.ADMIN_BKD):
        return rows
    own = {Peran.ADMIN_UNIT, Peran.PIMPINAN}
    paths = [row.jalur for row in mine.daftar if row.peran in own and row.jalur]
    units = JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=paths).values("unit_id")
    return rows.filter(unit_id__in=units)


def led_teams(pengguna: Pengguna) -> QuerySet[TimKerja]:
    """Those this account leads and that are not closed."""
    return TimKerja.objects.terbuka().filter(ketua_id=akses(pengguna).orang_id, ketua__isnull=False)


def is_leader(pengguna: Pengguna, tim: TimKerja) -> bool:
    mine = akses(pengguna).orang_id
    return mine is not None and tim.ketua_id == mine and tim.ditutup_pada is None


def visible_teams(pengguna: Pengguna) -> QuerySet[TimKerja]:
    """One's own as leader or member, and those one forms."""
    mine = akses(pengguna).orang_id
    rows = Q(pk__in=managed_teams(pengguna).values("pk"))
    if mine is not None:
        member = AnggotaTim.objects.filter(pegawai_id=mine, keluar_pada=None).values("tim_id")
        rows |= Q(ketua_id=mine) | Q(pk__in=member)
    return TimKerja.objects.filter(rows)


def led_results(pengguna: Pengguna) -> QuerySet[HasilTim]:
    """The lines that members have put into the teams this account leads: all of their plans that it may read."""
    return HasilTim.objects.filter(anggota__tim__in=led_teams(pengguna).values("pk"), anggota__keluar_pada=None)


def led_notes(pengguna: Pengguna) -> QuerySet[Progres]:
    """Notes on exactly those lines, of the days of the team."""
    lines = led_results(pengguna).filter(
        garis=OuterRef("rhk__garis"), anggota__pegawai_id=OuterRef("pegawai_id"),
        anggota__tim__berlaku__contains=OuterRef("tanggal"),
    )  # fmt: skip
    return Progres.objects.filter(Exists(lines))


# -- shifts --------------------------------------------------------------------------------------------------------


def visible_reports(pengguna: Pengguna) -> QuerySet[LaporanRegu]:
    """Whoever wrote it, whoever is named in it, and whoever reads the notes of one of them."""
    mine = akses(pengguna)
    people = Pegawai.objects.visible_to(pengguna, Sumber.EVALUASI).values("pk")
    near = Q(pelapor_id=mine.orang_id) | Q(pelapor_id__in=people)
    named = SebutanRegu.objects.filter(Q(pegawai_id=mine.orang_id) | Q(pegawai_id__in=people)).values("laporan_id")
    return LaporanRegu.objects.filter(near | Q(pk__in=named), pelapor__instansi_id=mine.instansi_id)


def own_names(pengguna: Pengguna) -> QuerySet[SebutanRegu]:
    """Where this account's person is named."""
    mine = akses(pengguna).orang_id
    rows = SebutanRegu.objects.filter(laporan__ditarik_pada=None)
    return rows.filter(pegawai_id=mine) if mine is not None else rows.none()
