"""What people have once, and new people with their NIK, as tables: encrypted, compared by digest, taken back."""

from __future__ import annotations

import base64
import secrets
from datetime import date

import pytest
from django.utils import timezone

from asn_portal.core.models import Tindakan
from asn_portal.lembar.enums import StatusBaris as B
from asn_portal.lembar.impor import LEWAT_BILANGAN, find_impor
from asn_portal.lembar.models import BarisImpor
from asn_portal.lembar.sandi import unseal
from asn_portal.lembar.services import berkas_impor
from asn_portal.lembar.services import impor as services
from pegawai.models import DataKepegawaian, DataPribadi, KontakPegawai, Pegawai
from pegawai.services.identitas import set_nik
from pegawai.services.profil import change_once, read_secret
from pegawai.siapa_mengubah import sasaran_hr
from tests.factories.riwayat import all_entries
from tests.lembar.test_impor import NEW, PEOPLE, done, send, states, wrong
from tests.pegawai.test_impor_riwayat import applied

pytestmark = pytest.mark.django_db
KEUANGAN = "NIP;NPWP;Bank;Nomor rekening"
NPWP = "3171015502900001"
WITH_NIK = f"{PEOPLE};NIK"
NIK = "3171015502900002"
KUNCI_BARU = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


@pytest.fixture(autouse=True)
def entries(db: None) -> None:
    all_entries()


class TestOnce:
    def test_numbers_are_encrypted_and_traced(self, provinsi):
        person = provinsi.orang["pegawai"]
        row = applied(provinsi, "data-keuangan", KEUANGAN, f"{person.nip};{NPWP};Bank Contoh;12345678")
        data = DataPribadi.objects.get(pk=person.pk)
        assert (states(row), data.bank, read_secret(data, "npwp")) == ([B.DITERAPKAN], "Bank Contoh", NPWP)
        assert NPWP.encode() not in bytes(data.npwp_sandi)
        assert Tindakan.objects.filter(aksi="data_sekali_diubah", subjek_id=person.pk).count() == 1
        kept = BarisImpor.objects.get(berkas=row)
        assert NPWP not in f"{kept.sel}{kept.hasil}{kept.kunci}"

    def test_same_again_changes_nothing_and_empty_cells_neither(self, provinsi):
        person = provinsi.orang["pegawai"]
        line = f"{person.nip};{NPWP};Bank Contoh;12345678"
        applied(provinsi, "data-keuangan", KEUANGAN, line)
        assert states(send(provinsi, "data-keuangan", KEUANGAN, line)) == [B.SUDAH_ADA]
        applied(provinsi, "data-keuangan", KEUANGAN, f"{person.nip};;Bank Lain;")
        data = DataPribadi.objects.get(pk=person.pk)
        assert (data.bank, read_secret(data, "rekening")) == ("Bank Lain", "12345678")

    def test_number_of_somebody_else_in_the_database_and_in_the_file(self, provinsi):
        one, two, three = (provinsi.orang[name] for name in ("pegawai", "rekan", "orang_dinas_lain"))
        applied(provinsi, "data-keuangan", KEUANGAN, f"{one.nip};{NPWP};;")
        lines = (f"{two.nip};{NPWP};;", f"{two.nrk};;;55566677", f"{three.nip};;;55566677")
        row = send(provinsi, "data-keuangan", KEUANGAN, *lines)
        assert states(row) == [B.SALAH, B.BENAR, B.SALAH]
        assert "pegawai lain" in row.daftar_baris.get(nomor=2).galat["npwp"]

    @pytest.mark.parametrize(
        ("jenis", "head", "line", "kolom", "pesan"),
        [
            ("data-keuangan", "NIP;NPWP", "{nip};123", "npwp", "15 sampai 16 angka"),
            ("data-keuangan", "NIP;NPWP", "{nip};3,17E+15", "npwp", LEWAT_BILANGAN),
            ("data-kontak", "NIP;Kode pos", "{nip};101", "kode_pos", "5 angka"),
            ("data-kontak", "NIP;Surel pribadi", "{nip};bukan surel", "surel_pribadi", "nama@contoh.id"),
            ("data-kontak", "NIP;Kode pos", "{nip};", "pegawai", "Belum ada yang diisi"),
            ("data-pribadi", "NIP;Agama", "{nip};Tak Ada", "agama", "Tidak ada di daftar agama"),
            ("data-kepegawaian", "NIP;TMT CPNS atau PPPK;TMT PNS", "{nip};01/01/2016;01/01/2015", "tmt_pns", "sebelum TMT CPNS"),
            ("data-kepegawaian", "NIP;TMT CPNS atau PPPK", "{nip};01/01/1985", "tmt_cpns", "sebelum tanggal lahirnya"),
        ],
    )  # fmt: skip
    def test_each_wrong_cell_says_what_is_wanted(self, provinsi, jenis, head, line, kolom, pesan):
        row = send(provinsi, jenis, head, line.format(nip=provinsi.orang["pegawai"].nip))
        assert pesan in wrong(row)[kolom]

    def test_entries_and_dates_are_written(self, provinsi):
        person = provinsi.orang["pegawai"]
        applied(provinsi, "data-pribadi", "NIP;Agama;Status perkawinan", f"{person.nip};islam;1")
        applied(provinsi, "data-kepegawaian", "NIP;TMT CPNS atau PPPK", f"{person.nip};01/01/2015")
        assert DataPribadi.objects.get(pk=person.pk).agama_id == "agama:1"
        assert DataKepegawaian.objects.get(pk=person.pk).tmt_cpns == date(2015, 1, 1)

    def test_taken_back_unless_it_was_changed_since(self, provinsi):
        one, two, admin = provinsi.orang["pegawai"], provinsi.orang["rekan"], provinsi.akun["admin_bkd"]
        applied(provinsi, "data-keuangan", KEUANGAN, f"{one.nip};{NPWP};Bank Lama;")
        row = applied(
            provinsi, "data-keuangan", KEUANGAN, f"{one.nip};317101550290000;Bank Baru;", f"{two.nip};;Bank Baru;"
        )
        target = sasaran_hr("keuangan")
        assert target is not None
        change_once(two.pk, target, isi={"bank": "Bank Sendiri"}, alasan="Perbaikan", by=admin)
        row = done(services.take_back(row.pk, by=admin, now=timezone.now()))
        data = DataPribadi.objects.get(pk=one.pk)
        assert (states(row), data.bank, read_secret(data, "npwp")) == ([B.DITARIK, B.TETAP], "Bank Lama", NPWP)

    def test_contact_of_many_in_one_go(self, provinsi):
        people = [provinsi.orang[name] for name in ("pegawai", "rekan")]
        lines = [f"{person.nip};Jalan Contoh {n}" for n, person in enumerate(people)]
        applied(provinsi, "data-kontak", "NIP;Alamat menurut KTP", *lines)
        assert KontakPegawai.objects.get(pk=people[1].pk).alamat == "Jalan Contoh 1"

    def test_sealed_rows_follow_a_change_of_keys(self, provinsi, settings):
        row = applied(provinsi, "data-keuangan", KEUANGAN, f"{provinsi.orang['pegawai'].nip};{NPWP};;")
        before = row.daftar_baris.get()
        settings.KUNCI_SANDI = f"{KUNCI_BARU},{settings.KUNCI_SANDI}"
        assert berkas_impor._rotate() == 1
        after = row.daftar_baris.get()
        assert (unseal(after.sel), unseal(after.hasil)) == (unseal(before.sel), unseal(before.hasil))
        assert after.sel != before.sel
        assert berkas_impor._rotate() == 0


