"""Rounds of contracts and of new people, the rest of the way: hours and pay of paruh waktu, papers signed outside, SPMT."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.services.kirim_naskah import send_naskah
from asn_portal.berkas.services.naskah import Pilihan, initial_naskah
from asn_portal.berkas.services.tanda_tangan import sign_naskah
from asn_portal.core.errors import DomainError, Terlarang
from asn_portal.core.latar import run
from pegawai.aturan.perjanjian import KerjaParuhWaktu, jam_terlama, periksa_kerja
from pegawai.enums import JenisPegawai, PutusanPerjanjian, StatusButir
from pegawai.models import ButirPutaran, DataKepegawaian, Penerimaan, PerjanjianKerja, PutaranPerjanjian
from pegawai.selectors.perpanjangan import contract_texts
from pegawai.services import naskah_spmt
from pegawai.services import perpanjangan as services
from pegawai.services import terbit_perjanjian as terbit
from pegawai.services.syarat_perpanjangan import Usul
from tests.factories.berkas import pdf
from tests.factories.naskah import phrase
from tests.factories.riwayat import all_entries
from tests.pegawai.test_penerimaan import bring, contract, line
from tests.pegawai.test_perpanjangan import BULAN, MULAI, make_contract

pytestmark = pytest.mark.django_db
LAMA, JAM_LAMA = Decimal(3_000_000), Decimal("30.0")


@pytest.fixture
def putaran(provinsi) -> PutaranPerjanjian:
    """Siti on paruh waktu with hours and pay, Budi on a whole contract."""
    make_contract(provinsi.orang["pegawai"], jenis=JenisPegawai.PPPK_PARUH_WAKTU, upah=LAMA, jam_per_minggu=JAM_LAMA)
    make_contract(provinsi.orang["rekan"])
    return services.open_round(bulan=BULAN, batas_usul=date(2026, 12, 10), by=provinsi.akun["admin_bkd"])


def row_of(p: Any, putaran: PutaranPerjanjian, who: str = "pegawai") -> ButirPutaran:
    return putaran.daftar_butir.select_related("pegawai", "perjanjian", "naskah", "putaran").get(pegawai=p.orang[who])


def usul(**kerja: Any) -> Usul:
    return Usul(PutusanPerjanjian.DIPERPANJANG, "Kinerja baik", kerja=KerjaParuhWaktu(**kerja))


def agree(p: Any, putaran: PutaranPerjanjian, what: Usul, who: str = "pegawai") -> ButirPutaran:
    pk = row_of(p, putaran, who).pk
    services.propose_many(putaran.pk, [pk], usul=what, by=p.akun["admin_unit"])
    services.approve_many(putaran.pk, [pk], catatan="", by=p.akun["admin_bkd"])
    return row_of(p, putaran, who)


# -- hours and pay --


@pytest.mark.parametrize(
    ("kerja", "wrong"),
    [
        (KerjaParuhWaktu(), set()),
        (KerjaParuhWaktu(Decimal("37.4"), LAMA), set()),
        (KerjaParuhWaktu(Decimal("37.5"), None), {"jam_per_minggu"}),
        (KerjaParuhWaktu(Decimal(0), LAMA - 1), {"jam_per_minggu", "upah"}),
    ],
)
def test_the_law_on_hours_and_pay(kerja, wrong):
    assert set(periksa_kerja(kerja, mulai=MULAI, upah_lama=LAMA)) == wrong
    assert jam_terlama(MULAI) == Decimal("37.5")
    assert not periksa_kerja(KerjaParuhWaktu(upah=Decimal(1)), mulai=MULAI, upah_lama=None)


def test_new_hours_and_pay_stand_on_the_contract(provinsi, putaran):
    row = agree(provinsi, putaran, usul(jam=Decimal("32.5"), upah=Decimal(3_500_000)))
    assert (row.status, row.jam_per_minggu, row.upah) == (StatusButir.DISETUJUI, Decimal("32.5"), Decimal(3_500_000))
    said = dict(contract_texts([row.pk], BULAN)[row.pk]["kerja"])
    assert (said["Jam kerja seminggu"], said["Upah sebulan"]) == ("32,5 jam", "Rp3.500.000")


def test_without_a_word_they_stay_as_they_were(provinsi, putaran):
    row = agree(provinsi, putaran, Usul(PutusanPerjanjian.DIPERPANJANG, "Kinerja baik"))
    said = dict(contract_texts([row.pk], BULAN)[row.pk]["kerja"])
    assert (said["Jam kerja seminggu"], said["Upah sebulan"]) == ("30,0 jam", "Rp3.000.000")


def test_a_proposal_over_many_keeps_what_was_proposed_for_one(provinsi, putaran):
    agree(provinsi, putaran, usul(upah=Decimal(3_500_000)))
    pk = row_of(provinsi, putaran).pk
    services.return_many(putaran.pk, [pk], catatan="Tunggu anggaran", by=provinsi.akun["admin_bkd"])
    again = Usul(PutusanPerjanjian.DIPERPANJANG, "Anggaran ada")
    services.propose_many(putaran.pk, [pk], usul=again, by=provinsi.akun["admin_unit"])
    assert row_of(provinsi, putaran).upah == Decimal(3_500_000)


@pytest.mark.parametrize(
    ("who", "kerja", "kalimat"),
    [
        ("pegawai", {"upah": Decimal(2_000_000)}, "Upah tidak lebih rendah dari Rp3.000.000"),
        ("pegawai", {"jam": Decimal(40)}, "kurang dari 37,5 jam"),
        ("rekan", {"upah": Decimal(9_000_000)}, "hanya diatur dalam perjanjian PPPK paruh waktu"),
    ],
)
def test_what_may_not_be_stays_as_it_was_and_says_why(provinsi, putaran, who, kerja, kalimat):
    pk = row_of(provinsi, putaran, who).pk
    result = services.propose_many(putaran.pk, [pk], usul=usul(**kerja), by=provinsi.akun["admin_unit"])
    row = row_of(provinsi, putaran, who)
    assert (result.berhasil, row.status, row.upah, row.jam_per_minggu) == (0, StatusButir.BELUM, None, None)
    assert kalimat in row.tertinggal


def test_the_page_asks_hours_and_pay_of_paruh_waktu_only(provinsi, putaran):
    client, urls = (
        provinsi.client("admin_unit"),
        {
            who: reverse("pegawai:butir_detail", args=[row_of(provinsi, putaran, who).pk])
            for who in ("pegawai", "rekan")
        },
    )
    assert 'name="upah"' not in client.get(urls["rekan"]).content.decode()
    assert 'value="30"' in client.get(urls["pegawai"]).content.decode()
    sent = {
        "putusan": "diperpanjang",
        "lama": "paling_lama",
        "alasan": "Kinerja baik",
        "jam_per_minggu": "32,5",
        "upah": "2.000.000",
    }
    refused = client.post(urls["pegawai"], sent)
    assert refused.status_code == 422
    assert "Upah tidak lebih rendah dari Rp3.000.000" in refused.content.decode()
    assert 'value="2.000.000"' in refused.content.decode()  # what was typed stays
    assert client.post(urls["pegawai"], sent | {"upah": "3.250.000"}).status_code == 302
    row = row_of(provinsi, putaran)
    assert (row.upah, row.jam_per_minggu) == (Decimal(3_250_000), Decimal("32.5"))


# -- signed outside the portal --


def outside(p: Any, row: ButirPutaran, by: str = "admin_bkd", **values: Any) -> Any:
    sent = {"nomor": "814/77/2026", "tanggal": "2026-11-20", "berkas": SimpleUploadedFile("pk.pdf", pdf())} | values
    return p.client(by).post(reverse("pegawai:butir_luar", args=[row.pk]), sent)


def test_a_contract_signed_on_paper_stands_in_the_file_with_its_scan(provinsi, putaran):
    row = agree(provinsi, putaran, usul(upah=Decimal(3_500_000)))
    assert outside(provinsi, row).status_code == 302
    row = row_of(provinsi, putaran)
    made = PerjanjianKerja.objects.kini().get(pegawai=row.pegawai, berlaku__startswith=MULAI)
    assert (row.status, row.perjanjian_baru_id) == (StatusButir.SELESAI, made.pk)
    assert (made.sk_nomor, made.sk_tanggal, made.sampai) == ("814/77/2026", date(2026, 11, 20), row.sampai)
    assert (made.upah, made.jam_per_minggu) == (Decimal(3_500_000), JAM_LAMA)
    assert made.dokumen is not None
    assert (made.dokumen.jenis, made.dokumen.subjek_id) == ("perjanjian_kerja", row.pegawai_id)
    assert outside(provinsi, row).status_code in {302, 409}  # sent twice: nothing more
    assert PerjanjianKerja.objects.kini().filter(pegawai=row.pegawai).count() == 2


@pytest.mark.parametrize(
    ("values", "kalimat"),
    [
        ({"tanggal": "2031-01-01"}, "Tanggalnya sesudah hari ini"),
        ({"berkas": ""}, "Pindaian yang sudah ditandatangani"),
        ({"nomor": ""}, "Nomor perjanjian"),
    ],
)
def test_what_is_missing_is_said_and_nothing_stays(provinsi, putaran, values, kalimat):
    row = agree(provinsi, putaran, usul())
    page = outside(provinsi, row, **values)
    assert page.status_code == 422
    assert kalimat in page.content.decode()
    assert PerjanjianKerja.objects.kini().filter(pegawai=row.pegawai).count() == 1


def test_a_file_that_is_no_scan_leaves_nothing_behind(provinsi, putaran):
    row = agree(provinsi, putaran, usul())
    outside(provinsi, row, berkas=SimpleUploadedFile("pk.pdf", b"bukan pdf"))
    row = row_of(provinsi, putaran)
    assert (row.status, row.perjanjian_baru) == (StatusButir.DISETUJUI, None)


def test_only_hr_of_the_province_and_only_what_was_agreed(provinsi, putaran):
    row = row_of(provinsi, putaran)
    assert outside(provinsi, row).status_code in {302, 409}
    assert row_of(provinsi, putaran).status == StatusButir.BELUM
    row = agree(provinsi, putaran, usul())
    assert outside(provinsi, row, by="admin_unit").status_code == 403
    pilihan = Pilihan([provinsi.akun["atasan"].pk], provinsi.akun["atasan_penilai"].pk)
    admin = provinsi.akun["admin_bkd"]
    assert run(
        terbit.start_papers(putaran.pk, unit_id=provinsi.dinas.pk, pilihan=pilihan, kertas=Kertas.A4, by=admin).pk
    )
    outside(provinsi, row)  # a paper of the portal is on its way
    assert PerjanjianKerja.objects.kini().filter(pegawai=row.pegawai).count() == 1


# -- SPMT --


@pytest.fixture
def batch(provinsi) -> Penerimaan:
    all_entries()
    bring(provinsi, [line(11), contract(12)])
    return Penerimaan.objects.get()


def papers(p: Any, batch: Penerimaan, by: str = "admin_bkd") -> Any:
    pilihan = Pilihan([p.akun["admin_unit"].pk], p.akun["penanda_tangan"].pk)
    return naskah_spmt.start_papers(batch.pk, unit_id=p.dinas.pk, pilihan=pilihan, kertas=Kertas.A4, by=p.akun[by])


def test_spmt_of_a_batch_go_to_initials_once(provinsi, batch):
    job = papers(provinsi, batch)
    assert run(job.pk)
    job.refresh_from_db()
    assert job.ringkasan == {"Naskah dibuat": "2"}
    rows = Naskah.objects.filter(jenis="spmt")
    assert sorted(rows.values_list("tentang", "status")) == [("Orang 11", "paraf"), ("Orang 12", "paraf")]
    with pytest.raises(DomainError, match="sudah ada"):
        papers(provinsi, batch)
    page = provinsi.client("admin_unit").get(reverse("pegawai:penerimaan_detail", args=[batch.pk])).content.decode()
    assert page.count("Buat naskah") == 0
    assert "untuk ditandatangani" not in page


def test_a_signed_one_stands_in_the_file(provinsi, batch):
    run(papers(provinsi, batch).pk)
    paper = Naskah.objects.get(jenis="spmt", tentang="Orang 11")
    initial_naskah(paper.pk, by=provinsi.akun["admin_unit"])
    sign_naskah(paper.pk, frasa=phrase(), by=provinsi.akun["penanda_tangan"])
    send_naskah(paper.pk)
    paper.refresh_from_db()
    data = DataKepegawaian.objects.get(pegawai_id=paper.subjek_id)
    assert (data.spmt_nomor, data.spmt_tanggal) == (paper.nomor, paper.tanggal)


def test_the_page_sends_them_and_hr_of_another_unit_reaches_none(provinsi, batch):
    url = reverse("pegawai:penerimaan_naskah", args=[batch.pk])
    client = provinsi.client("admin_bkd")
    assert "Buat dan kirim SPMT" in client.get(url).content.decode()
    # HR of the unit is the only one there who could put initials.
    assert "selain Anda" in provinsi.client("admin_unit").get(url).content.decode()
    chosen = {
        "penanda_tangan": str(provinsi.akun["penanda_tangan"].pk), "paraf_1": str(provinsi.akun["admin_unit"].pk),
        "paraf_2": "", "paraf_3": "", "kertas": "a4",
    }  # fmt: skip
    assert client.post(url, chosen | {"paraf_1": ""}).status_code == 422
    assert client.post(url, chosen).status_code == 302
    assert provinsi.client("admin_unit_lain").get(url).status_code == 404
    with pytest.raises(Terlarang):
        papers(provinsi, batch, by="pegawai")
