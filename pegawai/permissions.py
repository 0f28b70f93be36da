"""Who may do what with people. Every right follows the dated links of today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, Pengguna, SuratTugas, UnitKerja
from asn_portal.core.permissions import PeranAktif, akses, register_peran_turunan, same_agency
from asn_portal.core.permissions.layanan import register_pemegang
from asn_portal.core.permissions.lihat import looks_at_others, roles_never_viewed
from asn_portal.core.sql import fetch
from pegawai.enums import LangkahPeriksa, StatusUsulanData
from pegawai.jenis_riwayat import JenisRiwayat, Pemeriksa
from pegawai.models import HubunganAtasan, KeanggotaanUnit, LaporanData, Pegawai, UsulanPerubahan

DERIVED = """
SELECT orang.id, anggota.unit_id, letak.jalur, rincian.nama,
       EXISTS (SELECT FROM pegawai_hubunganatasan AS dekat
               WHERE dekat.atasan_id = orang.id AND upper_inf(dekat.tercatat) AND dekat.berlaku @> %(hari)s::date),
       EXISTS (SELECT FROM pegawai_hubunganatasan AS dekat
               JOIN pegawai_hubunganatasan AS jauh ON jauh.atasan_id = dekat.pegawai_id
               WHERE dekat.atasan_id = orang.id AND upper_inf(dekat.tercatat) AND dekat.berlaku @> %(hari)s::date
                 AND upper_inf(jauh.tercatat) AND jauh.berlaku @> %(hari)s::date)
FROM pegawai_pegawai AS orang
LEFT JOIN pegawai_keanggotaanunit AS anggota
       ON anggota.pegawai_id = orang.id AND upper_inf(anggota.tercatat) AND anggota.berlaku @> %(hari)s::date
LEFT JOIN core_jalurunit AS letak ON letak.unit_id = anggota.unit_id AND letak.berlaku @> %(hari)s::date
LEFT JOIN core_rincianunit AS rincian
       ON rincian.unit_id = anggota.unit_id AND upper_inf(rincian.tercatat) AND rincian.berlaku @> %(hari)s::date
WHERE orang.pengguna_id = %(akun)s
"""


@register_peran_turunan
def derived_roles(pengguna: Pengguna, tanggal: date) -> Iterator[PeranAktif]:
    """pegawai for everybody with a record; atasan and atasan_penilai by the dated links, in one query."""
    for orang_id, unit_id, jalur, nama_unit, has_below, has_far_below in fetch(DERIVED, akun=pengguna.pk, hari=tanggal):
        yield PeranAktif(Peran.PEGAWAI, unit_id, jalur, nama_unit or "", orang_id)
        if has_below:
            yield PeranAktif(Peran.ATASAN, unit_id, orang_id=orang_id)
        if has_far_below:
            yield PeranAktif(Peran.ATASAN_PENILAI, unit_id, orang_id=orang_id)


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


# Does the other account hold a role that closes it to everybody's look?
LOOK = (Sumber.AKUN_PERAN, "tertutup")
# What the profile page asks about one person.
PROFILE = (
    (Sumber.DATA_KEPEGAWAIAN, None), (Sumber.DATA_PRIBADI, None), (Sumber.DATA_PRIBADI, "buka"), (Sumber.DIREKTORI, "w"),
    (Sumber.AKUN_PERAN, "w"), (Sumber.USULAN_PROFIL, "v"), (Sumber.DOKUMEN, None), (Sumber.DOKUMEN, "w"),
)  # fmt: skip


# What the pages of the file ask besides.
FILE = (
    (Sumber.DATA_KEPEGAWAIAN, None), (Sumber.DATA_KEPEGAWAIAN, "w"), (Sumber.DATA_PRIBADI, None), (Sumber.DATA_PRIBADI, "w"),
    (Sumber.DATA_PRIBADI, "buka"), (Sumber.DATA_PRIBADI, "kasus"), (Sumber.DISIPLIN, None), (Sumber.DISIPLIN, "w"),
    (Sumber.DISIPLIN, "buka"), (Sumber.DISIPLIN, "kasus"), (Sumber.DOKUMEN, None), (Sumber.USULAN_PROFIL, "v"),
)  # fmt: skip
Pertanyaan = tuple[Sumber, str | None]


def know_reach(pengguna: Pengguna, pegawai: Pegawai, questions: tuple[Pertanyaan, ...] = PROFILE) -> None:
    """Answer the questions of a page in one query; `can_*` then read the answers from this object. Services
    fetch and lock a row of their own, so that nothing remembered here decides a change.
    """
    mine = akses(pengguna)
    known = {
        question: pegawai.instansi_id == mine.instansi_id for question in questions if mine.whole_agency(*question)
    }
    known |= dict.fromkeys((question for question in questions if not mine.reach(*question)), False)
    open_questions = [question for question in questions if question not in known]
    asked = [
        Exists(Pegawai.objects.visible_to(pengguna, *question).filter(pk=OuterRef("pk"))) for question in open_questions
    ]
    if looks_at_others(pengguna):
        open_questions.append(LOOK)
        asked.append(Exists(roles_never_viewed(mine.tanggal).filter(pengguna_id=OuterRef("pengguna_id"))))
    if asked:
        answers = Pegawai.objects.filter(pk=pegawai.pk).values_list(*asked)[0]
        known |= dict(zip(open_questions, answers, strict=True))
    pegawai.__dict__["_jangkauan"] = {(pengguna.pk, *question): answer for question, answer in known.items()}


def may_offer_view(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """Is the button "lihat sebagai" worth showing? After `know_reach`; the service asks `can_view_as` itself."""
    account = pegawai.pengguna
    if account is None or not account.is_active or account.pk == pengguna.pk or not same_agency(pengguna, account):
        return False
    return looks_at_others(pengguna) and not _reaches(pengguna, pegawai, *LOOK)


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


def can_see_dokumen(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """Documents of somebody else: HR of scope. One's own have their own page."""
    return not is_self(pengguna, pegawai) and _reaches(pengguna, pegawai, Sumber.DOKUMEN)


