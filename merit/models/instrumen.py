"""An instrument and its versions. A published version never changes: what was computed with it can be computed again."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from asn_portal.core.models import BarisUUID, Instansi, Pengguna
from merit.enums import JenisInstrumen, StatusVersi
from merit.susunan import Susunan, read_susunan


class Instrumen(BarisUUID):
    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+", db_index=False)
    kode = models.SlugField("kode", max_length=40)
    nama = models.CharField("nama", max_length=200)
    jenis = models.CharField("jenis", max_length=12, choices=JenisInstrumen)

    class Meta:
        verbose_name = "instrumen"
        verbose_name_plural = "instrumen"
        constraints = [models.UniqueConstraint(fields=["instansi", "kode"], name="instrumen_sekali")]

    def __str__(self) -> str:
        return self.nama


class VersiInstrumen(BarisUUID):
    """What the instrument says from a day on (merit.susunan)."""

    instrumen = models.ForeignKey(Instrumen, models.PROTECT, related_name="daftar_versi", db_index=False)
    nomor = models.PositiveSmallIntegerField("versi")
    status = models.CharField(max_length=10, choices=StatusVersi, default=StatusVersi.DRAF)
    isi = models.JSONField("isi")
    sidik = models.CharField("sidik isi", max_length=64)
    dasar = models.CharField("dasar", max_length=300)
    keyakinan = models.CharField("keyakinan", max_length=2)
    catatan = models.CharField("yang belum pasti", max_length=500, blank=True)
    alasan = models.CharField("alasan perubahan", max_length=500, blank=True)
    berlaku = DateRangeField("berlaku", null=True, blank=True)
    # Nobody: it came with the portal.
    disusun_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    disusun_pada = models.DateTimeField(auto_now_add=True)
    diterbitkan_oleh = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    diterbitkan_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "versi instrumen"
        verbose_name_plural = "versi instrumen"
        constraints = [
            models.UniqueConstraint(fields=["instrumen", "nomor"], name="versi_instrumen_nomor"),
            models.UniqueConstraint(
                fields=["instrumen"], condition=Q(status=StatusVersi.DRAF), name="versi_instrumen_satu_draf",
                violation_error_message="Instrumen ini sudah mempunyai draf. Lanjutkan draf itu.",
            ),
            ExclusionConstraint(
                name="versi_instrumen_satu_semasa",
                expressions=[("instrumen", RangeOperators.EQUAL), ("berlaku", RangeOperators.OVERLAPS)],
                condition=Q(status=StatusVersi.TERBIT),
                violation_error_message="Versi lain sudah berlaku pada masa itu. Pilih tanggal mulai sesudahnya.",
            ),
            models.CheckConstraint(
                condition=~Q(status=StatusVersi.TERBIT) | Q(berlaku__isnull=False, diterbitkan_pada__isnull=False),
                name="versi_instrumen_terbit",
            ),
            # Two people: who drafted does not publish.
            models.CheckConstraint(
                condition=Q(diterbitkan_oleh=None) | Q(disusun_oleh=None) | ~Q(diterbitkan_oleh=F("disusun_oleh")),
                name="versi_instrumen_dua_orang",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.instrumen}, versi {self.nomor}"

    @property
    def susunan(self) -> Susunan:
        return read_susunan(self.isi)
