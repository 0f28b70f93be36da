"""Asking for help until it is done, being looked at, news with a receipt, and the guide of the first day."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from asn_portal.core.models import PanduanDitutup, Pengguna, TandaBaca, Tiket
from asn_portal.core.services import bantuan
from pegawai.models import LaporanData
from tests.perjalanan.conftest import LAYAR, Portal
from tests.perjalanan.test_tanpa_tetikus import focused, press

REASON = "Memeriksa mengapa tombol lapor tidak tampak"


def test_request_for_help_from_asking_to_done(portal: Portal):
    siti, hr = portal.masuk("pegawai"), portal.masuk("admin_unit")
    siti.visit("/unit/")
    siti.click("Minta bantuan", inside=siti.page.locator(".kaki-halaman"))
    assert "Halaman yang Anda maksud ikut terkirim: /unit/" in siti.text
    siti.click("Kirim permintaan", status=422)
    assert "Apa yang Anda perlukan? belum diisi." in siti.text
    siti.fill({"Apa yang Anda perlukan?": "Unit saya tidak ada di daftar."})
    siti.click("Kirim permintaan")
    tiket = Tiket.objects.get()
    assert f"Permintaan {tiket.label} terkirim" in siti.text
    assert tiket.halaman == "/unit/"

    hr.visit("/tugas/")
    hr.click(f"Jawab permintaan bantuan {tiket.label}")
    assert "Unit saya tidak ada di daftar." in hr.text
    hr.fill({"Balasan": "Sudah saya tambahkan."})
    hr.click("Kirim balasan")
    assert "Balasan terkirim pada" in hr.text  # back on the list it came from
    assert "Tidak ada yang menunggu Anda." in hr.text
    hr.visit("/bantuan-masuk/?status=dijawab")
    assert tiket.label in hr.text

    siti.visit("/pemberitahuan/")
    siti.click("Buka")
    assert "Sudah saya tambahkan." in siti.text
    siti.page.get_by_text("Sudah selesai", exact=True).click()
    siti.click("Tandai selesai")
    assert f"Permintaan {tiket.label} ditandai selesai" in siti.text
    siti.visit("/bantuan/")
    assert "Selesai" in siti.text


def test_request_is_passed_on_with_a_note(portal: Portal):
    p = portal.provinsi
    tiket = bantuan.ask_help(isi="Halaman jadwal galat.", by=p.akun["pegawai"])
    hr, keeper = portal.masuk("admin_unit"), portal.masuk("admin_sistem")
    hr.visit(f"/bantuan/{tiket.pk}/")
    hr.page.get_by_text("Teruskan kepada pengelola lain").click()
    hr.fill({"Diteruskan kepada": "Pengelola sistem"})
    hr.click("Teruskan permintaan", status=422)
    assert "Catatan untuk penerima belum diisi." in hr.text
    hr.fill({"Catatan untuk penerima": "Galat 500 sejak pagi."})
    hr.click("Teruskan permintaan")
    assert f"Permintaan {tiket.label} diteruskan" in hr.text
    keeper.visit("/tugas/")
    keeper.click(f"Jawab permintaan bantuan {tiket.label}")
    assert "Galat 500 sejak pagi." in keeper.text


def test_error_page_leads_to_help_that_knows_it(portal: Portal):
    siti = portal.masuk("pegawai")
    siti.visit("/tidak-ada/", status=404)
    siti.click("Minta bantuan")
    assert "Halaman yang Anda maksud ikut terkirim: /tidak-ada/" in siti.text


def test_help_desk_looks_and_changes_nothing(portal: Portal):
    p = portal.provinsi
    tiket = bantuan.ask_help(isi="Tombol lapor tidak tampak.", by=p.akun["pegawai"])
    desk, siti = portal.masuk("admin_bkd"), portal.masuk("pegawai")
    desk.visit(f"/bantuan/{tiket.pk}/")
    desk.click("Lihat sebagai pengirim")
    desk.fill({"Alasan": REASON})
    desk.click("Mulai melihat")
    ribbon = desk.page.locator(".pita-lihat")
    for path in ("/", "/pegawai/saya/", "/tugas/", "/akun/"):
        desk.visit(path)
        expect(ribbon).to_contain_text("Anda melihat portal sebagai Siti Aminah")
    desk.page.mouse.wheel(0, 4000)
    expect(ribbon).to_be_in_viewport()
    desk.visit("/laporan-data/tambah/?bagian=unit")
    desk.fill({"Yang benar": "Saya pindah unit."})
    desk.click("Kirim laporan", status=403)
    assert "tidak ada yang dapat diubah" in desk.text
    expect(ribbon).to_be_visible()
    assert not LaporanData.objects.exists()
    desk.visit("/akun/sandi/", status=403)
    desk.visit("/tidak-ada/", status=404)
    expect(ribbon).to_be_visible()
    desk.click("Berhenti melihat", inside=ribbon)
    assert desk.path == f"/bantuan/{tiket.pk}/"
    assert "Anda kembali ke akun sendiri." in desk.text
    expect(ribbon).to_have_count(0)
    siti.visit("/akun/siapa-melihat/")
    assert REASON in siti.text
    siti.visit("/pemberitahuan/")
    assert "Portal dilihat sebagai Anda" in siti.text


def test_announcement_is_written_read_counted_and_corrected(portal: Portal):
    hr, siti = portal.masuk("admin_unit"), portal.masuk("pegawai")
    hr.visit("/pengumuman/")
    hr.click("Tulis pengumuman")
    hr.fill({"Judul": "Apel pagi pindah", "Isi": "Mulai Senin pukul 07.30 WIB.", "Untuk unit": "Dinas Satu"})
    hr.click("Terbitkan pengumuman")
    assert "0 dari 7 sudah membaca" in hr.text
    siti.visit("/")
    siti.click("Apel pagi pindah")
    siti.click("Saya sudah membaca")
    assert "Anda sudah membaca “Apel pagi pindah”" in siti.text
    assert TandaBaca.objects.count() == 1
    hr.page.reload()
    hr.check()
    assert "1 dari 7 sudah membaca" in hr.text
    hr.click("Perbaiki")
    hr.fill({"Isi": "Tidak jadi pindah."})
    hr.click("Simpan perbaikan")
    assert "Menggantikan pengumuman" in hr.text
    siti.visit("/")
    siti.click("Apel pagi pindah")
    assert "Tidak jadi pindah." in siti.text
    hr.visit("/pengumuman/kelola/?keadaan=semua")
    assert "Diakhiri" in hr.text


def test_guide_by_keyboard_then_closed_for_good(portal: Portal):
    siti = portal.masuk("pegawai")
    siti.visit("/")
    opener = siti.page.get_by_role("link", name="Mulai panduan")
    opener.focus()
    press(siti, "Enter")
    guide = siti.page.locator("dialog.tur")
    expect(guide).to_be_visible()
    expect(guide).to_contain_text("Langkah 1 dari 5")
    assert focused(siti) == "Beranda memberi tahu langkah berikutnya"
    siti.look()
    for step in range(2, 6):
        press(siti, *(["Tab"] if step == 2 else ["Tab", "Tab"]), "Enter")
        expect(guide).to_contain_text(f"Langkah {step} dari 5")
        marked = siti.page.locator(".disorot")
        expect(marked).to_have_count(1)
        expect(marked).to_be_in_viewport()
    siti.look()
    press(siti, "Escape")
    expect(guide).to_be_hidden()
    assert focused(siti) == "Mulai panduan"
    press(siti, "Enter")
    guide.get_by_role("button", name="Tutup panduan ini").click()
    expect(siti.page.locator(".kabar-portal")).to_have_count(0)
    assert focused(siti) != ""
    siti.visit("/")
    assert "Mengenal portal" not in siti.text
    assert PanduanDitutup.objects.get().kunci == "tur:dasar"


def test_every_step_points_at_something_that_can_be_seen(portal: Portal):
    for who in ("pegawai", "atasan", "admin_unit", "admin_bkd", "pimpinan", "auditor", "admin_sistem"):
        person = portal.masuk(who)
        person.visit("/panduan/")
        for link in person.page.get_by_role("link", name=re.compile("Tunjukkan di beranda")).all():
            target = link.get_attribute("href")
            person.page.goto(portal.url + target)
            guide = person.page.locator("dialog.tur")
            expect(guide).to_be_visible()
            for step in guide.locator("[data-langkah]").all():
                expect(step).to_be_visible()
                if step.get_attribute("data-sasaran"):
                    expect(person.page.locator(".disorot"), f"{who} {target}").to_have_count(1)
                if guide.locator("[data-maju]").is_visible():
                    guide.locator("[data-maju]").click()
            person.page.go_back()
        person.page.close()


@pytest.mark.parametrize("lebar", [360], indirect=True)
def test_without_javascript_help_guide_and_news(portal: Portal):
    siti = portal.masuk("pegawai", java_script_enabled=False)
    siti.visit("/")
    siti.click("Mulai panduan")
    assert siti.path == "/panduan/#dasar"
    assert "Beranda memberi tahu langkah berikutnya" in siti.text
    siti.visit("/")
    siti.click("Tutup")
    assert siti.path == "/"
    assert "Mengenal portal" not in siti.text
    siti.click("Minta bantuan", inside=siti.page.locator(".kaki-halaman"))
    siti.fill({"Apa yang Anda perlukan?": "Saya tidak dapat masuk dari ponsel lama."})
    siti.click("Kirim permintaan")
    siti.page.get_by_text("Sudah selesai", exact=True).click()
    siti.click("Tandai selesai")
    assert Tiket.objects.get().status == "selesai"


def test_news_of_the_portal_once(portal: Portal):
    Pengguna.objects.update(diaktifkan_pada=timezone.now() - timezone.timedelta(days=900))
    PanduanDitutup.objects.create(pengguna=portal.provinsi.akun["pegawai"], kunci="tur:semua")
    siti = portal.masuk("pegawai")
    siti.visit("/")
    siti.click("Baca perubahan")
    siti.click("Saya sudah membaca")
    siti.visit("/")
    assert siti.page.locator(".kabar-portal").count() == 0


def test_style_guide_in_light_and_dark(portal: Portal, settings: Any):
    settings.DEMO = True
    siti = portal.masuk("pegawai")
    siti.visit("/gaya/")
    siti.page.emulate_media(color_scheme="dark")
    siti.look(only_colours=True)
    siti.page.set_viewport_size({"width": 320, "height": 600})
    siti.assert_fits()
    siti.page.set_viewport_size(LAYAR[portal.lebar])
    siti.page.get_by_role("link", name="Mulai panduan").click()
    expect(siti.page.locator("dialog.tur")).to_be_visible()
    press(siti, "Escape")
    expect(siti.page.locator("dialog.tur")).to_be_hidden()
