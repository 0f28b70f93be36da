"""Who may do what with people. Every right follows the dated links of today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, Pengguna, SuratTugas
from asn_portal.core.permissions import PeranAktif, akses, register_peran_turunan
from asn_portal.core.permissions.layanan import register_pemegang
from asn_portal.core.selectors import name_on
from pegawai.models import HubunganAtasan, KeanggotaanUnit, LaporanData, Pegawai


@register_peran_turunan
def derived_roles(pengguna: Pengguna, tanggal: date) -> Iterator[PeranAktif]:
    """pegawai for everybody with a record; atasan and atasan_penilai by the dated links, in one query."""
    below = HubunganAtasan.objects.pada(tanggal).filter(atasan=OuterRef("pk"))
    far_below = HubunganAtasan.objects.pada(tanggal).filter(
        atasan__in=HubunganAtasan.objects.pada(tanggal).filter(atasan=OuterRef(OuterRef("pk"))).values("pegawai_id")
    )
    unit = KeanggotaanUnit.objects.pada(tanggal).filter(pegawai=OuterRef("pk")).values("unit_id")[:1]
    path = JalurUnit.objects.pada(tanggal).filter(unit_id=OuterRef("unit")).values("jalur")[:1]
    person = (
        Pegawai.objects.filter(pengguna=pengguna)
        .annotate(punya_bawahan=Exists(below), punya_cucu=Exists(far_below), unit=Subquery(unit))
        .annotate(jalur=Subquery(path), nama_unit=name_on(tanggal, "unit"))
        .values("pk", "punya_bawahan", "punya_cucu", "unit", "jalur", "nama_unit")
        .first()
    )
    if person is None:
        return
    yield PeranAktif(Peran.PEGAWAI, person["unit"], person["jalur"], person["nama_unit"] or "", person["pk"])
    where = {"unit_id": person["unit"], "orang_id": person["pk"]}
    if person["punya_bawahan"]:
        yield PeranAktif(Peran.ATASAN, **where)
    if person["punya_cucu"]:
        yield PeranAktif(Peran.ATASAN_PENILAI, **where)


@register_pemegang
def holders(peran: frozenset[str], units: QuerySet[JalurUnit], tanggal: date) -> QuerySet[KeanggotaanUnit]:
    """The same for everybody at once: accounts of the members of these units who hold one of these derived roles."""
    members = KeanggotaanUnit.objects.pada(tanggal).filter(unit_id__in=units, pegawai__pengguna__isnull=False)
    below = HubunganAtasan.objects.pada(tanggal)
    if peran and Peran.PEGAWAI not in peran:
        held = Q(pk__in=[])
        if Peran.ATASAN in peran:
            held |= Q(pegawai_id__in=below.values("atasan_id"))
        if Peran.ATASAN_PENILAI in peran:
            held |= Q(pegawai_id__in=below.filter(pegawai_id__in=below.values("atasan_id")).values("atasan_id"))
        members = members.filter(held)
    return members.values("pegawai__pengguna_id")


def _reaches(pengguna: Pengguna, pegawai: Pegawai, sumber: Sumber, tanda: str | None = None) -> bool:
    known = pegawai.__dict__.get("_jangkauan", {}).get((pengguna.pk, sumber, tanda))
    if known is not None:
        return bool(known)
    return Pegawai.objects.visible_to(pengguna, sumber, tanda).filter(pk=pegawai.pk).exists()


# What the profile page asks about one person.
PROFILE = (
    (Sumber.DATA_KEPEGAWAIAN, None), (Sumber.DATA_PRIBADI, None), (Sumber.DATA_PRIBADI, "buka"), (Sumber.DIREKTORI, "w"),
    (Sumber.AKUN_PERAN, "w"), (Sumber.USULAN_PROFIL, "v"),
)  # fmt: skip


def know_reach(pengguna: Pengguna, pegawai: Pegawai) -> None:
    """Answer the questions of the profile page in one query; `can_*` then read the answers from this object. Services
    fetch and lock a row of their own, so that nothing remembered here decides a change.
    """
    asked = [
        Exists(Pegawai.objects.visible_to(pengguna, sumber, tanda).filter(pk=OuterRef("pk")))
        for sumber, tanda in PROFILE
    ]
    answers = Pegawai.objects.filter(pk=pegawai.pk).values_list(*asked).first() or ()
    pegawai.__dict__["_jangkauan"] = {
        (pengguna.pk, *question): answer for question, answer in zip(PROFILE, answers, strict=False)
    }


def is_self(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    return akses(pengguna).orang_id == pegawai.pk


def can_see_numbers(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """NIP and NRK: the person, the superior, HR of scope, auditors. The directory shows them to nobody else."""
    return _reaches(pengguna, pegawai, Sumber.DATA_KEPEGAWAIAN)


def can_list_scope(pengguna: Pengguna) -> bool:
    """Lists with kind, sex, age and gaps: HR of a unit or of the province, auditors."""
    mine = akses(pengguna)
    return mine.whole_agency(Sumber.DATA_KEPEGAWAIAN) or bool(mine.paths(Sumber.DATA_KEPEGAWAIAN))


def can_see_figures(pengguna: Pengguna) -> bool:
    """The same as sums; leaders see sums of at least five persons and no rows."""
    return can_list_scope(pengguna) or bool(akses(pengguna).aggregate_paths(Sumber.DATA_KEPEGAWAIAN))


def can_see_data_pribadi(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """The masked form of NIK and the like."""
    return _reaches(pengguna, pegawai, Sumber.DATA_PRIBADI)


def can_reveal_data_pribadi(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """The full value: one's own with a click, others with a reason; auditors only under a letter of assignment."""
    return _reaches(pengguna, pegawai, Sumber.DATA_PRIBADI, "buka") or case_of(pengguna, pegawai) is not None


