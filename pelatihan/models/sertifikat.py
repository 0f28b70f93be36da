"""Certificates: issued by the portal, or brought from outside and verified. One counts as JP, once."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from asn_portal.berkas.models import Dokumen
from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Pengguna
from pegawai.models import Pegawai
from pelatihan.enums import AsalSertifikat, BentukPelatihan, StatusSertifikat, TingkatPelatihan
from pelatihan.models.angkatan import Kepesertaan
from pelatihan.models.katalog import ProgramPelatihan

HIDUP = (StatusSertifikat.DIAJUKAN, StatusSertifikat.DISAHKAN)


class SertifikatQuerySet(models.QuerySet["Sertifikat"]):
    def visible_to(self, pengguna: Pengguna, tanda: str | None = None) -> Self:
        return self.filter(pegawai__in=Pegawai.objects.visible_to(pengguna, Sumber.PELATIHAN, tanda))

    def sah(self) -> Self:
        return self.filter(status=StatusSertifikat.DISAHKAN)


class Sertifikat(BarisUUID):
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_sertifikat", db_index=False)
    asal = models.CharField("asal", max_length=10, choices=AsalSertifikat)
    kepesertaan = models.OneToOneField(
        Kepesertaan, models.PROTECT, null=True, blank=True, related_name="sertifikat", db_index=False
    )
    program = models.ForeignKey(
        ProgramPelatihan, models.PROTECT, null=True, blank=True, related_name="daftar_sertifikat"
    )
    # What it says, frozen when it is issued.
    nama = models.CharField("atas nama", max_length=200)
    judul = models.CharField("judul pelatihan", max_length=200)
    penyelenggara = models.CharField("penyelenggara", max_length=200)
    bentuk = models.CharField("bentuk", max_length=30, choices=BentukPelatihan)
    tingkat = models.CharField("tingkat", max_length=13, choices=TingkatPelatihan, default=TingkatPelatihan.NASIONAL)
    nomor = models.CharField("nomor sertifikat", max_length=100)
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai")
    tanggal = models.DateField("tanggal sertifikat")
    jp = models.DecimalField("jam pelajaran (JP)", max_digits=7, decimal_places=1)
    dasar_jp = models.CharField("dasar JP", max_length=200, blank=True)
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)
    # The code of the public page; only for what the portal has issued.
    kode = models.CharField(max_length=16, unique=True, null=True, blank=True)
    status = models.CharField("keadaan", max_length=10, choices=StatusSertifikat)
    dokumen = models.ForeignKey(Dokumen, models.PROTECT, null=True, blank=True, related_name="+")
    diajukan_pada = models.DateTimeField()
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    catatan = models.CharField("catatan pemeriksa", max_length=500, blank=True)
    # The row of the person's file that was written from it (RiwayatKursus or RiwayatDiklat).
    riwayat_id = models.UUIDField(null=True, blank=True)

    objects = SertifikatQuerySet.as_manager()

    class Meta:
        verbose_name = "sertifikat"
        verbose_name_plural = "sertifikat"
        constraints = [
            models.UniqueConstraint(
                "pegawai", Upper("judul"), "selesai", name="sertifikat_sekali", condition=Q(status__in=HIDUP),
                violation_error_message="Sertifikat pelatihan ini dengan tanggal yang sama sudah ada.",
            ),
            models.CheckConstraint(condition=Q(selesai__gte=F("mulai")), name="sertifikat_hari_urut"),
            models.CheckConstraint(condition=Q(tanggal__gte=F("selesai")), name="sertifikat_sesudah_selesai"),
            models.CheckConstraint(condition=Q(jp__gte=0, jp__lte=5000), name="sertifikat_jp"),
            models.CheckConstraint(
                condition=~Q(asal=AsalSertifikat.LUAR) | Q(dokumen__isnull=False), name="sertifikat_berbukti"
            ),
            models.CheckConstraint(
                condition=Q(asal=AsalSertifikat.LUAR) | Q(kode__isnull=False), name="sertifikat_berkode"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["pegawai", "-selesai"], name="sertifikat_orang"),
            models.Index(fields=["diajukan_pada"], condition=Q(status="diajukan"), name="sertifikat_menunggu"),
            models.Index(fields=["berlaku_sampai"], condition=~Q(berlaku_sampai=None), name="sertifikat_berakhir"),
        ]

    def __str__(self) -> str:
        return self.judul
