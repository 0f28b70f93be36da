"""Kinerja saya: the stations of a year by its rhythm, and what of them may be begun."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.models import periode
from kinerja.enums import IramaEvaluasi
from kinerja.models import Evaluasi, TenggatKinerja
from kinerja.selectors.saya import year_of
from kinerja.services.periode import default_windows
from pegawai.enums import JenisPegawai
from pegawai.models import RiwayatCLTN
from tests.factories.kinerja import make_evaluasi, make_periode, make_skp
from tests.factories.riwayat import entry

pytestmark = pytest.mark.django_db
LALU = timezone.localdate().year - 1
# In the middle of a year, so that some stations are over and some are to come.
HARI = date(LALU, 7, 5)


@pytest.fixture
def tahun(provinsi):
    return make_periode(provinsi.instansi, LALU)


@pytest.fixture
def bulanan(tahun):
    tahun.irama = IramaEvaluasi.BULANAN
    tahun.save()
    for tahap, nomor, buka, batas in default_windows(LALU, IramaEvaluasi.BULANAN):
        TenggatKinerja.objects.create(periode=tahun, tahap=tahap, nomor=nomor, buka=buka, batas=batas)
    return tahun


def plan(p, year, mulai=date(LALU, 1, 1), sampai=date(LALU, 12, 31), **values):
    return make_skp(year, p.orang["pegawai"], status="disetujui", rhk=1, berlaku=periode(mulai, sampai), **values)


def stations(p, year, hari=HARI):
    return year_of(p.orang["pegawai"], year, hari)


def to_begin(found):
    return [one.mulai[1:] for one in found.titik if one.mulai]


class TestMonths:
    def test_each_month_has_its_station_and_opens_with_its_window(self, provinsi, bulanan):
        plan(provinsi, bulanan)
        found = stations(provinsi, bulanan)
        assert [one.judul for one in found.titik][1:4] == ["Januari", "Februari", "Maret"]
        assert [one.keadaan for one in found.titik] == ["lewat"] * 6 + ["kini"] + ["nanti"] * 7
        assert to_begin(found) == [("bulanan", number) for number in range(1, 7)]
        assert found.panjang

    def test_a_month_is_begun_from_the_own_page(self, provinsi, bulanan):
        plan(provinsi, bulanan)
        client = provinsi.client("pegawai")
        page = client.get(reverse("kinerja:saya"), {"tahun": LALU}).content.decode()
        assert f"Mulai penilaian diri Januari {LALU}" in page
        first = stations(provinsi, bulanan).dapat_dimulai.mulai
        client.post(reverse("kinerja:evaluasi_start", args=[first[0].pk, *first[1:]]))
        assert Evaluasi.objects.get().judul == f"Januari {LALU}"

    def test_part_time_contracts_have_quarters(self, provinsi, bulanan):
        provinsi.orang["pegawai"].jenis = JenisPegawai.PPPK_PARUH_WAKTU
        plan(provinsi, bulanan)
        found = stations(provinsi, bulanan)
        assert [one.judul for one in found.titik][1:] == [
            "Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV", "Penilaian",
        ]  # fmt: skip
        assert to_begin(found) == [("triwulan", 1), ("triwulan", 2)]

    def test_proposed_windows_follow_the_rhythm(self):
        months = default_windows(2031, IramaEvaluasi.BULANAN)
        assert [one[1] for one in months] == [*range(1, 13), 0]
        assert (months[0][2], months[11][2]) == (date(2031, 2, 1), date(2032, 1, 1))
        quarters = default_windows(2031, IramaEvaluasi.TRIWULAN)
        assert [one[2] for one in quarters[:4]] == [
            date(2031, 4, 1), date(2031, 7, 1), date(2031, 10, 1), date(2032, 1, 1),
        ]  # fmt: skip


class TestWhatMayBeBegun:
    def test_nothing_before_the_first_day_of_the_plan(self, provinsi, tahun):
        plan(provinsi, tahun, mulai=date(LALU, 5, 1))
        assert to_begin(stations(provinsi, tahun)) == [("triwulan", 2)]

    def test_after_a_move_each_stretch_from_its_own_plan(self, provinsi, tahun):
        old = plan(provinsi, tahun, sampai=date(LALU, 5, 15), versi=1)
        new = plan(provinsi, tahun, mulai=date(LALU, 5, 16))
        found = stations(provinsi, tahun)
        assert found.berlaku == new
        assert [one.mulai[0] for one in found.titik if one.mulai] == [old, old]
        for number, (first, last) in {1: (1, 3), 2: (4, 5)}.items():
            end = date(LALU, 5, 15) if last == 5 else date(LALU, 3, 31)
            make_evaluasi(old, "final", nomor=number, masa=periode(date(LALU, first, 1), end))
        assert [one.mulai for one in stations(provinsi, tahun).titik if one.mulai] == [(new, "triwulan", 2)]

    def test_no_quarter_of_leave_without_pay(self, provinsi, tahun):
        plan(provinsi, tahun)
        RiwayatCLTN.objects.create(
            pegawai=provinsi.orang["pegawai"], jenis_cltn=entry("cltn:1"), sumber="hr",
            berlaku=periode(date(LALU, 1, 1), date(LALU, 3, 31)),
        )  # fmt: skip
        assert to_begin(stations(provinsi, tahun)) == [("triwulan", 2)]

    def test_the_rest_only_after_the_first_part_was_handed_over(self, provinsi, tahun):
        skp = plan(provinsi, tahun)
        row = make_evaluasi(skp, "dinilai", masa=periode(date(LALU, 1, 1), date(LALU, 2, 10)))
        assert to_begin(stations(provinsi, tahun)) == [("triwulan", 2)]
        Evaluasi.objects.filter(pk=row.pk).update(status="disampaikan", disampaikan_pada=timezone.now())
        assert to_begin(stations(provinsi, tahun)) == [("triwulan", 1), ("triwulan", 2)]

    def test_no_quarter_of_a_year_that_was_rated(self, provinsi, tahun):
        skp = plan(provinsi, tahun)
        make_evaluasi(skp, "final", jenis="tahunan", nomor=0, masa=skp.berlaku)
        assert to_begin(stations(provinsi, tahun, date(LALU + 1, 2, 2))) == []


def test_a_year_costs_the_same_queries_whatever_it_holds(provinsi, bulanan):
    skp = plan(provinsi, bulanan)
    client = provinsi.client("pegawai")
    page = (reverse("kinerja:saya"), {"tahun": LALU})
    client.get(*page)
    counts = []
    for month in range(1, 4):
        with CaptureQueriesContext(connection) as seen:
            client.get(*page)
        counts.append(len(seen))
        last = date(LALU, month + 1, 1) - timedelta(days=1)
        make_evaluasi(skp, "final", jenis="bulanan", nomor=month, masa=periode(date(LALU, month, 1), last))
    assert len(set(counts)) == 1
