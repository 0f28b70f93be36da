"""From a gap to a course to a gap that is closed; and a partner who comments on a plan by a link, in a real browser."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from pelatihan.models import AngkatanPelatihan, RencanaInstansi
from tests.factories.jabatan import make_seat, sit
from tests.factories.pelatihan import make_program
from tests.factories.pengembangan import make_agency_plan, measure, teaches
from tests.perjalanan.conftest import Portal
from tests.perjalanan.test_pelatihan import batch_of_today


def test_from_the_gap_to_the_gap_closed(portal: Portal):
    person = portal.provinsi.orang["pegawai"]
    sit(person, make_seat("Kepala Subbagian", unit=portal.provinsi.seksi, jenis="pengawas"))
    measure(person, 1, tanggal=timezone.localdate() - timedelta(days=30))
    batch = batch_of_today(portal)
    teaches(batch.program, 3)
    siti, boss, staff = portal.masuk("pegawai"), portal.masuk("atasan"), portal.masuk("pengelola_pelatihan")

    siti.visit("/pelatihan/saya/")
    assert "Menutup celah Komunikasi dari tingkat 1 ke 2" in siti.text
    siti.click("Pelatihan Analisis Data")
    siti.click("Daftar")
    siti.click("Daftar sekarang")
    boss.visit("/tugas/")
    boss.click("Setujui pelatihan: Siti Aminah")
    boss.click("Setujui")
    AngkatanPelatihan.objects.update(tutup_pada=timezone.now() - timedelta(minutes=1))
    staff.visit(f"/pelatihan/angkatan/{batch.pk}/")
    staff.click("Tetapkan tempat")
    assert "Menutup 1 tingkat celah" in staff.text
    siti.visit(f"/pelatihan/hadir/{batch.daftar_sesi.get().kode}/")
    siti.click("Saya hadir")
    staff.visit(f"/pelatihan/angkatan/{batch.pk}/nilai/")
    staff.fill({"Tes awal Siti Aminah": "50", "Tes akhir Siti Aminah": "90"})
    staff.click("Simpan nilai")
    staff.click("Tutup dan terbitkan sertifikat")

    siti.visit("/pelatihan/saya/")
    assert "20 dari paling sedikit 20 JP" in siti.text
    assert "Belum Anda nilai" in siti.text
    measure(person, 2)
    siti.visit("/pelatihan/kompetensi/")
    assert "Mencapai standar" in siti.text


def test_a_plan_is_agreed_with_the_superior(portal: Portal):
    siti, boss = portal.masuk("pegawai"), portal.masuk("atasan")
    year = timezone.localdate().year
    siti.visit("/pelatihan/rencana/")
    siti.click(f"Susun rencana {year}")
    siti.click("Tambah kegiatan")
    siti.fill({"Kegiatan": "Memimpin rapat lintas bidang"})
    siti.click("Simpan kegiatan")
    siti.click("Ajukan kepada atasan")
    boss.visit("/tugas/")
    boss.click("Sepakati rencana pengembangan: Siti Aminah")
    boss.click("Sepakati")
    siti.visit("/pelatihan/rencana/")
    assert "Disepakati" in siti.text


def test_a_partner_comments_and_is_answered(portal: Portal):
    make_program(portal.provinsi.instansi)
    make_agency_plan(portal.provinsi.instansi)
    plan = RencanaInstansi.objects.get()
    staff, partner = portal.masuk("pengelola_pelatihan"), portal.open()
    staff.visit(f"/pelatihan/rencana-instansi/{plan.pk}/mitra/")
    staff.fill(
        {"Lembaga mitra": "Politeknik Uji", "Berlaku sampai": f"{timezone.localdate() + timedelta(days=5):%d/%m/%Y}"}
    )
    staff.click("Buat tautan")
    address = staff.page.get_by_label("Alamat").input_value()
    partner.visit("/konsultasi-rencana/" + address.partition("/konsultasi-rencana/")[2])
    assert "Siti Aminah" not in partner.text
    partner.fill({"Komentar": "Tambahkan praktik lapangan."})
    partner.click("Kirim komentar")
    assert "Menunggu tanggapan" in partner.text
    staff.visit(f"/pelatihan/rencana-instansi/{plan.pk}/")
    staff.page.get_by_role("link", name="Tanggapi Politeknik Uji").click()
    staff.page.get_by_label("Diterima", exact=True).check()
    staff.fill({"Penjelasan untuk mitra": "Masuk kurikulum."})
    staff.click("Simpan tanggapan")
    partner.visit("/konsultasi-rencana/" + address.partition("/konsultasi-rencana/")[2])
    assert "Masuk kurikulum." in partner.text
