"""What training cost, whom it reached, and performance before and after it: sums, and no group that points at a person."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from merit.selectors.hasil_pelatihan import compare, programmes
from pelatihan.models import AngkatanPelatihan, ProgramPelatihan
from pelatihan.selectors.dasbor import by_unit, reach_of
from tests.factories.merit import rate
from tests.factories.pegawai import make_person
from tests.factories.pelatihan import make_batch, make_participation, make_program

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
# The training was in the middle of the year between the two that are compared.
TAHUN = TODAY.year - 2


def people(unit, n, before, after, kata):
    """Rated by the year before and the year after."""
    found = [make_person(f"{kata} {number}", unit=unit, with_account=False) for number in range(n)]
    for person in found:
        rate(person, before, TAHUN - 1)
        rate(person, after, TAHUN + 1)
    return found


@pytest.fixture
def program(provinsi) -> ProgramPelatihan:
    return make_program(provinsi.instansi, biaya=Decimal(1_000_000))


@pytest.fixture
def batch(program) -> AngkatanPelatihan:
    return make_batch(program, mulai=date(TAHUN, 6, 1), hari=1, status="selesai", tahun=TAHUN, kuota=50)


def passed(batch, rows):
    for person in rows:
        make_participation(batch, person, status="lulus")


class TestPerformance:
    def test_the_change_of_participants_beside_that_of_people_like_them(self, provinsi, program, batch):
        passed(batch, people(provinsi.dinas, 6, "baik", "sangat_baik", "Peserta"))
        people(provinsi.dinas, 8, "baik", "baik", "Lain")
        # Neither of another predicate, nor of another perangkat daerah.
        people(provinsi.dinas, 5, "kurang", "sangat_baik", "Jauh")
        people(provinsi.dinas_lain, 5, "baik", "sangat_baik", "Seberang")
        found = compare(program, reach_of(provinsi.akun["pengelola_pelatihan"], TODAY))
        assert (found.lulus, found.peserta.orang, found.pembanding.orang) == (6, 6, 8)
        assert (found.peserta.beda, found.pembanding.beda, found.selisih) == (1, 0, 1)

    def test_others_weigh_as_those_they_stand_beside(self, provinsi, program, batch):
        passed(batch, people(provinsi.dinas, 4, "baik", "baik", "A"))
        passed(batch, people(provinsi.dinas, 1, "kurang", "baik", "B"))
        people(provinsi.dinas, 2, "baik", "baik", "C")
        people(provinsi.dinas, 20, "kurang", "butuh_perbaikan", "D")
        found = compare(program, reach_of(provinsi.akun["pengelola_pelatihan"], TODAY))
        assert found.peserta.beda == Decimal(2) / 5
        assert found.pembanding.beda == Decimal(1) / 5

    def test_too_few_are_not_told(self, provinsi, program, batch):
        reach = reach_of(provinsi.akun["auditor"], TODAY)
        rows = people(provinsi.dinas, 6, "baik", "baik", "Peserta")
        passed(batch, rows[:4])
        assert compare(program, reach) is None
        page = reverse("merit:hasil_program", args=[program.pk])
        assert provinsi.client("auditor").get(page).status_code == 404
        passed(batch, rows[4:])
        people(provinsi.dinas, 4, "baik", "baik", "Lain")
        found = compare(program, reach)
        assert (found.lulus, found.peserta, found.pembanding) == (6, None, None)
        assert "Belum dapat dibandingkan" in provinsi.client("auditor").get(page).content.decode()

    def test_what_lies_further_away_than_the_table_says_counts_nothing(self, provinsi, program):
        long_ago = make_batch(program, mulai=date(TAHUN - 4, 6, 1), hari=1, status="selesai", tahun=TAHUN - 4, kuota=50)
        passed(long_ago, people(provinsi.dinas, 6, "baik", "baik", "Peserta"))
        people(provinsi.dinas, 6, "baik", "baik", "Lain")
        assert compare(program, reach_of(provinsi.akun["auditor"], TODAY)).peserta is None

    def test_a_leader_reads_the_own_units_only(self, provinsi, program, batch):
        passed(batch, people(provinsi.dinas_lain, 6, "baik", "baik", "Seberang"))
        assert compare(program, reach_of(provinsi.akun["pimpinan"], TODAY)) is None
        assert programmes(reach_of(provinsi.akun["pimpinan"], TODAY)) == []
        (row,) = programmes(reach_of(provinsi.akun["pengelola_pelatihan"], TODAY))
        assert (row.program_id, row.lulus, row.reaksi) == (program.pk, 6, None)

    def test_the_page_says_what_it_does_not_prove(self, provinsi, program, batch):
        passed(batch, people(provinsi.dinas, 5, "baik", "sangat_baik", "Peserta"))
        people(provinsi.dinas, 5, "baik", "baik", "Lain")
        client = provinsi.client("pimpinan")
        assert program.judul in client.get(reverse("merit:hasil_pelatihan")).content.decode()
        text = client.get(reverse("merit:hasil_program", args=[program.pk])).content.decode()
        assert "tidak membuktikan" in text
        assert "+1,00" in text
        assert "Peserta 1" not in text


class TestSpending:
    def test_places_cost_and_hours_of_the_own_units(self, provinsi, program):
        year = make_batch(program, mulai=date(TODAY.year, 1, 5), hari=1, status="selesai", tahun=TODAY.year, kuota=50)
        rows = [make_person(f"Orang {n}", unit=provinsi.dinas, with_account=False) for n in range(6)]
        passed(year, rows)
        passed(year, [make_person("Seberang", unit=provinsi.dinas_lain, with_account=False)])
        found = by_unit(reach_of(provinsi.akun["pengelola_pelatihan"], TODAY), TODAY.year)
        assert (found.seluruh.peserta, found.seluruh.biaya) == (7, 7_000_000)
        assert {one.nama: one.peserta for one in found.unit}["Dinas Dua"] == 1
        mine = by_unit(reach_of(provinsi.akun["pimpinan"], TODAY), TODAY.year)
        assert (mine.seluruh.peserta, mine.seluruh.biaya) == (6, 6_000_000)
        assert mine.seluruh.pns >= 6
        assert "Dinas Dua" not in {one.nama for one in mine.unit}

    def test_nothing_of_a_small_group_follows_from_the_sum(self, provinsi, program):
        year = make_batch(program, mulai=date(TODAY.year, 1, 5), hari=1, status="selesai", tahun=TODAY.year, kuota=50)
        passed(year, [make_person(f"Orang {n}", unit=provinsi.dinas, with_account=False) for n in range(6)])
        passed(year, [provinsi.orang["rekan"]])
        found = by_unit(reach_of(provinsi.akun["pimpinan"], TODAY), TODAY.year)
        assert found.seluruh.peserta == 7
        # One person of the section, and therefore the six beside him would tell it as well.
        assert {one.peserta for one in found.unit} == {one.biaya for one in found.unit} == {None}
        assert "tidak ditampilkan" in provinsi.client("pimpinan").get(reverse("merit:hasil_pelatihan")).content.decode()
