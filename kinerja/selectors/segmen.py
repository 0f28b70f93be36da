"""A move in mid-year: from which day the approved plan no longer describes the work of this person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from jabatan.enums import JenisPenempatan
from jabatan.models import Penempatan
from kinerja.enums import StatusSKP
from kinerja.models import SKP
from pegawai.models import KeanggotaanUnit, Pegawai


@dataclass(frozen=True)
class Pindah:
    """The plan that ends the day before `sejak`; what follows needs a plan of its own."""

    skp: SKP
    sejak: date

    @property
    def akhir_lama(self) -> date:
        return self.sejak - timedelta(days=1)


def moved_since(pegawai: Pegawai, tahun: int, hari: date) -> Pindah | None:
    """Another unit or another post than the last approved plan names, since a day within its stretch."""
    skp = (
        SKP.objects.filter(pegawai=pegawai, tahun=tahun, status=StatusSKP.DISETUJUI)
        .select_related("penilai").order_by("-berlaku").first()
    )  # fmt: skip
    if skp is None or (skp.unit_id == pegawai.unit_kini_id and skp.jabatan == pegawai.jabatan_kini):
        return None
    since = [
        row.berlaku.lower
        for row in (
            KeanggotaanUnit.objects.pada(hari).filter(pegawai=pegawai).exclude(unit_id=skp.unit_id).first(),
            Penempatan.objects.pada(hari).filter(pegawai=pegawai, jenis=JenisPenempatan.DEFINITIF).first(),
        )
        if row is not None and row.berlaku.lower is not None
    ]
    begins = [day for day in since if skp.mulai < day <= skp.sampai]
    return Pindah(skp, max(begins)) if begins else None
