"""Programs that call the API: tokens, and changes that were sent with a key."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from asn_portal.core.enums import CakupanToken
from asn_portal.core.models.dasar import BarisUUID
from asn_portal.core.models.pengguna import Pengguna


class TokenAkses(BarisUUID):
    """A program's way into the API in the name of one account. Only a keyed digest is stored."""

    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="daftar_token")
    nama = models.CharField("nama", max_length=80)
    cakupan = ArrayField(models.CharField(max_length=30, choices=CakupanToken), verbose_name="cakupan")
    sidik = models.BinaryField(unique=True)
    awalan = models.CharField(max_length=12)
    # What it reads data of persons for; asked when it may.
    keperluan = models.CharField("untuk keperluan apa", max_length=300, blank=True)
    # The assigned roles of its owner when it was made: without one of them it ends.
    peran = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    berlaku_sampai = models.DateField("berlaku sampai")
    terakhir_dipakai = models.DateField(null=True, blank=True)
    dicabut_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "token akses"
        verbose_name_plural = "token akses"
        constraints = [models.CheckConstraint(condition=~Q(cakupan=[]), name="token_bercakupan")]
        indexes = [models.Index(fields=["pengguna", "-dibuat_pada"], name="token_pengguna")]


class PembacaanToken(models.Model):
    """How many times a token has read the employment data of a person on a day: sums, no list of persons."""

    token = models.ForeignKey(TokenAkses, models.CASCADE, related_name="daftar_pembacaan")
    tanggal = models.DateField()
    orang = models.PositiveIntegerField()

    class Meta:
        verbose_name = "pembacaan token"
        verbose_name_plural = "pembacaan token"
        constraints = [models.UniqueConstraint(fields=["token", "tanggal"], name="pembacaan_token_harian")]


class KirimanApi(models.Model):
    """A change that came with an `Idempotency-Key`, and the first answer to it. Status 0: still being made."""

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="+")
    kunci = models.CharField(max_length=100)
    sidik = models.BinaryField()
    status = models.PositiveSmallIntegerField()
    jawaban = models.TextField(blank=True)
    dibuat_pada = models.DateTimeField()

    class Meta:
        verbose_name = "kiriman API"
        verbose_name_plural = "kiriman API"
        constraints = [models.UniqueConstraint(fields=["pengguna", "kunci"], name="kiriman_api_sekali")]
        indexes = [models.Index(fields=["dibuat_pada"], name="kiriman_api_usia")]
