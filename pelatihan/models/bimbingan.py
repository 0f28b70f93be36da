"""Coaching and mentoring: two people, a goal, and meetings that both have seen. What they write is theirs alone."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from asn_portal.core.models import BarisUUID, Pengguna
from asn_portal.core.permissions import akses
from pegawai.models import Pegawai
from pelatihan.enums import JenisBimbingan, StatusBimbingan


class BimbinganQuerySet(models.QuerySet["Bimbingan"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """The two themselves, nobody else: others see the certificate that comes of it."""
        mine = akses(pengguna).orang_id
        return self.filter(Q(pegawai_id=mine) | Q(pembimbing_id=mine))


class Bimbingan(BarisUUID):
    jenis = models.CharField("jenis", max_length=10, choices=JenisBimbingan)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_bimbingan")
    pembimbing = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_membimbing")
    diminta_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    tujuan = models.CharField("tujuan", max_length=300)
    mulai = models.DateField("mulai")
    sampai = models.DateField("sampai")
    status = models.CharField("keadaan", max_length=10, choices=StatusBimbingan, default=StatusBimbingan.DIMINTA)
    catatan = models.CharField("catatan", max_length=500, blank=True)
    hasil = models.CharField("hasil", max_length=500, blank=True)
    diminta_pada = models.DateTimeField()
    diputus_pada = models.DateTimeField(null=True, blank=True)

    objects = BimbinganQuerySet.as_manager()

    class Meta:
        verbose_name = "bimbingan"
        verbose_name_plural = "bimbingan"
        constraints = [
            models.CheckConstraint(condition=~Q(pegawai=F("pembimbing")), name="bimbingan_dua_orang"),
            models.CheckConstraint(condition=Q(sampai__gte=F("mulai")), name="bimbingan_urut"),
            models.UniqueConstraint(
                fields=["pegawai", "pembimbing", "jenis"], condition=Q(status__in=("diminta", "berjalan")),
                name="bimbingan_sekali",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}: {self.tujuan}"


class SesiBimbingan(BarisUUID):
    """One meeting. It counts when the other one has confirmed it; then it stays as it is."""

    bimbingan = models.ForeignKey(Bimbingan, models.PROTECT, related_name="daftar_sesi", db_index=False)
    tanggal = models.DateField("tanggal")
    topik = models.CharField("yang dibahas", max_length=300)
    tindak_lanjut = models.CharField("tindak lanjut", max_length=500, blank=True)
    dicatat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    disahkan_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "sesi bimbingan"
        verbose_name_plural = "sesi bimbingan"
        constraints = [models.UniqueConstraint(fields=["bimbingan", "tanggal"], name="sesi_bimbingan_sehari")]
