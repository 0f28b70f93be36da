"""How ratings are given: severity, spread, copied words; small numbers say nothing; who sees whom; the words for oneself only."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from kinerja.aturan.pola_penilai import AngkaPenilai, baca
from kinerja.models import IsiEvaluasi
from kinerja.selectors.penilai import everybody, patterns, repeated_words, severity_chart, whom
from tests.factories.kinerja import make_evaluasi, make_periode, make_skp
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
HARI = timezone.localdate()
LALU = HARI.year - 1
BERULANG = "Pertahankan, dan laporkan hambatan lebih awal."
ATAS = {"hasil_kerja": "di_atas_ekspektasi", "perilaku_kerja": "di_atas_ekspektasi", "predikat": "sangat_baik"}


@pytest.fixture
def dua_penilai(provinsi):
    """One who finds everybody very good in the same words; another who finds six people good."""
    year = make_periode(provinsi.instansi, LALU)
    other = make_person("Kepala Seksi Dua", unit=provinsi.seksi, atasan=provinsi.orang["atasan_penilai"])
    for boss, ratings in ((provinsi.orang["atasan"], ATAS), (other, {})):
        for number in range(6):
            person = make_person(f"{boss.nama} {number}", unit=provinsi.seksi, atasan=boss)
            skp = make_skp(year, person, status="disetujui", penilai=boss, rhk=1)
            row = make_evaluasi(skp, "final", **ratings)
            text = BERULANG.upper() if number else BERULANG
            if boss == provinsi.orang["atasan"]:
                IsiEvaluasi.objects.create(evaluasi=row, garis=skp.daftar_rhk.first().garis, umpan_balik=text)
    return {"tahun": year, "lain": other}


def rows(p, two, who="admin_bkd"):
    return {row.nama: row for row in patterns(two["tahun"], "triwulan", 1, whom(p.akun[who]))}


class TestReading:
    @pytest.mark.parametrize(
        ("angka", "temuan"),
        [(AngkaPenilai(4, Decimal(3), Decimal(1), 4, 9, 9), ()), (AngkaPenilai(6, Decimal("2.3"), Decimal(2), 3, 0, 0), ("longgar",)),
         (AngkaPenilai(6, Decimal("1.7"), Decimal(2), 3, 0, 0), ("ketat",)), (AngkaPenilai(6, Decimal(2), None, 6, 0, 0), ("seragam",)),
         (AngkaPenilai(6, Decimal(2), Decimal(2), 3, 5, 2), ("berulang",)), (AngkaPenilai(6, Decimal(2), Decimal(2), 3, 4, 4), ())],
    )  # fmt: skip
    def test_what_stands_out(self, angka, temuan):
        assert baca(angka) == temuan


class TestFigures:
    def test_severity_spread_and_copied_words(self, provinsi, dua_penilai):
        found = rows(provinsi, dua_penilai)
        one, other = found["Kepala Seksi Satu"], found["Kepala Seksi Dua"]
        assert (one.rerata, one.pembanding, one.sebaran) == (3, 2, 0)
        assert one.temuan == ("longgar", "seragam", "berulang")
        assert (one.teks, one.berulang) == (6, 6)
        assert other.temuan == ("ketat", "seragam")
        assert [row.sel[0].jumlah for row in severity_chart(list(found.values()), HARI).baris] == [1, 0, 0, 0, 1]

    def test_what_was_not_handed_over_does_not_count(self, provinsi, dua_penilai):
        boss = provinsi.orang["atasan"]
        skp = make_skp(dua_penilai["tahun"], make_person("Baru", unit=provinsi.seksi, atasan=boss), status="disetujui")
        make_evaluasi(skp, "dinilai", penilai=boss)
        assert rows(provinsi, dua_penilai)["Kepala Seksi Satu"].orang == 6

    def test_small_numbers_say_nothing(self, provinsi, dua_penilai):
        few = make_person("Kepala Kecil", unit=provinsi.seksi, atasan=provinsi.orang["atasan_penilai"])
        skp = make_skp(dua_penilai["tahun"], make_person("Satu", unit=provinsi.seksi, atasan=few), status="disetujui")
        make_evaluasi(skp, "final", penilai=few, **ATAS)
        row = rows(provinsi, dua_penilai)["Kepala Kecil"]
        assert (row.cukup, row.temuan) == (False, ())
        page = provinsi.client("admin_bkd").get(
            reverse("kinerja:penilai", args=[few.pk]), {"tahun": LALU, "masa": "triwulan-1"}
        )
        assert "Kurang dari 5 orang" in page.content.decode()
        assert "Rata-rata rating" not in page.content.decode()

    def test_the_others_are_hidden_where_they_are_few(self, provinsi, dua_penilai):
        year, boss = dua_penilai["tahun"], provinsi.orang["atasan"]
        assert everybody(year, "triwulan", 1, boss.pk) == {"baik": 6}
        assert everybody(year, "triwulan", 2, boss.pk) == {}

    def test_one_query_for_everybody(self, provinsi, dua_penilai, django_assert_num_queries):
        with django_assert_num_queries(1):
            patterns(dua_penilai["tahun"], "triwulan", 1, None)


class TestWho:
    def test_sees_whom(self, provinsi, dua_penilai):
        both = {"Kepala Seksi Satu", "Kepala Seksi Dua"}
        for who, names in (
            ("admin_bkd", both),
            ("auditor", both),
            ("atasan_penilai", both),
            ("atasan", {"Kepala Seksi Satu"}),
        ):
            assert set(rows(provinsi, dua_penilai, who)) == names

    @pytest.mark.parametrize("who", ["pegawai", "rekan", "admin_unit", "pimpinan", "admin_sistem"])
    def test_others_do_not(self, provinsi, dua_penilai, who):
        assert provinsi.client(who).get(reverse("kinerja:penilai_list")).status_code == 403

    def test_nobody_opens_a_colleague(self, provinsi, dua_penilai):
        address = reverse("kinerja:penilai", args=[dua_penilai["lain"].pk])
        query = {"tahun": LALU, "masa": "triwulan-1"}
        assert provinsi.client("atasan").get(address, query).status_code == 404
        assert provinsi.client("atasan_penilai").get(address, query).status_code == 200

    def test_the_words_are_shown_to_their_writer_only(self, provinsi, dua_penilai):
        address = reverse("kinerja:penilai", args=[provinsi.orang["atasan"].pk])
        query = {"tahun": LALU, "masa": "triwulan-1"}
        assert repeated_words(dua_penilai["tahun"], "triwulan", 1, provinsi.orang["atasan"].pk)[0][1] == 6
        assert "pertahankan" in provinsi.client("atasan").get(address, query).content.decode().lower()
        for who in ("atasan_penilai", "admin_bkd", "auditor"):
            answer = provinsi.client(who).get(address, query)
            assert answer.status_code == 200
            assert "pertahankan" not in answer.content.decode().lower()

    def test_the_list_filters(self, provinsi, dua_penilai):
        address = reverse("kinerja:penilai_list")
        page = provinsi.client("admin_bkd").get(address, {"tahun": LALU, "masa": "triwulan-1", "temuan": "ketat"})
        assert "Kepala Seksi Dua" in page.content.decode()
        assert "Kepala Seksi Satu" not in page.content.decode()
