"""Who works with succession: the committee, and PPK. Nobody for the seat he holds, nobody where he is a candidate himself,
and nobody before he has stated his own interests.
"""

from __future__ import annotations

from django.db.models import QuerySet

from asn_portal.core.enums import Peran
from asn_portal.core.models import JalurUnit, Pengguna
from asn_portal.core.permissions import akses, same_agency
from jabatan.models import Jabatan, Penempatan, RincianJabatan
from merit.enums_talenta import StatusPilihan, StatusSuksesi
from merit.models import PernyataanKepentingan, PilihanSuksesi, RencanaSuksesi, SidangSuksesi, UjiTeknis


def is_committee(pengguna: Pengguna) -> bool:
    return bool(committee_paths(pengguna))


def committee_paths(pengguna: Pengguna) -> list[str]:
    return [row.jalur for row in akses(pengguna).daftar if row.peran == Peran.KOMITE_TALENTA and row.jalur]


def is_ppk(pengguna: Pengguna) -> bool:
    """Who leads the whole agency: the role of a leader on its highest unit (keputusan 0044)."""
    mine = akses(pengguna)
    return any(row.peran == Peran.PIMPINAN and row.jalur and "." not in row.jalur for row in mine.daftar)


def works_with_succession(pengguna: Pengguna) -> bool:
    return is_committee(pengguna) or is_ppk(pengguna)


def seats_in_reach(pengguna: Pengguna) -> QuerySet[RincianJabatan]:
    """Seats of today for which this account may work: below the unit of the role, and never one that he holds."""
    mine = akses(pengguna)
    rows = RincianJabatan.objects.pada(mine.tanggal).filter(jabatan__instansi_id=mine.instansi_id)
    if not is_ppk(pengguna):
        below = JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=committee_paths(pengguna))
        rows = rows.filter(unit_id__in=below.values("unit_id"))
    return rows.exclude(jabatan_id__in=_held(pengguna))


def _held(pengguna: Pengguna) -> QuerySet[Penempatan]:
    mine = akses(pengguna)
    return Penempatan.objects.pada(mine.tanggal).filter(pegawai_id=mine.orang_id).values("jabatan_id")


def can_plan(pengguna: Pengguna, jabatan: Jabatan) -> bool:
    return is_committee(pengguna) and seats_in_reach(pengguna).filter(jabatan=jabatan).exists()


def visible_plans(pengguna: Pengguna) -> QuerySet[RencanaSuksesi]:
    """Of the own agency; what was ended stays readable even when the seat is no more."""
    rows = RencanaSuksesi.objects.filter(instansi_id=pengguna.instansi_id).exclude(jabatan_id__in=_held(pengguna))
    if is_ppk(pengguna):
        return rows
    if not is_committee(pengguna):
        return rows.none()
    below = JalurUnit.objects.pada(akses(pengguna).tanggal).filter(jalur__di_bawah=committee_paths(pengguna))
    seats = RincianJabatan.objects.kini().filter(unit_id__in=below.values("unit_id"))
    return rows.filter(jabatan_id__in=seats.values("jabatan_id"))


def latest_session(rencana: RencanaSuksesi) -> SidangSuksesi | None:
    return rencana.daftar_sidang.order_by("-nomor").first()


def statement_of(pengguna: Pengguna, rencana: RencanaSuksesi) -> PernyataanKepentingan | None:
    """About the latest session: a new one asks anew."""
    session = latest_session(rencana)
    if session is None:
        return None
    return PernyataanKepentingan.objects.filter(sidang=session, pengguna=pengguna).first()


def may_read_pool(pengguna: Pengguna, rencana: RencanaSuksesi) -> bool:
    """In reach, and stated that nothing stands against it. Whether he is a candidate himself the selector asks."""
    stated = statement_of(pengguna, rencana)
    return stated is not None and not stated.ada_benturan and visible_plans(pengguna).filter(pk=rencana.pk).exists()


def can_state(pengguna: Pengguna, rencana: RencanaSuksesi) -> bool:
    return visible_plans(pengguna).filter(pk=rencana.pk).exists() and statement_of(pengguna, rencana) is None


def can_work(pengguna: Pengguna, rencana: RencanaSuksesi) -> bool:
    """Choose, hold sessions, propose."""
    return is_committee(pengguna) and may_read_pool(pengguna, rencana)


def can_sign(pengguna: Pengguna, pilihan: PilihanSuksesi) -> bool:
    """The second of two people, never about oneself."""
    mine = akses(pengguna)
    return (
        may_read_pool(pengguna, pilihan.rencana)
        and pilihan.diusulkan_oleh_id != pengguna.pk
        and pilihan.pegawai_id != mine.orang_id
    )


def can_decide(pengguna: Pengguna, rencana: RencanaSuksesi) -> bool:
    return is_ppk(pengguna) and same_agency(pengguna, rencana) and may_read_pool(pengguna, rencana)


def can_record_test(pengguna: Pengguna, rencana: RencanaSuksesi) -> bool:
    """Results of the technical test, while the committee is at work."""
    return rencana.status == StatusSuksesi.DISUSUN and can_work(pengguna, rencana)


def can_sign_test(pengguna: Pengguna, uji: UjiTeknis) -> bool:
    """A correction: by the second of two people, never about oneself, while the committee is at work."""
    return (
        uji.rencana.status == StatusSuksesi.DISUSUN
        and may_read_pool(pengguna, uji.rencana)
        and uji.dicatat_oleh_id != pengguna.pk
        and uji.pegawai_id != akses(pengguna).orang_id
    )


def plan_actions(pengguna: Pengguna, rencana: RencanaSuksesi) -> dict[str, bool]:
    works = rencana.status == StatusSuksesi.DISUSUN and can_work(pengguna, rencana)
    session = latest_session(rencana)
    open_now = session is not None and session.ditutup_pada is None
    return {
        "pilih": works and open_now,
        "uji": works,
        "tutup_sidang": works and open_now,
        "buka_sidang": works and not open_now,
        "usulkan": works and not open_now,
        "tutup": rencana.status == StatusSuksesi.DISUSUN and is_committee(pengguna),
        "putuskan": rencana.status == StatusSuksesi.DIUSULKAN and can_decide(pengguna, rencana),
    }


def choice_actions(pengguna: Pengguna, pilihan: PilihanSuksesi) -> dict[str, bool]:
    works = pilihan.rencana.status == StatusSuksesi.DISUSUN and can_work(pengguna, pilihan.rencana)
    waiting = pilihan.status == StatusPilihan.DIUSULKAN and pilihan.rencana.status == StatusSuksesi.DISUSUN
    open_one = pilihan.status in {StatusPilihan.DIUSULKAN, StatusPilihan.DISETUJUI}
    return {
        "tanda_tangan": waiting and can_sign(pengguna, pilihan),
        "cabut": works and open_one and pilihan.diusulkan_oleh_id == pengguna.pk,
    }
