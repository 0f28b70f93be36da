"""The way of merit in a real browser: from a changed instrument to the correction run that supersedes."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from jabatan.enums import JenisJabatan
from merit.models import Putaran, Sanggah, VersiInstrumen
from pegawai.models import RiwayatPendidikan
from tests.factories.jabatan import make_seat, sit
from tests.factories.merit import add_riwayat, complete, compute, know_everything, referensi, version
from tests.perjalanan.conftest import DI_MEJA, Portal
from tests.perjalanan.peramban import Peramban

pytestmark = DI_MEJA

HARI = timezone.localdate()


@pytest.fixture
def berisi(portal: Portal) -> Portal:
    """Siti and some others, of whom the local instrument knows everything."""
    p = portal.provinsi
    version(p.instansi)
    sit(p.orang["pegawai"], make_seat("Kepala Subbagian", unit=p.seksi, jenis=JenisJabatan.PENGAWAS))
    know_everything(p.orang["pegawai"])
    for n in range(5):
        complete(f"Pengawas {n}", p.seksi)
    return portal


def draft(bkd: Peramban) -> VersiInstrumen:
    """Refused while it makes no sense; what was typed stays."""
    bkd.visit("/merit/instrumen/")
    bkd.click("Manajemen talenta daerah", inside=bkd.page.locator("main"))
    bkd.click("Buat draf perubahan")
    bkd.fill({"Kategori tertinggi mulai": "40", "Alasan perubahan": "Batasnya terlalu tinggi"})
    bkd.click("Simpan dan lihat akibatnya", status=422)
    assert bkd.page.get_by_label("Alasan perubahan").input_value() == "Batasnya terlalu tinggi"
    bkd.fill({"Kategori tertinggi mulai": "99"})
    bkd.click("Simpan dan lihat akibatnya")
    assert "Hanya jumlah." in bkd.text
    assert "Siti Aminah" not in bkd.text
    # Who drafted does not publish.
    assert bkd.page.locator("main").get_by_role("link", name="Terbitkan").count() == 0
    return VersiInstrumen.objects.get(status="draf")


def run(bkd: Peramban, versi: VersiInstrumen) -> Putaran:
    bkd.visit("/merit/putaran/mulai/")
    bkd.fill({"Instrumen": str(versi)})
    bkd.click("Hitung sekarang")
    assert "Menghitung nilai tiap perangkat daerah" in bkd.text
    return finished(bkd, Putaran.objects.get(status="berjalan"))


def finished(bkd: Peramban, putaran: Putaran) -> Putaran:
    """What workers do; the open page comes to show it by itself."""
    bkd.page.goto(f"{bkd.url}/merit/putaran/{putaran.pk}/")
    compute(putaran)
    expect(bkd.page.get_by_text("Sidik hasil")).to_be_visible(timeout=15_000)
    return putaran


def publish(bkd: Peramban, bkd2: Peramban, putaran: Putaran) -> None:
    """Checked by one, published by another."""
    bkd.visit(f"/merit/putaran/{putaran.pk}/")
    bkd.click("Tandai sudah diperiksa")
    bkd.fill({"Catatan pemeriksaan": "Sebaran tiap unit wajar"})
    bkd.click("Tandai sudah diperiksa")
    assert bkd.page.locator("main").get_by_role("link", name="Terbitkan").count() == 0
    bkd2.visit(f"/merit/putaran/{putaran.pk}/")
    bkd2.click("Terbitkan", inside=bkd2.page.locator("main"))
    bkd2.fill({"Nomor keputusan": "800.1.3/1", "Tanggal keputusan": f"{HARI:%d/%m/%Y}"})
    bkd2.click("Terbitkan", inside=bkd2.page.locator("main"))
    assert "Terbit" in bkd2.text


def test_from_a_draft_to_the_correction_that_supersedes(berisi: Portal):
    bkd, bkd2, siti = (berisi.masuk(who) for who in ("admin_bkd", "admin_bkd2", "pegawai"))
    versi = draft(bkd)
    bkd2.visit(f"/merit/versi/{versi.pk}/")
    bkd2.click("Terbitkan", inside=bkd2.page.locator("main"))
    bkd2.fill({"Berlaku mulai": f"{HARI:%d/%m/%Y}"})
    bkd2.click("Terbitkan versi")
    versi.refresh_from_db()
    first = run(bkd, versi)
    publish(bkd, bkd2, first)

    siti.visit("/merit/saya/?instrumen=talenta_daerah")
    assert "Kotak" in siti.text
    siti.click("Sanggah", inside=siti.page.locator("main table"))
    siti.page.get_by_label("Tingkat pendidikan").check()
    siti.fill({"Apa yang keliru": "Ijazah S3 saya belum tercatat"})
    siti.click("Kirim sanggah")
    assert "Dijawab paling lambat" in siti.text

    # The record is put right first, as the page of the answer says.
    referensi("pendidikan:x50", induk="tingkat_pendidikan:50")
    add_riwayat(RiwayatPendidikan, berisi.provinsi.orang["pegawai"], date(2020, 7, 1), pendidikan_id="pendidikan:x50")
    bkd.visit("/tugas/")
    bkd.click("Jawab sanggah putaran merit")
    bkd.page.get_by_label("Diterima: putaran koreksi dihitung").check()
    bkd.fill({"Jawaban kepada pegawai": "Ijazahnya sudah dicatat"})
    bkd.click("Simpan jawaban")
    correction = finished(bkd, Putaran.objects.get(pemicu="koreksi"))
    publish(bkd, bkd2, correction)

    bkd.visit(f"/merit/putaran/{first.pk}/")
    assert "Putaran ini sudah digantikan" in bkd.text
    siti.visit(f"/merit/sanggah/{Sanggah.objects.get().pk}/")
    assert f"Putaran {correction.nomor}, terbit" in siti.text
    siti.visit("/pemberitahuan/")
    assert "diterima" in siti.text
