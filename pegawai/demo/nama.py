"""Invented names of many regions. No list of real persons stands behind them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from typing import Any

from pegawai.demo.jabatan import read_toml

MUDA_SEJAK = 1985
SINGLE_FROM = 6


@dataclass(frozen=True)
class Daerah:
    """Names of one region."""

    depan: dict[tuple[str, bool], tuple[str, ...]]  # sex, born since 1985
    belakang: dict[str, tuple[str, ...]]
    pola: tuple[str, ...]
    bobot_pola: tuple[int, ...]
    asal: tuple[tuple[str, int], ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


@cache
def daftar_daerah() -> tuple[tuple[Daerah, ...], tuple[float, ...]]:
    tables = {name: table for name, table in read_toml("nama.toml").items() if name != "semua"}
    return tuple(_daerah(table) for table in tables.values()), tuple(table["bobot"] for table in tables.values())


def _daerah(table: dict[str, Any]) -> Daerah:
    depan = {
        (sex, young): _words(table[f"{word}_{'baru' if young else 'lama'}"])
        for sex, word in (("l", "pria"), ("p", "wanita"))
        for young in (False, True)
    }
    belakang = {
        sex: _words(table.get(f"{word}_belakang") or table["belakang"])
        for sex, word in (("l", "pria"), ("p", "wanita"))
    }
    pola = table["pola"]
    return Daerah(depan, belakang, tuple(pola), tuple(pola.values()), tuple(table["asal"].items()))


@cache
def _avoided() -> frozenset[str]:
    return frozenset(read_toml("nama.toml")["semua"]["dihindari"])


@cache
def _leading() -> frozenset[str]:
    return frozenset(read_toml("nama.toml")["semua"]["selalu_di_depan"])


def make_nama(kelamin: str, tahun_lahir: int, acak: random.Random) -> tuple[str, Daerah]:
    """A name and the region it comes from."""
    regions, weights = daftar_daerah()
    daerah = acak.choices(regions, weights)[0]
    while True:
        nama = _compose(daerah, kelamin, tahun_lahir >= MUDA_SEJAK, acak)
        if nama not in _avoided():
            return nama, daerah


def _compose(daerah: Daerah, kelamin: str, young: bool, acak: random.Random) -> str:
    firsts = daerah.depan[kelamin, young]
    words = []
    for part in acak.choices(daerah.pola, daerah.bobot_pola)[0].split():
        word = acak.choice(daerah.belakang[kelamin] if part == "b" else firsts)
        if word not in words:
            words.append(word)
    if len(words) == 1 and (
        young or len(words[0]) < SINGLE_FROM
    ):  # one word alone is a name of the old, and a long one
        words.append(acak.choice(daerah.belakang[kelamin]))
    return " ".join(sorted(words, key=lambda word: word not in _leading()))


def make_asal(daerah: Daerah, acak: random.Random) -> str:
    """Code of the kecamatan that issued the NIK: most were born in Jakarta or around it."""
    common = read_toml("nama.toml")["semua"]
    places = (common["jakarta"], common["sekitar"], dict(daerah.asal))
    kabupaten, kecamatan = acak.choice(list(acak.choices(places, (50, 15, 35))[0].items()))
    return f"{kabupaten.replace('.', '')}{acak.randint(1, kecamatan):02d}"
