"""Examples of a unit: offered by HR from plans that their owners share, and taken back."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from asn_portal.core.audit import perubahan
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from kinerja import permissions
from kinerja.models import ContohUnit
from kinerja.services.rencana import lock_skp, trace


@perubahan
def make_example(skp_id: UUID, *, judul: str, by: Pengguna) -> ContohUnit:
    """For everybody of the plan's unit and below."""
    skp = lock_skp(skp_id)
    require(permissions.can_make_example(by, skp))
    try:
        with transaction.atomic():
            row = ContohUnit.objects.create(skp=skp, unit_id=skp.unit_id, judul=judul, oleh=by)
    except IntegrityError as refused:
        raise DomainError("SKP ini sudah menjadi contoh unitnya.", galat="sudah_ada") from refused
    trace(skp, "contoh_unit_ditetapkan", by, judul=judul)
    return row


@perubahan
def withdraw_example(contoh_id: UUID, *, by: Pengguna) -> ContohUnit:
    """No longer offered; copies that were made stay."""
    row = ContohUnit.objects.select_for_update().get(pk=contoh_id)
    skp = lock_skp(row.skp_id)
    require(permissions.can_edit_target(by, skp.unit))
    if row.dicabut_pada is None:
        row.dicabut_pada = timezone.now()
        row.save(update_fields=["dicabut_pada"])
    trace(skp, "contoh_unit_dicabut", by, judul=row.judul)
    return row
