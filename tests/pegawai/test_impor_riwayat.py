"""Each kind of riwayat as a table: resolved, checked, written once, put in its chain, taken back."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from asn_portal.core.models import Notifikasi, Pengguna, PesanKeluar, Tindakan, periode
from asn_portal.lembar.enums import StatusBaris as B
from asn_portal.lembar.impor import LEWAT_BILANGAN, all_impor, find_impor
from asn_portal.lembar.models import BarisImpor
from asn_portal.lembar.services import impor as services
from asn_portal.lembar.templat import build_template
from pegawai import periksa_riwayat
from pegawai.enums import SumberRiwayat
from pegawai.impor_riwayat import name_of
from pegawai.jenis_riwayat import all_jenis_riwayat, jenis_riwayat
from pegawai.models import (
    Pegawai,
    RiwayatGolongan,
    RiwayatKeluarga,
    RiwayatKursus,
    RiwayatPendidikan,
    RiwayatPindahInstansi,
)
from pegawai.services.identitas import set_nik
from pegawai.services.massal_riwayat import record_many
from pegawai.services.riwayat import correct_riwayat, withdraw_riwayat
from tests.conftest import Provinsi
from tests.factories.pegawai import make_person
from tests.factories.riwayat import all_entries, entry
from tests.lembar.test_impor import done, send, states, wrong

pytestmark = pytest.mark.django_db
GOLONGAN = "NIP;TMT;Nomor SK;Tanggal SK;Golongan;Jenis kenaikan pangkat;Masa kerja golongan, tahun"
KURSUS = "NIP;Mulai;Selesai;Nama pelatihan;Jenis diklat;Jam pelajaran (JP)"


@pytest.fixture(autouse=True)
def entries(db: None) -> None:
    all_entries()


def rank(person: Pegawai | str, tmt: str = "01/04/2019", golongan: str = "III/a", sk: str = "823/1") -> str:
    number = person if isinstance(person, str) else person.nip
    return f"{number};{tmt};{sk};02/03/2019;{golongan};Reguler;4"


def applied(p: Provinsi, jenis: str, *lines: str) -> Any:
    return done(services.apply(send(p, jenis, *lines).pk, by=p.akun["admin_bkd"]))


def chain(person: Pegawai) -> list[tuple[str, date, date | None]]:
    rows = RiwayatGolongan.objects.kini().filter(pegawai=person).order_by("berlaku")
    return [(row.golongan_id, row.mulai, row.sampai) for row in rows]


class TestKinds:
    def test_every_kind_of_the_register_can_be_brought_in(self):
        names = {jenis.nama for jenis in all_impor()}
        assert {name_of(jenis) for jenis in all_jenis_riwayat()} <= names
        assert len(all_jenis_riwayat()) == 19

    @pytest.mark.parametrize("jenis", all_jenis_riwayat(), ids=lambda jenis: jenis.kunci)
    def test_its_template_offers_its_lists_and_its_example_is_no_row(self, jenis, provinsi):
        kind = find_impor(name_of(jenis))
        assert kind is not None
        template = build_template(kind, by=Pengguna())
        book = load_workbook(template)
        columns = [kolom for kolom in kind.kolom if kolom.offered()]
        assert len(book["Data"].data_validations.dataValidation) == len(columns)
        assert book["Data"].max_row == 2
        book["Data"].append(["199002152015012999"])
        file = io.BytesIO()
        book.save(file)
        row = send(provinsi, kind.nama, content=file.getvalue())
        assert row.daftar_baris.count() == 1
        assert "Tidak ada pegawai dengan nomor ini" in wrong(row)["pegawai"]

    def test_cells_wait_encrypted_and_the_file_is_gone(self, provinsi, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            row = send(provinsi, "riwayat-golongan", GOLONGAN, rank(provinsi.orang["pegawai"]))
        stored = BarisImpor.objects.get(berkas=row)
        assert set(stored.sel) == {"sandi"}
        assert provinsi.orang["pegawai"].nip not in stored.kunci
        from django.core.files.storage import storages

        assert not storages["pribadi"].exists(row.nama_simpan)


class TestCheck:
    @pytest.mark.parametrize(
        ("old", "new", "kolom", "pesan"),
        [
            ("III/a", "V/x", "golongan", "Tidak ada di daftar golongan PNS"),
            ("III/a", "golongan_pppk", "golongan", "Tidak ada di daftar"),
            ("III/a", "IX", "golongan", "bukan golongan PNS"),
            ("01/04/2019", "01/04/1999", "mulai", "umurnya belum"),
            ("01/04/2019", "31/02/2019", "mulai", "Tanggal tidak terbaca"),
            ("01/04/2019", "01/04/2099", "mulai", "terlalu jauh di depan"),
            ("02/03/2019", "02/03/2199", "sk_tanggal", "belum tiba"),
            ("823/1", "", "sk_nomor", "Isi nomor SK"),
            (";4", ";empat", "masa_kerja_tahun", "Tulis angka"),
            (";4", ";4,5", "masa_kerja_tahun", "bilangan bulat"),
            (";4", ";77", "masa_kerja_tahun", "tidak mungkin"),
        ],
    )
    def test_each_wrong_cell_says_what_is_wanted(self, provinsi, old, new, kolom, pesan):
        line = rank(provinsi.orang["pegawai"]).replace(old, new, 1)
        assert pesan in wrong(send(provinsi, "riwayat-golongan", GOLONGAN, line))[kolom]

    def test_number_through_a_float_is_refused(self, provinsi):
        row = send(provinsi, "riwayat-golongan", GOLONGAN, rank("1,99002E+17"))
        assert wrong(row)["pegawai"] == LEWAT_BILANGAN

    @pytest.mark.parametrize("golongan", ["III/a", "iii/A", "31", "III/a (31)"])
    def test_entry_by_name_or_id(self, provinsi, golongan):
        line = rank(provinsi.orang["pegawai"], golongan=golongan)
        assert states(send(provinsi, "riwayat-golongan", GOLONGAN, line)) == [B.BENAR]

    def test_name_that_two_entries_have_asks_for_the_id(self, provinsi):
        from pegawai.models import Referensi

        Referensi.objects.create(kunci="pendidikan:lain", jenis="pendidikan", id_bkn="lain", nama="S-1 HUKUM")
        head = "NIP;Tanggal lulus;Pendidikan"
        line = f"{provinsi.orang['pegawai'].nip};01/08/2014;S-1 Hukum"
        assert "salah satu dari: " in wrong(send(provinsi, "riwayat-pendidikan", head, line))["pendidikan"]
        assert states(send(provinsi, "riwayat-pendidikan", head, line.replace("S-1 Hukum", "lain"))) == [B.BENAR]

    def test_person_by_nrk_nik_and_by_an_earlier_number(self, provinsi):
        from pegawai.models import NomorPegawai

        one, two = provinsi.orang["pegawai"], provinsi.orang["rekan"]
        set_nik(one, "3171015502900001", sah=True)
        NomorPegawai.objects.create(
            pegawai=two, jenis="nip", nomor="199002152012212001", berlaku=periode(date(2012, 1, 1), date(2014, 12, 31))
        )
        row = applied(
            provinsi, "riwayat-golongan", GOLONGAN, rank("3171015502900001"), rank(str(one.nrk), "01/04/2023", "III/b"),
            rank("199002152012212001"),
        )  # fmt: skip
        assert states(row) == [B.DITERAPKAN] * 3
        assert ([r[0] for r in chain(one)], len(chain(two))) == (["golongan_pns:31", "golongan_pns:32"], 1)

    def test_overlap_says_with_what(self, provinsi):
        person = provinsi.orang["pegawai"]
        first = f"{person.nip};01/02/2024;05/02/2024;Bimtek Contoh;Diklat Teknis;20"
        applied(provinsi, "riwayat-kursus", KURSUS, first)
        other = first.replace("01/02/2024", "03/02/2024").replace("05/02", "07/02")
        found = wrong(send(provinsi, "riwayat-kursus", KURSUS, other))["mulai"]
        assert "1 Februari 2024 sampai 5 Februari 2024" in found

    def test_row_with_another_content_names_what_is_recorded(self, provinsi):
        person = provinsi.orang["pegawai"]
        applied(provinsi, "riwayat-golongan", GOLONGAN, rank(person))
        found = wrong(send(provinsi, "riwayat-golongan", GOLONGAN, rank(person, sk="900/9")))
        assert "nomor SK 823/1" in found["sk_nomor"]

    def test_masked_kind_does_not_tell_what_is_recorded(self, provinsi):
        head = "NIP;Sejak (nikah atau lahir);Hubungan;Nama;Status anak;Pekerjaan"
        line = f"{provinsi.orang['pegawai'].nip};20/05/2015;Anak;Dewi Contoh;Anak kandung;Pelajar"
        applied(provinsi, "riwayat-keluarga", head, line)
        found = wrong(send(provinsi, "riwayat-keluarga", head, line.replace("Pelajar", "Dokter")))
        assert "pekerjaan berbeda" in found["pekerjaan"]
        assert "Pelajar" not in found["pekerjaan"]
        assert RiwayatKeluarga.objects.get().status_anak == "kandung"

    def test_nobody_imports_himself_and_only_the_province_imports(self, provinsi):
        mine = make_person("Pengelola", unit=provinsi.dinas_lain, with_account=False)
        mine.pengguna = provinsi.akun["admin_bkd"]
        mine.save(update_fields=["pengguna"])
        provinsi.akun["admin_bkd"].__dict__.pop("_akses", None)
        assert "Ini data Anda sendiri" in wrong(send(provinsi, "riwayat-golongan", GOLONGAN, rank(mine)))["pegawai"]
        with pytest.raises(PermissionDenied):
            send(provinsi, "riwayat-golongan", GOLONGAN, rank(mine), who="admin_unit")


class TestApply:
    def test_chain_is_closed_around_what_was_there(self, provinsi):
        person = provinsi.orang["pegawai"]
        RiwayatGolongan.objects.create(
            pegawai=person,
            golongan=entry("golongan_pns:32"),
            sumber=SumberRiwayat.SIASN,
            berlaku=periode(date(2021, 4, 1)),
        )
        rows = (rank(person, "01/04/2025", "III/c"), rank(person))
        row = applied(provinsi, "riwayat-golongan", GOLONGAN, *rows)
        assert states(row) == [B.DITERAPKAN] * 2
        assert chain(person) == [
            ("golongan_pns:31", date(2019, 4, 1), date(2021, 3, 31)),
            ("golongan_pns:32", date(2021, 4, 1), date(2025, 3, 31)),
            ("golongan_pns:33", date(2025, 4, 1), None),
        ]
        assert RiwayatGolongan.objects.kini().filter(sumber=SumberRiwayat.IMPOR).count() == 2

    def test_same_file_twice_changes_nothing(self, provinsi):
        person = provinsi.orang["pegawai"]
        lines = (rank(person), rank(person, "01/04/2023", "III/b"))
        applied(provinsi, "riwayat-golongan", GOLONGAN, *lines)
        count = RiwayatGolongan.objects.count()
        again = send(provinsi, "riwayat-golongan", GOLONGAN, *lines)
        assert (states(again), RiwayatGolongan.objects.count()) == ([B.SUDAH_ADA] * 2, count)

    def test_traced_at_each_row_and_told_once(self, provinsi):
        person = provinsi.orang["pegawai"]
        applied(provinsi, "riwayat-golongan", GOLONGAN, rank(person), rank(person, "01/04/2023", "III/b"))
        acts = Tindakan.objects.filter(aksi="riwayat_dicatat", subjek_id=person.pk)
        assert acts.count() == 2
        assert set(acts.values_list("objek_id", flat=True)) == {
            str(pk) for pk in RiwayatGolongan.objects.kini().values_list("pk", flat=True)
        }

    def test_told_once_however_many_sets_the_batch_has(self, provinsi, monkeypatch):
        person = provinsi.orang["pegawai"]
        Pengguna.objects.filter(pk=person.pengguna_id).update(email="pegawai@contoh.id")
        mails = PesanKeluar.objects.filter(pekerjaan="core.send_notice_mail")
        before = set(mails.values_list("pk", flat=True))
        monkeypatch.setattr(services, "WRITE", 1)
        row = applied(provinsi, "riwayat-golongan", GOLONGAN, rank(person), rank(person, "01/04/2023", "III/b"))
        notice = Notifikasi.objects.get(untuk=person.pengguna)
        assert notice.isi == "Baris riwayat yang dicatat di berkas Anda: 2 pangkat dan golongan."
        told = [mail.argumen for mail in mails.exclude(pk__in=before)]
        assert told.count([str(notice.pk)]) == 1
        done(services.take_back(row.pk, by=provinsi.akun["admin_bkd"], now=timezone.now()))
        assert sorted(Notifikasi.objects.filter(untuk=person.pengguna).values_list("isi", flat=True)) == [
            "Baris riwayat yang dicatat di berkas Anda: 2 pangkat dan golongan.",
            "Baris riwayat yang ditarik kembali di berkas Anda: 2 pangkat dan golongan.",
        ]

    def test_what_follows_is_filled_in(self, provinsi):
        person = provinsi.orang["pegawai"]
        line = f"{person.nip};01/08/2014;S-1 Hukum Pidana;ya"
        head = "NIP;Tanggal lulus;Pendidikan;Dipakai saat pengangkatan pertama"
        assert states(applied(provinsi, "riwayat-pendidikan", head, line)) == [B.DITERAPKAN]
        row = RiwayatPendidikan.objects.get(pegawai=person)
        assert (row.tingkat_id, row.tahun_lulus, row.pendidikan_pertama) == ("tingkat_pendidikan:40", 2014, True)

    def test_row_that_the_database_refuses_holds_up_no_other(self, provinsi, monkeypatch):
        monkeypatch.delitem(periksa_riwayat.OWN, "kgb")  # as if a rule of the table were unknown here
        one, two = provinsi.orang["pegawai"], provinsi.orang["rekan"]
        head = "NIP;TMT;Nomor SK;Tanggal SK;Golongan;Gaji pokok"
        lines = [f"{p.nip};01/04/2019;1;02/03/2019;III/a;{gaji}" for p, gaji in ((one, "0"), (two, "3.026.400"))]
        row = applied(provinsi, "riwayat-kgb", head, *lines)
        assert states(row) == [B.DITOLAK, B.DITERAPKAN]
        assert jenis_riwayat("kgb").model.objects.get().gaji_pokok == Decimal(3026400)

    def test_somebody_may_move_more_than_once(self, provinsi):
        person = provinsi.orang["pegawai"]
        head = "NIP;TMT;Nomor SK;Tanggal SK;Jenis pindah"
        lines = [f"{person.nip};{tmt};1;02/03/2019;Antarprovinsi" for tmt in ("01/04/2019", "01/04/2021")]
        assert states(applied(provinsi, "riwayat-pindah-instansi", head, *lines)) == [B.DITERAPKAN] * 2
        first = RiwayatPindahInstansi.objects.kini().order_by("berlaku")[0]
        assert first.sampai == date(2021, 3, 31)

    def test_as_many_queries_for_many_rows_as_for_few(self, provinsi):
        kind = find_impor("riwayat-golongan")
        assert kind is not None
        people = [make_person(f"Orang {n}", unit=provinsi.seksi, with_account=False) for n in range(12)]
        peta = {kolom: place for place, kolom in enumerate(("pegawai", "mulai", "sk_nomor", "sk_tanggal", "golongan"))}

        def count(some: list[Pegawai]) -> int:
            cells = [[p.nip, "01/04/2019", "1", "02/03/2019", "III/a"] for p in some]
            rows = [kind.read(n, line, peta) for n, line in enumerate(cells)]
            with CaptureQueriesContext(connection) as queries:
                kind.terapkan(rows, impor=provinsi.akar.pk, by=provinsi.akun["admin_bkd"])
            assert all(row.benar and not row.tolak for row in rows)
            return len(queries)

        count(people[:1])
        assert count(people[1:3]) == count(people[3:])


class TestTakeBack:
    def test_chain_is_as_before(self, provinsi):
        person, admin = provinsi.orang["pegawai"], provinsi.akun["admin_bkd"]
        RiwayatGolongan.objects.create(
            pegawai=person,
            golongan=entry("golongan_pns:32"),
            sumber=SumberRiwayat.SIASN,
            berlaku=periode(date(2021, 4, 1)),
        )
        before = chain(person)
        row = applied(
            provinsi, "riwayat-golongan", GOLONGAN, rank(person), rank(person, "01/04/2020", "III/a", "9"),
            rank(person, "01/04/2025", "III/c"),
        )  # fmt: skip
        assert len(chain(person)) == 4
        row = done(services.take_back(row.pk, by=admin, now=timezone.now()))
        assert (states(row), chain(person)) == ([B.DITARIK] * 3, before)

    def test_row_that_was_corrected_since_stays(self, provinsi):
        person, admin = provinsi.orang["pegawai"], provinsi.akun["admin_bkd"]
        row = applied(provinsi, "riwayat-golongan", GOLONGAN, rank(person), rank(person, "01/04/2023", "III/b"))
        first = RiwayatGolongan.objects.kini().get(pegawai=person, golongan_id="golongan_pns:31")
        correct_riwayat(
            first.pk, jenis_riwayat("golongan"), mulai=first.mulai, sampai=None, nilai={"sk_nomor": "823/77"},
            alasan="Salah ketik", by=admin,
        )  # fmt: skip
        row = done(services.take_back(row.pk, by=admin, now=timezone.now()))
        assert states(row) == [B.TETAP, B.DITARIK]
        assert chain(person) == [("golongan_pns:31", date(2019, 4, 1), None)]

    def test_the_only_row_of_a_chain_is_withdrawn(self, provinsi):
        person, admin = provinsi.orang["pegawai"], provinsi.akun["admin_bkd"]
        row = applied(provinsi, "riwayat-golongan", GOLONGAN, rank(person))
        done(services.take_back(row.pk, by=admin, now=timezone.now()))
        assert chain(person) == []
        applied(provinsi, "riwayat-golongan", GOLONGAN, rank(person))
        only = RiwayatGolongan.objects.kini().get(pegawai=person)
        withdraw_riwayat(only.pk, jenis_riwayat("golongan"), alasan="Keliru orang", by=admin)
        assert chain(person) == []

    def test_kursus_are_withdrawn(self, provinsi):
        person, admin = provinsi.orang["pegawai"], provinsi.akun["admin_bkd"]
        row = applied(provinsi, "riwayat-kursus", KURSUS, f"{person.nip};01/02/2024;05/02/2024;Bimtek;3;20")
        assert RiwayatKursus.objects.kini().get().jenis_diklat_id == "jenis_diklat:3"
        row = done(services.take_back(row.pk, by=admin, now=timezone.now()))
        assert (states(row), RiwayatKursus.objects.kini().count()) == ([B.DITARIK], 0)
        with pytest.raises(PermissionDenied):
            record_many(
                jenis_riwayat("kursus"), [], impor=row.pk, by=provinsi.akun["admin_unit"], sumber=SumberRiwayat.IMPOR
            )
