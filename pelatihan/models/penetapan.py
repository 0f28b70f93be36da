"""Certificates without a batch that are determined together: by one signed paper, as those of a batch are by theirs."""

from __future__ import annotations

from django.db import models

from asn_portal.berkas.models import Naskah
from asn_portal.core.models import BarisUUID, Instansi, Pengguna
from pelatihan.models.katalog import MilikInstansiQuerySet
from pelatihan.models.sertifikat import Sertifikat


class PenetapanSertifikat(BarisUUID):
    """Certificates of modules, placements and guidance, put together by staff of training for one decree."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+", db_index=False)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    pada = models.DateTimeField()
    # The decree, once it is signed.
    naskah = models.ForeignKey(Naskah, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    objects = MilikInstansiQuerySet.as_manager()

    class Meta:
        verbose_name = "penetapan sertifikat"
        verbose_name_plural = "penetapan sertifikat"
        indexes = [models.Index(fields=["instansi", "-pada"], name="penetapan_terbaru")]


class SertifikatDitetapkan(BarisUUID):
    """One certificate in one decree, for good."""

    penetapan = models.ForeignKey(PenetapanSertifikat, models.PROTECT, related_name="daftar_sertifikat")
    sertifikat = models.OneToOneField(Sertifikat, models.PROTECT, related_name="penetapan")

    class Meta:
        verbose_name = "sertifikat yang ditetapkan"
        verbose_name_plural = "sertifikat yang ditetapkan"
