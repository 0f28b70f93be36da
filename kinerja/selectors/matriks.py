"""The matrix of a head's plan: results of the head as columns, people as rows; and what it offers to one person."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinerja.enums import JenisHasil, StatusSKP
from kinerja.models import SKP, RencanaHasilKerja, SelMatriks
from kinerja.selectors.rencana import DIAJUKAN_ATAU_DISETUJUI
from pegawai.models import Pegawai
from pegawai.models.pegawai import team_of
from pegawai.selectors.orang import superior_on


@dataclass(frozen=True)
class Sel:
    """One pair; `diambil` when the person's plan has a result that serves this column already."""

    rhk: RencanaHasilKerja
    pegawai: Pegawai
    teks: str
    diambil: bool

    @property
    def kunci(self) -> str:
        return f"sel_{self.rhk.garis.hex}_{self.pegawai.pk.hex}"


@dataclass(frozen=True)
class BarisMatriks:
    pegawai: Pegawai
    sel: list[Sel]

    @property
    def terisi(self) -> int:
        return sum(bool(one.teks or one.diambil) for one in self.sel)


@dataclass(frozen=True)
class Matriks:
    kolom: list[RencanaHasilKerja]
    baris: list[BarisMatriks]

    @property
    def cap(self) -> str:
        """Of what the page shows: a tab with another one is stale."""
        texts = [f"{one.kunci}={one.teks}" for row in self.baris for one in row.sel]
        return hashlib.md5("\n".join(texts).encode(), usedforsecurity=False).hexdigest()

    @property
    def sel(self) -> list[Sel]:
        return [one for row in self.baris for one in row.sel]

    @property
    def tanpa_peran(self) -> list[RencanaHasilKerja]:
        """Main results of the head that nobody below brings about."""
        served = {one.rhk.pk for one in self.sel if one.teks or one.diambil}
        return [row for row in self.kolom if row.jenis == JenisHasil.UTAMA and row.pk not in served]

    @property
    def tanpa_hasil(self) -> list[BarisMatriks]:
        return [row for row in self.baris if not row.terisi]


def matrix_of(skp: SKP, hari: date) -> Matriks:
    """Four queries, whatever the size of the team."""
    columns = sorted(skp.daftar_rhk.all(), key=lambda row: (row.jenis != JenisHasil.UTAMA, row.urut))
    lines = [row.garis for row in columns]
    team = team_of(skp.pegawai_id, hari)
    people = list(Pegawai.objects.filter(pk__in=team, ditarik_pada=None).order_by("nama", "pk"))
    cells = SelMatriks.objects.filter(garis__in=lines, pegawai__in=people)
    texts = {(garis, pegawai): text for garis, pegawai, text in cells.values_list("garis", "pegawai_id", "peran_hasil")}
    linked = RencanaHasilKerja.objects.filter(
        rhk_pimpinan__garis__in=lines, skp__pegawai__in=people, skp__tahun=skp.tahun
    ).exclude(skp__status__in=[StatusSKP.DIBATALKAN, StatusSKP.DIGANTI])
    taken = set(linked.values_list("rhk_pimpinan__garis", "skp__pegawai_id"))
    rows = [
        BarisMatriks(
            person,
            [
                Sel(one, person, texts.get((one.garis, person.pk), ""), (one.garis, person.pk) in taken)
                for one in columns
            ],
        )
        for person in people
    ]
    return Matriks(columns, rows)


@dataclass(frozen=True)
class Tawaran:
    """A cell of the superior's matrix that no result of this person serves yet."""

    rhk: RencanaHasilKerja
    teks: str


def offered_to(pegawai_id: UUID, periode_id: UUID, hari: date) -> list[Tawaran]:
    """What the superior of today asks of this person, once his plan was sent; without what the person has already."""
    boss = superior_on(pegawai_id, hari)
    if boss is None:
        return []
    cells = dict(
        SelMatriks.objects.filter(pegawai_id=pegawai_id, pimpinan=boss, periode_id=periode_id).values_list(
            "garis", "peran_hasil"
        )
    )
    if not cells:
        return []
    lines = RencanaHasilKerja.objects.filter(
        garis__in=cells, skp__pegawai=boss, skp__periode_id=periode_id, skp__status__in=DIAJUKAN_ATAU_DISETUJUI
    ).select_related("skp")
    newest: dict[UUID, RencanaHasilKerja] = {}
    for row in sorted(lines, key=lambda row: (row.skp.status == StatusSKP.DISETUJUI, row.skp.versi)):
        newest[row.garis] = row
    own = RencanaHasilKerja.objects.filter(skp__pegawai_id=pegawai_id, skp__periode_id=periode_id).exclude(
        skp__status__in=[StatusSKP.DIBATALKAN, StatusSKP.DIGANTI]
    )
    taken = set(own.filter(rhk_pimpinan__garis__in=cells).values_list("rhk_pimpinan__garis", flat=True))
    rows = [row for garis, row in newest.items() if garis not in taken]
    return [Tawaran(row, cells[row.garis]) for row in sorted(rows, key=lambda row: row.urut)]
