"""A workbook of workloads is brought in and taken over to the map; an employee sees where the own post can lead."""

from __future__ import annotations

from django.utils import timezone

from jabatan.models import RincianJabatan
from tests.jabatan.conftest import build_peta
from tests.jabatan.test_abk import HEAD, STAF
from tests.perjalanan.conftest import DI_MEJA, Portal
from tests.perjalanan.test_impor import run_job

pytestmark = DI_MEJA

TAHUN = timezone.localdate().year


def test_workloads_of_a_unit_are_brought_in_and_taken_over(portal: Portal):
    seat = build_peta(portal.provinsi).staf
    good = f"{STAF};{TAHUN};Menelaah;Telaahan;1.250;120;;;"
    wrong = f"{STAF};{TAHUN};Menyusun;Laporan;92;;780;75000;0,9568"
    unit = portal.masuk("admin_unit")
    unit.visit(f"/jabatan/{seat.pk}/abk/")
    assert "Belum ada analisis beban kerja untuk jabatan ini." in unit.text
    unit.click("Impor satu unit")
    unit.page.get_by_label("Berkas", exact=True).set_input_files(
        {"name": "abk.csv", "mimeType": "text/csv", "buffer": f"{HEAD}\n{good}\n{wrong}\n".encode()}
    )
    unit.click("Unggah dan periksa")
    run_job(unit)
    assert "1 baris benar, 1 perlu diperbaiki" in unit.text
    assert "Waktu kerja efektif baris ini dalam menit, jadi waktunya juga menit" in unit.text
    unit.click("Terapkan 1 baris yang benar")
    run_job(unit)
    unit.visit(f"/jabatan/{seat.pk}/abk/{TAHUN}/")
    assert "2,0000 orang" in unit.text
    hr = portal.masuk("admin_bkd")
    hr.visit(f"/jabatan/{seat.pk}/abk/{TAHUN}/")
    hr.click("Ambil alih ke peta")
    hr.fill({"Berlaku mulai": f"{timezone.localdate():%d/%m/%Y}"})
    hr.click("Ambil alih ke peta")
    assert "K Penelaah Teknis Kebijakan menjadi 2" in hr.text
    assert RincianJabatan.objects.pada(timezone.localdate()).get(jabatan=seat).kebutuhan == 2


def test_where_the_own_post_can_lead(portal: Portal):
    build_peta(portal.provinsi)
    person = portal.masuk("pegawai")
    person.visit("/pegawai/saya/karier/")
    assert "Peta karier saya" in person.text
    assert "Pengawas" in person.text
    assert "syarat wajib belum terpenuhi" in person.text
