"""Requirements and their sources in words: one place for pages, papers and lists."""

from __future__ import annotations

from decimal import Decimal

from asn_portal.core.templatetags.bentuk import angka
from jabatan.enums import JenisSyarat
from pegawai.aturan.kata import GOLONGAN_PNS, JABATAN_MANAJERIAL, JENJANG, PENDIDIKAN

# From where a requirement comes, by how close it is (jabatan.selectors.perlu).
SUMBER = {3: "Jabatan ini", 2: "Nomenklatur ini", 1: "Jenis dan jenjang ini", 0: "Bawaan menurut peraturan"}
JABATAN_ASAL = {**JABATAN_MANAJERIAL, "pelaksana": "Pelaksana", **JENJANG}
PEMISAH = "|"


def syarat_kata(jenis: str, nilai: str, tahun: Decimal | None, rincian: str = "") -> str:
    """`Paling rendah S-1 (hukum, administrasi)`, `4 tahun sebagai pengawas atau ahli muda`."""
    match jenis:
        case JenisSyarat.PENDIDIKAN:
            words = f"Paling rendah {PENDIDIKAN.get(nilai, nilai)}"
        case JenisSyarat.PANGKAT:
            words = f"Paling rendah {GOLONGAN_PNS.get(nilai, nilai)}"
        case JenisSyarat.PENGALAMAN:
            posts = [JABATAN_ASAL.get(satu, satu) for satu in nilai.split(PEMISAH)]
            listed = " atau ".join([", ".join(posts[:-1]), posts[-1]]) if len(posts) > 1 else posts[0]
            long = tahun or Decimal(0)
            words = f"{angka(long, 0 if long == int(long) else 1)} tahun sebagai {listed.lower().replace('jpt', 'JPT')}"
        case _:
            words = nilai
    return f"{words} ({rincian})" if rincian else words


def desimal(value: Decimal) -> str:
    """1.234,5 with as many places as it has."""
    places = -int(value.normalize().as_tuple().exponent)
    return angka(value, max(places, 0))
