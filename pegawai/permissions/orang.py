"""Who may see and move people, and which roles follow from the dated links."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, Pengguna, SuratTugas, UnitKerja
from asn_portal.core.permissions import PeranAktif, akses, register_peran_turunan, same_agency
from asn_portal.core.permissions.layanan import register_pemegang
from asn_portal.core.permissions.lihat import looks_at_others, roles_never_viewed
from asn_portal.core.sql import fetch
from pegawai.models import (
    HubunganAtasan,
    KeanggotaanUnit,
    Pegawai,
)

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


def reaches(pengguna: Pengguna, pegawai: Pegawai, sumber: Sumber, tanda: str | None = None) -> bool:
    known = pegawai.__dict__.get("_jangkauan", {}).get((pengguna.pk, sumber, tanda))
    if known is not None:
        return bool(known)
    return Pegawai.objects.visible_to(pengguna, sumber, tanda).filter(pk=pegawai.pk).exists()


# Does the other account hold a role that closes it to everybody's look?
LOOK = (Sumber.AKUN_PERAN, "tertutup")


# Does the account examine the person under a letter of assignment?
CASE = (Sumber.DOKUMEN, "kasus")


# What the profile page asks about one person.
PROFILE = (
    (Sumber.DATA_KEPEGAWAIAN, None), (Sumber.DATA_PRIBADI, None), (Sumber.DATA_PRIBADI, "buka"), (Sumber.DIREKTORI, "w"),
    (Sumber.AKUN_PERAN, "w"), (Sumber.USULAN_PROFIL, "v"), (Sumber.DOKUMEN, None), (Sumber.DOKUMEN, "w"), CASE,
)  # fmt: skip


# What the pages of the file ask besides.
FILE = (
    (Sumber.DATA_KEPEGAWAIAN, None), (Sumber.DATA_KEPEGAWAIAN, "w"), (Sumber.DATA_PRIBADI, None), (Sumber.DATA_PRIBADI, "w"),
    (Sumber.DATA_PRIBADI, "buka"), (Sumber.DATA_PRIBADI, "kasus"), (Sumber.DISIPLIN, None), (Sumber.DISIPLIN, "w"),
    (Sumber.DISIPLIN, "buka"), (Sumber.DISIPLIN, "kasus"), (Sumber.DOKUMEN, None), CASE, (Sumber.USULAN_PROFIL, "v"),
)  # fmt: skip


Pertanyaan = tuple[Sumber, str | None]


def _open_questions(pengguna: Pengguna, questions: tuple[Pertanyaan, ...]) -> dict[Pertanyaan, Exists]:
    """Those that only the database can answer, by person."""
    mine = akses(pengguna)
    left = [one for one in questions if mine.reach(*one) and not mine.whole_agency(*one)]
    asked = {one: Exists(Pegawai.objects.visible_to(pengguna, *one).filter(pk=OuterRef("pk"))) for one in left}
    if looks_at_others(pengguna):
        asked[LOOK] = Exists(roles_never_viewed(mine.tanggal).filter(pengguna_id=OuterRef("pengguna_id")))
    return asked


def with_reach(
    people: QuerySet[Pegawai], pengguna: Pengguna, questions: tuple[Pertanyaan, ...] = PROFILE
) -> QuerySet[Pegawai]:
    """The answers with the person, for a page that asks `know_reach` about the same questions."""
    asked = _open_questions(pengguna, questions)
    return people.annotate(**{_column(pengguna, one): exists for one, exists in asked.items()})


def _column(pengguna: Pengguna, question: Pertanyaan) -> str:
    """Names who asks and what, so that no answer is taken for that of another question."""
    return f"jangkau_{pengguna.pk.hex}_{question[0].value}_{question[1] or 'r'}"


def know_reach(pengguna: Pengguna, pegawai: Pegawai, questions: tuple[Pertanyaan, ...] = PROFILE) -> None:
    """Answer the questions of a page in one query, or in none where the person came `with_reach`; `can_*` then read the
    answers from this object. Services fetch and lock a row of their own, so that nothing remembered here decides a change.
    """
    mine, asked = akses(pengguna), _open_questions(pengguna, questions)
    known = {one: mine.whole_agency(*one) and pegawai.instansi_id == mine.instansi_id for one in questions}
    if asked:
        names = [_column(pengguna, one) for one in asked]
        if all(name in pegawai.__dict__ for name in names):
            answers = tuple(pegawai.__dict__[name] for name in names)
        else:
            answers = Pegawai.objects.filter(pk=pegawai.pk).values_list(*asked.values())[0]
        known |= dict(zip(asked, answers, strict=True))
    pegawai.__dict__["_jangkauan"] = {(pengguna.pk, *question): answer for question, answer in known.items()}


def may_offer_view(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """Is the button "lihat sebagai" worth showing? After `know_reach`; the service asks `can_view_as` itself."""
    account = pegawai.pengguna
    if account is None or not account.is_active or account.pk == pengguna.pk or not same_agency(pengguna, account):
        return False
    return looks_at_others(pengguna) and not reaches(pengguna, pegawai, *LOOK)


def is_self(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    return akses(pengguna).orang_id == pegawai.pk


def can_see_numbers(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """NIP and NRK: the person, the superior, HR of scope, auditors. The directory shows them to nobody else."""
    return reaches(pengguna, pegawai, Sumber.DATA_KEPEGAWAIAN)


def can_list_scope(pengguna: Pengguna) -> bool:
    """Lists with kind, sex, age and gaps: HR of a unit or of the province, auditors."""
    mine = akses(pengguna)
    return mine.whole_agency(Sumber.DATA_KEPEGAWAIAN) or bool(mine.paths(Sumber.DATA_KEPEGAWAIAN))


def can_see_figures(pengguna: Pengguna) -> bool:
    """The same as sums; leaders see sums of at least five persons and no rows."""
    return can_list_scope(pengguna) or bool(akses(pengguna).aggregate_paths(Sumber.DATA_KEPEGAWAIAN))


def can_see_data_pribadi(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """The masked form of NIK and the like."""
    return reaches(pengguna, pegawai, Sumber.DATA_PRIBADI)


def can_reveal_data_pribadi(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """The full value: one's own with a click, others with a reason; auditors only under a letter of assignment."""
    return reaches(pengguna, pegawai, Sumber.DATA_PRIBADI, "buka") or examines(pengguna, pegawai)


