"""Elections that an agency records: entered, corrected, taken back. Rounds of moves are judged by them from then on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from jabatan import permissions
from jabatan.models import PemilihanDaerah

GANDA = "Pemilihan dengan tanggal penetapan itu sudah dicatat. Ubah yang sudah ada."


@perubahan
def record_election(*, by: Pengguna, **isi: Any) -> PemilihanDaerah:
    require(permissions.can_record_elections(by))
    row = PemilihanDaerah(instansi_id=by.instansi_id, dicatat_oleh=by, **isi)
    _save(row)
    record_jejak(row, "pemilihan_dicatat", by=by, alasan=row.dasar)
    return row


@perubahan
def change_election(pemilihan_id: UUID, *, by: Pengguna, **isi: Any) -> PemilihanDaerah:
    """A day was moved, or is known now."""
    row = _held(pemilihan_id, by)
    for name, value in isi.items():
        setattr(row, name, value)
    _save(row)
    record_jejak(row, "pemilihan_diubah", by=by, alasan=row.dasar)
    return row


@perubahan
def withdraw_election(pemilihan_id: UUID, *, alasan: str, by: Pengguna) -> PemilihanDaerah:
    """It counts no longer and stays in the trace."""
    row = _held(pemilihan_id, by)
    row.dicabut_pada, row.alasan_cabut = timezone.now(), alasan
    row.save(update_fields=["dicabut_pada", "alasan_cabut"])
    record_jejak(row, "pemilihan_dicabut", by=by, alasan=alasan)
    return row


def _held(pemilihan_id: UUID, by: Pengguna) -> PemilihanDaerah:
    row = PemilihanDaerah.objects.select_for_update().get(pk=pemilihan_id, instansi_id=by.instansi_id)
    require(permissions.can_record_elections(by))
    if row.dicabut_pada is not None:
        raise DomainError("Pemilihan ini sudah dicabut. Catat lagi bila memang masih ada.", galat="sudah_dicabut")
    return row


def _save(row: PemilihanDaerah) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as refused:
        if "pemilihan_sekali" not in str(refused):
            raise
        raise DomainError(GANDA, galat="pemilihan_ganda") from refused
