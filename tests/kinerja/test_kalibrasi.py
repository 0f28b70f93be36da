"""Calibration: proposals with reasons before the handing over, answered by the penilai with his; HR never writes a rating."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, Tugas
from kinerja.models import UsulKalibrasi
from kinerja.selectors.kalibrasi import people_in, rated_in, sessions_of, with_proposals
from kinerja.services import evaluasi as ratings
from kinerja.services import kalibrasi as services
from pegawai.models import Pegawai
from tests.factories.kinerja import make_achievement, make_evaluasi, make_periode, make_skp
from tests.factories.kinerja_tim import make_calibration
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
LALU = timezone.localdate().year - 1
ATAS, SESUAI, BAWAH = "di_atas_ekspektasi", "sesuai_ekspektasi", "di_bawah_ekspektasi"


@pytest.fixture
def row(provinsi):
    skp = make_skp(make_periode(provinsi.instansi, LALU), provinsi.orang["pegawai"], status="disetujui")
    make_achievement(skp.periode, provinsi.dinas, provinsi.akun["admin_bkd"])
    return make_evaluasi(skp, "dinilai")


@pytest.fixture
def sesi(provinsi, row):
    given = {"jenis": "triwulan", "nomor": 1, "peserta": "Perencanaan", "by": provinsi.akun["admin_unit"]}
    return services.open_session(row.periode, provinsi.dinas, **given)


def propose(p, sesi, row, who="admin_unit", hasil=BAWAH, perilaku=SESUAI, alasan="Target belum tercapai"):
    return services.propose(sesi.pk, row.pk, hasil=hasil, perilaku=perilaku, alasan=alasan, by=p.akun[who])


def answer(p, usul, who="atasan", *, terima=True, alasan="Setuju"):
    return services.answer(usul.pk, terima=terima, alasan=alasan, by=p.akun[who])


class TestWho:
    @pytest.mark.parametrize("who", ["admin_unit", "admin_bkd", "pimpinan"])
    def test_sits_and_sees(self, provinsi, row, who):
        given = {"jenis": "triwulan", "nomor": 1, "peserta": "x", "by": provinsi.akun[who]}
        sesi = services.open_session(row.periode, provinsi.dinas, **given)
        assert [one.pk for one in people_in(provinsi.akun[who], sesi)] == [row.pk]
        assert [one.pk for one in sessions_of(provinsi.akun[who])] == [sesi.pk]

    @pytest.mark.parametrize("who", ["pegawai", "atasan", "atasan_penilai", "auditor", "admin_unit_lain", "rekan"])
    def test_does_not(self, provinsi, row, sesi, who):
        with pytest.raises(PermissionDenied):
            services.open_session(
                row.periode, provinsi.dinas, jenis="triwulan", nomor=2, peserta="x", by=provinsi.akun[who]
            )
        with pytest.raises(PermissionDenied):
            propose(provinsi, sesi, row, who)
        assert provinsi.client(who).get(reverse("kinerja:kalibrasi", args=[sesi.pk])).status_code in {403, 404}

    def test_one_session_at_a_time(self, provinsi, row, sesi):
        with pytest.raises(DomainError, match="sedang berjalan"):
            services.open_session(
                row.periode, provinsi.dinas, jenis="triwulan", nomor=1, peserta="x", by=provinsi.akun["admin_bkd"]
            )

    def test_never_about_oneself(self, provinsi, row, sesi):
        """HR of the unit who is rated there as well finds the own row nowhere."""
        own = make_person("Pengelola", unit=provinsi.seksi, atasan=provinsi.orang["atasan"])
        Pegawai.objects.filter(pk=own.pk).update(pengguna=provinsi.akun["admin_unit"])
        hr = Pengguna.objects.get(pk=provinsi.akun["admin_unit"].pk)
        rated = make_evaluasi(make_skp(row.periode, own, status="disetujui"), "dinilai")
        assert rated in rated_in(provinsi.akun["admin_bkd"], sesi)
        assert rated not in rated_in(hr, sesi)
        with pytest.raises(PermissionDenied):
            services.propose(sesi.pk, rated.pk, hasil=BAWAH, perilaku=SESUAI, alasan="x", by=hr)


class TestProposing:
    def test_asks_the_penilai_and_changes_nothing(self, provinsi, row, sesi):
        propose(provinsi, sesi, row)
        row.refresh_from_db()
        assert (row.hasil_kerja, row.predikat) == (SESUAI, "baik")
        assert Tugas.objects.get(jenis="kinerja.kalibrasi").untuk == provinsi.akun["atasan"]

    @pytest.mark.parametrize(
        ("values", "words"), [({"alasan": ""}, "Tulis alasannya"), ({"hasil": SESUAI}, "sama dengan penilaian")]
    )
    def test_without_a_reason_or_a_difference(self, provinsi, row, sesi, values, words):
        with pytest.raises(DomainError, match=words):
            propose(provinsi, sesi, row, **values)

    def test_once_more_replaces_what_is_not_answered(self, provinsi, row, sesi):
        propose(provinsi, sesi, row)
        propose(provinsi, sesi, row, hasil=ATAS)
        assert UsulKalibrasi.objects.get().usul_hasil == ATAS


class TestAnswering:
    def test_accepted_it_is_a_rating_of_the_penilai(self, provinsi, row, sesi):
        answer(provinsi, propose(provinsi, sesi, row))
        row.refresh_from_db()
        assert (row.hasil_kerja, row.predikat, row.dinilai_oleh) == (BAWAH, "butuh_perbaikan", provinsi.akun["atasan"])
        assert row.status == "dinilai"
        assert not Tugas.objects.filter(jenis="kinerja.kalibrasi", selesai_pada=None).exists()

    def test_declined_with_a_reason_nothing_changes(self, provinsi, row, sesi):
        usul = propose(provinsi, sesi, row)
        with pytest.raises(DomainError, match="Tulis alasan Anda"):
            answer(provinsi, usul, terima=False, alasan="")
        answer(provinsi, usul, terima=False, alasan="Buktinya lengkap")
        row.refresh_from_db()
        assert row.predikat == "baik"
        with pytest.raises(DomainError, match="sudah menjawab"):
            propose(provinsi, sesi, row)

    @pytest.mark.parametrize("who", ["admin_unit", "admin_bkd", "pimpinan", "pegawai", "atasan_penilai"])
    def test_by_nobody_else(self, provinsi, row, sesi, who):
        usul = propose(provinsi, sesi, row)
        with pytest.raises(PermissionDenied):
            answer(provinsi, usul, who)

    def test_hr_writes_no_rating_by_any_door(self, provinsi, row, sesi):
        for who in ("admin_unit", "admin_bkd", "pimpinan"):
            words = ratings.Penilaian(ATAS, ATAS, {}, {}, "", "x")
            with pytest.raises(PermissionDenied):
                ratings.rate(row.pk, words, by=provinsi.akun[who])
            with pytest.raises(PermissionDenied):
                ratings.reopen(row.pk, by=provinsi.akun[who])


class TestFrozen:
    def test_not_handed_over_before_the_answer_and_nothing_afterwards(self, provinsi, row, sesi):
        usul = propose(provinsi, sesi, row)
        with pytest.raises(DomainError, match="belum Anda jawab"):
            ratings.hand_over(row.pk, by=provinsi.akun["atasan"])
        answer(provinsi, usul, terima=False, alasan="Tetap")
        ratings.hand_over(row.pk, by=provinsi.akun["atasan"])
        with pytest.raises(PermissionDenied):
            propose(provinsi, sesi, row)
        for change in (
            lambda: UsulKalibrasi.objects.filter(pk=usul.pk).update(alasan="lain"),
            lambda: UsulKalibrasi.objects.create(
                sesi=make_calibration(row.periode, row.unit, nomor=3), evaluasi=row, semula_hasil=SESUAI,
                semula_perilaku=SESUAI, usul_hasil=ATAS, usul_perilaku=SESUAI, alasan="x",
                oleh=provinsi.akun["admin_unit"], pada=timezone.now(),
            ),
        ):  # fmt: skip
            with pytest.raises(DatabaseError), transaction.atomic():
                change()

    def test_closing_lets_unanswered_ones_lapse(self, provinsi, row, sesi):
        usul = propose(provinsi, sesi, row)
        services.close_session(sesi.pk, by=provinsi.akun["admin_unit"])
        with pytest.raises(DomainError, match="sesinya ditutup"):
            answer(provinsi, usul)
        assert ratings.hand_over(row.pk, by=provinsi.akun["atasan"]).ke == "disampaikan"
        with pytest.raises(DomainError, match="sudah ditutup"):
            services.close_session(sesi.pk, by=provinsi.akun["admin_unit"])

    def test_the_proposer_does_not_answer_himself_in_the_table_either(self, provinsi, row, sesi):
        usul = propose(provinsi, sesi, row)
        for who in ("admin_unit", "pegawai"):
            own = {
                "jawaban": "terima",
                "alasan_jawaban": "x",
                "dijawab_pada": timezone.now(),
                "dijawab_oleh": provinsi.akun[who],
            }
            with pytest.raises(DatabaseError), transaction.atomic():
                UsulKalibrasi.objects.filter(pk=usul.pk).update(**own)


def test_the_page_of_a_session_asks_as_often_for_many(provinsi, row, sesi, django_assert_num_queries):
    for number in range(3):
        person = make_person(f"Orang {number}", unit=provinsi.seksi, atasan=provinsi.orang["atasan"])
        make_evaluasi(make_skp(row.periode, person, status="disetujui"), "dinilai")
    boss = provinsi.akun["admin_bkd"]
    assert len(people_in(boss, sesi)) == 4
    with django_assert_num_queries(3):
        assert len(with_proposals(sesi, list(people_in(boss, sesi)))) == 4


def test_people_of_a_session_and_sessions_are_paged(provinsi, row, sesi, monkeypatch):
    monkeypatch.setattr("kinerja.views.kalibrasi.PER_PAGE", 1)
    other = make_person("Orang lain", unit=provinsi.seksi, atasan=provinsi.orang["atasan"])
    second = make_evaluasi(make_skp(row.periode, other, status="disetujui"), "dinilai")
    client, address = provinsi.client("admin_bkd"), reverse("kinerja:kalibrasi", args=[sesi.pk])
    pages = [client.get(address, {"hal": number}).context["daftar"] for number in (1, 2)]
    assert {one.evaluasi.pk for page in pages for one in page} == {row.pk, second.pk}
    assert client.get(reverse("kinerja:kalibrasi_list")).context["halaman"].paginator.count == 1
