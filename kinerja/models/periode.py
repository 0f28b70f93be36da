"""The performance year of an agency: its windows, who works elsewhere, and time given back after an outage."""

from __future__ import annotations

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from asn_portal.core.models import BarisUUID, Instansi, Pengguna, UnitKerja
from asn_portal.core.permissions import akses
from kinerja.enums import IramaEvaluasi, JenisEvaluasi, SumberKinerja, TahapKinerja
from pegawai.enums import KelompokJabatan

TAHUN_AWAL, TAHUN_AKHIR = 2022, 2199
TAMBAHAN_TERBANYAK = 30


class PeriodeQuerySet(models.QuerySet["PeriodeKinerja"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """The years of the own agency: no secret inside it."""
        return self.filter(instansi_id=akses(pengguna).instansi_id)


class PeriodeKinerja(BarisUUID):
    """One year of one agency, 1 January to 31 December."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    tahun = models.PositiveSmallIntegerField(
        "tahun", validators=[MinValueValidator(TAHUN_AWAL), MaxValueValidator(TAHUN_AKHIR)]
    )
    irama = models.CharField("irama evaluasi", max_length=10, choices=IramaEvaluasi, default=IramaEvaluasi.TRIWULAN)
    dasar = models.CharField("dasar", max_length=200, blank=True)
    # When everybody of the portal got the duty to write a plan; the job that gives it runs once.
    dibuka_pada = models.DateTimeField(null=True, blank=True)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        verbose_name = "periode kinerja"
        verbose_name_plural = "periode kinerja"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "tahun"], name="periode_satu_setahun",
                violation_error_message="Tahun ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(tahun__gte=TAHUN_AWAL, tahun__lte=TAHUN_AKHIR), name="periode_tahun_wajar"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.tahun)


class TenggatKinerja(BarisUUID):
    """The window of one stage. Without a unit it holds for everybody; a row of a unit holds for what is below it, so that
    windows can be staggered. `nomor` is the month or quarter of a periodic evaluation, 0 for the others.
    """

    periode = models.ForeignKey(PeriodeKinerja, models.PROTECT, related_name="daftar_tenggat")
    tahap = models.CharField("tahap", max_length=10, choices=TahapKinerja)
    nomor = models.PositiveSmallIntegerField(default=0)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+")
    buka = models.DateField("dibuka")
    batas = models.DateField("paling lambat")
    dasar = models.CharField("dasar", max_length=200, blank=True)

    class Meta:
        verbose_name = "tenggat kinerja"
        verbose_name_plural = "tenggat kinerja"
        constraints = [
            models.UniqueConstraint(
                fields=["periode", "tahap", "nomor", "unit"], nulls_distinct=False, name="tenggat_satu_per_tahap",
                violation_error_message="Tenggat tahap ini untuk unit itu sudah ada.",
            ),
            models.CheckConstraint(condition=Q(batas__gte=F("buka")), name="tenggat_urut"),
            models.CheckConstraint(condition=Q(nomor__lte=12), name="tenggat_nomor"),
        ]  # fmt: skip

    @property
    def judul(self) -> str:
        """Rencana kinerja (SKP), Evaluasi triwulan II 2026."""
        if self.tahap != TahapKinerja.PERIODIK:
            return self.get_tahap_display()
        return f"Evaluasi {JenisEvaluasi(self.periode.irama).within(self.periode.tahun, self.nomor)}"


class TambahanWaktu(BarisUUID):
    """Days given back after an outage, by whom and why. What was late only because of it counts as in time."""

    tenggat = models.ForeignKey(TenggatKinerja, models.PROTECT, related_name="daftar_tambahan")
    hari = models.PositiveSmallIntegerField("tambahan hari")
    alasan = models.CharField("alasan", max_length=300)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "tambahan waktu"
        verbose_name_plural = "tambahan waktu"
        constraints = [
            models.CheckConstraint(condition=Q(hari__gte=1, hari__lte=TAMBAHAN_TERBANYAK), name="tambahan_wajar")
        ]


class PenetapanSumber(BarisUUID):
    """Where a group of posts keeps its performance in a year; without a group it holds for all others."""

    periode = models.ForeignKey(PeriodeKinerja, models.PROTECT, related_name="daftar_sumber")
    kelompok = models.CharField("kelompok jabatan", max_length=12, choices=KelompokJabatan, blank=True)
    sumber = models.CharField("sumber kinerja", max_length=12, choices=SumberKinerja)

    class Meta:
        verbose_name = "penetapan sumber kinerja"
        verbose_name_plural = "penetapan sumber kinerja"
        constraints = [
            models.UniqueConstraint(fields=["periode", "kelompok"], name="sumber_satu_per_kelompok"),
        ]
