"""One source, two speeds: the rules as SQL answer like their pure functions, on random people."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from asn_portal.core.regulasi import find_aturan
from asn_portal.core.relasi import Relasi, fetch_with
from pegawai.aturan.kata import GOLONGAN_PNS, URUTAN_GOLONGAN
from pegawai.aturan.pensiun import BUP as UMUR
from pegawai.selectors import hukum
from tests.core.aturan_uji import ask

MANY = 1500
CHANCE = random.Random(1970)


def answers(nama: str, **masukan):
    """The result, or the slug of the refusal."""
    rule = find_aturan(nama)
    assert rule is not None
    hasil, refused = ask(rule, **masukan)
    return hasil if refused is None else refused.galat


def some_day(first: date, last: date) -> date:
    """Any day, and every third time one at the end of a month."""
    day = first + timedelta(days=CHANCE.randrange((last - first).days + 1))
    return day.replace(day=1) - timedelta(days=1) if CHANCE.random() < 1 / 3 else day


@pytest.mark.django_db
class TestSameAnswers:
    def test_next_rise_of_pay(self):
        people = [
            (
                number, CHANCE.choice(list(GOLONGAN_PNS)), CHANCE.randrange(0, 36), CHANCE.randrange(0, 12),
                date(CHANCE.randrange(2015, 2031), CHANCE.randrange(1, 13), 1),
            )
            for number in range(MANY)
        ]  # fmt: skip
        orang = Relasi(
            "orang", {"id": "int", "golongan": "text", "mkg_tahun": "int", "mkg_bulan": "int", "tmt_dasar": "date"},
            tuple(people),
        )  # fmt: skip
        found = fetch_with(
            "SELECT orang.id, kgb.tmt_kgb, kgb.mkg_baru_tahun, kgb.gaji_baru, kgb.alasan FROM {orang}"
            + hukum.KGB_BERIKUT
            + "ORDER BY orang.id",
            orang,
            hukum.GAJI_PNS,
        )
        kinds = set()
        for (number, golongan, tahun, bulan, tmt), row in zip(people, found, strict=True):
            pure = answers(
                "kgb_berikut", golongan=golongan, mkg_tahun=tahun, mkg_bulan=bulan, tmt_dasar=tmt.isoformat()
            )
            expected = (
                (None, None, None, pure)
                if isinstance(pure, str)
                else (pure["tmt_kgb"], pure["mkg_baru_tahun"], pure["gaji_baru"], pure["alasan"])
            )
            assert row == (number, *expected)
            kinds.add(expected[3])
        assert kinds == {None, "baris_terakhir", "mkg_di_bawah_tabel", "tabel_tidak_ada"}

    def test_day_of_retirement(self):
        people = [
            (number, CHANCE.choice([*UMUR, "tidak_ada"]), some_day(date(1940, 1, 1), date(2008, 12, 31)))
            for number in range(MANY)
        ]
        people.append((MANY, "guru", date(1968, 2, 29)))
        orang = Relasi("orang", {"id": "int", "jabatan": "text", "tanggal_lahir": "date"}, tuple(people))
        found = fetch_with(
            "SELECT orang.id, pensiun.bup, pensiun.tmt_pensiun FROM {orang}" + hukum.BUP_PENSIUN + "ORDER BY orang.id",
            orang,
            hukum.BUP,
        )
        for (number, jabatan, lahir), row in zip(people, found, strict=True):
            pure = answers("bup_pensiun", jabatan=jabatan, tanggal_lahir=lahir.isoformat())
            expected = (None, None) if isinstance(pure, str) else (pure["bup"], pure["tmt_pensiun"])
            assert row == (number, *expected)

    def test_first_period_of_a_rise_in_rank(self):
        people = [(number, some_day(date(1990, 1, 1), date(2030, 12, 31))) for number in range(MANY)]
        people.append((MANY, date(2020, 2, 29)))
        orang = Relasi("orang", {"id": "int", "tmt_golongan": "date"}, tuple(people))
        found = fetch_with(
            "SELECT orang.id, kp.genap_4_tahun, kp.tmt_kp FROM {orang}"
            + hukum.KP_REGULER_BERIKUT
            + "ORDER BY orang.id",
            orang,
            hukum.PERIODE_KP,
            **hukum.KP_REGULER_NILAI,
        )
        for (number, tmt), row in zip(people, found, strict=True):
            pure = answers("kp_reguler_berikut", tmt_golongan=tmt.isoformat())
            assert row == (number, pure["genap_4_tahun"], pure["tmt_kp"])

    def test_pay_and_order_of_ranks_are_the_tables(self):
        rows = fetch_with("SELECT golongan, mkg, gaji_pokok FROM {gaji_pppk} ORDER BY golongan, mkg", hukum.GAJI_PPPK)
        for golongan, mkg, gaji in rows:
            pure = answers("gaji_pokok_pppk", golongan=golongan, mkg_tahun=mkg, tanggal="2026-01-01")
            assert (pure["mkg_tabel"], pure["gaji_pokok"]) == (mkg, gaji)
        assert len(rows) == 272
        ordered = fetch_with("SELECT golongan FROM {golongan_pns} ORDER BY urutan", hukum.GOLONGAN)
        assert [row[0] for row in ordered] == list(URUTAN_GOLONGAN)
