"""Announcements: written, ended, corrected (ended and written anew), and marked as read."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna, Pengumuman, TandaBaca, UnitKerja
from asn_portal.core.permissions import layanan, require


def _refuse_past(sampai: date) -> None:
    if sampai < timezone.localdate():
        raise DomainError("Tanggal sampai sudah lewat. Pilih hari ini atau sesudahnya.", galat="sudah_lewat")


@perubahan
def write_pengumuman(
    *,
    judul: str,
    isi: str,
    unit: UnitKerja,
    peran: list[str],
    mulai: date,
    sampai: date,
    by: Pengguna,
) -> Pengumuman:
    """News for a unit and everything below it; with roles only for their holders there."""
    require(layanan.can_write_pengumuman(by, unit))
    _refuse_past(sampai)
    row = Pengumuman.objects.create(
        instansi_id=unit.instansi_id,
        unit=unit,
        peran=peran,
        judul=judul,
        isi=isi,
        mulai=mulai,
        sampai=sampai,
        dibuat_oleh=by,
    )
    record_jejak(row, "pengumuman_ditulis", by=by, unit_id=unit.pk)
    return row


def _locked(pengumuman_id: UUID, by: Pengguna) -> Pengumuman:
    row = Pengumuman.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pengumuman_id)
    require(layanan.can_write_pengumuman(by, row.unit))
    if row.diakhiri_pada is not None:
        raise TransitionError(
            "Pengumuman ini sudah diakhiri. Muat ulang halaman untuk melihat yang terbaru.", galat="status_berubah"
        )
    return row


def _end(row: Pengumuman, by: Pengguna) -> None:
    row.diakhiri_pada, row.diakhiri_oleh = timezone.now(), by
    row.save(update_fields=["diakhiri_pada", "diakhiri_oleh"])


@perubahan
def end_pengumuman(pengumuman_id: UUID, *, alasan: str, by: Pengguna) -> Pengumuman:
    """It is shown to nobody from now on; the text and its readers stay."""
    row = _locked(pengumuman_id, by)
    _end(row, by)
    record_jejak(row, "pengumuman_diakhiri", by=by, unit_id=row.unit_id, alasan=alasan)
    return row


@perubahan
def correct_pengumuman(pengumuman_id: UUID, *, by: Pengguna, **values: Any) -> Pengumuman:
    """End the old one and put a new one in its place, which everybody has yet to read."""
    old = _locked(pengumuman_id, by)
    require(layanan.can_write_pengumuman(by, values["unit"]))
    _refuse_past(values["sampai"])
    _end(old, by)
    try:
        row = Pengumuman.objects.create(
            instansi_id=values["unit"].instansi_id, memperbaiki=old, dibuat_oleh=by, **values
        )
    except IntegrityError as refused:
        raise TransitionError("Pengumuman ini sudah diperbaiki.", galat="status_berubah") from refused
    record_jejak(row, "pengumuman_diperbaiki", by=by, unit_id=row.unit_id, rincian={"memperbaiki": str(old.pk)})
    return row


def mark_read(pengumuman_id: UUID, *, by: Pengguna) -> None:
    """A receipt, once. Not traced: it changes nothing (core.audit.TANPA_JEJAK)."""
    today = timezone.localdate()
    row = layanan.running(layanan.addressed_pengumuman(by), today).filter(pk=pengumuman_id).first()
    if row is None:
        raise DomainError("Pengumuman ini sudah tidak ditampilkan.", galat="sudah_berakhir")
    TandaBaca.objects.bulk_create([TandaBaca(pengumuman=row, pengguna=by)], ignore_conflicts=True)
