"""A new employee without e-mail gets in with a slip, says what is wrong, and is answered."""

from __future__ import annotations

from playwright.sync_api import expect

from pegawai.models import Pegawai
from tests.factories.core import PASSWORD
from tests.factories.pegawai import make_person
from tests.perjalanan.conftest import Portal
from tests.perjalanan.peramban import Peramban


def new_employee(portal: Portal, nama: str = "Rina Marlina") -> Pegawai:
    p = portal.provinsi
    return make_person(nama, unit=p.seksi, atasan=p.orang["atasan"], with_account=False)


def print_slip(hr: Peramban, *people: Pegawai) -> dict[str, str]:
    """HR ticks these people and prints; returns the codes by NRK as they stand on the paper."""
    hr.visit("/akun-pegawai/")
    for person in people:
        hr.page.get_by_label(f"Pilih {person.nama}").check()
    expect(hr.page.locator("[data-jumlah-pilih]")).to_have_text(f"{len(people)} orang dipilih")
    hr.click("Cetak slip yang dipilih")
    return read_slips(hr)


def read_slips(hr: Peramban) -> dict[str, str]:
    slips = hr.page.locator(".slip")
    numbers = slips.locator("p:has-text('NRK') strong").all_inner_texts()
    return dict(zip(numbers, slips.locator(".kode-besar").all_inner_texts(), strict=True))


def activate(browser: Peramban, number: str, code: str, password: str = PASSWORD) -> None:
    """The first two screens."""
    browser.visit("/masuk/")
    browser.click("Aktifkan akun dengan slip")
    browser.fill({"NRK": number, "Kode aktivasi": code})
    browser.click("Lanjutkan")
    browser.page.get_by_label("Saya sudah membaca").check()
    browser.fill({"Kata sandi baru": password, "Ulangi kata sandi baru": password})
    browser.click("Simpan dan masuk")


def test_account_without_email_is_activated_reports_and_is_answered(portal: Portal):
    rina, hr = new_employee(portal), portal.masuk("admin_unit")
    codes = print_slip(hr, rina)
    assert list(codes) == [rina.nrk]
    phone = portal.open("rina")
    activate(phone, rina.nrk, codes[rina.nrk])
    phone.click("Lanjutkan")
    assert phone.visited == ["/masuk/", "/aktivasi/", "/aktivasi/sandi/", "/aktivasi/kontak/", "/aktivasi/periksa/"]
    assert [text in phone.text for text in ("Rina Marlina", "Seksi Satu", "Kepala Seksi Satu")] == [True] * 3

    phone.click("Ada yang salah dengan atasan")
    assert [text in phone.text for text in ("Bukan atasan saya", "Yang tercatat sekarang")] == [True] * 2
    phone.fill({"Yang benar": "Atasan saya Kepala Dinas Satu."})
    phone.click("Kirim laporan")
    assert "Laporan Anda terkirim. Jawaban paling lambat 3 x 24 jam." in phone.text

    hr.visit("/tugas/")
    hr.click("Periksa laporan Rina Marlina: atasan")
    assert "Atasan saya Kepala Dinas Satu." in hr.text
    hr.fill({"Keputusan": "Data sudah diperbaiki", "Tanggapan untuk pelapor": "Atasan sudah diperbaiki."})
    hr.click("Simpan jawaban")
    hr.visit("/tugas/")
    assert "Rina Marlina" not in hr.text

    phone.visit("/pemberitahuan/")
    assert "Laporan Anda tentang atasan dijawab" in phone.text
    phone.click("Buka")
    assert "Atasan sudah diperbaiki." in phone.text

    stranger = portal.open()
    stranger.visit("/aktivasi/")
    stranger.fill({"NRK": rina.nrk, "Kode aktivasi": codes[rina.nrk]})
    stranger.click("Lanjutkan", status=422)
    assert "NRK dan kode tidak cocok, atau kodenya sudah tidak berlaku." in stranger.text
    assert stranger.page.title().startswith("Kesalahan:")
    assert stranger.page.get_by_label("NRK").input_value() == rina.nrk


def test_confirmed_data_lead_to_the_start_page(portal: Portal):
    siti = portal.masuk("pegawai")
    siti.visit("/aktivasi/periksa/")
    siti.click("Benar, buka beranda")
    assert siti.path == "/"


def test_weak_password_is_explained_at_its_field(portal: Portal):
    rina = new_employee(portal)
    code = print_slip(portal.masuk("admin_unit"), rina)[rina.nrk]
    phone = portal.open("rina")
    phone.visit("/aktivasi/")
    phone.fill({"NRK": rina.nrk, "Kode aktivasi": code.lower().replace(" ", "-")})
    phone.click("Lanjutkan")
    phone.fill({"Kata sandi baru": "rahasia", "Ulangi kata sandi baru": "rahasia"})
    phone.click("Simpan dan masuk", status=422)
    field = phone.page.get_by_label("Kata sandi baru", exact=True)
    expect(phone.page.locator(".ringkasan-galat")).to_be_focused()
    assert field.get_attribute("aria-invalid") == "true"
    said = phone.page.locator(f"#{field.get_attribute('aria-describedby').split()[-1]}").inner_text()
    assert "12" in said
    assert "Baca pemberitahuan privasi lalu beri tanda di sini." in phone.text


def test_slips_print_without_the_frame(portal: Portal):
    hr = portal.masuk("admin_unit")
    print_slip(hr, new_employee(portal, "Rina Marlina"), new_employee(portal, "Tono Wibowo"))
    assert "2 slip siap dicetak" in hr.text
    hr.page.emulate_media(media="print")
    for part in (".atap", ".sisi", ".bawah", "main .btn"):
        expect(hr.page.locator(part).first).to_be_hidden()
    expect(hr.page.locator(".slip").first).to_be_visible()
    hr.shoot()