class TestNewPeople:
    def test_nik_is_stored_encrypted_with_its_check(self, provinsi):
        applied(provinsi, "pegawai-baru", WITH_NIK, f"{NEW};{NIK}")
        person = Pegawai.objects.get(nip=NEW.split(";")[0])
        assert (person.nik_sah, NIK.encode() in bytes(person.nik_sandi)) == (True, False)

    def test_duplicates_are_named(self, provinsi):
        set_nik(provinsi.orang["pegawai"], NIK, sah=True)
        other = NEW.replace("2777", "2778").replace("180001", "180002")
        assert "NIK ini sudah tercatat" in wrong(send(provinsi, "pegawai-baru", WITH_NIK, f"{NEW};{NIK}"))["nik"]
        row = send(provinsi, "pegawai-baru", WITH_NIK, f"{NEW};{NPWP}", f"{other};{NPWP}")
        assert "baris 2" in wrong(row)["nik"]
        row = send(provinsi, "pegawai-baru", PEOPLE, NEW, other.replace("180002", "180001"))
        assert "baris 2" in wrong(row)["nrk"]
        row = send(provinsi, "pegawai-baru", PEOPLE, NEW, NEW.replace("180001", "180002"))
        assert "baris 2" in wrong(row)["nip"]

    @pytest.mark.parametrize(
        ("old", "new", "kolom", "pesan"),
        [
            (";01/12/2026;", ";01/12/1999;", "mulai", "umurnya belum"),
            (";01/12/2026;", ";01/12/2066;", "mulai", "terlalu jauh di depan"),
            ("15/02/1990", "30/02/1990", "tanggal_lahir", "Tanggal tidak terbaca"),
            ("199002152015012777", "1,99002E+17", "nip", LEWAT_BILANGAN),
            ("199002152015012777", "199013152015012777", "nip", "bukan tanggal lahir"),
        ],
    )
    def test_impossible_dates_and_numbers(self, provinsi, old, new, kolom, pesan):
        assert pesan in wrong(send(provinsi, "pegawai-baru", PEOPLE, NEW.replace(old, new)))[kolom]

    def test_unreadable_nik_is_refused(self, provinsi):
        assert "nik" in wrong(send(provinsi, "pegawai-baru", WITH_NIK, f"{NEW};3171019902900002"))

    def test_taken_back_person_frees_the_nik(self, provinsi):
        row = applied(provinsi, "pegawai-baru", WITH_NIK, f"{NEW};{NIK}")
        done(services.take_back(row.pk, by=provinsi.akun["admin_bkd"], now=timezone.now()))
        assert states(send(provinsi, "pegawai-baru", WITH_NIK, f"{NEW};{NIK}")) == [B.BENAR]

    def test_every_kind_with_numbers_of_persons_is_sealed(self):
        for nama in ("pegawai-baru", "data-keuangan", "riwayat-keluarga"):
            kind = find_impor(nama)
            assert kind is not None
            assert kind.rahasia
