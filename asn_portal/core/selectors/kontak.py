"""Who looks after the people of a unit: shown on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.core.enums import Peran
from asn_portal.core.sql import fetch

SHOWN = 2


@dataclass(frozen=True)
class Kontak:
    """Names of HR, and the unit for which they hold the role."""

    nama: tuple[str, ...]
    unit: str


CONTACT = """
SELECT tugas.peran, unit.nomor, orang.nama, rincian.nama AS nama_unit
FROM core_penugasanperan AS tugas
JOIN core_unitkerja AS unit ON unit.id = tugas.unit_id AND unit.instansi_id = %(instansi)s
JOIN core_pengguna AS orang
  ON orang.id = tugas.pengguna_id AND orang.is_active AND orang.id IS DISTINCT FROM %(kecuali)s::uuid
LEFT JOIN core_rincianunit AS rincian
       ON rincian.unit_id = unit.id AND upper_inf(rincian.tercatat) AND rincian.berlaku @> %(hari)s::date
WHERE upper_inf(tugas.tercatat) AND tugas.berlaku @> %(hari)s::date
  AND (tugas.peran = %(provinsi)s OR (tugas.peran = %(unit)s AND unit.nomor = ANY(%(nomor)s::bigint[])))
ORDER BY orang.nama
"""


def contact_values(
    instansi_id: UUID, jalur: str | None, tanggal: date, *, kecuali: UUID | None = None
) -> dict[str, Any]:
    """What CONTACT asks for. Nobody is told to ask himself (`kecuali`): HR of a unit is looked after by HR above it."""
    return {
        "instansi": instansi_id,
        "kecuali": kecuali,
        "hari": tanggal,
        "provinsi": Peran.ADMIN_BKD.value,
        "unit": Peran.ADMIN_UNIT.value,
        "nomor": _labels(jalur),
    }


def nearest_contact(found: Iterable[Sequence[Any]], jalur: str | None) -> Kontak | None:
    """Of the rows of CONTACT: the nearest holders up the tree, else HR of the province."""
    labels = _labels(jalur)
    by_depth: dict[int, list[tuple[str, str]]] = {}
    for peran, nomor, nama, unit in found:
        depth = labels.index(nomor) if peran == Peran.ADMIN_UNIT else -1
        by_depth.setdefault(depth, []).append((nama, unit or ""))
    if not by_depth:
        return None
    nearest = by_depth[max(by_depth)]
    return Kontak(tuple(nama for nama, _ in nearest[:SHOWN]), nearest[0][1])


def _labels(jalur: str | None) -> list[int]:
    return [int(label) for label in jalur.split(".")] if jalur else []


def hr_contact(instansi_id: UUID, jalur: str | None, tanggal: date) -> Kontak | None:
    """HR of the unit with this path. One query."""
    return nearest_contact(fetch(CONTACT, **contact_values(instansi_id, jalur, tanggal)), jalur)
