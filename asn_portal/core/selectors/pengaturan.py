"""Dated settings of the agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from asn_portal.core.models import (
    Pengaturan,
)
from asn_portal.core.pengaturan import HARI_KERJA, PENGATURAN


@dataclass(frozen=True)
class BarisPengaturan:
    kunci: str
    label: str
    baris: Pengaturan | None
    bawaan: str = ""  # what holds while the agency has written nothing


def setting_rows(instansi_id: UUID, tanggal: date) -> list[BarisPengaturan]:
    rows = {row.kunci: row for row in Pengaturan.objects.pada(tanggal).filter(instansi_id=instansi_id)}
    return [
        BarisPengaturan(kunci, label, rows.get(kunci), str(HARI_KERJA.get(kunci, "")))
        for kunci, label in PENGATURAN.items()
    ]


def setting_history(instansi_id: UUID, kunci: str) -> QuerySet[Pengaturan]:
    return Pengaturan.objects.kini().filter(instansi_id=instansi_id, kunci=kunci).order_by("-berlaku")


def identity(instansi_id: UUID | None, tanggal: date) -> str:
    """What the top bar calls the agency; before login that of the first agency."""
    rows = Pengaturan.objects.pada(tanggal).filter(kunci="nama_singkat")
    rows = rows.filter(instansi_id=instansi_id) if instansi_id else rows.order_by("instansi_id")
    return rows.values_list("nilai", flat=True).first() or ""


def pengaturan(instansi_id: UUID, tanggal: date) -> dict[str, str]:
    """Every setting of the agency on a day."""
    return dict(Pengaturan.objects.pada(tanggal).filter(instansi_id=instansi_id).values_list("kunci", "nilai"))
