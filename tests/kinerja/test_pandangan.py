"""Views of others: sums only, from three, after the last day; no way back to who said what; never a rating by themselves."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import DrafFormulir, JejakAudit, Tindakan
from kinerja.aturan.pandangan import kelompok_tampil, rerata
from kinerja.enums import NilaiDasar
from kinerja.forms.pandangan import JawabPandanganForm
from kinerja.models import HasilPandangan, PenjawabPandangan, PermintaanPandangan
from kinerja.selectors.pandangan import candidates_for, view_on, views_on
from kinerja.services import evaluasi as ratings
from kinerja.services import pandangan as services
from tests.factories.kinerja import make_achievement, make_evaluasi, make_objection, make_periode, make_skp
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
HARI = timezone.localdate()
TAHUN = HARI.year
BATAS = HARI + timedelta(days=14)


@pytest.fixture
def regu(provinsi):
    """Three colleagues of Siti under the same superior, and two people below her."""
    boss = provinsi.orang["atasan"]
    peers = [make_person(f"Rekan {n}", unit=provinsi.seksi, atasan=boss) for n in range(3)]
    below = [make_person(f"Bawahan {n}", unit=provinsi.seksi, atasan=provinsi.orang["pegawai"]) for n in range(3)]
    return {"rekan": peers, "bawahan": below}


def ask(p, people, who="atasan", **values):
    given = {"orang": [one.pk for one in people], "batas": BATAS} | values
    return services.ask_views(p.orang["pegawai"].pk, TAHUN, by=p.akun[who], **given)


def say(row, person, score=3):
    asked = row.daftar_penjawab.get(penjawab=person)
    services.answer_views(asked.pk, dict.fromkeys(NilaiDasar.values, score), by=person.pengguna)


def later(row):
    """What is told the day after the last one."""
    return view_on(row.pegawai_id, TAHUN, row.batas + timedelta(days=1))


class TestWhatMayBeTold:
    @pytest.mark.parametrize(
        ("rekan", "bawahan", "tampil"),
        [(0, 0, set()), (2, 0, set()), (1, 1, set()), (3, 0, {"gabungan"}), (2, 1, {"gabungan"}), (3, 1, {"gabungan"}),
         (3, 2, {"gabungan"}), (3, 3, {"rekan", "bawahan"})],
    )  # fmt: skip
    def test_groups_apart_only_where_each_has_three(self, rekan, bawahan, tampil):
        assert set(kelompok_tampil({"rekan": rekan, "bawahan": bawahan})) == tampil

    def test_nothing_can_be_worked_out_by_subtraction(self):
        """Whatever is shown together leaves no group of one or two on the other side."""
        for rekan in range(8):
            for bawahan in range(8):
                counts = {"rekan": rekan, "bawahan": bawahan}
                shown = [sum(counts[part] for part in parts) for parts in kelompok_tampil(counts).values()]
                assert all(count >= 3 for count in shown)
                assert sum(shown) in {0, rekan + bawahan}

    def test_one_decimal(self):
        assert rerata(10, 3) == Decimal("3.3")


class TestAsking:
    def test_once_by_the_penilai_with_a_duty_for_each(self, provinsi, regu):
        row = ask(provinsi, regu["rekan"])
        assert row.daftar_penjawab.count() == 3
        with pytest.raises(DomainError, match="hanya sekali"):
            ask(provinsi, regu["rekan"])

    @pytest.mark.parametrize("who", ["pegawai", "rekan", "admin_bkd", "admin_unit", "pimpinan", "atasan_penilai"])
    def test_by_nobody_else(self, provinsi, regu, who):
        with pytest.raises(PermissionDenied):
            ask(provinsi, regu["rekan"], who)

    def test_fewer_than_three_or_strangers(self, provinsi, regu):
        with pytest.raises(DomainError, match="Pilih 3 sampai"):
            ask(provinsi, regu["rekan"][:2])
        with pytest.raises(DomainError, match="bukan rekan"):
            ask(provinsi, [*regu["rekan"], provinsi.orang["orang_dinas_lain"]])
        with pytest.raises(DomainError, match="Beri waktu"):
            ask(provinsi, regu["rekan"], batas=HARI)
        assert not PermintaanPandangan.objects.exists()

    def test_an_objection_between_the_two(self, provinsi, regu):
        plan = make_skp(make_periode(provinsi.instansi, TAHUN), regu["bawahan"][0], status="disetujui")
        make_objection(make_evaluasi(plan, "keberatan", masa=plan.berlaku))
        against = {one.orang.pk: one.sebab for one in candidates_for(provinsi.orang["pegawai"], TAHUN, HARI)}
        assert "keberatan" in against[regu["bawahan"][0].pk]
        with pytest.raises(DomainError, match="tidak dapat diminta"):
            ask(provinsi, [*regu["rekan"], regu["bawahan"][0]])

    def test_not_about_one_another(self, provinsi, regu):
        ask(provinsi, [*regu["rekan"], provinsi.orang["rekan"]])
        against = {one.orang.pk: one.sebab for one in candidates_for(regu["rekan"][0], TAHUN, HARI)}
        assert "saling memberi" in against[provinsi.orang["pegawai"].pk]

    def test_the_same_are_proposed_each_time(self, provinsi, regu):
        def proposed():
            return [one.orang.pk for one in candidates_for(provinsi.orang["pegawai"], TAHUN, HARI) if one.diusulkan]

        assert proposed() == proposed()


class TestAnswering:
    def test_shown_only_from_three_and_after_the_last_day(self, provinsi, regu):
        row = ask(provinsi, regu["rekan"])
        for person in regu["rekan"][:2]:
            say(row, person)
        assert later(row).kelompok == []
        say(row, regu["rekan"][2], 4)
        assert view_on(row.pegawai_id, TAHUN, row.batas).kelompok == []
        (group,) = later(row).kelompok
        assert (group.banyak, group.keseluruhan) == (3, Decimal("3.3"))

    def test_once_by_oneself_and_in_time(self, provinsi, regu):
        row = ask(provinsi, regu["rekan"])
        say(row, regu["rekan"][0])
        with pytest.raises(DomainError, match="sudah menjawab"):
            say(row, regu["rekan"][0])
        other = row.daftar_penjawab.get(penjawab=regu["rekan"][1])
        for who in ("atasan", "pegawai", "admin_bkd"):
            with pytest.raises(PermissionDenied):
                services.answer_views(other.pk, None, by=provinsi.akun[who])
        PermintaanPandangan.objects.update(batas=HARI - timedelta(days=1))
        with pytest.raises(DomainError, match="sudah lewat"):
            say(row, regu["rekan"][1])

    @pytest.mark.parametrize("skor", [{}, {"loyal": 3}, dict.fromkeys(NilaiDasar.values, 9)])
    def test_half_an_answer_counts_nothing(self, provinsi, regu, skor):
        row = ask(provinsi, regu["rekan"])
        asked = row.daftar_penjawab.get(penjawab=regu["rekan"][0])
        with pytest.raises(DomainError, match="setiap pernyataan"):
            services.answer_views(asked.pk, skor, by=regu["rekan"][0].pengguna)
        asked.refresh_from_db()
        assert not asked.selesai
        assert not HasilPandangan.objects.exclude(banyak=0).exists()

    def test_declined_adds_nothing(self, provinsi, regu):
        row = ask(provinsi, regu["rekan"])
        services.answer_views(row.daftar_penjawab.get(penjawab=regu["rekan"][0]).pk, None, by=regu["rekan"][0].pengguna)
        assert not HasilPandangan.objects.exclude(banyak=0).exists()


class TestNobodyIsRecognised:
    def test_no_trace_of_an_answer(self, provinsi, regu):
        """Neither who answered, nor when, nor which sums changed; and no draft of it."""
        row = ask(provinsi, regu["rekan"])
        acts, changes = Tindakan.objects.count(), JejakAudit.objects.count()
        for place, person in enumerate(regu["rekan"], 1):
            say(row, person, place)
        assert (Tindakan.objects.count(), JejakAudit.objects.count()) == (acts, changes)
        told = str(list(Tindakan.objects.filter(aksi="pandangan_diminta").values()))
        assert not any(str(person.pk) in told for person in regu["rekan"])
        assert not JawabPandanganForm.draf
        assert not DrafFormulir.objects.exists()

    def test_tables_hold_no_moment_and_no_answer(self):
        for model in (PenjawabPandangan, HasilPandangan):
            kinds = {field.get_internal_type() for field in model._meta.fields}
            assert not kinds & {"DateTimeField", "DateField", "TimeField"}
        assert {field.name for field in HasilPandangan._meta.fields} == {
            "id",
            "permintaan",
            "hubungan",
            "banyak",
            "jumlah",
        }

    def test_the_order_of_answers_changes_nothing(self, provinsi, regu):
        row = ask(provinsi, regu["rekan"])
        for person, score in zip(reversed(regu["rekan"]), (1, 2, 4), strict=True):
            say(row, person, score)
        group = HasilPandangan.objects.get(permintaan=row, hubungan="rekan")
        assert (group.banyak, set(group.jumlah.values())) == (3, {7})

    def test_sums_are_written_by_nobody_else(self, provinsi, regu):
        row = ask(provinsi, regu["rekan"])
        say(row, regu["rekan"][0])
        for change in (
            lambda: HasilPandangan.objects.filter(permintaan=row).update(jumlah={"loyal": 9}),
            lambda: PenjawabPandangan.objects.filter(selesai=True).update(selesai=False),
            lambda: PenjawabPandangan.objects.create(permintaan=row, penjawab=row.pegawai, hubungan="rekan"),
            row.delete,
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()

    def test_the_page_of_the_penilai_says_nothing_before(self, provinsi, regu):
        row = ask(provinsi, regu["rekan"])
        say(row, regu["rekan"][0])
        address = reverse("kinerja:pandangan_minta", args=[row.pegawai_id, TAHUN])
        page = provinsi.client("atasan").get(address).content.decode()
        assert "masih dapat menjawab" in page
        assert "Rekan 0" not in page


def test_beside_the_rating_and_never_in_it(provinsi, regu):
    """The person reads it with the result; the suggestion and the ratings do not know of it."""
    plan = make_skp(make_periode(provinsi.instansi, TAHUN - 1), provinsi.orang["pegawai"], status="disetujui")
    row = make_evaluasi(plan, "dikirim", jenis="tahunan", nomor=0, masa=plan.berlaku)
    asked = services.ask_views(
        row.pegawai_id, TAHUN - 1, orang=[one.pk for one in regu["rekan"]], batas=BATAS, by=provinsi.akun["atasan"]
    )
    for person in regu["rekan"]:
        say(asked, person, 1)
    make_achievement(plan.periode, provinsi.dinas, provinsi.akun["admin_bkd"], jenis="tahunan", nomor=0)
    PermintaanPandangan.objects.update(batas=HARI - timedelta(days=1))
    boss, own = provinsi.client("atasan"), provinsi.client("pegawai")
    assert "Rekan dan bawahan, 3 orang" in boss.get(reverse("kinerja:evaluasi_rate", args=[row.pk])).content.decode()
    assert "Rekan dan bawahan, 3" not in own.get(reverse("kinerja:evaluasi_detail", args=[row.pk])).content.decode()
    words = ratings.Penilaian("sesuai_ekspektasi", "di_atas_ekspektasi", {}, {}, "", "x")
    assert ratings.rate(row.pk, words, by=provinsi.akun["atasan"]).perilaku_kerja == "di_atas_ekspektasi"
    ratings.hand_over(row.pk, by=provinsi.akun["atasan"])
    assert "Rekan dan bawahan, 3 orang" in own.get(reverse("kinerja:evaluasi_detail", args=[row.pk])).content.decode()


def test_many_people_in_two_questions(provinsi, regu, django_assert_num_queries):
    row = ask(provinsi, regu["rekan"])
    people = [row.pegawai_id, *(one.pk for one in regu["rekan"])]
    with django_assert_num_queries(2):
        found = views_on(people, TAHUN, date(TAHUN + 1, 12, 31))
    assert set(found) == {row.pegawai_id}
