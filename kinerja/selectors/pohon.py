"""The tree of performance: from a target of the city down to one person's result, and from one's own result back up.

Each question is one recursive statement, whatever the depth of the tree.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.core import selectors as core_selectors
from asn_portal.core.models import Pengguna
from asn_portal.core.sql import fetch
from kinerja.enums import StatusSKP
from kinerja.models import SKP, IndikatorUnit, PeriodeKinerja, RencanaHasilKerja
from pegawai.models.pegawai import full_name

TERBANYAK = 50
# A wrong link in imported data may not run for ever.
TERDALAM = 20

# From each row of a plan to the results of superiors, then from the highest one with a target up to the target of the city.
NAIK = """
WITH RECURSIVE naik AS (
    SELECT rhk.id AS awal, rhk.id, rhk.teks, rhk.rhk_pimpinan_id, rhk.iku_id, rhk.skp_id, 0 AS tingkat
    FROM kinerja_rencanahasilkerja AS rhk WHERE rhk.skp_id = %(skp)s
    UNION ALL
    SELECT naik.awal, atas.id, atas.teks, atas.rhk_pimpinan_id, atas.iku_id, atas.skp_id, naik.tingkat + 1
    FROM naik JOIN kinerja_rencanahasilkerja AS atas ON atas.id = naik.rhk_pimpinan_id WHERE naik.tingkat < %(dalam)s
), pangkal AS (
    SELECT DISTINCT ON (awal) awal, iku_id, tingkat FROM naik WHERE iku_id IS NOT NULL ORDER BY awal, tingkat DESC
), sasaran AS (
    SELECT pangkal.awal, iku.id, 100 AS tingkat FROM pangkal JOIN kinerja_indikatorunit AS iku ON iku.id = pangkal.iku_id
    UNION ALL
    SELECT sasaran.awal, iku.di_atas_id, sasaran.tingkat + 1
    FROM sasaran JOIN kinerja_indikatorunit AS iku ON iku.id = sasaran.id
    WHERE iku.di_atas_id IS NOT NULL AND sasaran.tingkat < 100 + %(dalam)s
)
SELECT naik.awal, naik.tingkat, NULL::uuid, naik.teks, orang.nama, orang.gelar_depan, orang.gelar_belakang, skp.jabatan, skp.unit_id,
       coalesce((SELECT ukur.teks || ': ' || trim(ukur.target || ' ' || ukur.satuan) FROM kinerja_indikatorkinerja AS ukur
                 WHERE ukur.rhk_id = naik.id ORDER BY ukur.urut LIMIT 1), '')
FROM naik JOIN kinerja_skp AS skp ON skp.id = naik.skp_id JOIN pegawai_pegawai AS orang ON orang.id = skp.pegawai_id
UNION ALL
SELECT sasaran.awal, sasaran.tingkat, iku.id, iku.sasaran, '', '', '', '', janji.unit_id,
       iku.indikator || ': ' || trim(iku.target || ' ' || iku.satuan)
