"""Starting, cancelling and repeating long jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from asn_portal.core import hanya_lihat
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import StatusPekerjaan
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import PekerjaanLatar, Pengguna
from asn_portal.core.models.latar import DAPAT_DIULANGI
from asn_portal.core.permissions import latar as permissions
from asn_portal.core.permissions import require

# One person's jobs must not fill every worker.
MAX_OPEN = 3

TOO_MANY = (
    f"Masih ada {MAX_OPEN} pekerjaan Anda yang berjalan. Tunggu salah satunya selesai, atau batalkan di halaman Pekerjaan"
    " saya."
)
CHANGED = "Keadaan pekerjaan ini sudah berubah. Muat ulang halaman."


def start_job(jenis: str, *, judul: str, parameter: dict[str, Any], by: Pengguna) -> PekerjaanLatar:
    """Write a job; the relay hands it out after the commit. Part of the caller's change, which traces it."""
    hanya_lihat.refuse_when_looking()
    Pengguna.objects.select_for_update().get(pk=by.pk)  # two starts at once are counted one after the other
    if PekerjaanLatar.objects.visible_to(by).terbuka().count() >= MAX_OPEN:
        raise DomainError(TOO_MANY, galat="pekerjaan_penuh")
    return PekerjaanLatar.objects.create(
        pengguna=by, jenis=jenis, judul=judul, parameter=parameter, giliran=timezone.now()
    )


@perubahan
def cancel_job(pekerjaan_id: UUID, *, by: Pengguna) -> PekerjaanLatar:
    """A waiting job ends at once, a running one after its present step. What earlier steps stored stays."""
    row = PekerjaanLatar.objects.select_for_update().get(pk=pekerjaan_id)
    require(permissions.can_cancel_job(by, row))
    if not row.terbuka:
        raise TransitionError(CHANGED, galat="status_berubah")
    now = timezone.now()
    row.batal_diminta_pada = now
    if row.pemegang is None:
        row.status, row.berakhir_pada, row.giliran = StatusPekerjaan.DIBATALKAN, now, None
        row.pesan = "Dibatalkan atas permintaan Anda."
    row.save(update_fields=["batal_diminta_pada", "status", "berakhir_pada", "giliran", "pesan"])
    record_jejak(row, "pekerjaan_dibatalkan", by=by, rincian={"jenis": row.jenis})
    return row


@perubahan
def retry_job(pekerjaan_id: UUID, *, by: Pengguna) -> PekerjaanLatar:
    """Go on from the last step that was stored."""
    row = PekerjaanLatar.objects.select_for_update().get(pk=pekerjaan_id)
    require(permissions.can_retry_job(by, row))
    if row.status not in DAPAT_DIULANGI:
        raise TransitionError(CHANGED, galat="status_berubah")
    row.status, row.percobaan, row.pesan, row.galat = StatusPekerjaan.MENUNGGU, 0, "", ""
    row.giliran, row.berakhir_pada, row.batal_diminta_pada = timezone.now(), None, None
    row.save()
    record_jejak(row, "pekerjaan_dicoba_lagi", by=by, rincian={"jenis": row.jenis})
    return row


def forget_old(sebelum: datetime) -> int:
    """Jobs that ended before this moment and whose files have gone; returns how many."""
    rows = PekerjaanLatar.objects.filter(berakhir_pada__lt=sebelum, daftar_berkas=None).values_list("pk", flat=True)
    ids = list(rows)
    PekerjaanLatar.objects.filter(pk__in=ids).delete()
    return len(ids)
