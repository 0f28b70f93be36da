"""Readiness: of those who must hold a certificate, how many hold one that counts, by station; and who they are.

One relation for the page and for the alarms (pelatihan.peringatan).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from asn_portal.core import selectors as core_selectors
from asn_portal.core.izin import MIN_AGREGAT, Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.sql import fetch
from pegawai.models import Pegawai
from pelatihan.aturan.evaluasi import SEGERA_HARI, keadaan_sertifikat
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
STATIONS = f"""
WITH {TERIKAT}
SELECT unit_id, count(*), count(sertifikat_id) FILTER (WHERE berlaku_sampai IS NULL OR berlaku_sampai > %(hari)s::date + %(segera)s),
       count(*) FILTER (WHERE berlaku_sampai >= %(hari)s AND berlaku_sampai <= %(hari)s::date + %(segera)s),
       count(*) FILTER (WHERE berlaku_sampai < %(hari)s), count(*) FILTER (WHERE sertifikat_id IS NULL)
FROM terikat WHERE wajib_id = %(wajib)s AND (%(semua)s OR jalur <@ ANY(%(jalur)s::ltree[]))
GROUP BY unit_id
"""
PEOPLE = f"""
WITH {TERIKAT}
SELECT pegawai_id, nama, jabatan_kini, sertifikat_id, berlaku_sampai FROM terikat
WHERE wajib_id = %(wajib)s AND unit_id = %(unit)s
ORDER BY sertifikat_id IS NOT NULL, berlaku_sampai NULLS LAST, nama
"""


@dataclass(frozen=True)
class Pos:
    """One station. `siap`: percent whose certificate counts today; hidden where fewer than five are bound."""

    unit_id: UUID
    unit: str
    orang: int
    berlaku: int
    segera: int
    berakhir: int
    belum: int
    samar: bool

    @property
    def siap(self) -> int:
        return (self.berlaku + self.segera) * 100 // self.orang


@dataclass(frozen=True)
class Terikat:
    pegawai_id: UUID
    nama: str
    jabatan: str
    sertifikat_id: UUID | None
    sampai: date | None
    keadaan: str


def duties(pengguna: Pengguna, hari: date) -> QuerySet[WajibPelatihan]:
    rows = WajibPelatihan.objects.visible_to(pengguna).select_related("program")
    name = core_selectors.name_on(hari, "unit_id")
    return rows.annotate(nama_unit=name).order_by("ditutup_pada", "program__judul", "pk")


def stations(pengguna: Pengguna, wajib: WajibPelatihan, hari: date) -> list[Pos]:
    """The least ready first. Two queries."""
    mine = akses(pengguna)
    rows_allowed = mine.whole_agency(Sumber.PELATIHAN) or bool(mine.paths(Sumber.PELATIHAN))
    paths = [*mine.paths(Sumber.PELATIHAN), *mine.aggregate_paths(Sumber.PELATIHAN)]
    rows = fetch(
        STATIONS, hari=hari, segera=SEGERA_HARI, wajib=wajib.pk, semua=mine.whole_agency(Sumber.PELATIHAN), jalur=paths
    )
    names = core_selectors.unit_names([row[0] for row in rows], hari)
    found = [
        Pos(row[0], names.get(row[0], "Unit"), *row[1:], not rows_allowed and row[1] < MIN_AGREGAT) for row in rows
    ]
    return sorted(found, key=lambda one: (one.samar, one.siap, one.unit))


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
