"""The former SIMPEG moves in: dump, codes, matching, what does not fit, and the signatures of the units."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from asn_portal.core import latar
from asn_portal.core.selectors import unit_names
from pegawai.models import Migrasi
from tests.conftest import Provinsi
from tests.factories.riwayat import all_entries
from tests.pegawai.test_migrasi import PANGKAT, PEGAWAI, people_lines, rank_lines
from tests.perjalanan.conftest import DI_MEJA, Portal
from tests.perjalanan.peramban import Peramban
from tests.perjalanan.test_impor import run_job
from tests.perjalanan.test_impor_riwayat import upload

pytestmark = DI_MEJA


def portal_unit(p: Provinsi) -> str:
    """As the choice of units writes it."""
    return unit_names([p.seksi.pk], timezone.localdate())[p.seksi.pk]


@pytest.fixture(autouse=True)
def entries(transactional_db: None) -> None:
    all_entries()


def bring(hr: Peramban, jenis: str, *lines: str) -> None:
    """Dump -> checked -> staged."""
    upload(hr, f"simpeg-{jenis}", nama=f"{jenis}.csv", mime="text/csv", isi="\n".join(lines).encode())
    run_job(hr)
    hr.click("Terapkan 5 baris yang benar")
    run_job(hr)
    assert "5 baris diterapkan." in hr.text


def match(hr: Peramban) -> None:
    """The worker does it; the page learns it by itself and leads on."""
    hr.visit("/migrasi/")
    hr.click("Cocokkan dan catat")
    job = Migrasi.objects.get().pekerjaan
    assert job is not None
    assert latar.run(job.pk)
    expect(hr.page.get_by_role("link", name="Buka hasilnya")).to_be_visible(timeout=15_000)
    hr.click("Buka hasilnya")


def test_simpeg_moves_in_and_its_units_sign(portal: Portal):
    p = portal.provinsi
    hr = portal.masuk("admin_bkd")
    hr.visit("/migrasi/")
    assert "Belum ada data SIMPEG lama" in hr.text
    bring(hr, "pegawai", PEGAWAI, *people_lines(p))
    bring(hr, "pangkat", PANGKAT, *rank_lines(p))
    match(hr)
    assert Migrasi.objects.get().daftar_baris.filter(status="cocok").exists()
    # A code that nobody knows gets its meaning, and so does a post.
    hr.click("3 kode unit")
    hr.click("777")
    hr.click("Simpan padanan", status=422)
    hr.fill({"Unit di portal": portal_unit(p)})
    hr.click("Simpan padanan")
    assert "Kolok 777 dipetakan." in hr.page.locator("body").inner_text()
    hr.visit("/migrasi/")
    hr.click("1 kode jabatan")
    hr.click("798011")
    hr.click("Simpan padanan", status=422)
    assert "Tidak ada di peta jabatan." in hr.text
    hr.fill({"Dicari di": "Nama jabatan, di luar peta"})
    hr.click("Simpan padanan")
    match(hr)
    # What contradicts is decided with a reason.
    hr.visit("/migrasi/baris/?status=bertentangan")
    hr.click("Putuskan")
    hr.click("Pakai data portal", status=422)
    hr.fill({"Mengapa data portal yang dipakai": "Pindah bulan lalu, SK 12"})
    hr.click("Pakai data portal")
    unit = portal.masuk("admin_unit")
    unit.visit("/migrasi/")
    unit.page.get_by_label("Pilih Seksi Satu").check()
    unit.click("Baca dan sahkan yang dipilih")
    assert "Tidak ada pegawai dengan NRK, NIP, atau NIK ini di portal." in unit.text
    unit.click("Sahkan 1 unit", status=422)
    unit.page.get_by_label("Saya sudah membaca").check()
    unit.click("Sahkan 1 unit")
    assert "Disahkan" in unit.text
