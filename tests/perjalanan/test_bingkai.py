"""The frame: search by keyboard, figures down to their rows, a wrong unit until its answer, and all that without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.perjalanan.conftest import Portal
from tests.perjalanan.peramban import Peramban


def open_search(person: Peramban) -> None:
    """Ctrl+K; the first list arrives."""
    person.page.keyboard.press("Control+k")
    expect(person.page.locator("dialog.cari-dialog")).to_have_attribute("open", "")
    expect(person.page.get_by_role("option", name="Beranda")).to_be_visible()
    expect(person.page.get_by_role("combobox")).to_be_focused()


def search(person: Peramban, words: str, first: str) -> None:
    """Type and wait until the finds belong to what was typed."""
    person.page.get_by_role("combobox").fill(words)
    expect(person.page.get_by_role("option").first).to_contain_text(first)


def test_colleague_is_found_by_keyboard(portal: Portal):
    siti = portal.masuk("pegawai")
    siti.visit("/tugas/")
    open_search(siti)
    siti.look()
    search(siti, "bu san", "Budi Santoso")
    siti.look()
    field = siti.page.get_by_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_attribute("aria-activedescendant", "temuan-1-1")
    expect(siti.page.locator("[data-cari-kabar]")).to_have_text("1 hasil")
    with siti.page.expect_event("domcontentloaded"):
        siti.page.keyboard.press("Enter")
    siti.check()
    assert siti.page.get_by_role("heading", level=1).inner_text() == "Budi Santoso"


def test_arrows_go_round_and_escape_gives_the_focus_back(portal: Portal):
    siti = portal.masuk("pegawai")
    siti.visit("/")
    siti.page.locator("a.cari").focus()
    siti.page.keyboard.press("Enter")
    expect(siti.page.get_by_role("option", name="Beranda")).to_be_visible()
    search(siti, "seksi", "Seksi Satu")
    chosen = siti.page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_contain_text("Seksi Satu")
    siti.page.keyboard.press("ArrowDown")
    expect(chosen).to_have_count(1)
    siti.page.keyboard.press("ArrowUp")
    expect(chosen).to_contain_text("Seksi Satu")
    siti.page.keyboard.press("Escape")
    expect(siti.page.locator("dialog.cari-dialog")).not_to_have_attribute("open", "")
    expect(siti.page.locator("a.cari")).to_be_focused()


def test_hr_finds_by_number_and_no_address_holds_it(portal: Portal):
    hr, nip = portal.masuk("admin_unit"), portal.provinsi.orang["pegawai"].nip
    hr.visit("/")
    asked: list[str] = []
    hr.page.on("request", lambda request: asked.append(request.url))
    open_search(hr)
    search(hr, f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}", "Siti Aminah")
    hr.page.get_by_role("combobox").fill(nip[:8])
    hr.page.keyboard.press("Enter")  # at once, before the list has come: the page with all finds
    hr.page.wait_for_url("**/cari/")
    hr.check()
    assert "Siti Aminah" in hr.text
    assert not [url for url in asked if nip[:8] in url]
    hr.visit(f"/pegawai/?q={nip}")
    assert hr.path == "/cari/"
    assert "Nomor pegawai tidak dicari lewat alamat halaman." in hr.text


def test_every_figure_leads_to_as_many_rows(portal_berisi: Portal):
    hr = portal_berisi.masuk("admin_unit")
    hr.visit("/")
    tile = hr.page.locator(".petak").filter(has_text="Data lengkap").get_by_role("link")
    number = re.match(r"\d+", tile.inner_text())
    assert number
    hr.press(tile)
    hr.check()
    assert f"dari {number.group()}" in hr.page.locator(".kaki-tabel").inner_text()
    hr.page.go_back()
    hr.page.wait_for_url("**/")
    hr.visit("/angka/")
    hr.click("Seksi Satu", inside=hr.page.locator("main"))
    assert hr.page.locator(".remah").get_by_role("link").all_inner_texts() == ["Angka kepegawaian", "Dinas Satu"]
    count = hr.page.locator("#menurut-jenis td.angka").get_by_role("link").first
    number = re.match(r"\d+", count.inner_text())
    assert number
    hr.press(count)
    hr.check()
    assert f"dari {number.group()}" in hr.page.locator(".kaki-tabel").inner_text()


def test_wrong_unit_until_its_answer(portal: Portal):
    siti, hr, province = portal.masuk("pegawai"), portal.masuk("admin_unit"), portal.masuk("admin_bkd")
    siti.visit("/")
    siti.click("Unit saya salah")
    assert "Yang tercatat sekarang Seksi Satu" in siti.text
    siti.click("Kirim laporan", status=422)
    siti.fill({"Yang benar": "Saya di Dinas Dua sejak 2 November 2026."})
    siti.click("Kirim laporan")
    siti.visit("/")
    assert "Sedang diperiksa" in siti.text
    assert "Unit saya salah" not in siti.text
    for person in (hr, province):
        person.visit("/")
        assert "Periksa laporan Siti Aminah: unit" in person.text
    province.click("Buka tugas")
    province.fill({"Keputusan": "Data sudah diperbaiki", "Tanggapan untuk pelapor": "Sudah dipindahkan."})
    province.click("Simpan jawaban")
    hr.visit("/")
    assert "Periksa laporan Siti Aminah" not in hr.text
    siti.visit("/")
    siti.click("Baca jawaban")
    assert "Sudah dipindahkan." in siti.text


def test_superior_sees_the_team_and_what_is_missing(portal_berisi: Portal):
    boss = portal_berisi.masuk("atasan")
    boss.visit("/")
    team = boss.page.locator("#_tim")
    expect(team).to_contain_text("Rina Tanpa Akun")
    expect(team.locator("tr").filter(has_text="Rina Tanpa Akun")).to_contain_text("Akun belum aktif")


@pytest.mark.parametrize("lebar", [360], indirect=True)
def test_frame_without_script(portal_berisi: Portal):
    hr = portal_berisi.masuk("admin_unit", java_script_enabled=False)
    hr.visit("/")
    hr.click("Buka halaman ini", inside=hr.page.locator("section[aria-label='Angka kepegawaian']"))
    assert hr.path == "/angka/"
    hr.visit("/")
    hr.press(hr.page.locator("a.cari"))
    hr.check()
    hr.fill({"Nama, NIP, NRK": portal_berisi.provinsi.orang["pegawai"].nip})
    hr.click("Cari", inside=hr.page.locator("main form"))
    assert hr.path == "/cari/"
    hr.click("Siti Aminah", inside=hr.page.locator("main"))
    siti = portal_berisi.masuk("pegawai", java_script_enabled=False)
    siti.visit("/")
    siti.click("Unit saya salah")
    siti.fill({"Yang benar": "Dinas Dua."})
    siti.click("Kirim laporan")
    assert "Laporan Anda terkirim." in siti.text


@pytest.mark.parametrize("lebar", [1366], indirect=True)
def test_figures_print_without_the_frame(portal_berisi: Portal):
    hr = portal_berisi.masuk("admin_bkd")
    hr.visit("/angka/")
    hr.page.evaluate(
        "() => document.querySelector('.bagan-kisi').insertAdjacentHTML('beforeend', '<details><p>Terlipat</p></details>')"
    )
    hr.page.emulate_media(media="print")
    hr.page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    expect(hr.page.get_by_text("Terlipat")).to_be_visible()
    hr.page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    expect(hr.page.get_by_text("Terlipat")).to_be_hidden()
    for hidden in (".atap", ".sisi", ".kontak", "button[data-cetak]"):
        expect(hr.page.locator(hidden).first).to_be_hidden()
    for shown in ("figure.bagan canvas", "#menurut-umur-kelamin table", ".petak-baris"):
        expect(hr.page.locator(shown).first).to_be_visible()
