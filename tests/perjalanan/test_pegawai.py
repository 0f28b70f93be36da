"""HR and a person's record: another unit, another superior, and a NIK whose reading its owner sees."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from pegawai.services.identitas import set_nik
from tests.perjalanan.conftest import Portal
from tests.perjalanan.peramban import Peramban
from tests.perjalanan.test_peran import day

NIK = "3171011502900001"


def find(browser: Peramban, word: str, name: str) -> None:
    """Through the directory, as everybody does."""
    browser.visit("/pegawai/")
    browser.page.locator("main").get_by_role("searchbox", name="Nama").fill(word)
    browser.page.get_by_role("button", name="Terapkan").click()
    expect(browser.page.locator("#_pegawai_tabel tbody tr")).to_have_count(1)
    expect(browser.page.locator("#kabar")).to_have_text("1-1 dari 1")
    assert f"q={word.replace(' ', '+')}" in browser.page.url
    browser.click(name, inside=browser.page.locator("#_pegawai_tabel"))


def test_person_moves_to_another_unit_and_is_told(portal: Portal):
    admin, siti = portal.masuk("admin_bkd"), portal.masuk("pegawai")
    find(admin, "siti", "Siti Aminah")
    admin.click("Pindahkan unit")
    words = admin.page.locator("output.sebut-tanggal")
    admin.fill({"Mulai": "2027-01-04"})
    expect(words).to_have_text("Senin, 4 Januari 2027")
    admin.fill({"Unit baru": "Dinas Dua", "Mulai": day(), "Dasar": "SK 5/2026"})
    admin.click("Pindahkan pegawai")
    assert "Dinas Dua" in admin.page.locator(".garis-data").inner_text()
    assert "Dasar: SK 5/2026" in admin.text
    siti.visit("/pemberitahuan/")
    assert "Unit Anda berubah" in siti.text
    siti.visit("/pegawai/saya/")
    assert "Dinas Dua" in siti.page.locator(".garis-data").inner_text()


def test_superior_is_decided_by_hr_with_a_reason(portal: Portal):
    p = portal.provinsi
    hr, siti = portal.masuk("admin_unit"), portal.masuk("pegawai")
    find(hr, "siti", "Siti Aminah")
    hr.click("Tetapkan atasan")
    hr.fill(
        {"Atasan": "999999", "Mulai": day(), "Alasan dan dasar": "Atasan cuti panjang"},
        inside=hr.page.locator("form.formulir"),
    )
    hr.click("Tetapkan atasan", status=422, inside=hr.page.locator("form.formulir"))
    assert "Tidak ada pegawai dengan NRK atau NIP ini." in hr.text
    hr.fill({"Atasan": p.orang["atasan_penilai"].nrk}, inside=hr.page.locator("form.formulir"))
    hr.click("Tetapkan atasan", inside=hr.page.locator("form.formulir"))
    assert "Kepala Dinas Satu Ditetapkan pengelola kepegawaian: Atasan cuti panjang" in hr.text
    siti.visit("/pegawai/saya/")
    assert "Ditetapkan pengelola kepegawaian: Atasan cuti panjang" in siti.text


def test_circle_of_superiors_is_refused_in_words(portal: Portal):
    p = portal.provinsi
    hr = portal.masuk("admin_unit")
    hr.visit(f"/pegawai/{p.orang['atasan'].pk}/atasan/")
    form = hr.page.locator("form.formulir")
    hr.fill({"Atasan": p.orang["pegawai"].nrk, "Alasan dan dasar": "Keliru"}, inside=form)
    hr.click("Tetapkan atasan", inside=form, status=422)
    assert "keduanya tidak dapat saling mengatasi" in hr.text
    assert hr.page.get_by_label("Alasan dan dasar").input_value() == "Keliru"


@pytest.fixture
def with_nik(portal: Portal) -> Portal:
    set_nik(portal.provinsi.orang["pegawai"], NIK, sah=True)
    return portal


def test_reading_a_nik_needs_a_reason_and_its_owner_sees_it(with_nik: Portal):
    admin, siti = with_nik.masuk("admin_bkd"), with_nik.masuk("pegawai")
    admin.page.clock.install()
    find(admin, "siti", "Siti Aminah")
    assert NIK not in admin.page.content()
    admin.click("Tampilkan NIK")
    admin.click("Tampilkan NIK", status=422)
    assert "Untuk keperluan apa belum diisi." in admin.text
    admin.fill({"Untuk keperluan apa": "Mencocokkan data pensiun"})
    admin.click("Tampilkan NIK")
    assert NIK in admin.text
    admin.page.clock.fast_forward(31_000)
    expect(admin.page.locator(".kode-besar")).to_have_text("3171 •••• •••• ••01")
    siti.visit("/akun/siapa-melihat/")
    assert "Pengelola kepegawaian provinsi" in siti.text
    assert "Mencocokkan data pensiun" in siti.text


def test_own_nik_is_one_click(with_nik: Portal):
    siti = with_nik.masuk("pegawai")
    siti.visit("/pegawai/saya/")
    siti.click("Tampilkan NIK")
    assert NIK in siti.text
    siti.visit("/akun/siapa-melihat/")
    assert "Belum ada yang membuka data peka Anda." in siti.text
