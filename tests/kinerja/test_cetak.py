"""F1 and F2 as PDF: the columns of each form, both sides, what was frozen; the same plan gives the same bytes."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from kinerja.cetak import KOLOM, draw_skp
from kinerja.cetak_umpan_balik import draw_feedback
from kinerja.enums import Aspek, BentukSKP, PendekatanSKP, StatusSKP
from kinerja.models import EkspektasiPerilaku, IndikatorKinerja
from kinerja.services import persetujuan
from kinerja.services.pelaksanaan import give_feedback
from tests.factories.kinerja import make_periode, make_progress, make_rhk, make_skp

pytestmark = pytest.mark.django_db


def words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


@pytest.fixture
def tahun(provinsi):
    return make_periode(provinsi.instansi)


@pytest.mark.parametrize("bentuk", BentukSKP)
@pytest.mark.parametrize("pendekatan", PendekatanSKP)
def test_every_variant_has_its_columns(provinsi, tahun, bentuk, pendekatan):
    skp = make_skp(tahun, provinsi.orang["pegawai"], bentuk=bentuk, pendekatan=pendekatan)
    text = words(draw_skp(skp)).upper()
    for name, _ in KOLOM[bentuk, pendekatan]:
        assert name.upper() in text.replace("- ", "")
    for band in ("SASARAN KINERJA PEGAWAI", "A. UTAMA", "B. TAMBAHAN", "PERILAKU KERJA", "LAMPIRAN SASARAN KINERJA PEGAWAI",
                 "DUKUNGAN SUMBER DAYA", "SKEMA PERTANGGUNGJAWABAN", "KONSEKUENSI", "KONSEP"):  # fmt: skip
        assert band in text


def test_approved_it_is_no_draft_and_stays_the_same(provinsi, tahun):
    skp = make_skp(tahun, provinsi.orang["pegawai"], rhk=0)
    row = make_rhk(skp, 1, "Tersedianya 12 laporan #link * _tebal_ $x$")
    IndikatorKinerja.objects.create(rhk=row, urut=2, aspek=Aspek.WAKTU, teks="Tepat waktu", target="100", satuan="%")
    EkspektasiPerilaku.objects.create(skp=skp, nilai="loyal", teks="Menjaga rahasia jabatan")
    persetujuan.submit_skp(skp.pk, by=provinsi.akun["pegawai"])
    persetujuan.approve_skp(skp.pk, by=provinsi.akun["atasan"])
    skp.refresh_from_db()
    first = draw_skp(skp)
    provinsi.orang["pegawai"].nama = "Nama Lain"
    provinsi.orang["pegawai"].save()
    skp.refresh_from_db()
    text = words(first)
    assert words(draw_skp(skp)) == text
    assert "KONSEP" not in text
    for part in ("Siti Aminah", "Kepala Seksi Satu", "#link * _tebal_ $x$", "Menjaga rahasia jabatan", "100 %"):
        assert part in text


def test_for_whoever_may_read_the_plan(provinsi, tahun):
    skp = make_skp(tahun, provinsi.orang["pegawai"], status=StatusSKP.DIAJUKAN)
    answer = provinsi.client("atasan").get(reverse("kinerja:skp_pdf", args=[skp.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert provinsi.client("rekan").get(reverse("kinerja:skp_pdf", args=[skp.pk])).status_code == 404


@pytest.mark.parametrize("bentuk", BentukSKP)
@pytest.mark.parametrize("pendekatan", PendekatanSKP)
def test_f3_is_f1_with_what_came_of_it(provinsi, tahun, bentuk, pendekatan):
    skp = make_skp(
        tahun,
        provinsi.orang["pegawai"],
        bentuk=bentuk,
        pendekatan=pendekatan,
        status="disetujui",
        penilai=provinsi.orang["atasan"],
    )
    make_progress(skp, skp.mulai)
    give_feedback(
        skp.pk, jenis="apresiasi", teks="Laporannya rapi", by=provinsi.akun["atasan"], rhk_id=skp.daftar_rhk.first().pk
    )
    text = words(draw_feedback(skp, skp.mulai.replace(month=12, day=31))).replace("- ", "")
    for name, _ in KOLOM[bentuk, pendekatan]:
        assert name.upper() in text.upper()
    for part in (
        "UMPAN BALIK BERKELANJUTAN",
        "REALISASI BERDASARKAN BUKTI DUKUNG",
        "Dua titik diperiksa",
        "Apresiasi: Laporannya rapi",
    ):
        assert part in text
    assert "KONSEP" not in text


def test_f3_is_for_the_two_sides_and_who_reads_ratings(provinsi, tahun):
    skp = make_skp(tahun, provinsi.orang["pegawai"], status="disetujui", penilai=provinsi.orang["atasan"])
    address = reverse("kinerja:umpan_balik_pdf", args=[skp.pk])
    for who in ("pegawai", "atasan", "admin_unit", "auditor"):
        assert provinsi.client(who).get(address)["Content-Type"] == "application/pdf"
    for who in ("rekan", "pimpinan", "admin_unit_lain"):
        assert provinsi.client(who).get(address).status_code in {403, 404}
