"""Plans that HR offers to everybody of a unit as an example to begin from."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from asn_portal.core.models import BarisUUID, Pengguna, UnitKerja
from kinerja.models.skp import SKP


class ContohUnit(BarisUUID):
    """An approved plan whose owner shares it, as the example of a unit and of what lies below it."""

    skp = models.ForeignKey(SKP, models.PROTECT, related_name="daftar_contoh")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    judul = models.CharField("nama contoh", max_length=120)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    pada = models.DateTimeField(auto_now_add=True)
    dicabut_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "contoh unit"
        verbose_name_plural = "contoh unit"
        constraints = [
            models.UniqueConstraint(
                fields=["skp", "unit"], condition=Q(dicabut_pada=None), name="contoh_sekali",
                violation_error_message="SKP ini sudah menjadi contoh unit itu.",
            ),
            models.CheckConstraint(condition=~Q(judul=""), name="contoh_bernama"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.judul
