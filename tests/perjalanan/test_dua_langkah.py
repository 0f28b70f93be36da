"""The second factor: forced at first login, asked afterwards, recovered by codes or by two admins."""

from __future__ import annotations

import re

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from tests.factories.core import PASSWORD
from tests.perjalanan.conftest import Kode, Portal
from tests.perjalanan.peramban import Peramban
from tests.perjalanan.test_aktivasi import activate


def leave(browser: Peramban) -> None:
    browser.page.locator("details.menu-orang summary").click()
    browser.click("Keluar")


def set_up(browser: Peramban, kode: Kode) -> tuple[str, list[str]]:
    """On the page that asks for it: connect the phone; returns its secret and the recovery codes."""
    secret = browser.page.locator("main strong").first.inner_text().strip()
    browser.fill({"Kode": "000000"})
    browser.click("Aktifkan")
    assert browser.page.title().startswith("Kesalahan:")
    browser.fill({"Kode": kode(secret)})
    browser.click("Aktifkan")
    return secret, browser.page.locator(".kolom-kode li").all_inner_texts()


def confirm_password(browser: Peramban) -> None:
    if browser.path.startswith("/akun/konfirmasi/"):
        browser.fill({"Kata sandi Anda": PASSWORD})
        browser.click("Lanjutkan")


def test_role_that_needs_it_reaches_nothing_before(portal: Portal, kode_totp: Kode):
    admin = portal.open("admin_unit_lain")
    admin.login("admin_unit_lain", PASSWORD)
    assert "Peran Anda memerlukan verifikasi dua langkah." in admin.text
    assert admin.page.locator("nav.sisi, nav.bawah, form.cari").count() == 0
    for path in ("/", "/peran/", "/pegawai/", "/akun-pegawai/", "/akun/kontak/"):
        admin.visit(path)
        assert re.match(r"/akun/(konfirmasi|dua-langkah)/", admin.path), path
    confirm_password(admin)
    _, codes = set_up(admin, kode_totp)
    assert len(codes) == 10
    admin.click("Lanjut ke beranda")
    admin.visit("/peran/")
    assert admin.path == "/peran/"


def test_login_asks_for_a_code_that_counts_once(portal: Portal, kode_totp: Kode):
    admin = portal.open("admin_unit")
    admin.login("admin_unit", PASSWORD)
    assert admin.path.startswith("/masuk/kode/")
    admin.visit("/peran/")
    assert admin.path.startswith("/masuk/")
    admin.visit("/masuk/kode/")
    admin.fill({"Kode": "123456"})
    admin.click("Masuk")
    assert "Kode tidak cocok." in admin.text
    code = kode_totp()
    admin.fill({"Kode": code})
    admin.click("Masuk")
    assert admin.path == "/"
    leave(admin)
    admin.login("admin_unit", PASSWORD)
    admin.fill({"Kode": code})
    admin.click("Masuk")
    assert "Kode tidak cocok." in admin.text


def test_recovery_code_works_once(portal: Portal):
    code = RecoveryCodes.activate(portal.provinsi.akun["admin_unit"]).get_unused_codes()[0]
    admin = portal.open("admin_unit")
    admin.login("admin_unit", PASSWORD)
    admin.fill({"Kode": code})
    admin.click("Masuk")
    assert admin.path == "/"
    leave(admin)
    admin.login("admin_unit", PASSWORD)
    admin.fill({"Kode": code})
    admin.click("Masuk")
    assert "Kode tidak cocok." in admin.text


def test_lost_phone_is_recovered_by_two_admins(portal: Portal, kode_totp: Kode):
    owner = portal.provinsi.akun["asesor"]
    first, second = portal.masuk("admin_bkd"), portal.masuk("admin_bkd2")
    first.visit("/akun-sistem/?q=asesor")
    first.click("Akun asesor")
    first.page.get_by_text("Ajukan pemulihan", exact=True).click()
    first.click("Ajukan kepada pengelola kedua", status=422)
    assert "Alasan belum diisi." in first.text
    first.fill({"Alasan": "Datang sendiri dengan KTP."}, inside=first.page.locator("details[open]"))
    first.click("Ajukan kepada pengelola kedua")
    assert "Pemulihan diajukan kepada pengelola kedua." in first.text

    second.visit("/tugas/")
    second.click("Setujui pemulihan akun Akun asesor")
    first.visit(second.path)
    assert first.page.get_by_role("button", name="Setujui").count() == 0
    second.click("Setujui dan buat slip")
    code = second.page.locator(".kode-besar").inner_text()
    assert Authenticator.objects.filter(user=owner).exists() is False

    phone = portal.open("asesor")
    activate(phone, "asesor", code)
    assert "Peran Anda memerlukan verifikasi dua langkah." in phone.text
    confirm_password(phone)
    set_up(phone, kode_totp)
    phone.click("Lanjut ke beranda")
    assert "Slip pemulihan akun Anda dibuat" in phone.text