FROM sasaran JOIN kinerja_indikatorunit AS iku ON iku.id = sasaran.id
JOIN kinerja_perjanjiankinerja AS janji ON janji.id = iku.perjanjian_id
ORDER BY 1, 2
"""
# Results of approved plans under each of some targets, with everything below them.
TURUN = """
WITH RECURSIVE turun AS (
    SELECT iku.id AS akar, iku.id, 0 AS tingkat FROM kinerja_indikatorunit AS iku WHERE iku.id = ANY(%(iku)s)
    UNION ALL
    SELECT turun.akar, anak.id, turun.tingkat + 1 FROM turun
    JOIN kinerja_indikatorunit AS anak ON anak.di_atas_id = turun.id AND anak.dihapus_pada IS NULL
    WHERE turun.tingkat < %(dalam)s
), hitung AS (
    SELECT rhk.iku_id, count(*) AS hasil FROM kinerja_rencanahasilkerja AS rhk
    JOIN kinerja_skp AS skp ON skp.id = rhk.skp_id AND skp.status = 'disetujui' AND skp.periode_id = %(periode)s
    WHERE rhk.iku_id IN (SELECT id FROM turun) GROUP BY 1
)
SELECT turun.akar, count(*) - 1, coalesce(sum(hitung.hasil), 0)::bigint
FROM turun LEFT JOIN hitung ON hitung.iku_id = turun.id GROUP BY 1
"""
LELUHUR = """
WITH RECURSIVE atas AS (
    SELECT id, di_atas_id, 0 AS tingkat FROM kinerja_indikatorunit WHERE id = %(iku)s
    UNION ALL
    SELECT iku.id, iku.di_atas_id, atas.tingkat + 1 FROM atas JOIN kinerja_indikatorunit AS iku ON iku.id = atas.di_atas_id
    WHERE atas.tingkat < %(dalam)s
)
SELECT id FROM atas ORDER BY tingkat DESC
"""


@dataclass(frozen=True)
class Mata:
    """One link of a chain: a result of somebody, or a target of a unit (`iku_id`)."""

    teks: str
    siapa: str
    unit: str
    ukuran: str
    iku_id: UUID | None

    @property
    def sasaran(self) -> bool:
        return self.iku_id is not None


@dataclass(frozen=True)
class Rantai:
    """From the target of the city (first) down to one result of the person (last)."""

    mata: list[Mata]

    @property
    def hasil(self) -> Mata:
        return self.mata[-1]

    @property
    def sampai_kota(self) -> bool:
        return len(self.mata) > 1


def chains_of(skp: SKP, hari: date) -> list[Rantai]:
    """What each result of a plan adds to, up to the highest target. Two queries."""
    rows = fetch(NAIK, skp=skp.pk, dalam=TERDALAM)
    names = core_selectors.unit_names({row[8] for row in rows if row[8]}, hari)
    chains: dict[UUID, list[Mata]] = defaultdict(list)
    for first, _, iku, text, nama, depan, belakang, jabatan, unit, measure in rows:
        who = ", ".join(part for part in (full_name(nama, depan, belakang) if nama else "", jabatan) if part)
        chains[first].insert(0, Mata(text, who, names.get(unit, ""), measure, iku))
    order = skp.daftar_rhk.order_by("jenis", "urut").values_list("pk", flat=True)
    return [Rantai(chains[pk]) for pk in order if pk in chains]


# -- the tree of targets ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cabang:
    """A target with what hangs below it."""

    iku: IndikatorUnit
    unit: str
    turunan: int
    hasil: int


@dataclass(frozen=True)
class Pohon:
    """One target (or none: the top) with its way from the city, what is directly below, and results in reach."""

    iku: IndikatorUnit | None
    jejak: list[IndikatorUnit]
    cabang: list[Cabang]
    unit: str
    hasil: list[RencanaHasilKerja]
    hasil_semua: int

    @property
    def hasil_lain(self) -> int:
        return self.hasil_semua - len(self.hasil)


def targets_of(periode: PeriodeKinerja) -> Any:
    rows = IndikatorUnit.objects.filter(perjanjian__periode=periode, dihapus_pada=None)
    return rows.select_related("perjanjian").order_by("nomor")


def tree_at(pengguna: Pengguna, periode: PeriodeKinerja, iku: IndikatorUnit | None, hari: date) -> Pohon:
    """A constant number of queries at every node. Who is not in reach is counted, not named."""
    children = list(targets_of(periode).filter(di_atas=iku)[: TERBANYAK * 4])
    ids = [row.pk for row in children]
    counts = {pk: rest for pk, *rest in fetch(TURUN, iku=ids, periode=periode.pk, dalam=TERDALAM)} if ids else {}
    units = {row.perjanjian.unit_id for row in children} | ({iku.perjanjian.unit_id} if iku else set())
    names = core_selectors.unit_names(units, hari)
    branches = [Cabang(row, names.get(row.perjanjian.unit_id, ""), *counts.get(row.pk, (0, 0))) for row in children]
    if iku is None:
        return Pohon(None, [], branches, "", [], 0)
    direct = RencanaHasilKerja.objects.filter(iku=iku, skp__periode=periode, skp__status=StatusSKP.DISETUJUI)
    visible = SKP.objects.visible_to(pengguna).filter(periode=periode, status=StatusSKP.DISETUJUI)
    shown = (
        direct.filter(skp__in=visible)
        .select_related("skp__pegawai", "rhk_pimpinan")
        .order_by("skp__pegawai__nama", "pk")
    )
    return Pohon(
        iku, _ancestors(iku), branches, names.get(iku.perjanjian.unit_id, ""), list(shown[:TERBANYAK]), direct.count()
    )


def _ancestors(iku: IndikatorUnit) -> list[IndikatorUnit]:
    ids = [row[0] for row in fetch(LELUHUR, iku=iku.pk, dalam=TERDALAM)][:-1]
    rows = IndikatorUnit.objects.in_bulk(ids)
    return [rows[pk] for pk in ids]
