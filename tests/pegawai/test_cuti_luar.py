"""Leave outside the State's account moves KGB and the regular rise: pure rule, statement, worklist, and the own page alike."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from asn_portal.core.models import periode
from asn_portal.core.regulasi import add_bulan, add_tahun
from asn_portal.core.relasi import Relasi
from asn_portal.core.sql import fetch
from pegawai import models as m
from pegawai.aturan.cuti import mulai_dihitung
from pegawai.peringatan import find_peringatan
from pegawai.selectors.cuti_luar import JENIS_CLTN, LUAR, absences_of, uncounted
from pegawai.selectors.hambatan import next_rise
from pegawai.selectors.peringatan_hitung import events_of
from tests.factories.berkas_orang import load_references
from tests.factories.pegawai import PegawaiFactory

HARI = date(2026, 11, 22)
BANYAK = 300


@pytest.mark.parametrize(
    ("daftar", "mulai"),
    [
        ([], date(2024, 1, 1)),
        ([(date(2024, 3, 1), date(2024, 5, 31))], date(2024, 4, 1)),
        # Away on the day itself: the day waits until he is back, by all of the leave.
        ([(date(2025, 12, 1), date(2026, 11, 30))], date(2025, 1, 1)),
        # Moved into a second leave by the first.
        ([(date(2024, 1, 1), date(2024, 6, 30)), (date(2026, 3, 1), date(2026, 4, 30))], date(2024, 9, 1)),
        # Begun after the day: the rise was due before.
        ([(date(2026, 1, 1), date(2027, 12, 31))], date(2024, 1, 1)),
        # Before the service was reckoned.
        ([(date(2022, 1, 1), date(2023, 12, 31))], date(2024, 1, 1)),
    ],
)
def test_the_start_moves_by_the_leaves_until_the_day(daftar, mulai):
    assert mulai_dihitung(daftar, dasar=date(2024, 1, 1), genap=date(2026, 1, 1)) == mulai


def leaves(acak: random.Random, dasar: date) -> list[tuple[date, date]]:
    """Up to four, sometimes touching, none upon another."""
    found, at = [], dasar - timedelta(days=acak.randrange(400))
    for _ in range(acak.randrange(1, 5)):
        at += timedelta(days=acak.choice((0, 0, 5, 20, 40, 200, 500)))
        last = at + timedelta(days=acak.choice((0, 10, 29, 30, 61, 200, 400)))
        found.append((at, last))
        at = last + timedelta(days=1)
    return found


@pytest.mark.django_db
def test_same_months_in_both_speeds():
    load_references()
    acak = random.Random(343)
    people, expected = [], []
    for _ in range(BANYAK):
        person = PegawaiFactory()
        dasar = date(acak.randrange(2018, 2025), acak.randrange(1, 13), acak.choice((1, 1, 15)))
        genap = add_tahun(dasar, acak.choice((1, 2, 4)))
        away = leaves(acak, dasar)
        m.RiwayatCLTN.objects.bulk_create(
            m.RiwayatCLTN(pegawai=person, jenis_cltn_id="cltn:1", berlaku=periode(*one), sumber="hr") for one in away
        )
        people.append((str(person.pk), dasar, genap))
        expected.append(mulai_dihitung(away, dasar=dasar, genap=genap))
    table = Relasi("asal", {"id": "uuid", "dasar": "date", "genap": "date"}, tuple(people))
    rows = fetch(
        f"""SELECT orang.id, (orang.dasar + make_interval(months => {uncounted("orang.dasar", "orang.genap")}))::date
              FROM (SELECT asal.*, cuti.luar FROM {table.teks}
                    LEFT JOIN ({LUAR.replace("{hanya}", "")}) AS cuti ON cuti.pegawai_id = asal.id) AS orang""",
        jenis_cltn=JENIS_CLTN,
        **table.nilai,
    )
    found = {str(pk): day for pk, day in rows}
    assert [found[pk] for pk, *_ in people] == expected
    assert any(day > dasar for day, (_, dasar, _) in zip(expected, people, strict=True))


@pytest.mark.django_db
class TestSomebodyWhoWasAway:
    @pytest.fixture
    def person(self) -> Any:
        load_references()
        person = PegawaiFactory(jabatan_kini="Operator Layanan", tanggal_lahir=date(1990, 2, 15))
        m.RiwayatGolongan.objects.create(
            pegawai=person, golongan_id="golongan_pns:31", berlaku=periode(date(2022, 1, 1)), masa_kerja_tahun=4,
            masa_kerja_bulan=0, sumber="hr",
        )  # fmt: skip
        m.RiwayatPendidikan.objects.create(
            pegawai=person, pendidikan_id="pendidikan:x", tingkat_id="tingkat_pendidikan:40",
            berlaku=periode(date(2012, 8, 1)), sumber="hr",
        )  # fmt: skip
        m.RiwayatKGB.objects.create(
            pegawai=person, golongan_id="golongan_pns:31", berlaku=periode(date(2024, 1, 1)), masa_kerja_tahun=6,
            masa_kerja_bulan=0, gaji_pokok=3_000_000, sumber="hr",
        )  # fmt: skip
        return person

    def away(self, person: Any, mulai: date, sampai: date, kode: str = "1", **isi: Any) -> None:
        m.RiwayatCLTN.objects.create(
            pegawai=person, jenis_cltn_id=f"cltn:{kode}", berlaku=periode(mulai, sampai), sumber="hr", **isi
        )

    def due(self, person: Any) -> dict[str, tuple[date, int]]:
        return {
            kind: (day, facts["luar"]) for _, kind, _, day, facts in events_of([person.pk], HARI) if "luar" in facts
        }

    def test_both_days_wait_for_the_months_away(self, person):
        assert self.due(person) == {"kgb": (date(2026, 1, 1), 0), "kp_reguler": (date(2026, 1, 1), 0)}
        self.away(person, date(2024, 7, 1), date(2025, 6, 30))
        assert self.due(person) == {"kgb": (date(2027, 1, 1), 12), "kp_reguler": (date(2027, 1, 1), 12)}

    def test_who_came_back_early_waits_less(self, person):
        self.away(person, date(2024, 7, 1), date(2025, 6, 30), tanggal_aktif=date(2025, 1, 1))
        assert self.due(person)["kgb"] == (date(2026, 7, 1), 6)

    def test_study_moves_nothing(self, person):
        self.away(person, date(2024, 7, 1), date(2025, 6, 30), kode="6")
        assert self.due(person)["kgb"] == (date(2026, 1, 1), 0)

    def test_a_leave_in_the_rank_before_the_last_pay_moves_the_rank_only(self, person):
        self.away(person, date(2022, 7, 1), date(2022, 12, 31))
        assert self.due(person) == {"kgb": (date(2026, 1, 1), 0), "kp_reguler": (date(2026, 7, 1), 6)}

    def test_the_own_page_says_the_same_day(self, person):
        assert absences_of(person.pk) == []
        before = next_rise(person, [], HARI, sendiri=True)
        self.away(person, date(2024, 7, 1), date(2025, 6, 30))
        after = next_rise(person, [], HARI, sendiri=True)
        assert before is not None
        assert after is not None
        assert after.tmt_kp == add_bulan(before.tmt_kp, 12) == date(2027, 1, 1)

    def test_the_words_say_why(self, person):
        kind = find_peringatan("kp_reguler")
        assert kind is not None
        words = kind.arti({"golongan": "III/a", "baru": "III/b", "ujian": None, "luar": 12})
        assert words.endswith("Sudah bergeser 12 bulan, karena masa CLTN tidak dihitung.")
