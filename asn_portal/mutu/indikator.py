"""What is looked at: BKN's indicators as set-based SQL. An app describes its people once (`Populasi`), it and the apps
above register the indicators on what they keep; running, storing, index, pages and worklists follow.

Everything here is written by us: SQL of a description, never of an address. What varies enters as a parameter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.core.models import Pengguna
from asn_portal.core.relasi import Relasi
from asn_portal.mutu.aturan.indeks import TABEL_INDIKATOR, daftar_ukuran

Isi = Mapping[str, Any]


def nothing(_: date) -> dict[str, Any]:
    return {}


def no_words(_: Isi) -> str:
    return ""


@dataclass(frozen=True)
class Langkah:
    """A way to put it right: words of the link, and its address for one person."""

    kata: str
    alamat: Callable[[UUID], str]


@dataclass(frozen=True, kw_only=True)
class Indikator:
    """One indicator. A statement runs over `orang` (id, unit_id: the people who are counted) with the joins `gabung`;
    whoever meets `syarat` has the finding, and `isi` keeps what was found (jsonb, never a number of a person).
    """

    kode: str
    syarat: str
    # In plain words: what is looked at, and what counts as put right.
    definisi: str
    gabung: tuple[str, ...] = ()
    isi: str = "'{}'::jsonb"
    nilai: Callable[[date], dict[str, Any]] = nothing
    relasi: tuple[Relasi, ...] = ()
    # What was found, in words.
    kata: Callable[[Isi], str] = no_words
    # Where HR of the province puts it right, and where the person does or proposes it.
    perbaiki: Langkah | None = None
    perbaiki_sendiri: Langkah | None = None
    # May stand in the way of a rise in rank.
    menghambat_kp: bool = False

    def version(self, hari: date) -> str:
        """Changes with the statement, its parameters and the table of the law."""
        told = self.nilai(hari)
        parts = [
            self.syarat, *self.gabung, self.isi, repr(sorted((name, str(told[name])) for name in told if name != "hari")),
            repr([satu.baris for satu in self.relasi]), TABEL_INDIKATOR.at(hari).berlaku_sejak.isoformat(),
        ]  # fmt: skip
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Lingkup:
    """Whose data an account may see, of a unit with everything below it or (`unit_id` None) the whole agency. `rinci`: it
    may see the persons as well; otherwise sums of at least five.
    """

    nama: str
    rinci: bool
    unit_id: UUID | None = None
    jalur: str | None = None
    kedalaman: int = 0
    # Other units that this account may choose: those it looks after.
    pilihan: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Populasi:
    """The people who are counted. `sql` gives id, instansi_id and unit_id of everybody on `%(hari)s`."""

    sql: str
    definisi: str
    nilai: Callable[[date], dict[str, Any]]
    boleh: Callable[[Pengguna], bool]
    lingkup: Callable[[Pengguna, UUID | None, date], Lingkup | None]
    # The page with the persons of an indicator.
    rinci: str


@dataclass
class Daftar:
    """What the apps have registered."""

    populasi: Populasi | None = None
    indikator: dict[str, Indikator] = field(default_factory=dict)


_daftar = Daftar()


def register_populasi_mutu(populasi: Populasi) -> None:
    _daftar.populasi = populasi


def register_indikator(*indikator: Indikator) -> None:
    """An app adds the indicators on what it keeps. Only those of BKN's table: their weights are law."""
    known = {
        ukuran.kode for ketentuan in TABEL_INDIKATOR.ketentuan for ukuran in daftar_ukuran(ketentuan.berlaku_sejak)
    }
    for satu in indikator:
        if satu.kode not in known:
            raise ValueError(f"indikator mutu tidak dikenal: {satu.kode}")
        _daftar.indikator[satu.kode] = satu


def populasi_mutu() -> Populasi:
    assert _daftar.populasi is not None, "no app has registered its people"
    return _daftar.populasi


def find_indikator(kode: str) -> Indikator | None:
    return _daftar.indikator.get(kode)


def all_indikator() -> list[Indikator]:
    return list(_daftar.indikator.values())


def counted_indikator(hari: date) -> list[Indikator]:
    """Those that are registered and in force on a day, in BKN's order."""
    return [_daftar.indikator[ukuran.kode] for ukuran in daftar_ukuran(hari) if ukuran.kode in _daftar.indikator]
