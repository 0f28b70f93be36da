"""The committee and the awards in a real browser: statement first, reasons for a choice, a second signature, the letter."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.utils import timezone

from asn_portal.core.enums import PERAN_DUA_LANGKAH, Peran
from asn_portal.core.models import Pengguna
from jabatan.enums import JenisJabatan
from merit.models import RencanaSuksesi
from pegawai.models import Pegawai, RiwayatPenghargaan
from tests.factories.core import give_role
from tests.factories.jabatan import make_seat
from tests.factories.merit import complete, make_official, make_putaran, publish, referensi, version
from tests.factories.pegawai import make_person
from tests.perjalanan.conftest import DI_MEJA, SECRET, Portal
from tests.perjalanan.peramban import Peramban

pytestmark = DI_MEJA

HARI = timezone.localdate()
BERSIH = "Saya tidak mempunyai benturan kepentingan"


@pytest.fixture
def sidang(portal: Portal) -> Portal:
    """A published run with two complete heads of section and one of whom data are missing, and the post above them."""
    p = portal.provinsi
    for nama in ("Kepala Awan", "Kepala Bulan"):
        complete(nama, p.seksi, predikat="sangat_baik")
    make_official("Kepala Candra", p.seksi, jenis=JenisJabatan.PENGAWAS)
    make_seat("Kepala Bidang Air", unit=p.dinas, jenis=JenisJabatan.ADMINISTRATOR)
    bkd, bkd2 = p.akun["admin_bkd"], p.akun["admin_bkd2"]
    publish(make_putaran(version(p.instansi, "talenta_daerah"), bkd), bkd, bkd2)
    return portal


def member(portal: Portal, nama: str, peran: Peran) -> Pengguna:
    """Somebody with a role on the highest unit."""
    account = make_person(nama, unit=portal.provinsi.dinas_lain).pengguna
    assert account is not None
    give_role(account, peran, portal.provinsi.akar)
    if peran in PERAN_DUA_LANGKAH:
        totp.TOTP.activate(account, SECRET)
    return account


def state(browser: Peramban, path: str) -> None:
    """Nothing is shown before the statement."""
    browser.visit(path)
    assert "Kepala Awan" not in browser.text
    browser.click("Nyatakan kepentingan")
    browser.click("Simpan pernyataan", status=422)
    browser.page.get_by_label(BERSIH).check()
    browser.click("Simpan pernyataan")
    assert "Kepala Awan" in browser.text


def plan(komite: Peramban) -> str:
    """From the seat to the choices; returns the address of the plan."""
    komite.visit("/merit/suksesi/jabatan/?q=Kepala+Bidang+Air")
    komite.click("Kepala Bidang Air", inside=komite.page.locator("main table"))
    komite.page.get_by_label("Jabatan kosong").check()
    komite.fill({"Penjelasan": "Pejabatnya pensiun"})
    komite.click("Susun rencana", inside=komite.page.locator("main form"))
    path = f"/merit/suksesi/{RencanaSuksesi.objects.get().pk}/"
    state(komite, path)
    komite.click("Pilih Kepala Awan", inside=komite.page.locator("main"))
    komite.fill({"Alasan memilih": "Skornya tertinggi dan syaratnya terpenuhi"})
    komite.click("Simpan pilihan")
    return path


def choose_outside(komite: Peramban, nama: str) -> None:
    person = Pegawai.objects.get(nama=nama)
    komite.click("Pilih di luar daftar")
    komite.fill({"NIP atau NRK": "0", "Alasan memilih di luar daftar": "Satu-satunya ahli polder"})
    komite.click("Usulkan", inside=komite.page.locator("main form"), status=422)
    assert "Satu-satunya ahli polder" in komite.page.get_by_label("Alasan memilih di luar daftar").input_value()
    komite.fill({"NIP atau NRK": person.nip or person.nrk or ""})
    komite.click("Usulkan", inside=komite.page.locator("main form"))
    assert "Menunggu tanda tangan kedua" in komite.text


def test_a_succession_plan_from_the_seat_to_the_decision(sidang: Portal):
    komite = sidang.masuk("komite_talenta")
    second = sidang.masuk(member(sidang, "Anggota Kedua", Peran.KOMITE_TALENTA))
    ppk = sidang.masuk(member(sidang, "Pejabat Pembina", Peran.PIMPINAN))
    path = plan(komite)
    choose_outside(komite, "Kepala Candra")
    state(second, path)
    second.click("Tanda tangan kedua")
    second.page.get_by_label("Setuju", exact=True).check()
    second.fill({"Catatan": "Alasannya cukup"})
    second.click("Simpan putusan")
    komite.visit(path)
    komite.click("Tutup sidang")
    komite.fill({"Risalah": "Hadir lengkap; dua calon diusulkan"})
    komite.click("Tutup sidang", inside=komite.page.locator("main form"))
    komite.click("Usulkan kepada PPK")
    ppk.visit("/tugas/")
    state(ppk, path)
    ppk.click("Tetapkan", inside=ppk.page.locator("main"))
    ppk.fill({"Nomor keputusan": "821/1", "Tanggal keputusan": f"{HARI:%d/%m/%Y}"})
    ppk.click("Tetapkan", inside=ppk.page.locator("main form"))
    assert "Ditetapkan dengan keputusan 821/1" in ppk.text


def judge(jury: Peramban, path: str) -> None:
    jury.visit(path)
    assert "Peta genangan" not in jury.text
    jury.click("Nyatakan kepentingan")
    jury.page.get_by_label(BERSIH).check()
    jury.click("Simpan pernyataan")
    jury.click("Nilai Siti Aminah")
    jury.page.locator("main input[type=number]").fill("88")
    jury.fill({"Alasan": "Dipakai seluruh kota"})
    jury.click("Simpan nilai")


def test_an_award_from_the_nomination_to_the_public_list(portal: Portal):
    p = portal.provinsi
    referensi("penghargaan:306", "Penghargaan instansi")
    bkd, boss, siti = (portal.masuk(who) for who in ("admin_bkd", "atasan", "pegawai"))
    bkd.visit("/merit/penghargaan/baru/")
    bkd.page.get_by_role("radio", name="Inovasi").check()
    bkd.fill({"Nama penghargaan": "Inovasi Layanan", "Tahun": str(HARI.year), "Ukuran penilaian": "Manfaat bagi warga"})
    bkd.fill({"Usulan sampai": f"{HARI:%d/%m/%Y}"})
    bkd.click("Buka penghargaan", inside=bkd.page.locator("main form"))
    path = bkd.path
    for nama in ("rekan", "atasan_penilai"):
        bkd.click("Tunjuk juri")
        bkd.fill({"Akun juri": p.akun[nama].daftar_pengenal.first().nilai})
        bkd.click("Tunjuk juri", inside=bkd.page.locator("main form"))

    boss.visit(path)
    boss.click("Usulkan")
    boss.fill({"NIP atau NRK": p.akun["pegawai"].daftar_pengenal.first().nilai, "Mengapa layak": "Peta genangan"})
    boss.click("Kirim usulan")
    bkd.visit(path)
    bkd.click("Tutup usulan")

    for nama in ("rekan", "atasan_penilai"):
        judge(portal.masuk(nama), path)

    bkd.visit(path)
    bkd.click("Putuskan penerima")
    bkd.page.get_by_label("Siti Aminah").check()
    bkd.fill({"Pertimbangan": "Nilai juri tertinggi"})
    bkd.click("Simpan putusan")
    bkd.click("Catat surat keputusan luar")
    bkd.fill({"Nomor keputusan": "800/7", "Tanggal keputusan": f"{HARI:%d/%m/%Y}"})
    bkd.click("Tetapkan", inside=bkd.page.locator("main form"))
    assert RiwayatPenghargaan.objects.filter(pegawai=p.orang["pegawai"]).exists()

    siti.visit("/penghargaan/")
    assert "Siti Aminah" not in siti.text
    siti.visit("/merit/penghargaan/saya/")
    siti.click("Izinkan nama saya ditampilkan")
    siti.visit("/penghargaan/")
    assert "Siti Aminah" in siti.text
