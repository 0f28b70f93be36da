"""The start page: for each role what concerns it, and the way to say that something about me is wrong."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from pegawai import selectors
from pegawai.enums import BagianLaporan, StatusLaporan
from pegawai.models import LaporanData
from pegawai.services import laporan
from tests.conftest import Provinsi
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db


def page(p: Provinsi, who: str, path: str = "/") -> str:
    return p.client(who).get(path).content.decode()


PANELS = {
    "pegawai": ({"data-saya"}, {"/mutu/saya/", "/peringatan/saya/"}),
    "atasan": ({"data-saya"}, {"/tim/", "/mutu/saya/", "/peringatan/saya/"}),
    "atasan_penilai": ({"data-saya"}, {"/tim/", "/mutu/saya/", "/peringatan/saya/"}),
    "admin_unit": (set(), {"/angka/"}),
    "admin_bkd": (set(), {"/angka/"}),
    "pimpinan": (set(), {"/angka/"}),
    "auditor": ({"jejak"}, {"/angka/"}),
    "admin_sistem": ({"mesin"}, set()),
    "asesor": (set(), set()),
    "komite_talenta": (set(), set()),
    "pengelola_pelatihan": (set(), set()),
}


@pytest.mark.parametrize("who", PANELS)
def test_each_role_gets_its_panels_and_no_others(provinsi, who):
    text = page(provinsi, who)
    inline = {name for name in ("data-saya", "jejak", "mesin") if f'aria-labelledby="{name}"' in text}
    assert (inline, set(re.findall(r'hx-get="([^"]+)" hx-trigger="load"', text))) == PANELS[who]


@pytest.mark.parametrize(("who", "path"), [("admin_bkd", "/angka/"), ("atasan", "/tim/"), ("pimpinan", "/angka/")])
def test_panel_without_script_is_a_link_to_its_page(provinsi, who, path):
    assert f'<a href="{path}">' in page(provinsi, who)
    whole = provinsi.client(who).get(path).content.decode()
    part = provinsi.client(who).get(path, headers={"HX-Request": "true"}).content.decode()
    assert "<h1>" in whole
    assert "<html" not in part
    assert part.lstrip().startswith(f'<{"section" if path == "/tim/" else "div"} id="_{path.strip("/")}"')


def test_what_waits_comes_before_everything_else(provinsi):
    laporan.report_data(provinsi.orang["pegawai"], bagian=BagianLaporan.UNIT, isi="x", by=provinsi.akun["pegawai"])
    text = page(provinsi, "admin_unit")
    assert text.index("Periksa laporan Siti Aminah: unit") < text.index("Angka kepegawaian</h2>")
    assert "Buka tugas" in text


def test_own_record_shows_unit_superior_and_contact(provinsi):
    text = page(provinsi, "pegawai")
    for words in ("Seksi Satu", "Kepala Seksi Satu", "Akun admin_unit", "Unit saya salah", "Bukan atasan saya"):
        assert words in text


@pytest.mark.parametrize("who", ["pegawai", "atasan", "atasan_penilai", "rekan", "orang_dinas_lain"])
def test_everybody_with_a_record_can_say_that_it_is_wrong(provinsi, who):
    text = page(provinsi, who)
    assert 'href="/laporan-data/tambah/?bagian=unit">Unit saya salah' in text
    assert 'href="/laporan-data/tambah/?bagian=atasan">Bukan atasan saya' in text


def test_report_from_the_start_page_knows_its_part(provinsi):
    client = provinsi.client("pegawai")
    form = client.get("/laporan-data/tambah/?bagian=unit").content.decode()
    assert "<h1>Unit saya salah</h1>" in form
    assert "Seksi Satu" in form
    assert re.search(r'<input type="hidden" name="bagian" value="unit"', form)
    client.post("/laporan-data/tambah/?bagian=unit", {"bagian": "unit", "isi": "Saya di Dinas Dua."})
    row = LaporanData.objects.get()
    assert (row.bagian, row.isi) == ("unit", "Saya di Dinas Dua.")


def test_start_page_follows_the_report_until_its_answer(provinsi):
    row = laporan.report_data(
        provinsi.orang["pegawai"], bagian=BagianLaporan.UNIT, isi="x", by=provinsi.akun["pegawai"]
    )
    text = page(provinsi, "pegawai")
    assert "Sedang diperiksa" in text
    assert "Unit saya salah" not in text
    assert "Bukan atasan saya" in text
    again = provinsi.client("pegawai").get("/laporan-data/tambah/?bagian=unit")
    assert again["Location"] == f"/laporan-data/{row.pk}/"
    laporan.answer_laporan(
        row.pk, status=StatusLaporan.DIJAWAB, tanggapan="Unit Anda benar.", by=provinsi.akun["admin_bkd"]
    )
    text = page(provinsi, "pegawai")
    assert "Baca jawaban" in text
    assert "Unit saya salah" in text


def test_old_answer_leaves_the_start_page(provinsi):
    person = provinsi.orang["pegawai"]
    long_ago = timezone.now() - selectors.laporan.SHOWN - timezone.timedelta(days=1)
    LaporanData.objects.create(
        pegawai=person,
        bagian="unit",
        isi="x",
        status="dijawab",
        ditangani_pada=long_ago,
        ditangani_oleh=provinsi.akun["admin_unit"],
        tanggapan="Sudah diperbaiki.",
    )
    assert selectors.latest_reports(person.pengguna, timezone.now()) == {}


def test_team_shows_what_is_missing(provinsi):
    make_person("Rina Tanpa Akun", unit=provinsi.seksi, atasan=provinsi.orang["atasan"], with_account=False)
    text = page(provinsi, "atasan", "/tim/")
    assert "3 orang yang Anda atasi" in text
    row = text[text.index("Rina Tanpa Akun") :]
    assert "Surel belum ada" in row[: row.index("</tr>")]
    assert "Akun belum aktif" in row[: row.index("</tr>")]
    assert "Kepala Dinas Satu" not in text[text.index("<tbody") : text.index("</tbody")]


def test_team_has_constant_queries(provinsi, django_assert_num_queries):
    client = provinsi.client("atasan")
    client.get("/tim/")
    for count in (0, 5):
        for number in range(count):
            make_person(f"Tambahan {number}", unit=provinsi.seksi, atasan=provinsi.orang["atasan"])
        with django_assert_num_queries(6):
            client.get("/tim/")


def test_start_page_has_constant_queries(provinsi, django_assert_num_queries):
    client = provinsi.client("pegawai")
    client.get("/")
    for count in (0, 10):
        for number in range(count):
            make_person(f"Tambahan {number}", unit=provinsi.seksi)
        with django_assert_num_queries(12):
            client.get("/")
