"""Persons against posts: each requirement with its evidence, the same answer in SQL, nobody in who is left out."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asn_portal.core.models import periode
from jabatan import selectors
from jabatan.aturan.kecocokan import BELUM, MEMENUHI, TANPA_DATA, Fakta, Syarat, judge, years_as
from jabatan.enums import JenisJabatan, SebabLuarPeta
from jabatan.models import AcuanJabatan, DiLuarPeta, SyaratJabatan
from jabatan.selectors.calon import shortlist
from jabatan.selectors.karier import career_of
from pegawai.models import RiwayatGolongan, RiwayatKursus, RiwayatPendidikan
from pegawai.models.referensi import Referensi
from tests.factories.core import SINCE
from tests.factories.jabatan import make_seat, sit
from tests.factories.pegawai import make_person
from tests.jabatan.test_halaman import words

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def entry(jenis: str, kode: str, nama: str) -> Referensi:
    return Referensi.objects.get_or_create(
        kunci=f"{jenis}:{kode}", defaults={"jenis": jenis, "id_bkn": kode, "nama": nama}
    )[0]


def record(person, *, ijazah: str = "", golongan: str = "", kursus: str = "") -> None:
    """As it would stand in the file; `ijazah` is BKN's code of the level (30 D-III, 40 S-1)."""
    masa = periode(SINCE)
    if ijazah:
        RiwayatPendidikan.objects.create(
            pegawai=person, pendidikan=entry("pendidikan", f"P{ijazah}", "x"),
            tingkat=entry("tingkat_pendidikan", ijazah, "x"), berlaku=masa,
        )  # fmt: skip
    if golongan:
        RiwayatGolongan.objects.create(pegawai=person, golongan=entry("golongan_pns", golongan, golongan), berlaku=masa)
    if kursus:
        RiwayatKursus.objects.create(
            pegawai=person, nama=kursus, jenis_diklat=entry("jenis_diklat", "1", "x"), berlaku=masa
        )


def ask(provinsi, seat, *rows) -> None:
    of = AcuanJabatan.objects.create(instansi=provinsi.instansi, jenis=seat.jenis, jabatan=seat)
    for jenis, nilai, tahun in rows:
        SyaratJabatan.objects.create(
            acuan=of, jenis=jenis, nilai=nilai, tahun=tahun, dasar="Keputusan 1", berlaku=periode(SINCE)
        )


class TestRule:
    def test_each_requirement_alone(self):
        fakta = Fakta("s1", "III/c", {"pelaksana": 731, "ahli_muda": 365}, ("Pelatihan Dasar CPNS",))
        answers = [
            judge(Syarat(*one), fakta)
            for one in (
                ("pendidikan", "s1"), ("pendidikan", "s2"), ("pangkat", "III/c"), ("pangkat", "III/d"),
                ("pengalaman", "pelaksana", Decimal(2)), ("pengalaman", "pelaksana|ahli_muda", Decimal(4)),
                ("pelatihan", "dasar cpns"), ("pelatihan", "Pelatihan Kepemimpinan"),
            )
        ]  # fmt: skip
        assert answers == [MEMENUHI, BELUM, MEMENUHI, BELUM, MEMENUHI, BELUM, MEMENUHI, BELUM]

    def test_silence_of_the_record_is_no_answer(self):
        empty = Fakta()
        rows = [("pendidikan", "s1"), ("pangkat", "III/a"), ("pengalaman", "pelaksana", Decimal(1)), ("pelatihan", "x")]
        assert {judge(Syarat(*one), empty) for one in rows} == {TANPA_DATA}

    def test_years_are_not_reached_early(self):
        assert years_as("pelaksana", Fakta(pengalaman={"pelaksana": 730})) == Decimal("1.9")


