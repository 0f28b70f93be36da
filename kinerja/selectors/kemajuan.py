"""How far a unit and those below it have come with their plans of a year; and who has not sent one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.core import selectors as core_selectors
from asn_portal.core.izin import MIN_AGREGAT, Sumber
from asn_portal.core.models import Pengguna, RincianUnit
from asn_portal.core.permissions import akses
from kinerja.models import PeriodeKinerja
from kinerja.selectors import kemajuan_sql as sql
from pegawai.models.pegawai import full_name

# So many names a page shows, and the largest unit for which it shows any.
TERBANYAK, BERNAMA = 50, 5000


@dataclass(frozen=True)
class KemajuanUnit:
    """Persons of one unit and everything below it by the state of their plan. `kecil`: too few for somebody who sees sums."""

    unit_id: UUID | None
    nama: str
    semua: int
    disetujui: int
    diajukan: int
    dikembalikan: int
    draf: int
    kecil: bool = False

    @property
    def belum(self) -> int:
        return self.semua - self.disetujui - self.diajukan - self.dikembalikan - self.draf

    @property
    def persen(self) -> int:
        return round(100 * self.disetujui / self.semua) if self.semua else 0


@dataclass(frozen=True)
class BelumKirim:
    pegawai_id: UUID
    nama: str
    jabatan: str
    unit: str
    status: str


def scope_paths(pengguna: Pengguna) -> list[str]:
    """Paths of the units whose progress this account may see: the root for those who reach the whole agency."""
    mine = akses(pengguna)
    if mine.whole_agency(Sumber.SKP):
        rows = RincianUnit.objects.pada(mine.tanggal).filter(unit__instansi_id=mine.instansi_id, induk=None)
        return [path for row in rows if (path := core_selectors.path_of(row.unit_id, mine.tanggal))]
    return mine.paths(Sumber.SKP) or mine.aggregate_paths(Sumber.SKP)


def chosen_path(pengguna: Pengguna, unit_id: UUID | None, hari: date) -> str | None:
    """The path of the asked unit if it lies in reach; without one, the first of the own."""
    own = scope_paths(pengguna)
    if unit_id is None:
        return own[0] if own else None
    path = core_selectors.path_of(unit_id, hari)
    inside = path is not None and any(path == one or path.startswith(f"{one}.") for one in own)
    return path if inside else None


def trail_of(pengguna: Pengguna, jalur: str, hari: date) -> list[RincianUnit]:
    """The unit and those above it, as far up as this account may open them."""
    if akses(pengguna).whole_agency(Sumber.SKP):
        return core_selectors.units_on_path(jalur, hari)
    depths = [one.count(".") for one in scope_paths(pengguna) if jalur == one or jalur.startswith(f"{one}.")]
    shown = jalur.count(".") - min(depths, default=jalur.count(".")) + 1
    return core_selectors.units_on_path(jalur, hari)[-shown:]


def _values(periode: PeriodeKinerja, jalur: str, hari: date) -> dict[str, Any]:
    return {
        "tahun": periode.tahun, "periode": periode.pk, "jalur": jalur, "hari": hari, "bagian": len(jalur.split(".")) + 1,
        "orang": None,
    }  # fmt: skip


def progress_of(
    periode: PeriodeKinerja, jalur: str, hari: date, *, only_sums: bool
) -> tuple[KemajuanUnit, list[KemajuanUnit]]:
    """The unit with everything below it, and each part of it. Three queries."""
    where = sql.kept_here(periode)
    found = where.fetch(sql.PER_UNIT, **_values(periode, jalur, hari))
    rows = {nomor: counts for nomor, *counts in found}
    names, own = part_names(list(rows), jalur, hari)
    hidden = hidden_parts({nomor: counts[0] for nomor, counts in rows.items()}) if only_sums else set()
    parts = [
        KemajuanUnit(None if nomor == own else names.get(nomor, (None, ""))[0], label(names, nomor, own), *counts,
                     kecil=nomor in hidden)
        for nomor, counts in rows.items()
    ]  # fmt: skip
    total = [sum(column) for column in zip(*rows.values(), strict=True)] or [0] * 5
    parts.sort(key=lambda row: (row.unit_id is None, row.persen, row.nama))
    return KemajuanUnit(*names.get(own, (None, "")), *total), parts


def hidden_parts(orang: Mapping[int, int]) -> set[int]:
    """Parts of too few persons for sums; and with them the next smallest, as long as all that is hidden is too few together:
    else it could be worked out from the whole.
    """
    hidden = {nomor for nomor, count in orang.items() if count < MIN_AGREGAT}
    rest = sorted(orang.keys() - hidden, key=lambda nomor: (orang[nomor], nomor))
    while rest and 0 < sum(orang[nomor] for nomor in hidden) < MIN_AGREGAT:
        hidden.add(rest.pop(0))
    return hidden


def part_names(nomor: Sequence[int], jalur: str, hari: date) -> tuple[dict[int, tuple[UUID, str]], int]:
    """Names of the parts of a unit by number, and the number of the unit itself."""
    own = int(jalur.rpartition(".")[2])
    units = RincianUnit.objects.pada(hari).filter(unit__nomor__in=[*nomor, own])
    return {row.unit.nomor: (row.unit_id, row.nama) for row in units.select_related("unit")}, own


def label(names: dict[int, tuple[UUID, str]], nomor: int, own: int) -> str:
    return "Langsung di unit ini" if nomor == own else names.get(nomor, (None, "Unit tanpa nama"))[1]


# -- one stage of the evaluation ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class TahapUnit:
    """Persons of one unit and everything below it by how far one evaluation is."""

    unit_id: UUID | None
    nama: str
    semua: int
    draf: int
    dikirim: int
    dinilai: int
    disampaikan: int
    keberatan: int
    final: int
    kecil: bool = False

    @property
    def belum(self) -> int:
        return self.semua - self.draf - self.dikirim - self.dinilai - self.tersampaikan

    @property
    def tersampaikan(self) -> int:
        return self.disampaikan + self.keberatan + self.final

    @property
    def persen(self) -> int:
        return round(100 * self.tersampaikan / self.semua) if self.semua else 0


def stage_of(
    periode: PeriodeKinerja, jalur: str, jenis: str, nomor: int, hari: date, *, only_sums: bool
) -> tuple[TahapUnit, list[TahapUnit]]:
    """How far the evaluation of one month, quarter or year is: the unit, and each part of it. Three queries."""
    where = sql.evaluated_here(periode, jenis)
    found = where.fetch(sql.PER_TAHAP, **_values(periode, jalur, hari), jenis=jenis, nomor=nomor)
    rows = {part: counts for part, *counts in found}
    names, own = part_names(list(rows), jalur, hari)
    hidden = hidden_parts({part: counts[0] for part, counts in rows.items()}) if only_sums else set()
    parts = [
        TahapUnit(None if part == own else names.get(part, (None, ""))[0], label(names, part, own), *counts,
                  kecil=part in hidden)
        for part, counts in rows.items()
    ]  # fmt: skip
    total = [sum(column) for column in zip(*rows.values(), strict=True)] or [0] * 7
    parts.sort(key=lambda row: (row.unit_id is None, row.persen, row.nama))
    return TahapUnit(*names.get(own, (None, "")), *total), parts


# -- who is late --------------------------------------------------------------------------------------------------


def not_sent(periode: PeriodeKinerja, jalur: str, hari: date) -> list[BelumKirim]:
    """Names of those who have not sent a plan, for HR."""
    return _named(sql.kept_here(periode), sql.BELUM_RENCANA, _values(periode, jalur, hari), hari)


def not_handed_over(periode: PeriodeKinerja, jalur: str, jenis: str, nomor: int, hari: date) -> list[BelumKirim]:
    """Names of those whose evaluation does not go on: it is not sent, or lies with the penilai."""
    values = _values(periode, jalur, hari) | {"jenis": jenis, "nomor": nomor}
    return _named(sql.evaluated_here(periode, jenis), sql.BELUM_TAHAP, values, hari)


def _named(where: sql.DiPortal, statement: str, values: dict[str, Any], hari: date) -> list[BelumKirim]:
    names_of = f"{statement} ORDER BY orang.nama, orang.id LIMIT %(banyak)s"
    rows = where.fetch(names_of, **values, banyak=TERBANYAK)
    names = core_selectors.unit_names([row[5] for row in rows], hari)
    return [
        BelumKirim(pk, full_name(nama, depan, belakang), jabatan, names.get(unit, ""), status)
        for pk, nama, depan, belakang, jabatan, unit, status, _ in rows
    ]


def late_accounts(
    periode: PeriodeKinerja, jalur: str, tahap: tuple[str, int] | None, hari: date, orang: Sequence[UUID] | None = None
) -> dict[UUID, list[UUID]]:
    """The active accounts on which it waits, each with the people it waits for: one's own part, or that of one's team.
    Without a stage it is about plans.
    """
    values = _values(periode, jalur, hari) | {"orang": None if orang is None else list(orang)}
    statement, where = sql.BELUM_RENCANA, sql.kept_here(periode)
    if tahap is not None:
        statement, values = sql.BELUM_TAHAP, values | {"jenis": tahap[0], "nomor": tahap[1]}
        where = sql.evaluated_here(periode, tahap[0])
    found: dict[UUID, list[UUID]] = {}
    for row in where.fetch(statement, **values):
        if row[7] is not None:
            found.setdefault(row[7], []).append(row[0])
    return found
