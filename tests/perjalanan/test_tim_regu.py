"""Beside the line in a real browser: a team formed, joined, accompanied; the penilai decides. A night shift, confirmed and denied."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from kinerja.models import Evaluasi, Progres
from tests.factories.kinerja import make_achievement, make_evaluasi, make_periode, make_skp
from tests.perjalanan.conftest import Portal

LALU = timezone.localdate().year - 1


@pytest.fixture
def rencana(portal: Portal):
    p = portal.provinsi
    year = make_periode(p.instansi, LALU)
    make_achievement(year, p.dinas, p.akun["admin_bkd"])
    return {who: make_skp(year, p.orang[who], status="disetujui") for who in ("pegawai", "rekan", "atasan")}


def note(browser, hari: str) -> None:
    browser.visit(f"/kinerja/{LALU}/progres/")
    browser.fill({"Yang dikerjakan": "Dua titik diperiksa"})
    browser.page.get_by_label("Tanggal", exact=True).fill(hari)
    browser.page.get_by_label("Tautan bukti (boleh kosong)").fill("https://contoh.id/peta")
    browser.click("Simpan progres")


def test_a_leader_accompanies_and_the_penilai_decides(portal: Portal, rencana):
    p = portal.provinsi
    hr, siti, boss, head = (portal.masuk(who) for who in ("admin_unit", "pegawai", "rekan", "atasan"))
    hr.visit("/kinerja/tim-kerja/")
    hr.click("Bentuk tim kerja")
    hr.fill({"Nama tim": "Tim Banjir", "Tugas tim": "Memetakan genangan", "Dasar penugasan": "ST-1"})
    hr.page.get_by_label("Hari pertama", exact=True).fill(f"1/1/{LALU}")
    hr.page.get_by_label("Ketua tim").fill("tidak-ada")
    hr.click("Bentuk tim", status=422)
    assert "Tidak ada akun" in hr.text
    hr.page.get_by_label("Ketua tim").fill(p.akun["rekan"].username)
    hr.click("Bentuk tim")
    hr.fill({"Anggota": p.akun["pegawai"].username})
    hr.click("Tambahkan")
    assert "1 anggota ditambahkan" in hr.text

    note(siti, f"3/2/{LALU}")
    siti.visit("/kinerja/tim-kerja/")
    siti.click("Tim Banjir")
    siti.click("Pilih hasil kerja saya")
    siti.page.get_by_role("checkbox").first.check()
    siti.click("Simpan")

    boss.visit("/kinerja/tim-kerja/")
    boss.click("Tim Banjir")
    boss.click("Siti Aminah")
    assert "Tersedianya laporan nomor 1" in boss.text
    assert "Tersedianya laporan nomor 2" not in boss.text
    boss.fill({"Peran dalam tim": "Mengolah data"})
    boss.click("Simpan peran")
    boss.click("Bukti sesuai")
    boss.page.get_by_role("link", name="Usulkan umpan balik").click()
    boss.page.wait_for_load_state()
    boss.page.get_by_label("Masa").select_option("triwulan-1")
    boss.page.get_by_label("Usul umpan balik").fill("Petanya dipakai rapat")
    boss.click("Simpan usul")

    row = make_evaluasi(rencana["pegawai"], "dikirim")
    head.visit(f"/kinerja/evaluasi/{row.pk}/nilai/")
    assert "Petanya dipakai rapat" in head.text
    head.page.get_by_label("Pakai usul ketua tim sebagai umpan balik saya").check()
    head.page.get_by_role("group", name="Rating hasil kerja").get_by_label("Sesuai ekspektasi").check()
    head.page.get_by_role("group", name="Rating perilaku kerja").get_by_label("Sesuai ekspektasi").check()
    head.page.get_by_label("Alasan (wajib bila berbeda").fill("Dibaca dari bukti")
    head.click("Simpan penilaian")
    assert Evaluasi.objects.get(pk=row.pk).daftar_isi.get(umpan_balik="Petanya dipakai rapat")


def test_a_night_shift_counts_for_those_who_confirm_it(portal: Portal, rencana):
    siti, budi, boss = (portal.masuk(who) for who in ("pegawai", "rekan", "atasan"))
    siti.visit("/kinerja/regu/")
    siti.click("Laporkan giliran")
    siti.page.get_by_label("Hari giliran dimulai", exact=True).fill(f"31/3/{LALU}")
    siti.page.get_by_label("Jam mulai").fill("22:00")
    siti.page.get_by_label("Jam selesai").fill("06:00")
    siti.fill({"Yang dikerjakan regu": "Pompa dijaga semalam"})
    siti.click("Kirim laporan", status=422)
    assert "Rekan yang bertugas belum diisi." in siti.text
    siti.page.get_by_label("Budi Santoso").check()
    siti.page.get_by_label("Kepala Seksi Satu").check()
    siti.click("Kirim laporan")
    assert "diminta menjawab" in siti.text

    budi.visit("/kinerja/regu/")
    budi.click(f"Giliran 31 Maret {LALU}, laporan Siti Aminah")
    budi.page.get_by_label("Ya, saya bertugas").check()
    budi.click("Kirim jawaban", status=422)
    assert "Pilih hasil kerja yang didukung" in budi.text
    budi.page.get_by_label("Dihitung untuk hasil kerja (bila ya)").select_option(index=1)
    budi.click("Kirim jawaban")
    boss.visit("/kinerja/regu/")
    boss.click(f"Giliran 31 Maret {LALU}, laporan Siti Aminah")
    boss.page.get_by_label("Tidak, saya tidak bertugas").check()
    boss.page.get_by_label("Alasan (bila tidak)").fill("Saya dinas luar")
    boss.click("Kirim jawaban")

    siti.visit("/kinerja/regu/")
    siti.click(f"31 Maret {LALU}")
    assert "Saya dinas luar" in siti.text
    days = set(Progres.objects.filter(teks="Pompa dijaga semalam").values_list("pegawai__nama", "tanggal"))
    assert days == {("Siti Aminah", date(LALU, 3, 31)), ("Budi Santoso", date(LALU, 3, 31))}
