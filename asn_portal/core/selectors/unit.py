"""The organisation on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)

from asn_portal.core import permissions
from asn_portal.core.models import (
    JalurUnit,
    LetakUnit,
    Pengguna,
    RincianUnit,
    UnitKerja,
)
from asn_portal.core.sql import KunciDari, fetch


def unit_names(ids: Iterable[UUID], tanggal: date) -> dict[UUID, str]:
    """Names of units on a day."""
    return dict(RincianUnit.objects.pada(tanggal).filter(unit_id__in=set(ids)).values_list("unit_id", "nama"))


def name_on(tanggal: date, unit: str = "unit_id") -> Subquery:
    """As an annotation: the name of the unit in column `unit` on a day."""
    return Subquery(RincianUnit.objects.pada(tanggal).filter(unit_id=OuterRef(unit)).values("nama")[:1])


def path_of(unit_id: UUID, tanggal: date) -> str | None:
    return JalurUnit.objects.pada(tanggal).filter(unit_id=unit_id).values_list("jalur", flat=True).first()


def nearest_paths(unit_ids: Iterable[UUID], tanggal: date) -> dict[UUID, str]:
    """Each unit's place on a day, or its latest one if it has none on that day. One query."""
    rows = JalurUnit.objects.filter(unit_id__in=list(unit_ids))
    rows = rows.annotate(hari_itu=ExpressionWrapper(Q(berlaku__contains=tanggal), BooleanField()))
    rows = rows.order_by("unit_id", "-hari_itu", "-berlaku").distinct("unit_id")
    return dict(rows.values_list("unit_id", "jalur"))


def with_path(units: QuerySet[UnitKerja], tanggal: date) -> QuerySet[UnitKerja]:
    """Units with their place in the tree on a day (`jalur`; None for one that has none)."""
    rows = JalurUnit.objects.pada(tanggal).filter(unit_id=OuterRef("pk"))
    return units.annotate(jalur=Subquery(rows.values("jalur")[:1]))


def exists_throughout(unit_id: UUID, berlaku: DateRange) -> bool:
    """Has the unit a place in the tree on every day of the period?"""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(range_agg(berlaku) @> %s::daterange, false) FROM core_jalurunit WHERE unit_id = %s",
            [berlaku, unit_id],
        )
        return bool(cursor.fetchone()[0])


def ancestors(unit_id: UUID, tanggal: date) -> list[RincianUnit]:
    """From the root down to the unit itself, for breadcrumbs."""
    return units_on_path(path_of(unit_id, tanggal), tanggal)


def units_on_path(path: str | None, tanggal: date) -> list[RincianUnit]:
    """The units of a path in its order, each with its own place (`wilayah`); none for a unit that has no path on that day."""
    if path is None:
        return []
    labels = path.split(".")
    place = LetakUnit.objects.pada(tanggal).filter(unit_id=OuterRef("unit_id"))
    rows = RincianUnit.objects.pada(tanggal).filter(unit__nomor__in=[int(label) for label in labels])
    rows = rows.annotate(wilayah=Subquery(place.values("wilayah")[:1]))
    return sorted(rows.select_related("unit"), key=lambda row: labels.index(str(row.unit.nomor)))


@dataclass(frozen=True)
class Letak:
    """The kabupaten or kota of a unit, and the unit from which it comes when it is not its own."""

    wilayah: str
    dari: RincianUnit | None


# Of every unit on a day: its own place, or that of the nearest unit above it that has one.
WILAYAH_UNIT = """
SELECT DISTINCT ON (tempat.unit_id) tempat.unit_id, letak.wilayah
FROM core_jalurunit AS tempat
CROSS JOIN LATERAL unnest(string_to_array(tempat.jalur::text, '.')::bigint[]) WITH ORDINALITY AS ruas (nomor, dalam)
JOIN core_unitkerja AS atas ON atas.nomor = ruas.nomor
JOIN core_letakunit AS letak
  ON letak.unit_id = atas.id AND upper_inf(letak.tercatat) AND letak.berlaku @> %(hari)s::date
WHERE tempat.berlaku @> %(hari)s::date
ORDER BY tempat.unit_id, ruas.dalam DESC
"""


def place_of(path: list[RincianUnit]) -> Letak | None:
    """Where the last unit of `units_on_path` is; None when no unit above it has a place either."""
    for row in reversed(path):
        if row.wilayah:
            return Letak(row.wilayah, None if row is path[-1] else row)
    return None


def places_of_unit(unit_id: UUID) -> QuerySet[LetakUnit]:
    """The own places of a unit as known now, the newest first."""
    return LetakUnit.objects.kini().filter(unit_id=unit_id).order_by("-berlaku")


# What a tree shows of a unit; reading the ranges of some sixty rows takes longer than finding them.
IN_TREE = ("unit_id", "induk_id", "nama", "jenis")


def children(unit_id: UUID | None, instansi_id: UUID, tanggal: date) -> QuerySet[RincianUnit]:
    """Direct sub-units (the roots for None), each with its number (`nomor`)."""
    rows = RincianUnit.objects.pada(tanggal).filter(induk=unit_id, unit__instansi_id=instansi_id)
    return rows.annotate(nomor=F("unit__nomor")).only(*IN_TREE).order_by("jenis", "nama")


