"""A question put together by mouse: the answer at once, the people behind it, the picture, the file, and the way for
those who want none of it: without script, on a telephone, on paper.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from asn_portal.core.enums import JenisUnit
from asn_portal.core.models import LetakUnit, periode
from pegawai.models import Pegawai
from tests.factories.core import SINCE, make_unit
from tests.factories.pegawai import make_person
from tests.perjalanan.conftest import Portal

ANSWER = "Guru PPPK perempuan berusia di atas 50 tahun, per kota, per 31 Desember 2026: 5 orang"
CHOICES = (
    ("Baris", "Kota atau kabupaten"),
    ("Keadaan pada", "31 Desember 2026 (akhir tahun ini)"),
    ("Kelompok jabatan", "Guru"),
    ("Jenis pegawai", "PPPK"),
    ("Jenis kelamin", "Perempuan"),
    ("Umur paling muda", "51 tahun (di atas 50)"),
)


@pytest.fixture
def sekolah(portal: Portal) -> Portal:
    """Two schools in two kota, with three and two teachers who are counted, and some who are not."""
    p = portal.provinsi
    for nama, wilayah, counted in (("SD Barat", "31.73", 3), ("SD Timur", "31.75", 2)):
        unit = make_unit(nama, instansi=p.instansi, induk=p.dinas, jenis=JenisUnit.SEKOLAH)
        LetakUnit.objects.create(unit=unit, wilayah=wilayah, berlaku=periode(SINCE))
        for number in range(counted + 4):
            person = make_person(f"Guru {nama} {number}", unit=unit, with_account=False)
            born = date(1970, 5, 1) if number < counted else date(1995, 5, 1)
            Pegawai.objects.filter(pk=person.pk).update(
                jabatan_kini="Guru Ahli Muda", jenis="pppk", jenis_kelamin="p", tanggal_lahir=born
            )
    return portal


def test_question_is_put_together_by_mouse(sekolah: Portal, tmp_path):
    hr = sekolah.masuk("admin_bkd")
    hr.visit("/")
    if sekolah.lebar > 768:
        hr.click("Rekap", inside=hr.page.locator(".sisi"))
    else:
        hr.visit("/rekap/")
        hr.page.get_by_text("Hitung hanya").click()
    form = hr.page.locator("form.susun-rekap")
    for label, choice in CHOICES:
        form.get_by_label(label, exact=True).select_option(label=choice)
        hr.page.wait_for_load_state("networkidle")
    expect(hr.page.get_by_role("heading", name=ANSWER)).to_be_visible()
    expect(hr.page.locator("#kabar")).to_have_text(ANSWER)
    hr.check()
    assert "kota" in hr.path
    assert "umur_dari=51" in hr.path

    # The picture is drawn of the table, and its bar leads to the rows.
    picture = hr.page.locator(".bagan-gambar canvas")
    expect(picture).to_be_visible()
    with hr.page.expect_download() as arriving:
        hr.page.get_by_role("button", name="Unduh gambar").click()
    assert arriving.value.suggested_filename.startswith("guru-pppk-perempuan")
    with hr.page.expect_download() as arriving:
        hr.page.get_by_role("button", name="Unduh Excel").click()
    file = tmp_path / "rekap.xlsx"
    arriving.value.save_as(file)
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    assert [row[:2] for row in rows[-3:]] == [["Jakarta Barat", 3], ["Jakarta Timur", 2], ["Jumlah", 5]]

    row = hr.page.locator("tbody tr", has_text="Jakarta Barat")
    hr.press(row.get_by_role("link"))
    hr.check()
    assert hr.page.locator("tbody th").count() == 3
    assert "di Jakarta Barat, per 31 Desember 2026" in hr.text
    hr.page.go_back()
    expect(hr.page.get_by_role("heading", name=ANSWER)).to_be_visible()

    # The same address again is the same question.
    hr.visit(hr.path)
    assert form.get_by_label("Jenis pegawai", exact=True).input_value() == "pppk"


def test_bar_leads_to_its_rows(sekolah: Portal):
    hr = sekolah.masuk("admin_bkd")
    hr.visit("/rekap/?apa=pegawai&baris=kota&jabatan=guru")
    canvas = hr.page.locator(".bagan-gambar canvas")
    expect(canvas).to_be_visible()
    # In the middle of the first bar, a little right of the axis.
    place = hr.page.evaluate(
        """() => {
            const chart = Chart.getChart(document.querySelector('.bagan-gambar canvas'));
            const bar = chart.getDatasetMeta(0).data[0];
            return { x: (bar.x + bar.base) / 2, y: bar.y };
        }"""
    )
    canvas.scroll_into_view_if_needed()
    with hr.page.expect_event("domcontentloaded"):
        canvas.click(position=place)
    hr.check()
    assert hr.path.startswith("/rekap/pegawai/?")
    assert "kota=31.73" in hr.path


@pytest.mark.parametrize("lebar", [1366], indirect=True)
def test_ready_questions_and_the_dark(sekolah: Portal):
    hr = sekolah.masuk("admin_bkd", color_scheme="dark")
    hr.visit("/rekap/")
    for nama in ("Pegawai per kota", "Piramida umur", "Jenis pegawai per unit"):
        hr.click(nama)
        expect(hr.page.locator("figure.bagan canvas").first).to_be_visible()
    hr.click("Unit kerja", inside=hr.page.locator(".pilih-lingkup"))
    hr.click("Sekolah per kota")
    assert re.search(r"Unit kerja jenis sekolah, per kota, per .*: 2 unit", hr.text)
    hr.press(hr.page.locator("tbody tr", has_text="Jakarta Barat").get_by_role("link"))
    hr.check()
    assert "SD Barat" in hr.text


@pytest.mark.parametrize("lebar", [1366], indirect=True)
def test_whole_without_script(sekolah: Portal):
    hr = sekolah.masuk("admin_bkd", java_script_enabled=False)
    hr.visit("/rekap/")
    hr.page.get_by_label("Kelompok jabatan", exact=True).select_option(label="Guru")
    hr.page.get_by_label("Baris", exact=True).select_option(label="Kota atau kabupaten")
    hr.click("Hitung", inside=hr.page.locator("form.susun-rekap"))
    assert "Guru, per kota" in hr.text
    assert hr.page.locator("tbody tr").count() == 2
    expect(hr.page.locator(".bagan-gambar")).to_be_hidden()
    expect(hr.page.get_by_role("button", name="Unduh gambar")).to_be_hidden()


@pytest.mark.parametrize("lebar", [1366], indirect=True)
def test_only_the_chosen_chart_is_printed(sekolah: Portal):
    hr = sekolah.masuk("admin_bkd")
    hr.visit("/rekap/?apa=pegawai&baris=kota")
    expect(hr.page.locator("figure.bagan canvas")).to_be_visible()
    hr.page.evaluate("() => { window.print = () => window.dispatchEvent(new Event('beforeprint')); }")
    hr.page.get_by_role("button", name="Cetak bagan ini").click()
    hr.page.emulate_media(media="print")
    expect(hr.page.locator("figure.bagan table")).to_be_visible()
    expect(hr.page.locator("h1")).to_be_hidden()
    hr.page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    expect(hr.page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("lebar", [1366], indirect=True)
def test_leader_sees_sums_and_no_filter(sekolah: Portal):
    leader = sekolah.masuk("pimpinan")
    leader.visit("/rekap/?apa=pegawai&baris=cabang&kolom=jenis")
    assert "tanpa saringan" in leader.text
    assert leader.page.get_by_label("Jenis pegawai", exact=True).count() == 0
    assert leader.page.locator("figure.bagan td a").count() == 0
    leader.visit("/rekap/pegawai/?apa=pegawai", status=403)
