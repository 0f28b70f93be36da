"""Who may read, write, propose and import what stands in the file of a person."""

from __future__ import annotations

from uuid import UUID

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna, UnitKerja
from asn_portal.core.permissions import akses
from pegawai.enums import LangkahPeriksa, StatusUsulanData
from pegawai.jenis_riwayat import JenisRiwayat, Pemeriksa
from pegawai.models import (
    Pegawai,
    UsulanPerubahan,
)
from pegawai.permissions.orang import (
    can_draft_surat,
    can_handle_reports,
    can_list_scope,
    can_see_data_pribadi,
    can_see_dokumen,
    examines,
    is_self,
    reaches,
)


def can_import_people(pengguna: Pengguna) -> bool:
    """People and placements as a table: HR of the province. Each row is asked about anew; nobody imports himself."""
    return akses(pengguna).whole_agency(Sumber.DIREKTORI, "w")


def can_import_riwayat(pengguna: Pengguna, jenis: JenisRiwayat) -> bool:
    """Rows of a kind as a table: whoever writes them one by one, for everybody but himself."""
    return akses(pengguna).has(Peran.ADMIN_BKD) and akses(pengguna).whole_agency(jenis.sumber, "w")


def can_import_once(pengguna: Pengguna, *, private: bool) -> bool:
    """The same for what people have once."""
    source = Sumber.DATA_PRIBADI if private else Sumber.DATA_KEPEGAWAIAN
    return akses(pengguna).has(Peran.ADMIN_BKD) and akses(pengguna).whole_agency(source, "w")


def can_take_siasn(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """The whole file as SIASN has it: HR of the province, opened with a reason; the person has an export of his own."""
    hr = akses(pengguna).has(Peran.ADMIN_BKD) and not is_self(pengguna, pegawai)
    sources = (Sumber.DATA_PRIBADI, Sumber.DISIPLIN)
    return hr and all(reaches(pengguna, pegawai, source, "buka") for source in sources)


def can_run_migration(pengguna: Pengguna) -> bool:
    """Dumps of the former SIMPEG, their codes, matching and cut-over: HR of the province."""
    return akses(pengguna).has(Peran.ADMIN_BKD) and can_import_people(pengguna)


def can_see_migration(pengguna: Pengguna) -> bool:
    """The figures: HR, for its units, and auditors."""
    return akses(pengguna).has(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR)


def can_sign_migration(pengguna: Pengguna, unit: UnitKerja) -> bool:
    """HR of the unit, not whoever runs the migration."""
    mine = akses(pengguna)
    return mine.has(Peran.ADMIN_UNIT) and mine.reaches_unit(unit.pk, Sumber.DATA_KEPEGAWAIAN)


def can_see_riwayat(pengguna: Pengguna, pegawai: Pegawai, jenis: JenisRiwayat) -> bool:
    """That there are rows of this kind, and (unless they are masked) what they say."""
    return reaches(pengguna, pegawai, jenis.sumber)


def can_open_riwayat(pengguna: Pengguna, pegawai: Pegawai, jenis: JenisRiwayat) -> bool:
    """What masked rows say: one's own with a click, others with a reason; auditors only under a letter of assignment."""
    if is_self(pengguna, pegawai):
        return can_see_riwayat(pengguna, pegawai, jenis)
    return reaches(pengguna, pegawai, jenis.sumber, "buka") or (
        reaches(pengguna, pegawai, jenis.sumber, "kasus") and examines(pengguna, pegawai)
    )


def can_print_papers(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """DRH, KP4 and DPCP of somebody: HR that may open family and private data of that person."""
    return (
        can_draft_surat(pengguna, pegawai)
        and reaches(pengguna, pegawai, Sumber.DATA_PRIBADI, "buka")
        and can_see_dokumen(pengguna, pegawai)
    )


def is_masked(pengguna: Pengguna, pegawai: Pegawai, jenis: JenisRiwayat) -> bool:
    """Does this account see rows of this kind only after it has opened them?"""
    return jenis.sumber is not Sumber.DATA_KEPEGAWAIAN and not (
        is_self(pengguna, pegawai) and jenis.sumber is Sumber.DISIPLIN
    )


def can_write_riwayat(pengguna: Pengguna, pegawai: Pegawai, jenis: JenisRiwayat) -> bool:
    """HR of the province, never in the own file. Everybody else proposes."""
    hr = akses(pengguna).has(Peran.ADMIN_BKD) and not is_self(pengguna, pegawai)
    return hr and reaches(pengguna, pegawai, jenis.sumber, "w")


def can_write_once(pengguna: Pengguna, pegawai: Pegawai, *, private: bool) -> bool:
    """Employment, or private data and contact, of somebody else: HR of the province."""
    hr = akses(pengguna).has(Peran.ADMIN_BKD) and not is_self(pengguna, pegawai)
    return hr and reaches(pengguna, pegawai, Sumber.DATA_PRIBADI if private else Sumber.DATA_KEPEGAWAIAN, "w")


def can_write_files(pengguna: Pengguna) -> bool:
    """Rows and data of somebody else at all: HR of the province."""
    return akses(pengguna).has(Peran.ADMIN_BKD) and akses(pengguna).whole_agency(Sumber.DATA_KEPEGAWAIAN, "w")


def is_own_id(pengguna: Pengguna, orang_id: UUID) -> bool:
    return akses(pengguna).orang_id == orang_id


def can_see_findings(pengguna: Pengguna, pegawai: Pegawai) -> bool:
    """What is wrong in somebody's data: the person, HR of scope, auditors. Superiors are not asked to keep files."""
    return can_see_data_pribadi(pengguna, pegawai)


def can_tell_findings(pengguna: Pengguna) -> bool:
    """Asking people to complete their data: HR, about those whose proposals it decides."""
    return can_handle_reports(pengguna) and can_list_scope(pengguna)


def can_propose_riwayat(pengguna: Pengguna, pegawai: Pegawai, jenis: JenisRiwayat) -> bool:
    """The person, about the own file; what only an authority decides is not proposed."""
    return is_self(pengguna, pegawai) and jenis.pemeriksa is not Pemeriksa.TIDAK_ADA


def can_decide_usulan(pengguna: Pengguna, usulan: UsulanPerubahan) -> bool:
    """The desk where it lies: HR of scope, or HR of the province; never the person, never the same account twice."""
    person = usulan.pegawai
    if is_self(pengguna, person) or not reaches(pengguna, person, Sumber.USULAN_PROFIL, "v"):
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