def with_subunits(rows: QuerySet[RincianUnit], tanggal: date) -> QuerySet[RincianUnit]:
    """How many sub-units each of these units has (`jumlah_anak`)."""
    below = RincianUnit.objects.pada(tanggal).filter(induk=OuterRef("unit_id")).order_by()
    return rows.annotate(jumlah_anak=Subquery(below.values("induk").annotate(n=Count("pk")).values("n")))


MAIN_UNITS = """
SELECT anak.unit_id, anak.nama
FROM core_rincianunit AS akar
JOIN core_unitkerja AS unit ON unit.id = akar.unit_id AND unit.instansi_id = %(instansi)s
JOIN core_rincianunit AS anak
  ON anak.induk_id = akar.unit_id AND upper_inf(anak.tercatat) AND anak.berlaku @> %(hari)s::date
WHERE akar.induk_id IS NULL AND upper_inf(akar.tercatat) AND akar.berlaku @> %(hari)s::date
ORDER BY anak.nama
"""


def main_units(instansi_id: UUID, tanggal: date) -> list[tuple[UUID, str]]:
    """The perangkat daerah: id and name of the units directly below a root, for filters."""
    return [(pk, nama) for pk, nama in fetch(MAIN_UNITS, instansi=instansi_id, hari=tanggal)]


def unit_and_children(ids: Iterable[UUID], tanggal: date) -> list[tuple[UUID, str]]:
    """These units and their direct sub-units, by name, the units themselves first."""
    wanted = list(ids)
    rows = RincianUnit.objects.pada(tanggal).filter(Q(unit_id__in=wanted) | Q(induk_id__in=wanted)).order_by("nama")
    pairs = list(rows.values_list("unit_id", "nama"))
    return sorted(pairs, key=lambda pair: pair[0] not in wanted)


def units_on(pengguna: Pengguna, tanggal: date) -> QuerySet[RincianUnit]:
    """Every unit of the own agency on a day."""
    return RincianUnit.objects.pada(tanggal).filter(unit__in=permissions.visible_units(pengguna)).order_by("nama", "pk")


def units_with_words(rows: QuerySet[RincianUnit], kata: str) -> QuerySet[RincianUnit]:
    for word in kata.split():
        rows = rows.filter(Q(nama__icontains=word) | Q(singkatan__icontains=word))
    return rows


def units_named(pengguna: Pengguna, kata: str, tanggal: date) -> QuerySet[RincianUnit]:
    """Units of a day whose name or abbreviation holds every word, with the name of the unit above (`nama_induk`);
    names that begin with what was typed first. A few thousand rows: read through, no index.
    """
    rows = units_with_words(units_on(pengguna, tanggal), kata)
    begins = Case(When(nama__istartswith=kata, then=0), default=1, output_field=IntegerField())
    return rows.annotate(nama_induk=name_on(tanggal, "induk_id"), mulai_kata=begins).order_by(
        "mulai_kata", "nama", "pk"
    )


def units_in_words(pengguna: Pengguna, kata: str, tanggal: date) -> QuerySet[RincianUnit]:
    """What the table of units shows: those named so, without words all of them; with the name of the unit above
    (`nama_induk`) and the day from which its present entry holds (`sejak`).
    """
    rows = units_named(pengguna, kata, tanggal) if kata else units_on(pengguna, tanggal)
    return rows.annotate(
        nama_induk=name_on(tanggal, "induk_id"), sejak=Func("berlaku", function="lower", output_field=DateField())
    )


def with_children(rows: QuerySet[RincianUnit], instansi_id: UUID, tanggal: date) -> list[RincianUnit]:
    """These units with their direct sub-units as `.anak`: two levels in two queries."""
    parents = list(rows)
    below = RincianUnit.objects.pada(tanggal).filter(
        induk__in=[row.unit_id for row in parents], unit__instansi_id=instansi_id
    )
    by_parent: dict[UUID, list[RincianUnit]] = {}
    for row in below.annotate(nomor=F("unit__nomor")).only(*IN_TREE).order_by("jenis", "nama"):
        by_parent.setdefault(row.induk_id, []).append(row)
    for row in parents:
        row.anak = by_parent.get(row.unit_id, [])
    return parents


def present_or_last(unit_id: UUID, tanggal: date) -> RincianUnit:
    """What is recorded of a unit on a day; of one that has ended or begins later, its newest entry."""
    rows = RincianUnit.objects.kini().filter(unit=unit_id).order_by("-berlaku")
    return rows.filter(berlaku__contains=tanggal).first() or rows[0]


def unit_history(unit_id: UUID) -> QuerySet[RincianUnit]:
    """Every dated row of the unit as known now, newest first, with the parent's name at its beginning."""
    parent = RincianUnit.objects.filter(
        tercatat__upper_inf=True,
        unit_id=OuterRef("induk_id"),
        berlaku__contains=Func(OuterRef("berlaku"), function="lower", output_field=DateField()),
    )
    return (
        RincianUnit.objects.kini()
        .filter(unit_id=unit_id)
        .annotate(nama_induk=Subquery(parent.values("nama")[:1]))
        .order_by("-berlaku")
    )


def units_by_key(pengguna: Pengguna, statement: str, values: list[Any], tanggal: date) -> QuerySet[RincianUnit]:
    """Units of the own agency whose keys a statement finds, with the name of the unit above."""
    rows = units_on(pengguna, tanggal).filter(unit_id__in=KunciDari(statement, values))
    return rows.annotate(nama_induk=name_on(tanggal, "induk_id"))
