"""Data quality by mouse: HR opens a worklist, puts one finding right and sees it vanish; HR of a unit asks, the person does it."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from asn_portal.core.models import Pengguna
from asn_portal.mutu.models import TemuanMutu
from asn_portal.mutu.services import begin_run, run_whole
from pegawai.models import DataKepegawaian
from tests.factories.mutu import TODAY, complete
from tests.factories.riwayat import all_entries
from tests.perjalanan.conftest import DI_MEJA, Portal

pytestmark = DI_MEJA


@pytest.fixture
def dihitung(portal: Portal) -> Portal:
    """Everybody complete but for one TMT and one phone, and counted."""
    all_entries()
    people = portal.provinsi.orang
    for name in ("pegawai", "rekan", "atasan", "atasan_penilai", "orang_dinas_lain"):
        complete(people[name])
    DataKepegawaian.objects.filter(pegawai=people["rekan"]).update(tmt_pns=None)
    Pengguna.objects.filter(pk=people["pegawai"].pengguna_id).update(telepon="")
    run_whole(begin_run(portal.provinsi.instansi.pk, TODAY, pemicu="malam").pk)
    return portal


def test_hr_fixes_one_finding_and_sees_it_vanish(dihitung: Portal):
    hr, budi = dihitung.masuk("admin_bkd"), dihitung.provinsi.orang["rekan"]
    hr.visit("/mutu/")
    assert "Indeks mutu data" in hr.text
    hr.click("TMT PNS kosong", inside=hr.page.locator("main"))
    assert budi.nama in hr.text
    hr.press(hr.page.get_by_role("link", name="Isi TMT PNS"))
    assert hr.page.url.endswith("#id_tmt_pns")
    hr.page.evaluate("scrollTo(0, 0)")  # at the field the bar on top covers another one in part
    hr.check()
    hr.fill({"TMT PNS": "01/03/1990", "Mengapa diperbaiki": "SK PNS ditemukan di arsip"})
    hr.click("Simpan", status=422)
    assert "TMT PNS tidak mungkin sebelum TMT CPNS" in hr.text
    tmt = DataKepegawaian.objects.get(pegawai=budi).tmt_cpns
    hr.fill({"TMT PNS": date(tmt.year + 1, tmt.month, 1).strftime("%d/%m/%Y")})
    hr.click("Simpan")
    hr.visit("/mutu/orang/?indikator=COM_4")
    assert "Tidak ada temuan di sini" in hr.text
    hr.visit("/mutu/")
    assert "TMT PNS kosong" not in hr.page.locator("table").first.inner_text()
    assert TemuanMutu.objects.filter(orang_id=budi.pk, selesai=TODAY).count() == 1


def test_hr_of_the_unit_asks_and_the_person_completes(dihitung: Portal):
    hr = dihitung.masuk("admin_unit")
    hr.visit("/mutu/orang/?indikator=COM_7")
    hr.click("Beri tahu pegawainya", inside=hr.page.locator("main"))
    assert "1 pegawai" in hr.text
    hr.click("Beri tahu 1 pegawai")
    assert "1 pegawai diberi tahu" in hr.page.locator("body").inner_text()
    siti = dihitung.masuk("pegawai")
    siti.visit("/")
    expect(siti.page.locator("#_mutu_satu")).to_contain_text("Isi nomor telepon")
    siti.click("Isi nomor telepon", inside=siti.page.locator("#_mutu_satu"))
    siti.fill({"Nomor telepon": "0812 3456 7890"})
    siti.click("Simpan", inside=siti.page.locator("main"))
    siti.visit(f"/pegawai/{dihitung.provinsi.orang['pegawai'].pk}/mutu/")
    assert "Tidak ada temuan" in siti.text
    assert "Yang sudah diperbaiki" in siti.text


def test_recount_is_followed_and_pages_hold_without_script(dihitung: Portal):
    hr = dihitung.masuk("admin_bkd")
    hr.visit("/mutu/")
    hr.press(hr.page.get_by_role("button", name="Hitung ulang sekarang"))
    assert "Penghitungan mutu data" in hr.text
    plain = dihitung.masuk("admin_unit", java_script_enabled=False)
    plain.visit("/mutu/")
    plain.visit("/mutu/orang/?indikator=COM_7")
    assert "Siti Aminah" in plain.text
