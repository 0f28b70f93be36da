"""Contracts and leaving by mouse: the unit proposes, the province decides and prints; a death is recorded and taken back."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from playwright.sync_api import expect

from asn_portal.core.latar import run
from asn_portal.core.models import PekerjaanLatar
from pegawai.models import ButirPutaran, Pegawai, PeristiwaBerhenti
from tests.pegawai.test_perpanjangan import make_contract
from tests.perjalanan.conftest import DI_MEJA, Portal

pytestmark = DI_MEJA


def month_end() -> date:
    """The last day of the month after this one."""
    today = timezone.localdate()
    month = today.year * 12 + today.month + 1
    return date(month // 12, month % 12 + 1, 1) - date.resolution


def test_a_round_from_opening_to_printing(portal: Portal):
    provinsi, akhir = portal.provinsi, month_end()
    for name in ("pegawai", "rekan"):
        make_contract(provinsi.orang[name], akhir=akhir)
    Pegawai.objects.filter(nama="Budi Santoso").update(tanggal_lahir=date(akhir.year - 57, akhir.month, 1))
    bkd = portal.masuk("admin_bkd")
    bkd.visit("/perpanjangan/")
    bkd.page.get_by_role("table", name="Perjanjian yang berakhir per bulan").get_by_role("link").first.click()
    bkd.fill({"Unit mengusulkan paling lambat": f"{akhir:%d/%m/%Y}"})
    bkd.click("Buka putaran dan beri tahu unit")
    assert "Belum ada nilai" in bkd.text

    unit = portal.masuk("admin_unit")
    unit.visit("/pemberitahuan/")
    assert "Putaran perpanjangan perjanjian" in unit.text
    unit.visit(f"/perpanjangan/{ButirPutaran.objects.first().putaran_id}/")
    unit.page.get_by_label("Semua 2 orang").check()
    unit.click("Usulkan yang dipilih")
    unit.page.get_by_label("Usulan", exact=True).select_option(label="Diperpanjang")
    unit.page.get_by_label("Lama perjanjian baru").select_option(label="5 tahun")
    unit.click("Usulkan 2 orang", status=422)
    assert "Alasan belum diisi" in unit.text
    unit.fill({"Alasan": "Kinerja baik dan jabatannya dibutuhkan"})
    unit.click("Usulkan 2 orang")
    assert "batas usia pensiun" in unit.text  # the one left out says why

    bkd.visit(f"/perpanjangan/{ButirPutaran.objects.first().putaran_id}/")
    bkd.page.get_by_label("Semua 2 orang").check()
    bkd.click("Setujui yang dipilih")
    bkd.click("Setujui 2 orang")
    assert ButirPutaran.objects.get(status="disetujui").pegawai.nama == "Siti Aminah"
    bkd.visit(f"/perpanjangan/{ButirPutaran.objects.first().putaran_id}/")
    bkd.click("Cetak 1 perjanjian")
    assert run(PekerjaanLatar.objects.get(jenis="pegawai.cetak_perjanjian").pk)
    bkd.page.reload()
    expect(bkd.page.get_by_role("link", name="Unduh perjanjian").first).to_be_visible()


def test_a_death_is_recorded_and_a_mistake_taken_back(portal: Portal):
    provinsi = portal.provinsi
    unit, person = portal.masuk("admin_unit"), provinsi.orang["atasan"]
    unit.visit(f"/pegawai/{person.pk}/")
    unit.click("Catat berhenti")
    assert "2 orang memerlukan atasan lain" in unit.text
    unit.page.get_by_label("Sebab", exact=True).select_option(label="Meninggal dunia")
    unit.fill({"Berlaku mulai": f"{timezone.localdate():%d/%m/%Y}"})
    unit.click("Catat berhenti")
    assert "2 orang tanpa atasan" in unit.text
    unit.click("Surat keterangan atau akta kematian disimpan di berkas")
    unit.fill({"Catatan": "Akta nomor 12"})
    unit.click("Simpan urusan")
    assert "1 dari" in unit.text
    bkd = portal.masuk("admin_bkd")
    bkd.visit(f"/berhenti/{PeristiwaBerhenti.objects.get().pk}/")
    bkd.click("Pencatatan ini keliru")
    bkd.fill({"Alasan": "Orangnya masih hidup"})
    bkd.click("Batalkan dan pulihkan")
    assert "Dibatalkan" in bkd.text
    atasan = portal.masuk("atasan")
    atasan.visit("/tim/")
    assert "Siti Aminah" in atasan.text
