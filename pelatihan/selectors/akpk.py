"""Needs of units: heat map of gaps (units down, competences across), needs by theme, and both as one ordered list.

Counted are people with a seat on the map whose level an assessor has measured. Groups below five are never shown, nor
what would tell them by subtraction (core.kelompok_kecil).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.izin import MIN_AGREGAT, Sumber
from asn_portal.core.kelompok_kecil import hide_small
from asn_portal.core.models import JalurUnit, Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.relasi import fetch_with
from asn_portal.rekap.unit import join_branch
from jabatan.models import KamusKompetensi
from jabatan.selectors.perlu import SYARAT, SYARAT_BAWAAN, TINGKAT_BAWAAN, compose
from pelatihan.aturan.kebutuhan import TABEL_PRIORITAS, Kebutuhan, Prioritas, prioritas_kebutuhan
from pelatihan.enums import StatusKebutuhan
from pelatihan.models import KebutuhanTema, SasaranKompetensi
from pelatihan.selectors.celah import BAGIAN, ORANG_TERUKUR

# Competences that somebody must have: taught by a programme whose certificate he must hold, or that his post requires.
KEWAJIBAN = """
kewajiban AS MATERIALIZED (
    SELECT orang.id AS pegawai_id, kamus.id AS kompetensi_id
    FROM orang_dipilih JOIN pegawai_pegawai AS orang ON orang.id = orang_dipilih.id
    JOIN core_jalurunit AS letak ON letak.unit_id = orang.unit_kini_id AND letak.berlaku @> %(hari)s::date
    JOIN pelatihan_wajibpelatihan AS wajib ON wajib.instansi_id = orang.instansi_id AND wajib.sejak <= %(hari)s
     AND (wajib.ditutup_pada IS NULL OR wajib.ditutup_pada > %(hari)s)
     AND (wajib.jabatan = '' OR strpos(upper(orang.jabatan_kini), upper(wajib.jabatan)) > 0)
    LEFT JOIN core_jalurunit AS lingkup ON lingkup.unit_id = wajib.unit_id AND lingkup.berlaku @> %(hari)s::date
    JOIN pelatihan_sasarankompetensi AS ajar ON ajar.program_id = wajib.program_id
    JOIN jabatan_kamuskompetensi AS kamus ON kamus.kode = ajar.kode
    WHERE wajib.unit_id IS NULL OR letak.jalur <@ lingkup.jalur
  UNION
    SELECT tempat.pegawai_id, kamus.id
    FROM tempat JOIN syarat ON syarat.jabatan_id = tempat.jabatan_id AND syarat.jenis = 'pelatihan' AND syarat.wajib
    JOIN pelatihan_programpelatihan AS program ON program.instansi_id = %(instansi)s AND upper(program.judul) = upper(syarat.nilai)
    JOIN pelatihan_sasarankompetensi AS ajar ON ajar.program_id = program.id
    JOIN jabatan_kamuskompetensi AS kamus ON kamus.kode = ajar.kode
)"""
HEAT = f"""
SELECT cabang.id, celah.kompetensi_id, count(*), count(*) FILTER (WHERE celah.capaian < celah.standar),
       coalesce(avg(celah.standar - celah.capaian) FILTER (WHERE celah.capaian < celah.standar), 0),
       bool_or(kewajiban.pegawai_id IS NOT NULL)
