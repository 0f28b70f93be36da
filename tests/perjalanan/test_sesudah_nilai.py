"""Around a rating in a real browser: views of colleagues added up, what follows a low and a good year, the monthly input."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from kinerja.models import HasilPandangan, MasukanTPP, NominasiPenghargaan, PermintaanPandangan, RencanaPerbaikan
from kinerja.services.tpp import compute_month
from tests.factories.kinerja import make_evaluasi, make_month, make_periode, make_skp
from tests.factories.pegawai import make_person
from tests.perjalanan.conftest import Portal

HARI = timezone.localdate()
LALU = HARI.year - 1
RENDAH = {"hasil_kerja": "di_bawah_ekspektasi", "perilaku_kerja": "sesuai_ekspektasi", "predikat": "butuh_perbaikan"}
TINGGI = {"hasil_kerja": "di_atas_ekspektasi", "perilaku_kerja": "di_atas_ekspektasi", "predikat": "sangat_baik"}


@pytest.fixture
def tahun(portal: Portal):
    return make_periode(portal.provinsi.instansi, LALU)


def answers(browser, nama: str) -> None:
    browser.visit("/tugas/")
    browser.click(f"Pandangan tentang {nama}")
    browser.click("Kirim pandangan", status=422)
    assert "belum dijawab" in browser.text
    for group in browser.page.get_by_role("group").all():
        often = group.get_by_label("Sering terlihat")
        if often.count():
            often.check()
    browser.click("Kirim pandangan")
    assert "sudah dijumlahkan" in browser.text


def test_views_are_added_up_and_shown_after_the_last_day(portal: Portal, tahun):
    p = portal.provinsi
    others = [make_person(f"Rekan {word}", unit=p.seksi, atasan=p.orang["atasan"]) for word in ("Satu", "Dua", "Tiga")]
    skp = make_skp(tahun, p.orang["pegawai"], status="disetujui")
    row = make_evaluasi(skp, "disampaikan", jenis="tahunan", nomor=0, masa=skp.berlaku)
    boss = portal.masuk("atasan")
    boss.visit(f"/kinerja/pandangan/{skp.pegawai_id}/{LALU}/")
    for person in others:
        boss.page.get_by_label(person.nama).check()
    boss.page.get_by_label("Budi Santoso").uncheck()
    boss.click("Minta pandangan")
    assert "Pandangan diminta" in boss.text
    for person in others:
        answers(portal.masuk(person.pengguna), "Siti Aminah")
    boss.visit(f"/kinerja/evaluasi/{row.pk}/")
    assert "Sering terlihat" not in boss.text
    assert "3,0" not in boss.text  # nothing before the last day
    PermintaanPandangan.objects.update(batas=HARI - timedelta(days=1))
    siti = portal.masuk("pegawai")
    siti.visit(f"/kinerja/evaluasi/{row.pk}/")
    assert "Rekan dan bawahan, 3 orang" in siti.text
    assert HasilPandangan.objects.get(hubungan="rekan").banyak == 3


def test_what_follows_a_low_and_a_good_year(portal: Portal, tahun):
    p = portal.provinsi
    for who, given in (("pegawai", RENDAH), ("rekan", TINGGI)):
        skp = make_skp(tahun, p.orang[who], status="disetujui")
        make_evaluasi(skp, "final", jenis="tahunan", nomor=0, masa=skp.berlaku, **given)
    boss, siti, hr = (portal.masuk(who) for who in ("atasan", "pegawai", "admin_bkd"))
    boss.visit(f"/kinerja/tindak-lanjut/?tahun={LALU}")
    boss.click("Susun rencana untuk Siti Aminah")
    boss.click("Kirim rencana", status=422)
    assert "belum diisi" in boss.text
    boss.fill({"Yang perlu diperbaiki": "Laporan terlambat", "Dukungan Anda": "Bimbingan Senin"})
    boss.page.get_by_label("Langkah dan ukuran keberhasilan").fill("Tiga laporan tepat waktu")
    boss.click("Kirim rencana")
    siti.visit("/tugas/")
    siti.click("Baca rencana perbaikan kinerja")
    siti.click("Setujui rencana")
    boss.visit(f"/kinerja/tindak-lanjut/{RencanaPerbaikan.objects.get().pk}/")
    boss.page.get_by_role("radio").first.check()
    boss.page.get_by_role("textbox", name="Apa yang berubah").fill("Tiga laporan masuk tepat waktu")
    boss.click("Catat hasil")

    boss.visit(f"/kinerja/tindak-lanjut/?tahun={LALU}&lihat=layak")
    boss.click("Nominasikan Budi Santoso")
    boss.page.get_by_label("Mengapa layak").fill("Petanya dipakai seluruh kota")
    boss.click("Kirim nominasi")
    hr.visit(f"/kinerja/tindak-lanjut/?tahun={LALU}&lihat=nominasi")
    hr.click("Budi Santoso")
    hr.page.get_by_role("radio").first.check()
    hr.fill({"Pertimbangan": "Disetujui tim"})
    hr.click("Simpan putusan")
    assert NominasiPenghargaan.objects.get().putusan


def test_the_monthly_input_is_seen_asked_about_and_closed(portal: Portal, tahun):
    p = portal.provinsi
    skp = make_skp(tahun, p.orang["pegawai"], status="disetujui")
    then = timezone.now() - timedelta(days=40)
    make_evaluasi(skp, "final", jenis="tahunan", nomor=0, masa=skp.berlaku, disampaikan_pada=then)
    compute_month(make_month(p.instansi, potong=HARI - timedelta(days=1)).pk)
    siti, hr, bkd = (portal.masuk(who) for who in ("pegawai", "admin_unit", "admin_bkd"))
    siti.visit("/kinerja/tpp/")
    assert "Baik" in siti.text
    siti.click("Tanyakan")
    siti.fill({"Yang ingin Anda tanyakan": "Mengapa bukan triwulan terakhir?"})
    siti.click("Kirim pertanyaan")
    hr.visit("/tugas/")
    hr.click("Jawab pertanyaan Siti Aminah")
    hr.fill({"Jawaban Anda": "Triwulan itu belum disampaikan."})
    hr.click("Kirim jawaban")
    siti.visit("/kinerja/tpp/")
    assert "Triwulan itu belum disampaikan." in siti.text
    bkd.visit("/kinerja/tpp/atur/")
    bkd.click("Tutup bulan")
    bkd.click("Tutup")
    assert "Tanda terimanya" in bkd.text
    assert MasukanTPP.objects.filter(pegawai=p.orang["pegawai"]).count() == 1
