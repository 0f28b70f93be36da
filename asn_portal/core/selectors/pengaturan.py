"""Dated settings of the agency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from asn_portal.core.models import (
    Pengaturan,
)
from asn_portal.core.pengaturan import BILANGAN, HARI_KERJA, PENGATURAN


@dataclass(frozen=True)
class BarisPengaturan:
    kunci: str
    label: str
    baris: Pengaturan | None
    bawaan: str = ""  # what holds while the agency has written nothing


def setting_rows(instansi_id: UUID, tanggal: date) -> list[BarisPengaturan]:
    rows = {row.kunci: row for row in Pengaturan.objects.pada(tanggal).filter(instansi_id=instansi_id)}
    usual = HARI_KERJA | {kunci: satu.bawaan for kunci, satu in BILANGAN.items()}
    return [
        BarisPengaturan(kunci, label, rows.get(kunci), str(usual.get(kunci, ""))) for kunci, label in PENGATURAN.items()
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


def numbers_of(kunci: Iterable[str], instansi_id: UUID, hari: date) -> dict[str, int]:
    """What the agency has set under these keys of BILANGAN for that day, else the usual. One query."""
    written = pengaturan(instansi_id, hari)
    return {
        one: int(written[one]) if BILANGAN[one].holds(written.get(one, "")) else BILANGAN[one].bawaan for one in kunci
    }


def number_of(kunci: str, instansi_id: UUID, hari: date) -> int:
    return numbers_of([kunci], instansi_id, hari)[kunci]
