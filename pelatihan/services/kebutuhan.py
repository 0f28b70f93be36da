"""Needs by theme: told by units, looked at by staff of training."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses, require
from asn_portal.core.services.tugas import BILA_KELIRU, notify
from pelatihan import permissions
from pelatihan.enums import StatusKebutuhan
from pelatihan.models import KebutuhanTema, ProgramPelatihan


@perubahan
def propose_kebutuhan(*, isi: Mapping[str, Any], by: Pengguna) -> KebutuhanTema:
    """By HR of the unit for a unit of its own, or by staff of training for any."""
    require(permissions.can_propose_needs(by) and akses(by).reaches_unit(isi["unit"].pk, Sumber.PELATIHAN))
    row = KebutuhanTema(instansi_id=by.instansi_id, oleh=by, pada=timezone.now(), **isi)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as refused:
        raise DomainError(
            "Kebutuhan dengan judul ini sudah diajukan unit itu untuk tahun tersebut. Pakai judul lain, atau lihat yang sudah ada.",
            galat="sudah_ada",
        ) from refused
    record_jejak(
        row, "kebutuhan_diajukan", by=by, unit_id=row.unit_id, rincian={"tema": row.rumpun, "tahun": row.tahun}
    )
    return row


@perubahan
def decide_kebutuhan(
    kebutuhan_id: UUID, *, diterima: bool, tanggapan: str, program: ProgramPelatihan | None, by: Pengguna
) -> KebutuhanTema:
    require(permissions.can_manage(by))
    row = (
        KebutuhanTema.objects.select_for_update(of=("self",)).visible_to(by).select_related("oleh").get(pk=kebutuhan_id)
    )
    if row.status != StatusKebutuhan.DIAJUKAN:
        raise TransitionError("Kebutuhan ini sudah ditelaah. Muat ulang halamannya.", galat="sudah_diputus")
    if not diterima and not tanggapan.strip():
        raise DomainError("Tulis alasannya, supaya unit tahu mengapa tidak dilanjutkan.", galat="tanpa_alasan")
    row.status = StatusKebutuhan.DITERIMA if diterima else StatusKebutuhan.DITOLAK
    row.tanggapan, row.program, row.diputus_oleh, row.diputus_pada = tanggapan, program, by, timezone.now()
    row.save()
    record_jejak(
        row, "kebutuhan_ditelaah", by=by, unit_id=row.unit_id, alasan=tanggapan, rincian={"keadaan": row.status}
    )
    if row.oleh_id != by.pk:
        notify(
            row.oleh, judul=f"Kebutuhan pelatihan {row.judul}: {row.get_status_display().lower()}",
            isi=tanggapan or "Dihitung dalam analisis kebutuhan tahun itu.", url=reverse("pelatihan:akpk"),
            kelompok=KelompokKabar.LAIN, mengapa="Anda mengajukannya untuk unit Anda.", aturan="Peraturan LAN 10/2018",
            oleh=by.nama, keberatan=BILA_KELIRU,
        )  # fmt: skip
    return row
