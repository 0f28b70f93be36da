"""Forms that are not sent yet."""

from __future__ import annotations

from django.db import models

from asn_portal.core.models.dasar import BarisUUID
from asn_portal.core.models.pengguna import Pengguna

KOLOM_DRAF = "core.DrafFormulir.isi"


class DrafFormulir(BarisUUID):
    """What one account has typed into one form of one page. `versi` counts the savings: whoever saves names the one
    that he has seen, so that two tabs do not overwrite each other. The text is free, so it is encrypted.
    """

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="daftar_draf")
    formulir = models.CharField(max_length=60)
    # The page with its object, and the way back to it.
    jalur = models.CharField(max_length=300)
    versi = models.PositiveIntegerField(default=1)
    isi = models.BinaryField()
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    disimpan_pada = models.DateTimeField()

    class Meta:
        verbose_name = "draf formulir"
        verbose_name_plural = "draf formulir"
        constraints = [models.UniqueConstraint(fields=["pengguna", "formulir", "jalur"], name="draf_satu")]
