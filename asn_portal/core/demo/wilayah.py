"""The five kota and the kabupaten: their offices, kecamatan, kelurahan, and the suku dinas that work there."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from asn_portal.core.demo.pusat import DATA, Perangkat, daftar_perangkat
from asn_portal.core.demo.simpul import AKAR, Pohon
from asn_portal.core.enums import JenisUnit

BAGIAN = (
    "Tata Pemerintahan",
    "Perekonomian",
    "Kesejahteraan Rakyat",
    "Umum dan Protokol",
    "Kepegawaian dan Tata Laksana",
)
SEKSI_KECAMATAN = ("Pemerintahan, Ketenteraman, dan Ketertiban", "Kesejahteraan Rakyat", "Ekonomi dan Pembangunan")


@dataclass(frozen=True)
class Wilayah:
    """A kota or the kabupaten; a kecamatan; a kelurahan. `kode` is the code of the Interior Ministry."""

    kode: str
    nama: str
    bawah: tuple[Wilayah, ...] = ()

    @property
    def pendek(self) -> str:
        return self.nama.removeprefix("Kota Administrasi ").removeprefix("Kabupaten Administrasi ")

    @property
    def is_kabupaten(self) -> bool:
        return self.nama.startswith("Kabupaten ")


@cache
def daftar_wilayah() -> tuple[Wilayah, ...]:
    """Kota with kecamatan with kelurahan, in the order in which a small province grows."""
    with (DATA / "wilayah.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["kode"], row["nama"]) for row in csv.DictReader(file)]

    def below(kode: str, dots: int) -> tuple[Wilayah, ...]:
        return tuple(
            Wilayah(code, name, below(code, dots + 1))
            for code, name in rows
            if code.count(".") == dots and code.startswith(kode)
        )

    return below("", 1)


def add_kota(pohon: Pohon, kota: Wilayah) -> None:
    """The office of the wali kota or bupati."""
    kunci = pohon.unit(
        kota.kode, kota.nama, JenisUnit.WILAYAH, "wilayah", di=AKAR, isi="kewilayahan", atasan="setda", kelas="wilayah",
        singkatan=kota.pendek, kode=kota.kode, wilayah=kota.kode,
    )  # fmt: skip
    nama = "Sekretariat Kabupaten" if kota.is_kabupaten else "Sekretariat Kota"
    sekretariat = pohon.unit(
        f"{kunci}.sekretariat",
        f"{nama} {kota.pendek}",
        JenisUnit.SEKRETARIAT,
        "sekretariat",
        di=kunci,
        isi="kepegawaian",
    )
    for nomor, bagian in enumerate(BAGIAN, 1):
        isi = "kepegawaian" if bagian.startswith("Kepegawaian") else "kewilayahan"
        pohon.unit(
            f"{kunci}.b{nomor}", f"Bagian {bagian}", JenisUnit.BAGIAN, "bagian_wilayah", di=sekretariat, isi=isi,
            kelas="wilayah",
        )  # fmt: skip


def add_kecamatan(pohon: Pohon, kota: Wilayah, kecamatan: Wilayah) -> None:
    kunci = pohon.unit(
        kecamatan.kode, f"Kecamatan {kecamatan.nama}", JenisUnit.KECAMATAN, "kecamatan", di=kota.kode, kelas="wilayah",
        kode=kecamatan.kode,
    )  # fmt: skip
    pohon.unit(
        f"{kunci}.sekretariat", "Sekretariat Kecamatan", JenisUnit.SEKRETARIAT, "seksi_kecamatan", di=kunci, isi="umum"
    )
    for nomor, seksi in enumerate(SEKSI_KECAMATAN, 1):
        pohon.unit(f"{kunci}.s{nomor}", f"Seksi {seksi}", JenisUnit.SEKSI, "seksi_kecamatan", di=kunci, kelas="wilayah")
    for kelurahan in kecamatan.bawah:
        pohon.unit(
            kelurahan.kode, f"Kelurahan {kelurahan.nama}", JenisUnit.KELURAHAN, "kelurahan", di=kunci, kelas="kelurahan",
            isi="kelurahan", kode=kelurahan.kode,
        )  # fmt: skip


def suku_key(perangkat: str, kota: str) -> str:
    return f"{perangkat}.suku.{kota}"


def _suku_name(perangkat: Perangkat, kota: Wilayah) -> tuple[str, str, JenisUnit]:
    """Long name, short name and kind of an office's arm in a kota."""
    if perangkat.kunci == "satpol":
        return f"Satuan Polisi Pamong Praja {kota.nama}", f"Satpol PP {kota.pendek}", JenisUnit.SATUAN
    if perangkat.kunci == "pmptsp":
        nama = f"Unit Pengelola Pelayanan Terpadu Satu Pintu {kota.nama}"
        return nama, f"UP PTSP {kota.pendek}", JenisUnit.UPT
    jenis = "Suku Badan" if perangkat.jenis == JenisUnit.BADAN else "Suku Dinas"
    pendek = perangkat.singkatan.removeprefix("Dinas ")
    return (
        f"{jenis} {perangkat.pokok} {kota.nama}",
        f"Su{jenis[5:].lower()} {pendek} {kota.pendek}",
        JenisUnit.SUKU_DINAS,
    )


