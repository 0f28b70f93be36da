"""The inbox on a desk and on a telephone: read, decide many, delegate, copy a message, choose how to be told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from asn_portal.core.models import BacaanTugas, DelegasiTugas, PilihanPemberitahuan, Tugas
from asn_portal.core.services import pengingat
from pegawai.enums import BagianLaporan
from pegawai.models import LaporanData
from pegawai.services import laporan
from tests.perjalanan.conftest import Portal


def report(portal: Portal, *who: str) -> None:
    p = portal.provinsi
    for name in who:
        laporan.report_data(p.orang[name], bagian=BagianLaporan.UNIT, isi="Unit saya lain.", by=p.akun[name])


def test_read_then_decide_many_with_a_result_for_each(portal: Portal):
    report(portal, "pegawai", "rekan", "atasan")
    hr = portal.masuk("admin_unit")
    hr.visit("/tugas/")
    assert "3 menunggu Anda" in hr.text
    for nama in ("Siti Aminah", "Budi Santoso"):
        hr.click(f"Periksa laporan {nama}")
        assert "Unit saya lain." in hr.text
        hr.visit("/tugas/")
    assert BacaanTugas.objects.count() == 2
    hr.click("Putuskan banyak laporan data pegawai")
    assert "2 dapat diputuskan bersama" in hr.text
    assert "Belum dibuka. Buka dan baca dulu." in hr.text
    hr.click("Periksa pilihan", status=422)
    assert "Belum ada yang dipilih" in hr.text
    for box in hr.page.get_by_role("checkbox").all():
        box.check()
    hr.click("Periksa pilihan")
    assert hr.page.get_by_role("heading", level=1).inner_text() == "Jawab 2 laporan?"
    hr.click("Jawab 2 laporan", status=422)
    assert "Penjelasan untuk para pelapor belum diisi." in hr.text
    hr.fill({"Penjelasan untuk para pelapor": "Sudah sesuai SK."})
    hr.click("Jawab 2 laporan")
    assert "2 dari 2 tugas diputuskan" in hr.text
    assert hr.page.locator(".tanda-disetujui").count() == 2
    assert LaporanData.objects.filter(status="dijawab").count() == 2
    hr.visit("/tugas/?lihat=selesai")
    assert "Anda putuskan" in hr.text
    siti = portal.masuk("pegawai")
    siti.visit("/pemberitahuan/")
    for words in ("Sudah sesuai SK.", "Mengapa", "Menurut aturan", "UU 27/2022", "Cara keberatan"):
        assert words in siti.text


def test_delegated_for_a_time_and_handed_back(portal: Portal):
    report(portal, "pegawai")
    Tugas.objects.filter(untuk=portal.provinsi.akun["admin_bkd"]).delete()
    hr, bkd = portal.masuk("admin_unit"), portal.masuk("admin_bkd")
    hr.visit("/tugas/")
    hr.click("Delegasi tugas", inside=hr.page.locator("main"))
    today = timezone.localdate()
    hr.fill({"Penerima": "pegawai", "Mulai": str(today), "Sampai": str(today + timedelta(days=3)), "Alasan": "Cuti"})
    hr.page.get_by_label("Laporan data pegawai").check()
    hr.click("Delegasikan tugas", inside=hr.page.locator("form.formulir"), status=422)
    assert "Tidak ada akun dengan nama masuk ini" in hr.text or "tidak berwenang" in hr.text
    hr.fill({"Penerima": "admin_bkd"})
    hr.click("Delegasikan tugas", inside=hr.page.locator("form.formulir"))
    assert "Tugas didelegasikan kepada Akun admin_bkd." in hr.text
    bkd.visit("/tugas/")
    assert "atas nama Akun admin_unit" in bkd.text
    bkd.visit("/tugas/delegasi/")
    bkd.click("Kembalikan")
    assert "1 tugas itu kembali diminta dari Akun admin_unit" in bkd.text
    bkd.click("Kembalikan tugas")
    assert not DelegasiTugas.objects.filter(tercatat__upper_inf=True).exists()
    bkd.visit("/tugas/")
    assert "Tidak ada yang menunggu Anda." in bkd.text


def test_late_below_and_message_without_names(portal: Portal):
    p = portal.provinsi
    report(portal, "rekan")
    Tugas.objects.update(batas=timezone.now() - timedelta(days=9))
    Tugas.objects.filter(untuk=p.akun["admin_unit"]).update(untuk=p.akun["pegawai"])
    pengingat.remind(timezone.now())
    boss = portal.masuk("atasan")
    boss.visit("/tugas/")
    boss.click("Terlambat di bawah Anda")
    assert "Dipegang Siti Aminah" in boss.text
    assert "Budi Santoso" not in boss.text
    siti = portal.masuk("pegawai")
    siti.context.grant_permissions(["clipboard-read", "clipboard-write"])
    siti.visit("/tugas/")
    row = siti.page.locator(".kotak-tugas .salin-pesan").first
    row.locator("summary").click()
    row.get_by_role("button", name="Salin pesan").click()
    expect(row.get_by_role("status")).to_have_text("Pesan tersalin.")
    siti.look()
    copied = siti.page.evaluate("navigator.clipboard.readText()")
    assert "laporan data pegawai" in copied
    assert "/tugas/" in copied
    assert not [name for name in ("Siti", "Budi") if name in copied]


@pytest.mark.parametrize("lebar", [360], indirect=True)
def test_without_javascript_inbox_message_and_choice(portal: Portal):
    report(portal, "rekan")
    hr = portal.masuk("admin_unit", java_script_enabled=False)
    hr.visit("/tugas/?jenis=pegawai.laporan_data")
    assert hr.page.locator("[data-salin]").first.is_hidden()
    assert "http" in hr.page.locator(".kotak-tugas textarea").first.input_value()
    hr.click("Periksa laporan Budi Santoso")
    hr.visit("/tugas/putuskan/?jenis=pegawai.laporan_data")
    hr.page.get_by_role("checkbox").first.check()
    hr.click("Periksa pilihan")
    hr.fill({"Penjelasan untuk para pelapor": "Sudah sesuai SK."})
    hr.click("Jawab 1 laporan")
    assert "1 dari 1 tugas diputuskan" in hr.text


def test_choice_of_how_to_be_told(portal: Portal):
    siti = portal.masuk("pegawai")
    siti.visit("/pemberitahuan/")
    siti.click("Atur pemberitahuan")
    siti.fill({"Tugas dan batas waktu": "Surel sekali sehari", "Lainnya": "Hanya di portal"})
    siti.click("Simpan pilihan")
    assert "Pilihan Anda tersimpan" in siti.text
    chosen = dict(PilihanPemberitahuan.objects.values_list("kelompok", "cara"))
    assert (chosen["tugas"], chosen["lain"], chosen["data"]) == ("harian", "portal", "segera")
