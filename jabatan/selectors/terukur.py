"""Measured levels of competence: kept above (pelatihan: assessment and tests), read here against the standard of a post.

    @register_tingkat_terukur
    def measured(orang, hari): return {pegawai_id: {kompetensi_id: Terukur(3, date(2026, 3, 1), "Uji kompetensi")}}

Nobody registered, or nothing measured: the criterion says so, and never that it is not met.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from asn_portal.core.templatetags.bentuk import tanggal
from jabatan.aturan.kecocokan import BELUM, MEMENUHI
from jabatan.selectors.syarat import StandarSatu

BELUM_DIUKUR = "belum_diukur"
KATA = {MEMENUHI: "Memenuhi", BELUM: "Di bawah standar", BELUM_DIUKUR: "Belum diukur"}


@dataclass(frozen=True)
class Terukur:
    """The level somebody was found to have, when, and by what."""

    tingkat: int
    tanggal: date
    sumber: str


Penyedia = Callable[[Collection[UUID], date], dict[UUID, dict[UUID, Terukur]]]
_penyedia: list[Penyedia] = []


def register_tingkat_terukur(penyedia: Penyedia) -> Penyedia:
    """At most one app measures."""
    _penyedia[:] = [penyedia]
    return penyedia


def measured_levels(orang: Collection[UUID], hari: date) -> dict[UUID, dict[UUID, Terukur]]:
    return _penyedia[0](orang, hari) if _penyedia else {}


@dataclass(frozen=True)
class KriteriaKompetensi:
    """One competence of the standard and how the person stands to it."""

    standar: StandarSatu
    terukur: Terukur | None

    @property
    def keadaan(self) -> str:
        if self.terukur is None:
            return BELUM_DIUKUR
        return MEMENUHI if self.terukur.tingkat >= self.standar.tingkat else BELUM

    @property
    def kata(self) -> str:
        return KATA[self.keadaan]

    @property
    def bukti(self) -> str:
        if self.terukur is None:
            return "Belum ada hasil pengukuran"
        return f"Tingkat {self.terukur.tingkat}, {self.terukur.sumber}, {tanggal(self.terukur.tanggal)}"


def judge_levels(standar: Sequence[StandarSatu], terukur: dict[UUID, Terukur]) -> list[KriteriaKompetensi]:
    return [KriteriaKompetensi(one, terukur.get(one.kompetensi_id)) for one in standar]
