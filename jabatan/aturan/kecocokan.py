"""Orang dan syarat jabatan: setiap syarat dijawab dengan buktinya, tanpa nilai gabungan."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal

from pegawai.aturan.kata import TINGKAT_PENDIDIKAN, URUTAN_GOLONGAN

SETAHUN, SEPERSEPULUH = Decimal("365.25"), Decimal("0.1")
MEMENUHI, BELUM, TANPA_DATA = "memenuhi", "belum", "tanpa_data"


@dataclass(frozen=True)
class Fakta:
    """What the record of a person says on a day. Empty: nothing is recorded."""

    pendidikan: str = ""
    golongan: str = ""
    # Days as each kind of post or level, by its slug.
    pengalaman: dict[str, int] = field(default_factory=dict)
    # Names of trainings, as recorded.
    pelatihan: tuple[str, ...] = ()


@dataclass(frozen=True)
class Syarat:
    """One requirement: `nilai` of experience are slugs joined by `|`."""

    jenis: str
    nilai: str
    tahun: Decimal | None = None


def judge(syarat: Syarat, fakta: Fakta) -> str:
    """`memenuhi`, `belum`, or `tanpa_data` where the record is silent. Dasar: PP 11/2017 jo PP 17/2020 Pasal 54."""
    match syarat.jenis:
        case "pendidikan":
            return _at_least(TINGKAT_PENDIDIKAN, fakta.pendidikan, syarat.nilai)
        case "pangkat":
            return _at_least(URUTAN_GOLONGAN, fakta.golongan, syarat.nilai)
        case "pengalaman":
            if not fakta.pengalaman:
                return TANPA_DATA
            return MEMENUHI if years_as(syarat.nilai, fakta) >= (syarat.tahun or 0) else BELUM
        case "pelatihan":
            if not fakta.pelatihan:
                return TANPA_DATA
            return MEMENUHI if training_for(syarat.nilai, fakta) else BELUM
        case _:
            return TANPA_DATA


def _at_least(order: dict[str, int], has: str, wanted: str) -> str:
    if has not in order:
        return TANPA_DATA
    return MEMENUHI if order[has] >= order[wanted] else BELUM


def years_as(nilai: str, fakta: Fakta) -> Decimal:
    """Years in any of these posts together, to a tenth and never rounded up: two years are not reached a month early."""
    days = sum(fakta.pengalaman.get(satu, 0) for satu in nilai.split("|"))
    return (Decimal(days) / SETAHUN).quantize(SEPERSEPULUH, ROUND_DOWN)


def training_for(nilai: str, fakta: Fakta) -> str:
    """The training that holds every word of what is asked for; empty when none does."""
    words = nilai.casefold().split()
    return next((nama for nama in fakta.pelatihan if all(word in nama.casefold() for word in words)), "")
