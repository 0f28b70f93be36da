"""Without a mouse, and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from asn_portal.core.models import Pengguna
from pegawai.models import LaporanData
from tests.factories.core import PASSWORD
from tests.perjalanan.conftest import Portal
from tests.perjalanan.peramban import Peramban


def press(browser: Peramban, *keys: str) -> None:
    for key in keys:
        browser.page.keyboard.press(key)


def focused(browser: Peramban) -> str:
    return browser.page.evaluate("() => document.activeElement.textContent.trim() || document.activeElement.id")


def tab_to(browser: Peramban, wanted: str, most: int = 40) -> None:
    """Tab until the focus is there; every stop on the way has a visible mark."""
    for _ in range(most):
        press(browser, "Tab")
        width = browser.page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' || s.boxShadow !== 'none' }"
        )
        assert width, f"no visible focus on {focused(browser)!r}"
        if focused(browser).startswith(wanted):
            return
    raise AssertionError(f"{wanted!r} not reached by Tab on {browser.path}")


def enter(browser: Peramban, status: int = 200) -> None:
    with browser.page.expect_event("domcontentloaded"):
        press(browser, "Enter")
    browser.check(status=status)


def test_login_work_and_leave_by_keyboard(portal: Portal):
    siti = portal.provinsi.akun["pegawai"]
    person = portal.open("siti")
    person.visit("/masuk/")
    press(person, "Tab")
    assert focused(person) == "Lewati ke isi"
    expect(person.page.locator(".lewati")).to_be_in_viewport()
    press(person, "Enter")
    assert focused(person).startswith("Masuk ke Portal Pegawai")
    tab_to(person, "id_login")
    person.page.keyboard.type(siti.username)
    tab_to(person, "id_password")
    person.page.keyboard.type(PASSWORD)
    enter(person)
    assert person.path == "/"

    tab_to(person, "SA")
    press(person, "Enter")
    tab_to(person, "Akun saya")
    press(person, "Escape")
    expect(person.page.locator("details.menu-orang")).not_to_have_attribute("open", "")
    assert focused(person).startswith("SA")
    press(person, "Enter")
    tab_to(person, "Akun saya")
    enter(person)
    tab_to(person, "Ubah kontak")
    enter(person)
    tab_to(person, "id_email")
    person.page.keyboard.type("bukan surel")
    enter(person, status=422)
    expect(person.page.locator(".ringkasan-galat")).to_be_focused()
    press(person, "Tab", "Enter")
    assert focused(person) == "id_email"
    press(person, "Control+a", "Delete")
    enter(person)
    assert "Kontak Anda tersimpan pada" in person.text


def test_whole_menu_by_keyboard(portal: Portal):
    person = portal.masuk("pegawai")
    person.visit("/menu/")
    press(person, "Tab", "Enter")
    tab_to(person, "Unit kerja")
    enter(person)
    assert person.path == "/unit/"


@pytest.mark.parametrize("lebar", [360], indirect=True)
def test_without_javascript_one_can_read_and_submit(portal: Portal):
    siti = portal.provinsi.akun["pegawai"]
    person = portal.open("siti", java_script_enabled=False)
    person.login(siti.username, "salah")
    assert "Nama masuk atau kata sandi tidak cocok." in person.text
    person.login(siti.username, PASSWORD)
    assert person.path == "/"
    person.visit("/akun/kontak/")
    person.fill({"Nomor telepon": "12"})
    person.click("Simpan kontak", status=422)
    assert "Nomor telepon berisi 8 sampai 15 angka" in person.text
    person.fill({"Nomor telepon": "0812 3456 7890"})
    person.click("Simpan kontak")
    assert Pengguna.objects.get(pk=siti.pk).telepon == "0812 3456 7890"
    person.visit("/pegawai/?q=budi")
    assert "1-1 dari 1" in person.text
    person.visit("/laporan-data/tambah/?bagian=nama")
    person.fill({"Yang benar": "Nama saya Siti Aminah Putri."})
    person.click("Kirim laporan")
    assert LaporanData.objects.get().isi == "Nama saya Siti Aminah Putri."
    person.page.locator("details.menu-orang summary").click()
    person.click("Keluar")
    assert person.path == "/masuk/"
