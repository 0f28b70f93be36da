"""A forgotten password: with a new slip from HR, and with a mail."""

from __future__ import annotations

from typing import Any

from django.core import mail
from django.utils import timezone

from asn_portal.core import outbox
from asn_portal.core.models import Pengguna, PesanKeluar
from tests.factories.core import PASSWORD
from tests.perjalanan.conftest import Portal
from tests.perjalanan.test_aktivasi import read_slips

NEW = "Sandi-Baru-2027"


def test_without_email_hr_makes_a_new_slip_and_the_owner_is_told(portal: Portal):
    budi = portal.provinsi.orang["rekan"]
    Pengguna.objects.filter(pk=budi.pengguna_id).update(diaktifkan_pada=timezone.now())
    hr = portal.masuk("admin_unit")
    hr.visit("/akun-pegawai/?q=budi")
    hr.click("Lupa sandi Budi Santoso")
    hr.click("Buat slip pemulihan", status=422)
    assert "Bagaimana identitas diperiksa belum diisi." in hr.text
    hr.fill({"Bagaimana identitas diperiksa": "Datang sendiri dengan KTP."})
    hr.click("Buat slip pemulihan")
    code = read_slips(hr)[budi.nrk]

    owner = portal.open("budi")
    owner.visit("/masuk/")
    owner.click("Lupa kata sandi")
    owner.click("pakai kode pada slip itu")
    owner.fill({"NRK": budi.nrk, "Kode aktivasi": code})
    owner.click("Lanjutkan")
    owner.page.get_by_label("Saya sudah membaca").check()
    owner.fill({"Kata sandi baru": NEW, "Ulangi kata sandi baru": NEW})
    owner.click("Simpan dan masuk")
    owner.visit("/")
    assert "Slip pemulihan akun Anda dibuat" in owner.text

    other = portal.open("budi")
    other.login(budi.nrk, PASSWORD)
    assert "Nama masuk atau kata sandi tidak cocok." in other.text
    other.login(budi.nip, NEW)
    assert other.path == "/"


def test_with_email_a_link_for_one_hour_and_one_use(portal: Portal, mailoutbox: list[Any]):
    siti = portal.provinsi.akun["pegawai"]
    Pengguna.objects.filter(pk=siti.pk).update(email="siti@contoh.invalid")
    guest = portal.open("siti")
    guest.visit("/lupa-sandi/")
    guest.fill({"Surel": "siti@contoh.invalid"})
    guest.click("Kirim tautan")
    known = guest.text
    job = PesanKeluar.objects.get(pekerjaan="core.send_reset_mail")
    assert outbox.perform(job.pk) is True
    link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith(portal.url))

    guest.visit(link)
    guest.fill({"Kata sandi baru": NEW, "Ulangi kata sandi baru": "Lain-Lagi-2027"})
    guest.click("Simpan kata sandi")
    assert guest.page.title().startswith("Kesalahan:")
    guest.fill({"Kata sandi baru": NEW, "Ulangi kata sandi baru": NEW})
    guest.click("Simpan kata sandi")
    assert guest.path == "/lupa-sandi/selesai/"
    guest.login(siti.username, NEW)
    assert guest.path == "/"

    late = portal.open()
    late.visit(link)
    assert "Tautan ini tidak berlaku lagi" in late.text
    late.visit("/lupa-sandi/")
    late.fill({"Surel": "tidak.ada@contoh.invalid"})
    late.click("Kirim tautan")
    assert late.text == known
    assert PesanKeluar.objects.filter(pekerjaan="core.send_reset_mail").count() == 1
