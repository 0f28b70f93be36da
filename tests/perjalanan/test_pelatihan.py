"""From a course to a better record, in a real browser: registered, agreed to, there, passed, certificate, file, JP."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Response

from asn_portal.berkas.isi.terima import Kiriman
from pelatihan.demo.bahan import build_h5p, build_scorm
from pelatihan.models import AngkatanPelatihan, Sertifikat
from pelatihan.services import bahan as files
from tests.factories.pelatihan import make_batch, make_module, make_program
from tests.perjalanan.conftest import Portal

DATA = ("Mengusulkan perbaikan dengan bukti", "Tercatat satu kali dan sama", "Supaya dapat diketahui")
ANSWERS = (DATA, DATA, ("Mendesak dan meminta sandi", "Melaporkan kepada pengelola", "Mengganti sandi dan melapor"))


def is_told(response: Response) -> bool:
    """The package has said that its second page is open, and the portal has kept it."""
    return "/laporan/" in response.url and 'halaman\\":1' in (response.request.post_data or "")


def batch_of_today(portal: Portal) -> AngkatanPelatihan:
    """One day, meeting right now; registration still open for a moment."""
    program = make_program(portal.provinsi.instansi)
    row = make_batch(program, mulai=timezone.localdate(), hari=1, tutup_pada=timezone.now() + timedelta(hours=1))
    now = timezone.now()
    row.daftar_sesi.update(mulai=now - timedelta(hours=1), selesai=now + timedelta(hours=1))
    return row


def test_from_the_catalogue_to_the_file(portal: Portal):
    batch = batch_of_today(portal)
    siti, boss, staff = portal.masuk("pegawai"), portal.masuk("atasan"), portal.masuk("pengelola_pelatihan")
    siti.visit("/pelatihan/katalog/?dibuka=1")
    siti.click("Pelatihan Analisis Data")
    siti.click("Daftar")
    siti.click("Daftar sekarang")
    assert "Menunggu atasan" in siti.text

    boss.visit("/tugas/")
    boss.click("Setujui pelatihan: Siti Aminah")
    assert "Masih kurang 20 JP" in boss.text
    boss.click("Tidak setujui", status=422)
    assert "Tulis alasannya" in boss.text
    boss.click("Setujui")
    assert "Pendaftaran Siti Aminah disetujui" in boss.text

    AngkatanPelatihan.objects.update(tutup_pada=timezone.now() - timedelta(minutes=1))
    staff.visit(f"/pelatihan/angkatan/{batch.pk}/")
    staff.click("Tetapkan tempat")
    assert "1 dari 2" in staff.text

    siti.visit(f"/pelatihan/hadir/{batch.daftar_sesi.get().kode}/")
    siti.click("Saya hadir")
    assert "Anda tercatat hadir" in siti.text

    staff.visit(f"/pelatihan/angkatan/{batch.pk}/nilai/")
    staff.fill({"Tes awal Siti Aminah": "50", "Tes akhir Siti Aminah": "90"})
    staff.click("Simpan nilai")
    staff.click("Tutup dan terbitkan sertifikat")
    assert "Sertifikat terbit" in staff.text

    siti.visit("/pelatihan/saya/")
    assert "20 dari paling sedikit 20 JP" in siti.text
    siti.click("Pelatihan Analisis Data")
    siti.click("Baris riwayat kursus")
    assert Sertifikat.objects.get().nomor in siti.text

    anybody = portal.open()
    anybody.visit(f"/periksa-sertifikat/?kode={Sertifikat.objects.get().kode}")
    assert "Sertifikat ini asli" in anybody.text
    assert portal.provinsi.orang["pegawai"].nip not in anybody.text


def test_a_module_is_learned_without_script(portal: Portal):
    make_module(portal.provinsi.instansi, bacaan=1)
    siti = portal.masuk("pegawai", java_script_enabled=False)
    siti.visit("/pelatihan/modul/")
    siti.click("Modul Uji")
    siti.click("Mulai belajar")
    siti.click("Lanjutkan belajar")
    siti.click("Selesai, buka bagian berikutnya")
    siti.click("Kerjakan kuis")
    for choice in siti.page.get_by_label("Ya").all():
        choice.check()
    siti.click("Kirim jawaban")
    assert "Nilai Anda 100" in siti.text
    siti.click("Kembali ke modul")
    siti.click("Lihat sertifikat")
    assert "3 JP" in siti.text


def test_packages_play_in_a_frame_that_knows_nothing_of_the_portal(portal: Portal):
    """SCORM and H5P: what was reached is there again after a break, passing opens the next part, no cookie goes along."""
    modul = make_module(portal.provinsi.instansi)
    modul.daftar_bagian.all().delete()
    for number, content in enumerate((build_scorm("1.2"), build_scorm("2004"), build_h5p()), 1):
        part = modul.daftar_bagian.create(urut=number, judul=f"Paket {number}", jenis="paket", nilai_lulus=60)
        files.keep(part, files.look_at(Kiriman("paket", content), part.jenis), by=None)
    siti = portal.masuk("pegawai")
    inside: list[bool] = []
    siti.page.on(
        "requestfinished",
        lambda one: (
            inside.append("cookie" in one.all_headers())
            if one.resource_type == "script" and "/paket/" in one.url
            else None
        ),
    )
    siti.visit(f"/pelatihan/modul/{modul.pk}/")
    siti.click("Mulai belajar")
    siti.click("Lanjutkan belajar")
    frame, saved = siti.page.frame_locator("iframe.paket-bingkai"), siti.page.locator("[data-paket-kabar]")
    for number in range(3):
        siti.click("Buka bahan")
        if number < 2:
            with siti.page.expect_response(is_told):
                frame.get_by_role("button", name="Berikutnya").click()
            saved.get_by_text("WIB").wait_for()
            siti.page.reload()
            frame.get_by_text("Halaman 2 dari 4").wait_for()
            for _ in range(2):
                frame.get_by_role("button", name="Berikutnya").click()
        for answer in ANSWERS[number]:
            frame.get_by_label(answer).check()
        frame.get_by_role("button", name="Periksa jawaban").click()
        next_one = siti.page.locator("[data-paket-lanjut] a")
        next_one.wait_for()
        next_one.click()
        siti.page.wait_for_load_state()
    assert Sertifikat.objects.filter(asal="modul", pegawai=portal.provinsi.orang["pegawai"]).exists()
    assert inside
    assert not any(inside)
