"""Who may do what with long jobs: their owner; the system's keepers see that they exist and may repeat parked ones."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from asn_portal.core.enums import Peran, StatusPekerjaan
from asn_portal.core.models import HasilBerkas, PekerjaanLatar, Pengguna
from asn_portal.core.permissions import akses


def visible_files(pengguna: Pengguna) -> QuerySet[HasilBerkas]:
    """Own files that are whole and not expired."""
    rows = HasilBerkas.objects.filter(pekerjaan__pengguna=pengguna, siap_pada__isnull=False)
    return rows.filter(kedaluwarsa_pada__gt=timezone.now())


def can_open_file(pengguna: Pengguna, berkas: HasilBerkas) -> bool:
    return visible_files(pengguna).filter(pk=berkas.pk).exists()


def can_cancel_job(pengguna: Pengguna, row: PekerjaanLatar) -> bool:
    return bool(row.pengguna_id == pengguna.pk)


def technical_jobs(pengguna: Pengguna) -> QuerySet[PekerjaanLatar]:
    """For the system's keepers: that it exists, its kind and state. Titles and parameters are not for them."""
    if not akses(pengguna).has(Peran.ADMIN_SISTEM):
        return PekerjaanLatar.objects.none()
    return PekerjaanLatar.objects.filter(pengguna__instansi_id=pengguna.instansi_id)


def can_retry_job(pengguna: Pengguna, row: PekerjaanLatar) -> bool:
    if row.pengguna_id == pengguna.pk:
        return True
    return row.status == StatusPekerjaan.PARKIR and technical_jobs(pengguna).filter(pk=row.pk).exists()
