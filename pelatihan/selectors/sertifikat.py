"""One certificate: by its code, beside those alike, and its row in the file."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from pegawai.models import RiwayatDiklat, RiwayatKursus
from pelatihan.enums import StatusSertifikat
from pelatihan.models import Sertifikat

TERBIT = (StatusSertifikat.DISAHKAN, StatusSertifikat.DICABUT)


def by_code(kode: str | None) -> Sertifikat | None:
    """What the portal has issued under this code."""
    return Sertifikat.objects.filter(kode=kode, status__in=TERBIT).first() if kode else None


def alike(row: Sertifikat) -> QuerySet[Sertifikat]:
    """Of the same person in the same days: whoever verifies sees them beside."""
    rows = Sertifikat.objects.sah().filter(pegawai_id=row.pegawai_id, mulai__lte=row.selesai, selesai__gte=row.mulai)
    return rows.exclude(pk=row.pk)


@dataclass(frozen=True)
class BarisBerkas:
    jenis: str
    pk: UUID


def file_row(row: Sertifikat) -> BarisBerkas | None:
    """Where it stands in the person's file, while it stands there."""
    for jenis, model in (("kursus", RiwayatKursus), ("diklat", RiwayatDiklat)):
        if row.riwayat_id and model.objects.kini().filter(pk=row.riwayat_id, pegawai_id=row.pegawai_id).exists():
            return BarisBerkas(jenis, row.riwayat_id)
    return None
