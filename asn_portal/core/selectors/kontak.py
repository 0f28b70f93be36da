"""Who looks after the people of a unit: shown on every page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from asn_portal.core.enums import Peran
from asn_portal.core.models import PenugasanPeran
from asn_portal.core.permissions import Akses
from asn_portal.core.selectors.unit import name_on

SHOWN = 2


@dataclass(frozen=True)
class Kontak:
    """Names of HR, and the unit for which they hold the role."""

    nama: tuple[str, ...]
    unit: str


def hr_contact(instansi_id: UUID, jalur: str | None, tanggal: date, *, kecuali: UUID | None = None) -> Kontak | None:
    """HR of the unit with this path: the nearest holders up the tree, else HR of the province. One query.

    Nobody is told to ask himself (`kecuali`): HR of a unit is looked after by HR above it.
    """
    labels = jalur.split(".") if jalur else []
    inside = Q(peran=Peran.ADMIN_UNIT, unit__nomor__in=[int(label) for label in labels])
    rows = PenugasanPeran.objects.pada(tanggal).filter(
        Q(peran=Peran.ADMIN_BKD) | inside, unit__instansi_id=instansi_id, pengguna__is_active=True
    )
    found = (
        rows.exclude(pengguna_id=kecuali)
        .annotate(nama_unit=name_on(tanggal))
        .order_by("pengguna__nama")
        .values_list("peran", "unit__nomor", "pengguna__nama", "nama_unit")
    )
    by_depth: dict[int, list[tuple[str, str]]] = {}
    for peran, nomor, nama, unit in found:
        depth = labels.index(str(nomor)) if peran == Peran.ADMIN_UNIT else -1
        by_depth.setdefault(depth, []).append((nama, unit or ""))
    if not by_depth:
        return None
    nearest = by_depth[max(by_depth)]
    return Kontak(tuple(nama for nama, _ in nearest[:SHOWN]), nearest[0][1])


def own_contact(mine: Akses) -> Kontak | None:
    """HR of the account's own unit."""
    jalur = next((row.jalur for row in mine.daftar if row.peran == Peran.PEGAWAI), None)
    return hr_contact(mine.instansi_id, jalur, mine.tanggal, kecuali=mine.pengguna.pk)
