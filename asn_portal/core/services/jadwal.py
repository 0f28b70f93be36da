"""Changes of schedules and parked jobs, by a system admin."""

from __future__ import annotations

from uuid import UUID

from asn_portal.core import outbox, permissions
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import StatusKiriman
from asn_portal.core.errors import DomainError
from asn_portal.core.jadwal import parse_cron
from asn_portal.core.models import Jadwal, Pengguna, PesanKeluar
from asn_portal.core.permissions import require


@perubahan
def change_schedule(jadwal_id: UUID, *, cron: str, aktif: bool, by: Pengguna) -> Jadwal:
    """When a recurring job runs, or whether it does."""
    row = Jadwal.objects.select_for_update().get(pk=jadwal_id)
    require(permissions.can_manage_schedules(by))
    parse_cron(cron)
    row.cron, row.aktif = cron, aktif
    row.save(update_fields=["cron", "aktif"])
    record_jejak(row, "jadwal_diubah", by=by, rincian={"cron": cron, "aktif": aktif})
    return row


@perubahan
def release_job(pesan_id: UUID, *, by: Pengguna) -> None:
    """A parked job tries again from the beginning."""
    require(permissions.can_manage_schedules(by))
    row = PesanKeluar.objects.select_for_update().filter(pk=pesan_id, status=StatusKiriman.PARKIR).first()
    if row is None:
        raise DomainError("Pekerjaan ini tidak lagi diparkir. Muat ulang halaman.", galat="status_berubah")
    outbox.release(row.pk)
    record_jejak(row, "pekerjaan_dicoba_lagi", by=by, rincian={"pekerjaan": row.pekerjaan})
