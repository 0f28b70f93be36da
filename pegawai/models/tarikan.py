"""What SIASN says of one person, on its way to being compared. Nothing of it is in the file before somebody takes it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from asn_portal.core.models import BarisUUID, Pengguna
from pegawai.enums import StatusTarikan
from pegawai.models.pegawai import Pegawai


class TarikanSIASN(BarisUUID):
    """One pull. The answers are kept encrypted until the comparison is closed, and no longer."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="+", verbose_name="pegawai")
    status = models.CharField("keadaan", max_length=10, choices=StatusTarikan, default=StatusTarikan.MENUNGGU)
    isi_sandi = models.BinaryField("isi", null=True, blank=True)
    sebab = models.CharField("sebab", max_length=500, blank=True)
    diminta_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    diminta_pada = models.DateTimeField(auto_now_add=True)
    terbaca_pada = models.DateTimeField(null=True, blank=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)
    diambil = models.PositiveIntegerField("diambil", default=0)

    class Meta:
        verbose_name = "tarikan SIASN"
        verbose_name_plural = "tarikan SIASN"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai"], condition=Q(status__in=[StatusTarikan.MENUNGGU, StatusTarikan.SIAP]),
                name="tarikan_satu_terbuka", violation_error_message="Data orang ini sudah ditarik dan belum dibandingkan.",
            ),
            models.CheckConstraint(
                condition=Q(status=StatusTarikan.SIAP, isi_sandi__isnull=False, terbaca_pada__isnull=False)
                | (~Q(status=StatusTarikan.SIAP) & Q(isi_sandi=None)),
                name="tarikan_berisi",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["-diminta_pada"], name="tarikan_terbaru")]
