"""The year after the plan in a real browser: progress with a proof, a quarter, its rating, an objection, its decision."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from asn_portal.core.models import periode
from kinerja.models import Evaluasi
from tests.factories.berkas import photo
from tests.factories.kinerja import make_achievement, make_evaluasi, make_periode, make_skp
from tests.perjalanan.conftest import Portal

LALU = timezone.localdate().year - 1


@pytest.fixture
def skp(portal: Portal):
    p = portal.provinsi
    year = make_periode(p.instansi, LALU)
    plan = make_skp(year, p.orang["pegawai"], status="disetujui")
    for jenis, nomor in (("triwulan", 1), ("tahunan", 0)):
        make_achievement(year, p.dinas, p.akun["admin_bkd"], jenis=jenis, nomor=nomor)
    for nomor, first in ((2, 4), (3, 7), (4, 10)):
        last = date(LALU, 12, 31) if first == 10 else date(LALU, first + 3, 1) - date.resolution
        make_evaluasi(plan, "final", nomor=nomor, masa=periode(date(LALU, first, 1), last))
    return plan


def rate(browser, hasil: str, perilaku: str, alasan: str = "") -> None:
    browser.page.get_by_role("group", name="Rating hasil kerja").get_by_label(hasil).check()
    browser.page.get_by_role("group", name="Rating perilaku kerja").get_by_label(perilaku).check()
    if alasan:
        browser.page.get_by_label("Alasan (wajib bila berbeda").fill(alasan)
    browser.click("Simpan penilaian")


def test_from_a_note_to_the_decision_on_an_objection(portal: Portal, skp, tmp_path):
    siti, boss, head = portal.masuk("pegawai"), portal.masuk("atasan"), portal.masuk("atasan_penilai")
    siti.visit(f"/kinerja/{LALU}/progres/")
    siti.fill({"Yang dikerjakan": "Dua titik diperiksa"})
    siti.page.get_by_label("Tanggal", exact=True).fill(f"3/2/{LALU}")
    siti.page.get_by_label("Foto atau berkas bukti (boleh kosong)").set_input_files(
        {"name": "lapangan.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    siti.click("Simpan progres")
    assert "Progres tersimpan pukul" in siti.text
    assert "lapangan.jpg" in siti.text

    siti.visit(f"/kinerja/saya/?tahun={LALU}")
    siti.click("Mulai penilaian diri")
    siti.page.get_by_label("Realisasi berdasarkan bukti dukung (boleh kosong)").first.fill("Enam laporan selesai")
    siti.click("Simpan dan kirim ke penilai")
    assert f"Nomor tanda terima EVAL-{LALU}-" in siti.text

    boss.visit(f"/kinerja/tim/?tahun={LALU}")
    boss.page.get_by_role("link", name=f"Triwulan I {LALU}", exact=True).click()
    boss.page.wait_for_load_state()
    assert "Dua titik diperiksa" in boss.text
    rate(boss, "Di bawah ekspektasi", "Sesuai ekspektasi", "Laporan belum dapat dipakai")
    assert "Predikat butuh perbaikan" in boss.text
    boss.click("Sampaikan kepada Siti Aminah")

    siti.visit(f"/kinerja/saya/?tahun={LALU}")
    siti.click("Baca hasil evaluasi")
    siti.click("Ajukan keberatan")
    siti.click("Ajukan keberatan", status=422)
    siti.fill({"Alasan keberatan": "Enam laporan sudah dipakai rapat"})
    siti.click("Ajukan keberatan")
    assert "Keberatan diterima" in siti.text
    row = Evaluasi.objects.get(pegawai=skp.pegawai, nomor=1)
    assert any(one.get("bukti") == "lapangan.jpg" for one in row.keberatan.bukti)

    boss.visit(f"/kinerja/evaluasi/{row.pk}/")
    boss.click("Beri penjelasan")
    boss.fill({"Penjelasan pejabat penilai": "Dua laporan terlambat"})
    boss.click("Sampaikan penjelasan")
    head.visit(f"/kinerja/evaluasi/{row.pk}/")
    head.click("Baca dan putuskan")
    head.page.get_by_label("Hasil evaluasi diubah").check()
    head.fill({"Pertimbangan": "Laporannya memang dipakai"})
    head.click("Putuskan keberatan", status=422)
    head.page.get_by_label("Rating hasil kerja yang baru (bila diubah)").select_option("sesuai_ekspektasi")
    head.page.get_by_label("Rating perilaku kerja yang baru (bila diubah)").select_option("sesuai_ekspektasi")
    head.click("Putuskan keberatan")
    row.refresh_from_db()
    assert (row.status, row.predikat) == ("final", "baik")

    # The year: rated without a word of the person, accepted.
    boss.visit(f"/kinerja/rencana/{skp.pk}/")
    boss.page.locator("li", has_text=f"Tahun {LALU}").get_by_role("button", name="Mulai menilai").click()
    boss.page.wait_for_load_state()
    boss.click("Beri penilaian")
    rate(boss, "Sesuai ekspektasi", "Sesuai ekspektasi", "Realisasi dibaca dari progres")
    boss.click("Sampaikan kepada Siti Aminah")
    siti.visit(f"/kinerja/saya/?tahun={LALU}")
    siti.click("Baca hasil evaluasi")
    siti.click("Terima hasil evaluasi")
    assert Evaluasi.objects.get(pegawai=skp.pegawai, jenis="tahunan").status == "final"
