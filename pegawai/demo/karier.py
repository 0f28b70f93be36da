"""When somebody was born and joined, which degree and which golongan that gives. Distributions, no law.

Shares follow published figures (data/SUMBER.md); what the figures do not tell follows common sense.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pegawai.demo.jabatan import AHLI, GOLONGAN, TERAMPIL, Jabatan, Pekerjaan, read_toml
from pegawai.enums import BERPERJANJIAN, JenisPegawai

YEAR = 365.2425
# By family of occupations: PNS, CPNS, PPPK, PPPK paruh waktu in percent.
JENIS = {
    "guru": (65, 2.5, 32.5, 0),
    "pendidik": (100, 0, 0, 0),
    "kesehatan": (68, 4, 28, 0),
    "teknis": (83, 5, 12, 0),
    "umum": (64, 2, 19, 15),
}
DAFTAR_JENIS = (JenisPegawai.PNS, JenisPegawai.CPNS, JenisPegawai.PPPK, JenisPegawai.PPPK_PARUH_WAKTU)
# Youngest age to join and first golongan (place in GOLONGAN), by education; highest without a functional position.
MASUK = {"SMP": 19, "SMA": 19, "D-III": 22, "S-1": 23, "Profesi": 25, "S-2": 26, "Spesialis": 31}
AWAL = {"SMP": 2, "SMA": 4, "D-III": 6, "S-1": 8, "Profesi": 9, "S-2": 9, "Spesialis": 9}
PUNCAK = {"SMP": 6, "SMA": 9, "D-III": 10, "S-1": 11, "Profesi": 12, "S-2": 12, "Spesialis": 13}
PACE = {"ahli": 4.5, "terampil": 6.0}  # years from one golongan to the next
PUNCAK_JALUR = {"ahli": 14, "terampil": 11}
GOLONGAN_PPPK = {"SMP": "IV", "SMA": "V", "D-III": "VII", "S-1": "IX", "Profesi": "X", "S-2": "X", "Spesialis": "XI"}
UMUR_CPNS_TERTINGGI = 34
UMUR_PPPK = (24, 54)
UMUR_TERTUA = {"guru": 59.6, "pendidik": 59.6}
UMUR_TERTUA_LAIN = 57.6


@dataclass(frozen=True, slots=True)
class Karier:
    """What follows from age and entry."""

    jenis: JenisPegawai
    lahir: date
    tmt: date
    golongan: str
    jabatan: Jabatan


def choose_jenis(pekerjaan: Pekerjaan, acak: random.Random) -> JenisPegawai:
    return acak.choices(DAFTAR_JENIS, JENIS[pekerjaan.jabatan.rumpun])[0]


def make_karier(
    pekerjaan: Pekerjaan, jabatan: Jabatan, jenis: JenisPegawai, tanggal: date, acak: random.Random
) -> Karier:
    """Birth, entry, golongan, and the level of the position that goes with them."""
    if jenis == JenisPegawai.CPNS:
        lahir, tmt = _new_entry(pekerjaan, tanggal, acak)
    elif jenis == JenisPegawai.PNS:
        lahir, tmt = _civil_servant(pekerjaan, jabatan, tanggal, acak)
    else:
        lahir, tmt = _contract(pekerjaan, jenis, tanggal, acak)
    return _finish(pekerjaan, jabatan, jenis, lahir, tmt, tanggal, acak)


def fixed_karier(
    pekerjaan: Pekerjaan, jabatan: Jabatan, jenis: JenisPegawai, tanggal: date, umur: float, masa_kerja: float
) -> Karier:
    """The same for somebody whose age and years of service are given."""
    lahir = _born(tanggal, umur)
    tmt = _first_of_month(tanggal - timedelta(days=round(masa_kerja * YEAR)))
    return _finish(pekerjaan, jabatan, jenis, lahir, tmt, tanggal, random.Random(jabatan.nama))


def _finish(
    pekerjaan: Pekerjaan,
    jabatan: Jabatan,
    jenis: JenisPegawai,
    lahir: date,
    tmt: date,
    tanggal: date,
    acak: random.Random,
) -> Karier:
    if jenis in BERPERJANJIAN:
        golongan = GOLONGAN_PPPK[pekerjaan.pendidikan]
        return Karier(jenis, lahir, tmt, golongan, _at_first_level(jabatan, pekerjaan.pendidikan))
    place = _golongan(pekerjaan, jabatan, (tanggal - tmt).days / YEAR, acak)
    return Karier(jenis, lahir, tmt, GOLONGAN[place], _at_level(jabatan, place))


def _age(pekerjaan: Pekerjaan, jabatan: Jabatan, acak: random.Random) -> float:
    """The state of an ageing province: many about 50, few below 30."""
    if jabatan.eselon:
        low, high = read_toml("kepala.toml")["eselon"][jabatan.eselon]["umur"]
        return acak.uniform(low, high)
    if jabatan.tambahan and jabatan.rumpun in ("guru", "pendidik", "kesehatan"):
        return acak.uniform(40, 57)
    oldest = UMUR_TERTUA.get(jabatan.rumpun, UMUR_TERTUA_LAIN)
    youngest = MASUK[pekerjaan.pendidikan] + 2
    return min(max(acak.gauss(46.5, 8.5), youngest + acak.random() * 3), oldest - acak.random() * 3)


def _born(tanggal: date, age: float) -> date:
    return tanggal - timedelta(days=round(age * YEAR))


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


def _civil_servant(pekerjaan: Pekerjaan, jabatan: Jabatan, tanggal: date, acak: random.Random) -> tuple[date, date]:
    lahir = _born(tanggal, _age(pekerjaan, jabatan, acak))
    youngest = MASUK[pekerjaan.pendidikan]
    age_now = (tanggal - lahir).days / YEAR
    entry = min(youngest + acak.triangular(0.2, 11, 2.5), 38, age_now - 1.5)
    if jabatan.eselon:  # who leads joined early
        entry = min(entry, youngest + 4)
    tmt = _first_of_month(lahir + timedelta(days=round(entry * YEAR)))
    return lahir, tmt


def _new_entry(pekerjaan: Pekerjaan, tanggal: date, acak: random.Random) -> tuple[date, date]:
    tmt = _first_of_month(tanggal - timedelta(days=acak.randint(62, 330)))
    age = acak.uniform(MASUK[pekerjaan.pendidikan] + 0.2, UMUR_CPNS_TERTINGGI)
    return tmt - timedelta(days=round(age * YEAR)), tmt


def _contract(pekerjaan: Pekerjaan, jenis: JenisPegawai, tanggal: date, acak: random.Random) -> tuple[date, date]:
    """PPPK since 2021, part-time PPPK since 2025; in a province set earlier, since the year before."""
    since = min(2025 if jenis == JenisPegawai.PPPK_PARUH_WAKTU else 2021, tanggal.year - 1)
    last = tanggal - timedelta(days=62)
    tmt = _first_of_month(last - timedelta(days=acak.randint(0, max((last - date(since, 3, 1)).days, 1))))
    young, old = UMUR_PPPK
    age = min(max(acak.gauss(36, 7), young, MASUK[pekerjaan.pendidikan] + 1.2), old)
    return tmt - timedelta(days=round(age * YEAR)), tmt


def _golongan(pekerjaan: Pekerjaan, jabatan: Jabatan, years: float, acak: random.Random) -> int:
    """Place in GOLONGAN after so many years: about four and a half for each step, up to the ceiling."""
    if jabatan.eselon:
        low, high = (GOLONGAN.index(g) for g in read_toml("kepala.toml")["eselon"][jabatan.eselon]["golongan"])
        return acak.randint(low, high)
    start = AWAL[pekerjaan.pendidikan]
    pace = PACE.get(jabatan.jalur, 6.2) * acak.uniform(0.86, 1.16)
    ceiling = PUNCAK_JALUR.get(jabatan.jalur, PUNCAK[pekerjaan.pendidikan])
    place = min(start + int(years / pace), ceiling)
    if jabatan.tambahan and jabatan.jalur == "ahli":
        place = max(place, GOLONGAN.index("III/c"))
    return place


def _at_level(jabatan: Jabatan, place: int) -> Jabatan:
    """The level that belongs to the golongan: III/a-b Pertama, III/c-d Muda, IV/a-c Madya, above Utama."""
    if jabatan.jalur == "ahli":
        steps = [GOLONGAN.index("III/c"), GOLONGAN.index("IV/a"), GOLONGAN.index("IV/d")]
        return replace(jabatan, jenjang=AHLI[sum(place >= step for step in steps)])
    if jabatan.jalur == "terampil":
        steps = [GOLONGAN.index("II/c"), GOLONGAN.index("III/a"), GOLONGAN.index("III/c")]
        return replace(jabatan, jenjang=TERAMPIL[sum(place >= step for step in steps)])
    return jabatan


def _at_first_level(jabatan: Jabatan, pendidikan: str) -> Jabatan:
    if jabatan.jalur == "ahli":
        return replace(jabatan, jenjang=AHLI[0])
    if jabatan.jalur == "terampil":
        return replace(jabatan, jenjang=TERAMPIL[0 if pendidikan == "SMA" else 1])
    return jabatan
