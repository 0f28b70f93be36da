"""Sessions that end: on a shared device nothing is left, on one's own nothing typed is lost."""

from __future__ import annotations

from django.contrib.sessions.models import Session

from asn_portal.core.lanjutan import SESSION_KEY
from asn_portal.core.models import Pengguna
from tests.factories.core import PASSWORD
from tests.perjalanan.conftest import Portal, grow_idle, session_of

FONE = "0812 3456 7890"


def phone_of(username: str) -> str:
    return Pengguna.objects.get(username=username).telepon


def test_shared_device_keeps_nothing_of_the_former(portal: Portal):
    siti, budi = portal.provinsi.akun["pegawai"], portal.provinsi.akun["rekan"]
    kiosk = portal.open("kios")
    kiosk.login(siti.username, PASSWORD, shared=True)
    cookie = next(c for c in kiosk.context.cookies() if c["name"] == "sessionid")
    assert cookie["expires"] == -1
    kiosk.visit("/akun/kontak/")
    kiosk.fill({"Nomor telepon": FONE})
    grow_idle(kiosk, 11)
    kiosk.click("Simpan kontak")
    assert "Sesi Anda berakhir setelah 10 menit tanpa kegiatan." in kiosk.text
    assert "Siti" not in kiosk.page.content()
    assert phone_of(siti.username) == ""

    kiosk.login(budi.username, PASSWORD, shared=True)
    kiosk.visit("/akun/lanjutkan/")
    assert kiosk.path == "/"
    assert "Siti" not in kiosk.page.content()
    kiosk.page.go_back()
    kiosk.page.go_back()
    kiosk.page.go_back()
    assert FONE not in kiosk.page.content()


def test_nine_minutes_on_a_shared_device_are_fine(portal: Portal):
    kiosk = portal.open("kios")
    kiosk.login(portal.provinsi.akun["pegawai"].username, PASSWORD, shared=True)
    grow_idle(kiosk, 9)
    kiosk.visit("/akun/kontak/")
    assert kiosk.path == "/akun/kontak/"


def test_own_device_offers_the_form_again(portal: Portal):
    siti = portal.provinsi.akun["pegawai"]
    own = portal.open("siti")
    own.login(siti.username, PASSWORD)
    own.visit("/akun/kontak/")
    own.fill({"Nomor telepon": FONE})
    grow_idle(own, 31)
    own.click("Simpan kontak")
    assert "Sesi Anda berakhir setelah 30 menit tanpa kegiatan." in own.text
    own.fill({"NRK, NIP": siti.username, "Kata sandi": PASSWORD})
    own.click("Masuk", inside=own.page.locator("main"))
    assert own.path == "/akun/lanjutkan/"
    assert f"Nomor telepon {FONE}" in own.text
    assert "kunci_kirim" not in own.text
    own.click("Kirim lagi isian saya")
    assert phone_of(siti.username) == FONE


def test_own_device_offers_the_form_again_when_the_session_is_gone(portal: Portal):
    siti = portal.provinsi.akun["pegawai"]
    own = portal.open("siti")
    own.login(siti.username, PASSWORD)
    own.visit("/akun/kontak/")
    own.fill({"Nomor telepon": FONE})
    Session.objects.filter(session_key=session_of(own).session_key).delete()
    own.click("Simpan kontak")
    assert "isian Anda masih ada" in own.text
    own.fill({"NRK, NIP": siti.username, "Kata sandi": PASSWORD})
    own.click("Masuk", inside=own.page.locator("main"))
    own.click("Kirim lagi isian saya")
    assert phone_of(siti.username) == FONE


def test_form_of_one_person_is_not_offered_to_another(portal: Portal):
    siti, budi = portal.provinsi.akun["pegawai"], portal.provinsi.akun["rekan"]
    own = portal.open("siti")
    own.login(siti.username, PASSWORD)
    own.visit("/akun/kontak/")
    own.fill({"Nomor telepon": FONE})
    grow_idle(own, 31)
    own.click("Simpan kontak")
    own.fill({"NRK, NIP": budi.username, "Kata sandi": PASSWORD})
    own.click("Masuk", inside=own.page.locator("main"))
    assert own.path == "/"
    assert FONE not in own.page.content()


def test_form_with_a_password_is_never_kept(portal: Portal):
    siti = portal.provinsi.akun["pegawai"]
    own = portal.open("siti")
    own.login(siti.username, PASSWORD)
    own.visit("/akun/sandi/")
    own.fill(
        {
            "Kata sandi sekarang": PASSWORD,
            "Kata sandi baru": "Lain-Lagi-2027",
            "Ulangi kata sandi baru": "Lain-Lagi-2027",
        }
    )
    grow_idle(own, 31)
    own.click("Simpan kata sandi")
    assert own.path == "/masuk/"
    assert "Sesi Anda berakhir" in own.text
    kept = str(dict(session_of(own).items()))
    assert "Lain-Lagi-2027" not in kept
    assert PASSWORD not in kept
    assert SESSION_KEY not in kept


def test_person_sees_and_ends_other_devices(portal: Portal):
    siti = portal.provinsi.akun["pegawai"]
    desk, phone = portal.open("meja"), portal.open("ponsel")
    for browser in (desk, phone):
        browser.login(siti.username, PASSWORD)
    desk.visit("/akun/perangkat/")
    assert "2 perangkat sedang masuk" in desk.text
    desk.click("Keluarkan perangkat lain")
    assert "1 perangkat lain sudah dikeluarkan." in desk.text
    phone.visit("/akun/")
    assert phone.path.startswith("/masuk/")
