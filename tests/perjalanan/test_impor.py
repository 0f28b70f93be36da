"""HR of the province brings in a table: template, upload, errors, apply, take back."""

from __future__ import annotations

from playwright.sync_api import expect

from asn_portal.core import latar
from asn_portal.core.selectors import unit_names
from asn_portal.lembar.models import BerkasImpor
from tests.lembar.test_impor import DAY, MOVES
from tests.perjalanan.conftest import DI_MEJA, Portal
from tests.perjalanan.peramban import Peramban

pytestmark = DI_MEJA


def run_job(hr: Peramban) -> None:
    """The worker does it; the page learns it by itself and leads on."""
    row = BerkasImpor.objects.select_related("pekerjaan").latest("dibuat_pada")
    assert row.pekerjaan is not None
    assert hr.path == f"/impor/{row.pk}/"
    assert latar.run(row.pekerjaan.pk)
    expect(hr.page.get_by_role("link", name="Buka hasilnya")).to_be_visible(timeout=15_000)
    hr.click("Buka hasilnya")


def test_table_is_checked_applied_and_taken_back(portal: Portal):
    p = portal.provinsi
    unit = unit_names([p.dinas_lain.pk], DAY)[p.dinas_lain.pk]
    content = f"{MOVES}\n{p.orang['pegawai'].nip};{unit};01/12/2026;SK 1\n1,99002E+17;{unit};01/12/2026;SK 1\n"
    hr = portal.masuk("admin_bkd")
    hr.visit("/impor/")
    with hr.page.expect_download() as arriving:
        hr.page.get_by_role("link", name="Unduh templat pindah unit").click()
    assert arriving.value.suggested_filename == "templat-penempatan.xlsx"
    hr.click("Unggah berkas pindah unit")
    hr.click("Unggah dan periksa", status=422)
    assert "Berkas belum diisi." in hr.text
    hr.page.get_by_label("Berkas", exact=True).set_input_files(
        {"name": "pindah.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    hr.click("Unggah dan periksa")
    run_job(hr)
    assert "1 baris benar, 1 perlu diperbaiki" in hr.text
    assert "ubah Format Sel menjadi Teks" in hr.text
    with hr.page.expect_download() as arriving:
        hr.page.get_by_role("link", name="Unduh berkas dengan kolom kesalahan").click()
    assert arriving.value.suggested_filename == "pindah - kesalahan.csv"
    hr.click("Ubah padanan kolom")
    hr.click("Batal")
    hr.click("Terapkan 1 baris yang benar")
    run_job(hr)
    assert "1 baris diterapkan." in hr.text
    hr.click("Tarik kembali seluruhnya")
    assert "Tarik kembali 1 baris?" in hr.text
    hr.click("Tarik kembali seluruhnya")
    run_job(hr)
    assert "1 baris ditarik kembali." in hr.text
