"""Batas yang dipakai indikator mutu data BKN pada jabatan: pendidikan dan pangkat paling rendah tiap jabatan."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from asn_portal.core.regulasi import load_tabel
from jabatan.aturan.pengisian import TABEL_SYARAT
from pegawai.aturan.kata import JENJANG_KEAHLIAN, JENJANG_KETERAMPILAN, URUTAN_GOLONGAN
from pegawai.aturan.pangkat import TABEL_ESELON

TABEL_MUTU_JABATAN = load_tabel(Path(__file__).parent / "tabel" / "mutu_jabatan.toml")


def batas_mutu(hari: date) -> dict[str, Any]:
    """Nilai tabel pada suatu hari.

    Dasar: indikator mutu data ASN BKN (27 indikator).
    """
    nilai: dict[str, Any] = TABEL_MUTU_JABATAN.at(hari).nilai
    return nilai


def pendidikan_terendah(hari: date) -> list[tuple[str, int, str]]:
    """Jabatan atau jenjang, id BKN tingkat pendidikan paling rendah, dan namanya.

    Dasar: PP 11/2017 jo PP 17/2020 Pasal 54, 75, dan 107.
    """
    batas = batas_mutu(hari)
    wanted = {row["jabatan"]: row["pendidikan"] for row in TABEL_SYARAT.at(hari).nilai["syarat"]}
    wanted |= dict.fromkeys(JENJANG_KEAHLIAN, batas["pendidikan_keahlian"])
    wanted |= dict.fromkeys(JENJANG_KETERAMPILAN, batas["pendidikan_keterampilan"])
    return [(jabatan, batas["id_pendidikan"][slug], TABEL_MUTU_JABATAN.label[slug]) for jabatan, slug in wanted.items()]


def pangkat_terendah(hari: date) -> list[tuple[str, int, str]]:
    """Eselon, urutan golongan paling rendah yang masih dibolehkan, dan namanya; urutan I/a adalah 0.

    Dasar: PP 100/2000 jo PP 13/2002.
    """
    ranks, below = list(URUTAN_GOLONGAN), batas_mutu(hari)["pangkat_di_bawah"]
    found = []
    for row in TABEL_ESELON.at(hari).nilai["rentang"]:
        place = max(URUTAN_GOLONGAN[row["terendah"]] - below, 0)
        found.append((row["eselon"], place, ranks[place]))
    return found


def urutan_golongan() -> list[tuple[str, int]]:
    """Golongan ruang PNS dan urutannya.

    Dasar: PP 99/2000 jo PP 12/2002.
    """
    return list(URUTAN_GOLONGAN.items())
