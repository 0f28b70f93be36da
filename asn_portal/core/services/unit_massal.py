"""Many units rearranged on one day: written in sets, the tree derived once. Part of the caller's change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.core.enums import AlasanUnit
from asn_portal.core.models import Pengguna, RincianUnit, UnitKerja, periode
from asn_portal.core.models.dasar import Isian, write_periods
from asn_portal.core.services.unit import rebuild_jalur, save_or_say
from asn_portal.core.signals import unit_ending

KEPT = ("nama", "singkatan", "jenis", "induk_id")


@dataclass(frozen=True)
class UnitBaru:
    id: UUID
    nama: str
    singkatan: str
    jenis: str
    induk_id: UUID


def rearrange_units(
    *,
    instansi_id: UUID,
    mulai: date,
    dasar: str,
    baru: Sequence[UnitBaru],
    ubah: Mapping[UUID, dict[str, Any]],
    tutup: Sequence[UUID],
) -> None:
    """New units (with the keys they were given), changed columns by unit, and units that are no more from `mulai` on.
    The caller holds the agency and has seen that nothing is planned for these units after that day.
    """
    UnitKerja.objects.bulk_create(UnitKerja(pk=unit.id, instansi_id=instansi_id) for unit in baru)
    found = {unit.id: {name: getattr(unit, name) for name in KEPT} | {"alasan": AlasanUnit.DIBENTUK} for unit in baru}
    rows = {row.unit_id: row for row in RincianUnit.objects.pada(mulai).filter(unit_id__in=[*ubah, *tutup])}
    for pk, values in ubah.items():
        moved = values.get("induk_id", rows[pk].induk_id) != rows[pk].induk_id
        why = AlasanUnit.DIPINDAH if moved else AlasanUnit.GANTI_NAMA
        found[pk] = {name: getattr(rows[pk], name) for name in KEPT} | values | {"alasan": why}
    isian = [Isian(pk, periode(mulai), values | {"dasar": dasar}) for pk, values in found.items()]
    isian += [Isian(pk, periode(mulai), None) for pk in tutup]
    save_or_say(lambda: write_periods(RincianUnit, kunci="unit_id", isian=isian))
    rebuild_jalur(instansi_id)


def end_emptied(tutup: Mapping[UUID, UUID | None], *, mulai: date, by: Pengguna) -> None:
    """Whoever still has something in units that have ended (by the unit that took over) settles or refuses it."""
    for pk, pengganti in tutup.items():
        unit_ending.send(sender=UnitKerja, unit_id=pk, tanggal=mulai, pengganti_id=pengganti, by=by)
