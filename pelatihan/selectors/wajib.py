"""Readiness: of those who must hold a certificate, how many hold one that counts, by station; and who they are.

One relation for the page and for the alarms (pelatihan.peringatan).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from asn_portal.core import selectors as core_selectors
from asn_portal.core.izin import MIN_AGREGAT, Cakupan, Sumber
from asn_portal.core.kelompok_kecil import hide_small
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import Akses, akses
from asn_portal.core.sql import fetch
from pegawai.models import Pegawai
from pegawai.models.pegawai import team_of
from pelatihan import permissions
from pelatihan.aturan.evaluasi import keadaan_sertifikat, segera_hari
from pelatihan.models import WajibPelatihan

# Who is bound by a duty, with the last certificate of its programme (without an end: the latest of all).
TERIKAT = """
terikat AS (
    SELECT wajib.id AS wajib_id, wajib.program_id, orang.id AS pegawai_id, orang.nama, orang.jabatan_kini, orang.unit_kini_id AS unit_id,
           letak.jalur, sah.id AS sertifikat_id, sah.berlaku_sampai
    FROM pelatihan_wajibpelatihan AS wajib
    JOIN pegawai_pegawai AS orang ON orang.instansi_id = wajib.instansi_id AND orang.ditarik_pada IS NULL
    JOIN core_jalurunit AS letak ON letak.unit_id = orang.unit_kini_id AND letak.berlaku @> %(hari)s::date
    LEFT JOIN core_jalurunit AS lingkup ON lingkup.unit_id = wajib.unit_id AND lingkup.berlaku @> %(hari)s::date
    LEFT JOIN LATERAL (
        SELECT s.id, s.berlaku_sampai FROM pelatihan_sertifikat AS s
        WHERE s.pegawai_id = orang.id AND s.program_id = wajib.program_id AND s.status = 'disahkan'
        ORDER BY s.berlaku_sampai DESC NULLS FIRST LIMIT 1
    ) AS sah ON true
    WHERE wajib.sejak <= %(hari)s AND (wajib.ditutup_pada IS NULL OR wajib.ditutup_pada > %(hari)s)
      AND (wajib.unit_id IS NULL OR letak.jalur <@ lingkup.jalur)
      AND (wajib.jabatan = '' OR strpos(upper(orang.jabatan_kini), upper(wajib.jabatan)) > 0)
)"""
# `penuh`: everybody counted in this line is one whose record this account reads by name.
STATIONS = f"""
WITH {TERIKAT}
SELECT unit_id, bool_and(%(semua)s OR jalur <@ ANY(%(rinci)s::ltree[]) OR pegawai_id = ANY(%(tim)s::uuid[])) AS penuh, count(*),
       count(sertifikat_id) FILTER (WHERE berlaku_sampai IS NULL OR berlaku_sampai > %(hari)s::date + %(segera)s),
       count(*) FILTER (WHERE berlaku_sampai >= %(hari)s AND berlaku_sampai <= %(hari)s::date + %(segera)s),
       count(*) FILTER (WHERE berlaku_sampai < %(hari)s), count(*) FILTER (WHERE sertifikat_id IS NULL)
FROM terikat WHERE wajib_id = %(wajib)s
  AND (%(semua)s OR jalur <@ ANY(%(jalur)s::ltree[]) OR pegawai_id = ANY(%(tim)s::uuid[]))
