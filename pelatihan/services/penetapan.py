"""Certificates without a batch, put together for one decree."""

from __future__ import annotations

from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from pelatihan import permissions
from pelatihan.models import PenetapanSertifikat, SertifikatDitetapkan
from pelatihan.selectors.penetapan import waiting

# So many stand in one decree: more is read by nobody who initials it.
TERBANYAK = 200


@perubahan
def gather_certificates(*, by: Pengguna) -> PenetapanSertifikat:
    """Those that wait, the oldest first. Each stands in one decree: who gathers at the same moment gets the next ones."""
    require(permissions.can_manage(by))
    row = PenetapanSertifikat.objects.create(instansi_id=by.instansi_id, oleh=by, pada=timezone.now())
    SertifikatDitetapkan.objects.bulk_create(
        (SertifikatDitetapkan(penetapan=row, sertifikat=one) for one in waiting(by)[:TERBANYAK]), ignore_conflicts=True
    )
    count = row.daftar_sertifikat.count()
    if not count:
        raise DomainError("Tidak ada sertifikat yang menunggu keputusan.", galat="tanpa_sertifikat")
    record_jejak(row, "sertifikat_dihimpun", by=by, rincian={"sertifikat": count})
    return row
