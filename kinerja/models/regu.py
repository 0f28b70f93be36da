"""One report of a shift that counts for those it names: each says yes or no for himself, and it counts once."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from asn_portal.berkas.models import Dokumen
from asn_portal.core.models import BarisUUID, UnitKerja
from kinerja.enums import StatusSebutan
from pegawai.models import Pegawai


class LaporanRegu(BarisUUID):
    """What a shift has done, told by its head. `tanggal` is the first day, however long past midnight it went."""

    pelapor = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_laporan_regu")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+", db_index=False)
    tanggal = models.DateField("tanggal giliran")
    rentang = DateTimeRangeField("jam giliran")
    teks = models.CharField("yang dikerjakan", max_length=1000)
    hasil = models.CharField("hasil", max_length=200, blank=True)
    dokumen = models.ForeignKey(Dokumen, models.PROTECT, null=True, blank=True, related_name="+")
    tautan = models.URLField("tautan", max_length=500, blank=True)
    sidik = models.CharField("sidik SHA-256", max_length=64)
    dicatat_pada = models.DateTimeField(auto_now_add=True)
    ditarik_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "laporan regu"
        verbose_name_plural = "laporan regu"
        constraints = [
            models.CheckConstraint(condition=~Q(teks=""), name="laporan_regu_berisi"),
            # The same proof makes one report, whoever of the shift sends it again.
            models.UniqueConstraint(
                fields=["unit", "sidik"], condition=Q(ditarik_pada=None), name="laporan_regu_sekali"
            ),
        ]

    def __str__(self) -> str:
        return self.teks

    @property
    def mulai(self) -> datetime:
        first: datetime = self.rentang.lower
        return first

    @property
    def selesai(self) -> datetime:
        last: datetime = self.rentang.upper
        return last


class SebutanRegu(BarisUUID):
    """Somebody named in a report, and his own answer. Nobody confirms two shifts of the same hour."""

    laporan = models.ForeignKey(LaporanRegu, models.PROTECT, related_name="daftar_sebutan", db_index=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_sebutan_regu")
    rentang = DateTimeRangeField()
    status = models.CharField(max_length=10, choices=StatusSebutan, default=StatusSebutan.MENUNGGU)
    alasan = models.CharField("alasan menyangkal", max_length=500, blank=True)
    dijawab_pada = models.DateTimeField(null=True, blank=True)
    progres = models.OneToOneField(
        "kinerja.Progres", models.PROTECT, null=True, blank=True, related_name="sebutan_regu"
    )

    class Meta:
        verbose_name = "sebutan dalam laporan regu"
        verbose_name_plural = "sebutan dalam laporan regu"
        constraints = [
            models.UniqueConstraint(fields=["laporan", "pegawai"], name="sebutan_regu_sekali"),
            ExclusionConstraint(
                name="sebutan_regu_satu_jam",
                expressions=[("pegawai", RangeOperators.EQUAL), ("rentang", RangeOperators.OVERLAPS)],
                condition=Q(status="diakui"),
            ),
            models.CheckConstraint(
                condition=Q(status="menunggu", progres=None, dijawab_pada=None)
                | Q(status="diakui", progres__isnull=False, dijawab_pada__isnull=False)
                | Q(status="disangkal", progres=None, dijawab_pada__isnull=False) & ~Q(alasan=""),
                name="sebutan_regu_lengkap",
            ),
        ]
