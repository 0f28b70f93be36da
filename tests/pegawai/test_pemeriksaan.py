"""Examinations: letters of assignment, what they open, and who decides that reads stay unseen for now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from asn_portal.core import selectors
from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.models import AksesData, Notifikasi, SuratTugas, Tindakan, Tugas
from asn_portal.core.services import pemeriksaan as services
from pegawai import permissions
from pegawai.services import identitas
from tests.conftest import login
from tests.factories.core import PenggunaFactory, give_role

TODAY = timezone.localdate()
NIK = "3171012345670001"


@pytest.fixture
def person(provinsi):
    someone = provinsi.orang["pegawai"]
    identitas.set_nik(someone, NIK, sah=True)
    someone.save()
    return someone


def register(provinsi: Any, person: Any, **more: Any) -> SuratTugas:
    values = {"nomor": "ST-9/2026", "perihal": "Pemeriksaan data", "mulai": TODAY, "sampai": TODAY + timedelta(days=30)}
    return services.open_surat_tugas(subjek_id=person.pk, by=provinsi.akun["auditor"], **(values | more))


def test_letter_opens_one_person_for_its_examiner(provinsi, person):
    auditor, other = provinsi.akun["auditor"], PenggunaFactory(instansi=provinsi.instansi)
    give_role(other, Peran.AUDITOR, provinsi.akar)
    assert not permissions.can_reveal_data_pribadi(auditor, person)
    surat = register(provinsi, person)
    assert identitas.reveal_nik(person, tujuan="ST-9/2026", by=auditor) == NIK
    assert AksesData.objects.get(subjek_id=person.pk).surat_tugas_id == surat.pk
    assert not permissions.can_reveal_data_pribadi(auditor, provinsi.orang["rekan"])
    assert not permissions.can_reveal_data_pribadi(other, person)
    assert [row.tujuan for row in selectors.reads_of(person.pk, timezone.now())] == ["ST-9/2026"]


@pytest.mark.parametrize(("mulai", "sampai"), [(1, 5), (-5, -1)])
def test_letter_of_another_time_opens_nothing(provinsi, person, mulai, sampai):
    days = {"mulai": TODAY + timedelta(days=mulai), "sampai": TODAY + timedelta(days=sampai)}
    SuratTugas.objects.create(nomor="x", perihal="x", pemeriksa=provinsi.akun["auditor"], subjek_id=person.pk, **days)
    assert not permissions.can_reveal_data_pribadi(provinsi.akun["auditor"], person)


def test_end_of_the_role_ends_the_case(provinsi, person):
    auditor = PenggunaFactory(instansi=provinsi.instansi)
    SuratTugas.objects.create(nomor="x", perihal="x", pemeriksa=auditor, subjek_id=person.pk, mulai=TODAY, sampai=TODAY)
    assert not permissions.can_reveal_data_pribadi(auditor, person)


@pytest.mark.parametrize(
    ("days", "galat"),
    [
        ({"mulai": TODAY - timedelta(days=9), "sampai": TODAY - timedelta(days=1)}, "surat_tugas_lewat"),
        ({"mulai": TODAY, "sampai": TODAY + timedelta(days=184)}, "surat_tugas_terlalu_lama"),
    ],
)
def test_letters_without_sense_are_refused(provinsi, person, days, galat):
    with pytest.raises(DomainError) as refused:
        register(provinsi, person, **days)
    assert refused.value.galat == galat
    assert not SuratTugas.objects.exists()


def test_silence_needs_a_second_person(provinsi, person):
    surat = register(provinsi, person, minta_rahasia=True)
    auditor, second = provinsi.akun["auditor"], provinsi.akun["admin_bkd"]
    identitas.reveal_nik(person, tujuan="sebelum", by=auditor)
    assert len(selectors.reads_of(person.pk, timezone.now())) == 1
    asked = set(Tugas.objects.filter(objek_id=surat.pk).values_list("untuk", flat=True))
    assert {second.pk, provinsi.akun["admin_bkd2"].pk} <= asked
    assert auditor.pk not in asked
    with pytest.raises(PermissionDenied):
        services.decide_rahasia(surat.pk, setuju=True, catatan="", by=auditor)
    services.decide_rahasia(surat.pk, setuju=True, catatan="", by=second)
    assert selectors.reads_of(person.pk, timezone.now()) == []
    assert len(selectors.reads_of(person.pk, timezone.now() + timedelta(days=31))) == 1
    assert not Tugas.objects.filter(objek_id=surat.pk, selesai_pada=None).exists()
    assert Notifikasi.objects.filter(untuk=auditor, judul__contains="disetujui").exists()
    assert Tindakan.objects.get(aksi="rahasia_disetujui").pengguna == second
    with pytest.raises(DomainError, match="sudah diputuskan"):
        services.decide_rahasia(surat.pk, setuju=False, catatan="x", by=provinsi.akun["admin_bkd2"])


def test_refused_silence_leaves_reads_in_sight(provinsi, person):
    surat = register(provinsi, person, minta_rahasia=True)
    services.decide_rahasia(surat.pk, setuju=False, catatan="Tidak perlu", by=provinsi.akun["admin_bkd"])
    identitas.reveal_nik(person, tujuan="x", by=provinsi.akun["auditor"])
    assert len(selectors.reads_of(person.pk, timezone.now())) == 1


def test_pages_from_profile_to_decision(provinsi, person):
    auditor = login(provinsi.akun["auditor"])
    assert "Catat surat tugas" in auditor.get(f"/pegawai/{person.pk}/").content.decode()
    values = {
        "nomor": "ST-10", "perihal": "Uji", "mulai": TODAY.isoformat(), "sampai": TODAY.isoformat(), "minta_rahasia": "on",
    }  # fmt: skip
    wrong = auditor.post(f"/pegawai/{person.pk}/surat-tugas/", values | {"sampai": ""})
    assert wrong.status_code == 422
    assert "Sampai belum diisi." in wrong.content.decode()
    assert "ST-10" in wrong.content.decode()
    done = auditor.post(f"/pegawai/{person.pk}/surat-tugas/", values, follow=True)
    assert "Menunggu" in auditor.get("/surat-tugas/").content.decode()
    assert "Keputusan Anda" not in done.content.decode()
    surat = SuratTugas.objects.get()
    hr = login(provinsi.akun["admin_bkd"])
    assert "Keputusan Anda" in hr.get(f"/surat-tugas/{surat.pk}/").content.decode()
    without_reason = hr.post(f"/surat-tugas/{surat.pk}/tolak/", {"tolak-catatan": ""})
    assert without_reason.status_code == 422
    hr.post(f"/surat-tugas/{surat.pk}/setuju/", {"setuju-catatan": ""})
    surat.refresh_from_db()
    assert surat.rahasia
    assert "Setelah selesai" in auditor.get("/surat-tugas/").content.decode()


def test_examined_person_never_sees_the_letter(provinsi, person):
    """Also when that person is HR of the province."""
    give_role(provinsi.akun["pegawai"], Peran.ADMIN_BKD, provinsi.akar)
    surat = register(provinsi, person, minta_rahasia=True)
    mine = login(provinsi.akun["pegawai"])
    assert mine.get(f"/surat-tugas/{surat.pk}/").status_code == 404
    assert surat.nomor not in mine.get("/surat-tugas/").content.decode()
    assert not Tugas.objects.filter(objek_id=surat.pk, untuk=provinsi.akun["pegawai"]).exists()
