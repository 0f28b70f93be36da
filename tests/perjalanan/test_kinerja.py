"""The plan of a year in a real browser: written before the superior has filed, returned, put right, approved, revised."""

from __future__ import annotations

import pytest
from django.utils import timezone

from kinerja.models import SKP
from tests.factories.kinerja import make_iku, make_periode
from tests.perjalanan.conftest import Portal

HASIL = {
    "Rencana hasil kerja": "Tersedianya 12 laporan pengukuran",
    "Indikator kinerja individu": "Jumlah laporan",
    "Target": "12",
}


@pytest.fixture
def tahun(portal: Portal) -> int:
    year = make_periode(portal.provinsi.instansi)
    make_iku(year, portal.provinsi.dinas, sasaran="Genangan berkurang di 12 titik")
    return year.tahun


def fill_first(browser, isian: dict[str, str]) -> None:
    """The first field of each label: indicators repeat theirs."""
    for label, words in isian.items():
        browser.page.get_by_label(label, exact=True).first.fill(words)


def test_from_an_empty_year_to_an_approved_revision(portal: Portal, tahun: int):
    siti, boss = portal.masuk("pegawai"), portal.masuk("atasan")
    siti.visit("/kinerja/saya/")
    siti.click("Susun SKP")
    siti.click("Mulai menyusun")
    siti.click("Tambah hasil kerja")
    siti.click("Simpan hasil kerja", status=422)
    assert "Rencana hasil kerja belum diisi." in siti.text
    siti.page.get_by_label("Rencana hasil kerja pimpinan yang diintervensi").select_option(index=1)
    fill_first(siti, HASIL)
    siti.click("Simpan hasil kerja")
    assert "Sasaran unit: Genangan berkurang di 12 titik" in siti.text
    siti.click("Isi ekspektasi dan lampiran")
    siti.page.get_by_label("Dukungan sumber daya (boleh kosong)").fill("Data curah hujan")
    siti.click("Simpan")
    siti.click("Periksa dan ajukan")
    assert "Siap diajukan" in siti.text
    siti.click("Ajukan SKP")
    assert f"Nomor tanda terima SKP-{tahun}-" in siti.text
    siti.click("Salin ke e-Kinerja BKN")
    assert "Urutan isian seperti di e-Kinerja BKN" in siti.text

    boss.visit("/kinerja/tim/")
    boss.click("Putuskan yang menunggu")
    boss.click("Kembalikan dengan catatan", status=422)
    assert "Tulis apa yang perlu diperbaiki" in boss.text
    boss.page.get_by_text("Beri catatan pada hasil 1").click()
    boss.page.get_by_label("Catatan untuk hasil ini (boleh kosong)").fill("Samakan dengan sasaran dinas")
    boss.click("Kembalikan dengan catatan")
    assert "dikembalikan kepada Siti Aminah" in boss.text

    siti.visit("/kinerja/saya/")
    assert "Samakan dengan sasaran dinas" in siti.text
    siti.click("Perbaiki SKP")
    siti.click("Ubah hasil 1")
    fill_first(siti, {"Target": "9"})
    siti.click("Simpan hasil kerja")
    siti.click("Periksa dan ajukan")
    siti.click("Ajukan SKP")
    boss.visit("/kinerja/tim/")
    boss.click("Putuskan yang menunggu")
    boss.click("Setujui, buka berikutnya")
    assert "Siti Aminah disetujui" in boss.text

    siti.visit("/kinerja/saya/")
    siti.click("Buka SKP")
    siti.click("Ajukan revisi")
    siti.fill({"Apa yang berubah": "Penugasan tambahan"})
    siti.click("Mulai revisi")
    siti.click("Ubah hasil 1")
    fill_first(siti, {"Target": "15"})
    siti.click("Simpan hasil kerja")
    assert siti.page.locator("ins", has_text="15").count() == 1
    assert {row.status for row in SKP.objects.all()} == {"disetujui", "draf"}


def test_hr_sees_how_far_units_are_and_sets_the_year(portal: Portal, tahun: int):
    hr, bkd = portal.masuk("admin_unit"), portal.masuk("admin_bkd")
    hr.visit("/kinerja/unit/")
    assert "Seksi Satu" in hr.text
    hr.click("Ingatkan yang belum mengajukan")
    assert "Pengingat dikirim" in hr.text
    hr.click("Sasaran dan indikator kinerja Dinas Satu")
    hr.click("1. Genangan berkurang")
    bkd.visit("/kinerja/periode/")
    bkd.click("Tambahkan waktu")
    bkd.fill({"Tambahan hari": "2", "Alasan": "Gangguan jaringan"})
    bkd.click("Simpan")
    assert "2 hari: Gangguan jaringan" in bkd.text
    assert str(timezone.localdate().year) in bkd.text
    bkd.click("Tambah tahun")