GROUP BY unit_id
"""
OF_TEAM = f"WITH {TERIKAT} SELECT DISTINCT wajib_id FROM terikat WHERE pegawai_id = ANY(%(tim)s::uuid[])"
PEOPLE = f"""
WITH {TERIKAT}
SELECT pegawai_id, nama, jabatan_kini, sertifikat_id, berlaku_sampai FROM terikat
WHERE wajib_id = %(wajib)s AND unit_id = %(unit)s
ORDER BY sertifikat_id IS NOT NULL, berlaku_sampai NULLS LAST, nama
"""


@dataclass(frozen=True)
class Pos:
    """One station. `siap`: percent whose certificate counts today. None: too few people to be told to who reads sums only.
    `rinci`: the names behind it may be read.
    """

    unit_id: UUID
    unit: str
    orang: int | None
    berlaku: int | None
    segera: int | None
    berakhir: int | None
    belum: int | None
    rinci: bool

    @property
    def samar(self) -> bool:
        return self.orang is None

    @property
    def siap(self) -> int | None:
        if not self.orang or self.berlaku is None or self.segera is None:
            return None
        return (self.berlaku + self.segera) * 100 // self.orang


@dataclass(frozen=True)
class Terikat:
    pegawai_id: UUID
    nama: str
    jabatan: str
    sertifikat_id: UUID | None
    sampai: date | None
    keadaan: str


def own_team(mine: Akses) -> list[UUID]:
    """Whose superior this account is today, as far as the matrix lets it read a team."""
    if not any(one.hak.cakupan is Cakupan.TIM for one in mine.reach(Sumber.PELATIHAN)):
        return []
    return [row["pegawai_id"] for row in team_of(mine.orang_id, mine.tanggal)]


def duties_of_team(pengguna: Pengguna, hari: date) -> set[UUID]:
    """What somebody of the own team must hold."""
    team = own_team(akses(pengguna))
    return {row[0] for row in fetch(OF_TEAM, hari=hari, tim=team)} if team else set()


def duties(pengguna: Pengguna, hari: date) -> QuerySet[WajibPelatihan]:
    """All of the agency for who plans or keeps them; those of the own team for who heads one."""
    rows = WajibPelatihan.objects.visible_to(pengguna).select_related("program")
    if not permissions.can_see_needs(pengguna):
        rows = rows.filter(pk__in=duties_of_team(pengguna, hari))
    name = core_selectors.name_on(hari, "unit_id")
    return rows.annotate(nama_unit=name).order_by("ditutup_pada", "program__judul", "pk")


def stations(pengguna: Pengguna, wajib: WajibPelatihan, hari: date) -> list[Pos]:
    """The least ready first: of units one looks after, of the own team, and (as sums) of units one leads. Three queries."""
    mine = akses(pengguna)
    rinci = mine.paths(Sumber.PELATIHAN)
    rows = fetch(
        STATIONS, hari=hari, segera=segera_hari(hari), wajib=wajib.pk, semua=mine.whole_agency(Sumber.PELATIHAN), rinci=rinci,
        jalur=[*rinci, *mine.aggregate_paths(Sumber.PELATIHAN)], tim=own_team(mine),
    )  # fmt: skip
    names = core_selectors.unit_names([row[0] for row in rows], hari)
    found = _open(rows, names) + _summed([row for row in rows if not row[1]], names)
    return sorted(found, key=lambda one: (one.siap is None, one.siap or 0, one.unit))


def _open(rows: list[tuple[Any, ...]], names: dict[UUID, str]) -> list[Pos]:
    return [Pos(unit, names.get(unit, "Unit"), *counts, True) for unit, whole, *counts in rows if whole]


def _summed(rows: list[tuple[Any, ...]], names: dict[UUID, str]) -> list[Pos]:
    """Without a group below the minimum, and without what would tell one by subtraction."""
    hidden = hide_small([counts for _, _, _, *counts in rows], MIN_AGREGAT)
    return [
        Pos(
            unit, names.get(unit, "Unit"), None if people < MIN_AGREGAT else people,
            *(None if (line, place) in hidden else count for place, count in enumerate(counts)), False,
        )
        for line, (unit, _, people, *counts) in enumerate(rows)
    ]  # fmt: skip


def bound_people(pengguna: Pengguna, wajib: WajibPelatihan, unit_id: UUID, hari: date) -> list[Terikat]:
    """Of one station, as far as this account may see them: who has none first, then whose ends first."""
    rows = fetch(PEOPLE, hari=hari, wajib=wajib.pk, unit=unit_id)
    seen = set(
        Pegawai.objects.visible_to(pengguna, Sumber.PELATIHAN)
        .filter(pk__in=[row[0] for row in rows])
        .values_list("pk", flat=True)
    )
    return [
        Terikat(pk, nama, jabatan, paper, last, keadaan_sertifikat(paper is not None, last, hari))
        for pk, nama, jabatan, paper, last in rows
        if pk in seen
    ]


def station_name(unit_id: UUID, hari: date) -> str:
    return core_selectors.unit_names([unit_id], hari).get(unit_id, "Unit")
