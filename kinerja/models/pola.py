"""The signed distribution of predicates of a unit in a period (Format Penetapan Predikat Kinerja)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from asn_portal.core.models import BarisUUID, Pengguna, UnitKerja
from kinerja.enums import JenisEvaluasi
from kinerja.models.evaluasi import PILIHAN_CAPAIAN
from kinerja.models.periode import PeriodeKinerja


class PolaDistribusi(BarisUUID):
    """What the leader has signed: the achievement, how many persons of each predicate, and why it differs from the pattern."""

    periode = models.ForeignKey(PeriodeKinerja, models.PROTECT, related_name="daftar_pola", db_index=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    jenis = models.CharField("jenis evaluasi", max_length=10, choices=JenisEvaluasi)
    nomor = models.PositiveSmallIntegerField(default=0)
    capaian = models.CharField("capaian kinerja organisasi", max_length=20, choices=PILIHAN_CAPAIAN)
    jumlah = models.JSONField("jumlah menurut predikat")
    temuan = models.JSONField("yang berbeda dari pola", default=list, blank=True)
    alasan = models.CharField("alasan", max_length=1000, blank=True)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "penetapan predikat"
        verbose_name_plural = "penetapan predikat"
        constraints = [
            models.UniqueConstraint(fields=["periode", "unit", "jenis", "nomor"], name="pola_satu"),
            models.CheckConstraint(condition=Q(temuan=[]) | ~Q(alasan=""), name="pola_berbeda_beralasan"),
        ]