def add_suku(pohon: Pohon, kota: Wilayah) -> None:
    """The arms of every office in this kota. Badan have none in the islands."""
    for perangkat in daftar_perangkat():
        if not perangkat.suku or perangkat.kunci == "pendidikan":
            continue
        if kota.is_kabupaten and perangkat.jenis == JenisUnit.BADAN:
            continue
        nama, singkatan, jenis = _suku_name(perangkat, kota)
        add_one_suku(pohon, perangkat, kota, suku_key(perangkat.kunci, kota.kode), nama, singkatan, jenis)
    for nomor, (nama, bagian) in enumerate(suku_pendidikan(kota), 1):
        perangkat = next(p for p in daftar_perangkat() if p.kunci == "pendidikan")
        kunci = f"{suku_key('pendidikan', kota.kode)}.{nomor}"
        add_one_suku(
            pohon, perangkat, kota, kunci, nama, f"Sudin Pendidikan {bagian} {kota.pendek}", JenisUnit.SUKU_DINAS
        )


def suku_pendidikan(kota: Wilayah) -> list[tuple[str, str]]:
    """Education has two arms in each kota, one in the islands."""
    if kota.is_kabupaten:
        return [(f"Suku Dinas Pendidikan {kota.nama}", "")]
    return [(f"Suku Dinas Pendidikan Wilayah {w} {kota.nama}", f"Wilayah {w}") for w in ("I", "II")]


def add_one_suku(
    pohon: Pohon, perangkat: Perangkat, kota: Wilayah, kunci: str, nama: str, singkatan: str, jenis: JenisUnit
) -> None:
    pohon.unit(
        kunci, nama, jenis, "suku", di=perangkat.kunci, kelas="suku", singkatan=" ".join(singkatan.split()),
        wilayah=kota.kode,
    )  # fmt: skip
    pohon.unit(f"{kunci}.tu", "Subbagian Tata Usaha", JenisUnit.SUBBAGIAN, "subbagian", di=kunci, isi="umum")
    for nomor, seksi in enumerate(perangkat.suku, 1):
        pohon.unit(f"{kunci}.{nomor}", f"Seksi {seksi}", JenisUnit.SEKSI, "seksi", di=kunci, kelas="suku")


LAYANAN_KECAMATAN = {
    "bapenda": ("Unit Pelayanan Pemungutan Pajak Daerah {}", JenisUnit.UPT),
    "pmptsp": ("Unit Pengelola Pelayanan Terpadu Satu Pintu Kecamatan {}", JenisUnit.UPT),
    "dukcapil": ("Sektor Dinas Kependudukan dan Pencatatan Sipil Kecamatan {}", JenisUnit.SEKSI),
}


def add_layanan_kecamatan(pohon: Pohon, kota: Wilayah, kecamatan: Wilayah) -> None:
    """Counters of the kecamatan: tax, permits, civil registration."""
    for perangkat, (pola, jenis) in LAYANAN_KECAMATAN.items():
        di = suku_key(perangkat, kota.kode)
        if di not in pohon.simpul:  # no tax office in the islands
            continue
        pohon.unit(f"{di}.{kecamatan.kode}", pola.format(kecamatan.nama), jenis, "layanan", di=di, kelas="layanan")
