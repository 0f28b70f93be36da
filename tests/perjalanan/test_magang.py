"""A placement from the offer to the JP; the mentor confirms by a link in a browser without an account."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from pelatihan.models import LowonganMagang, PesertaMagang
from tests.factories.kegiatan import make_offer
from tests.factories.riwayat import entry
from tests.perjalanan.conftest import Portal


def test_from_the_offer_to_the_jp(portal: Portal):
    entry("jenis_diklat:10")
    today = timezone.localdate()
    offer = make_offer(
        portal.provinsi.instansi,
        mulai=today,
        selesai=today,
        jam=8,
        dibuat_oleh=portal.provinsi.akun["pengelola_pelatihan"],
    )
    siti, boss, staff, mentor = (
        portal.masuk("pegawai"),
        portal.masuk("atasan"),
        portal.masuk("pengelola_pelatihan"),
        portal.open(),
    )
    siti.visit("/pelatihan/magang/")
    siti.click("Magang data transportasi")
    siti.click("Lamar")
    siti.fill({"Mengapa Anda": "Unit saya mulai mengolah datanya."})
    siti.click("Kirim lamaran")
    boss.visit("/tugas/")
    boss.click("Setujui magang: Siti Aminah")
    boss.click("Setujui")
    staff.visit(f"/pelatihan/magang/{offer.pk}/")
    staff.page.get_by_role("link", name="Seleksi Siti Aminah").click()
    staff.fill({"Alasan": "Celahnya paling dalam."})
    staff.click("Terima")
    row = PesertaMagang.objects.get()
    staff.visit(f"/pelatihan/peserta-magang/{row.pk}/mentor/")
    staff.fill({"Nama mentor luar": "Ibu Sinta", "Tautan berlaku sampai": f"{today + timedelta(days=5):%d/%m/%Y}"})
    staff.click("Simpan mentor")
    address = staff.page.get_by_label("Alamat").input_value()

    siti.visit(f"/pelatihan/peserta-magang/{row.pk}/")
    assert "Celahnya paling dalam." in siti.text
    siti.click("Isi logbuk")
    siti.fill({"Yang dikerjakan": "Membersihkan data sepekan."})
    siti.click("Simpan catatan")
    mentor.visit("/mentor-magang/" + address.partition("/mentor-magang/")[2])
    assert portal.provinsi.orang["pegawai"].nip not in mentor.page.content()
    mentor.page.get_by_role("button", name="Sahkan").click()
    for label in ("Penguasaan pekerjaan", "Kerja sama", "Inisiatif", "Kedisiplinan"):
        mentor.page.get_by_label(label).select_option("4")
    mentor.fill({"Kekuatan dan saran": "Teliti."})
    mentor.click("Simpan penilaian")
    staff.visit(f"/pelatihan/peserta-magang/{row.pk}/tutup/")
    staff.fill({"Hasil": "Membuat panduan data."})
    staff.click("Tutup magang")
    siti.visit("/pelatihan/saya/")
    assert "20 dari paling sedikit 20 JP" in siti.text
    assert LowonganMagang.objects.get().status == "selesai"
