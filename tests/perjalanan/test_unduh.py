"""HR takes out a list, keeps it under a name, and leaves a long download to a job."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from asn_portal.core import latar
from asn_portal.core.models import PekerjaanLatar
from asn_portal.lembar.services import ekspor
from tests.perjalanan.conftest import DI_MEJA, SECRET, Kode, Portal, grow_stale

pytestmark = DI_MEJA


def test_list_is_filtered_kept_and_taken_out(portal: Portal, tmp_path):
    hr = portal.masuk("admin_unit")
    hr.visit("/pegawai/?jenis=pns")
    hr.click("Simpan daftar ini")
    hr.click("Simpan daftar", inside=hr.page.locator("form.formulir"), status=422)
    assert "Nama daftar belum diisi." in hr.text
    hr.fill({"Nama daftar": "PNS saya"})
    hr.page.get_by_label("Buka daftar ini lebih dulu").check()
    hr.click("Simpan daftar", inside=hr.page.locator("form.formulir"))
    assert "Daftar PNS saya tersimpan." in hr.text

    hr.visit("/pegawai/")
    assert hr.path == "/pegawai/?jenis=pns"
    names = hr.page.locator("tbody th a").all_inner_texts()
    hr.click("Unduh", inside=hr.page.locator(".bilah"))
    hr.fill({"Untuk keperluan apa": "Rapat bulanan"})
    with hr.page.expect_download() as arriving:
        hr.page.get_by_role("button", name=re.compile("Unduh [0-9]+ baris")).click()
    file = tmp_path / "daftar.xlsx"
    arriving.value.save_as(file)
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[4:]] == names
    assert "Rapat bulanan" in rows[1][0]

    hr.visit("/daftar-tersimpan/")
    hr.click("Ubah daftar PNS saya")
    hr.click("Hapus daftar PNS saya")
    hr.click("Hapus daftar")
    assert "Belum ada. Buka sebuah daftar" in hr.text


def test_many_persons_ask_for_the_password_and_long_lists_become_a_job(
    portal: Portal, kode_totp: Kode, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ekspor, "BANYAK_ORANG", 1)
    monkeypatch.setattr(ekspor, "LANGSUNG", 1)
    monkeypatch.setattr("asn_portal.lembar.views.unduh.LANGSUNG", 1)
    hr = portal.masuk("admin_unit")
    grow_stale(hr)
    hr.visit("/unduh/pegawai/")
    assert hr.path.startswith("/akun/konfirmasi/")
    if hr.page.get_by_label("Kata sandi Anda").count() == 0:
        hr.fill({"Kode": kode_totp(SECRET)})
    else:
        hr.fill({"Kata sandi Anda": "Rahasia-Uji-2026"})
    hr.click("Lanjutkan")
    assert hr.path == "/unduh/pegawai/"
    hr.click("Siapkan unduhan", status=422)
    assert "Keperluan belum diisi." in hr.text
    hr.fill({"Untuk keperluan apa": "Laporan semester"})
    hr.click("Siapkan unduhan")
    row = PekerjaanLatar.objects.get()
    assert hr.path == f"/pekerjaan/{row.pk}/"
    assert "Menunggu giliran" in hr.text
    assert latar.run(row.pk)
    # The page learns it by itself.
    expect(hr.page.get_by_role("link", name="Unduh pegawai-")).to_be_visible(timeout=15_000)
    hr.check()
    hr.visit("/pemberitahuan/")
    assert "Unduhan daftar pegawai: selesai" in hr.text
    hr.click("Buka")
    with hr.page.expect_download() as arriving:
        hr.page.get_by_role("link", name="Unduh pegawai-").click()
    assert arriving.value.suggested_filename.endswith(".xlsx")


def test_job_is_cancelled_without_script(portal: Portal, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ekspor, "LANGSUNG", 1)
    monkeypatch.setattr("asn_portal.lembar.views.unduh.LANGSUNG", 1)
    hr = portal.masuk("admin_unit", java_script_enabled=False)
    hr.visit("/unduh/pegawai/")
    hr.click("Siapkan unduhan")
    hr.click("Batalkan pekerjaan")
    assert "Batalkan pekerjaan ini?" in hr.text
    hr.click("Batalkan pekerjaan")
    assert "Dibatalkan atas permintaan Anda." in hr.text
    hr.visit("/pekerjaan/")
    assert "Dibatalkan" in hr.text
