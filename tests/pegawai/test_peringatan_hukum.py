"""One source, two speeds: every kind of warning as SQL answers like the pure functions, on random people with random files."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from asn_portal.core.models import periode
from asn_portal.core.regulasi import add_bulan, add_tahun, find_aturan
from pegawai import models as m
from pegawai.aturan import peringatan as aturan
from pegawai.aturan.kata import TINGKAT_PENDIDIKAN, URUTAN_GOLONGAN
from pegawai.demo.jabatan import daftar_pekerjaan
from pegawai.peringatan import all_peringatan, counted_peringatan
from pegawai.selectors.peringatan_hitung import events_of, window_end
from pegawai.selectors.peringatan_sql import AKTIF, BERHENTI, CLTN, KODE_SLKS
from tests.core.aturan_uji import ask
from tests.factories.berkas_orang import Fakta, load_references, make_population
from tests.factories.core import InstansiFactory
from tests.factories.pegawai import PegawaiFactory

HARI = date(2026, 11, 22)
BANYAK = 500
Peristiwa = tuple[str, str, date]


def pure(nama: str, **masukan: Any) -> dict[str, Any] | None:
    rule = find_aturan(nama)
    assert rule is not None
    hasil, refused = ask(rule, **masukan)
    return None if refused else hasil


def ijazah_of(one: Fakta) -> tuple[str | None, date | None]:
    degrees = sorted(
        ((TINGKAT_PENDIDIKAN[aturan.TINGKAT_BKN[kode]], day, aturan.TINGKAT_BKN[kode]) for kode, day in one.ijazah),
        key=lambda row: (-row[0], row[1]),
    )
    return (degrees[0][2], degrees[0][1]) if degrees else (None, None)


def expected(one: Fakta) -> Iterator[Peristiwa]:
    """Every event of a person, by the rules of the calculators."""
    if one.kedudukan in BERHENTI:
        return
    post = aturan.jabatan_menurut_nama(one.jabatan)
    retired = pure("bup_pensiun", jabatan=post.jabatan, tanggal_lahir=one.lahir.isoformat()) if post else None
    end = retired["tmt_pensiun"] if retired else None
    if end is not None:
        yield "pensiun", "", end
        if one.jenis == "pns" and end > HARI and (one.kedudukan or "") in AKTIF:
            mpp = pure("mpp", tmt_pensiun=end.isoformat())
            assert mpp is not None
            yield "mpp", "", mpp["mulai_paling_awal"]
    rising = [*_pay(one), *_rank(one, post), *_honour(one)]
    yield from (event for event in rising if end is None or event[2] < end)
    if one.jenis == "cpns" and one.tmt_cpns:
        yield "cpns", "", aturan.akhir_percobaan(one.tmt_cpns)


def _pay(one: Fakta) -> Iterator[Peristiwa]:
    if one.golongan is None or one.kedudukan in CLTN:
        return
    base, years, months = one.tmt_golongan, *one.mkg
    if one.kgb and one.kgb[0] > base:
        base, years, months = one.kgb
    if base.day != 1:
        return
    if one.jenis == "pns":
        found = pure(
            "kgb_berikut", golongan=one.golongan, mkg_tahun=years, mkg_bulan=months, tmt_dasar=base.isoformat()
        )
        if found and found["tmt_kgb"]:
            yield "kgb", "", found["tmt_kgb"]
    elif one.jenis == "pppk":
        rise = aturan.kgb_pppk_berikut(one.golongan, years, months, base)
        if rise and rise[0] >= date(2024, 1, 1):  # before it there is no table
            yield "kgb_pppk", "", rise[0]


def _rank(one: Fakta, post: aturan.JenisJabatan | None) -> Iterator[Peristiwa]:
    if one.jenis != "pns" or one.golongan is None or post is None or (one.kedudukan or "") not in AKTIF:
        return
    ijazah, earned = ijazah_of(one)
    regular = pure("kp_reguler_berikut", tmt_golongan=one.tmt_golongan.isoformat())
    assert regular is not None
    exam = aturan.ujian_dinas(one.golongan, ijazah, one.lulus)
    if post.jenis == "pelaksana" and ijazah is not None and earned is not None:
        limit = pure("kp_reguler_batas", ijazah=ijazah, golongan=one.golongan)
        if limit and limit["boleh"]:
            yield "kp_reguler", "", regular["tmt_kp"]
            if exam:
                yield "ujian_dinas", "", regular["tmt_kp"]
        if URUTAN_GOLONGAN[one.golongan] < URUTAN_GOLONGAN[aturan.GOLONGAN_AWAL[ijazah]]:
            yield "kp_ijazah", "", aturan.kp_ijazah_tmt(one.tmt_golongan, earned)
    if post.jenis == "struktural" and post.eselon:
        limit = pure("kp_struktural_batas", eselon=post.eselon, golongan=one.golongan)
        if limit and limit["boleh"] and limit["syarat_tahun"] == 4:  # below the range it needs the day of the post
            tmt = aturan.first_periode(add_tahun(one.tmt_golongan, 4))
            yield "kp_struktural", "", tmt
            if exam:
                yield "ujian_dinas", "", tmt


def _honour(one: Fakta) -> Iterator[Peristiwa]:
    if one.jenis != "pns" or one.tmt_cpns is None or one.dihukum:
        return
    now = pure("satyalancana", tmt_cpns=one.tmt_cpns.isoformat(), tanggal=HARI.isoformat())
    assert now is not None
    for tanda, years in (("slks_x", 10), ("slks_xx", 20), ("slks_xxx", 30)):
        day = add_tahun(one.tmt_cpns, years)
        if KODE_SLKS[tanda] not in one.piagam and (day > HARI or now["jenis"] == tanda):
            yield "satyalancana", KODE_SLKS[tanda], day


@pytest.mark.django_db
class TestSameAnswers:
    @pytest.fixture
    def people(self) -> list[Fakta]:
        load_references()
        return make_population(InstansiFactory(), BANYAK, random.Random(1979), HARI)

    def test_every_kind_on_random_people(self, people):
        kinds = {kind.kunci: kind for kind in counted_peringatan()}
        found: dict[Any, set[Peristiwa]] = {}
        for person, jenis, kunci, tanggal, _ in events_of([one.orang.pk for one in people], HARI):
            found.setdefault(person, set()).add((jenis, kunci if jenis == "satyalancana" else "", tanggal))
        met: dict[str, int] = {}
        for one in people:
            wanted = {
                event
                for event in expected(one)
                if add_bulan(HARI, -kinds[event[0]].lewat_bulan) <= event[2] < window_end(HARI)
            }
            assert found.get(one.orang.pk, set()) == wanted, one
            for jenis, _, _ in wanted:
                met[jenis] = met.get(jenis, 0) + 1
        assert set(met) == {
            "kgb", "kgb_pppk", "kp_reguler", "kp_struktural", "kp_ijazah", "ujian_dinas", "cpns", "pensiun", "mpp",
            "satyalancana",
        }  # fmt: skip

    def test_nobody_has_two_kinds_of_rise_that_his_post_forbids(self, people):
        kinds: dict[Any, set[str]] = {}
        for person, jenis, *_ in events_of([one.orang.pk for one in people], HARI):
            kinds.setdefault(person, set()).add(jenis)
        posts = {one.orang.pk: aturan.jabatan_menurut_nama(one.jabatan) for one in people}
        for person, mine in kinds.items():
            post = posts[person]
            rises = mine & {"kp_reguler", "kp_struktural", "kp_ijazah"}
            allowed = {"pelaksana": {"kp_reguler", "kp_ijazah"}, "struktural": {"kp_struktural"}}
            assert rises <= allowed.get(post.jenis if post else "", set())


@pytest.mark.django_db
class TestRows:
    """Kinds that follow from a row with an end."""

    @pytest.fixture
    def person(self) -> m.Pegawai:
        load_references()
        return PegawaiFactory(jabatan_kini="Operator Layanan", tanggal_lahir=date(1990, 2, 15))

    def days(self, person: m.Pegawai, jenis: str) -> list[date]:
        return [tanggal for _, kind, _, tanggal, _ in events_of([person.pk], HARI) if kind == jenis]

    def test_the_last_contract_only(self, person):
        person.jenis = "pppk"
        person.save()
        for start, end in ((date(2022, 2, 1), date(2027, 1, 31)), (date(2021, 2, 1), date(2022, 1, 31))):
            m.PerjanjianKerja.objects.create(pegawai=person, berlaku=periode(start, end), sumber="hr")
        assert self.days(person, "kontrak") == [date(2027, 1, 31)]
        m.PerjanjianKerja.objects.create(
            pegawai=person, berlaku=periode(date(2027, 2, 1), date(2032, 1, 31)), sumber="hr"
        )
        assert self.days(person, "kontrak") == []

    def test_a_leave_is_warned_of_while_it_lasts(self, person):
        m.RiwayatCLTN.objects.create(
            pegawai=person, jenis_cltn_id="cltn:1", berlaku=periode(date(2025, 1, 1), date(2026, 12, 31)), sumber="hr"
        )
        assert self.days(person, "cltn") == []
        m.RiwayatKedudukan.objects.create(
            pegawai=person, kedudukan_id="kedudukan_hukum:02", berlaku=periode(date(2025, 1, 1)), sumber="hr"
        )
        assert self.days(person, "cltn") == [date(2026, 12, 31)]

    def test_of_each_kind_of_certificate_the_one_that_lasts_longest(self, person):
        ends = (("sip", "1", date(2026, 12, 5)), ("sip", "2", date(2027, 3, 5)), ("str", "3", None), ("str", "4", HARI))
        for jenis, nomor, end in ends:
            m.RiwayatSertifikasi.objects.create(
                pegawai=person,
                jenis=jenis,
                nama=jenis,
                nomor=nomor,
                berlaku=periode(date(2020, 1, 1), end),
                sumber="hr",
            )
        assert self.days(person, "sertifikat") == [date(2027, 3, 5)]

    def test_an_examination_that_was_passed_is_not_asked_for_again(self, person):
        m.RiwayatGolongan.objects.create(
            pegawai=person, golongan_id="golongan_pns:24", berlaku=periode(date(2023, 4, 1)), sumber="hr"
        )
        m.RiwayatPendidikan.objects.create(
            pegawai=person, pendidikan_id="pendidikan:x", tingkat_id="tingkat_pendidikan:30",
            berlaku=periode(date(2012, 8, 1)), sumber="hr",
        )  # fmt: skip

        def facts(jenis: str) -> list[dict[str, Any]]:
            return [rincian for _, kind, _, _, rincian in events_of([person.pk], HARI) if kind == jenis]

        assert [one["ujian"] for one in facts("ujian_dinas")] == ["I"]
        assert [one["ujian"] for one in facts("kp_reguler")] == ["I"]
        m.RiwayatUjian.objects.create(
            pegawai=person, jenis="dinas_1", nomor="STLUD-7", berlaku=periode(date(2026, 5, 4)), sumber="hr"
        )
        assert facts("ujian_dinas") == []
        assert [one["ujian"] for one in facts("kp_reguler")] == [None]

    def test_a_passed_adjustment_is_told_when_it_follows_the_degree(self, person):
        m.RiwayatGolongan.objects.create(
            pegawai=person, golongan_id="golongan_pns:23", berlaku=periode(date(2024, 4, 1)), sumber="hr"
        )
        m.RiwayatPendidikan.objects.create(
            pegawai=person, pendidikan_id="pendidikan:x", tingkat_id="tingkat_pendidikan:40",
            berlaku=periode(date(2026, 2, 1)), sumber="hr",
        )  # fmt: skip
        passed = [
            {"jenis": "penyesuaian", "nomor": nomor, "berlaku": periode(day)}
            for nomor, day in (("1", date(2025, 5, 4)), ("2", date(2026, 9, 4)))
        ]
        told = []
        for row in passed:
            m.RiwayatUjian.objects.create(pegawai=person, sumber="hr", **row)
            told += [rincian["lulus"] for _, kind, _, _, rincian in events_of([person.pk], HARI) if kind == "kp_ijazah"]
        assert told == [False, True]

    def test_the_end_of_a_sanction_and_an_annulled_one(self, person):
        row: dict[str, Any] = {
            "pegawai": person,
            "jenis_hukuman_id": "jenis_hukuman:23",
            "tingkat": "s",
            "sumber": "hr",
        }
        m.RiwayatHukuman.objects.create(berlaku=periode(date(2026, 7, 1), date(2026, 12, 31)), **row)
        m.RiwayatHukuman.objects.create(
            berlaku=periode(date(2027, 7, 1), date(2027, 12, 31)), batal_nomor="SK-1", batal_tanggal=HARI, **row
        )
        assert self.days(person, "hukuman") == [date(2027, 1, 1)]

    def test_a_pay_rise_that_is_already_decided_is_not_warned_of(self, person):
        row: dict[str, Any] = {
            "pegawai": person,
            "golongan_id": "golongan_pns:31",
            "sumber": "hr",
            "masa_kerja_bulan": 0,
        }
        m.RiwayatGolongan.objects.create(berlaku=periode(date(2025, 1, 1)), masa_kerja_tahun=4, **row)
        assert self.days(person, "kgb") == [date(2027, 1, 1)]
        m.RiwayatKGB.objects.create(berlaku=periode(date(2027, 1, 1)), masa_kerja_tahun=6, gaji_pokok=3_000_000, **row)
        assert self.days(person, "kgb") == []  # the next one lies behind the window


@pytest.mark.django_db
def test_names_of_posts_say_the_same_in_both_speeds():
    load_references()
    names = sorted({job.jabatan.label for job in daftar_pekerjaan().values()} | {"Camat", "Kepala Regu", "Bupati", ""})
    people = [PegawaiFactory(jabatan_kini=nama, tanggal_lahir=date(1968, 5, 5)) for nama in names]
    ages = {row[0]: row[4]["bup"] for row in events_of([one.pk for one in people], HARI) if row[1] == "pensiun"}
    for one in people:
        post = aturan.jabatan_menurut_nama(one.jabatan_kini)
        answer = pure("bup_pensiun", jabatan=post.jabatan, tanggal_lahir="1968-05-05") if post else None
        listed = answer is not None and add_bulan(HARI, -24) <= answer["tmt_pensiun"] < window_end(HARI)
        assert ages.get(one.pk) == (answer["bup"] if answer and listed else None)


def test_every_kind_has_its_law_and_its_words():
    for kind in all_peringatan():
        assert kind.dasar
        assert kind.dihitung != bool(kind.menunggu)
        assert kind.tahap == tuple(sorted(kind.tahap, reverse=True))
