"""Views of colleagues and subordinates on how somebody works (360 degrees).

No answer is ever stored. Answers are added to one row of sums for each group, all of it in one row and one statement, and the
sums are read only after the last day. Who has answered is known, for the duty; what he said is known to nobody.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from asn_portal.core.models import BarisUUID, Pengguna
from kinerja.enums import HubunganPandangan
from pegawai.models import Pegawai


class PermintaanPandangan(BarisUUID):
    """Asked once for a person and a year, by the penilai."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_pandangan", db_index=False)
    tahun = models.PositiveSmallIntegerField("tahun")
    batas = models.DateField("hari terakhir menjawab")
    dibuka_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    dibuka_pada = models.DateField()

    class Meta:
        verbose_name = "permintaan pandangan"
        verbose_name_plural = "permintaan pandangan"
        constraints = [models.UniqueConstraint(fields=["pegawai", "tahun"], name="pandangan_sekali_setahun")]

    def is_open(self, hari: date) -> bool:
        """Until the last day; nothing closes it earlier, so that nobody can choose the moment after a certain answer."""
        return hari <= self.batas


class PenjawabPandangan(BarisUUID):
    """Somebody asked. `selesai` ends the duty, also when he declined; no moment is kept."""

    permintaan = models.ForeignKey(PermintaanPandangan, models.PROTECT, related_name="daftar_penjawab", db_index=False)
    penjawab = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_pandangan_diminta")
    hubungan = models.CharField(max_length=10, choices=HubunganPandangan)
    selesai = models.BooleanField(default=False)

    class Meta:
        verbose_name = "penjawab pandangan"
        verbose_name_plural = "penjawab pandangan"
        constraints = [models.UniqueConstraint(fields=["permintaan", "penjawab"], name="pandangan_satu_penjawab")]


class HasilPandangan(BarisUUID):
    """The sums of one group: how many have answered, and per value the sum of what they said."""

    permintaan = models.ForeignKey(PermintaanPandangan, models.PROTECT, related_name="daftar_hasil", db_index=False)
    hubungan = models.CharField(max_length=10, choices=HubunganPandangan)
    banyak = models.PositiveSmallIntegerField(default=0)
    jumlah = models.JSONField("jumlah menurut nilai dasar", default=dict)

    class Meta:
        verbose_name = "hasil pandangan"
        verbose_name_plural = "hasil pandangan"
        constraints = [
            models.UniqueConstraint(fields=["permintaan", "hubungan"], name="hasil_pandangan_satu"),
            models.CheckConstraint(condition=Q(banyak__gte=0), name="hasil_pandangan_wajar"),
        ]
