"""Kata bersama tentang karier: golongan, pendidikan, dan jabatan, dengan urutannya.

Satu sumber untuk fungsi murni, isian kalkulator, dan SQL (lihat pegawai.selectors.hukum).
"""

from __future__ import annotations

from pathlib import Path

from asn_portal.core.regulasi import Tabel, load_tabel

FOLDER = Path(__file__).parent / "tabel"


def tabel(nama: str) -> Tabel:
    """A table of this app by its name."""
    return load_tabel(FOLDER / f"{nama}.toml")


TABEL_GOLONGAN = tabel("golongan")
TABEL_PENDIDIKAN = tabel("pendidikan")
TABEL_BUP = tabel("bup")

_PANGKAT: list[dict[str, str]] = TABEL_GOLONGAN.terakhir.nilai["pns"]

# Golongan ruang PNS and golongan PPPK, rising; each with the words people choose it by.
GOLONGAN_PNS = {row["golongan"]: f"{row['golongan']} ({row['pangkat']})" for row in _PANGKAT}
GOLONGAN_PPPK = {golongan: golongan for golongan in TABEL_GOLONGAN.terakhir.nilai["pppk"]}
# The same without the name of the rank, for results.
GOLONGAN = {golongan: golongan for golongan in GOLONGAN_PNS}
URUTAN_GOLONGAN = {golongan: place for place, golongan in enumerate(GOLONGAN_PNS)}
_MENURUT_URUTAN = list(GOLONGAN_PNS)

TINGKAT_PENDIDIKAN: dict[str, int] = TABEL_PENDIDIKAN.terakhir.nilai["tingkat_pendidikan"]
JENJANG_KETERAMPILAN = ("pemula", "terampil", "mahir", "penyelia")
JENJANG_KEAHLIAN = ("ahli_pertama", "ahli_muda", "ahli_madya", "ahli_utama")
PENDIDIKAN = {slug: TABEL_PENDIDIKAN.label[slug] for slug in TINGKAT_PENDIDIKAN}

JENJANG = {
    "pemula": "Pemula",
    "terampil": "Terampil",
    "mahir": "Mahir",
    "penyelia": "Penyelia",
    "ahli_pertama": "Ahli pertama",
    "ahli_muda": "Ahli muda",
    "ahli_madya": "Ahli madya",
    "ahli_utama": "Ahli utama",
}
JABATAN_MANAJERIAL = {
    "jpt_utama": "JPT utama",
    "jpt_madya": "JPT madya",
    "jpt_pratama": "JPT pratama",
    "administrator": "Administrator",
    "pengawas": "Pengawas",
}
TINGKAT_HUKDIS = {"tidak_ada": "Tidak ada", "ringan": "Ringan", "sedang": "Sedang", "berat": "Berat"}


def golongan_berikut(golongan: str) -> str | None:
    """One step up; none above IV/e."""
    place = URUTAN_GOLONGAN[golongan] + 1
    return _MENURUT_URUTAN[place] if place < len(_MENURUT_URUTAN) else None


def golongan_besar(golongan: str) -> int:
    """I, II, III or IV as 1 to 4."""
    return ("I", "II", "III", "IV").index(golongan.split("/")[0]) + 1
