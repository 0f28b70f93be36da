"""The map as people see it: right on any day, constant in queries, found by name, drilled by unit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jabatan import selectors
from jabatan.enums import JenisJabatan, JenisPenempatan
from jabatan.services import penempatan
from tests.factories.jabatan import make_seat
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def words(response) -> str:
    return " ".join(response.content.decode().split())


def figures(unit_id, day):
    peta = selectors.draw_peta(unit_id, day)
    return {row.nama: (row.b, row.k, row.selisih) for row in peta.akar.baris}


def test_rows_and_sums_of_a_unit(provinsi, peta):
    drawn = selectors.draw_peta(provinsi.dinas.pk, TODAY)
    assert [(row.nama, row.b, row.k) for row in drawn.akar.baris] == [
        ("Pimpinan tinggi dan administrasi", 2, 2), ("Fungsional", 0, 0), ("Pelaksana", 2, 3),
    ]  # fmt: skip
    assert (drawn.akar.seluruhnya.b, drawn.akar.seluruhnya.k, drawn.akar.seluruhnya.selisih) == (4, 5, -1)
    (box,) = drawn.cabang
    assert (box.nama, box.kepala.pejabat, box.jumlah.selisih) == ("Seksi Satu", "Kepala Seksi Satu", -1)
    assert figures(provinsi.seksi.pk, TODAY) == {"Penelaah Teknis Kebijakan": (2, 3, -1)}


def test_map_is_right_yesterday_today_and_in_future(provinsi, peta):
    by = provinsi.akun["admin_bkd"]
    for who, day in (("atasan", TODAY + 9 * DAY), ("rekan", TODAY - DAY)):
        row = penempatan.Penempatan.objects.kini().get(pegawai=provinsi.orang[who])
        penempatan.end_penempatan(row.pk, sampai=day, alasan="Pindah", by=by)
    penempatan.place_pegawai(
        peta.kasi.pk, pegawai=provinsi.orang["pegawai"], mulai=TODAY + 20 * DAY, pindah=True, by=by
    )  # fmt: skip
    held = {
        day: figures(provinsi.seksi.pk, TODAY + day * DAY)["Penelaah Teknis Kebijakan"][0] for day in (-1, 0, 19, 20)
    }
    assert held == {-1: 2, 0: 1, 19: 1, 20: 0}
    heads = {day: selectors.draw_peta(provinsi.seksi.pk, TODAY + day * DAY).akar.kepala for day in (9, 10, 20)}
    assert (heads[9].pejabat, heads[10].pejabat, heads[20].pejabat) == ("Kepala Seksi Satu", "", "Siti Aminah")
    assert heads[10].kosong_sejak == TODAY + 10 * DAY
    assert selectors.draw_peta(provinsi.seksi.pk, TODAY.replace(year=2019)) is None


def test_acting_head_and_names_on_demand(provinsi, peta):
    by = provinsi.akun["admin_bkd"]
    penempatan.place_pegawai(
        peta.kasi.pk, pegawai=provinsi.orang["rekan"], mulai=TODAY, sampai=TODAY + DAY, jenis=JenisPenempatan.PLH, by=by
    )
    page = provinsi.client("pegawai").get(f"/jabatan/peta/{provinsi.seksi.pk}/?nama=1").content.decode()
    assert "Kepala Seksi Satu</a>, Plh. Budi Santoso" in " ".join(page.split())
    assert "Siti Aminah</a>" in page
    assert (
        "Siti Aminah</a>" not in provinsi.client("pegawai").get(f"/jabatan/peta/{provinsi.seksi.pk}/").content.decode()
    )


def test_people_and_seats_are_found_inside_the_unit_only(provinsi, peta):
    found = selectors.find_on_map(provinsi.dinas.pk, "aminah siti", TODAY)
    assert [(one.orang, one.jabatan, one.unit) for one in found] == [
        ("Siti Aminah", "Penelaah Teknis Kebijakan", "Seksi Satu")
    ]
    assert [one.jabatan for one in selectors.find_on_map(provinsi.dinas.pk, "kepala", TODAY) if not one.orang] == [
        "Kepala Dinas", "Kepala Seksi",
    ]  # fmt: skip
    assert selectors.find_on_map(provinsi.dinas_lain.pk, "siti", TODAY) == []
    assert selectors.find_on_map(provinsi.dinas.pk, "%", TODAY) != []
    assert selectors.find_on_map(provinsi.dinas.pk, "  ", TODAY) == []


@pytest.mark.parametrize("kueri", ["", "?bentuk=tabel", "?nama=1", "?q=siti"])
def test_queries_do_not_grow(provinsi, peta, kueri):
    client = provinsi.client("admin_bkd")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(f"/jabatan/peta/{provinsi.dinas.pk}/{kueri}").status_code == 200
        return len(caught)

    queries()
    before = queries()
    for number in range(6):
        seat = make_seat(f"Jabatan {number}", unit=provinsi.seksi, induk=peta.kasi, jenis=JenisJabatan.FUNGSIONAL)
        penempatan.Penempatan.objects.create(
            pegawai=make_person(f"Siti {number}", unit=provinsi.seksi), jabatan=seat, tunggal=False,
            jenis=JenisPenempatan.DEFINITIF, berlaku=penempatan.periode(TODAY),
        )  # fmt: skip
    assert queries() == before <= 26


@pytest.mark.parametrize("kueri", ["?pada=kemarin", "?hal=abc", "?hal=99999999999", "?sorot=x", "?pada=2015-01-01"])
def test_odd_addresses_are_answered(provinsi, peta, kueri):
    assert provinsi.client("pegawai").get(f"/jabatan/peta/{provinsi.dinas.pk}/{kueri}").status_code in {200, 302}


def test_map_begins_at_the_agency_or_at_the_own_unit(provinsi, peta):
    assert str(provinsi.akar.pk) in provinsi.client("pegawai").get("/jabatan/peta/")["Location"]
    assert str(provinsi.dinas.pk) in provinsi.client("admin_unit").get("/jabatan/peta/?pada=2026-01-01")["Location"]


def test_difference_of_two_days(provinsi, peta):
    from asn_portal.core.models import periode, write_period
    from jabatan.models import RincianJabatan

    make_seat("Arsiparis", unit=provinsi.seksi, induk=peta.kasi, mulai=TODAY)
    values = {
        "unit": provinsi.seksi,
        "nama": "Penelaah Teknis Kebijakan",
        "induk": peta.kasi,
        "kebutuhan": 5,
        "kelas": 7,
    }
    write_period(RincianJabatan, keys={"jabatan": peta.staf}, berlaku=periode(TODAY), values=values)
    row = penempatan.Penempatan.objects.get(pegawai=provinsi.orang["rekan"])
    penempatan.end_penempatan(row.pk, sampai=TODAY - DAY, alasan="x", by=provinsi.akun["admin_bkd"])
    rows, count = selectors.compare(provinsi.dinas.pk, TODAY - DAY, TODAY)
    assert [(one.nama[1], one.perubahan, one.b, one.k) for one in rows] == [
        ("Arsiparis", "Jabatan baru", (None, 0), (None, 1)),
        ("Penelaah Teknis Kebijakan", "Pejabat, kebutuhan", (2, 1), (3, 5)),
    ]  # fmt: skip
    assert count == 2
    assert selectors.compare(provinsi.dinas.pk, TODAY, TODAY) == ([], 0)
    page = provinsi.client("pegawai").get(f"/jabatan/peta/{provinsi.dinas.pk}/beda/?dari={TODAY - DAY}&ke={TODAY}")
    assert "2 jabatan berubah" in page.content.decode()


@pytest.mark.parametrize(("kertas", "ukuran"), [("a3", b"1190.55"), ("a4", b"841.8")])
def test_official_form_on_landscape_paper(provinsi, peta, kertas, ukuran):
    answer = provinsi.client("pegawai").get(f"/jabatan/peta/{provinsi.dinas.pk}/pdf/?kertas={kertas}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert ukuran in answer.content


class TestChain:
    def test_retirement_of_a_head_in_waves(self, provinsi, peta):
        found = selectors.chain_of(peta.kadis, TODAY)
        assert (found.kursi.pemangku, found.kursi.memimpin) == ("Kepala Dinas Satu", 1)
        assert found.kursi.pensiun == selectors.retirement_of(provinsi.orang["atasan_penilai"].tanggal_lahir, 60)
        assert [(n, [seat.nama for seat in seats]) for n, seats in found.gelombang] == [(1, ["Kepala Seksi"])]
        assert selectors.chain_of(peta.kasi, TODAY).atasan_baru == "Kepala Dinas Satu"
        assert found.atasan_baru == ""

    def test_page(self, provinsi, peta):
        page = words(provinsi.client("pegawai").get(f"/jabatan/{peta.kasi.pk}/dampak/"))
        assert "2 orang berganti atasan" in page
        assert "Kepala Dinas Satu menjadi atasan mereka" in page
        assert provinsi.client("pegawai").get(f"/jabatan/{peta.staf.pk}/dampak/").status_code == 404


class TestNamesInList:
    def test_names_for_hr_within_its_scope_only(self, provinsi, peta):
        from jabatan.selectors.daftar import Saringan

        def names(who):
            rows = selectors.seats_listed(provinsi.akun[who], Saringan(keadaan="semua"), TODAY)
            return {row.nama_unit: row.pemangku for row in rows if row.nama.startswith("Kepala")}

        assert names("admin_bkd")["Dinas Dua"] == "Wati Lestari"
        assert names("admin_unit") == {"Dinas Satu": "Kepala Dinas Satu", "Seksi Satu": "Kepala Seksi Satu"}
        assert set(names("pegawai").values()) == {""}

    def test_columns_are_chosen(self, provinsi, peta):
        page = words(provinsi.client("admin_bkd").get("/jabatan/kekosongan/?keadaan=semua&kolom=b,pemangku"))
        assert "Wati Lestari" in page
        assert "Budi Santoso; Siti Aminah" in page
