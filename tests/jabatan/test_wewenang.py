"""What a Plt. or Plh. decides: his inbox, what goes one level up, and his own case."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from asn_portal.core import jenis_tugas
from asn_portal.core import selectors as core_selectors
from asn_portal.core.jenis_tugas import IkutAtasan, JenisTugas
from asn_portal.core.models import Pengguna, Tugas
from asn_portal.core.services.tugas import assign_tugas
from jabatan import selectors
from jabatan.enums import JenisPenempatan
from jabatan.models import Penempatan
from jabatan.services import penempatan
from jabatan.services.kotak import move_duties
from jabatan.wewenang import deciders_of
from pegawai.services.penempatan import set_atasan
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
BOLEH, TIDAK = "uji.boleh", "uji.tidak"


@pytest.fixture
def perkara(monkeypatch, provinsi, peta):
    """Cases of two kinds: one that an acting official decides, one that he does not."""
    about: dict = {}
    kinds = {
        kunci: JenisTugas(
            kunci,
            kunci,
            "Selesai.",
            ikut_atasan=IkutAtasan(act, lambda ids: {pk: about[pk] for pk in ids if pk in about}),
        )
        for kunci, act in ((BOLEH, "cuti"), (TIDAK, "memindahkan"))
    }
    monkeypatch.setattr(jenis_tugas, "_register", {**jenis_tugas._register, **kinds})

    def build(kunci: str, who: str, holder: str = "atasan"):
        case = uuid4()
        about[case] = provinsi.orang[who].pk
        assign_tugas([provinsi.akun[holder]], jenis=kunci, objek_id=case, judul="Perkara", alasan="x", url="/akun/")
        return case

    return build


@pytest.fixture
def pelaksana(provinsi, peta):
    """Budi, an account in the team, becomes Plh. of the seksi while its head is on leave."""
    provinsi.akun["rekan"].is_active = True

    def act(mulai=TODAY, sampai=TODAY + 4 * DAY):
        return penempatan.place_pegawai(
            peta.kasi.pk, pegawai=provinsi.orang["rekan"], mulai=mulai, sampai=sampai, jenis=JenisPenempatan.PLH,
            keputusan=penempatan.Keputusan(dasar="Cuti"), by=provinsi.akun["admin_unit"],
        )  # fmt: skip

    return act


def holder(case) -> str:
    return Tugas.objects.get(objek_id=case, selesai_pada=None).untuk.nama


def inbox(provinsi, who):
    return {tugas.objek_id for tugas in core_selectors.waiting_tugas(provinsi.akun[who])}


def test_inbox_follows_within_the_powers(provinsi, peta, perkara, pelaksana):
    may, may_not = perkara(BOLEH, "pegawai"), perkara(TIDAK, "pegawai")
    pelaksana()
    assert inbox(provinsi, "rekan") == {may}
    assert inbox(provinsi, "atasan") == set()
    assert inbox(provinsi, "atasan_penilai") == {may_not}
    assert "Plh. Kepala Seksi" in Tugas.objects.get(objek_id=may).alasan
    assert "naik satu tingkat" in Tugas.objects.get(objek_id=may_not).alasan


def test_own_case_goes_one_level_up(provinsi, peta, perkara, pelaksana):
    case = perkara(BOLEH, "rekan")
    pelaksana()
    assert inbox(provinsi, "atasan_penilai") == {case}
    assert inbox(provinsi, "rekan") == set()
    found = selectors.explain_atasan(provinsi.orang["rekan"], TODAY)
    assert "perkara Anda naik satu tingkat" in found.langkah[0].kalimat
    assert (found.atasan, found.berbeda) == ("Kepala Dinas Satu", False)


def test_everything_comes_back_when_he_returns(provinsi, peta, perkara, pelaksana):
    case = perkara(BOLEH, "pegawai")
    pelaksana(sampai=TODAY)
    assert inbox(provinsi, "rekan") == {case}
    assert move_duties(hari=TODAY + DAY) == 1
    assert inbox(provinsi, "atasan") == {case}
    assert move_duties(hari=TODAY + DAY) == 0


def test_future_plh_takes_nothing_before_his_day(provinsi, peta, perkara, pelaksana):
    case = perkara(BOLEH, "pegawai")
    pelaksana(mulai=TODAY + DAY)
    assert inbox(provinsi, "atasan") == {case}
    move_duties(hari=TODAY + DAY)
    assert inbox(provinsi, "rekan") == {case}


def test_vacancy_and_override_move_duties_at_once(provinsi, peta, perkara):
    case = perkara(BOLEH, "pegawai")
    row = Penempatan.objects.get(jabatan=peta.kasi)
    penempatan.end_penempatan(row.pk, sampai=TODAY - DAY, alasan="Pensiun", by=provinsi.akun["admin_bkd"])
    assert inbox(provinsi, "atasan_penilai") == {case}
    set_atasan(
        provinsi.orang["pegawai"].pk, atasan=provinsi.orang["orang_dinas_lain"], mulai=TODAY, sampai=None, dasar="Proyek",
        by=provinsi.akun["admin_bkd"],
    )  # fmt: skip
    assert inbox(provinsi, "orang_dinas_lain") == {case}


def test_what_the_person_himself_has_to_do_stays(provinsi, peta, perkara, pelaksana):
    case = perkara(BOLEH, "pegawai", holder="pegawai")
    pelaksana()
    assert inbox(provinsi, "pegawai") == {case}


def test_nobody_without_an_account_gets_a_duty(provinsi, peta, perkara):
    case = perkara(BOLEH, "pegawai")
    nobody = make_person("Tanpa Akun", unit=provinsi.seksi)
    Pengguna.objects.filter(pk=nobody.pengguna_id).update(is_active=False)
    set_atasan(
        provinsi.orang["pegawai"].pk, atasan=nobody, mulai=TODAY, sampai=None, dasar="x", by=provinsi.akun["admin_bkd"]
    )
    assert inbox(provinsi, "atasan") == {case}


def test_who_decides_is_whose_inbox_has_it(provinsi, peta, pelaksana):
    pelaksana()
    person = provinsi.orang["pegawai"].pk

    def decides(who: str, act: str) -> bool:
        return deciders_of([person], act, TODAY)[person].atasan_id == provinsi.orang[who].pk

    assert [decides(who, "cuti") for who in ("rekan", "atasan", "atasan_penilai")] == [True, False, False]
    assert [decides(who, "memindahkan") for who in ("rekan", "atasan", "atasan_penilai")] == [False, False, True]
    own = provinsi.orang["rekan"].pk
    assert deciders_of([own], "cuti", TODAY)[own].atasan_id != own


def test_superior_asks_for_as_many_queries_for_many(provinsi, peta, pelaksana, django_assert_num_queries):
    pelaksana()
    people = [person.pk for person in provinsi.orang.values()]
    with django_assert_num_queries(1):
        deciders_of(people, "cuti", TODAY)
    with django_assert_num_queries(2):
        deciders_of(people, "memindahkan", TODAY)
