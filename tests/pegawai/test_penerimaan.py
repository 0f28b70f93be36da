"""Mass intake: one table gives person, NRK, decree or contract, unit; then slips and SPMT; and all of it taken back."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.storage import storages
from django.utils import timezone
from pypdf import PdfReader

from asn_portal.core.errors import DomainError, Terlarang
from asn_portal.core.latar import run
from asn_portal.core.models import Tindakan
from asn_portal.core.models.dasar import new_ids
from asn_portal.lembar.impor import Baris
from pegawai.aturan.nrk import nomor_berikut
from pegawai.impor_masuk import PENERIMAAN
from pegawai.models import (
    DataKepegawaian,
    KeanggotaanUnit,
    NomorPegawai,
    Pegawai,
    Penerimaan,
    PerjanjianKerja,
    PesertaPenerimaan,
    RiwayatGolongan,
)
from pegawai.services import penerimaan as services
from tests.factories.riwayat import all_entries

pytestmark = pytest.mark.django_db
KOLOM = [kolom.nama for kolom in PENERIMAAN.kolom]
PETA = {nama: place for place, nama in enumerate(KOLOM)}


def line(nomor: int, **values: Any) -> Baris:
    """A row as it comes from a file: text in every cell."""
    cells = {
        "nip": f"1990021520261010{nomor:02d}", "nama": f"Orang {nomor}", "jenis": "CPNS", "jenis_kelamin": "Laki-laki",
        "tanggal_lahir": "15/02/1990", "unit": "Seksi Satu", "mulai": "01/10/2026", "sk_nomor": "813/1",
        "sk_tanggal": "15/09/2026", "golongan": "III/a", "jabatan": "Penata Layanan",
    } | values  # fmt: skip
    return PENERIMAAN.read(nomor, [cells.get(nama, "") for nama in KOLOM], PETA)


def contract(nomor: int, **values: Any) -> Baris:
    common = {"nip": f"1990021520262110{nomor:02d}", "jenis": "PPPK", "golongan": "IX", "sampai": "30/09/2031"}
    return line(nomor, **(common | values))


@pytest.fixture(autouse=True)
def _lists(db: None) -> None:
    all_entries()


def bring(p: Any, rows: list[Baris]) -> Any:
    impor = new_ids(1)[0]
    services.take_in(rows, impor=impor, by=p.akun["admin_bkd"])
    return impor


def test_one_row_gives_everything(provinsi):
    rows = [line(11), contract(12)]
    impor = bring(provinsi, rows)
    cpns, pppk = (Pegawai.objects.get(pk=row.objek) for row in rows)
    assert (cpns.unit_kini_id, pppk.jabatan_kini) == (provinsi.seksi.pk, "Penata Layanan")
    data = DataKepegawaian.objects.get(pegawai=cpns)
    assert (data.tmt_cpns, data.sk_cpns_nomor, data.sk_cpns_tanggal) == (date(2026, 10, 1), "813/1", date(2026, 9, 15))
    assert RiwayatGolongan.objects.get(pegawai=cpns).golongan_id == "golongan_pns:31"
    made = PerjanjianKerja.objects.get()
    assert (made.pegawai_id, made.sampai, made.golongan_id) == (pppk.pk, date(2031, 9, 30), "golongan_pppk:IX")
    assert Penerimaan.objects.get(impor_id=impor).daftar_peserta.count() == 2
    assert Tindakan.objects.filter(subjek_id=cpns.pk, aksi="pegawai_dicatat").exists()


def test_before_the_first_day_the_province_keeps_them_and_says_when(provinsi):
    bring(provinsi, [line(11, mulai="01/03/2027")])
    batch = Penerimaan.objects.get()
    assert "Mulai 1 Maret 2027" in provinsi.client("admin_bkd").get(f"/penerimaan/{batch.pk}/").content.decode()
    assert provinsi.client("admin_unit").get(f"/penerimaan/{batch.pk}/").status_code == 404


def test_nrk_goes_on_from_the_largest_ever_used(provinsi):
    largest = max(int(nomor) for nomor in NomorPegawai.objects.filter(jenis="nrk").values_list("nomor", flat=True))
    rows = [line(11), line(12, nrk=str(largest + 5)), line(13)]
    bring(provinsi, rows)
    given = [Pegawai.objects.get(pk=row.objek).nrk for row in rows]
    assert given == [str(largest + 6), str(largest + 5), str(largest + 7)]
    services.give_up(rows[2:], impor=new_ids(1)[0], by=provinsi.akun["admin_bkd"])
    later = [line(14)]
    bring(provinsi, later)
    assert Pegawai.objects.get(pk=later[0].objek).nrk == str(largest + 8)  # never the number of a withdrawn record


def test_first_number_when_nobody_has_one():
    assert [nomor_berikut(None, date(2027, 1, 1)), nomor_berikut(180_000, date(2027, 1, 1))] == [170_001, 180_001]


@pytest.mark.parametrize(
    ("baris", "kolom", "kalimat"),
    [
        (contract(11, sampai=""), "sampai", "Akhir perjanjian belum diisi. PPPK selalu berjangka waktu."),
        (contract(11, sampai="01/10/2031"), "sampai", "Paling lama sampai 30 September 2031 (masa paling lama menurut aturan)."),
        (line(11, sampai="30/09/2031"), "sampai", "CPNS tidak mempunyai akhir perjanjian. Kosongkan kolom ini."),
        (line(11, golongan="IX"), "golongan", "Golongan ini tidak ada dalam daftar BKN untuk jenis pegawainya. Tulis seperti III/a, atau IX untuk PPPK."),
        (line(11, nrk="12"), "nrk", "NRK terdiri atas 6 angka. Kosongkan agar portal memberi nomor berikutnya."),
        (line(11, sk_tanggal="02/10/2026"), "sk_tanggal", "Tanggal SK sesudah mulai bekerja. Periksa keduanya."),
    ],
)  # fmt: skip
def test_each_mistake_has_its_sentence_and_only_that_row_stays_out(provinsi, baris, kolom, kalimat):
    good = line(50)
    bring(provinsi, [baris, good])
    assert baris.galat == {kolom: kalimat}
    assert (baris.objek, good.benar, PesertaPenerimaan.objects.count()) == (None, True, 1)


def test_the_same_file_twice_takes_nobody_in_twice(provinsi):
    bring(provinsi, [line(11)])
    again = line(11)
    bring(provinsi, [again])
    assert (bool(again.sudah_ada), Pegawai.objects.filter(nama="Orang 11").count()) == (True, 1)


def test_a_number_of_somebody_else_is_refused(provinsi):
    taken = line(11, nip=provinsi.orang["pegawai"].nip, tanggal_lahir="15/02/1990", jenis_kelamin="Perempuan")
    bring(provinsi, [taken])
    assert "nip" in taken.galat


def test_only_hr_of_the_province_takes_in(provinsi):
    for who in ("admin_unit", "auditor", "pegawai"):
        with pytest.raises(Terlarang):
            services.take_in([line(11)], impor=new_ids(1)[0], by=provinsi.akun[who])


def test_taken_back_nothing_is_shown_and_whoever_has_an_account_stays(provinsi):
    rows = [line(11), contract(12)]
    impor = bring(provinsi, rows)
    services.print_slips(Penerimaan.objects.get().pk, by=provinsi.akun["admin_unit"], now=timezone.now())
    more = [line(13)]
    services.take_in(more, impor=impor, by=provinsi.akun["admin_bkd"])
    services.give_up([*rows, *more], impor=impor, by=provinsi.akun["admin_bkd"])
    assert [bool(row.tolak) for row in (*rows, *more)] == [True, True, False]
    gone = Pegawai.objects.get(pk=more[0].objek)
    assert (gone.ditarik_pada is not None, gone.nrk) == (True, None)
    assert not RiwayatGolongan.objects.kini().filter(pegawai=gone).exists()
    assert not KeanggotaanUnit.objects.kini().filter(pegawai=gone).exists()


def test_slips_come_as_one_file_once_for_each_and_traced(provinsi):
    bring(provinsi, [line(11), contract(12)])
    batch = Penerimaan.objects.get()
    content, count = services.print_slips(batch.pk, by=provinsi.akun["admin_unit"], now=timezone.now())
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert (count, "Orang 11" in text, "Orang 12" in text) == (2, True, True)
    with pytest.raises(DomainError, match="sudah mendapat slip"):
        services.print_slips(batch.pk, by=provinsi.akun["admin_bkd"], now=timezone.now())
    act = Tindakan.objects.get(aksi="slip_penerimaan_dicetak")
    assert (act.pengguna_id, act.rincian) == (provinsi.akun["admin_unit"].pk, {"orang": 2})


def test_hr_of_another_unit_sees_nothing_of_it(provinsi):
    bring(provinsi, [line(11)])
    batch = Penerimaan.objects.get()
    other = provinsi.client("admin_unit_lain")
    assert other.get(f"/penerimaan/{batch.pk}/").status_code == 404
    assert "Impor" not in other.get("/penerimaan/").content.decode().split("<main")[1].split("Belum ada penerimaan")[0]
    mine = provinsi.client("admin_unit").get(f"/penerimaan/{batch.pk}/").content.decode()
    assert "Orang 11" in mine
    slip = provinsi.client("admin_unit").post(f"/penerimaan/{batch.pk}/slip/")
    assert (slip["Content-Type"], slip.content[:5]) == ("application/pdf", b"%PDF-")


def test_spmt_of_the_batch_as_one_file_and_one_for_each(provinsi):
    bring(provinsi, [line(11), contract(12)])
    job = services.start_spmt(Penerimaan.objects.get().pk, by=provinsi.akun["admin_unit"])
    assert run(job.pk)
    whole = job.daftar_berkas.order_by("pk").first()
    with storages["pribadi"].open(whole.nama_simpan) as file:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(file.read())).pages]
    assert len(pages) == 2
    assert all("KONSEP" in text and "sejak 1 Oktober 2026" in " ".join(text.split()) for text in pages)
