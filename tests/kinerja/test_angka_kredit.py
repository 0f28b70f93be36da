"""Angka kredit: counted once per evaluation with a frozen reason, anew when it is corrected; eligibility; the forms."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from asn_portal.berkas.cetak import render_pdf
from asn_portal.berkas.naskah import known_jenis
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import periode
from kinerja.cetak_angka_kredit import FORMULIR, draw_credits
from kinerja.models import AngkaKredit, Evaluasi
from kinerja.selectors.angka_kredit import credits_of, jenjang_of
from kinerja.services.angka_kredit import count_new, fill_file, recount
from pegawai.enums import SumberRiwayat
from pegawai.models import RiwayatAngkaKredit, RiwayatGolongan
from pegawai.selectors.peringatan_hitung import events_of
from pegawai.selectors.perpanjangan import evaluations
from tests.factories.riwayat import entry, make_riwayat

pytestmark = pytest.mark.django_db
JABATAN = "Guru Ahli Muda (Matematika)"
SIGNED = {
    "tempat_tanggal": "Jakarta, 22 November 2026",
    "jabatan_penanda_tangan": "Kepala",
    "nama_penanda_tangan": "Nama",
}
BARIS = {
    "sangat_baik": ("di_atas_ekspektasi", "di_atas_ekspektasi"),
    "baik": ("sesuai_ekspektasi", "sesuai_ekspektasi"),
    "butuh_perbaikan": ("di_bawah_ekspektasi", "sesuai_ekspektasi"),
}


@pytest.fixture
def guru(provinsi):
    person = provinsi.orang["pegawai"]
    person.jabatan_kini = JABATAN
    person.save()
    return person


def hold_rank(person):
    RiwayatGolongan.objects.create(
        pegawai=person, golongan=entry("golongan_pns:33"), sumber=SumberRiwayat.SIASN, berlaku=periode(date(2023, 1, 1))
    )


def rated(person, tahun, predikat="baik", masa=None, **values):
    hasil, perilaku = BARIS[predikat]
    given = {
        "status": "final", "hasil_kerja": hasil, "perilaku_kerja": perilaku, "predikat": predikat, "sumber": "ruang_gtk",
        "sumber_tanggal": date(tahun + 1, 1, 20), "referensi": f"GTK/{tahun}", "final_pada": timezone.now(),
    } | values  # fmt: skip
    whole = masa or periode(date(tahun, 1, 1), date(tahun, 12, 31))
    return Evaluasi.objects.create(pegawai=person, tahun=tahun, jenis="tahunan", masa=whole, jabatan=JABATAN, **given)


@pytest.mark.parametrize(
    ("jabatan", "jenjang"),
    [
        (JABATAN, "ahli_muda"),
        ("Dokter Ahli Madya", "ahli_madya"),
        ("Perawat Terampil", "terampil"),
        ("Kepala Seksi", ""),
    ],
)
def test_the_jenjang_stands_in_the_name(jabatan, jenjang):
    assert jenjang_of(jabatan) == jenjang


def test_counted_once_with_its_reason(guru):
    rated(guru, 2024, "sangat_baik")
    rated(guru, 2025)
    assert recount([guru.pk]) == 2
    assert recount(None) == 0
    rows = AngkaKredit.objects.filter(jenis="konversi").order_by("tahun")
    assert [row.angka for row in rows] == [Decimal("37.500"), Decimal("25.000")]
    assert "Predikat sangat baik tahun 2024 dari Ruang GTK, GTK/2024: 12/12 x 150% x koefisien 25" in rows[0].alasan


def test_a_part_of_the_year_and_exact_sums(guru):
    for first, last in (((2025, 1, 1), (2025, 1, 31)), ((2025, 2, 1), (2025, 2, 28)), ((2025, 3, 1), (2025, 3, 31))):
        rated(guru, 2025, masa=periode(date(*first), date(*last)))
    recount(None)
    found = credits_of(guru, date(2026, 11, 22)).kini
    assert [row.angka for row in found.konversi] == [Decimal("2.083")] * 3
    assert found.jumlah("konversi") == Decimal("6.250")


def test_a_corrected_predicate_is_counted_anew_and_the_old_row_stays(guru):
    row = rated(guru, 2025)
    recount([guru.pk])
    Evaluasi.objects.filter(pk=row.pk).update(
        predikat="butuh_perbaikan", hasil_kerja="di_bawah_ekspektasi", perilaku_kerja="sesuai_ekspektasi"
    )
    assert recount([guru.pk]) == 1
    assert AngkaKredit.objects.dihitung().get(jenis="konversi").angka == Decimal("18.750")
    assert AngkaKredit.objects.exclude(dicabut_pada=None).get().angka == Decimal("25.000")


def test_rows_are_never_changed(guru):
    rated(guru, 2025)
    recount(None)
    with pytest.raises(DatabaseError), transaction.atomic():
        AngkaKredit.objects.update(angka=99)


def test_beginning_and_eligibility(guru):
    hold_rank(guru)
    for year, predikat in ((2023, "sangat_baik"), (2024, "sangat_baik"), (2025, "baik")):
        rated(guru, year, predikat)
    recount(None)
    found = credits_of(guru, date(2026, 11, 22))
    assert found.lengkap
    assert found.kini.total == Decimal("100.000")
    rank, step = found.kelayakan
    assert (rank.layak, rank.tujuan.startswith("III/d"), rank.min_ak) == (True, True, Decimal("100.000"))
    assert (step.layak, step.kekurangan) == (False, Decimal("100.000"))


def test_page_and_forms(provinsi, guru):
    hold_rank(guru)
    rated(guru, 2024)
    rated(guru, 2025, "sangat_baik")
    recount(None)
    page = provinsi.client("pegawai").get(reverse("kinerja:angka_kredit_saya")).content.decode()
    assert "62,500" in page
    assert "12/12 x 150%" in page
    found = credits_of(guru, date(2026, 11, 22))
    wanted = {
        "konversi": ("PREDIKAT", "PROSENTASE", "KOEFISIEN PER TAHUN", "12/12 x 150%", "37,500"),
        "akumulasi": ("PERIODIK (BULAN)", "JUMLAH ANGKA KREDIT YANG DIPEROLEH", "62,500"),
        "penetapan": ("AK Konversi", "JUMLAH ANGKA KREDIT KUMULATIF", "TIDAK DAPAT", "Tembusan"),
    }
    for name, parts in wanted.items():
        content = draw_credits(name, found, date(2026, 11, 22))
        text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())
        for part in (
            FORMULIR[name].upper(),
            "KETERANGAN PERORANGAN",
            "Nomor Seri Karpeg",
            "Pejabat Penilai Kinerja",
            *parts,
        ):
            assert part in text, (name, part)
    url = reverse("kinerja:angka_kredit_pdf", args=[guru.pk, "penetapan"])
    assert provinsi.client("pegawai").get(url).status_code == 200
    assert provinsi.client("rekan").get(url).status_code == 404


def test_an_evaluation_on_paper_and_in_the_shape_of_siasn(provinsi, guru):
    row = rated(guru, 2025, "sangat_baik", capaian="baik", identitas={"penilai": {"nama": "Kepala Sekolah", "nip": ""}})
    client = provinsi.client("pegawai")
    paper = client.get(reverse("kinerja:evaluasi_pdf", args=[row.pk])).getvalue()
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages).split())
    for part in (
        "EVALUASI KINERJA PEGAWAI", "CAPAIAN KINERJA ORGANISASI", "KURVA DISTRIBUSI PREDIKAT", "RATING HASIL KERJA",
        "RATING PERILAKU KERJA", "PREDIKAT KINERJA PEGAWAI", "Format D.1.1", "KEBERATAN", "Kepala Sekolah", "Frekuensi pegawai",
    ):  # fmt: skip
        assert part in text, part
    shape = json.loads(client.get(reverse("kinerja:evaluasi_siasn", args=[row.pk])).getvalue())
    assert (shape["skp22"][0]["kuadranKinerjaNilai"], shape["skp22"][0]["statusPenilai"]) == (1, "NON ASN")
    assert provinsi.client("rekan").get(reverse("kinerja:evaluasi_pdf", args=[row.pk])).status_code == 404


def test_warnings_and_renewals_hear_of_it(guru):
    hold_rank(guru)
    guru.jenis = "pns"
    guru.save()
    for year, predikat in ((2023, "sangat_baik"), (2024, "sangat_baik"), (2025, "baik")):
        rated(guru, year, predikat)
    today = date(2026, 11, 22)
    make_riwayat(guru)
    recount(None)
    found = {
        kind: (day, facts)
        for _, kind, _, day, facts in events_of([guru.pk], today)
        if kind.startswith(("kp_f", "kenaikan"))
    }
    day, facts = found["kp_fungsional"]
    assert (facts["golongan"], facts["baru"], facts["ambang"]) == ("III/c", "III/d", 100)
    assert day >= date(2026, 1, 1)
    assert "kenaikan_jenjang" not in found
    assert evaluations([guru.pk], today)[guru.pk].kata == "Baik"
    rated(guru, 2022, "butuh_perbaikan")
    Evaluasi.objects.filter(tahun=2025).update(
        predikat="butuh_perbaikan", hasil_kerja="di_bawah_ekspektasi", perilaku_kerja="sesuai_ekspektasi"
    )
    recount(None)
    assert not any(kind == "kp_fungsional" for _, kind, *_ in events_of([guru.pk], today))


# -- the file of the person ---------------------------------------------------------------------------------------


def in_file(person):
    return RiwayatAngkaKredit.objects.kini().filter(pegawai=person).order_by("berlaku")


@perubahan
def counted(person):
    recount([person.pk])
    record_jejak(None, "angka_kredit_dihitung", by=None)
    return fill_file([person.pk])


def test_the_file_says_the_same_with_its_source_once(guru):
    hold_rank(guru)
    rated(guru, 2024, "sangat_baik")
    rated(guru, 2025)
    assert (counted(guru), counted(guru)) == (2, 0)
    rows = list(in_file(guru))
    assert [(str(row.kredit_total), row.sk_nomor, row.sumber, row.angka_kredit_pertama) for row in rows] == [
        ("37.500", "Konversi predikat 2024, Ruang GTK GTK/2024", "kinerja", True),
        ("25.000", "Konversi predikat 2025, Ruang GTK GTK/2025", "kinerja", False),
    ]
    assert all(row.konversi and not row.integrasi for row in rows)


def test_a_corrected_predicate_corrects_the_file_and_keeps_what_was_known(guru):
    hold_rank(guru)
    row = rated(guru, 2025)
    counted(guru)
    hasil, perilaku = BARIS["butuh_perbaikan"]
    Evaluasi.objects.filter(pk=row.pk).update(hasil_kerja=hasil, perilaku_kerja=perilaku, predikat="butuh_perbaikan")
    assert counted(guru) == 1
    assert [str(one.kredit_total) for one in in_file(guru)] == ["18.750"]
    assert RiwayatAngkaKredit.objects.filter(pegawai=guru).count() == 2


def test_a_pak_that_the_file_has_already_stays(guru):
    hold_rank(guru)
    RiwayatAngkaKredit.objects.create(
        pegawai=guru, jabatan="Guru Muda", kredit_total=25, sumber=SumberRiwayat.SIASN, sk_nomor="PAK/1",
        berlaku=periode(date(2025, 1, 1), date(2025, 12, 31)),
    )  # fmt: skip
    rated(guru, 2025)
    assert counted(guru) == 0
    assert [row.sk_nomor for row in in_file(guru)] == ["PAK/1"]


def test_the_job_fills_the_file_of_whom_it_counted(guru):
    hold_rank(guru)
    rated(guru, 2025)
    count_new(timezone.now() - timedelta(days=2))
    assert in_file(guru).count() == 1


def test_the_determination_is_drawn_up_as_a_numbered_paper(provinsi, guru):
    hold_rank(guru)
    rated(guru, 2024)
    rated(guru, 2025)
    recount([guru.pk])
    kind = known_jenis("penetapan_ak")
    assert kind.boleh_buat(provinsi.akun["admin_unit"], guru.pk)
    for who in ("pegawai", "atasan", "admin_unit_lain", "auditor"):
        assert not kind.boleh_buat(provinsi.akun[who], guru.pk)
    made = kind.susun(provinsi.akun["admin_unit"], guru.pk, date(2026, 11, 22))
    assert made.isi.kumulatif[2] == "50,000"
    page = provinsi.client("admin_unit").get(reverse("berkas:naskah_add", args=["penetapan_ak", guru.pk]))
    assert page.status_code == 200
    content = render_pdf(
        kind.templat, made.isi.model_dump(mode="json") | SIGNED, judul="x", tanggal=date(2026, 11, 22), konsep=True
    )
    text = " ".join(" ".join(one.extract_text() for one in PdfReader(BytesIO(content)).pages).split())
    for part in (
        "PENETAPAN ANGKA KREDIT",
        "JUMLAH ANGKA KREDIT KUMULATIF",
        "50,000",
        "AK Konversi",
        "DIPERTIMBANGKAN UNTUK",
    ):
        assert part in text


def test_without_credits_there_is_no_paper(provinsi, guru):
    with pytest.raises(DomainError, match="Belum ada angka kredit"):
        known_jenis("penetapan_ak").susun(provinsi.akun["admin_unit"], guru.pk, date(2026, 11, 22))
