"""What a unit has achieved in a period: set by the leader above it, before anybody of the unit is rated."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, UnitKerja
from asn_portal.core.permissions import require
from kinerja import permissions_evaluasi as permissions
from kinerja.models import CapaianOrganisasi, PeriodeKinerja
from kinerja.selectors.evaluasi import resting_on


@perubahan
def set_achievement(
    periode_id: UUID, unit: UnitKerja, *, jenis: str, nomor: int, capaian: str, dasar: str, by: Pengguna
) -> CapaianOrganisasi:
    """Set, or set anew as long as no evaluation that rests on it was handed over."""
    periode = PeriodeKinerja.objects.visible_to(by).select_for_update().filter(pk=periode_id).first()
    require(periode is not None and permissions.can_set_achievement(by, unit))
    if resting_on(periode_id, unit, jenis, nomor).tersampaikan().exists():
        raise DomainError(
            "Hasil evaluasi pegawai unit ini sudah ada yang disampaikan, jadi capaiannya tidak diubah lagi.",
            galat="sudah_disampaikan",
        )
    row, _ = CapaianOrganisasi.objects.update_or_create(
        periode=periode, unit=unit, jenis=jenis, nomor=nomor,
        defaults={"capaian": capaian, "dasar": dasar, "oleh": by, "pada": timezone.now()},
    )  # fmt: skip
    record_jejak(
        row, "capaian_organisasi_ditetapkan", by=by, unit_id=unit.pk, rincian={"capaian": capaian, "jenis": jenis}
    )
    return row
