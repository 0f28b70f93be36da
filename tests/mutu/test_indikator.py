"""Each indicator of data quality finds exactly its fault; the index weighs them as BKN does."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asn_portal.core.models import periode
from asn_portal.core.models.dasar import close_many
from asn_portal.mutu import services
from asn_portal.mutu.aturan.indeks import daftar_ukuran, indeks_mutu
from asn_portal.mutu.hitung import count_one
from asn_portal.mutu.indikator import counted_indikator, find_indikator
from asn_portal.mutu.models import TemuanMutu
from pegawai.aturan.mutu_data import MasukanIkdNip, ikd_nip
from pegawai.enums import JenisKelamin, JenisPegawai, SumberRiwayat
from pegawai.models import (
    DataKepegawaian,
    Pegawai,
    RiwayatCLTN,
    RiwayatKedudukan,
)
from tests.factories.mutu import found, run, with_account, with_employment, with_person, without_schooling
from tests.factories.riwayat import entry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def _kedudukan(kunci: str):
    def change(person: Pegawai) -> None:
        rows = RiwayatKedudukan.objects.kini().filter(pegawai=person)
        close_many(RiwayatKedudukan, list(rows.values_list("pk", flat=True)))
        entry(kunci)
        RiwayatKedudukan.objects.create(
            pegawai=person, kedudukan_id=kunci, sumber=SumberRiwayat.HR, berlaku=periode(date(2020, 1, 1))
        )

    return change


def _leave_over(person: Pegawai) -> None:
    _kedudukan("kedudukan_hukum:02")(person)
    RiwayatCLTN.objects.create(
        pegawai=person, jenis_cltn=entry("cltn:1"), sumber=SumberRiwayat.HR,
        berlaku=periode(date(2022, 1, 1), date(2023, 12, 31)),
    )  # fmt: skip


def _pppk(nip: str, tmt: date):
    def change(person: Pegawai) -> None:
        Pegawai.objects.filter(pk=person.pk).update(jenis=JenisPegawai.PPPK, nip=nip)
        DataKepegawaian.objects.filter(pegawai=person).update(tmt_cpns=tmt, tmt_pns=None)

    return change


def _ended_unit(person: Pegawai) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_jalurunit SET berlaku = daterange(lower(berlaku), %s) WHERE unit_id = %s",
            [TODAY, person.unit_kini_id],
        )


FAULTS = {
    "COM_3": (without_schooling, {"COM_3"}),
    "COM_4": (with_employment(tmt_pns=None), {"COM_4"}),
    "COM_5": (with_person(gelar_depan="", gelar_belakang=""), {"COM_5"}),
    "COM_6": (with_account(email=""), {"COM_6"}),
    "COM_6 dinas": (with_account(email="nama@dinas.go.id"), {"COM_6"}),
    "COM_7": (with_account(telepon=""), {"COM_7"}),
    "TIM_1": (_ended_unit, {"TIM_1"}),
    "TIM_3": (lambda p: (with_person(jenis=JenisPegawai.CPNS)(p), with_employment(tmt_pns=None)(p)), {"TIM_3"}),
    "TIM_6": (_leave_over, {"TIM_6"}),
    "ACC_1": (with_employment(tmt_pns=date(2005, 1, 1)), {"ACC_1"}),
    "ACC_4": (
        lambda p: (_pppk("199002152021211001", date(2021, 3, 1))(p), with_person(jenis_kelamin="l")(p), _kedudukan("kedudukan_hukum:02")(p)),
        {"ACC_4"},
    ),
    "ACC_5": (with_person(nik_sah=None), {"ACC_5"}),
    "ACC_5 salah": (with_person(nik_sah=False), {"ACC_5"}),
    "ACC_7": (
        lambda p: (_pppk("199002152012211001", date(2012, 3, 1))(p), with_person(jenis_kelamin="l")(p)), {"ACC_7"},
    ),
    "CON_1": (with_employment(tmt_cpns=date(2010, 7, 1), tmt_pns=date(2012, 1, 1)), {"CON_1"}),
    "CON_2": (with_person(tanggal_lahir=date(1990, 2, 16)), {"CON_2"}),
    "CON_3": (with_person(jenis_kelamin="l"), {"CON_3"}),
    "CON_4": (
        lambda p: (_pppk("199002152021211001", date(2022, 3, 1))(p), with_person(jenis_kelamin="l")(p)), {"CON_4"},
    ),
}  # fmt: skip


class TestIndicators:
    def test_complete_records_have_no_findings(self, lengkap):
        ended = run(lengkap)
        assert (ended.temuan, ended.orang) == (0, 5)
        assert not TemuanMutu.objects.exists()

    @pytest.mark.parametrize("fault", FAULTS)
    def test_fault_is_found_with_that_person_only(self, lengkap, fault):
        change, codes = FAULTS[fault]
        person = lengkap.orang["orang_dinas_lain"]
        change(person)
        run(lengkap)
        assert found(person) == codes
        assert TemuanMutu.objects.count() == len(codes)
        row = TemuanMutu.objects.get()
        words = find_indikator(row.indikator).kata(row.isi)
        assert "None" not in words
        assert not re.search(r"\d{6}", words)

    def test_seconded_civil_servant_must_work_elsewhere(self, lengkap):
        person = lengkap.orang["rekan"]
        for kunci, nama in (
            ("jenis_pegawai:11", "DPB"),
            ("instansi:a", "A"),
            ("instansi:b", "B"),
            ("jenis_pegawai:10", "Provinsi"),
        ):
            jenis, id_bkn = kunci.split(":")
            type(entry("agama:1")).objects.create(kunci=kunci, jenis=jenis, id_bkn=id_bkn, nama=nama)
        for jenis, kerja, expected in (("11", "a", True), ("11", "b", False), ("10", "a", False), ("10", "b", True)):
            with_employment(
                jenis_pegawai_id=f"jenis_pegawai:{jenis}",
                instansi_induk_id="instansi:a",
                instansi_kerja_id=f"instansi:{kerja}",
            )(person)
            run(lengkap)
            assert ("ACC_2" in found(person)) is expected

    def test_who_is_gone_is_not_counted(self, lengkap):
        person = lengkap.orang["rekan"]
        with_account(telepon="")(person)
        run(lengkap)
        assert found(person)
        _kedudukan("kedudukan_hukum:01")(person)
        type(entry("agama:1")).objects.create(
            kunci="kedudukan_hukum:99", jenis="kedudukan_hukum", id_bkn="99", nama="Pensiun"
        )
        rows = RiwayatKedudukan.objects.kini().filter(pegawai=person)
        close_many(RiwayatKedudukan, list(rows.values_list("pk", flat=True)))
        RiwayatKedudukan.objects.create(
            pegawai=person,
            kedudukan_id="kedudukan_hukum:99",
            sumber=SumberRiwayat.HR,
            berlaku=periode(date(2020, 1, 1)),
        )
        assert run(lengkap).orang == 4
        assert not found(person)

    def test_every_counted_indicator_is_tested(self):
        above = (import_module(f"tests.{app}.test_mutu").FAULTS for app in ("jabatan", "kinerja"))
        tested = {name.split()[0] for faults in (FAULTS, *above) for name in faults} | {"ACC_2"}
        mine = {satu.kode for satu in counted_indikator(TODAY)}
        assert {code for code in mine if code in tested or code.startswith(("COM", "TIM", "ACC", "CON"))} == mine
        assert tested <= mine

    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        lahir=st.dates(date(1960, 1, 1), date(2005, 12, 31)), lahir_nip=st.dates(date(1960, 1, 1), date(2005, 12, 31)),
        tmt=st.dates(date(2000, 1, 1), date(2026, 1, 1)), sama=st.booleans(), kelamin=st.sampled_from("lp"),
        kode=st.sampled_from(["01", "12", "21", "24"]), tahun=st.integers(2000, 2026), angka=st.sampled_from("12"),
    )  # fmt: skip
    def test_sql_and_rule_agree_about_numbers(self, lengkap, lahir, lahir_nip, tmt, sama, kelamin, kode, tahun, angka):
        person = lengkap.orang["pegawai"]
        nip = f"{(lahir if sama else lahir_nip):%Y%m%d}{tahun}{kode}{angka}001"
        Pegawai.objects.filter(pk=person.pk).update(nip=nip, tanggal_lahir=lahir, jenis_kelamin=kelamin)
        DataKepegawaian.objects.filter(pegawai=person).update(tmt_cpns=tmt, tmt_pns=None)
        TemuanMutu.objects.all().delete()
        services.recount(lengkap.instansi.pk, [person.pk])
        asked = {
            "nip": nip,
            "tmt_cpns": tmt,
            "tanggal_lahir": lahir,
            "jenis_kelamin": kelamin,
            "tahun_angkat": tmt.year,
        }
        expected = set(ikd_nip(MasukanIkdNip(**asked))["temuan"])
        assert {code for code in found(person) if code.startswith("CON")} == expected


class TestIndex:
    def test_weights_are_those_of_bkn(self):
        measures = daftar_ukuran(TODAY)
        assert len(measures) == 27
        sums = {}
        for satu in measures:
            sums[satu.dimensi] = sums.get(satu.dimensi, 0) + satu.bobot
        assert sums == {
            "kelengkapan": Decimal("100.0"), "ketepatan_waktu": Decimal("100.01"), "akurasi": Decimal("99.98"),
            "konsistensi": Decimal(100),
        }  # fmt: skip

    def test_nothing_found_is_a_hundred_and_everything_is_nothing(self):
        codes = [satu.kode for satu in daftar_ukuran(TODAY)]
        assert indeks_mutu(TODAY, 10, {}, codes).nilai == 100
        assert indeks_mutu(TODAY, 10, dict.fromkeys(codes, 10), codes).nilai == 0
        assert indeks_mutu(TODAY, 10, {}, codes).bagian == 100
        assert indeks_mutu(TODAY, 0, {}, codes) is None
        assert indeks_mutu(TODAY, 10, {}, []) is None

    def test_worked_example(self):
        # COM_3 (20 of 20 + 12.5 counted) with half of the people: 100 - 100 * 20 * 0.5 / 32.5 = 69.23; CON whole: 100.
        found = indeks_mutu(TODAY, 4, {"COM_3": 2}, ["COM_3", "COM_4", "CON_1"])
        values = {row.dimensi: row.nilai for row in found.dimensi}
        assert values["kelengkapan"] == Decimal("69.23")
        assert values["konsistensi"] == 100
        assert values["akurasi"] is None
        assert found.nilai == Decimal("77.91")  # (0.28 * 69.2307... + 0.11 * 100) / 0.39
        assert found.bagian == Decimal("11.85")  # 28 * 0.325 + 11 * 0.25


def test_one_statement_an_indicator(lengkap):
    with CaptureQueriesContext(connection) as queries:
        for satu in counted_indikator(TODAY):
            count_one(satu, lengkap.instansi.pk, TODAY, timezone.now())
    assert len(queries) == len(counted_indikator(TODAY))


def test_words_of_sex_stay_known():
    assert JenisKelamin.values == ["l", "p"]  # CON_3 reads them