def case_of(pengguna: Pengguna, pegawai: Pegawai) -> SuratTugas | None:
    """The letter under which this auditor examines this person today; the one that names the person before the unit's."""
    mine = akses(pengguna)
    if is_self(pengguna, pegawai) or not mine.reach(*CASE):
        return None
    day = JalurUnit.objects.pada(mine.tanggal)
    member = KeanggotaanUnit.objects.pada(mine.tanggal).filter(pegawai=pegawai).values("unit_id")[:1]
    path = day.filter(unit_id=Subquery(member)).values("jalur")[:1]
    above = day.filter(jalur__di_atas=Subquery(path)).values("unit_id")
    letters = SuratTugas.objects.berjalan(pengguna.pk, mine.tanggal)
    named = letters.filter(Q(subjek_id=pegawai.pk) | Q(unit_id__in=above))
    return named.order_by(F("subjek_id").asc(nulls_last=True), "-sampai").first()


def examines(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """Is there such a letter?"""
    return reaches(pengguna, pegawai, *CASE)


def can_see_dokumen(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """Documents of somebody else: HR of scope, auditors under a letter. One's own have their own page."""
    return not is_self(pengguna, pegawai) and reaches(pengguna, pegawai, Sumber.DOKUMEN)


def can_add_dokumen(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    return not is_self(pengguna, pegawai) and reaches(pengguna, pegawai, Sumber.DOKUMEN, "w")


def can_draft_surat(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """A paper about somebody: HR of scope, never about oneself."""
    hr = akses(pengguna).has(Peran.ADMIN_UNIT, Peran.ADMIN_BKD) and not is_self(pengguna, pegawai)
    return hr and reaches(pengguna, pegawai, Sumber.USULAN_PROFIL, "v")


def can_record_pertek(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """What BKN says about somebody's rise in rank: whoever makes the decree."""
    return can_draft_surat(pengguna, pegawai)


def can_draft_petikan(pengguna: Pengguna, unit: UnitKerja) -> bool:
    """A list of who works in a unit, on paper: HR of scope."""
    mine = akses(pengguna)
    hr = bool(mine.reach(Sumber.USULAN_PROFIL, "v"))
    return hr and same_agency(pengguna, unit) and mine.reaches_unit(unit.pk, Sumber.USULAN_PROFIL, "v")


def can_move_pegawai(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """Change of unit: HR of the province, never for oneself."""
    return not is_self(pengguna, pegawai) and reaches(pengguna, pegawai, Sumber.DIREKTORI, "w")


def can_set_nomor(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """NIP and NRK come from BKN and the province: HR of the province, never for oneself."""
    return can_move_pegawai(pengguna, pegawai)


def can_set_atasan(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """A dated override with its reason: HR of scope, never for oneself."""
    if is_self(pengguna, pegawai):
        return False
    return reaches(pengguna, pegawai, Sumber.AKUN_PERAN, "w") and akses(pengguna).has(Peran.ADMIN_UNIT, Peran.ADMIN_BKD)


def can_issue_slip(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """HR of scope hands out slips, never to oneself."""
    if is_self(pengguna, pegawai):
        return False
    return reaches(pengguna, pegawai, Sumber.AKUN_PERAN, "w") and akses(pengguna).has(Peran.ADMIN_UNIT, Peran.ADMIN_BKD)


def can_see_accounts(pengguna: Pengguna) -> bool:
    return akses(pengguna).has(Peran.ADMIN_UNIT, Peran.ADMIN_BKD)


def can_handle_reports(pengguna: Pengguna) -> bool:
    """Somebody's reports: HR."""
    return bool(akses(pengguna).reach(Sumber.USULAN_PROFIL, "v"))
