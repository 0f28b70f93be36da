"""Signing the distribution of a unit: what differs from the pattern is warned about and asks for a reason, never blocked."""

from __future__ import annotations

from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, UnitKerja
from asn_portal.core.permissions import require
from kinerja import permissions_evaluasi as permissions
from kinerja.models import PeriodeKinerja, PolaDistribusi
from kinerja.selectors.evaluasi import achievement_of
from kinerja.selectors.pola import curve_of


@perubahan
def sign_distribution(
    periode: PeriodeKinerja, unit: UnitKerja, *, jenis: str, nomor: int, alasan: str, by: Pengguna
) -> PolaDistribusi:
    """By the leader of the unit; the figures are counted in this moment."""
    require(permissions.can_sign_distribution(by, unit))
    locked = PeriodeKinerja.objects.select_for_update().get(pk=periode.pk)
    today = timezone.localdate()
    unit_done = achievement_of(locked.pk, unit.pk, jenis, nomor, today)
    path = core_selectors.path_of(unit.pk, today)
    if unit_done is None or path is None:
        raise DomainError("Capaian kinerja organisasi unit ini belum ditetapkan.", galat="tanpa_capaian")
    curve = curve_of(locked, path, jenis, nomor, unit_done.capaian, today, semua=True)
    if not curve.semua:
        raise DomainError("Belum ada pegawai unit ini yang dinilai untuk masa itu.", galat="jumlah_kosong")
    if curve.temuan and not alasan:
        raise DomainError(f"Tulis alasannya, karena: {', '.join(curve.kalimat).lower()}.", galat="tanpa_alasan")
    row, _ = PolaDistribusi.objects.update_or_create(
        periode=locked, unit=unit, jenis=jenis, nomor=nomor,
        defaults={
            "capaian": unit_done.capaian, "jumlah": dict(curve.jumlah), "temuan": curve.temuan, "alasan": alasan, "oleh": by,
            "pada": timezone.now(),
        },
    )  # fmt: skip
    record_jejak(
        row, "predikat_ditetapkan", by=by, unit_id=unit.pk, alasan=alasan, rincian={"jumlah": dict(curve.jumlah)}
    )
    return row