def can_add_dokumen(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    return not is_self(pengguna, pegawai) and _reaches(pengguna, pegawai, Sumber.DOKUMEN, "w")


def can_draft_surat(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """A paper about somebody: HR of scope, never about oneself."""
    hr = akses(pengguna).has(Peran.ADMIN_UNIT, Peran.ADMIN_BKD) and not is_self(pengguna, pegawai)
    return hr and _reaches(pengguna, pegawai, Sumber.USULAN_PROFIL, "v")


def can_draft_petikan(pengguna: Pengguna, unit: UnitKerja) -> bool:
    """A list of who works in a unit, on paper: HR of scope."""
    mine = akses(pengguna)
    hr = bool(mine.reach(Sumber.USULAN_PROFIL, "v"))
    return hr and same_agency(pengguna, unit) and mine.reaches_unit(unit.pk, Sumber.USULAN_PROFIL, "v")


def can_move_pegawai(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """Change of unit: HR of the province, never for oneself."""
    return not is_self(pengguna, pegawai) and _reaches(pengguna, pegawai, Sumber.DIREKTORI, "w")


def can_import_people(pengguna: Pengguna) -> bool:
    """People and placements as a table: HR of the province. Each row is asked about anew; nobody imports himself."""
    return akses(pengguna).whole_agency(Sumber.DIREKTORI, "w")


def can_see_riwayat(pengguna: Pengguna, pegawai: Pegawai, jenis: JenisRiwayat) -> bool:
    """That there are rows of this kind, and (unless they are masked) what they say."""
    return _reaches(pengguna, pegawai, jenis.sumber)


def can_open_riwayat(pengguna: Pengguna, pegawai: Pegawai, jenis: JenisRiwayat) -> bool:
    """What masked rows say: one's own with a click, others with a reason; auditors only under a letter of assignment."""
    if is_self(pengguna, pegawai):
        return can_see_riwayat(pengguna, pegawai, jenis)
    return _reaches(pengguna, pegawai, jenis.sumber, "buka") or (
        _reaches(pengguna, pegawai, jenis.sumber, "kasus") and case_of(pengguna, pegawai) is not None
    )


def is_masked(pengguna: Pengguna, pegawai: Pegawai, jenis: JenisRiwayat) -> bool:
    """Does this account see rows of this kind only after it has opened them?"""
    return jenis.sumber is not Sumber.DATA_KEPEGAWAIAN and not (
        is_self(pengguna, pegawai) and jenis.sumber is Sumber.DISIPLIN
    )


def can_write_riwayat(pengguna: Pengguna, pegawai: Pegawai, jenis: JenisRiwayat) -> bool:
    """HR of the province, never in the own file. Everybody else proposes."""
    hr = akses(pengguna).has(Peran.ADMIN_BKD) and not is_self(pengguna, pegawai)
    return hr and _reaches(pengguna, pegawai, jenis.sumber, "w")


def can_write_once(pengguna: Pengguna, pegawai: Pegawai, *, private: bool) -> bool:
    """Employment, or private data and contact, of somebody else: HR of the province."""
    hr = akses(pengguna).has(Peran.ADMIN_BKD) and not is_self(pengguna, pegawai)
    return hr and _reaches(pengguna, pegawai, Sumber.DATA_PRIBADI if private else Sumber.DATA_KEPEGAWAIAN, "w")


def can_propose_riwayat(pengguna: Pengguna, pegawai: Pegawai, jenis: JenisRiwayat) -> bool:
    """The person, about the own file; what only an authority decides is not proposed."""
    return is_self(pengguna, pegawai) and jenis.pemeriksa is not Pemeriksa.TIDAK_ADA


def can_decide_usulan(pengguna: Pengguna, usulan: UsulanPerubahan) -> bool:
    """The desk where it lies: HR of scope, or HR of the province; never the person, never the same account twice."""
    person = usulan.pegawai
    if is_self(pengguna, person) or not _reaches(pengguna, person, Sumber.USULAN_PROFIL, "v"):
        return False
    if pengguna.pk in passed_by(usulan):
        return False
    step = usulan.langkah.filter(pada=None).first()
    provincial = akses(pengguna).has(Peran.ADMIN_BKD)
    if step is None:  # with BKN or Dukcapil: whoever forwarded enters the answer
        return provincial and usulan.status == StatusUsulanData.DITERUSKAN
    return provincial or step.pemeriksa == LangkahPeriksa.UNIT


def passed_by(usulan: UsulanPerubahan) -> set[UUID]:
    """Accounts that found it right since it was last sent."""
    steps = usulan.langkah.exclude(oleh=None).order_by("pada").values_list("putusan", "oleh_id")
    passed: set[UUID] = set()
    for putusan, oleh_id in steps:
        passed = passed | {oleh_id} if putusan == StatusUsulanData.DITERIMA else set()
    return passed


def can_handle_usulan(pengguna: Pengguna) -> bool:
    return can_handle_reports(pengguna)


def can_manage_referensi(pengguna: Pengguna) -> bool:
    """BKN's reference lists: HR of the province."""
    return akses(pengguna).has(Peran.ADMIN_BKD) and akses(pengguna).whole_agency(Sumber.DIREKTORI, "w")


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


def can_see_reports_about(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """Whose record it is, and HR of scope."""
    return is_self(pengguna, pegawai) or can_handle_reports_about(pengguna, pegawai)
