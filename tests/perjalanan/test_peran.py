"""Roles: two admins for provincial ones, a decree for operators, staff who prepare but never decide."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from asn_portal.core.models import PenugasanPeran, UsulanPeran
from tests.perjalanan.conftest import DI_MEJA, SECRET, Kode, Portal, grow_stale
from tests.perjalanan.peramban import Peramban

pytestmark = DI_MEJA


def day(ahead: int = 0) -> str:
    return (timezone.localdate() + timedelta(days=ahead)).isoformat()


def propose(admin: Peramban, number: str, *, sampai: str = "") -> None:
    admin.visit("/peran/")
    admin.click("Usulkan peran")
    admin.fill(
        {"Akun": number, "Peran": "Penanda tangan", "Unit": "Provinsi", "Mulai": day(), "Sampai": sampai, "Alasan": "SK rotasi"},
    )  # fmt: skip
    admin.click("Kirim usulan")


def test_provincial_role_needs_a_second_yes_and_ends_at_its_date(portal: Portal, monkeypatch: pytest.MonkeyPatch):
    budi = portal.provinsi.orang["rekan"]
    first, second, owner = portal.masuk("admin_bkd"), portal.masuk("admin_bkd2"), portal.masuk("rekan")
    propose(first, budi.nrk, sampai=day(30))
    assert "Usulan terkirim kepada pengelola kedua." in first.text
    assert first.page.get_by_role("button", name="Setujui").count() == 0
    owner.visit("/akun/peran/")
    assert "Penanda tangan" not in owner.text

    second.visit("/tugas/")
    second.click("Putuskan usulan memberi peran Penanda tangan: Budi Santoso")
    second.click("Tolak dengan alasan", status=422)
    assert "Tuliskan alasannya" in second.text
    assert second.page.title().startswith("Kesalahan:")
    second.click("Setujui usulan")
    assert "Usulan disetujui pada" in second.text  # back on the list it came from
    assert "0 menunggu Anda" in second.text

    owner.visit("/akun/peran/")
    assert "Penanda tangan Provinsi dan unit di bawahnya" in owner.text
    later = timezone.localdate() + timedelta(days=31)
    monkeypatch.setattr(timezone, "localdate", lambda *_: later)
    owner.visit("/akun/peran/")
    assert "Penanda tangan" not in owner.text


def test_nobody_proposes_for_himself(portal: Portal):
    admin = portal.masuk("admin_bkd")
    admin.visit("/peran/usul/")
    admin.fill({"Akun": "admin_bkd", "Peran": "Auditor", "Unit": "Provinsi", "Mulai": day(), "Alasan": "Saya sendiri"})
    admin.click("Kirim usulan", status=422)
    assert "Anda tidak dapat mengusulkan peran untuk diri sendiri. Minta pengelola lain." in admin.text
    assert admin.page.get_by_label("Alasan").input_value() == "Saya sendiri"


def test_old_login_confirms_the_password_and_the_form_goes_on(portal: Portal, kode_totp: Kode):
    admin = portal.masuk("admin_bkd")
    admin.visit("/peran/usul/")
    admin.fill(
        {"Akun": portal.provinsi.orang["rekan"].nrk, "Peran": "Penanda tangan", "Unit": "Provinsi", "Mulai": day(), "Alasan": "SK rotasi"},
    )  # fmt: skip
    grow_stale(admin)
    admin.click("Kirim usulan")
    assert admin.path.startswith("/akun/konfirmasi/")
    if admin.page.get_by_label("Kata sandi Anda").count() == 0:
        admin.fill({"Kode": kode_totp(SECRET)})
    else:
        admin.fill({"Kata sandi Anda": "Rahasia-Uji-2026"})
    admin.click("Lanjutkan")
    assert "Usulan terkirim kepada pengelola kedua." in admin.text
    assert UsulanPeran.objects.count() == 1


def test_penyiap_prepares_and_does_not_decide(portal: Portal):
    budi, siti = portal.provinsi.orang["rekan"], portal.provinsi.orang["pegawai"]
    first, second, staff = portal.masuk("admin_bkd"), portal.masuk("admin_bkd2"), portal.masuk("rekan")
    second.visit("/akun/peran/")
    second.click("Penyiap saya")
    second.click("Tunjuk penyiap", status=422)
    assert "Yang boleh disiapkan belum diisi." in second.text
    second.page.get_by_label("Usulan peran").check()
    second.fill({"Penyiap": budi.nrk, "Sampai": day(30)})
    second.click("Tunjuk penyiap")
    assert "Budi Santoso menjadi penyiap Anda." in second.text
    propose(first, siti.nrk)

    staff.visit("/tugas/")
    assert "Boleh saya siapkan untuk pejabat" in staff.text
    staff.click("Putuskan usulan memberi peran Penanda tangan: Siti Aminah")
    assert staff.page.get_by_role("button", name="Setujui").count() == 0
    staff.fill({"Catatan untuk pejabat": "Berkas lengkap, SK sudah terbit."})
    staff.click("Simpan catatan")

    second.visit(staff.path)
    assert "Berkas lengkap, SK sudah terbit." in second.text
    second.click("Setujui usulan")
    assert "Disiapkan oleh Budi Santoso" in second.text


def test_operator_is_appointed_with_a_decree_by_the_admin_above(portal: Portal):
    budi = portal.provinsi.orang["rekan"]
    above, owner = portal.masuk("admin_unit"), portal.masuk("rekan")
    above.visit("/peran/")
    above.click("Tetapkan pengelola unit")
    units = above.page.get_by_label("Unit").locator("option").all_inner_texts()
    assert units == ["Pilih unit", "Seksi Satu"]
    above.fill({"Akun": budi.nrk, "Unit": "Seksi Satu", "Mulai": day(), "Sampai": day(-1)})
    above.click("Tetapkan pengelola", status=422)
    assert "Nomor SK belum diisi." in above.text
    assert "Tanggal sampai tidak boleh sebelum tanggal mulai." in above.text
    above.fill({"Sampai": day(90), "Nomor SK": "12/SK/2026"})
    above.click("Tetapkan pengelola")
    assert "Budi Santoso menjadi pengelola kepegawaian unit." in above.text
    owner.visit("/akun-pegawai/")
    assert "Peran Anda memerlukan verifikasi dua langkah." in owner.text

    above.visit("/peran/")
    above.click("Akhiri peran Budi Santoso")
    above.fill({"Alasan": "Pindah tugas"})
    above.click("Akhiri peran")
    assert PenugasanPeran.objects.pada(timezone.localdate()).filter(pengguna=budi.pengguna).exists() is False
    owner.visit("/")
    assert isinstance(timezone.localdate(), date)
    assert "Peran Anda berakhir: Pengelola kepegawaian unit" in owner.text
