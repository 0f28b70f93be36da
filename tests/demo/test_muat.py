"""manage.py isi_demo: what stands in the tables afterwards, and what it refuses."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import demo, kripto
from asn_portal.core.demo.muat import FOREIGN_KEYS
from asn_portal.core.demo.tulis import sejak
from asn_portal.core.enums import JenisUnit
from asn_portal.core.models import (
    Instansi,
    JalurUnit,
    JejakAudit,
    PekerjaanLatar,
    PengenalMasuk,
    Pengguna,
    PenugasanPeran,
    RincianUnit,
    Tindakan,
    UnitKerja,
)
from asn_portal.core.models.pengguna import find_pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.services.unit import rebuild_jalur
from asn_portal.lembar.daftar import find_daftar
from asn_portal.lembar.models import BerkasImpor, DaftarTersimpan
from pegawai import selectors
from pegawai.demo import Cacat, cacat_of, orang, rencana
from pegawai.models import HubunganAtasan, KeanggotaanUnit, NomorPegawai, Pegawai
from pegawai.services.daftar import refresh_list_columns
from pegawai.services.identitas import KOLOM_NIK
from tests.conftest import login

# Accounts that belong to nobody of the province.
TANPA_ORANG = {"ppk.demo"}
TANGGAL = date(2026, 11, 21)
NUMBERS = {"pegawai": 300, "benih": 3, "tanggal": TANGGAL}
SANDI = "Merdeka-1945-Jakarta"
# When something was loaded is the one thing that differs; so does what is encrypted, by design.
NEVER_TWICE = {"sidik", "ukuran"}  # what is encrypted, and files that a certificate made today signs
MOMENTS = {"core.Tindakan", "core.JejakAudit", "core.Jadwal", "pegawai.MuatanReferensi"}
# What is counted has running numbers for keys; two loads count the same (test_mutu).
# Made by the mechanisms themselves, now (pegawai.demo.sarana).
MOMENTS |= {
    "core.AksesData", "core.HasilBerkas", "core.PekerjaanLatar", "lembar.BarisImpor", "lembar.BerkasImpor",
    "lembar.DaftarTersimpan",
}  # fmt: skip
# Computed by the engine of merit, with keys and numbers of its own; the same rows have the same digest (tests/merit).
MOMENTS |= {
    "merit.Instrumen",
    "merit.VersiInstrumen",
    "merit.Putaran",
    "merit.BagianPutaran",
    "merit.Sanggah",
    "core.PesanKeluar",
}
# The same rows with running keys (merit.demo.talenta).
MOMENTS |= {
    "merit.AjangPenghargaan", "merit.HasilDenyut", "merit.JuriPenghargaan", "merit.NilaiJuri", "merit.PenerimaPenghargaan",
    "merit.PenilaianAspek", "merit.PernyataanKepentingan", "merit.PertanyaanDenyut", "merit.RencanaSuksesi", "merit.SaranDenyut",
    "merit.SidangSuksesi", "merit.SurveiDenyut", "merit.UjiTeknis", "merit.UsulanPenghargaan",
}  # fmt: skip
# Made by the act or the job itself, with running keys and the moment of it.
MOMENTS |= {"jabatan.AnalisisBebanKerja", "jabatan.TugasABK", "pegawai.FotoPegawai"}
MOMENTS |= {"pegawai.ButirPutaran", "pelatihan.EvaluasiPerilaku", "pelatihan.SaranPelatihan"}
MOMENTS |= {"mutu.PutaranMutu", "mutu.TemuanMutu", "mutu.NilaiMutu", "pegawai.Peringatan"}


def isi(**options: Any) -> str:
    told = StringIO()
    call_command("isi_demo", stdout=told, **options)
    return told.getvalue()


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever happens inside leaves no row."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def contoh(django_db_setup: None, django_db_blocker: Any) -> Iterator[demo.Demo]:
    """One loaded province for all questions of this file; taken back at the end."""
    with django_db_blocker.unblock(), taken_back():
        isi(**NUMBERS)
        yield demo.Demo(**NUMBERS)


def foreign_keys() -> list[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN_KEYS)
        return cursor.fetchall()


@pytest.mark.django_db
class TestUnlinked:
    def test_every_foreign_key_comes_back_as_it_was(self):
        before = foreign_keys()
        with demo.untraced(), demo.unlinked():
            assert foreign_keys() == []
        assert len(before) > 300
        assert foreign_keys() == before

    def test_what_leads_nowhere_is_still_refused(self):
        rincian = RincianUnit(unit_id=uuid4(), nama="Unit tanpa induk", jenis=JenisUnit.DINAS, berlaku=sejak(TANGGAL))
        with pytest.raises(IntegrityError), transaction.atomic(), demo.untraced(), demo.unlinked():
            rincian.save(force_insert=True)


@pytest.fixture
def again(contoh: demo.Demo) -> Iterator[None]:
    """What one test changes, the next does not see."""
    with taken_back():
        yield


def plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def rows_of_everything() -> dict[str, str]:
    """A digest of every table, NIK in clear."""
    found = {}
    for model in apps.get_models():
        if model._meta.label in MOMENTS or not model._meta.managed:
            continue
        columns = sorted(
            field.attname
            for field in model._meta.concrete_fields
            if field.attname not in NEVER_TWICE and not field.attname.endswith("_sandi")
        )
        rows = sorted(repr([plain(value) for value in row]) for row in model._base_manager.values_list(*columns))
        found[model._meta.label] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    found["nik"] = repr(
        [
            (pk, kripto.decrypt(nik, kolom=KOLOM_NIK))
            for pk, nik in Pegawai.objects.order_by("pk").values_list("pk", "nik_sandi")
        ]
    )
    return found


def different(first: dict[str, str], second: dict[str, str]) -> set[str]:
    """The tables that do not hold the same."""
    return {label for label in first.keys() | second.keys() if first.get(label) != second.get(label)}


@pytest.mark.django_db
class TestSame:
    def load(self, *steps: dict[str, Any]) -> dict[str, str]:
        orang._rencana.cache_clear()
        with taken_back():
            for options in steps:
                isi(**options)
            return rows_of_everything()

    def test_same_numbers_give_the_same_rows_and_ids(self):
        first = self.load(NUMBERS)
        assert different(self.load(NUMBERS), first) == set()
        other = self.load(NUMBERS | {"benih": 4})
        assert {name for name in first if other[name] == first[name]} & {"pegawai.Pegawai", "core.UnitKerja"} == set()

    def test_app_by_app_gives_the_same_as_all_at_once(self):
        """Each later step knows the numbers of the first."""
        core, *others = demo.daftar_pengisi
        step_by_step = self.load(NUMBERS | {"hanya": core}, *({"hanya": app} for app in others))
        assert different(step_by_step, self.load(NUMBERS)) == set()


class TestRefusals:
    def refusal(self, **options: Any) -> str:
        with pytest.raises(CommandError) as refused, transaction.atomic():
            isi(**options)
        return str(refused.value)

    def test_filled_database(self, contoh: demo.Demo):
        assert self.refusal(pegawai=300) == "Basis data sudah berisi. Data contoh hanya untuk basis data kosong."

    def test_filled_app(self, contoh: demo.Demo):
        assert self.refusal(hanya="pegawai") == "Data pegawai sudah berisi. Data contoh hanya untuk tabel kosong."

    def test_unknown_app(self, contoh: demo.Demo):
        assert self.refusal(hanya="kinerj").startswith(
            "Tidak ada data contoh untuk 'kinerj'. Pilih salah satu: core, pegawai"
        )

    @pytest.mark.django_db
    def test_app_before_the_one_it_rests_on(self):
        assert self.refusal(hanya="pegawai") == "Isi dulu data contoh core: data pegawai bertumpu padanya."

    @pytest.mark.django_db
    def test_other_numbers_than_those_of_what_is_there(self):
        isi(**NUMBERS, hanya="core")
        assert self.refusal(hanya="pegawai", benih=9) == (
            "Data contoh yang sudah ada dibuat dengan --pegawai 300 --benih 3 --tanggal 2026-11-21. "
            "Pakai yang sama, atau tidak usah disebut."
        )

    @pytest.mark.django_db
    def test_real_province(self, settings: Any):
        settings.PRODUCTION = True
        sentence = "Data contoh tidak diisi dalam mode produksi: sandi akunnya diketahui umum."
        assert self.refusal(pegawai=300) == sentence
        assert demo.is_empty()

    @pytest.mark.django_db
    @pytest.mark.parametrize("pegawai", [0, 249, 100_001])
    def test_impossible_number(self, pegawai: int):
        assert self.refusal(pegawai=pegawai) == f"Data contoh memuat 250 sampai 100000 pegawai, bukan {pegawai}."
        assert demo.is_empty()


class TestRows:
    def test_exactly_as_many_people_as_asked(self, contoh: demo.Demo):
        assert Pegawai.objects.count() == 300
        assert Pengguna.objects.count() == 300 + len(TANPA_ORANG)

    def test_list_columns_are_those_of_the_dated_rows(self, again: None):
        assert refresh_list_columns(hari=TANGGAL) == 0

    def test_paths_are_those_of_the_parents(self, again: None):
        def paths() -> set[tuple[Any, ...]]:
            return set(JalurUnit.objects.values_list("unit_id", "instansi_id", "jalur", "berlaku"))

        before = paths()
        for instansi in Instansi.objects.all():
            rebuild_jalur(instansi.pk)
        assert paths() == before

    def test_next_unit_gets_a_new_number(self, again: None):
        known = set(UnitKerja.objects.values_list("nomor", flat=True))
        unit = UnitKerja.objects.create(instansi=Instansi.objects.first())
        unit.refresh_from_db()
        assert unit.nomor not in known

    def test_every_row_is_recorded_when_it_became_true(self, contoh: demo.Demo):
        for model in (PengenalMasuk, PenugasanPeran, RincianUnit, NomorPegawai, KeanggotaanUnit, HubunganAtasan):
            for row in model.objects.all():
                known = row.berlaku.lower
                if known > TANGGAL:  # only the return of one's own superior after his Plh.
                    assert (type(row), row.alasan) == (HubunganAtasan, "peta")
                    known = self.began_before(row)
                assert known <= TANGGAL
                assert row.tercatat.lower == contoh.jam(known)
                assert row.tercatat.upper is None

    def began_before(self, row: HubunganAtasan) -> date:
        """The Plh. for his people; the one above for the Plh. himself, whose own cases he does not decide."""
        return HubunganAtasan.objects.get(pegawai=row.pegawai, berlaku__endswith=row.berlaku.lower).berlaku.lower

    def test_one_action_tells_of_the_load_and_no_row_is_traced(self, contoh: demo.Demo):
        action = Tindakan.objects.get(aksi=demo.AKSI)
        assert action.rincian == {"pegawai": 300, "benih": 3, "tanggal": "2026-11-21", "hanya": ""}
        assert demo.loaded() == contoh
        assert not JejakAudit.objects.filter(tabel="pegawai_pegawai").exists()

    def test_later_changes_are_traced(self, again: None):
        Pegawai.objects.filter(pengguna__username="pegawai.demo").update(nama="Nama Baru")
        Pengguna.objects.create(username="baru", nama="Baru", instansi=Instansi.objects.first())
        assert set(JejakAudit.objects.values_list("tabel", "aksi")) >= {
            ("pegawai_pegawai", "ubah"),
            ("core_pengguna", "tambah"),
        }

    def test_some_came_from_another_unit(self, contoh: demo.Demo):
        moved = [person.nomor for person in rencana(contoh).orang if person.unit_lama]
        former = KeanggotaanUnit.objects.filter(berlaku__upper_inf=False)
        assert {row.pegawai_id for row in former} == {contoh.id("pegawai", number) for number in moved}
        assert moved


class TestShared:
    def test_hr_finds_files_jobs_and_kept_lists(self, contoh: demo.Demo):
        files = dict(BerkasImpor.objects.values_list("status", "pemilik__username"))
        assert files == dict.fromkeys(("diperiksa", "dipadankan", "dibatalkan"), "adminbkd.demo") | {
            "diterapkan": "adminunit.demo"
        }
        errors = BerkasImpor.objects.get(status="diperiksa").jumlah
        assert errors == {"benar": 3, "salah": 3}
        done = PekerjaanLatar.objects.filter(status="selesai").values_list("pengguna__username", "jenis")
        assert {who for who, kind in done if kind == "lembar.ekspor"} == {"adminbkd.demo", "adminunit.demo"}
        assert not PekerjaanLatar.objects.exclude(status="selesai").exists()
        assert DaftarTersimpan.objects.filter(pemilik__username="adminunit.demo", unit__isnull=False).exists()

    def test_kept_lists_say_what_they_hold(self, contoh: demo.Demo):
        rows = DaftarTersimpan.objects.select_related("pemilik")
        said = {}
        for row in rows:
            page = find_daftar(row.daftar)
            assert page is not None
            said[row.nama] = page.kata(row.pemilik, dict(parse_qsl(row.kueri)), timezone.localdate())
        assert len(said) == 5
        assert all(said.values()), said


class TestFaults:
    def found(self, contoh: demo.Demo) -> dict[Cacat, Callable[[], set[Any]]]:
        """How a page about data quality would find them, from the tables alone (units from the superior's)."""
        below = HubunganAtasan.objects.exclude(pegawai__unit_kini=None).select_related("pegawai", "atasan")
        tops = {contoh.id("pegawai", person.nomor) for person in rencana(contoh).orang if person.atasan is None}
        names = {
            pk: contoh.id("unit", person.unit)
            for person in rencana(contoh).orang
            for pk in [contoh.id("pegawai", person.nomor)]
        }
        needs = {contoh.id("pegawai", p.nomor) for p in rencana(contoh).orang if p.pendidikan not in ("SMP", "SMA")}
        bare = Pegawai.objects.filter(gelar_depan="", gelar_belakang="").values_list("pk", flat=True)
        return {
            Cacat.TANPA_SUREL: lambda: set(Pegawai.objects.filter(pengguna__email="").values_list("pk", flat=True)),
            Cacat.TANPA_ATASAN: lambda: (
                set(Pegawai.objects.filter(atasan_kini=None).values_list("pk", flat=True)) - tops
            ),
            Cacat.TANPA_GELAR: lambda: set(bare) & needs,
            Cacat.UNIT_KELIRU: lambda: {
                row.pegawai_id for row in below if row.pegawai.unit_kini_id != names[row.pegawai_id]
            },
        }

    def test_are_in_the_tables_where_the_loader_says(self, contoh: demo.Demo):
        assert {kind: find() for kind, find in self.found(contoh).items()} == cacat_of(contoh)
        assert sum(map(len, cacat_of(contoh).values())) == 9


class TestAccounts:
    def test_demo_accounts_share_the_password_and_nobody_else_can_log_in(self, contoh: demo.Demo):
        usable = [user.username for user in Pengguna.objects.all() if user.has_usable_password()]
        known = {person.tokoh.akun for person in rencana(contoh).orang if person.tokoh}
        assert sorted(usable) == sorted(known | TANPA_ORANG)
        shared = set(Pengguna.objects.filter(username__in=known).values_list("password", flat=True))
        assert len(shared) == 1
        assert Pengguna.objects.get(username="guru.demo").check_password(SANDI)

    def test_most_have_activated_their_account_and_the_others_wait_for_a_slip(self, contoh: demo.Demo):
        active = Pengguna.objects.filter(diaktifkan_pada__isnull=False)
        assert 0.7 < active.count() / 300 < 0.98
        assert not active.filter(privasi_versi=0).exists()
        assert all(contoh.akun_sejak < user.diaktifkan_pada.date() <= TANGGAL for user in active)
        assert Pengguna.objects.filter(username__endswith=".demo", diaktifkan_pada=None).count() == 0

    def test_everybody_answers_to_nip_and_nrk(self, contoh: demo.Demo):
        for person in Pegawai.objects.select_related("pengguna")[:40]:
            assert find_pengguna(person.nip, TANGGAL) == person.pengguna
            assert find_pengguna(person.nrk, TANGGAL) == person.pengguna
        assert find_pengguna("Pegawai.Demo", TANGGAL) == Pengguna.objects.get(username="pegawai.demo")

    def test_hr_of_the_person_are_demo_accounts(self, contoh: demo.Demo):
        """Whatever a demo account asks of HR, somebody can answer."""
        of_province = ["adminbkd.demo", "adminbkd2.demo"]
        for account, of_unit in (
            ("pegawai.demo", ["adminunit.demo"]),
            ("pegawai2.demo", ["adminunit2.demo"]),
            ("guru.demo", []),
        ):
            person = Pegawai.objects.get(pengguna__username=account)
            assert sorted(user.username for user in selectors.hr_of(person, TANGGAL)) == of_province + of_unit

    def test_other_agency_sees_nobody_of_this_one(self, contoh: demo.Demo):
        other = Pengguna.objects.get(username="adminlain.demo")
        seen = Pegawai.objects.visible_to(other)
        assert [person.nama for person in seen] == ["Darma Saputra"]
        assert akses(other).instansi_id != contoh.id("instansi", 1)


class TestPages:
    @pytest.fixture(autouse=True)
    def _plain(self, settings: Any, again: None) -> None:
        settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("AccountDutiesMiddleware")]

    @pytest.mark.parametrize(
        "account", ["pegawai.demo", "atasan.demo", "guru.demo", "kepsek.demo", "pppk.demo", "adminbkd.demo"]
    )
    def test_start_directory_profile_and_unit_open(self, account: str):
        user = Pengguna.objects.get(username=account)
        person = Pegawai.objects.get(pengguna=user)
        client = login(user)
        pages = {
            reverse("core:beranda"): user.nama,
            reverse("pegawai:pegawai_list"): "Lukman Harahap",
            reverse("pegawai:pegawai_detail", args=[person.pk]): person.nip,
            reverse("core:unit_detail", args=[person.unit_kini_id]): "",
        }
        for path, words in pages.items():
            response = client.get(path, {"q": "Lukman"} if "Lukman" in words else {})
            assert response.status_code == 200, path
            assert words in response.content.decode().replace(" ", "") or words in response.content.decode(), path

    def test_school_has_its_teachers(self, contoh: demo.Demo):
        school = RincianUnit.objects.filter(jenis=JenisUnit.SEKOLAH).order_by("nama").first()
        staff = Pegawai.objects.filter(unit_kini=school.unit)
        assert any("Kepala Sekolah" in person.jabatan_kini for person in staff)
        assert sum("Guru" in person.jabatan_kini for person in staff) >= 5


@pytest.mark.django_db
def test_those_who_check_find_proposals_in_every_state(contoh: demo.Demo):
    """Each opens with its contents, and its duties lie with accounts that may decide it."""
    from pegawai.enums import StatusUsulanData
    from pegawai.models import UsulanPerubahan
    from pegawai.permissions import can_decide_usulan
    from pegawai.services.usulan import contents

    rows = UsulanPerubahan.objects.select_related("pegawai")
    assert {row.status for row in rows} >= {
        StatusUsulanData.DIAJUKAN, StatusUsulanData.DIPERIKSA, StatusUsulanData.DIKEMBALIKAN, StatusUsulanData.DITERUSKAN,
        StatusUsulanData.DITOLAK,
    }  # fmt: skip
    for who in ("adminunit.demo", "adminbkd.demo"):
        account = Pengguna.objects.get(username=who)
        duties = account.daftar_tugas.filter(jenis="pegawai.usulan_perubahan", selesai_pada=None)
        assert duties.count() >= 2, who
        for duty in duties:
            assert can_decide_usulan(account, rows.get(pk=duty.objek_id))
    assert all(contents(row) for row in rows)
