"""The organisation: founded, renamed from a day on, seen as of another day, merged with its people."""

from __future__ import annotations

from tests.perjalanan.conftest import DI_MEJA, Portal
from tests.perjalanan.peramban import Peramban
from tests.perjalanan.test_peran import day

pytestmark = DI_MEJA


def found(admin: Peramban, nama: str) -> None:
    admin.visit("/unit/")
    admin.click("Bentuk unit")
    admin.fill(
        {"Nama unit": nama, "Jenis unit": "Bidang", "Unit induk": "Dinas Satu", "Berlaku mulai": day(), "Dasar perubahan": "Pergub 1/2026"}
    )  # fmt: skip
    admin.click("Bentuk unit")


def as_of(browser: Peramban, tanggal: str) -> None:
    browser.fill({"Keadaan pada tanggal": tanggal})
    browser.click("Tampilkan")


def heading(browser: Peramban) -> str:
    return browser.page.locator("h1").inner_text()


def test_unit_is_founded_renamed_later_and_seen_on_both_days(portal: Portal):
    admin = portal.masuk("admin_bkd")
    found(admin, "Bidang Data")
    assert "Bidang Data dibentuk." in admin.text
    admin.click("Ubah unit")
    admin.fill({"Sebab perubahan": "Berganti nama", "Nama unit": "Bidang Data dan Informasi", "Berlaku mulai": day(30)})
    admin.click("Simpan perubahan", status=422)
    assert "Dasar perubahan belum diisi." in admin.text
    assert admin.page.get_by_label("Nama unit").input_value() == "Bidang Data dan Informasi"
    admin.fill({"Dasar perubahan": "Pergub 2/2026"})
    admin.click("Simpan perubahan")
    assert heading(admin) == "Bidang Data"
    as_of(admin, day(31))
    assert heading(admin) == "Bidang Data dan Informasi"
    as_of(admin, day(-1))
    assert heading(admin) == "Unit ini tidak ada pada tanggal tersebut"


def test_merger_takes_the_people_along(portal: Portal):
    admin, siti = portal.masuk("admin_bkd"), portal.provinsi.orang["pegawai"]
    found(admin, "Bidang Layanan")
    admin.visit(f"/unit/{portal.provinsi.seksi.pk}/")
    admin.click("Akhiri atau gabungkan unit ini")
    assert "pegawai dan unit di bawahnya ikut pindah" in admin.text
    admin.fill({"Digabungkan ke": "Bidang Layanan", "Berakhir mulai": day(10), "Dasar perubahan": "Pergub 3/2026"})
    admin.click("Akhiri Seksi Satu")
    assert "Unit ini berakhir mulai" in admin.text
    admin.visit(f"/pegawai/{siti.pk}/")
    assert "Seksi Satu" in admin.page.locator(".garis-data").inner_text()
    as_of(admin, day(10))
    assert "Bidang Layanan" in admin.page.locator(".garis-data").inner_text()


def test_unit_with_units_below_is_not_just_ended(portal: Portal):
    admin = portal.masuk("admin_bkd")
    admin.visit(f"/unit/{portal.provinsi.dinas.pk}/akhiri/")
    admin.fill({"Dasar perubahan": "Pergub 4/2026"})
    admin.click("Akhiri Dinas Satu", status=422)
    assert "Unit ini masih mempunyai unit di bawahnya. Pindahkan atau gabungkan dulu." in admin.text
    assert admin.page.get_by_label("Dasar perubahan").input_value() == "Pergub 4/2026"


def test_a_day_is_typed_or_taken_from_the_calendar_and_never_misread(portal: Portal):
    admin = portal.masuk("admin_bkd")
    admin.visit("/unit/")
    field = admin.page.get_by_label("Keadaan pada tanggal", exact=True)
    for typed in ("05/11/2026", "5-11-2026", "05112026", "5 November 2026"):
        field.fill(typed)
        admin.click("Terapkan")
        assert "Keadaan 5 November 2026" in admin.text
        assert field.input_value() == "05/11/2026"
    admin.page.get_by_role("button", name="Pilih dari kalender: Keadaan pada tanggal").click()
    calendar = admin.page.locator(".isian-tanggal [type=date]")
    assert calendar.input_value() == "2026-11-05"
    calendar.evaluate("(box) => { box.value = '2026-10-31'; box.dispatchEvent(new Event('change')); }")
    assert field.input_value() == "31/10/2026"
    field.fill("kemarin dulu")
    admin.click("Terapkan")
    assert 'Tanggal "kemarin dulu" tidak terbaca, jadi tidak dipakai. Tulis seperti 21/11/2026.' in admin.text
