"""Two plans side by side, by what their results serve."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from kinerja.enums import JenisHasil, StatusSKP
from kinerja.models import SKP
from kinerja.selectors.rencana import Baris, rows_of
from pegawai.models.pegawai import team_of

DAPAT_DIBACA = (StatusSKP.DIAJUKAN, StatusSKP.DIKEMBALIKAN, StatusSKP.DISETUJUI)

LEPAS, TAMBAHAN = "Belum ditautkan", "Tambahan"
# These come last.
URUT = (LEPAS, TAMBAHAN)


@dataclass
class Kelompok:
    """One thing served, with the results of both plans for it."""

    judul: str
    kiri: list[Baris] = field(default_factory=list)
    kanan: list[Baris] = field(default_factory=list)

    @property
    def berdua(self) -> bool:
        return bool(self.kiri and self.kanan)


def _serves(row: Baris, *, same_person: bool) -> tuple[Any, str]:
    rhk = row.rhk
    if same_person:
        return rhk.garis, ""
    if rhk.jenis == JenisHasil.TAMBAHAN:
        return TAMBAHAN, TAMBAHAN
    if rhk.rhk_pimpinan is not None:
        return rhk.rhk_pimpinan.garis, rhk.rhk_pimpinan.teks
    return (rhk.iku_id, rhk.iku.sasaran) if rhk.iku is not None else (LEPAS, LEPAS)


def side_by_side(kiri: SKP, kanan: SKP) -> list[Kelompok]:
    """Versions of one plan by their lines; otherwise by the superior's result or the target. Four queries."""
    own_versions = kiri.pegawai_id == kanan.pegawai_id and kiri.tahun == kanan.tahun
    groups: dict[Any, Kelompok] = {}
    for side, skp in (("kiri", kiri), ("kanan", kanan)):
        for row in rows_of(skp):
            key, title = _serves(row, same_person=own_versions)
            group = groups.setdefault(key, Kelompok(title))
            getattr(group, side).append(row)
    return sorted(groups.values(), key=lambda one: URUT.index(one.judul) if one.judul in URUT else -1)


def plans_to_compare(pengguna: Pengguna, chosen: Iterable[SKP], hari: date) -> list[tuple[str, str]]:
    """The plans of one's team this year and next, and those already chosen, with the name of their owner."""
    mine = akses(pengguna)
    team = team_of(mine.orang_id, hari)
    rows = SKP.objects.filter(pegawai__in=team, tahun__gte=hari.year - 1, status__in=DAPAT_DIBACA)
    found = {row.pk: row for row in [*rows.select_related("pegawai"), *chosen]}
    ordered = sorted(found.values(), key=lambda row: (-row.tahun, row.pegawai.nama, row.versi))
    return [(str(row.pk), f"{row.pegawai.nama}, SKP {row.tahun} versi {row.versi}") for row in ordered]
