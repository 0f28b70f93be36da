"""Which certificates somebody must hold: written down by staff of training, ended, never deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from pelatihan import permissions
from pelatihan.models import WajibPelatihan


@perubahan
def add_wajib(*, isi: Mapping[str, Any], by: Pengguna) -> WajibPelatihan:
    require(permissions.can_manage(by))
    if isi["unit"] is None and not isi["jabatan"]:
        raise DomainError("Pilih unit, tulis jabatan, atau keduanya.", galat="tanpa_lingkup")
    row = WajibPelatihan(instansi_id=by.instansi_id, **isi)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as refused:
        raise DomainError("Kewajiban ini sudah tercatat.", galat="sudah_ada") from refused
    record_jejak(row, "wajib_pelatihan_ditetapkan", by=by, alasan=row.dasar, rincian={"jabatan": row.jabatan})
    return row


@perubahan
def end_wajib(wajib_id: UUID, *, by: Pengguna) -> WajibPelatihan:
    require(permissions.can_manage(by))
    row = WajibPelatihan.objects.visible_to(by).select_for_update(of=("self",)).get(pk=wajib_id)
    row.ditutup_pada = row.ditutup_pada or timezone.localdate()
    row.save(update_fields=["ditutup_pada"])
    record_jejak(row, "wajib_pelatihan_diakhiri", by=by)
    return row
