"""Awards: HR of the province keeps them, superiors and HR nominate, jurors score after their statement, nobody about himself."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses, same_agency
from merit.enums_talenta import StatusAjang, StatusUsulanPenghargaan
from merit.models import AjangPenghargaan, JuriPenghargaan, PenerimaPenghargaan, UsulanPenghargaan
from merit.permissions import can_manage, can_see_everybody
from pegawai.models import Pegawai


def can_see_awards(pengguna: Pengguna) -> bool:
    """Which awards there are, and by what they are judged: everybody of the agency with a record, HR, auditors, jurors."""
    return knows_awards(pengguna) or is_juror(pengguna)


def knows_awards(pengguna: Pengguna) -> bool:
    """Without a question to the database, for the menu of every page; a juror from elsewhere comes through the inbox."""
    return akses(pengguna).orang_id is not None or can_nominate(pengguna) or can_see_everybody(pengguna)


def is_juror(pengguna: Pengguna) -> bool:
    return JuriPenghargaan.objects.filter(pengguna=pengguna, ajang__instansi_id=pengguna.instansi_id).exists()


def visible_awards(pengguna: Pengguna) -> QuerySet[AjangPenghargaan]:
    rows = AjangPenghargaan.objects.filter(instansi_id=pengguna.instansi_id)
    return rows if can_see_awards(pengguna) else rows.none()


def juror_of(pengguna: Pengguna, ajang: AjangPenghargaan) -> JuriPenghargaan | None:
    return JuriPenghargaan.objects.filter(ajang=ajang, pengguna=pengguna).first()


def can_manage_award(pengguna: Pengguna, ajang: AjangPenghargaan) -> bool:
    return can_manage(pengguna) and same_agency(pengguna, ajang)


def people_to_nominate(pengguna: Pengguna) -> QuerySet[Pegawai]:
    """The own team of a superior, the unit of its HR, everybody for HR of the province; never oneself."""
    team = Pegawai.objects.visible_to(pengguna, Sumber.EVALUASI, "v").values("pk")
    known = Pegawai.objects.visible_to(pengguna, Sumber.DATA_KEPEGAWAIAN, "x").values("pk")
    rows = Pegawai.objects.filter(Q(pk__in=team) | Q(pk__in=known), instansi_id=pengguna.instansi_id)
    return rows.exclude(pengguna=pengguna)


def can_nominate(pengguna: Pengguna) -> bool:
    mine = akses(pengguna)
    return bool(mine.reach(Sumber.EVALUASI, "v") or mine.reach(Sumber.DATA_KEPEGAWAIAN, "x"))


def visible_nominations(pengguna: Pengguna, ajang: AjangPenghargaan) -> QuerySet[UsulanPenghargaan]:
    """HR of the province and auditors all of them, jurors once they have stated their interests, others their own. Nobody
    one in which he is named himself.
    """
    mine = akses(pengguna).orang_id
    rows = UsulanPenghargaan.objects.filter(ajang=ajang)
    if mine is not None:
        rows = rows.exclude(pk__in=PenerimaPenghargaan.objects.filter(pegawai_id=mine).values("usulan_id"))
    if can_see_everybody(pengguna) and same_agency(pengguna, ajang):
        return rows
    juror = juror_of(pengguna, ajang)
    if juror is not None and juror.ada_benturan is False and ajang.status != StatusAjang.TERBUKA:
        return rows.exclude(status=StatusUsulanPenghargaan.DICABUT)
    return rows.filter(diusulkan_oleh=pengguna)


def can_score(pengguna: Pengguna, usulan: UsulanPenghargaan) -> bool:
    """A juror without a conflict, while the jury works; the own nomination of somebody is no conflict of itself, being
    nominated is.
    """
    juror = juror_of(pengguna, usulan.ajang)
    named = PenerimaPenghargaan.objects.filter(usulan=usulan, pegawai__pengguna=pengguna).exists()
    return juror is not None and juror.ada_benturan is False and not named


def can_decide_award(pengguna: Pengguna, ajang: AjangPenghargaan) -> bool:
    """HR of the province who neither judged nor is nominated."""
    named = PenerimaPenghargaan.objects.filter(usulan__ajang=ajang, pegawai__pengguna=pengguna)
    named = named.exclude(usulan__status=StatusUsulanPenghargaan.DICABUT)
    return can_manage_award(pengguna, ajang) and juror_of(pengguna, ajang) is None and not named.exists()


def can_withdraw(pengguna: Pengguna, usulan: UsulanPenghargaan) -> bool:
    open_now = usulan.ajang.status == StatusAjang.TERBUKA and usulan.status == StatusUsulanPenghargaan.DIUSULKAN
    return open_now and usulan.diusulkan_oleh_id == pengguna.pk


def award_actions(pengguna: Pengguna, ajang: AjangPenghargaan) -> dict[str, bool]:
    keeps, status = can_manage_award(pengguna, ajang), ajang.status
    juror = juror_of(pengguna, ajang)
    decides = can_decide_award(pengguna, ajang)
    return {
        "usulkan": status == StatusAjang.TERBUKA and can_nominate(pengguna),
        "ambil": status == StatusAjang.TERBUKA and keeps and ajang.jenis in {"kinerja", "satyalancana"},
        "juri": status in {StatusAjang.TERBUKA, StatusAjang.PENJURIAN} and keeps,
        "mulai_juri": status == StatusAjang.TERBUKA and keeps,
        "nyatakan": status == StatusAjang.PENJURIAN and juror is not None and juror.ada_benturan is None,
        "nilai": status == StatusAjang.PENJURIAN and juror is not None and juror.ada_benturan is False,
        "putuskan": status == StatusAjang.PENJURIAN and decides,
        "naskah": status == StatusAjang.DIPUTUS and keeps and ajang.naskah_id is None,
        "catat": status == StatusAjang.DIPUTUS and keeps,
        "batal": status in {StatusAjang.TERBUKA, StatusAjang.PENJURIAN} and keeps,
    }
