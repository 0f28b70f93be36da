"""Proposed changes of the own file, and each step of checking one. What is accepted becomes a row of the file."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from asn_portal.berkas.models import Dokumen
from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Pengguna
from asn_portal.core.permissions import akses
from pegawai.enums import AlasanUsulan, LangkahPeriksa, StatusUsulanData
from pegawai.models.pegawai import Pegawai

TERBUKA = (
    StatusUsulanData.DIAJUKAN,
    StatusUsulanData.DIPERIKSA,
    StatusUsulanData.DIKEMBALIKAN,
    StatusUsulanData.DITERUSKAN,
)


class UsulanQuerySet(models.QuerySet["UsulanPerubahan"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """One's own, and those of people whose profile changes one may decide."""
        handled = Pegawai.objects.visible_to(pengguna, Sumber.USULAN_PROFIL, "v").values("pk")
        return self.filter(Q(pegawai_id=akses(pengguna).orang_id) | Q(pegawai_id__in=handled))


class UsulanPerubahan(BarisUUID):
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_usulan")
    # A kind of riwayat, or a part that is held once (pegawai/siapa_mengubah.py).
    sasaran = models.CharField("yang diubah", max_length=30)
    # The row that is to be put right; empty for a new one.
    baris_id = models.UUIDField(null=True, blank=True)
    # The proposed values as JSON, encrypted: among them are family, NPWP and account numbers.
    isi_sandi = models.BinaryField("isi")
    keterangan = models.CharField("penjelasan", max_length=500, blank=True)
    dokumen = models.ForeignKey(Dokumen, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bukti")
    status = models.CharField(max_length=20, choices=StatusUsulanData, default=StatusUsulanData.DIAJUKAN)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)
    # The row it became.
    hasil_id = models.UUIDField(null=True, blank=True)

    objects = UsulanQuerySet.as_manager()

    class Meta:
        verbose_name = "usulan perubahan"
        verbose_name_plural = "usulan perubahan"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "sasaran", "baris_id"], condition=Q(status__in=TERBUKA, baris_id__isnull=False),
                name="usulan_satu_terbuka", violation_error_message="Usulan Anda tentang baris ini masih diperiksa.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=TERBUKA, selesai_pada=None) | (~Q(status__in=TERBUKA) & Q(selesai_pada__isnull=False)),
                name="usulan_selesai",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["status", "dibuat_pada"], name="usulan_status")]


class LangkahUsulan(BarisUUID):
    """With whom it is, since when and until when; how it was decided there."""

    usulan = models.ForeignKey(UsulanPerubahan, models.PROTECT, related_name="langkah")
    pemeriksa = models.CharField(max_length=10, choices=LangkahPeriksa)
    mulai_pada = models.DateTimeField()
    batas = models.DateTimeField()
    putusan = models.CharField(max_length=20, choices=StatusUsulanData, blank=True)
    alasan_kode = models.CharField("sebab", max_length=20, choices=AlasanUsulan, blank=True)
    alasan = models.CharField("cara memperbaiki", max_length=500, blank=True)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "langkah usulan"
        verbose_name_plural = "langkah usulan"
        constraints = [
            models.UniqueConstraint(fields=["usulan"], condition=Q(pada=None), name="langkah_satu_terbuka"),
            models.CheckConstraint(
                condition=Q(putusan="", oleh=None, pada=None) | (~Q(putusan="") & Q(oleh__isnull=False, pada__isnull=False)),
                name="langkah_putusan",
            ),
        ]  # fmt: skip
