"""What people do when the organisation changes."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from asn_portal.core.errors import DomainError
from asn_portal.core.models import UnitKerja, periode
from asn_portal.core.signals import unit_ending
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.services.penempatan import place_member


@receiver(unit_ending, dispatch_uid="pegawai.unit_berakhir")
def follow_ending_unit(sender: Any, unit_id: UUID, tanggal: date, pengganti_id: UUID | None, by: Any, **_: Any) -> None:
    """Members go to the unit that takes over; without one the unit must be empty."""
    rows = KeanggotaanUnit.objects.kini().filter(unit_id=unit_id, berlaku__overlap=periode(tanggal))
    if not rows.exists():
        return
    if pengganti_id is None:
        raise DomainError(
            "Unit ini masih mempunyai pegawai. Pindahkan dulu, atau gabungkan ke unit lain.", galat="unit_masih_berisi"
        )
    unit = UnitKerja.objects.get(pk=pengganti_id)
    people = {
        person.pk: person
        for person in Pegawai.objects.select_for_update(of=("self",)).filter(pk__in=rows.values("pegawai_id"))
    }
    for row in list(rows):
        # Only the part of the membership that the unit does not live to see; plans before and after it stay.
        place_member(
            people[row.pegawai_id], unit=unit, mulai=max(row.mulai, tanggal), sampai=row.sampai,
            dasar="Penggabungan unit",
        )  # fmt: skip
