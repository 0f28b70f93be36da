"""Offices of the province: secretariat with its bureaus, dinas, badan, and their technical units."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from asn_portal.core.demo.simpul import AKAR, PERLU, Pohon
from asn_portal.core.enums import JenisUnit

DATA = Path(__file__).parent / "data"
SUBBAGIAN = {
    "kepegawaian": "Subbagian Kepegawaian",
    "umum": "Subbagian Umum",
    "keuangan": "Subbagian Keuangan",
    "program": "Subbagian Program dan Anggaran",
}
SETDA = "setda"
# Where the seat of the province is; offices whose place is not known are there as well.
PUSAT_KOTA = "31.71"


def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Perangkat:
    """One office as the data files tell it."""

    kunci: str
    nama: str
    singkatan: str
    jenis: JenisUnit
    bidang: dict[str, list[str]]
    suku: tuple[str, ...]
    upt: tuple[str, ...]
    pembina_upt: str  # which bidang the heads of the technical units answer to; "": the head of the office

    @property
    def pokok(self) -> str:
        """The name without its kind: `Sumber Daya Air`."""
        return self.nama.removeprefix("Dinas ").removeprefix("Badan ").removesuffix(" Daerah")


@cache
def daftar_perangkat() -> tuple[Perangkat, ...]:
    rows = [*read_toml("perangkat.toml")["perangkat"], *read_toml("perangkat_lain.toml")["perangkat"]]
    return tuple(
        Perangkat(
            row["kunci"], row["nama"], row["singkatan"], JenisUnit(row["jenis"]), row["bidang"],
            tuple(row.get("suku", ())), tuple(row.get("upt", ())), row.get("pembina_upt", ""),
        )
        for row in rows
    )  # fmt: skip


def add_pusat(pohon: Pohon) -> None:
    """Everything that sits in the central offices."""
    pohon.unit(
        AKAR,
        "Pemerintah Provinsi DKI Jakarta",
        JenisUnit.PEMERINTAH_DAERAH,
        "",
        di=None,
        singkatan="Pemprov DKI",
        wilayah=PUSAT_KOTA,
    )
    pohon.unit(
        SETDA,
        "Sekretariat Daerah",
        JenisUnit.SEKRETARIAT,
        "sekda",
        di=AKAR,
        isi="kantor",
        kelas=PERLU,
        singkatan="Setda",
    )
    for perangkat in daftar_perangkat():
        _add_perangkat(pohon, perangkat)
    for nomor, (asisten, daftar_biro) in enumerate(read_toml("sekretariat_daerah.toml")["asisten"].items(), 1):
        tim = pohon.tim(f"asisten-{nomor}", asisten, "asisten", di=SETDA, kelas=PERLU)
        for biro, daftar_bagian in daftar_biro.items():
            _add_biro(pohon, tim, biro, daftar_bagian)


def _add_perangkat(pohon: Pohon, perangkat: Perangkat) -> None:
    """Head, secretariat with its subbagian, bidang with their seksi. Its head answers to the Sekda."""
    kunci = pohon.unit(
        perangkat.kunci, perangkat.nama, perangkat.jenis, "perangkat", di=AKAR, isi=perangkat.kunci, atasan=SETDA,
        kelas="pusat", singkatan=perangkat.singkatan,
    )  # fmt: skip
    nama, jenis = f"Sekretariat {perangkat.nama}", JenisUnit.SEKRETARIAT
    if perangkat.jenis == JenisUnit.SEKRETARIAT:
        nama, jenis = f"Bagian Umum {perangkat.singkatan}", JenisUnit.BAGIAN
    sekretariat = pohon.unit(f"{kunci}.sekretariat", nama, jenis, "sekretariat", di=kunci, isi="kepegawaian")
    for nomor, (bidang, daftar_seksi) in enumerate(perangkat.bidang.items(), 1):
        _add_bidang(pohon, kunci, nomor, bidang, daftar_seksi)
    for isi, judul in SUBBAGIAN.items():
        pohon.unit(
            f"{sekretariat}.{isi}", judul, JenisUnit.SUBBAGIAN, "subbagian", di=sekretariat, isi=isi, kelas="pusat"
        )


def _add_bidang(pohon: Pohon, kunci: str, nomor: int, bidang: str, daftar_seksi: list[str]) -> None:
    is_bagian = bidang.startswith("Bagian ")
    jenis, bawahan = (JenisUnit.BAGIAN, JenisUnit.SUBBAGIAN) if is_bagian else (JenisUnit.BIDANG, JenisUnit.SEKSI)
    tipe = ("bagian" if is_bagian else "bidang") if daftar_seksi else "irban"
    atas = pohon.unit(f"{kunci}.{nomor}", bidang, jenis, tipe, di=kunci, kelas="pusat")
    for urut, seksi in enumerate(daftar_seksi, 1):
        nama = f"{bawahan.label} {seksi}"
        pohon.unit(f"{atas}.{urut}", nama, bawahan, bawahan.value, di=atas, kelas="pusat")


def _add_biro(pohon: Pohon, asisten: str, biro: str, daftar_bagian: list[str]) -> None:
    kunci = pohon.unit(biro.lower().replace(" ", "-"), biro, JenisUnit.BIRO, "biro", di=asisten, kelas="pusat")
    for nomor, bagian in enumerate(daftar_bagian, 1):
        nama = f"Bagian {bagian}"
        atas = pohon.unit(
            f"{kunci}.{nomor}", nama, JenisUnit.BAGIAN, "bagian", di=kunci, kelas="pusat" if nomor > 1 else ""
        )
        for urut, urusan in enumerate(("Perencanaan", "Administrasi"), 1):
            label = f"Subbagian {urusan} {bagian}"
            pohon.unit(f"{atas}.{urut}", label, JenisUnit.SUBBAGIAN, "subbagian", di=atas, kelas="pusat")


def add_upt(pohon: Pohon) -> None:
    """Technical units of the offices: head, administration, two implementing teams."""
    for perangkat in daftar_perangkat():
        for nomor, nama in enumerate(perangkat.upt, 1):
            kunci = pohon.unit(
                f"{perangkat.kunci}.upt{nomor}", nama, JenisUnit.UPT, "upt", di=perangkat.kunci, kelas="upt",
                atasan=perangkat.pembina_upt or None,
            )  # fmt: skip
            add_upt_inside(pohon, kunci)


def add_upt_inside(pohon: Pohon, kunci: str) -> None:
    pohon.unit(f"{kunci}.tu", "Subbagian Tata Usaha", JenisUnit.SUBBAGIAN, "subbagian", di=kunci, isi="umum")
    for urut, nama in enumerate(("Satuan Pelaksana Pelayanan", "Satuan Pelaksana Prasarana dan Sarana"), 1):
        pohon.unit(f"{kunci}.{urut}", nama, JenisUnit.SEKSI, "satuan_pelaksana", di=kunci)
