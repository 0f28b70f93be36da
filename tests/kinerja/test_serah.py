"""The penilai changes in mid-period: the former one rates his stretch for some days, the new one the rest."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import Notifikasi, Pengguna, Tugas
from jabatan.services.kotak import move_duties
from kinerja.kunci_tugas import TUGAS_EVALUASI, TUGAS_SERAH_NILAI
from kinerja.models import Evaluasi, Progres
from kinerja.selectors.evaluasi import span_of, stages_for
from kinerja.selectors.masa_serah import handed_span
from kinerja.selectors.serah import board_of
from kinerja.services import evaluasi as ratings
from kinerja.services import serah as services
from kinerja.services.evaluasi import Penilaian
from pegawai.enums import AlasanAtasan
from pegawai.models import HubunganAtasan, Pegawai
from pegawai.services.penempatan import place_atasan, set_atasan
from tests.factories.kinerja import make_achievement, make_periode, make_progress, make_skp
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def _last_day():
    """A few days ago, inside a quarter and not at its end."""
    day = TODAY - timedelta(days=6)
    return day if (day + timedelta(days=1)).day != 1 else day - timedelta(days=1)


AKHIR = _last_day()
TAHUN, KUARTAL = AKHIR.year, (AKHIR.month + 2) // 3
SESUAI = Penilaian("sesuai_ekspektasi", "sesuai_ekspektasi", {}, {}, "", "x")


@pytest.fixture
def skp(provinsi):
    row = make_skp(make_periode(provinsi.instansi, TAHUN), provinsi.orang["pegawai"], status="disetujui")
    make_achievement(row.periode, provinsi.seksi, provinsi.akun["admin_bkd"], nomor=1)
    return row


@pytest.fixture
def baru(provinsi):
    """The new superior, since the day after AKHIR."""
    return make_person("Penilai Baru", unit=provinsi.seksi, atasan=provinsi.orang["atasan_penilai"])


@pytest.fixture
def ganti(provinsi, skp, baru):
    set_atasan(
        provinsi.orang["pegawai"].pk, atasan=baru, mulai=AKHIR + timedelta(days=1), sampai=None, dasar="x",
        by=provinsi.akun["admin_bkd"],
    )  # fmt: skip
    return HubunganAtasan.objects.kini().get(pegawai=provinsi.orang["pegawai"], atasan=provinsi.orang["atasan"])


def begun(p, skp, who="atasan"):
    return ratings.start_evaluasi(skp.pk, "triwulan", KUARTAL, by=p.akun[who])


def duty(ganti):
    return Tugas.objects.filter(jenis=TUGAS_SERAH_NILAI, objek_id=ganti.pk, selesai_pada=None)


class TestAsking:
    def test_the_former_penilai_is_asked_once_when_it_changes(self, provinsi, ganti):
        assert [row.untuk for row in duty(ganti)] == [provinsi.akun["atasan"]]
        assert services.ask_former() == 0
        assert duty(ganti).count() == 1

    def test_not_where_there_is_no_plan(self, provinsi, baru):
        other = provinsi.orang["rekan"]
        set_atasan(other.pk, atasan=baru, mulai=TODAY, sampai=None, dasar="x", by=provinsi.akun["admin_bkd"])
        assert not Tugas.objects.filter(jenis=TUGAS_SERAH_NILAI).exists()

    def test_the_acting_one_leads_for_somebody_else(self, provinsi, skp, baru):
        ended = TODAY - timedelta(days=2)
        place_atasan(skp.pegawai, atasan=baru, mulai=AKHIR, sampai=ended, alasan=AlasanAtasan.PLH, dasar="x")
        for boss in (baru, provinsi.orang["atasan"]):
            assert handed_span(boss.pk, skp.pegawai_id, TODAY) is None

    def test_days_that_are_over_close_it(self, provinsi, skp, ganti):
        Tugas.objects.filter(jenis=TUGAS_SERAH_NILAI).update(batas=timezone.now() - timedelta(hours=1))
        assert services.close_past() == 1
        assert handed_span(provinsi.orang["atasan"].pk, skp.pegawai_id, AKHIR + timedelta(days=60)) is None

    def test_who_came_back_is_no_former_one(self, provinsi, skp, ganti):
        boss = provinsi.orang["atasan"]
        set_atasan(skp.pegawai_id, atasan=boss, mulai=TODAY, sampai=None, dasar="x", by=provinsi.akun["admin_bkd"])
        assert handed_span(boss.pk, skp.pegawai_id, TODAY) is None


class TestClosedAccount:
    """Retired, moved or dead: nobody can be asked, so the one who leads today rates the whole and is told once."""

    def told(self, baru):
        return Notifikasi.objects.filter(untuk=baru.pengguna, judul__contains="Masa lama")

    def give_account(self, p, baru):
        baru.pengguna = p.akun["atasan_penilai"]
        Pegawai.objects.filter(pengguna=baru.pengguna).update(pengguna=None)
        baru.save(update_fields=["pengguna"])

    def close(self, p):
        Pengguna.objects.filter(pk=p.akun["atasan"].pk).update(is_active=False)

    def test_the_new_one_is_told_once_when_it_changes(self, provinsi, skp, baru):
        self.give_account(provinsi, baru)
        self.close(provinsi)
        set_atasan(
            skp.pegawai_id, atasan=baru, mulai=AKHIR + timedelta(days=1), sampai=None, dasar="x",
            by=provinsi.akun["admin_bkd"],
        )  # fmt: skip
        assert self.told(baru).count() == 1
        assert services.tell_successors() == 0
        assert not Tugas.objects.filter(jenis=TUGAS_SERAH_NILAI, selesai_pada=None).exists()

    def test_a_duty_of_an_account_closed_later_goes_and_the_new_one_is_told(self, provinsi, skp, baru, ganti):
        assert duty(ganti).exists()
        self.give_account(provinsi, baru)
        self.close(provinsi)
        assert services.tell_successors() == 1
        assert not duty(ganti).exists()
        assert services.tell_successors() == 0
        assert self.told(baru).count() == 1

    def test_a_new_one_without_account_is_told_when_he_has_one(self, provinsi, skp, baru, ganti):
        self.close(provinsi)
        Pegawai.objects.filter(pk=baru.pk).update(pengguna=None)
        assert services.tell_successors() == 0
        assert not duty(ganti).exists()
        self.give_account(provinsi, baru)
        assert services.tell_successors() == 1
        assert self.told(baru).count() == 1

    def test_he_who_can_sign_in_is_no_case_for_it(self, provinsi, skp, ganti):
        assert services.tell_successors() == 0
        assert duty(ganti).exists()


class TestRating:
    def test_his_stretch_by_the_former_and_the_rest_by_the_new(self, provinsi, skp, ganti, baru):
        row = begun(provinsi, skp)
        assert (row.sampai, row.penilai) == (AKHIR, provinsi.orang["atasan"])
        ratings.rate(row.pk, SESUAI, by=provinsi.akun["atasan"])
        ratings.hand_over(row.pk, by=provinsi.akun["atasan"])
        assert not duty(ganti).exists()
        assert [one.evaluasi for one in stages_for(provinsi.akun["pegawai"], skp, TODAY)].count(None) >= 1
        Evaluasi.objects.create(
            pegawai=row.pegawai, tahun=TAHUN, jenis="triwulan", nomor=KUARTAL, periode=skp.periode, skp=skp, unit=skp.unit,
            masa=(AKHIR + timedelta(days=1), span_of(TAHUN, "triwulan", KUARTAL)[1] + timedelta(days=1)), penilai=baru,
        )  # fmt: skip
        parts = [one for one in stages_for(provinsi.akun["pegawai"], skp, TODAY) if one.nomor == KUARTAL]
        assert [one.evaluasi.mulai for one in parts] == [row.mulai, AKHIR + timedelta(days=1)]

    def test_what_is_told_while_his_days_last_goes_to_him(self, provinsi, skp, ganti):
        row = begun(provinsi, skp)
        ratings.save_self(
            row.pk, penilaian_diri="x", realisasi={skp.daftar_rhk.first().garis: "y"}, by=provinsi.akun["pegawai"]
        )
        ratings.submit_self(row.pk, by=provinsi.akun["pegawai"])
        assert Tugas.objects.get(jenis=TUGAS_EVALUASI, objek_id=row.pk).untuk == provinsi.akun["atasan"]
        assert move_duties([skp.pegawai_id]) == 0  # and stays with him

    def test_the_whole_quarter_is_not_his(self, provinsi, skp, ganti, baru):
        row = Evaluasi.objects.create(
            pegawai=skp.pegawai, tahun=TAHUN, jenis="triwulan", nomor=KUARTAL, periode=skp.periode, skp=skp, unit=skp.unit,
            masa=(AKHIR, span_of(TAHUN, "triwulan", KUARTAL)[1] + timedelta(days=1)), penilai=baru, status="dikirim",
        )  # fmt: skip
        with pytest.raises(PermissionDenied):
            ratings.rate(row.pk, SESUAI, by=provinsi.akun["atasan"])
        assert not Evaluasi.objects.visible_to(provinsi.akun["atasan"]).filter(pk=row.pk).exists()

    def test_the_year_of_a_plan_that_goes_on_is_the_new_ones(self, provinsi, skp, ganti):
        with pytest.raises(PermissionDenied):
            ratings.start_evaluasi(skp.pk, "tahunan", 0, by=provinsi.akun["atasan"])

    @pytest.mark.parametrize("who", ["rekan", "atasan_penilai", "admin_unit", "admin_bkd", "pimpinan", "auditor"])
    def test_nobody_else_begins_it(self, provinsi, skp, ganti, who):
        with pytest.raises(PermissionDenied):
            begun(provinsi, skp, who)

    def test_he_reads_the_proofs_of_his_days_only(self, provinsi, skp, ganti):
        before, line = make_progress(skp, AKHIR), skp.daftar_rhk.first()
        after = Progres.objects.create(pegawai=skp.pegawai, rhk=line, tanggal=AKHIR + timedelta(days=1), teks="x")
        mine = Progres.objects.visible_to(provinsi.akun["atasan"])
        assert not mine.filter(pk__in=[before.pk, after.pk]).exists()
        begun(provinsi, skp)
        assert set(mine.filter(pk__in=[before.pk, after.pk])) == {before}


class TestPassingOn:
    def test_without_a_rating_the_new_one_goes_on(self, provinsi, skp, ganti):
        services.pass_on(ganti.pk, by=provinsi.akun["atasan"])
        assert not duty(ganti).exists()

    def test_not_with_a_rating_that_nobody_was_told(self, provinsi, skp, ganti):
        row = begun(provinsi, skp)
        ratings.rate(row.pk, SESUAI, by=provinsi.akun["atasan"])
        with pytest.raises(DomainError, match="belum disampaikan"):
            services.pass_on(ganti.pk, by=provinsi.akun["atasan"])

    def test_nobody_else_passes_it_on(self, provinsi, skp, ganti):
        for who in ("pegawai", "rekan", "admin_bkd"):
            with pytest.raises(DomainError, match="bukan milik Anda"):
                services.pass_on(ganti.pk, by=provinsi.akun[who])


def test_the_page_leads_to_the_rating(provinsi, skp, ganti, django_assert_max_num_queries):
    client = provinsi.client("atasan")
    page = client.get(reverse("kinerja:serah_list")).content.decode()
    assert skp.pegawai.nama in page
    door = client.post(reverse("kinerja:serah_start", args=[skp.pk, "triwulan", KUARTAL]))
    assert client.get(door.url).status_code == 200
    assert client.get(reverse("kinerja:tim")).status_code == 200
    with django_assert_max_num_queries(6):
        assert board_of(provinsi.orang["atasan"].pk, TODAY)


def test_many_people_cost_the_same_queries(provinsi, skp, baru, ganti, django_assert_max_num_queries):
    for number in range(4):
        person = make_person(f"Orang {number}", unit=provinsi.seksi, atasan=provinsi.orang["atasan"])
        make_skp(skp.periode, person, status="disetujui", rhk=1)
        set_atasan(
            person.pk,
            atasan=baru,
            mulai=AKHIR + timedelta(days=1),
            sampai=None,
            dasar="x",
            by=provinsi.akun["admin_bkd"],
        )
    Tugas.objects.filter(jenis=TUGAS_SERAH_NILAI).delete()
    with django_assert_max_num_queries(9):
        assert services.ask_former() == 5


def test_the_rest_is_begun_from_the_own_page(provinsi, skp, ganti):
    row = begun(provinsi, skp)
    ratings.rate(row.pk, SESUAI, by=provinsi.akun["atasan"])
    ratings.hand_over(row.pk, by=provinsi.akun["atasan"])
    client = provinsi.client("pegawai")
    titik = [
        one for one in client.get(reverse("kinerja:saya"), {"tahun": TAHUN}).context["tahun"].titik if one.evaluasi
    ]
    assert [one.evaluasi.pk for one in titik] == [row.pk]


def test_only_the_stretch_of_his_last_day_is_offered(provinsi, skp, ganti):
    """Neither quarters before it that nobody began, nor those of former years."""
    make_skp(make_periode(provinsi.instansi, TAHUN - 1), provinsi.orang["pegawai"], status="disetujui", rhk=1)
    (row,) = board_of(provinsi.orang["atasan"].pk, TODAY)
    assert [(one.skp.tahun, one.jenis.value, one.nomor) for one in row.tahap] == [(TAHUN, "triwulan", KUARTAL)]
