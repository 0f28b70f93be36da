"""Events that come, as the law and the records of last night give them; and of which of them somebody was told."""

from __future__ import annotations

from django.db import models

from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Pengguna, UnitKerja
from pegawai.models.pegawai import Pegawai
from pegawai.peringatan import all_peringatan


class PeringatanQuerySet(models.QuerySet["Peringatan"]):
    def visible_to(self, pengguna: Pengguna, tanda: str | None = None) -> PeringatanQuerySet:
        """Events in lists: of the people whose employment data this account may see, and only those that tell no more than
        that. Discipline stands in no list (pegawai.selectors.peringatan.sanctions).
        """
        kinds = [kind.kunci for kind in all_peringatan() if kind.sumber is Sumber.DATA_KEPEGAWAIAN]
        people = Pegawai.objects.visible_to(pengguna, Sumber.DATA_KEPEGAWAIAN, tanda)
        return self.filter(jenis__in=kinds, pegawai__in=people.values("pk"))


class Peringatan(BarisUUID):
    """One event of one person. Computed: the nightly run and every change of a file bring it to the records again.

    `kunci` names the event within its kind (the day it first falls on, or the row it follows from), so that a person is told of
    it once however often it is computed.
    """

    pegawai = models.ForeignKey(Pegawai, models.CASCADE, related_name="+", db_index=False)
    jenis = models.CharField("jenis", max_length=30)
    kunci = models.CharField("kunci", max_length=40)
    tanggal = models.DateField("tanggal")
    rincian = models.JSONField("rincian", default=dict)
    dihitung_pada = models.DateTimeField("dihitung", auto_now=True)

    objects = PeringatanQuerySet.as_manager()

    class Meta:
        verbose_name = "peringatan"
        verbose_name_plural = "peringatan"
        constraints = [models.UniqueConstraint(fields=["pegawai", "jenis", "kunci"], name="peringatan_sekali")]
        indexes = [models.Index(fields=["tanggal", "id"], name="peringatan_tanggal")]


class UrusanPeringatan(BarisUUID):
    """What HR of a unit has to do in a month about events that come: one duty however many events."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    bulan = models.DateField("bulan kerja")
    dibuka_pada = models.DateTimeField("dibuka", auto_now_add=True)
    selesai_pada = models.DateTimeField("selesai", null=True, blank=True)
    selesai_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "urusan peringatan"
        verbose_name_plural = "urusan peringatan"
        constraints = [models.UniqueConstraint(fields=["unit", "bulan"], name="urusan_peringatan_sekali")]


class KabarPeringatan(models.Model):
    """That a person was told of an event at a stage (so many days ahead). Written once, with the notice."""

    pegawai = models.ForeignKey(Pegawai, models.CASCADE, related_name="+", db_index=False)
    jenis = models.CharField("jenis", max_length=30)
    kunci = models.CharField("kunci", max_length=40)
    tahap = models.PositiveSmallIntegerField("tahap, hari sebelumnya")
    pada = models.DateTimeField("dikabarkan", auto_now_add=True)

    class Meta:
        verbose_name = "kabar peringatan"
        verbose_name_plural = "kabar peringatan"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "jenis", "kunci", "tahap"], name="kabar_peringatan_sekali")
        ]
