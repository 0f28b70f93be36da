"""What a person keeps about the own record: the photo, and the yearly word that the family list is still right."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from asn_portal.core.models import BarisUUID
from pegawai.models.pegawai import Pegawai


class FotoPegawai(models.Model):
    """One square picture, written anew by the portal; the file lies in private storage."""

    pegawai = models.OneToOneField(Pegawai, models.PROTECT, primary_key=True, related_name="foto")
    nama_simpan = models.CharField(max_length=100, unique=True)
    ukuran = models.PositiveIntegerField("ukuran")
    diganti_pada = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "foto pegawai"
        verbose_name_plural = "foto pegawai"


class KonfirmasiKeluarga(BarisUUID):
    """KP4 of a year: asked for by the portal, confirmed by the person. What was confirmed stays as it was then."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_konfirmasi_keluarga")
    tahun = models.PositiveSmallIntegerField("tahun")
    diminta_pada = models.DateTimeField(null=True, blank=True)
    dikonfirmasi_pada = models.DateTimeField(null=True, blank=True)
    # The list as confirmed, as JSON, encrypted: names and birth dates of the family.
    isi_sandi = models.BinaryField("isi", null=True, blank=True)

    class Meta:
        verbose_name = "konfirmasi keluarga"
        verbose_name_plural = "konfirmasi keluarga"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tahun"], name="konfirmasi_sekali_setahun"),
            models.CheckConstraint(
                condition=Q(dikonfirmasi_pada=None, isi_sandi=None)
                | Q(dikonfirmasi_pada__isnull=False, isi_sandi__isnull=False),
                name="konfirmasi_berisi",
            ),
        ]
