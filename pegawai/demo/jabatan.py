"""What people are: occupations by kind of team, and what the leader of a team is."""

from __future__ import annotations

import csv
import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from asn_portal.core.demo import Simpul
from asn_portal.core.enums import JenisUnit

DATA = Path(__file__).parent / "data"
GOLONGAN = tuple(
    f"{roman}/{letter}"
    for roman, last in (("I", "d"), ("II", "d"), ("III", "d"), ("IV", "e"))
    for letter in "abcde"
    if letter <= last
)
AHLI = ("Ahli Pertama", "Ahli Muda", "Ahli Madya", "Ahli Utama")
TERAMPIL = ("Pemula", "Terampil", "Mahir", "Penyelia")


@dataclass(frozen=True, slots=True)
class Jabatan:
    """A position as later apps will ask for it."""

    nama: str  # without its level: `Guru`, `Kepala Seksi`
    jenis: str  # struktural, fungsional, pelaksana
    rumpun: str = ""  # guru, pendidik, kesehatan, teknis, umum
    jalur: str = ""  # ahli or terampil, for functional positions
    jenjang: str = ""  # `Ahli Muda`
    bidang: str = ""  # what a teacher teaches
    tambahan: str = ""  # additional duty: `Kepala Sekolah`
    eselon: str = ""

    @property
    def label(self) -> str:
        """As a list shows it: `Guru Ahli Muda (Matematika)`, `Guru Ahli Madya (Kepala Sekolah)`."""
        words = f"{self.nama} {self.jenjang}".strip()
        inside = self.tambahan or self.bidang
        return f"{words} ({inside})" if inside else words


@dataclass(frozen=True, slots=True)
class Pekerjaan:
    """An occupation with what its holders usually are."""

    jabatan: Jabatan
    pendidikan: str
    gelar_depan: str
    gelar_belakang: tuple[str, ...]
    perempuan: int  # percent


@cache
def daftar_pekerjaan() -> dict[str, Pekerjaan]:
    with (DATA / "jabatan.csv").open(encoding="utf-8", newline="") as file:
        return {row["kode"]: _pekerjaan(row) for row in csv.DictReader(file)}


def _pekerjaan(row: dict[str, str]) -> Pekerjaan:
    is_jf = row["jalur"] != "pelaksana"
    jabatan = Jabatan(
        row["nama"],
        "fungsional" if is_jf else "pelaksana",
        row["rumpun"],
        row["jalur"] if is_jf else "",
        bidang=row["bidang"],
    )
    titles = tuple(row["gelar_belakang"].split(";"))
    return Pekerjaan(jabatan, row["pendidikan"], row["gelar_depan"], titles, int(row["perempuan"]))


@cache
def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def isi_of(isi: str) -> tuple[tuple[Pekerjaan, ...], tuple[int, ...]]:
    """Occupations of a kind of team with their weights."""
    tables = read_toml("isi.toml")
    table = tables.get(isi, tables["kantor"])
    return tuple(daftar_pekerjaan()[kode] for kode in table), tuple(table.values())


def choose(isi: str, acak: random.Random) -> Pekerjaan:
    occupations, weights = isi_of(isi)
    return acak.choices(occupations, weights)[0]


# -- leaders -----------------------------------------------------------------------------------------------


@cache
def _leading(isi: str) -> tuple[tuple[Pekerjaan, ...], tuple[int, ...]]:
    """Occupations of a team that may carry an additional duty: teachers in schools, else the higher functional ones."""
    rows = list(zip(*isi_of(isi), strict=True))
    tests: tuple[Callable[[Jabatan], bool], ...] = (
        lambda jabatan: jabatan.rumpun in ("guru", "pendidik"),
        lambda jabatan: jabatan.jalur == "ahli",
        lambda jabatan: jabatan.jenis == "fungsional",
    )
    for test in tests:
        if fitting := [row for row in rows if test(row[0].jabatan)]:
            rows = fitting
            break
    return tuple(row[0] for row in rows), tuple(row[1] for row in rows)


def leader_of(simpul: Simpul, acak: random.Random) -> tuple[Pekerjaan, Jabatan]:
    """The occupation a leader comes from, and the position he or she holds."""
    kepala = read_toml("kepala.toml")
    if simpul.tipe in kepala["tambahan"]:
        isi = simpul.kunci.split(".")[0] if simpul.tipe == "sekolah_besar" else simpul.isi
        found = acak.choices(*_leading("dokter_rsud" if simpul.tipe == "rsud" else isi))[0]
        duty = kepala["tambahan"][simpul.tipe] or ("" if simpul.tipe == "binaan" else simpul.nama)
        return found, replace(found.jabatan, tambahan=duty, bidang="")
    eselon = kepala["struktural"][simpul.tipe]
    if simpul.tipe == "bagian" and simpul.jenis == JenisUnit.SEKSI:
        eselon = "IV.a"
    return schooled(simpul.isi, acak), Jabatan(judul_of(simpul), "struktural", eselon=eselon)


def tetap_of(simpul: Simpul) -> list[Jabatan]:
    """Structural posts without a team of their own: the first members of this one."""
    rows = read_toml("kepala.toml")["tetap"].get(simpul.tipe, [])
    is_kabupaten = simpul.nama.startswith("Kabupaten ")
    return [
        Jabatan(nama.replace("Wali Kota", "Bupati") if is_kabupaten else nama, "struktural", eselon=eselon)
        for nama, eselon in rows
    ]


def schooled(isi: str, acak: random.Random) -> Pekerjaan:
    """Somebody with a degree of the field, as structural posts ask for."""
    occupations, weights = isi_of(isi)
    rows = [row for row in zip(occupations, weights, strict=True) if row[0].pendidikan in ("S-1", "S-2", "Profesi")]
    if not rows:
        return choose("kantor_ahli", acak)
    return acak.choices([row[0] for row in rows], [row[1] for row in rows])[0]


JUDUL = {
    JenisUnit.WILAYAH: "Wali Kota",
    JenisUnit.KECAMATAN: "Camat",
    JenisUnit.KELURAHAN: "Lurah",
    JenisUnit.INSPEKTORAT: "Inspektur",
}
# Units whose leader's title is more than `Kepala` and the first word of the name.
AWALAN = (
    "Suku Dinas", "Suku Badan", "Satuan Pelaksana", "Unit Pengelola", "Unit Pelayanan", "Unit Penanganan", "Panti Sosial",
)  # fmt: skip


def judul_of(simpul: Simpul) -> str:
    """`Kepala Seksi`, `Camat`, `Sekretaris Dinas`: short, since the unit is always shown beside it."""
    if simpul.jenis is None:
        return simpul.nama
    if simpul.nama.startswith("Kabupaten "):
        return "Bupati"
    if simpul.jenis in JUDUL:
        return JUDUL[simpul.jenis]
    if simpul.nama.startswith("Inspektorat Pembantu"):
        return "Inspektur Pembantu"
    if simpul.jenis == JenisUnit.SEKRETARIAT:
        return _secretary(simpul)
    first = next((words for words in AWALAN if simpul.nama.startswith(words)), simpul.nama.split()[0])
    return f"Kepala {first}"


def _secretary(simpul: Simpul) -> str:
    if simpul.tipe == "sekda":
        return "Sekretaris Daerah"
    if simpul.tipe == "perangkat":
        return "Sekretaris DPRD"
    return f"Sekretaris {simpul.nama.split()[1]}"  # `Sekretariat Dinas Pendidikan`, `Sekretariat Kecamatan`
