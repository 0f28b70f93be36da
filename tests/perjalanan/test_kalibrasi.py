"""Calibration in a real browser: HR proposes, the penilai declines one and accepts another, then hands over."""

from __future__ import annotations

import pytest
from django.utils import timezone

from kinerja.models import Evaluasi
from tests.factories.kinerja import make_achievement, make_evaluasi, make_periode, make_skp
from tests.perjalanan.conftest import DI_MEJA, Portal

pytestmark = DI_MEJA

LALU = timezone.localdate().year - 1


@pytest.fixture
def dinilai(portal: Portal):
    p = portal.provinsi
    year = make_periode(p.instansi, LALU)
    make_achievement(year, p.dinas, p.akun["admin_bkd"])
    plans = {who: make_skp(year, p.orang[who], status="disetujui") for who in ("pegawai", "rekan")}
    return {who: make_evaluasi(plan, "dinilai") for who, plan in plans.items()}


def propose(hr, nama: str, alasan: str) -> None:
    hr.page.get_by_role("link", name=f"Usulkan perubahan {nama}").click()
    hr.page.wait_for_load_state()
    hr.click("Kirim usul kepada penilai", status=422)
    assert "Alasan usul belum diisi." in hr.text
    hr.page.get_by_role("group", name="Rating hasil kerja").get_by_label("Di bawah ekspektasi").check()
    hr.fill({"Alasan usul": alasan})
    hr.click("Kirim usul kepada penilai")


def answer(boss, row: Evaluasi, pilihan: str, alasan: str) -> None:
    boss.visit(f"/kinerja/evaluasi/{row.pk}/")
    boss.click("Baca dan jawab usul")
    boss.page.get_by_label(pilihan).check()
    boss.fill({"Alasan Anda": alasan})
    boss.click("Simpan keputusan")


def test_hr_proposes_and_the_penilai_decides(portal: Portal, dinilai):
    p = portal.provinsi
    hr, boss = portal.masuk("admin_unit"), portal.masuk("atasan")
    hr.visit(f"/kinerja/pola/{p.dinas.pk}/{LALU}/triwulan/1/")
    hr.click("Buka sesi kalibrasi")
    hr.fill({"Peserta sidang": "Perencanaan, kepegawaian, pengawasan"})
    hr.click("Buka sesi")
    propose(hr, "Siti Aminah", "Dua target belum tercapai")
    propose(hr, "Budi Santoso", "Laporan terlambat")
    assert hr.text.count("menunggu penilai") == 2

    answer(boss, dinilai["pegawai"], "Terima: penilaian saya", "Benar, targetnya belum")
    assert "Butuh perbaikan" in boss.text
    boss.click("Sampaikan kepada Siti Aminah")
    answer(boss, dinilai["rekan"], "Tidak: penilaian saya tetap", "Laporannya tepat waktu")
    boss.click("Sampaikan kepada Budi Santoso")
    found = dict(Evaluasi.objects.values_list("pegawai__nama", "predikat"))
    assert found == {"Siti Aminah": "butuh_perbaikan", "Budi Santoso": "baik"}

    hr.visit("/kinerja/kalibrasi/")
    hr.click("Dinas Satu")
    assert "Laporannya tepat waktu" in hr.text
    hr.click("Tutup sesi")
    assert "Semua usul sudah dijawab" in hr.text
    hr.click("Tutup sesi")
    assert "Ditutup" in hr.text
