"""People as a plan: a pure function of the number of people, the seed and the day. No database.

Later apps ask `rencana()` again for what no table holds yet: position, golongan, education, entry.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from asn_portal.core.demo import BERDIRI, Demo, Simpul
from asn_portal.core.enums import JenisUnit, Peran
from pegawai.demo import cacat
from pegawai.demo.cacat import Cacat
from pegawai.demo.gelar import make_gelar
from pegawai.demo.jabatan import Jabatan, Pekerjaan, choose, daftar_pekerjaan, leader_of, schooled, tetap_of
from pegawai.demo.karier import YEAR, Karier, choose_jenis, fixed_karier, make_karier
from pegawai.demo.nama import make_asal, make_nama
from pegawai.demo.nomor import NRK_PERTAMA, Penomor
from pegawai.demo.tokoh import PEMIMPIN, TANPA_PENGELOLA, TETANGGA, TOKOH, Tokoh
from pegawai.enums import JenisPegawai

PELUANG_PINDAH = 0.15
# Activated accounts of a team, from and to, and within how many days they were.
BAGIAN_AKTIF = (0.7, 1.0)
AKTIF_DALAM = 40
# High officials work directly with people who hold a degree.
STAF_AHLI = {"sekda", "asisten", "perangkat", "wakil", "biro"}
TOKOH_DI = {(tokoh.tim, tokoh.tempat): tokoh for tokoh in TOKOH}


@dataclass(slots=True)
class Orang:
    """One person. `unit` and `atasan` are as they should be; what is recorded may be faulty (`cacat`)."""

    nomor: int
    tim: str
    is_pemimpin: bool
    unit: str
    atasan: int | None
    nama: str
    gelar_depan: str
    gelar_belakang: str
    kelamin: str
    pendidikan: str
    karier: Karier
    asal: str
    mulai: date
    tokoh: Tokoh | None = None
    unit_lama: str | None = None
    mulai_lama: date | None = None
    cacat: Cacat | None = None
    unit_keliru: str | None = None
    nip: str = ""
    nrk: str = ""
    nik: str = ""
    surel: str = ""
    aktif_sejak: date | None = None  # since when the account is activated
    bergilir: bool = False

    @property
    def jabatan(self) -> Jabatan:
        return self.karier.jabatan

    @property
    def jenis(self) -> JenisPegawai:
        return self.karier.jenis

    @property
    def atasan_tercatat(self) -> int | None:
        return None if self.cacat == Cacat.TANPA_ATASAN else self.atasan

    @property
    def unit_tercatat(self) -> str:
        return self.unit_keliru or self.unit


@dataclass(frozen=True)
class Rencana:
    """Everybody, in the order of their numbers, and who leads which team."""

    orang: list[Orang]
    pemimpin: dict[str, int]
    peran: list[tuple[int, Peran, str]]


def rencana(demo: Demo) -> Rencana:
    """The plan behind a demo province; the same three numbers give the same people."""
    return _rencana(demo.pegawai, demo.benih, demo.tanggal)


@lru_cache(maxsize=3)
def _rencana(pegawai: int, benih: int, tanggal: date) -> Rencana:
    demo = Demo(pegawai, benih, tanggal)
    people: list[Orang] = []
    leaders: dict[str, int] = {}
    for kunci, banyak in demo.ukuran.items():
        leaders[kunci] = len(people)
        people += _team(demo, demo.tim[kunci], banyak, len(people))
    neighbour = _person(demo, Simpul(*_TETANGGA_TIM), TETANGGA, PEMIMPIN, len(people), demo.acak("tetangga"))
    _activate(demo, [neighbour], demo.acak("tetangga"))
    people.append(neighbour)
    for person in people:
        if person.tim in demo.tim:
            above = demo.tim[person.tim].atasan if person.is_pemimpin else person.tim
            person.atasan = leaders.get(above or "")
    _give_numbers(people)
    _give_pasts(demo, people)
    roles = _roles(demo, people, leaders)
    cacat.spread(demo, people, protected={number for number, _, _ in roles})
    return Rencana(people, leaders, roles)


_TETANGGA_TIM = ("lain.dinas", "Dinas Contoh", "perangkat", "kantor", "lain.dinas", "lain", None, JenisUnit.DINAS, "")


def _team(demo: Demo, simpul: Simpul, banyak: int, first: int) -> list[Orang]:
    """The leader and the members of one team; its chance depends on nothing but its own name."""
    acak = demo.acak(simpul.kunci)
    team = [
        _person(demo, simpul, TOKOH_DI.get((simpul.kunci, place)), place, first + place, acak)
        for place in range(banyak + 1)
    ]
    _activate(demo, team, acak)
    return team


def _activate(demo: Demo, team: list[Orang], acak: random.Random) -> None:
    """Leaders and demo accounts have activated theirs; of the others more in one team, fewer in another."""
    rate = acak.uniform(*BAGIAN_AKTIF)
    for person in team:
        if person.is_pemimpin or person.tokoh or acak.random() < rate:
            person.aktif_sejak = demo.akun_sejak + timedelta(days=acak.randint(1, AKTIF_DALAM))


def _post(simpul: Simpul, place: int, acak: random.Random) -> tuple[Pekerjaan, Jabatan]:
    """What the person at this place of a team does."""
    if place == PEMIMPIN:
        return leader_of(simpul, acak)
    tetap = tetap_of(simpul)
    if place <= len(tetap):
        return schooled(simpul.isi, acak), tetap[place - 1]
    found = schooled(simpul.isi, acak) if simpul.tipe in STAF_AHLI else choose(simpul.isi, acak)
    return found, found.jabatan


def _person(demo: Demo, simpul: Simpul, tokoh: Tokoh | None, place: int, number: int, acak: random.Random) -> Orang:
    occupation, position = _post(simpul, place, acak)
    if tokoh is None:
        leads = place == PEMIMPIN or position.eselon
        jenis = JenisPegawai.PNS if leads else choose_jenis(occupation, acak)
        kelamin = "p" if acak.random() * 100 < _women(occupation, position) else "l"
        karier = make_karier(occupation, position, jenis, demo.tanggal, acak)
        nama, daerah = make_nama(kelamin, karier.lahir.year, acak)
    else:
        occupation = daftar_pekerjaan()[tokoh.pekerjaan]
        position = position if place == PEMIMPIN else occupation.jabatan
        kelamin, nama = tokoh.kelamin, tokoh.nama
        karier = fixed_karier(occupation, position, tokoh.jenis, demo.tanggal, tokoh.umur, tokoh.masa_kerja)
        daerah = make_nama(kelamin, karier.lahir.year, acak)[1]
    front, back, pendidikan = make_gelar(occupation, karier.jabatan, karier.lahir, kelamin, acak)
    return Orang(
        number, simpul.kunci, place == PEMIMPIN, simpul.unit, None, nama, front, back, kelamin, pendidikan, karier,
        make_asal(daerah, acak), _since(demo.tanggal, karier.tmt, place == PEMIMPIN, acak), tokoh,
        bergilir=simpul.bergilir,
    )  # fmt: skip


def _women(occupation: Pekerjaan, position: Jabatan) -> int:
    """Percent of women; high posts hold fewer."""
    return min(occupation.perempuan, 42) if position.eselon else occupation.perempuan


def _since(tanggal: date, tmt: date, leads: bool, acak: random.Random) -> date:
    """First day in the present unit: the first of a month."""
    years = acak.uniform(0.8, 4.5) if leads else acak.triangular(0.3, 9, 2.5)
    day = (tanggal - timedelta(days=round(years * YEAR))).replace(day=1)
    return max(day, tmt, BERDIRI)


def _give_numbers(people: list[Orang]) -> None:
    """NIP, NIK and mail in order of numbers; NRK in order of entry, as the registers gave them."""
    penomor = Penomor()
    for person in people:
        career = person.karier
        person.nip = penomor.nip(career.lahir, career.tmt, person.kelamin, career.jenis)
        person.nik = penomor.nik(person.asal, career.lahir, person.kelamin)
        person.surel = penomor.surel(person.nama)
    for place, person in enumerate(sorted(people, key=lambda p: (p.karier.tmt, p.nomor))):
        person.nrk = str(NRK_PERTAMA + place)


def _give_pasts(demo: Demo, people: list[Orang]) -> None:
    """Some came from another unit of the same kind."""
    acak = demo.acak("pindah")
    places: dict[tuple[str, str], list[str]] = {}
    for kunci in demo.ukuran:
        simpul = demo.tim[kunci]
        places.setdefault((simpul.tipe, simpul.isi), []).append(simpul.unit)
    for person in people:
        if acak.random() >= PELUANG_PINDAH or person.tim not in demo.tim or person.tokoh:
            continue
        simpul = demo.tim[person.tim]
        former = acak.choice(places[simpul.tipe, simpul.isi])
        began = max(person.karier.tmt, BERDIRI)
        if former != person.unit and (person.mulai - began).days > 200:
            person.unit_lama, person.mulai_lama = former, began


def _roles(demo: Demo, people: list[Orang], leaders: dict[str, int]) -> list[tuple[int, Peran, str]]:
    """Roles of the demo accounts; besides, every other office and kota has its leader and its HR."""
    roles = [
        (person.nomor, peran, unit) for person in people if person.tokoh for peran, unit in person.tokoh.peran.items()
    ]
    for kunci, leader in leaders.items():
        if demo.tim[kunci].tipe not in ("perangkat", "wilayah"):
            continue
        if people[leader].tokoh is None:
            roles.append((leader, Peran.PIMPINAN, kunci))
        if kunci not in TANPA_PENGELOLA:
            roles.append((leaders[f"{kunci}.sekretariat"] + 1, Peran.ADMIN_UNIT, kunci))
    return roles
