"""An auditor with a letter of assignment opens a sensitive case; whoever is examined sees it."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import expect

from asn_portal.core.models import periode
from pegawai.models import RiwayatHukuman
from tests.factories.berkas import make_dokumen
from tests.factories.riwayat import all_entries, entry
from tests.perjalanan.conftest import DI_MEJA, Portal

pytestmark = DI_MEJA


def test_auditor_opens_a_case_and_the_person_sees_it(portal: Portal):
    all_entries()
    person, hari = portal.provinsi.orang["pegawai"], timezone.localdate()
    RiwayatHukuman.objects.create(
        pegawai=person, jenis_hukuman=entry("jenis_hukuman:2"), tingkat="R", alasan="Terlambat berulang",
        sumber="hr", berlaku=periode(date(2022, 5, 1)),
    )  # fmt: skip
    make_dokumen(portal.provinsi.akun["pegawai"], person.pk)
    auditor = portal.masuk("auditor")
    auditor.visit(f"/pegawai/{person.pk}/berkas/?bagian=disiplin")
    assert "Terlambat berulang" not in auditor.page.content()
    expect(auditor.page.get_by_role("link", name="Tampilkan disiplin")).to_have_count(0)
    auditor.visit(f"/pegawai/{person.pk}/")
    auditor.click("Catat surat tugas")
    auditor.fill({"Nomor surat tugas": "ST-17/2026", "Perihal": "Pemeriksaan disiplin"})
    auditor.fill({"Mulai": f"{hari:%d/%m/%Y}", "Sampai": f"{hari + timedelta(days=20):%d/%m/%Y}"})
    auditor.page.get_by_role("button", name="Catat surat tugas").click()
    expect(auditor.page.get_by_role("heading", name="Surat tugas ST-17/2026")).to_be_visible()
    auditor.visit(f"/pegawai/{person.pk}/berkas/?bagian=disiplin")
    auditor.click("Tampilkan")
    auditor.fill({"Untuk keperluan apa": "Menelusuri laporan 12/2026"})
    auditor.click("Tampilkan")
    assert "Terlambat berulang" in auditor.text
    auditor.visit(f"/pegawai/{person.pk}/dokumen/")
    auditor.click("Ijazah")
    siti = portal.masuk("pegawai")
    siti.visit("/akun/siapa-melihat/")
    expect(siti.page.locator("main")).to_contain_text("Menelusuri laporan 12/2026")
    expect(siti.page.locator("main")).to_contain_text("Surat tugas ST-17/2026")
    expect(siti.page.locator("main")).to_contain_text("Auditor")
