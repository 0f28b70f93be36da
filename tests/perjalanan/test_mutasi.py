"""A round of moves and a call for members in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from jabatan.models import AnggotaTim, ButirMutasi, Panggilan, PutaranMutasi
from jabatan.services import tim
from tests.jabatan.conftest import Peta, build_peta
from tests.perjalanan.conftest import DI_MEJA, Portal

pytestmark = DI_MEJA

TODAY = timezone.localdate()


@pytest.fixture
def peta(portal: Portal) -> Peta:
    return build_peta(portal.provinsi)


def typed(day) -> str:
    return f"{day:%d/%m/%Y}"


def test_two_heads_change_places_under_one_decree(portal: Portal, peta: Peta):
    p, day = portal.provinsi, TODAY + timedelta(days=10)
    hr = portal.masuk("admin_bkd")
    hr.visit("/jabatan/mutasi/")
    hr.click("Susun putaran")
    hr.fill(
        {"Nama putaran": "Mutasi Desember", "Tanggal pelantikan": typed(day), "Terhitung mulai tanggal": typed(TODAY)}
    )
    hr.click("Susun putaran", status=422)
    assert "TMT tidak boleh mendahului tanggal pelantikan." in hr.text
    hr.fill({"Terhitung mulai tanggal": typed(day)})
    hr.click("Susun putaran")
    assert "Rahasia sampai" in hr.text
    assert "pertimbangan teknis BKN belum dicatat" in hr.text
    hr.click("Ubah keterangan")
    hr.fill({"Nomor pertimbangan teknis BKN": "PT-7", "Tanggal pertimbangan teknis": typed(TODAY)})
    hr.click("Simpan keterangan")
    hr.click("Tambah pemegang")
    hr.page.get_by_label("Pengelola kepegawaian provinsi").select_option(str(p.akun["admin_bkd2"].pk))
    hr.click("Jadikan pemegang")
    for who, unit in (("atasan_penilai", "Dinas Dua"), ("orang_dinas_lain", "Dinas Satu")):
        hr.click("Tambah orang")
        hr.fill({"Jabatan dan unit": f"kepala {unit}"})
        hr.click("Cari", inside=hr.page.locator("main"))
        hr.click("Kepala Dinas", inside=hr.page.locator("main"))
        hr.fill({"Pegawai": p.orang[who].nrk})
        hr.click("Masukkan ke putaran")
    assert "Tukar tempat" in hr.text
    assert "Belum lolos" in hr.text
    row = PutaranMutasi.objects.get()
    for butir in ButirMutasi.objects.all():
        hr.visit(f"/jabatan/mutasi/butir/{butir.pk}/")
        hr.fill({"Dasar pengecualian": "Nota dinas 3/2026"})
        hr.click("Simpan dasar pengecualian")
    hr.click("Kirim untuk disetujui")
    hr.click("Kirim untuk disetujui")
    assert "menunggu persetujuan pemegang lain" in hr.text

    second, other = portal.masuk("admin_bkd2"), portal.masuk("admin_unit")
    other.visit(f"/jabatan/mutasi/{row.pk}/", status=404)
    other.visit(f"/jabatan/{peta.kadis.pk}/?pada={day}")
    assert p.orang["orang_dinas_lain"].nama not in other.text
    second.visit(f"/jabatan/mutasi/{row.pk}/")
    second.click("Setujui putaran")
    second.click("Setujui putaran")
    hr.visit(f"/jabatan/mutasi/{row.pk}/")
    hr.click("Terbitkan putaran")
    hr.fill({"Nomor keputusan": "821/9/2026", "Tanggal keputusan": typed(TODAY)})
    hr.click("Terbitkan putaran")
    assert "Terbit, menunggu hari pelantikan" in hr.text
    hr.click("Batalkan putaran")
    hr.fill({"Alasan": "Pelantikan ditunda"})
    hr.click("Batalkan putaran")
    assert "tidak ada penempatan yang berubah" in hr.text


def test_members_are_called_and_chosen(portal: Portal, peta: Peta):
    p = portal.provinsi
    team = tim.make_team(
        unit=p.dinas, nama="Tim layanan", mandat="Memendekkan antrean", lingkup="lintas", mulai=TODAY,
        sampai=TODAY + timedelta(days=60), by=p.akun["admin_unit"],
    )  # fmt: skip
    hr, siti, boss = portal.masuk("admin_unit"), portal.masuk("pegawai"), portal.masuk("atasan")
    hr.visit(f"/jabatan/tim/{team.pk}/")
    hr.click("Tambah indikator pertama")
    hr.fill({"Indikator": "Lama antrean", "Satuan": "menit", "Target": "10"})
    hr.click("Tambahkan indikator")
    hr.click("Catat nilai")
    hr.fill({"Nilai": "28,5", "Sumber": "Buku antrean"})
    hr.click("Catat nilai")
    assert "28,5" in hr.text
    hr.click("Panggil anggota")
    hr.fill({"Pendaftaran paling lambat": typed(TODAY + timedelta(days=7))})
    hr.click("Buka panggilan")

    siti.visit("/jabatan/panggilan/")
    siti.click("Anggota Tim layanan")
    siti.click("Daftar", inside=siti.page.locator("main form"))
    assert "menunggu izin atasan" in siti.text
    boss.visit("/tugas/")
    boss.click("Izinkan Siti Aminah")
    boss.click("Tidak mengizinkan", status=422)
    assert "Tulis alasan mengapa tidak diizinkan" in boss.text
    boss.click("Izinkan", inside=boss.page.locator("main form"))
    hr.visit(f"/jabatan/panggilan/{Panggilan.objects.get().pk}/")
    hr.click("Putuskan")
    hr.fill({"Alasan pilihan": "Pernah mengelola antrean"})
    hr.click("Pilih", inside=hr.page.locator("main form"))
    assert "Siti Aminah dipilih" in hr.text
    assert AnggotaTim.objects.kini().get(tim=team).pegawai == p.orang["pegawai"]
    siti.visit("/pemberitahuan/")
    assert "Pernah mengelola antrean" in siti.text
