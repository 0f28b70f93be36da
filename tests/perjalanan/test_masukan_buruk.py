"""What goes wrong gets one sentence and a way out; nothing typed is lost, nothing counts twice."""

from __future__ import annotations

import pytest
from django.utils import timezone

from asn_portal.core.enums import Peran
from asn_portal.core.models import Pengguna, PenugasanPeran
from asn_portal.core.services import peran as services
from pegawai.models import LaporanData
from tests.perjalanan.conftest import Portal

# The width decides nothing here.
pytestmark = pytest.mark.parametrize("lebar", [360], indirect=True)


@pytest.mark.parametrize("script", [True, False], ids=["script", "tanpa-script"])
def test_double_click_counts_once(portal: Portal, script: bool):
    siti = portal.masuk("pegawai", java_script_enabled=script)
    siti.visit("/laporan-data/tambah/?bagian=unit")
    siti.fill({"Yang benar": "Saya di Dinas Dua."})
    siti.page.get_by_role("button", name="Kirim laporan").dblclick()
    siti.page.wait_for_url("**/laporan-data/*-*/")
    siti.check()
    assert LaporanData.objects.count() == 1
    assert "masih diperiksa" not in siti.text


def test_second_of_two_admins_gets_a_sentence(portal: Portal):
    p, today = portal.provinsi, timezone.localdate()
    usulan = services.propose_peran(
        untuk=p.akun["rekan"], peran=Peran.PENANDA_TANGAN, unit=p.akar, mulai=today, sampai=None, alasan="SK",
        nomor_sk="", jenis="beri", by=p.akun["admin_bkd"],
    )  # fmt: skip
    fast, slow = portal.masuk("admin_bkd2"), portal.masuk("admin_sistem")
    for browser in (fast, slow):
        browser.visit(f"/peran/usulan/{usulan.pk}/")
    fast.click("Setujui usulan")
    slow.click("Setujui usulan")
    assert slow.page.locator(".pesan-galat").inner_text().strip() != ""
    assert "Disetujui oleh Akun admin_bkd2" in slow.text
    assert PenugasanPeran.objects.kini().filter(pengguna=p.akun["rekan"]).count() == 1


def test_page_open_too_long_offers_the_form_again(portal: Portal):
    siti = portal.masuk("pegawai")
    siti.visit("/akun/kontak/")
    siti.fill({"Nomor telepon": "0812 3456 7890"})
    siti.context.clear_cookies(name="csrftoken")
    siti.click("Simpan kontak", status=403)
    assert "Isian Anda masih ada: kirim lagi dengan tombol di bawah." in siti.text
    assert Pengguna.objects.get(pk=portal.provinsi.akun["pegawai"].pk).telepon == ""
    siti.click("Kirim lagi isian saya")
    assert Pengguna.objects.get(pk=portal.provinsi.akun["pegawai"].pk).telepon == "0812 3456 7890"


def test_refusals_are_pages_with_a_way_out(portal: Portal):
    siti = portal.masuk("pegawai")
    for path, status, heading in (
        ("/peran/", 403, "Anda tidak berwenang membuka ini"),
        ("/tidak-ada/", 404, "Halaman tidak ada"),
        ("/pegawai/01a1ffca-6604-7fe0-97b7-10f20ae8aa9b/", 404, "Halaman tidak ada"),
        ("/pemberitahuan/dibaca/", 405, "Alamat ini tidak dapat dibuka langsung"),
    ):
        siti.visit(path, status=status)
        assert siti.page.locator("h1").inner_text() == heading
        siti.click("Buka beranda")
        assert siti.path == "/"


def test_unreadable_parameters_are_ignored(portal: Portal):
    siti = portal.masuk("pegawai")
    for path in (
        "/unit/?pada=kemarin",
        "/pegawai/?unit=semua&hal=-3",
        "/pemberitahuan/?hal=zzz",
        "/laporan-data/?status=x",
    ):
        siti.visit(path)


def test_nothing_ticked_is_said_in_words(portal: Portal):
    hr = portal.masuk("admin_unit")
    hr.visit("/akun-pegawai/")
    hr.click("Cetak slip yang dipilih")
    assert hr.path == "/akun-pegawai/"
    assert "Pilih 1 sampai 500 pegawai untuk sekali cetak." in hr.text


def test_download_leaves_the_page_usable(portal: Portal):
    hr = portal.masuk("admin_unit")
    hr.visit("/akun-pegawai/")
    hr.page.get_by_label("Pilih semua yang belum aktif di halaman ini").check()
    with hr.page.expect_download() as download:
        hr.page.get_by_role("button", name="Unduh slip yang dipilih").click()
    assert download.value.suggested_filename == "slip-aktivasi.csv"
    assert hr.page.get_by_role("button", name="Unduh slip yang dipilih").is_enabled()


def test_unsaved_form_asks_before_it_is_left(portal: Portal):
    siti = portal.masuk("pegawai")
    siti.visit("/akun/kontak/")
    siti.page.get_by_label("Nomor telepon").type("0812")
    asked = []
    siti.page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    siti.click("Batal")
    assert asked == ["beforeunload"]
