"""What a post of the old SIMPEG may become. Until the app of positions registers its own, a post is a name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from asn_portal.core.models import Pengguna
from pegawai.models import Pegawai


@dataclass
class BarisJabatan:
    """One row of a history of posts. Whoever writes it leaves the row it became, or the sentence why it became none."""

    pegawai: Pegawai
    unit_id: UUID | None
    nilai: str
    mulai: date
    sk_nomor: str = ""
    sk_tanggal: date | None = None
    # When the next post of the person begins, as far as the dump tells.
    berikut: date | None = None
    hasil: UUID | None = None
    tolak: str = ""


@dataclass(frozen=True)
class SasaranJabatan:
    """One way to say what a post is: `cari` offers (value, words) for words typed, `kata` says a value to people (empty when
    it is none).
    """

    nama: str
    judul: str
    cari: Callable[[str], list[tuple[str, str]]]
    kata: Callable[[str], str]
    # Names of the old system that mean exactly one post here, whatever their case: name -> value. Mapped without asking.
    sama: Callable[[Collection[str]], dict[str, str]] = lambda _: {}
    # Names of the old system -> (value, words) of the post most like each, where any is. For one page of codes.
    mirip: Callable[[Collection[str]], dict[str, tuple[str, str]]] = lambda _: {}
    # Writes the rows of history as placements; what is known already stays. None: such a post is only a name.
    tempatkan: Callable[[Sequence[BarisJabatan], Pengguna], None] | None = None


def _typed(kata: str) -> list[tuple[str, str]]:
    return [(kata, kata)] if kata else []


_register: dict[str, SasaranJabatan] = {}


def register_sasaran_jabatan(*daftar: SasaranJabatan) -> None:
    _register.update({satu.nama: satu for satu in daftar})


def all_sasaran_jabatan() -> list[SasaranJabatan]:
    """The last registered first: what an app above offers is closer to a post than its name."""
    return list(_register.values())[::-1]


def sasaran_jabatan(nama: str) -> SasaranJabatan | None:
    return _register.get(nama)


register_sasaran_jabatan(SasaranJabatan("nama", "Nama jabatan, di luar peta", _typed, str))
