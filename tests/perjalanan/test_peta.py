"""The map in a real browser: a seat is founded and filled, a Plh. stands in and the inbox follows, a wrong superior is
reported and put right."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from asn_portal.core.services.tugas import assign_tugas
from jabatan.models import Penempatan
from kinerja.kunci_tugas import TUGAS_SKP
from pegawai.models import HubunganAtasan
from tests.factories.kinerja import make_periode, make_skp
from tests.factories.pegawai import make_person
from tests.jabatan.conftest import Peta, build_peta
from tests.perjalanan.conftest import Portal

TODAY = timezone.localdate()


@pytest.fixture
def peta(portal: Portal) -> Peta:
    return build_peta(portal.provinsi)


def typed(day) -> str:
    return f"{day:%d/%m/%Y}"


def test_hr_founds_a_seat_in_place_and_puts_somebody_in(portal: Portal, peta: Peta):
    p, hr = portal.provinsi, portal.masuk("admin_unit")
    newcomer = make_person("Baru Datang", unit=p.seksi)
    hr.visit(f"/jabatan/peta/{p.seksi.pk}/")
    hr.click("Tambah jabatan di bawah ini")
    hr.page.get_by_label("Jenis jabatan").select_option("fungsional")
    hr.fill({"Nama jabatan": "Arsiparis Ahli Muda", "Kelas jabatan (boleh kosong)": "9"})
    hr.page.get_by_label("Dasar", exact=True).fill("Pergub 1/2026")
    hr.click("Tambah jabatan", status=422)
    assert "Pilih jenjang jabatan fungsionalnya." in hr.text
    hr.page.get_by_label("Jenjang (boleh kosong)").select_option("ahli_muda")
    hr.click("Tambah jabatan", status=422)
    assert "Kelas 9 untuk Arsiparis Ahli Muda belum mempunyai nilai jabatan" in hr.text
    hr.fill({"Kelas jabatan (boleh kosong)": ""})
    hr.click("Tambah jabatan")
    assert "Arsiparis Ahli Muda dibentuk." in hr.text
    hr.click("Tempatkan pegawai")
    hr.fill({"Pegawai": "000"})
    hr.page.get_by_label("Dasar", exact=True).fill("SK 5")
    hr.click("Tempatkan pegawai", status=422)
    assert "Tidak ada pegawai dengan NRK atau NIP ini." in hr.text
    hr.fill({"Pegawai": newcomer.nrk})
    hr.click("Tempatkan pegawai")
    assert "Baru Datang ditempatkan sebagai Arsiparis Ahli Muda" in hr.text
    assert HubunganAtasan.objects.pada(TODAY).get(pegawai=newcomer).atasan == p.orang["atasan"]
    hr.click("Akhiri jabatan")
    hr.fill({"Dasar": "Keliru"})
    hr.click("Akhiri jabatan", status=422)
    assert "masih dipegang Baru Datang" in hr.text


def test_a_superior_on_leave_gets_a_plh_and_the_inbox_follows(portal: Portal, peta: Peta):
    p = portal.provinsi
    year = make_periode(p.instansi)
    skp = make_skp(year, p.orang["pegawai"], status="diajukan", penilai=p.orang["atasan"])
    assign_tugas(
        [p.akun["atasan"]], jenis=TUGAS_SKP, objek_id=skp.pk, judul="Putuskan SKP: Siti Aminah", alasan="Anda atasannya.",
        url=f"/kinerja/rencana/{skp.pk}/putusan/",
    )  # fmt: skip
    hr = portal.masuk("admin_unit")
    hr.visit(f"/jabatan/{peta.kasi.pk}/")
    hr.click("Tunjuk Plh.")
    hr.fill({
        "Pegawai": p.orang["rekan"].nrk, "Sampai (boleh kosong)": typed(TODAY + timedelta(days=4)),
    })  # fmt: skip
    hr.page.get_by_label("Dasar", exact=True).fill("Cuti tahunan")
    hr.click("Tempatkan pegawai")
    assert "Yang boleh diputuskan pelaksananya" in hr.text

    plh, boss = portal.masuk("rekan"), portal.masuk("atasan")
    boss.visit("/tugas/")
    assert "Putuskan SKP" not in boss.text
    plh.visit("/tugas/")
    assert "Putuskan SKP" in plh.text
    assert "Anda Plh. Kepala Seksi hari ini" in plh.text
    plh.click("Putuskan SKP: Siti Aminah")
    plh.click("Setujui, buka berikutnya")
    assert "Siti Aminah disetujui" in plh.text
    assert Penempatan.objects.pada(TODAY).filter(jabatan=peta.kasi, jenis="plh").exists()


def test_an_employee_reports_a_wrong_superior(portal: Portal, peta: Peta):
    p = portal.provinsi
    siti, hr = portal.masuk("pegawai"), portal.masuk("admin_unit")
    siti.visit("/pegawai/saya/mengapa-atasan/")
    assert "Dipegang Kepala Seksi Satu." in siti.text
    siti.click("Bukan atasan saya")
    siti.fill({"Yang benar": "Saya ditugaskan langsung di bawah Kepala Dinas."})
    siti.click("Kirim laporan")
    hr.visit("/tugas/")
    hr.click("Periksa laporan Siti Aminah: atasan")
    hr.click("Periksa langkah demi langkah")
    hr.fill({"Atasan yang benar": p.orang["atasan_penilai"].nrk, "Alasan, dibaca pelapor": "Nota dinas 4"})
    hr.click("Tetapkan dan jawab laporan")
    assert "menjadi atasan mulai" in hr.text
    siti.visit("/pegawai/saya/mengapa-atasan/")
    assert "Ditetapkan pengelola kepegawaian" in siti.text
    assert "Nota dinas 4" in siti.text


def test_the_table_is_walked_with_arrow_keys(portal: Portal, peta: Peta):
    p, hr = portal.provinsi, portal.masuk("admin_bkd")
    hr.visit(f"/jabatan/peta/{p.akar.pk}/?bentuk=tabel")
    folds = hr.page.locator("[data-cabang] summary")
    folds.first.focus()
    hr.page.keyboard.press("ArrowRight")
    hr.page.get_by_role("link", name="Peta Seksi Satu").or_(
        hr.page.locator("summary", has_text="Seksi Satu")
    ).first.wait_for()
    opened = hr.page.evaluate("document.activeElement.parentElement.open")
    hr.page.keyboard.press("ArrowDown")
    moved = hr.page.evaluate("document.activeElement.innerText")
    hr.page.keyboard.press("Home")
    hr.page.keyboard.press("ArrowLeft")
    assert opened
    assert moved != folds.first.inner_text()
    assert not hr.page.evaluate("document.activeElement.parentElement.open")
    hr.visit(f"/jabatan/peta/{p.seksi.pk}/?bentuk=tabel")
    assert "Penelaah Teknis Kebijakan" in hr.text