def case_of(pengguna: Pengguna, pegawai: Pegawai) -> SuratTugas | None:
    """The letter under which this auditor examines this person today."""
    mine = akses(pengguna)
    if not mine.has(Peran.AUDITOR) or not _reaches(pengguna, pegawai, Sumber.DATA_PRIBADI, "kasus"):
        return None
    return SuratTugas.objects.berjalan(pengguna.pk, pegawai.pk, mine.tanggal).order_by("-sampai").first()


def can_move_pegawai(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """Change of unit: HR of the province, never for oneself."""
    return not is_self(pengguna, pegawai) and _reaches(pengguna, pegawai, Sumber.DIREKTORI, "w")


def can_set_atasan(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """A dated override with its reason: HR of scope, never for oneself."""
    if is_self(pengguna, pegawai):
        return False
    return _reaches(pengguna, pegawai, Sumber.AKUN_PERAN, "w") and akses(pengguna).has(
        Peran.ADMIN_UNIT, Peran.ADMIN_BKD
    )


def can_issue_slip(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """HR of scope hands out slips, never to oneself."""
    if is_self(pengguna, pegawai):
        return False
    return _reaches(pengguna, pegawai, Sumber.AKUN_PERAN, "w") and akses(pengguna).has(
        Peran.ADMIN_UNIT, Peran.ADMIN_BKD
    )


def can_see_accounts(pengguna: Pengguna) -> bool:
    return akses(pengguna).has(Peran.ADMIN_UNIT, Peran.ADMIN_BKD)


def can_report(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    return is_self(pengguna, pegawai)


def can_handle_laporan(pengguna: Pengguna, laporan: LaporanData) -> bool:
    """HR of scope; nobody handles a report of his own."""
    return can_handle_reports_about(pengguna, laporan.pegawai)


def can_handle_reports(pengguna: Pengguna) -> bool:
    """Somebody's reports: HR."""
    return bool(akses(pengguna).reach(Sumber.USULAN_PROFIL, "v"))


def can_handle_reports_about(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    return not is_self(pengguna, pegawai) and _reaches(pengguna, pegawai, Sumber.USULAN_PROFIL, "v")
