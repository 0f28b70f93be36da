"""Examinations: letters of assignment, what they open, and who decides that reads stay unseen for now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import selectors
from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.models import AksesData, Notifikasi, SuratTugas, Tindakan, Tugas
from asn_portal.core.services import pemeriksaan as services
from pegawai import permissions
from pegawai.services import identitas
from tests.conftest import login
from tests.factories.berkas import make_dokumen
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


# -- documents, and letters about a unit ---------------------------------------------------------------------------


def pages_of(dokumen: Any) -> list[str]:
    return [reverse(f"berkas:dokumen_{kind}", args=[dokumen.pk]) for kind in ("detail", "file", "preview")]


def status(client: Any, page: str) -> int:
    answer = client.get(page)
    if answer.streaming:  # a file that is not read through stays open
        b"".join(answer.streaming_content)
    return int(answer.status_code)


def test_a_letter_opens_the_documents_of_its_person_and_no_others(provinsi, person):
    paper = make_dokumen(provinsi.akun["pegawai"], person.pk)
    other = make_dokumen(provinsi.akun["rekan"], provinsi.orang["rekan"].pk)
    auditor = login(provinsi.akun["auditor"])
    assert [status(auditor, page) for page in pages_of(paper)] == [404, 404, 404]
    surat = register(provinsi, person)
    assert [status(auditor, page) for page in pages_of(paper)] == [200, 200, 200]
    assert [status(auditor, page) for page in pages_of(other)] == [404, 404, 404]
    assert auditor.get(reverse("pegawai:dokumen_orang", args=[person.pk])).status_code == 200
    assert auditor.get(reverse("pegawai:dokumen_orang", args=[provinsi.orang["rekan"].pk])).status_code == 403
    # Plain kinds as well: what an examination opens stands where the person sees it, with the number of the letter.
    reads = AksesData.objects.filter(subjek_id=person.pk)
    assert {(row.surat_tugas_id, row.peran) for row in reads} == {(surat.pk, Peran.AUDITOR)}
    seen = login(provinsi.akun["pegawai"]).get("/akun/siapa-melihat/").text
    assert "Surat tugas ST-9/2026" in seen
    assert auditor.get(reverse("berkas:dokumen_replace", args=[paper.pk])).status_code == 403
    assert auditor.get(reverse("berkas:dokumen_add"), {"untuk": str(person.pk)}).status_code == 403


def test_an_ended_letter_closes_the_documents(provinsi, person):
    paper = make_dokumen(provinsi.akun["pegawai"], person.pk)
    days = {"mulai": TODAY - timedelta(days=9), "sampai": TODAY - timedelta(days=1)}
    SuratTugas.objects.create(nomor="x", perihal="x", pemeriksa=provinsi.akun["auditor"], subjek_id=person.pk, **days)
    assert login(provinsi.akun["auditor"]).get(pages_of(paper)[0]).status_code == 404


def test_secret_reads_of_documents_show_nowhere_until_the_end(provinsi, person):
    give_role(provinsi.akun["pegawai"], Peran.ADMIN_BKD, provinsi.akar)
    paper = make_dokumen(provinsi.akun["pegawai"], person.pk)
    surat = register(provinsi, person, minta_rahasia=True)
    services.decide_rahasia(surat.pk, setuju=True, catatan="", by=provinsi.akun["admin_bkd"])
    auditor, mine = login(provinsi.akun["auditor"]), login(provinsi.akun["pegawai"])
    assert status(auditor, pages_of(paper)[1]) == 200
    identitas.note_opened(person, kelompok="Keluarga", tujuan="Uji rahasia", by=provinsi.akun["auditor"])
    act = Tindakan.objects.get(aksi="dokumen_dibaca")
    for page in (pages_of(paper)[0], "/akun/siapa-melihat/", "/jejak/", f"/jejak/{act.pk}/"):
        text = mine.get(page).text
        assert "Auditor," not in text, page
        assert "Uji rahasia" not in text, page
        assert str(act.pk) not in text, page
    assert mine.get(f"/jejak/{act.pk}/").status_code == 404
    assert login(provinsi.akun["admin_bkd2"]).get(f"/jejak/{act.pk}/").status_code == 200
    SuratTugas.objects.filter(pk=surat.pk).update(mulai=TODAY - timedelta(days=2), sampai=TODAY - timedelta(days=1))
    assert "Auditor" in mine.get(pages_of(paper)[0]).text
    assert str(act.pk) in mine.get("/jejak/").text
    assert "Uji rahasia" in mine.get("/akun/siapa-melihat/").text


def unit_letter(provinsi: Any, unit: Any, **more: Any) -> SuratTugas:
    values = {"nomor": "ST-U/2026", "perihal": "Pemeriksaan unit", "mulai": TODAY, "sampai": TODAY}
    return services.open_surat_tugas(unit=unit, by=provinsi.akun["auditor"], **(values | more))


def test_a_letter_about_a_unit_opens_its_people_and_those_below(provinsi, person):
    auditor = provinsi.akun["auditor"]
    surat = unit_letter(provinsi, provinsi.dinas)
    elsewhere = provinsi.orang["orang_dinas_lain"]
    assert [permissions.examines(auditor, one) for one in (person, provinsi.orang["atasan_penilai"], elsewhere)] == [
        True,
        True,
        False,
    ]
    assert identitas.reveal_nik(person, tujuan="Uji", by=auditor) == NIK
    assert AksesData.objects.get(subjek_id=person.pk).surat_tugas_id == surat.pk
    own = register(provinsi, person)
    assert permissions.case_of(auditor, person) == own
    paper = make_dokumen(elsewhere.pengguna, elsewhere.pk)
    assert login(auditor).get(pages_of(paper)[0]).status_code == 404


def test_a_unit_letter_is_registered_on_its_page_and_never_for_everybody(provinsi, person):
    client = login(provinsi.akun["auditor"])
    values = {"nomor": "ST-U1", "perihal": "Uji", "mulai": TODAY.isoformat(), "sampai": TODAY.isoformat()}
    refused = client.post("/surat-tugas/unit/", values | {"unit": str(provinsi.akar.pk)}, follow=True)
    assert "bukan seluruh pemerintah daerah" in refused.text
    assert not SuratTugas.objects.exists()
    other = client.post("/surat-tugas/unit/", values | {"unit": str(provinsi.akar_lain.pk)})
    assert other.status_code == 422
    done = client.post("/surat-tugas/unit/", values | {"unit": str(provinsi.seksi.pk)}, follow=True)
    assert "Seksi Satu" in done.text
    assert "Seksi Satu" in client.get("/surat-tugas/").text


def test_whoever_works_in_an_examined_unit_neither_sees_nor_decides_its_letter(provinsi, person):
    give_role(provinsi.akun["pegawai"], Peran.ADMIN_BKD, provinsi.akar)
    surat = unit_letter(provinsi, provinsi.dinas, minta_rahasia=True)
    assert not Tugas.objects.filter(objek_id=surat.pk, untuk=provinsi.akun["pegawai"]).exists()
    assert login(provinsi.akun["pegawai"]).get(f"/surat-tugas/{surat.pk}/").status_code == 404
    services.decide_rahasia(surat.pk, setuju=True, catatan="", by=provinsi.akun["admin_bkd"])
    identitas.reveal_nik(person, tujuan="x", by=provinsi.akun["auditor"])
    assert selectors.reads_of(person.pk, timezone.now()) == []


def test_an_auditor_opens_nothing_of_himself_by_a_letter_about_his_unit(provinsi):
    give_role(provinsi.akun["rekan"], Peran.AUDITOR, provinsi.akar)
    values = {"nomor": "x", "perihal": "x", "mulai": TODAY, "sampai": TODAY}
    services.open_surat_tugas(unit=provinsi.seksi, by=provinsi.akun["rekan"], **values)
    assert not permissions.examines(provinsi.akun["rekan"], provinsi.orang["rekan"])
    assert permissions.examines(provinsi.akun["rekan"], provinsi.orang["pegawai"])
