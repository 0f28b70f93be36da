"""The agreement of a unit for a year: its indicators, entered by HR of scope. What plans lean on is struck, never deleted."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.models import Pengguna, UnitKerja
from asn_portal.core.permissions import require
from kinerja import permissions
from kinerja.models import IndikatorUnit, PeriodeKinerja, PerjanjianKinerja


@perubahan
def add_target(periode_id: UUID, unit: UnitKerja, *, isi: Mapping[str, str], by: Pengguna) -> IndikatorUnit:
    periode = PeriodeKinerja.objects.visible_to(by).filter(pk=periode_id).first()
    require(periode is not None and permissions.can_edit_target(by, unit))
    agreement, _ = PerjanjianKinerja.objects.select_for_update().get_or_create(periode=periode, unit=unit)
    last = agreement.daftar_indikator.aggregate(n=Max("nomor"))["n"] or 0
    row = IndikatorUnit.objects.create(perjanjian=agreement, nomor=last + 1, **isi)
    record_jejak(row, "target_unit_ditambah", by=by, unit_id=unit.pk)
    return row


@perubahan
def change_target(iku_id: UUID, *, isi: Mapping[str, str], by: Pengguna) -> IndikatorUnit:
    row = IndikatorUnit.objects.select_for_update(of=("self",)).select_related("perjanjian__unit").get(pk=iku_id)
    require(permissions.can_edit_target(by, row.perjanjian.unit))
    for name, value in isi.items():
        setattr(row, name, value)
    row.save()
    record_jejak(row, "target_unit_diubah", by=by, unit_id=row.perjanjian.unit_id)
    return row


@perubahan
def strike_target(iku_id: UUID, *, by: Pengguna) -> None:
    """No longer offered; plans that lean on it keep their words."""
    row = IndikatorUnit.objects.select_for_update(of=("self",)).select_related("perjanjian__unit").get(pk=iku_id)
    require(permissions.can_edit_target(by, row.perjanjian.unit))
    row.dihapus_pada = row.dihapus_pada or timezone.now()
    row.save(update_fields=["dihapus_pada"])
    record_jejak(row, "target_unit_dicoret", by=by, unit_id=row.perjanjian.unit_id)
