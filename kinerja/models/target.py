"""What a unit has promised for a year: its Perjanjian Kinerja, row by row. Plans of people lean on these rows."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from asn_portal.core.models import BarisUUID, UnitKerja
from kinerja.models.periode import PeriodeKinerja


class PerjanjianKinerja(BarisUUID):
    periode = models.ForeignKey(PeriodeKinerja, models.PROTECT, related_name="daftar_perjanjian")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    nomor = models.CharField("nomor dokumen", max_length=100, blank=True)
    tanggal = models.DateField("tanggal dokumen", null=True, blank=True)

    class Meta:
        verbose_name = "perjanjian kinerja"
        verbose_name_plural = "perjanjian kinerja"
        constraints = [models.UniqueConstraint(fields=["periode", "unit"], name="perjanjian_satu_per_unit")]


class IndikatorUnit(BarisUUID):
    """One IKU: the goal, how it is measured, the target of the year. `di_atas` is the IKU of the unit above that it serves."""

    perjanjian = models.ForeignKey(PerjanjianKinerja, models.PROTECT, related_name="daftar_indikator")
    nomor = models.PositiveSmallIntegerField("nomor")
    sasaran = models.CharField("sasaran", max_length=500)
    indikator = models.CharField("indikator kinerja utama", max_length=500)
    target = models.CharField("target", max_length=200)
    satuan = models.CharField("satuan", max_length=60, blank=True)
    di_atas = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="daftar_turunan")
    # Struck from the agreement: kept, because plans may lean on it.
    dihapus_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "indikator kinerja utama"
        verbose_name_plural = "indikator kinerja utama"
        constraints = [
            models.UniqueConstraint(
                fields=["perjanjian", "nomor"], condition=Q(dihapus_pada=None), name="iku_nomor",
                violation_error_message="Nomor ini sudah dipakai.",
            ),
            models.CheckConstraint(condition=~Q(pk=F("di_atas")), name="iku_bukan_di_atas_diri"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.sasaran