FROM celah JOIN pegawai_pegawai AS orang ON orang.id = celah.pegawai_id
JOIN core_jalurunit AS letak ON letak.unit_id = orang.unit_kini_id AND letak.berlaku @> %(hari)s::date
{join_branch("letak.jalur")}
LEFT JOIN kewajiban ON kewajiban.pegawai_id = celah.pegawai_id AND kewajiban.kompetensi_id = celah.kompetensi_id
WHERE celah.capaian IS NOT NULL AND letak.jalur <@ %(jalur)s::ltree
GROUP BY cabang.id, celah.kompetensi_id
"""
# From so many percent of people below the standard on: the shades of a cell.
NADA = (1, 15, 35, 60)
DAFTAR_TERBANYAK = 20
# How many were measured, how many of them are below the standard, by how much on average, whether somebody is bound.
Sel = tuple[int, int, Decimal, bool]
NIHIL: Sel = (0, 0, Decimal(0), False)


@dataclass(frozen=True)
class SelPanas:
    """One cell. `samar`: too few people to tell. Without anybody measured it is empty."""

    diukur: int = 0
    kurang: int = 0
    celah: Decimal = Decimal(0)
    wajib: bool = False
    samar: bool = False

    @property
    def persen(self) -> int:
        return round(self.kurang * 100 / self.diukur) if self.diukur else 0

    @property
    def nada(self) -> int:
        return 1 + sum(self.persen >= limit for limit in NADA)


@dataclass(frozen=True)
class BarisPanas:
    unit_id: UUID
    unit: str
    sel: list[SelPanas]
    beranak: bool


@dataclass(frozen=True)
class PetaPanas:
    unit_id: UUID
    unit: str
    jalur: list[tuple[UUID, str]]
    kepala: list[tuple[UUID, str]]
    baris: list[BarisPanas]
    diukur: int

    @property
    def tersamar(self) -> bool:
        return any(cell.samar for row in self.baris for cell in row.sel)


def _roots(pengguna: Pengguna, hari: date) -> list[tuple[UUID, str]]:
    """Where this account may begin: the root of the agency, or its own units."""
    mine = akses(pengguna)
    if mine.whole_agency(Sumber.PELATIHAN):
        return [(row.unit_id, row.nama) for row in core_selectors.children(None, mine.instansi_id, hari)]
    paths = [*mine.paths(Sumber.PELATIHAN), *mine.aggregate_paths(Sumber.PELATIHAN)]
    own = JalurUnit.objects.pada(hari).filter(jalur__in=paths).values_list("unit_id", flat=True)
    return list(core_selectors.unit_names(own, hari).items())


def start_of(pengguna: Pengguna, unit_id: UUID | None, hari: date) -> tuple[UUID, str] | None:
    """The chosen unit when it is within reach, else where the account begins."""
    roots = _roots(pengguna, hari)
    if unit_id is None:
        return roots[0] if roots else None
    inside = JalurUnit.objects.pada(hari).filter(unit__in=[pk for pk, _ in roots]).values_list("jalur", flat=True)
    row = JalurUnit.objects.pada(hari).filter(unit_id=unit_id, jalur__di_bawah=list(inside)).first() if roots else None
    return (unit_id, core_selectors.unit_names([unit_id], hari).get(unit_id, "Unit")) if row else None


def _cells(instansi_id: UUID, unit_id: UUID, hari: date) -> dict[tuple[UUID, UUID], Sel]:
    path = core_selectors.path_of(unit_id, hari)
    if path is None:
        return {}
    rows = fetch_with(
        compose(HEAT, ORANG_TERUKUR, *BAGIAN, SYARAT, KEWAJIBAN), TINGKAT_BAWAAN, SYARAT_BAWAAN, instansi=instansi_id, hari=hari,
        jalur=path, dalam=path.count(".") + 2,
    )  # fmt: skip
    return {(unit, kompetensi): (n, less, Decimal(mean), bound) for unit, kompetensi, n, less, mean, bound in rows}


def heat_map(pengguna: Pengguna, unit_id: UUID, nama: str, hari: date) -> PetaPanas:
    """The units below a unit (and the people of that unit itself), by competence."""
    cells = _cells(pengguna.instansi_id, unit_id, hari)
    used = {kompetensi for _, kompetensi in cells}
    kamus = KamusKompetensi.objects.filter(pk__in=used).order_by("jenis", "urut", "nama")
    heads = [(one.pk, one.nama) for one in kamus]
    children = list(core_selectors.children(unit_id, pengguna.instansi_id, hari))
    units = [(unit_id, f"Langsung di {nama}", False)] + [(row.unit_id, row.nama, True) for row in children]
    units = [one for one in units if any((one[0], pk) in cells for pk, _ in heads)]
    hidden = _hidden([[cells.get((unit, pk), NIHIL) for pk, _ in heads] for unit, _, _ in units])
    rows = [
        BarisPanas(
            unit, label,
            [
                SelPanas(samar=True) if (at, place) in hidden else SelPanas(*cells.get((unit, pk), NIHIL))
                for place, (pk, _) in enumerate(heads)
            ],
            below,
        )
        for at, (unit, label, below) in enumerate(units)
    ]  # fmt: skip
    counted = sum(max((cells.get((unit, pk), NIHIL)[0] for pk, _ in heads), default=0) for unit, _, _ in units)
    above = [(row.unit_id, row.nama) for row in core_selectors.ancestors(unit_id, hari)]
    return PetaPanas(unit_id, nama, above, heads, rows, counted)


def _hidden(table: list[list[tuple[Any, ...]]]) -> set[tuple[int, int]]:
    """Too few were measured, or too few of them are below the standard: both tables are hidden as one."""
    few = {
        (at, place) for at, row in enumerate(table) for place, cell in enumerate(row) if 0 < cell[0] < MIN_AGREGAT
    }  # fmt: skip
    return few | hide_small([[cell[1] for cell in row] for row in table], MIN_AGREGAT)


# -- needs by theme --------------------------------------------------------------------------------------------------


def needs_by_theme(pengguna: Pengguna, tahun: int) -> QuerySet[KebutuhanTema]:
    rows = (
        KebutuhanTema.objects.visible_to(pengguna).filter(tahun=tahun).select_related("kompetensi", "program", "oleh")
    )
    name = core_selectors.name_on(akses(pengguna).tanggal, "unit_id")
    return rows.annotate(nama_unit=name).order_by("-status", "-mendesak", "-orang", "pk")


@dataclass(frozen=True)
class ButirPrioritas:
    """One competence in one unit with its place in the order, and what the catalogue offers for it."""

    unit: str
    kompetensi: str
    sel: SelPanas
    mendesak: int
    prioritas: Prioritas
    program: int


def priorities(peta: PetaPanas, needs: Iterable[KebutuhanTema], hari: date) -> list[ButirPrioritas]:
    """Highest score first. Hidden cells stay out: a place in a list would tell what the map does not."""
    urgent = _urgency(peta, needs, hari)
    kodes = dict(KamusKompetensi.objects.filter(pk__in=[pk for pk, _ in peta.kepala]).values_list("pk", "kode"))
    offers = _offers(kodes.values())
    found = []
    for row in peta.baris:
        for (pk, nama), cell in zip(peta.kepala, row.sel, strict=True):
            if cell.samar or not cell.kurang:
                continue
            mendesak = urgent.get((row.unit_id, pk), 0)
            score = prioritas_kebutuhan(Kebutuhan(cell.celah, cell.kurang, cell.diukur, mendesak, cell.wajib), hari)
            found.append(ButirPrioritas(row.unit, nama, cell, mendesak, score, offers.get(kodes[pk], 0)))
    return sorted(found, key=lambda one: (-one.prioritas.skor, one.unit, one.kompetensi))[:DAFTAR_TERBANYAK]


def _urgency(peta: PetaPanas, needs: Iterable[KebutuhanTema], hari: date) -> dict[tuple[UUID, UUID], int]:
    """The most urgent accepted need of a unit or of one below it, by competence."""
    wanted = [one for one in needs if one.status == StatusKebutuhan.DITERIMA and one.kompetensi_id]
    if not wanted:
        return {}
    paths = dict(
        JalurUnit.objects.pada(hari).filter(unit__in=[row.unit_id for row in peta.baris]).values_list("unit", "jalur")
    )
    below = dict(
        JalurUnit.objects.pada(hari).filter(unit__in=[one.unit_id for one in wanted]).values_list("unit", "jalur")
    )
    found: dict[tuple[UUID, UUID], int] = {}
    for one in wanted:
        path = below.get(one.unit_id, "")
        for unit, above in paths.items():
            if f"{path}.".startswith(f"{above}."):
                key = (unit, one.kompetensi_id)
                found[key] = max(found.get(key, 0), one.mendesak)
    return found


def _offers(kodes: Iterable[str]) -> dict[str, int]:
    """How many offered programmes teach each competence."""
    found: dict[str, int] = {}
    rows = SasaranKompetensi.objects.filter(kode__in=list(kodes), program__ditutup_pada=None)
    for kode in rows.values_list("kode", flat=True):
        found[kode] = found.get(kode, 0) + 1
    return found


def years(pengguna: Pengguna, hari: date) -> list[int]:
    """Years that needs were told for, and this one and the next."""
    last = KebutuhanTema.objects.visible_to(pengguna).aggregate(akhir=Max("tahun"))["akhir"] or hari.year
    return list(range(hari.year - 1, max(last, hari.year + 1) + 1))


def weights(hari: date) -> tuple[dict[str, Any], str]:
    ketentuan = TABEL_PRIORITAS.at(hari)
    return dict(ketentuan.nilai), ketentuan.dasar_hukum


def units_within(paths: list[str], hari: date) -> QuerySet[Any]:
    """Ids of the units at or below these paths."""
    return JalurUnit.objects.pada(hari).filter(jalur__di_bawah=paths).values("unit_id")


def unit_name(row: KebutuhanTema) -> str:
    return core_selectors.unit_names([row.unit_id], timezone.localdate()).get(row.unit_id, "Unit")
