"""Vacancies and over-staffing as a list, and the next five years."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from asn_portal.core.models import periode
from jabatan import selectors
from jabatan.selectors.daftar import Saringan
from pegawai.models import PerjanjianKerja
from tests.factories.jabatan import make_seat, sit

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def listed(p, who="admin_bkd", **saringan):
    return [
        (row.nama, row.b, row.kebutuhan) for row in selectors.seats_listed(p.akun[who], Saringan(**saringan), TODAY)
    ]


def test_what_differs_from_its_need_comes_first(provinsi, peta):
    make_seat("Arsiparis", unit=provinsi.dinas_lain, induk=peta.kadis_lain, kebutuhan=2)
    assert listed(provinsi) == [("Arsiparis", 0, 2), ("Penelaah Teknis Kebijakan", 2, 3)]
    assert listed(provinsi, keadaan="kosong") == [("Arsiparis", 0, 2)]
    assert listed(provinsi, unit_id=provinsi.dinas.pk) == [("Penelaah Teknis Kebijakan", 2, 3)]
    assert listed(provinsi, who="admin_unit", keadaan="kosong") == []
    assert listed(provinsi, keadaan="semua", jenis="pengawas") == [("Kepala Seksi", 1, 1)]
    assert listed(provinsi, kata="penelaah kebijakan", keadaan="semua") == [("Penelaah Teknis Kebijakan", 2, 3)]
    assert listed(provinsi, who="admin_instansi_lain", keadaan="semua") == []


def test_over_staffing_is_shown(provinsi, peta):
    for who in ("atasan_penilai", "atasan"):
        sit(provinsi.orang[who], peta.staf, jenis="rangkap", dasar_rangkap="SK")
    assert listed(provinsi, keadaan="lebih") == [("Penelaah Teknis Kebijakan", 4, 3)]


def test_forecast_counts_each_holder_once_by_what_comes_first(provinsi, peta):
    day = date(2046, 1, 10)  # everybody was born in February 1990: BUP 58 in 2048, 60 in 2050
    PerjanjianKerja.objects.create(
        pegawai=provinsi.orang["rekan"],
        berlaku=periode(date(2045, 1, 1), date(2046, 12, 31)),
        sk_nomor="1",
        sumber="hr",
    )
    bagan = selectors.forecast(provinsi.akun["admin_bkd"], provinsi.dinas.pk, day)
    assert [(row.label, [cell.jumlah for cell in row.sel], row.jumlah.jumlah) for row in bagan.baris] == [
        ("2046", [0, 0, 0], 0), ("2047", [0, 1, 0], 1), ("2048", [2, 0, 0], 2), ("2049", [0, 0, 0], 0), ("2050", [1, 0, 0], 1),
    ]  # fmt: skip


def test_forecast_of_a_unit_out_of_sight_tells_nothing(provinsi, peta):
    """The unit comes from the address: of another unit or agency nobody learns who will retire."""

    def told(who, unit):
        return sum(
            row.jumlah.jumlah for row in selectors.forecast(provinsi.akun[who], unit.pk, date(2046, 1, 10)).baris
        )

    assert told("admin_bkd", provinsi.dinas) > 0
    assert told("admin_unit", provinsi.dinas) == told("admin_bkd", provinsi.dinas)
    assert told("admin_unit_lain", provinsi.dinas) == 0
    assert told("admin_instansi_lain", provinsi.dinas) == 0


def test_page_shows_list_and_forecast(provinsi, peta, django_assert_max_num_queries):
    client = provinsi.client("admin_bkd")
    client.get("/jabatan/kekosongan/?awal=1")
    with django_assert_max_num_queries(26):
        page = client.get("/jabatan/kekosongan/?awal=1").content.decode()
    assert "Jabatan yang akan kosong dalam lima tahun" in page
    assert "Penelaah Teknis Kebijakan" in page
    assert client.get("/jabatan/kekosongan/?unit=x&keadaan=x&jenis=x&pada=x&hal=x").status_code == 200
