"""Somebody without an account finds a rule, calculates, is refused, and prints; HR of the province enters holidays."""

from __future__ import annotations

import pytest

from asn_portal.core import selectors
from asn_portal.core.regulasi import daftar_aturan
from tests.perjalanan.conftest import Portal

NIP = "19900215 201501 2 001"


@pytest.mark.parametrize("script", [True, False], ids=["script", "tanpa-script"])
def test_visitor_reads_what_a_nip_says(portal: Portal, script: bool):
    tamu = portal.open(java_script_enabled=script)
    tamu.visit("/masuk/")
    tamu.click("kalkulator")
    tamu.click("Urai NIP PNS dan NI PPPK")
    tamu.fill({"NIP atau NI PPPK": "1990 0230 2015 01 2 001"})
    tamu.click("Hitung", status=422)
    assert "Delapan angka pertama bukan tanggal lahir yang nyata." in tamu.text
    assert tamu.page.get_by_label("NIP atau NI PPPK").input_value() == "1990 0230 2015 01 2 001"
    tamu.fill({"NIP atau NI PPPK": NIP})
    tamu.click("Hitung")
    assert tamu.path == "/kalkulator/nip_urai/#hasil"
    for words in ("PNS", "15 Februari 1990", "1 Januari 2015", "Perempuan", "Perka BKN 22/2007", "Belum diverifikasi"):
        assert words in tamu.text
    assert tamu.page.locator("#hasil").bounding_box()["y"] < tamu.page.viewport_size["height"]
    tamu.click("Baca aturannya")
    assert "Kapan ditolak" in tamu.text


def test_citizen_checks_the_index_of_a_survey(portal: Portal):
    tamu = portal.open()
    tamu.visit("/aturan/?q=kepuasan")
    tamu.click("Indeks kepuasan masyarakat dari nilai rata-rata unsur")
    tamu.click("Hitung sendiri")
    tamu.click("Isi dengan contoh")
    tamu.fill({"Persyaratan": "4", "Biaya atau tarif": "4,5"})
    tamu.click("Hitung", status=422)
    assert "Isi dengan bilangan desimal, 1 sampai 4." in tamu.text
    tamu.fill({"Biaya atau tarif": "3,85"})
    tamu.click("Hitung")
    assert "82,36" in tamu.text  # (4 + 3.1 + 3 + 3.85 + 3.1 + 3.2 + 3.3 + 3 + 3.1) / 9 * 25
    assert "Mutu pelayanan Baik" in tamu.text


@pytest.mark.parametrize("script", [True, False], ids=["script", "tanpa-script"])
def test_planner_counts_staff_row_by_row(portal: Portal, script: bool):
    tamu = portal.open(java_script_enabled=script)
    tamu.visit("/kalkulator/?q=kebutuhan+jabatan")
    tamu.click("Kebutuhan pegawai satu jabatan")
    for place in range(4):
        tamu.page.locator(f"[name=tugas-{place}-jumlah_hasil]").fill("250")
        tamu.page.locator(f"[name=tugas-{place}-waktu_menit]").fill("60")
    tamu.page.get_by_role("button", name="Tambah baris").click()
    tamu.page.locator("[name=tugas-4-jumlah_hasil]").fill("100")
    assert tamu.page.locator("[name=tugas-3-jumlah_hasil]").input_value() == "250"
    tamu.click("Hitung", status=422)
    assert "Waktu tiap hasil (menit) belum diisi." in tamu.text
    tamu.page.locator("[name=tugas-4-waktu_menit]").fill("300")
    tamu.click("Hitung")
    assert "2 orang" in tamu.text  # 4 x 0,2 + 0,4 = 1,2
    assert "1,2000" in tamu.text


def test_inputs_of_another_choice_are_out_of_sight(portal: Portal):
    tamu = portal.open()
    tamu.visit("/kalkulator/syarat_jabatan/")
    age = tamu.page.get_by_label("Usia saat pengangkatan (tahun)")
    assert not age.is_visible()
    tamu.page.get_by_label("Jabatan yang dituju").select_option("jpt_pratama")
    assert age.is_visible()
    tamu.page.get_by_label("Jabatan yang dituju").select_option("pengawas")
    assert not age.is_visible()


@pytest.mark.parametrize("lebar", [360], indirect=True)  # one template each: where it is narrow it breaks first
def test_every_calculator_and_rule_is_a_whole_page(portal: Portal):
    tamu = portal.open()
    for rule in daftar_aturan():
        tamu.visit(f"/kalkulator/{rule.nama}/?contoh=1")
        tamu.click("Hitung")
        assert "Dari mana hasil ini" in tamu.text
        tamu.visit(f"/aturan/{rule.nama}/")
        tamu.page.get_by_text("Panggilan API dan jawabannya").click()
        tamu.page.evaluate("scrollTo(0, 0)")  # what lies under the fixed head counts as covered
        tamu.look()


def test_hr_enters_next_year_by_pasting(portal: Portal):
    admin = portal.masuk("admin_bkd")
    admin.visit("/hari-libur/?tahun=2031")
    assert "Portal ini tidak mengarang tanggal." in admin.text
    admin.click("Isi daftar 2031")
    admin.fill(
        {
            "Keputusan bersama": "SKB 3 Menteri 7/2030",
            "Tempel banyak baris": "1 Januari 2031; Tahun Baru\n32 Mei 2031; Salah",
        }
    )
    admin.click("Masukkan ke tabel", status=422)
    assert "Baris tempel 2: tanggal tidak terbaca." in admin.text
    admin.fill(
        {
            "Tempel banyak baris": "1 Januari 2031; Tahun Baru\n1 Mei 2031; Hari Buruh\n24 Desember 2031; Cuti Bersama Natal"
        }
    )
    admin.click("Masukkan ke tabel")
    assert "3 baris yang ditempel sudah masuk tabel di bawah, belum tersimpan." in admin.text
    assert admin.page.get_by_label("Nama hari baris 2").input_value() == "Hari Buruh"
    admin.click("Simpan daftar 2031")
    assert "Daftar hari libur 2031 tersimpan." in admin.text
    assert "Kamis, 1 Mei 2031" in admin.text
    assert "SKB 3 Menteri 7/2030" in admin.text
    assert len(selectors.daftar_libur()[2031].hari) == 3
    portal.open().visit("/hari-libur/?tahun=2031")
