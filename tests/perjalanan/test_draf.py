"""A long form that saves itself: two tabs, a line that breaks, a session that ends, and what is left at the end."""

from __future__ import annotations

import re

import pytest
from django.db import OperationalError
from playwright.sync_api import expect

from asn_portal.core.models import DrafFormulir
from asn_portal.core.services import draf
from pegawai.models import LaporanData
from pegawai.services import laporan
from tests.factories.core import PASSWORD
from tests.perjalanan.conftest import Portal, grow_idle

PAGE = "/laporan-data/tambah/"
SAVED = re.compile(r"Tersimpan \d\d\.\d\d\.")


def test_saved_by_itself_and_found_again(portal: Portal):
    siti = portal.masuk("pegawai")
    siti.visit(PAGE)
    page = siti.page
    page.get_by_label("Yang benar").fill("Saya pindah ke Suku Dinas.")
    expect(page.locator("[data-draf-kabar]")).to_have_text(SAVED)
    siti.look()
    siti.visit("/")  # leaving asks nothing: everything is saved
    siti.click("Laporan data yang salah", inside=page.locator("main"))
    assert page.get_by_label("Yang benar").input_value() == "Saya pindah ke Suku Dinas."
    expect(page.locator("[data-draf-kabar]")).to_contain_text("sudah dikembalikan")
    page.get_by_label("Yang salah").select_option(label="Unit")
    siti.click("Kirim laporan")
    assert LaporanData.objects.count() == 1
    page.wait_for_timeout(2000)  # no late saving brings it back
    assert not DrafFormulir.objects.exists()


def test_second_tab_is_told_and_chooses(portal: Portal):
    siti = portal.masuk("pegawai")
    siti.visit(PAGE)
    first, second = siti.page, siti.context.new_page()
    siti.listen(second)
    second.goto(portal.url + PAGE)
    first.get_by_label("Yang benar").fill("Dari tab satu.")
    expect(first.locator("[data-draf-kabar]")).to_have_text(SAVED)
    second.get_by_label("Yang benar").fill("Dari tab dua.")
    box = second.locator("[data-draf-banding]")
    expect(box).to_contain_text("juga diisi di tab atau perangkat lain")
    expect(box.locator("tbody tr")).to_have_count(1)
    expect(box).to_contain_text("Dari tab satu.")
    expect(box).to_contain_text("Dari tab dua.")
    siti.complaints.clear()  # the 409 that tells the second tab
    siti.page = second
    siti.look()
    second.get_by_role("button", name="Pakai isian di halaman ini").click()
    expect(second.locator("[data-draf-kabar]")).to_have_text(SAVED)
    expect(box).to_be_hidden()
    # Now the first one is behind, and takes what the second one has.
    first.get_by_label("Yang benar").fill("Dari tab satu lagi.")
    first.get_by_role("button", name="Pakai isian tersimpan").click()
    expect(first.get_by_label("Yang benar")).to_have_value("Dari tab dua.")
    expect(first.locator("[data-draf-kabar]")).to_have_text(SAVED)


def test_line_that_breaks_loses_nothing(portal: Portal):
    siti = portal.masuk("pegawai")
    siti.visit(PAGE)
    page = siti.page
    siti.context.set_offline(True)
    page.get_by_label("Yang benar").fill("Ditulis tanpa jaringan.")
    expect(page.locator("[data-draf-kabar]")).to_contain_text("jaringan terputus")
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.locator("[data-draf-kabar]")).to_contain_text("Belum terkirim")
    assert not DrafFormulir.objects.exists()
    siti.context.set_offline(False)
    expect(page.locator("[data-draf-kabar]")).to_have_text(SAVED)
    assert DrafFormulir.objects.count() == 1
    siti.complaints.clear()  # the browser tells of the line that this test has cut


@pytest.mark.parametrize("fault", ["portal", "jaringan"])
def test_form_that_was_sent_in_vain_still_has_its_text(portal: Portal, monkeypatch: pytest.MonkeyPatch, fault: str):
    siti = portal.masuk("pegawai")
    siti.visit("/")
    siti.visit(PAGE)
    page = siti.page

    def away(*_: object, **__: object) -> None:
        raise OperationalError

    with monkeypatch.context() as broken:
        if fault == "portal":
            broken.setattr(draf, "save_draft", away)
            broken.setattr(laporan, "report_data", away)
        else:
            page.route("**/draf/", lambda route: route.abort())
            page.route(
                f"**{PAGE}", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
            )
        page.get_by_label("Yang benar").fill("Ditulis dan dikirim saat gangguan.")
        expect(page.locator("[data-draf-kabar]")).to_contain_text("Belum tersimpan")
        page.get_by_role("button", name="Kirim laporan").click()
        expect(page.get_by_label("Yang benar")).to_have_count(0)
    page.unroute_all()
    siti.complaints.clear()  # the faults of this test
    siti.visit("/")
    siti.visit(PAGE)
    expect(page.get_by_label("Yang benar")).to_have_value("Ditulis dan dikirim saat gangguan.")
    expect(page.locator("[data-draf-kabar]")).to_have_text(SAVED)
    siti.click("Kirim laporan")
    assert LaporanData.objects.get().isi == "Ditulis dan dikirim saat gangguan."
    siti.visit(PAGE)
    expect(page.get_by_label("Yang benar")).to_have_value("")
    assert not DrafFormulir.objects.exists()


def test_session_that_ends_while_one_writes(portal: Portal):
    siti = portal.masuk("pegawai")
    siti.visit(PAGE)
    page = siti.page
    grow_idle(siti, 40)
    page.get_by_label("Yang benar").fill("Ditulis setelah sesi berakhir.")
    expect(page.locator("[data-draf-kabar]")).to_contain_text("sesi Anda sudah berakhir")
    assert not DrafFormulir.objects.exists()
    page.get_by_role("link", name="Masuk lagi").click()
    siti.fill({"NRK, NIP": portal.provinsi.akun["pegawai"].username, "Kata sandi": PASSWORD})
    page.locator("main").get_by_role("button", name="Masuk").click()
    page.wait_for_url(f"**{PAGE}")
    assert page.get_by_label("Yang benar").input_value() == "Ditulis setelah sesi berakhir."
    expect(page.locator("[data-draf-kabar]")).to_have_text(SAVED)


def test_without_script_the_form_works_as_before(portal: Portal):
    siti = portal.masuk("pegawai", java_script_enabled=False)
    siti.visit(PAGE)
    siti.page.get_by_label("Yang salah").select_option(label="Unit")
    siti.page.get_by_label("Yang benar").fill("Saya pindah.")
    siti.click("Kirim laporan")
    assert LaporanData.objects.count() == 1
