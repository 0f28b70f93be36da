"""What became of a training: what participants say, what the superior sees months later; and what must be renewed in time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from asn_portal.core.models import BarisUUID, Instansi, Pengguna, UnitKerja
from pelatihan.models.angkatan import Kepesertaan
from pelatihan.models.katalog import MilikInstansiQuerySet, ProgramPelatihan

SKALA = (1, 5)
UNSUR_REAKSI = ("materi", "pengajar", "penyelenggaraan", "manfaat")
UNSUR_PERILAKU = ("penerapan", "mutu", "berbagi")


class ReaksiPeserta(BarisUUID):
    """First level: how the participant found it. Shown to others as a mean of at least five only."""

    kepesertaan = models.OneToOneField(Kepesertaan, models.PROTECT, related_name="reaksi")
    materi = models.PositiveSmallIntegerField("materi")
    pengajar = models.PositiveSmallIntegerField("pengajar")
    penyelenggaraan = models.PositiveSmallIntegerField("penyelenggaraan")
    manfaat = models.PositiveSmallIntegerField("manfaat bagi pekerjaan")
    saran = models.CharField("saran", max_length=1000, blank=True)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "reaksi peserta"
        verbose_name_plural = "reaksi peserta"
        constraints = [
            models.CheckConstraint(
                condition=Q(materi__range=SKALA, pengajar__range=SKALA, penyelenggaraan__range=SKALA, manfaat__range=SKALA),
                name="reaksi_1_sampai_5",
            )
        ]  # fmt: skip


class EvaluasiPerilaku(BarisUUID):
    """Third level: what the superior sees at work three to six months later. Asked for by the night."""

    kepesertaan = models.OneToOneField(Kepesertaan, models.PROTECT, related_name="perilaku")
    mulai = models.DateField("dapat diisi sejak")
    batas = models.DateField("batas")
    penerapan = models.PositiveSmallIntegerField("menerapkan yang dipelajari", null=True, blank=True)
    mutu = models.PositiveSmallIntegerField("mutu pekerjaan", null=True, blank=True)
    berbagi = models.PositiveSmallIntegerField("berbagi kepada rekan", null=True, blank=True)
    contoh = models.CharField("contoh yang terlihat", max_length=1000, blank=True)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "evaluasi perilaku"
        verbose_name_plural = "evaluasi perilaku"
        constraints = [
            models.CheckConstraint(condition=Q(batas__gt=F("mulai")), name="perilaku_urut"),
            models.CheckConstraint(
                condition=Q(pada=None, penerapan=None)
                | Q(pada__isnull=False, penerapan__range=SKALA, mutu__range=SKALA, berbagi__range=SKALA),
                name="perilaku_lengkap",
            ),
        ]
        indexes = [models.Index(fields=["batas"], condition=Q(pada=None), name="perilaku_menunggu")]


class WajibPelatihan(BarisUUID):
    """A programme whose certificate the people of a unit, or of posts with a name, must hold and renew."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+", db_index=False)
    program = models.ForeignKey(ProgramPelatihan, models.PROTECT, related_name="daftar_wajib")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+")
    # A part of the name of the post; empty: everybody there.
    jabatan = models.CharField("jabatan", max_length=100, blank=True)
    dasar = models.CharField("dasar", max_length=200)
    sejak = models.DateField("sejak")
    ditutup_pada = models.DateField("tidak wajib sejak", null=True, blank=True)

    objects = MilikInstansiQuerySet.as_manager()

    class Meta:
        verbose_name = "pelatihan wajib"
        verbose_name_plural = "pelatihan wajib"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "program", "unit", "jabatan"], nulls_distinct=False, name="wajib_sekali",
                violation_error_message="Kewajiban ini sudah tercatat.",
            ),
            models.CheckConstraint(condition=Q(unit__isnull=False) | ~Q(jabatan=""), name="wajib_berlingkup"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.program.judul
