"""The pulse survey, and the agency's own rating of the eight aspects.

No answer is stored: it is added to the sums of the perangkat daerah. Who has answered is known, without a moment, so that
nobody answers twice; what he said is known to nobody. Words written freely lie in one sorted row, without unit or moment.
"""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from asn_portal.core.models import BarisUUID, Instansi, Pengguna, UnitKerja
from merit.enums_talenta import JenisPertanyaan, StatusSurvei
from pegawai.models import Pegawai

PERTANYAAN_TERBANYAK = 10
ASPEK_TERAKHIR = 8


class SurveiDenyut(BarisUUID):
    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    nama = models.CharField("nama survei", max_length=150)
    mulai = models.DateField("dibuka")
    sampai = models.DateField("hari terakhir")
    status = models.CharField(max_length=10, choices=StatusSurvei, default=StatusSurvei.DRAF)
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "survei denyut"
        verbose_name_plural = "survei denyut"
        constraints = [
            models.CheckConstraint(condition=Q(sampai__gte=F("mulai")), name="survei_masa"),
            models.UniqueConstraint(
                fields=["instansi"], condition=Q(status=StatusSurvei.DIBUKA), name="survei_satu_dibuka",
                violation_error_message="Survei lain masih dibuka. Tutup dulu survei itu.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.nama

    def is_open(self, hari: date) -> bool:
        return self.status == StatusSurvei.DIBUKA and self.mulai <= hari <= self.sampai


class PertanyaanDenyut(BarisUUID):
    survei = models.ForeignKey(SurveiDenyut, models.PROTECT, related_name="daftar_pertanyaan", db_index=False)
    urut = models.PositiveSmallIntegerField("urutan")
    jenis = models.CharField("jenis", max_length=12, choices=JenisPertanyaan)
    kalimat = models.CharField("pernyataan", max_length=200)

    class Meta:
        verbose_name = "pertanyaan survei"
        verbose_name_plural = "pertanyaan survei"
        ordering = ("urut",)
        constraints = [
            models.UniqueConstraint(fields=["survei", "urut"], name="pertanyaan_urut"),
            models.CheckConstraint(
                condition=Q(urut__range=(1, PERTANYAAN_TERBANYAK)) & ~Q(kalimat=""), name="pertanyaan_paling_banyak_sepuluh"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.kalimat


class PenjawabDenyut(models.Model):
    """Somebody has answered. No moment, no unit, no answer; the key is drawn, since one of uuidv7 would tell the moment."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survei = models.ForeignKey(SurveiDenyut, models.PROTECT, related_name="+", db_index=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "penjawab survei"
        verbose_name_plural = "penjawab survei"
        constraints = [models.UniqueConstraint(fields=["survei", "pegawai"], name="penjawab_sekali")]


class HasilDenyut(BarisUUID):
    """Sums of one perangkat daerah (None: people without one): how many, and for each question how often each answer."""

    survei = models.ForeignKey(SurveiDenyut, models.PROTECT, related_name="daftar_hasil", db_index=False)
    perangkat = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    banyak = models.PositiveIntegerField(default=0)
    jumlah = models.JSONField("banyaknya tiap jawaban", default=dict)

    class Meta:
        verbose_name = "hasil survei"
        verbose_name_plural = "hasil survei"
        constraints = [
            models.UniqueConstraint(fields=["survei", "perangkat"], nulls_distinct=False, name="hasil_denyut_satu")
        ]


class SaranDenyut(BarisUUID):
    """What was written freely: a sorted list of {isi, tampil}; `tampil` is None until somebody has looked."""

    survei = models.OneToOneField(SurveiDenyut, models.PROTECT, related_name="saran")
    isi = models.JSONField("saran", default=list)

    class Meta:
        verbose_name = "saran survei"
        verbose_name_plural = "saran survei"


class PenilaianAspek(BarisUUID):
    """How the agency rates itself on one of the eight aspects, 0 to 1, with its reason."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+", db_index=False)
    tahun = models.PositiveSmallIntegerField("tahun")
    aspek = models.PositiveSmallIntegerField(
        "aspek", validators=[MinValueValidator(1), MaxValueValidator(ASPEK_TERAKHIR)]
    )
    nilai = models.DecimalField("nilai", max_digits=4, decimal_places=2)
    alasan = models.CharField("alasan", max_length=1000)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "penilaian aspek merit"
        verbose_name_plural = "penilaian aspek merit"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun", "aspek"], name="penilaian_aspek_sekali"),
            models.CheckConstraint(
                condition=Q(nilai__range=(0, 1), aspek__range=(1, ASPEK_TERAKHIR)) & ~Q(alasan=""),
                name="penilaian_aspek_wajar",
            ),
        ]
