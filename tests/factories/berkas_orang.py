"""Files of many random people, for rules over whole populations: facts in Python and the same facts as rows."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from asn_portal.core.models import periode
from asn_portal.core.models.dasar import new_ids
from pegawai import models as m
from pegawai.aturan.kata import GOLONGAN_PNS, GOLONGAN_PPPK
from pegawai.aturan.peringatan import TINGKAT_BKN
from tests.factories.pegawai import PegawaiFactory

JABATAN = (
    "Guru Ahli Muda (Matematika)", "Penelaah Teknis Kebijakan", "Pengadministrasi Perkantoran", "Operator Layanan", "",
    "Kepala Seksi", "Kepala Bidang", "Camat", "Kepala Dinas", "Analis Ahli Madya", "Dokter Ahli Utama", "Kepala Regu",
    "Pranata Komputer Terampil", "Sekretaris Kelurahan", "Wakil Camat", "Wakil Camat",
    "Operator Layanan", "Pengemudi", "Peneliti Ahli Madya", "Asisten Apoteker Mahir",
)  # fmt: skip
# Ranks that ask for an exam before the next, oftener than chance would have them.
BERUJIAN = ("II/d", "III/d")
ASAL = date(2015, 1, 1)


@dataclass
class Fakta:
    """What is true of one person."""

    orang: Any
    jenis: str
    jabatan: str
    lahir: date
    golongan: str | None = None
    tmt_golongan: date = ASAL
    mkg: tuple[int, int] = (0, 0)
    kgb: tuple[date, int, int] | None = None
    kedudukan: str | None = None
    tmt_cpns: date | None = None
    ijazah: list[tuple[str, date]] = field(default_factory=list)
    piagam: list[str] = field(default_factory=list)
    dihukum: bool = False
    lulus: list[str] = field(default_factory=list)


def load_references() -> None:
    pns = {f"golongan_pns:{place}": nama for place, nama in zip(_ids(), GOLONGAN_PNS, strict=True)}
    rows = [
        *pns.items(),
        *((f"golongan_pppk:{nama}", nama) for nama in GOLONGAN_PPPK),
        *((f"kedudukan_hukum:{kode}", kode) for kode in ("01", "02", "03", "20", "98")),
        *((f"tingkat_pendidikan:{kode}", kode) for kode in TINGKAT_BKN),
        *((f"penghargaan:{kode}", kode) for kode in ("201", "202", "203")),
        ("jenis_hukuman:23", "Potong"), ("pendidikan:x", "x"), ("cltn:1", "CLTN"), ("cltn:6", "Tugas Belajar"),
    ]  # fmt: skip
    m.Referensi.objects.bulk_create(
        m.Referensi(kunci=kunci, jenis=kunci.split(":")[0], id_bkn=kunci.split(":")[1], nama=nama)
        for kunci, nama in rows
    )


def _ids() -> list[str]:
    return [f"{roman}{letter}" for roman in (1, 2, 3, 4) for letter in range(1, 6 if roman == 4 else 5)]


def golongan_key(golongan: str) -> str:
    return (
        f"golongan_pns:{_ids()[list(GOLONGAN_PNS).index(golongan)]}" if "/" in golongan else f"golongan_pppk:{golongan}"
    )


def make_population(instansi: Any, banyak: int, acak: random.Random, hari: date) -> list[Fakta]:
    """Random people with random files."""
    found = [_facts(instansi, acak, hari) for _ in range(banyak)]
    for one, pk in zip(found, new_ids(banyak), strict=True):
        one.orang.pk = pk
    m.Pegawai.objects.bulk_create(one.orang for one in found)
    for rows in zip(*(_rows(one) for one in found), strict=True):
        flat = [row for part in rows for row in part]
        if flat:
            type(flat[0]).objects.bulk_create(flat)
    return found


def _facts(instansi: Any, acak: random.Random, hari: date) -> Fakta:
    jenis = acak.choice(("pns", "pns", "pns", "pns", "cpns", "pppk", "pppk_paruh_waktu"))
    jabatan = acak.choice(JABATAN)
    born = date(acak.randrange(1964, 2002), acak.randrange(1, 13), acak.randrange(1, 29))
    person = PegawaiFactory.build(instansi=instansi, jenis=jenis, jabatan_kini=jabatan, tanggal_lahir=born)
    one = Fakta(person, jenis, jabatan, born)
    one.tmt_cpns = date(acak.randrange(1994, 2026), acak.randrange(1, 13), acak.choice((1, 1, 1, 15)))
    if acak.random() < 0.95:
        pool = list(GOLONGAN_PPPK if jenis.startswith("pppk") else GOLONGAN_PNS)
        one.golongan = acak.choice([*pool, *(name for name in pool if name in BERUJIAN for _ in range(4))])
        one.tmt_golongan = date(acak.randrange(2016, 2027), acak.randrange(1, 13), acak.choice((1, 1, 1, 15)))
        one.mkg = (acak.randrange(0, 33), acak.randrange(0, 12))
        if acak.random() < 0.6:
            day = date(acak.randrange(2019, 2028), acak.randrange(1, 13), 1)
            one.kgb = (day, acak.randrange(0, 33), acak.randrange(0, 12))
    one.kedudukan = acak.choice((None, "01", "01", "01", "01", "02", "03", "20", "98"))
    for kode in acak.sample(sorted(TINGKAT_BKN), acak.randrange(0, 3)):
        one.ijazah.append((kode, date(acak.randrange(2000, 2027), acak.randrange(1, 13), acak.randrange(1, 29))))
    one.ijazah = list({day: (kode, day) for kode, day in one.ijazah}.values())  # one of a day
    one.piagam = acak.sample(("201", "202", "203"), acak.randrange(0, 2))
    one.dihukum = acak.random() < 0.1
    # Drawn apart, so that the other facts of everybody stay as they are.
    sendiri = random.Random(f"{born}:{one.mkg}")
    one.lulus = [jenis for jenis in ("dinas_1", "dinas_2", "penyesuaian") if sendiri.random() < 0.3]
    return one


def _rows(one: Fakta) -> tuple[list[Any], ...]:
    who: dict[str, Any] = {"pegawai": one.orang, "sumber": "siasn"}
    rank, pay = [], []
    if one.golongan is not None:
        key = golongan_key(one.golongan)
        rank.append(
            m.RiwayatGolongan(
                golongan_id=key,
                berlaku=periode(one.tmt_golongan),
                masa_kerja_tahun=one.mkg[0],
                masa_kerja_bulan=one.mkg[1],
                **who,
            )
        )
        if one.kgb:
            day, years, months = one.kgb
            pay.append(
                m.RiwayatKGB(
                    golongan_id=key,
                    berlaku=periode(day),
                    masa_kerja_tahun=years,
                    masa_kerja_bulan=months,
                    gaji_pokok=1,
                    **who,
                )
            )
    stand = (
        [m.RiwayatKedudukan(kedudukan_id=f"kedudukan_hukum:{one.kedudukan}", berlaku=periode(ASAL), **who)]
        if one.kedudukan
        else []
    )
    degrees = [
        m.RiwayatPendidikan(
            pendidikan_id="pendidikan:x", tingkat_id=f"tingkat_pendidikan:{kode}",
            berlaku=periode(day, day), **who,
        )
        for kode, day in one.ijazah
    ]  # fmt: skip
    exams = [
        m.RiwayatUjian(jenis=jenis, nomor=f"STLUD-{jenis}", berlaku=periode(date(2020, 5, 4)), **who)
        for jenis in one.lulus
    ]
    honours = [
        m.RiwayatPenghargaan(penghargaan_id=f"penghargaan:{kode}", berlaku=periode(ASAL), **who) for kode in one.piagam
    ]
    punished = [
        m.RiwayatHukuman(
            jenis_hukuman_id="jenis_hukuman:23", tingkat="s", berlaku=periode(date(2020, 1, 1), date(2020, 6, 30)), **who
        )
    ] if one.dihukum else []  # fmt: skip
    once = [m.DataKepegawaian(pegawai=one.orang, tmt_cpns=one.tmt_cpns)]
    return rank, pay, stand, degrees, honours, punished, exams, once
