"""The register of early warnings: kinds of events that come, each a relation over all people, with what it means and by which law.

An app above adds its own kind, or fills one that waits for it (`register_peringatan` under the same key), and tells posts as
they are recorded (`register_sumber_jabatan`) instead of as their names read. A relation is SQL over the CTE `orang`
(pegawai.selectors.peringatan_sql) and gives (pegawai_id, kunci, tanggal, rincian).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from asn_portal.core.izin import Sumber
from asn_portal.core.relasi import Relasi

Rincian = Mapping[str, Any]
# What stands in the facts of an event.
Kata = Callable[[Rincian], str]


class Kelompok(Enum):
    """Series of the chart; never more than five."""

    GAJI = "gaji"
    PANGKAT = "pangkat"
    MASA = "masa"
    PENSIUN = "pensiun"
    LAIN = "lain"


JUDUL_KELOMPOK = {
    Kelompok.GAJI: "Gaji berkala",
    Kelompok.PANGKAT: "Pangkat dan jenjang",
    Kelompok.MASA: "Masa kerja dan perizinan",
    Kelompok.PENSIUN: "Pensiun",
    Kelompok.LAIN: "Penghargaan dan disiplin",
}


@dataclass(frozen=True)
class JenisPeringatan:
    """One kind of event. `relasi` empty: the page says that it is not yet counted, and why (`menunggu`)."""

    kunci: str
    judul: str
    kelompok: Kelompok
    dasar: str
    # To the person: what it is, and what to do; to HR: what to do.
    arti: Kata
    langkah: Kata
    langkah_hr: Kata
    relasi: str = ""
    tabel: tuple[Relasi, ...] = ()
    nilai: Mapping[str, Any] = field(default_factory=dict)
    menunggu: str = ""
    # So many days ahead the person is told, once for each; `hr_hari`: when it becomes a duty of HR (0: never).
    tahap: tuple[int, ...] = (60,)
    hr_hari: int = 0
    # How long what has passed is still listed.
    lewat_bulan: int = 12
    # The superior is told as well, since he has something to prepare.
    kabar_atasan: bool = False
    # What the event says of a person: who sees it follows from the matrix of rights.
    sumber: Sumber = Sumber.DATA_KEPEGAWAIAN
    # Compared with no text of the law yet.
    belum_pasti: str = ""

    @property
    def dihitung(self) -> bool:
        return bool(self.relasi)


_register: dict[str, JenisPeringatan] = {}


def register_peringatan(*daftar: JenisPeringatan) -> None:
    """Kinds keep the place in which their key was registered first."""
    _register.update({satu.kunci: satu for satu in daftar})


def find_peringatan(kunci: str) -> JenisPeringatan | None:
    return _register.get(kunci)


def all_peringatan() -> list[JenisPeringatan]:
    return list(_register.values())


def counted_peringatan() -> list[JenisPeringatan]:
    return [satu for satu in _register.values() if satu.dihitung]


@dataclass(frozen=True)
class SumberJabatan:
    """Posts as an app above records them: a SELECT of (pegawai_id, jenis_jabatan, jabatan, eselon, tmt_jabatan) on %(hari)s.

    `jenis_jabatan` is struktural, fungsional or pelaksana; `jabatan` a slug of the table bup; columns may be null.
    """

    sql: str


_sumber: list[SumberJabatan] = []


def register_sumber_jabatan(sumber: SumberJabatan) -> None:
    """At most one app knows posts."""
    _sumber[:] = [sumber]


def sumber_jabatan() -> SumberJabatan | None:
    return _sumber[0] if _sumber else None
