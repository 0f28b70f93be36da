"""What a functional post has earned: one row per evaluation, with its reason as it stood when it was counted."""

from __future__ import annotations

from fractions import Fraction
from typing import Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from asn_portal.core.models import BarisUUID
from kinerja.aturan.kata import SETAHUN
from kinerja.enums import JenisAngkaKredit
from kinerja.models.evaluasi import PILIHAN_PREDIKAT, Evaluasi
from pegawai.aturan.kata import JENJANG
from pegawai.models import Pegawai

SERATUS = 100


class AngkaKreditQuerySet(models.QuerySet["AngkaKredit"]):
    def dihitung(self) -> Self:
        """What counts: not withdrawn."""
        return self.filter(dicabut_pada=None)


class AngkaKredit(BarisUUID):
    """Never changed, only withdrawn: an evaluation that was corrected is counted anew by another row."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_angka_kredit", db_index=False)
    jenis = models.CharField("jenis", max_length=10, choices=JenisAngkaKredit)
    tahun = models.PositiveSmallIntegerField("tahun")
    masa = DateRangeField("masa")
    bulan = models.PositiveSmallIntegerField("bulan", default=0)
    jabatan = models.CharField("jabatan", max_length=200)
    jenjang = models.CharField("jenjang", max_length=20, choices=list(JENJANG.items()))
    predikat = models.CharField("predikat kinerja", max_length=20, choices=PILIHAN_PREDIKAT, blank=True)
    persen = models.PositiveSmallIntegerField("persen", default=0)
    koefisien = models.DecimalField("koefisien setahun", max_digits=6, decimal_places=2, default=0)
    # As printed, three places; sums are taken from the parts.
    angka = models.DecimalField("angka kredit", max_digits=9, decimal_places=3)
    evaluasi = models.ForeignKey(Evaluasi, models.SET_NULL, null=True, blank=True, related_name="daftar_angka_kredit")
    alasan = models.CharField("alasan", max_length=600)
    dasar = models.CharField("dasar", max_length=200)
    dihitung_pada = models.DateTimeField()
    dicabut_pada = models.DateTimeField(null=True, blank=True)
    sebab_dicabut = models.CharField("sebab dicabut", max_length=200, blank=True)

    objects = AngkaKreditQuerySet.as_manager()

    class Meta:
        verbose_name = "angka kredit"
        verbose_name_plural = "angka kredit"
        constraints = [
            models.UniqueConstraint(
                fields=["evaluasi"], condition=Q(dicabut_pada=None, evaluasi__isnull=False), name="angka_kredit_sekali"
            ),
            models.UniqueConstraint(
                fields=["pegawai", "jenjang"], condition=Q(dicabut_pada=None) & ~Q(jenis="konversi"),
                name="angka_kredit_satu_awal",
            ),
            models.CheckConstraint(
                condition=Q(dicabut_pada__isnull=False) | ~Q(jenis="konversi") | Q(evaluasi__isnull=False) & ~Q(predikat=""),
                name="angka_kredit_konversi",
            ),
            models.CheckConstraint(condition=Q(angka__gte=0, bulan__lte=12), name="angka_kredit_wajar"),
            models.CheckConstraint(condition=~Q(alasan="") & ~Q(dasar=""), name="angka_kredit_beralasan"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["pegawai", "jenjang"], name="angka_kredit_pegawai")]

    def __str__(self) -> str:
        return self.alasan

    @property
    def eksak(self) -> Fraction:
        """Before rounding."""
        if self.jenis != JenisAngkaKredit.KONVERSI:
            return Fraction(self.angka)
        return Fraction(self.bulan, SETAHUN) * Fraction(self.persen, SERATUS) * Fraction(self.koefisien)

    @property
    def prosentase(self) -> str:
        """As the form prints it."""
        return f"{self.bulan}/{SETAHUN} x {self.persen}%"