class TestShortlist:
    def test_who_meets_all_comes_first_with_evidence(self, provinsi, peta):
        ask(
            provinsi, peta.kasi, ("pendidikan", "s1", None), ("pangkat", "III/b", None), ("pengalaman", "pelaksana", Decimal(1)),
            ("pelatihan", "Kepemimpinan Pengawas", None),
        )  # fmt: skip
        good, less = provinsi.orang["pegawai"], provinsi.orang["rekan"]
        record(good, ijazah="40", golongan="III/b", kursus="Pelatihan Kepemimpinan Pengawas Angkatan 3")
        record(less, ijazah="30", golongan="III/d")
        found = shortlist(selectors.seat_on(peta.kasi, TODAY), TODAY)
        assert [(one.pegawai_id, one.kurang) for one in found.calon] == [(good.pk, 0), (less.pk, 2)]
        assert (found.lengkap, found.banyak) == (1, 2)
        assert {one.keadaan for one in found.calon[0].kriteria} == {MEMENUHI}
        states = {one.syarat.jenis: (one.keadaan, one.bukti) for one in found.calon[1].kriteria}
        assert states["pendidikan"] == (BELUM, "Pendidikan tertinggi D-III")
        assert states["pelatihan"] == (TANPA_DATA, "Riwayat pelatihan belum tercatat")
        page = words(provinsi.client("admin_bkd").get(f"/jabatan/{peta.kasi.pk}/calon/"))
        assert "1 dari 2 orang memenuhi semua syarat wajib" in page

    def test_who_is_left_out_is_counted_with_the_reason(self, provinsi, peta):
        rekan = provinsi.orang["rekan"]
        DiLuarPeta.objects.create(
            pegawai=rekan, sebab=SebabLuarPeta.CLTN, atasan=provinsi.orang["atasan"], dasar="x",
            berlaku=periode(SINCE, TODAY + timedelta(days=9)),
        )  # fmt: skip
        provinsi.orang["pegawai"].__class__.objects.filter(pk=provinsi.orang["pegawai"].pk).update(jenis="pppk")
        found = shortlist(selectors.seat_on(peta.kasi, TODAY), TODAY)
        assert (found.banyak, [n for _, n in found.dikecualikan]) == (0, [1, 1])

    def test_sql_and_rule_agree_on_random_records(self, provinsi, peta):
        acak = random.Random(7)
        needs = (
            ("pendidikan", "s1", None),
            ("pangkat", "III/b", None),
            ("pengalaman", "pelaksana|terampil", Decimal("2.5")),
            ("pelatihan", "Audit Kinerja", None),
        )
        ask(provinsi, peta.kasi, *needs)
        for n in range(25):
            person = make_person(f"Orang {n}", unit=provinsi.seksi)
            sit(person, peta.staf, mulai=TODAY - timedelta(days=acak.choice((5, 800, 912, 913, 914, 3000))))
            record(
                person, ijazah=acak.choice(("", "30", "40", "45")), golongan=acak.choice(("", "III/a", "III/b", "IV/a")),
                kursus=acak.choice(("", "Kursus audit  kinerja", "Audit", "Kinerja Audit dan Audit Kinerja")),
            )  # fmt: skip
        found = shortlist(selectors.seat_on(peta.kasi, TODAY), TODAY, batas=100)
        assert found.banyak > 20
        for one in found.calon:
            assert one.kurang == sum(not k.memenuhi for k in one.kriteria)

    def test_queries_do_not_grow(self, provinsi, peta):
        with CaptureQueriesContext(connection) as few:
            shortlist(selectors.seat_on(peta.kasi, TODAY), TODAY)
        for n in range(10):
            sit(make_person(f"Orang {n}", unit=provinsi.seksi), peta.staf)
        with CaptureQueriesContext(connection) as many:
            assert shortlist(selectors.seat_on(peta.kasi, TODAY), TODAY).banyak > 10
        assert len(many) == len(few)


class TestCareer:
    def test_own_family_and_managerial_posts_follow(self, provinsi, peta):
        person = make_person("Sari Analis", unit=provinsi.seksi)
        seat = make_seat(
            "Analis Kebijakan Ahli Muda",
            unit=provinsi.seksi,
            induk=peta.kasi,
            jenis=JenisJabatan.FUNGSIONAL,
            jenjang="ahli_muda",
        )
        sit(person, seat)
        record(person, ijazah="40")
        found = career_of(person, TODAY)
        assert found.jabatan == "Analis Kebijakan Ahli Muda"
        assert [one.judul for one in found.tujuan] == ["Analis Kebijakan Ahli Madya", "Administrator"]
        states = {one.syarat.jenis: one.keadaan for one in found.tujuan[1].kriteria}
        assert states == {"pendidikan": MEMENUHI, "pengalaman": MEMENUHI}

    def test_page_of_the_person_and_nobody_elses(self, provinsi, peta):
        page = words(provinsi.client("pegawai").get("/pegawai/saya/karier/", follow=True))
        assert "Peta karier saya" in page
        assert "Pengawas" in page
        assert "Belum ada data:" in page
        other = provinsi.orang["orang_dinas_lain"].pk
        assert provinsi.client("pegawai").get(f"/pegawai/{other}/karier/").status_code in (403, 404)

    def test_without_a_post_it_says_so(self, provinsi):
        page = words(provinsi.client("pegawai").get("/pegawai/saya/karier/", follow=True))
        assert "belum ditempatkan pada peta jabatan" in page
