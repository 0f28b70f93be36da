"""What the tables refuse, the dry run says first: every check, and rows far apart in a file that take the same days."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db.models import CheckConstraint

from asn_portal.lembar.enums import StatusBaris as B
from asn_portal.lembar.models import BerkasImpor
from asn_portal.lembar.services import impor as services
from pegawai.enums import JenisPegawai
from pegawai.impor_riwayat import name_of
from pegawai.jenis_riwayat import all_jenis_riwayat
from pegawai.models import Pegawai, RiwayatKursus
from tests.conftest import Provinsi
from tests.factories.riwayat import all_entries
from tests.lembar.test_impor import done, send, states, wrong

pytestmark = pytest.mark.django_db
KURSUS = "NIP;Mulai;Selesai;Nama pelatihan;Jenis diklat"
RANK = "NIP;TMT;Nomor SK;Tanggal SK;Golongan"
# Check of a table -> kind, head, one wrong line, column, what is wanted.
CASES: dict[str, tuple[str, str, str, str, str]] = {
    "golongan_bulan": (
        "golongan", f"{RANK};masa_kerja_bulan", "{nip};01/04/2019;1;02/03/2019;III/a;12", "masa_kerja_bulan", "0 sampai 11",
    ),
    "kgb_isi": (
        "kgb", f"{RANK};Gaji pokok", "{nip};01/04/2019;1;02/03/2019;III/a;0", "gaji_pokok", "Gaji pokok 0 tidak mungkin",
    ),
    "perjanjian_berakhir": (
        "perjanjian", "NIP;Mulai;Sampai;Nomor perjanjian;Tanggal perjanjian", "{pppk};01/04/2024;;1;02/03/2024", "sampai",
        "belum diisi",
    ),
    "perjanjian_isi": (
        "perjanjian", "NIP;Mulai;Sampai;Nomor perjanjian;Tanggal perjanjian;Jam kerja seminggu",
        "{pppk};01/04/2024;31/03/2025;1;02/03/2024;61", "jam_per_minggu", "61 jam seminggu tidak mungkin",
    ),
    "angka_kredit_isi": (
        "angka-kredit", "NIP;mulai;Sampai;Nomor PAK;Tanggal PAK;Jabatan fungsional;Kredit total",
        "{nip};01/01/2024;31/12/2024;1;02/01/2025;Analis;-1", "kredit_total", "Tidak boleh kurang dari 0",
    ),
    "cltn_berakhir": (
        "cltn", "NIP;Mulai;Sampai;Nomor SK;Tanggal SK;jenis_cltn", "{nip};01/04/2024;;1;02/03/2024;CLTN", "sampai", "belum diisi",
    ),
    "jabatan_lama_isi": (
        "jabatan-lama", "NIP;Mulai;Sampai;Nomor SK;Tanggal SK;jabatan", "{nip};01/04/2010;31/03/2012;1;02/03/2010;", "jabatan", "belum diisi",
    ),
    "pmk_isi": (
        "pmk", "NIP;Bekerja mulai;Sampai;Nomor SK;Tanggal SK;pengalaman;masa_kerja_bulan",
        "{nip};01/04/2010;31/03/2012;1;02/03/2019;PT Contoh;12", "masa_kerja_bulan", "0 sampai 11",
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def entries(db: None) -> None:
    all_entries()


def table_checks() -> set[str]:
    """Checks of the tables of riwayat that a row could break by its values; lists are looked up entry by entry."""
    return {
        satu.name
        for jenis in all_jenis_riwayat()
        for satu in jenis.model._meta.constraints
        if isinstance(satu, CheckConstraint) and not satu.name.endswith("_daftar")
    }


class TestChecks:
    def test_every_check_of_the_tables_is_tried_here(self):
        assert table_checks() == set(CASES)

    @pytest.mark.parametrize("name", CASES)
    def test_dry_run_names_column_and_what_is_wanted(self, name: str, provinsi: Provinsi):
        jenis, head, line, kolom, pesan = CASES[name]
        pppk = provinsi.orang["rekan"]
        Pegawai.objects.filter(pk=pppk.pk).update(jenis=JenisPegawai.PPPK)
        text = line.format(nip=provinsi.orang["pegawai"].nip, pppk=pppk.nip)
        found = wrong(send(provinsi, f"riwayat-{jenis}", head, text))
        assert pesan in found.get(kolom, ""), found

    @pytest.mark.parametrize(
        ("medan", "nilai", "pesan"),
        [
            ("masaKerjaGolonganTahun", "-4", "-4 tidak mungkin"),
            ("masaKerjaGolonganTahun", "99999999", "tidak mungkin"),
            ("masaKerjaGolonganTahun", "NaN", "bukan angka"),
            ("jumlahKreditUtama", "1234567890", "1234567890 terlalu besar"),
            ("jumlahKreditUtama", "1.23456", "1,23456: paling banyak 3 angka"),
            ("jumlahKreditUtama", "Infinity", "bukan angka"),
        ],
    )
    def test_numbers_of_siasn_that_no_column_holds(self, provinsi, medan, nilai, pesan):
        row = {
            "golonganId": "31", "tmtGolongan": "01-04-2019", "skNomor": "1", "skTanggal": "02-03-2019",
            "nipBaru": provinsi.orang["pegawai"].nip, medan: nilai,
        }  # fmt: skip
        found = wrong(send(provinsi, "siasn", content=json.dumps([row]).encode()))
        assert pesan in found["isi"]
        assert medan in found["isi"]


def course(number: str, mulai: str, sampai: str, nama: str = "Pelatihan Satu") -> str:
    return f"{number};{mulai};{sampai};{nama};Diklat Teknis"


def messages(row: BerkasImpor) -> list[dict[str, Any]]:
    return list(row.daftar_baris.filter(status=B.SALAH).order_by("nomor").values_list("galat", flat=True))


class TestFarApart:
    def test_overlap_a_thousand_rows_later_is_seen_before_anything_is_written(self, provinsi):
        one = provinsi.orang["pegawai"]
        between = [course(one.nip, "01/02/2020", "03/02/2020", f"Pelatihan {n}") for n in range(services.CHECK)]
        lines = [course(one.nip, "01/02/2021", "10/02/2021"), *between, course(one.nrk, "10/02/2021", "12/02/2021")]
        row = send(provinsi, "riwayat-kursus", KURSUS, *lines)
        assert row.banyak(B.SALAH) == 1
        assert messages(row) == [
            {"mulai": "Masanya bertumpang tindih dengan baris 2 dalam berkas ini. Perbaiki tanggal salah satunya."}
        ]
        row = done(services.apply(row.pk, by=provinsi.akun["admin_bkd"]))
        assert row.banyak(B.DITOLAK) == 0
        assert RiwayatKursus.objects.kini().count() == services.CHECK + 1

    @pytest.mark.parametrize(
        ("later", "wanted"),
        [
            (("11/02/2021", "12/02/2021"), B.BENAR),
            (("10/02/2021", "12/02/2021"), B.SALAH),
            (("01/01/2021", "01/02/2021"), B.SALAH),
            (("03/02/2021", "04/02/2021"), B.SALAH),
        ],
    )
    def test_days_that_touch(self, provinsi, monkeypatch, later, wanted):
        monkeypatch.setattr(services, "CHECK", 1)
        one = provinsi.orang["pegawai"]
        first, second = course(one.nip, "01/02/2021", "10/02/2021"), course(one.nrk, *later)
        assert states(send(provinsi, "riwayat-kursus", KURSUS, first, second)) == [B.BENAR, wanted]

    def test_same_person_by_nip_and_by_nrk_on_one_day_of_a_chain(self, provinsi, monkeypatch):
        monkeypatch.setattr(services, "CHECK", 1)
        one, two = provinsi.orang["pegawai"], provinsi.orang["rekan"]
        lines = [f"{number};01/04/2019;1;02/03/2019;III/a" for number in (one.nip, two.nip, one.nrk)]
        row = send(provinsi, "riwayat-golongan", RANK, *lines)
        assert states(row) == [B.BENAR, B.BENAR, B.SALAH]
        assert "hal yang sama dengan baris 2" in messages(row)[0]["mulai"]

    def test_a_wrong_row_takes_nothing(self, provinsi, monkeypatch):
        monkeypatch.setattr(services, "CHECK", 1)
        one = provinsi.orang["pegawai"]
        bad = course(one.nip, "01/02/2021", "10/02/2021").replace("Diklat Teknis", "Tidak Ada")
        row = send(provinsi, "riwayat-kursus", KURSUS, bad, course(one.nrk, "01/02/2021", "12/02/2021"))
        assert states(row) == [B.SALAH, B.BENAR]

    def test_nothing_of_the_person_stands_in_the_clear(self, provinsi):
        one = provinsi.orang["pegawai"]
        row = send(provinsi, "riwayat-kursus", KURSUS, course(one.nip, "01/02/2021", "10/02/2021"))
        stored = row.daftar_baris.get()
        assert stored.pegangan
        assert str(one.pk) not in stored.pegangan
        assert set(stored.masa) == {"sandi"}

    def test_siasn_says_the_same_twice_in_two_places(self, provinsi, monkeypatch):
        monkeypatch.setattr(services, "CHECK", 1)
        one = provinsi.orang["pegawai"]
        shaped = {"golonganId": "31", "tmtGolongan": "01-04-2019", "skNomor": "1", "skTanggal": "02-03-2019"}
        content = [{"nipBaru": one.nip, "rw-golongan": [shaped, {**shaped, "skNomor": "2"}]}]
        row = send(provinsi, "siasn", content=json.dumps(content).encode())
        assert states(row) == [B.BENAR, B.SALAH]
        assert "hal yang sama dengan baris" in messages(row)[0]["isi"]


def test_every_kind_says_what_it_takes():
    from asn_portal.lembar.impor import find_impor

    for jenis in all_jenis_riwayat():
        found = find_impor(name_of(jenis))
        assert found is not None
        assert found.masa is not None, jenis.kunci
