"""The file of a person by mouse and without script: HR records, the person proposes, two desks decide."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from pegawai.models import KontakPegawai, RiwayatGolongan, RiwayatPendidikan, UsulanPerubahan
from tests.factories.berkas import make_dokumen
from tests.factories.riwayat import all_entries
from tests.perjalanan.conftest import Portal


@pytest.fixture(autouse=True)
def entries(portal: Portal) -> None:
    all_entries()


def test_hr_records_a_rank_and_what_cannot_be_is_said(portal: Portal):
    admin, person = portal.masuk("admin_bkd"), portal.provinsi.orang["pegawai"]
    admin.visit(f"/pegawai/{person.pk}/berkas/?bagian=karier")
    admin.page.get_by_role("link", name="Tambah pangkat dan golongan").click()
    admin.fill({"TMT": "01/04/1999", "Nomor SK": "823/1", "Tanggalnya": "02/03/2019"})
    admin.page.get_by_label("Golongan", exact=True).select_option(label="III/a")
    admin.click("Simpan", status=422)
    assert "umurnya belum 15 tahun" in admin.text
    expect(admin.page.get_by_label("Nomor SK")).to_have_value("823/1")
    admin.fill({"TMT": "01/04/2019", "Masa kerja golongan, tahun": "4", "Masa kerja golongan, bulan": "0"})
    admin.click("Simpan")
    assert "III/a, Penata Muda" in admin.page.locator("h1").inner_text()
    assert RiwayatGolongan.objects.get().sk_nomor == "823/1"
    siti = portal.masuk("pegawai")
    siti.visit("/pegawai/saya/")
    expect(siti.page.locator("#_berkas_ringkas")).to_contain_text("III/a, Penata Muda")


def test_phone_and_address_change_at_once_and_a_degree_passes_two_desks(portal: Portal):
    siti, person = portal.masuk("pegawai"), portal.provinsi.orang["pegawai"]
    make_dokumen(portal.provinsi.akun["pegawai"], person.pk)
    siti.visit("/usulan-data/baru/")
    siti.click("Alamat dan surel pribadi")
    siti.fill({"Alamat tinggal": "Jalan Contoh 5"})
    siti.click("Simpan")
    assert KontakPegawai.objects.get().alamat_domisili == "Jalan Contoh 5"
    siti.visit("/usulan-data/baru/")
    siti.click("Nomor ponsel dan surel")
    siti.fill({"Nomor telepon": "0812 3456 7890"})
    siti.click("Simpan kontak")
    portal.provinsi.akun["pegawai"].refresh_from_db()
    assert portal.provinsi.akun["pegawai"].telepon == "0812 3456 7890"
    siti.visit("/usulan-data/baru/pendidikan/")
    siti.fill({"Tanggal lulus": "15/08/2012"})
    siti.page.get_by_label("Pendidikan", exact=True).press_sequentially("hukum")
    siti.page.get_by_label("S-1 HUKUM PIDANA").check()
    siti.page.get_by_label("Bukti dari Dokumen saya").select_option(index=1)
    siti.click("Kirim usulan")
    assert "Di pengelola kepegawaian unit" in siti.text
    for who, words in (("admin_unit", "sekarang di meja provinsi"), ("admin_bkd", "berkasnya sudah diubah")):
        desk = portal.masuk(who)
        desk.visit("/tugas/")
        desk.click("Periksa usulan Siti Aminah: pendidikan")
        assert "S-1 HUKUM PIDANA" in desk.text
        desk.page.get_by_label("Keputusan", exact=True).select_option(index=1)
        desk.click("Simpan keputusan")
        assert words in desk.text
    assert RiwayatPendidikan.objects.get(pegawai=person).sumber == "usulan"
    siti.visit(f"/usulan-data/{UsulanPerubahan.objects.get().pk}/")
    siti.click("Lihat barisnya")
    assert "Usulan pegawai" in siti.text


def test_a_searched_entry_is_chosen_without_script(portal: Portal):
    admin, person = portal.masuk("admin_bkd", java_script_enabled=False), portal.provinsi.orang["pegawai"]
    admin.visit(f"/pegawai/{person.pk}/riwayat/pendidikan/tambah/")
    admin.page.get_by_label("Tanggal lulus").fill("15/08/2012")
    admin.page.get_by_label("Pendidikan", exact=True).fill("hukum")
    admin.click("Simpan", status=422)
    assert "Beberapa cocok" in admin.text
    admin.page.get_by_label("S-1 HUKUM PIDANA").check()
    admin.click("Simpan")
    assert RiwayatPendidikan.objects.get().pendidikan_id == "pendidikan:s1hukumpidana"


def test_family_opens_with_a_reason_that_its_owner_reads(portal: Portal):
    from datetime import date

    from asn_portal.core.models import periode
    from pegawai.models import RiwayatKeluarga

    person = portal.provinsi.orang["pegawai"]
    RiwayatKeluarga.objects.create(
        pegawai=person, hubungan="anak", nama="Bintang Kecil", sumber="hr", berlaku=periode(date(2018, 5, 1))
    )
    admin = portal.masuk("admin_unit")
    admin.visit(f"/pegawai/{person.pk}/berkas/?bagian=keluarga")
    assert "Bintang Kecil" not in admin.page.content()
    admin.click("Tampilkan keluarga")
    admin.fill({"Untuk keperluan apa": "Pemutakhiran tunjangan"})
    admin.click("Tampilkan")
    assert "Bintang Kecil" in admin.text
    siti = portal.masuk("pegawai")
    siti.visit("/akun/siapa-melihat/")
    assert "Pemutakhiran tunjangan" in siti.text
