"""The file of a person: rows as of any day, corrections that overwrite nothing, and who sees which part."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import AksesData, JejakAudit, Notifikasi, Tindakan, periode
from asn_portal.core.services.kunci import rotate_keys
from pegawai.enums import HubunganKeluarga, SumberRiwayat, TingkatHukuman
from pegawai.jenis_riwayat import JenisRiwayat, all_jenis_riwayat, jenis_riwayat
from pegawai.models import (
    DataPribadi,
    Pegawai,
    RiwayatGolongan,
    RiwayatHukuman,
    RiwayatKeluarga,
    RiwayatPendidikan,
)
from pegawai.periksa_riwayat import Orangnya, check_row
from pegawai.selectors.riwayat import rows_of, versions_of
from pegawai.services.profil import mask_secret, put_secret, read_secret
from pegawai.services.riwayat import correct_riwayat, record_riwayat, withdraw_riwayat
from tests.conftest import Provinsi, login
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


def page(p: Provinsi, who: str, **query: str) -> Any:
    return login(p.akun[who]).get(reverse("pegawai:berkas", args=[p.orang["pegawai"].pk]), query)


class TestPages:
    @pytest.fixture(autouse=True)
    def file(self, provinsi):
        person = provinsi.orang["pegawai"]
        rank(provinsi, "31", date(2015, 3, 1))
        common: dict[str, Any] = {"pegawai": person, "sumber": SumberRiwayat.HR}
        RiwayatKeluarga.objects.create(
            hubungan=HubunganKeluarga.ANAK, nama="Bintang Kecil", berlaku=periode(date(2018, 5, 1)), **common
        )
        RiwayatHukuman.objects.create(
            jenis_hukuman=entry("jenis_hukuman:2"), tingkat=TingkatHukuman.RINGAN, alasan="Alasan rahasia",
            berlaku=periode(date(2022, 5, 1)), **common,
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("who", "tabs"),
        [
            ("pegawai", {"lini", "data", "karier", "masa-kerja", "pendidikan", "penghargaan", "keluarga", "disiplin", "pribadi"}),
            ("atasan", {"lini", "data", "karier", "masa-kerja", "pendidikan", "penghargaan"}),
            ("admin_unit", {"lini", "data", "karier", "masa-kerja", "pendidikan", "penghargaan", "keluarga", "disiplin", "pribadi"}),
            ("auditor", {"lini", "data", "karier", "masa-kerja", "pendidikan", "penghargaan", "keluarga", "disiplin", "pribadi"}),
            ("admin_bkd", {"lini", "data", "karier", "masa-kerja", "pendidikan", "penghargaan", "keluarga", "disiplin", "pribadi"}),
        ],
    )  # fmt: skip
    def test_everybody_sees_the_own_part(self, provinsi, who, tabs):
        text = page(provinsi, who).text
        assert set(re.findall(r"bagian=([\w-]+)\"", text)) == tabs
        assert "III/a, Penata Muda" in text
        assert "Bintang Kecil" not in text
        assert "Alasan rahasia" not in text

    def test_colleagues_and_other_units_see_no_file(self, provinsi):
        assert page(provinsi, "rekan").status_code == 403
        assert page(provinsi, "admin_unit_lain").status_code == 403
        assert page(provinsi, "admin_instansi_lain").status_code == 404

    def test_own_discipline_is_shown_that_of_others_masked(self, provinsi):
        assert "TEGURAN TERTULIS" in page(provinsi, "pegawai", bagian="disiplin").text
        for who in ("admin_unit", "admin_bkd", "auditor"):
            text = page(provinsi, who, bagian="disiplin").text
            assert "TEGURAN" not in text
            assert "1 baris, disamarkan" in text

    def test_opening_needs_a_reason_once_and_its_owner_sees_it(self, provinsi):
        client, person = login(provinsi.akun["admin_unit"]), provinsi.orang["pegawai"]
        where = reverse("pegawai:berkas_buka", args=[person.pk, "keluarga"])
        assert client.post(where, {"tujuan": ""}).status_code == 422
        opened = client.post(where, {"tujuan": "Pemutakhiran tunjangan"})
        assert "Bintang Kecil" in opened.text
        row = AksesData.objects.get(subjek_id=person.pk)
        assert (row.kelompok, row.tujuan) == ("Keluarga", "Pemutakhiran tunjangan")

    def test_a_masked_row_has_no_page_before_it_was_opened(self, provinsi):
        person = provinsi.orang["pegawai"]
        row = RiwayatKeluarga.objects.get(pegawai=person)
        where = reverse("pegawai:riwayat_detail", args=[person.pk, "keluarga", row.pk])
        client = login(provinsi.akun["admin_bkd"])
        assert client.get(where).status_code == 302
        client.post(reverse("pegawai:berkas_buka", args=[person.pk, "keluarga"]), {"tujuan": "Pemutakhiran"})
        assert "Bintang Kecil" in client.get(where).text
        assert AksesData.objects.filter(subjek_id=person.pk).count() == 2
        assert "Bintang Kecil" in login(provinsi.akun["pegawai"]).get(where).text

    def test_auditors_open_nothing_without_a_letter(self, provinsi):
        client = login(provinsi.akun["auditor"])
        where = reverse("pegawai:berkas_buka", args=[provinsi.orang["pegawai"].pk, "disiplin"])
        assert client.post(where, {"tujuan": "x"}).status_code == 403

    def test_the_page_of_a_day_and_of_what_was_known(self, provinsi):
        assert "III/a" not in page(provinsi, "pegawai", pada="01/01/2014").text
        assert "III/a" in page(provinsi, "pegawai", pada="01/01/2016").text
        assert "III/a" not in page(provinsi, "pegawai", diketahui="01/01/2020").text
        assert page(provinsi, "pegawai", bagian="tidak-ada").status_code == 404

    # Session, account, roles (derived, assigned), the person with what is reached, the rows, the frame; one spare for examinations.
    QUESTIONS = 8

    @pytest.mark.parametrize("who", ["pegawai", "atasan", "admin_unit", "admin_bkd", "auditor"])
    def test_every_tab_asks_eight_questions_at_most(self, provinsi, who, django_assert_max_num_queries):
        person = provinsi.orang["pegawai"]
        DataPribadi.objects.create(pegawai=person, agama=entry("agama:1"), kawin=entry("kawin:1"))
        client, where = login(provinsi.akun[who]), reverse("pegawai:berkas", args=[person.pk])
        tabs = set(re.findall(r"bagian=([\w-]+)\"", client.get(where).text))
        assert len(tabs) > 5
        for rows in range(2):
            if rows:
                self._more_rows(person)
            for bagian in tabs:
                with django_assert_max_num_queries(self.QUESTIONS):
                    assert client.get(where, {"bagian": bagian}).status_code == 200

    @pytest.mark.parametrize("who", ["pegawai", "atasan", "admin_unit", "admin_bkd", "auditor"])
    def test_the_profile_asks_eight_questions_at_most(self, provinsi, who, django_assert_max_num_queries):
        client = login(provinsi.akun[who])
        where = reverse("pegawai:pegawai_detail", args=[provinsi.orang["pegawai"].pk])
        client.get(where)
        with django_assert_max_num_queries(self.QUESTIONS):
            assert client.get(where).status_code == 200

    def _more_rows(self, person):
        for number in range(4):
            day = date(2001 + number, 1, 1)
            RiwayatPendidikan.objects.create(
                pegawai=person, pendidikan=entry("pendidikan:s1hukum"), tingkat=entry("tingkat_pendidikan:40"), sumber="hr",
                berlaku=periode(day, date(2001 + number, 2, 1)),
            )  # fmt: skip
            RiwayatKeluarga.objects.create(
                pegawai=person,
                hubungan=HubunganKeluarga.ANAK,
                nama=f"Anak {number}",
                berlaku=periode(day),
                sumber=SumberRiwayat.HR,
            )

    def test_rows_carry_the_entries_they_name(self, provinsi, django_assert_num_queries):
        person = provinsi.orang["pegawai"]
        self._more_rows(person)
        with django_assert_num_queries(1):
            degrees = rows_of(person.pk, [kind("pendidikan"), GOLONGAN])["pendidikan"]
            assert {(row.pendidikan.nama, row.tingkat.nama) for row in degrees} == {("S-1 HUKUM", "S-1/Sarjana")}
            assert degrees[0].pendidikan.induk_id == "tingkat_pendidikan:40"

    def test_hr_adds_and_corrects_by_form(self, provinsi):
        client, person = login(provinsi.akun["admin_bkd"]), provinsi.orang["pegawai"]
        where = reverse("pegawai:riwayat_add", args=[person.pk, "pendidikan"])
        data = {"mulai": "15/08/2012", "pendidikan": "hukum", "nama_sekolah": "Universitas Contoh"}
        refused = client.post(where, data)
        assert refused.status_code == 422
        assert "Pilih salah satu" in refused.text
        assert 'value="pendidikan:s1hukumpidana"' in refused.text
        assert client.post(where, data | {"pendidikan_pilih": "pendidikan:s1hukumpidana"}).status_code == 302
        row = RiwayatPendidikan.objects.get(pegawai=person)
        assert (row.tingkat_id, row.tahun_lulus, row.sumber) == ("tingkat_pendidikan:40", 2012, "hr")
        change = reverse("pegawai:riwayat_change", args=[person.pk, "pendidikan", row.pk])
        assert "S-1 HUKUM PIDANA" in client.get(change).text
        data |= {
            "pendidikan": "S-1 HUKUM",
            "pendidikan_pilih": "pendidikan:s1hukum",
            "nama_sekolah": "Universitas Lain",
            "alasan": "Ijazah asli",
        }
        assert client.post(change, data).status_code == 302
        newest = RiwayatPendidikan.objects.kini().get(pegawai=person)
        assert (newest.pendidikan_id, newest.menggantikan_id) == ("pendidikan:s1hukum", row.pk)
        shown = client.get(reverse("pegawai:riwayat_detail", args=[person.pk, "pendidikan", row.pk])).text
        assert "Buka yang terbaru" in shown

    def test_hr_puts_right_what_a_person_has_once(self, provinsi):
        client, person = login(provinsi.akun["admin_bkd"]), provinsi.orang["pegawai"]
        where = reverse("pegawai:sekali_change", args=[person.pk, "kepegawaian"])
        refused = client.post(where, {"tmt_cpns": "01/03/2015", "tmt_pns": "01/03/2014", "alasan": "x"})
        assert (refused.status_code, "TMT PNS tidak mungkin sebelum" in refused.text) == (422, True)
        data = {"tmt_cpns": "01/03/2015", "tmt_pns": "01/03/2016", "alasan": "SK asli"}
        assert client.post(where, data).status_code == 302
        assert (person.kepegawaian.tmt_cpns, person.kepegawaian.tmt_pns) == (date(2015, 3, 1), date(2016, 3, 1))
        assert Tindakan.objects.get(aksi="data_sekali_diubah").alasan == "SK asli"
        private = reverse("pegawai:sekali_change", args=[person.pk, "keuangan"])
        assert client.get(private).status_code == 302  # asks for the reason first
        client.post(reverse("pegawai:berkas_buka", args=[person.pk, "pribadi"]), {"tujuan": "Pemutakhiran"})
        saved = client.post(private, {"npwp": "3171011502900001", "alasan": "x"})
        assert saved.status_code == 302, saved.context["form"].errors
        assert mask_secret(DataPribadi.objects.get(), "npwp") == "3171 •••• ••01"
        assert login(provinsi.akun["admin_unit"]).get(where).status_code == 403

    def test_what_was_typed_stays_with_the_sentence(self, provinsi):
        client, person = login(provinsi.akun["admin_bkd"]), provinsi.orang["pegawai"]
        where = reverse("pegawai:riwayat_add", args=[person.pk, "golongan"])
        data = {
            "mulai": "01/03/2015",
            "sk_nomor": "SK-1",
            "sk_tanggal": "01/02/2015",
            "golongan": "golongan_pns:32",
            "masa_kerja_tahun": "4",
            "masa_kerja_bulan": "0",
        }
        refused = client.post(where, data)
        assert refused.status_code == 422
        assert "sudah tercatat mulai 1 Maret 2015" in refused.text
        assert 'value="SK-1"' in refused.text

    def test_nobody_changes_the_own_file(self, provinsi):
        client = login(provinsi.akun["pegawai"])
        where = reverse("pegawai:riwayat_add", args=[provinsi.orang["pegawai"].pk, "golongan"])
        assert client.get(where).status_code == 403
