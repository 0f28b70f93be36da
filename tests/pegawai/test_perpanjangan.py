"""Renewal rounds: who is in, what the law allows, four eyes, many at once with each asked anew, and the contract at last."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.storage import storages
from django.db import connection
from pypdf import PdfReader

from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.services.kirim_naskah import send_naskah
from asn_portal.berkas.services.naskah import Pilihan, initial_naskah
from asn_portal.berkas.services.tanda_tangan import sign_naskah
from asn_portal.core.errors import DomainError, Terlarang
from asn_portal.core.latar import run
from asn_portal.core.models import Notifikasi, Tindakan, periode
from asn_portal.core.models.dasar import new_ids
from pegawai.aturan.perjanjian import batas_masa, golongan_bup, paling_singkat
from pegawai.enums import JenisPegawai, PutusanPerjanjian, StatusButir, SumberRiwayat
from pegawai.models import ButirPutaran, KeanggotaanUnit, Pegawai, PeristiwaBerhenti, PerjanjianKerja, PutaranPerjanjian
from pegawai.selectors import perpanjangan as selectors
from pegawai.selectors.perpanjangan import Nilai
from pegawai.services import perpanjangan as services
from pegawai.services import terbit_perjanjian as terbit
from pegawai.services.perpanjangan import Usul
from tests.factories.berhenti import run_due
from tests.factories.naskah import phrase
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
BULAN, AKHIR, MULAI = date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)
LAHIR = date(1985, 5, 10)


def make_contract(
    orang: Pegawai, *, akhir: date = AKHIR, jenis: str = JenisPegawai.PPPK, lahir: date = LAHIR, **values: Any
) -> PerjanjianKerja:
    Pegawai.objects.filter(pk=orang.pk).update(jenis=jenis, tanggal_lahir=lahir, jabatan_kini="Penata Layanan")
    return PerjanjianKerja.objects.create(
        pegawai=orang, berlaku=periode(date(2022, 1, 1), akhir), sk_nomor="814/1/PK/2022", sumber=SumberRiwayat.HR,
        **values,
    )  # fmt: skip


@pytest.fixture
def putaran(provinsi) -> PutaranPerjanjian:
    """Two of the own unit and one of another dinas whose contracts end in December."""
    for name in ("pegawai", "rekan", "orang_dinas_lain"):
        make_contract(provinsi.orang[name])
    return services.open_round(bulan=BULAN, batas_usul=date(2026, 12, 10), by=provinsi.akun["admin_bkd"])


def row_of(putaran: PutaranPerjanjian, orang: Pegawai) -> ButirPutaran:
    return putaran.daftar_butir.get(pegawai=orang)


def ids(putaran: PutaranPerjanjian) -> list[Any]:
    return list(putaran.daftar_butir.values_list("pk", flat=True))


EXTEND = Usul(PutusanPerjanjian.DIPERPANJANG, "Kinerja baik")


# -- the law --


@pytest.mark.parametrize(
    ("jenis", "jabatan", "lahir", "terakhir", "sebab"),
    [
        ("pppk", "Penata Layanan", date(1985, 5, 10), date(2031, 12, 31), "masa"),
        ("pppk_paruh_waktu", "Operator", date(1985, 5, 10), date(2027, 12, 31), "masa"),
        ("pppk", "Penata Layanan", date(1970, 5, 10), date(2028, 5, 31), "bup"),  # 58 in May 2028
        ("pppk", "Guru Ahli Pertama", date(1970, 5, 10), date(2030, 5, 31), "bup"),
        ("pppk", "Dokter Ahli Utama", date(1964, 5, 1), date(2029, 5, 31), "bup"),
    ],
)
def test_limit_of_a_contract(jenis, jabatan, lahir, terakhir, sebab):
    found = batas_masa(jenis, mulai=MULAI, jabatan=jabatan, tanggal_lahir=lahir)
    assert (found.terakhir, found.sebab) == (terakhir, sebab)


def test_words_of_a_post_decide_its_age():
    names = ("Guru Ahli Madya", "Perawat Ahli Madya", "Peneliti Ahli Utama", "Pengadministrasi Perkantoran")
    assert [golongan_bup(nama) for nama in names] == ["guru", "ahli_madya", "peneliti_ahli_utama", "pelaksana"]


def test_shortest_term_gives_way_to_retirement():
    assert paling_singkat("pppk", mulai=MULAI, batas=date(2031, 12, 31)) == date(2027, 12, 31)
    assert paling_singkat("pppk", mulai=MULAI, batas=date(2027, 5, 31)) == date(2027, 5, 31)


# -- the round --


def test_a_round_takes_everybody_whose_contract_ends_in_the_month(provinsi, putaran):
    later = make_person("Lain Bulan", unit=provinsi.seksi)
    make_contract(later, akhir=date(2027, 1, 31))
    followed = make_person("Sudah Lanjut", unit=provinsi.seksi)
    make_contract(followed)
    PerjanjianKerja.objects.create(
        pegawai=followed, berlaku=periode(MULAI, date(2027, 12, 31)), sk_nomor="x", sumber=SumberRiwayat.HR
    )
    outside = provinsi.orang["orang_instansi_lain"]
    make_contract(outside)
    assert services.refresh_round(putaran.pk, by=provinsi.akun["admin_bkd"]) == 0
    assert {row.pegawai.nama for row in putaran.daftar_butir.select_related("pegawai")} == {
        "Siti Aminah", "Budi Santoso", "Wati Lestari",
    }  # fmt: skip


def test_late_records_join_and_a_month_has_one_round(provinsi, putaran):
    make_contract(make_person("Menyusul", unit=provinsi.seksi))
    assert services.refresh_round(putaran.pk, by=provinsi.akun["admin_bkd"]) == 1
    with pytest.raises(DomainError, match="sudah dibuka"):
        services.open_round(bulan=BULAN, batas_usul=BULAN, by=provinsi.akun["admin_bkd2"])


def test_hr_of_the_units_is_told_and_nobody_else(provinsi, putaran):
    told = Notifikasi.objects.filter(judul__startswith="Putaran perpanjangan").values_list("untuk__username", flat=True)
    assert set(told) == {"admin_unit", "admin_unit_lain"}


def test_only_hr_of_the_province_opens(provinsi):
    make_contract(provinsi.orang["pegawai"])
    for who in ("admin_unit", "atasan", "auditor", "pegawai"):
        with pytest.raises(Terlarang):
            services.open_round(bulan=BULAN, batas_usul=BULAN, by=provinsi.akun[who])
    assert PutaranPerjanjian.objects.count() == 0


# -- proposing and deciding --


def test_a_unit_proposes_its_own_people_only(provinsi, putaran):
    result = services.propose_many(putaran.pk, ids(putaran), usul=EXTEND, by=provinsi.akun["admin_unit"])
    assert (result.berhasil, result.tertinggal) == (2, 0)
    assert row_of(putaran, provinsi.orang["orang_dinas_lain"]).status == StatusButir.BELUM
    row = row_of(putaran, provinsi.orang["pegawai"])
    assert (row.status, row.sampai, row.alasan) == (StatusButir.DIUSULKAN, date(2031, 12, 31), "Kinerja baik")


def test_a_wrong_row_stays_with_its_sentence_and_the_rest_goes(provinsi, putaran):
    Pegawai.objects.filter(pk=provinsi.orang["rekan"].pk).update(jenis=JenisPegawai.PPPK_PARUH_WAKTU)
    five = Usul(PutusanPerjanjian.DIPERPANJANG, "Kinerja baik", 60)
    result = services.propose_many(putaran.pk, ids(putaran), usul=five, by=provinsi.akun["admin_bkd"])
    assert (result.berhasil, result.tertinggal) == (2, 1)
    left = row_of(putaran, provinsi.orang["rekan"])
    assert left.status == StatusButir.BELUM
    assert left.tertinggal == "Paling lama sampai 31 Desember 2027 (masa paling lama menurut aturan)."
    one = Usul(PutusanPerjanjian.DIPERPANJANG, "Kinerja baik", 12)
    services.propose_many(putaran.pk, [left.pk], usul=one, by=provinsi.akun["admin_bkd"])
    left.refresh_from_db()
    assert (left.tertinggal, left.sampai) == ("", date(2027, 12, 31))


def test_nobody_decides_what_he_proposed_nor_about_himself(provinsi, putaran):
    admin = provinsi.akun["admin_bkd"]
    Pegawai.objects.filter(pk=provinsi.orang["orang_dinas_lain"].pk).update(pengguna=provinsi.akun["admin_bkd2"])
    services.propose_many(putaran.pk, ids(putaran), usul=EXTEND, by=admin)
    same = services.approve_many(putaran.pk, ids(putaran), catatan="", by=admin)
    assert (same.berhasil, same.tertinggal) == (0, 3)
    other = services.approve_many(putaran.pk, ids(putaran), catatan="", by=provinsi.akun["admin_bkd2"])
    assert (other.berhasil, other.tertinggal) == (2, 1)
    assert row_of(putaran, provinsi.orang["orang_dinas_lain"]).tertinggal == services.DIRI_SENDIRI


def test_hr_of_a_unit_does_not_decide(provinsi, putaran):
    services.propose_many(putaran.pk, ids(putaran), usul=EXTEND, by=provinsi.akun["admin_bkd"])
    with pytest.raises(Terlarang):
        services.approve_many(putaran.pk, ids(putaran), catatan="", by=provinsi.akun["admin_unit"])


def test_the_law_is_asked_again_at_the_decision(provinsi, putaran):
    row = row_of(putaran, provinsi.orang["pegawai"])
    services.propose_many(putaran.pk, [row.pk], usul=EXTEND, by=provinsi.akun["admin_unit"])
    Pegawai.objects.filter(pk=row.pegawai_id).update(tanggal_lahir=date(1970, 5, 10))  # a corrected birth date
    result = services.approve_many(putaran.pk, [row.pk], catatan="", by=provinsi.akun["admin_bkd"])
    row.refresh_from_db()
    assert (result.berhasil, row.status) == (0, StatusButir.DIUSULKAN)
    assert row.tertinggal == "Paling lama sampai 31 Mei 2028 (batas usia pensiun)."


def test_returned_and_not_extended(provinsi, putaran):
    row = row_of(putaran, provinsi.orang["pegawai"])
    services.propose_many(putaran.pk, [row.pk], usul=EXTEND, by=provinsi.akun["admin_unit"])
    services.return_many(putaran.pk, [row.pk], catatan="Lampirkan nilai", by=provinsi.akun["admin_bkd"])
    no = Usul(PutusanPerjanjian.TIDAK, "Jabatan tidak dibutuhkan lagi")
    services.propose_many(putaran.pk, [row.pk], usul=no, by=provinsi.akun["admin_unit"])
    services.approve_many(putaran.pk, [row.pk], catatan="", by=provinsi.akun["admin_bkd"])
    row.refresh_from_db()
    assert (row.status, row.putusan, row.sampai) == (StatusButir.DISETUJUI, PutusanPerjanjian.TIDAK, None)
    acts = (
        Tindakan.objects.filter(subjek_id=row.pegawai_id, objek_id=str(row.pk))
        .order_by("id")
        .values_list("aksi", flat=True)
    )
    assert list(acts) == [
        "perpanjangan_diusulkan", "perpanjangan_dikembalikan", "perpanjangan_diusulkan", "perpanjangan_disetujui",
    ]  # fmt: skip


def test_who_is_not_extended_leaves_when_the_contract_is_over(provinsi, putaran):
    row = row_of(putaran, provinsi.orang["pegawai"])
    no = Usul(PutusanPerjanjian.TIDAK, "Jabatan tidak dibutuhkan lagi")
    services.propose_many(putaran.pk, [row.pk], usul=no, by=provinsi.akun["admin_unit"])
    services.approve_many(putaran.pk, [row.pk], catatan="", by=provinsi.akun["admin_bkd"])
    assert run_due(AKHIR) == 0
    run_due(MULAI)
    run_due(MULAI)  # delivered twice
    row.refresh_from_db()
    left = PeristiwaBerhenti.objects.get(pegawai=row.pegawai)
    assert (row.status, left.jenis, left.tanggal, left.dijalankan_pada is not None) == (
        StatusButir.SELESAI,
        "perjanjian",
        MULAI,
        True,
    )
    assert not KeanggotaanUnit.objects.pada(MULAI).filter(pegawai=row.pegawai).exists()


def test_a_closed_or_cancelled_round_takes_nothing_more(provinsi, putaran):
    admin = provinsi.akun["admin_bkd"]
    with pytest.raises(DomainError, match="belum selesai"):
        services.close_round(putaran.pk, by=admin)
    services.cancel_round(putaran.pk, alasan="Salah bulan", by=admin)
    with pytest.raises(DomainError, match="ditutup"):
        services.propose_many(putaran.pk, ids(putaran), usul=EXTEND, by=admin)
    assert services.open_round(bulan=BULAN, batas_usul=BULAN, by=admin).pk != putaran.pk


def test_evaluations_come_from_above_or_are_said_to_be_missing(provinsi, putaran, monkeypatch):
    client, url = provinsi.client("admin_bkd"), f"/perpanjangan/{putaran.pk}/"
    assert "Belum ada nilai" in client.get(url).content.decode()
    person = provinsi.orang["pegawai"].pk
    told = {person: Nilai("Baik", "Predikat 2025")}
    monkeypatch.setattr(selectors, "_penyedia", [lambda orang, hari: told if person in orang else {}])
    assert "Predikat 2025" in client.get(url).content.decode()


# -- contracts --


@pytest.fixture
def disetujui(provinsi, putaran) -> PutaranPerjanjian:
    services.propose_many(putaran.pk, ids(putaran), usul=EXTEND, by=provinsi.akun["admin_unit"])
    services.approve_many(putaran.pk, ids(putaran), catatan="", by=provinsi.akun["admin_bkd"])
    return putaran


def test_print_gives_one_file_with_all_and_one_for_each(provinsi, disetujui):
    job = terbit.start_print(disetujui.pk, by=provinsi.akun["admin_bkd"])
    assert run(job.pk)
    whole, each = job.daftar_berkas.order_by("pk")
    with storages["pribadi"].open(whole.nama_simpan) as file:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(file.read())).pages]
    with storages["pribadi"].open(each.nama_simpan) as file:
        names = zipfile.ZipFile(io.BytesIO(file.read())).namelist()
    assert names == ["00001-Budi-Santoso.pdf", "00002-Siti-Aminah.pdf"]
    assert sum("Siti Aminah" in text for text in pages) >= 1
    assert all("KONSEP" in text for text in pages)
    assert "1 Januari 2027 sampai dengan 31 Desember 2031" in " ".join(" ".join(pages).split())


@pytest.fixture
def naskah(provinsi, disetujui) -> Naskah:
    """The papers of the round on their way, the one about Siti signed."""
    pilihan = Pilihan([provinsi.akun["atasan"].pk], provinsi.akun["atasan_penilai"].pk)
    start = {"unit_id": provinsi.dinas.pk, "pilihan": pilihan, "kertas": Kertas.A4, "by": provinsi.akun["admin_bkd"]}
    assert run(terbit.start_papers(disetujui.pk, **start).pk)
    row = row_of(disetujui, provinsi.orang["pegawai"])
    assert row.naskah is not None
    initial_naskah(row.naskah_id, by=provinsi.akun["atasan"])
    sign_naskah(row.naskah_id, frasa=phrase(), by=provinsi.akun["atasan_penilai"])
    return Naskah.objects.get(pk=row.naskah_id)


def test_papers_are_made_once_for_each_agreed_row(provinsi, disetujui, naskah):
    assert Naskah.objects.filter(jenis=terbit.JENIS_NASKAH).count() == 2
    assert not terbit.without_paper(disetujui, provinsi.akun["admin_bkd"]).exists()
    with pytest.raises(DomainError, match="sudah dibuat"):
        terbit.start_papers(
            disetujui.pk, unit_id=provinsi.dinas.pk, pilihan=Pilihan([], naskah.pk), kertas=Kertas.A4,
            by=provinsi.akun["admin_bkd"],
        )  # fmt: skip


def test_a_signed_contract_becomes_a_row_of_the_file(provinsi, disetujui, naskah):
    send_naskah(naskah.pk)
    send_naskah(naskah.pk)  # delivered twice
    row, naskah = row_of(disetujui, provinsi.orang["pegawai"]), Naskah.objects.get(pk=naskah.pk)
    made = PerjanjianKerja.objects.kini().get(pegawai=row.pegawai, berlaku__startswith=MULAI)
    assert (row.status, row.perjanjian_baru_id) == (StatusButir.SELESAI, made.pk)
    assert (made.sampai, made.sk_nomor, made.dokumen_id) == (date(2031, 12, 31), naskah.nomor, naskah.dokumen_id)


def test_a_contract_that_meets_another_one_says_so(provinsi, disetujui, naskah):
    """Somebody recorded one by hand meanwhile: the paper is filed, the file keeps what it has, the row tells."""
    person = provinsi.orang["pegawai"]
    PerjanjianKerja.objects.create(
        pegawai=person, berlaku=periode(MULAI, date(2028, 12, 31)), sk_nomor="lain", sumber=SumberRiwayat.HR
    )
    send_naskah(naskah.pk)
    row = row_of(disetujui, person)
    assert (row.status, row.perjanjian_baru) == (StatusButir.DISETUJUI, None)
    assert "bertumpang tindih" in row.tertinggal


# -- four thousand --


def test_four_thousand_people_in_one_round(provinsi, django_assert_max_num_queries):
    """Set by set: the number of statements does not grow with the people."""
    many = 4000
    people = [
        Pegawai(
            pk=pk, instansi=provinsi.instansi, nama=f"Pegawai {n:05d}", jenis=JenisPegawai.PPPK, jenis_kelamin="p",
            tanggal_lahir=LAHIR, jabatan_kini="Penata Layanan", unit_kini=provinsi.seksi,
        )
        for n, pk in enumerate(new_ids(many))
    ]  # fmt: skip
    Pegawai.objects.bulk_create(people)
    KeanggotaanUnit.objects.bulk_create(
        KeanggotaanUnit(pegawai=one, unit=provinsi.seksi, berlaku=periode(date(2022, 1, 1))) for one in people
    )
    PerjanjianKerja.objects.bulk_create(
        PerjanjianKerja(pegawai=one, berlaku=periode(date(2022, 1, 1), AKHIR), sk_nomor="x", sumber=SumberRiwayat.HR)
        for one in people
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE pegawai_pegawai, pegawai_keanggotaanunit, pegawai_perjanjiankerja")
    began = time.monotonic()
    with django_assert_max_num_queries(80):
        row = services.open_round(bulan=BULAN, batas_usul=BULAN, by=provinsi.akun["admin_bkd"])
        opened = time.monotonic()
        every = ids(row)
        services.propose_many(row.pk, every, usul=EXTEND, by=provinsi.akun["admin_unit"])
        proposed = time.monotonic()
        result = services.approve_many(row.pk, every, catatan="", by=provinsi.akun["admin_bkd"])
    decided = time.monotonic()
    assert (len(every), result.berhasil) == (many, many)
    sys.stderr.write(f"buka {opened - began:.1f} s, usul {proposed - opened:.1f} s, putus {decided - proposed:.1f} s\n")
    assert decided - began < 120
