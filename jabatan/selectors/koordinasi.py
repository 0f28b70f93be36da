"""Lines beside the reporting line, and people and officials beside the seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from asn_portal.core import selectors as core_selectors
from jabatan.models import DiLuarPeta, Jabatan, KoordinasiUnit, PejabatNonASN
from pegawai.models import Pegawai


@dataclass(frozen=True)
class Koordinasi:
    """One line: with whom, and whether this unit is the one that is coordinated."""

    baris: KoordinasiUnit
    lain_id: UUID
    lain: str
    dikoordinasi: bool


def coordination_of(unit_id: UUID, tanggal: date) -> list[Koordinasi]:
    """Lines of a unit on a day, in both directions. Two queries."""
    rows = list(KoordinasiUnit.objects.pada(tanggal).filter(Q(unit_id=unit_id) | Q(koordinator_id=unit_id)))
    others = {row.koordinator_id if row.unit_id == unit_id else row.unit_id for row in rows}
    names = core_selectors.unit_names(others, tanggal)
    found = []
    for row in rows:
        own = row.unit_id == unit_id
        other = row.koordinator_id if own else row.unit_id
        found.append(Koordinasi(row, other, names.get(other, "Unit"), own))
    return sorted(found, key=lambda one: (not one.dikoordinasi, one.lain))


def outside_of(pegawai: Pegawai) -> QuerySet[DiLuarPeta]:
    """Times outside the map, the latest first."""
    return DiLuarPeta.objects.kini().filter(pegawai=pegawai).select_related("atasan").order_by("-berlaku")


def officials_of(jabatan: Jabatan) -> QuerySet[PejabatNonASN]:
    """Who sat in a seat of no civil servant, the latest first."""
    return PejabatNonASN.objects.kini().filter(jabatan=jabatan).order_by("-berlaku")
