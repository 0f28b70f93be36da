"""Calibration before the handing over: a session looks across the ratings of a unit and proposes; the penilai answers."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from asn_portal.core.models import BarisUUID, Pengguna, UnitKerja
from kinerja.enums import JawabanKalibrasi, JenisEvaluasi
from kinerja.models.evaluasi import PILIHAN_RATING, Evaluasi
from kinerja.models.periode import PeriodeKinerja


class SesiKalibrasi(BarisUUID):
    """One sitting about a unit and everything below it, for one stretch."""

    periode = models.ForeignKey(PeriodeKinerja, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    jenis = models.CharField("jenis evaluasi", max_length=10, choices=JenisEvaluasi)
    nomor = models.PositiveSmallIntegerField(default=0)
    peserta = models.CharField("peserta sidang", max_length=500)
    dibuka_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    dibuka_pada = models.DateTimeField()
    ditutup_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "sesi kalibrasi"
        verbose_name_plural = "sesi kalibrasi"
        constraints = [
            models.UniqueConstraint(
                fields=["periode", "unit", "jenis", "nomor"],
                condition=Q(ditutup_pada=None),
                name="kalibrasi_satu_terbuka",
            ),
            models.CheckConstraint(condition=~Q(peserta=""), name="kalibrasi_berpeserta"),
        ]

    @property
    def judul(self) -> str:
        return JenisEvaluasi(self.jenis).named(self.periode.tahun, self.nomor)


class UsulKalibrasiQuerySet(models.QuerySet["UsulKalibrasi"]):
    def menunggu(self) -> Self:
        """Not answered yet, in a session that runs."""
        return self.filter(jawaban="", sesi__ditutup_pada=None)


class UsulKalibrasi(BarisUUID):
    """Other ratings for one person, with the reason; only the penilai makes them his own, or says why not."""

    sesi = models.ForeignKey(SesiKalibrasi, models.PROTECT, related_name="daftar_usul", db_index=False)
    evaluasi = models.ForeignKey(Evaluasi, models.PROTECT, related_name="daftar_usul_kalibrasi")
    semula_hasil = models.CharField(max_length=20, choices=PILIHAN_RATING)
    semula_perilaku = models.CharField(max_length=20, choices=PILIHAN_RATING)
    usul_hasil = models.CharField("rating hasil kerja yang diusulkan", max_length=20, choices=PILIHAN_RATING)
    usul_perilaku = models.CharField("rating perilaku kerja yang diusulkan", max_length=20, choices=PILIHAN_RATING)
    alasan = models.CharField("alasan usul", max_length=1000)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    pada = models.DateTimeField()
    jawaban = models.CharField("jawaban penilai", max_length=10, choices=JawabanKalibrasi, blank=True)
    alasan_jawaban = models.CharField("alasan penilai", max_length=1000, blank=True)
    dijawab_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    dijawab_pada = models.DateTimeField(null=True, blank=True)

    objects = UsulKalibrasiQuerySet.as_manager()

    class Meta:
        verbose_name = "usul kalibrasi"
        verbose_name_plural = "usul kalibrasi"
        constraints = [
            models.UniqueConstraint(fields=["sesi", "evaluasi"], name="kalibrasi_satu_usul"),
            models.CheckConstraint(condition=~Q(alasan=""), name="kalibrasi_beralasan"),
            models.CheckConstraint(
                condition=~Q(usul_hasil=F("semula_hasil")) | ~Q(usul_perilaku=F("semula_perilaku")),
                name="kalibrasi_berbeda",
            ),
            models.CheckConstraint(
                condition=Q(jawaban="", dijawab_oleh=None, dijawab_pada=None)
                | ~Q(jawaban="") & ~Q(alasan_jawaban="") & Q(dijawab_oleh__isnull=False, dijawab_pada__isnull=False),
                name="kalibrasi_dijawab_lengkap",
            ),
        ]
