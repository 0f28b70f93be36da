"""The file of a person: rows as of any day, corrections that overwrite nothing, and who sees which part."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import JejakAudit, Notifikasi, Tindakan, periode
from asn_portal.core.services.kunci import rotate_keys
from pegawai.enums import TingkatHukuman
from pegawai.jenis_riwayat import JenisRiwayat, all_jenis_riwayat, jenis_riwayat
from pegawai.models import (
    DataPribadi,
    Pegawai,
    RiwayatGolongan,
)
from pegawai.periksa_riwayat import Orangnya, check_row
from pegawai.selectors.riwayat import rows_of, versions_of
from pegawai.services.profil import mask_secret, put_secret, read_secret
from pegawai.services.riwayat import correct_riwayat, record_riwayat, withdraw_riwayat
from tests.conftest import Provinsi
from tests.factories.riwayat import all_entries, entry

pytestmark = pytest.mark.django_db
HARI = date(2026, 11, 21)


def kind(kunci: str) -> JenisRiwayat:
    found = jenis_riwayat(kunci)
    assert found is not None
    return found


GOLONGAN = kind("golongan")


@pytest.fixture(autouse=True)
def entries(db):
    all_entries()


def rank(p: Provinsi, golongan: str, mulai: date, **values: Any) -> Any:
    nilai = {"golongan": entry(f"golongan_pns:{golongan}"), "sk_nomor": f"SK-{golongan}", "sk_tanggal": mulai} | values
    return record_riwayat(
        p.orang["pegawai"].pk, GOLONGAN, mulai=mulai, sampai=None, nilai=nilai, by=p.akun["admin_bkd"]
    )


def chain(pegawai: Pegawai) -> list[tuple[str, date, date | None]]:
    rows = RiwayatGolongan.objects.kini().filter(pegawai=pegawai).order_by("berlaku")
    return [(row.golongan_id.split(":")[1], row.mulai, row.sampai) for row in rows]


class TestChain:
    def test_a_row_lasts_until_the_next_whatever_the_order_of_recording(self, provinsi):
        rank(provinsi, "33", date(2023, 4, 1))
        rank(provinsi, "31", date(2015, 3, 1))
        rank(provinsi, "32", date(2019, 4, 1))
        assert chain(provinsi.orang["pegawai"]) == [
            ("31", date(2015, 3, 1), date(2019, 3, 31)),
            ("32", date(2019, 4, 1), date(2023, 3, 31)),
            ("33", date(2023, 4, 1), None),
        ]

    def test_a_corrected_tmt_moves_the_end_of_the_row_before_and_nothing_is_lost(self, provinsi):
        first, second = rank(provinsi, "31", date(2015, 3, 1)), rank(provinsi, "32", date(2019, 4, 1))
        before = timezone.now()
        correct_riwayat(
            second.pk,
            GOLONGAN,
            mulai=date(2020, 4, 1),
            sampai=None,
            nilai={},
            alasan="SK asli terbaca",
            by=provinsi.akun["admin_bkd"],
        )
        person = provinsi.orang["pegawai"]
        assert chain(person) == [("31", date(2015, 3, 1), date(2020, 3, 31)), ("32", date(2020, 4, 1), None)]
        known = rows_of(person.pk, [GOLONGAN], saat=before)["golongan"]
        assert [(row.golongan.nama, row.mulai) for row in known] == [
            ("III/b", date(2019, 4, 1)),
            ("III/a", first.mulai),
        ]
        newest = RiwayatGolongan.objects.kini().get(pegawai=person, golongan_id="golongan_pns:32")
        assert [row.pk for row in versions_of(newest)] == [second.pk, newest.pk]
        assert newest.sk_nomor == "SK-32"

    def test_a_withdrawn_row_leaves_no_gap(self, provinsi):
        rank(provinsi, "31", date(2015, 3, 1))
        wrong = rank(provinsi, "32", date(2019, 4, 1))
        withdraw_riwayat(wrong.pk, GOLONGAN, alasan="Milik orang lain", by=provinsi.akun["admin_bkd"])
        assert chain(provinsi.orang["pegawai"]) == [("31", date(2015, 3, 1), None)]
        act = Tindakan.objects.get(aksi="riwayat_ditarik")
        assert (act.alasan, act.subjek_id) == ("Milik orang lain", provinsi.orang["pegawai"].pk)

    def test_two_rows_of_one_day_are_refused_in_a_sentence(self, provinsi):
        rank(provinsi, "31", date(2015, 3, 1))
        with pytest.raises(DomainError) as refused:
            rank(provinsi, "32", date(2015, 3, 1))
        assert refused.value.pesan.startswith("Pangkat dan golongan lain sudah tercatat mulai 1 Maret 2015.")

    def test_the_database_itself_forbids_two_ranks_at_once(self, provinsi):
        rank(provinsi, "31", date(2015, 3, 1))
        with pytest.raises(IntegrityError), transaction.atomic():
            RiwayatGolongan.objects.create(
                pegawai=provinsi.orang["pegawai"], golongan=entry("golongan_pns:32"), berlaku=periode(HARI), sumber="hr"
            )

    def test_a_row_corrected_meanwhile_is_not_corrected_again(self, provinsi):
        row = rank(provinsi, "31", date(2015, 3, 1))
        values: dict[str, Any] = {
            "mulai": date(2015, 4, 1),
            "sampai": None,
            "nilai": {},
            "alasan": "x",
            "by": provinsi.akun["admin_bkd"],
        }
        correct_riwayat(row.pk, GOLONGAN, **values)
        with pytest.raises(TransitionError):
            correct_riwayat(row.pk, GOLONGAN, **values)

    def test_rows_are_never_overwritten_or_deleted(self, provinsi):
        row = rank(provinsi, "31", date(2015, 3, 1))
        for statement in (
            "UPDATE pegawai_riwayatgolongan SET sk_nomor = 'x' WHERE id = %s",
            "DELETE FROM pegawai_riwayatgolongan WHERE id = %s",
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, [row.pk])

    def test_a_column_takes_entries_of_its_own_list_only(self, provinsi):
        with pytest.raises(IntegrityError), transaction.atomic():
            RiwayatGolongan.objects.create(
                pegawai=provinsi.orang["rekan"],
                golongan=entry("kedudukan_hukum:01"),
                berlaku=periode(HARI),
                sumber="hr",
            )

    def test_the_person_is_told_and_the_trace_says_who(self, provinsi):
        rank(provinsi, "31", date(2015, 3, 1))
        told = Notifikasi.objects.get(untuk=provinsi.akun["pegawai"])
        assert told.judul == "Riwayat pangkat dan golongan Anda dicatat"
        assert Tindakan.objects.get(aksi="riwayat_dicatat").pengguna == provinsi.akun["admin_bkd"]


class TestAsOf:
    def test_a_day_shows_what_had_begun_and_a_moment_what_was_known(self, provinsi):
        rank(provinsi, "31", date(2015, 3, 1))
        rank(provinsi, "32", date(2019, 4, 1))
        person = provinsi.orang["pegawai"]
        assert [row.golongan.nama for row in rows_of(person.pk, [GOLONGAN], hari=date(2018, 1, 1))["golongan"]] == [
            "III/a"
        ]
        assert rows_of(person.pk, [GOLONGAN], saat=timezone.now() - timedelta(days=1))["golongan"] == []

    def test_rows_read_in_one_question_are_as_the_orm_reads_them(self, provinsi):
        row = rank(provinsi, "31", date(2015, 3, 1), kredit_utama=Decimal("12.500"))
        found = rows_of(row.pegawai_id, all_jenis_riwayat())["golongan"][0]
        plain = RiwayatGolongan.objects.get(pk=row.pk)
        for field in RiwayatGolongan._meta.concrete_fields:
            assert getattr(found, field.attname) == getattr(plain, field.attname), field.name

    def test_all_kinds_take_one_question(self, provinsi, django_assert_num_queries):
        rank(provinsi, "31", date(2015, 3, 1))
        with django_assert_num_queries(1):
            rows_of(provinsi.orang["pegawai"].pk, all_jenis_riwayat())


class TestRules:
    @pytest.mark.parametrize(
        ("kunci", "nilai", "mulai", "sampai", "field"),
        [
            ("golongan", {}, date(1999, 1, 1), None, "mulai"),
            ("golongan", {}, date(2040, 1, 1), None, "mulai"),
            ("golongan", {"sk_tanggal": date(2026, 12, 1)}, date(2026, 10, 1), None, "sk_tanggal"),
            ("golongan", {"masa_kerja_bulan": 12}, date(2020, 4, 1), None, "masa_kerja_bulan"),
            ("kursus", {}, date(2026, 3, 10), date(2026, 3, 1), "sampai"),
            ("perjanjian", {}, date(2024, 1, 1), date(2025, 1, 1), "mulai"),
            ("pendidikan", {"tahun_lulus": 2001}, date(2012, 8, 1), None, "tahun_lulus"),
            ("sertifikasi", {"jenis": "str"}, date(2024, 1, 1), date(2029, 1, 1), "sampai"),
            ("sertifikasi", {"jenis": "sip"}, date(2024, 1, 1), None, "sampai"),
            ("sertifikasi", {"jenis": "sip"}, date(2024, 1, 1), date(2031, 1, 1), "sampai"),
            ("keluarga", {"hubungan": "anak", "status_anak": "kandung", "tanggal_lahir": date(1980, 1, 1)}, date(2020, 1, 1), None, "tanggal_lahir"),
            ("keluarga", {"hubungan": "ibu", "tanggal_lahir": date(1990, 1, 1)}, date(1990, 2, 15), None, "tanggal_lahir"),
            ("keluarga", {"hubungan": "anak"}, date(2020, 1, 1), None, "status_anak"),
            ("pmk", {}, date(2010, 1, 1), date(2012, 1, 1), "masa_kerja_tahun"),
            ("penghargaan", {}, date(2027, 1, 1), None, "mulai"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_is_said_at_its_field(self, kunci, nilai, mulai, sampai, field):
        orang = Orangnya(date(1990, 2, 15), "pns")
        found = check_row(kind(kunci), nilai, mulai=mulai, sampai=sampai, orang=orang, hari_ini=HARI)
        assert field in found
        assert found[field].endswith(".")

    @pytest.mark.parametrize(
        ("kunci", "jenis", "nilai", "mulai", "sampai", "salah"),
        [
            ("perjanjian", "pppk", {}, date(2025, 1, 31), date(2030, 1, 30), False),
            ("perjanjian", "pppk", {}, date(2025, 1, 31), date(2030, 1, 31), True),
            ("perjanjian", "pppk_paruh_waktu", {}, date(2025, 10, 1), date(2026, 9, 30), False),
            ("perjanjian", "pppk_paruh_waktu", {}, date(2025, 10, 1), date(2026, 10, 1), True),
            ("sertifikasi", "pns", {"jenis": "sip"}, date(2024, 5, 31), date(2029, 5, 31), False),
            ("sertifikasi", "pns", {"jenis": "sip"}, date(2024, 5, 31), date(2029, 6, 1), True),
            ("sertifikasi", "pns", {"jenis": "str"}, date(2022, 5, 31), date(2027, 5, 31), False),
            ("sertifikasi", "pns", {"jenis": "str"}, date(2022, 5, 31), None, True),
            ("sertifikasi", "pns", {"jenis": "str"}, date(2023, 8, 8), None, False),
        ],
    )
    def test_the_last_day_the_law_allows_is_allowed(self, kunci, jenis, nilai, mulai, sampai, salah):
        orang = Orangnya(date(1990, 2, 15), jenis)
        found = check_row(kind(kunci), nilai, mulai=mulai, sampai=sampai, orang=orang, hari_ini=HARI)
        assert ("sampai" in found) is salah

    def test_a_golongan_of_pppk_is_none_of_a_pns(self):
        orang = Orangnya(date(1990, 2, 15), "pns")
        nilai = {"golongan": entry("golongan_pppk:IX")}
        found = check_row(GOLONGAN, nilai, mulai=HARI, sampai=None, orang=orang, hari_ini=HARI)
        assert "bukan golongan PNS" in found["golongan"]

    def test_the_level_of_a_sanction_is_that_of_bkns_list(self):
        orang = Orangnya(date(1990, 2, 15), "pns")
        nilai = {"jenis_hukuman": entry("jenis_hukuman:2"), "tingkat": TingkatHukuman.BERAT.value}
        found = check_row(kind("hukuman"), nilai, mulai=HARI, sampai=None, orang=orang, hari_ini=HARI)
        assert found == {"tingkat": "Hukuman ini tergolong ringan menurut daftar BKN."}


class TestSecrets:
    def test_npwp_and_account_are_encrypted_unique_and_rotate(self, provinsi):
        data = DataPribadi(pegawai=provinsi.orang["pegawai"])
        put_secret(data, "npwp", "3171011502900001")
        put_secret(data, "rekening", "12345678901")
        data.save()
        assert b"3171011502900001" not in bytes(data.npwp_sandi)
        assert (read_secret(data, "npwp"), mask_secret(data, "npwp")) == ("3171011502900001", "3171 •••• ••01")
        other = DataPribadi(pegawai=provinsi.orang["rekan"])
        with pytest.raises(DomainError, match="sudah tercatat"):
            put_secret(other, "npwp", "3171011502900001")
        assert rotate_keys()["pegawai.DataPribadi.npwp"] == 0
        trace = JejakAudit.objects.get(tabel="pegawai_datapribadi")
        assert trace.perubahan["npwp_sandi"] == [None, "***"]
