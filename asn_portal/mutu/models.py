"""Runs of the indicators, dated findings, and what each unit's figures were on a day. All of it is counted, nothing typed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from asn_portal.core.models import BarisUUID, Instansi, Pengguna, UnitKerja
from asn_portal.mutu.enums import PemicuPutaran


class PutaranMutu(BarisUUID):
    """One run over everybody. `selesai_pada` is set with its last step; one that broke off goes on from `langkah`."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    hari = models.DateField("keadaan")
    pemicu = models.CharField("sebab", max_length=12, choices=PemicuPutaran)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    # Code and version of each indicator, in the order in which they are counted.
    rencana = models.JSONField(default=list)
    langkah = models.PositiveSmallIntegerField(default=0)
    orang = models.PositiveIntegerField("pegawai yang dihitung", default=0)
    temuan = models.PositiveIntegerField("temuan terbuka", default=0)
    baru = models.PositiveIntegerField("temuan baru", default=0)
    beres = models.PositiveIntegerField("temuan yang hilang", default=0)
    dimulai_pada = models.DateTimeField(auto_now_add=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "putaran mutu"
        verbose_name_plural = "putaran mutu"
        indexes = [models.Index(fields=["instansi", "-dimulai_pada"], name="putaranmutu_terakhir")]


class TemuanMutu(models.Model):
    """What an indicator found about somebody: since when, solved when, by which run (none: right after a change) and which
    version of the indicator. No ForeignKey to the person: people live in an app above.
    """

    id = models.BigAutoField(primary_key=True)
    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+", db_index=False)
    orang_id = models.UUIDField()
    indikator = models.CharField(max_length=10)
    versi = models.CharField(max_length=12)
    isi = models.JSONField(default=dict)
    sejak = models.DateField()
    ditemukan_pada = models.DateTimeField()
    putaran = models.ForeignKey(PutaranMutu, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    # When the person was last told about it.
    diberitahu_pada = models.DateTimeField(null=True, blank=True)
    selesai = models.DateField(null=True, blank=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)
    selesai_putaran = models.ForeignKey(
        PutaranMutu, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = "temuan mutu"
        verbose_name_plural = "temuan mutu"
        constraints = [
            models.UniqueConstraint(
                fields=["orang_id", "indikator"], condition=Q(selesai_pada=None), name="temuan_satu_terbuka"
            ),
            models.CheckConstraint(
                condition=Q(selesai=None, selesai_pada=None)
                | Q(selesai__isnull=False, selesai_pada__isnull=False, selesai__gte=F("sejak")),
                name="temuan_selesai",
            ),
        ]
        indexes = [
            models.Index(fields=["indikator", "orang_id"], condition=Q(selesai_pada=None), name="temuan_terbuka"),
            models.Index(fields=["orang_id", "-sejak"], name="temuan_orang"),
        ]


class NilaiMutu(models.Model):
    """The figures of a unit with everything below it (no unit: the agency) as the last run of a day counted them: frozen,
    so that a trend shows what was known then, also when the tree moves later.
    """

    id = models.BigAutoField(primary_key=True)
    putaran = models.ForeignKey(PutaranMutu, models.PROTECT, related_name="+", db_index=False)
    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    hari = models.DateField()
    orang = models.PositiveIntegerField()
    # How many persons each indicator found; those that found nobody are left out.
    kena = models.JSONField(default=dict)

    class Meta:
        verbose_name = "nilai mutu"
        verbose_name_plural = "nilai mutu"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "unit", "hari"], nulls_distinct=False, name="nilaimutu_satu_sehari"
            )
        ]
