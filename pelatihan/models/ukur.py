"""Measured levels of competence, what units need by theme, and what is recommended to whom."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Instansi, Pengguna, UnitKerja
from asn_portal.core.models.unit import JalurUnit
from asn_portal.core.permissions import akses
from jabatan.models import KamusKompetensi
from pegawai.models import Pegawai
from pelatihan.enums import Kemendesakan, RumpunPelatihan, StatusKebutuhan, SumberUkur
from pelatihan.models.katalog import TINGKAT_TERTINGGI, ProgramPelatihan


class PengukuranQuerySet(models.QuerySet["PengukuranKompetensi"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        return self.filter(pegawai__in=Pegawai.objects.visible_to(pengguna, Sumber.PELATIHAN))

    def kini(self) -> Self:
        return self.filter(ditarik_pada=None)


class PengukuranKompetensi(BarisUUID):
    """One level of one competence of somebody on a day, and who says so. Never changed: taken back, or a newer one."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_pengukuran", db_index=False)
    kompetensi = models.ForeignKey(KamusKompetensi, models.PROTECT, related_name="+", db_index=False)
    tingkat = models.PositiveSmallIntegerField("tingkat")
    sumber = models.CharField("sumber", max_length=10, choices=SumberUkur)
    tanggal = models.DateField("tanggal")
    pelaksana = models.CharField("yang menilai", max_length=200, blank=True)
    # The assessor, by name as in the report; the institution stands in `pelaksana`.
    asesor = models.CharField("asesor", max_length=200, blank=True, db_default="")
    # With what it was measured: an assessment centre, an interview, a written test.
    instrumen = models.CharField("instrumen", max_length=120, blank=True)
    rujukan = models.CharField("rujukan", max_length=200, blank=True)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, related_name="+", db_index=False)
    pada = models.DateTimeField()
    ditarik_pada = models.DateTimeField(null=True, blank=True)

    objects = PengukuranQuerySet.as_manager()

    class Meta:
        verbose_name = "pengukuran kompetensi"
        verbose_name_plural = "pengukuran kompetensi"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "kompetensi", "sumber", "tanggal"], condition=Q(ditarik_pada=None), name="ukur_sekali_sehari"
            ),
            models.CheckConstraint(condition=Q(tingkat__lte=TINGKAT_TERTINGGI), name="ukur_0_sampai_5"),
            models.CheckConstraint(
                condition=~Q(sumber=SumberUkur.ASESMEN) | ~Q(pelaksana=""), name="ukur_asesmen_berpenilai"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["pegawai", "kompetensi", "-tanggal"],
                condition=Q(sumber="asesmen", ditarik_pada=None),
                name="ukur_asesmen_terakhir",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kompetensi.nama}, tingkat {self.tingkat}"


class KebutuhanQuerySet(models.QuerySet["KebutuhanTema"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """Of the whole agency for who looks after training, else of the own units."""
        mine = akses(pengguna)
        rows = self.filter(instansi_id=mine.instansi_id)
        if mine.whole_agency(Sumber.PELATIHAN):
            return rows
        inside = JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=mine.paths(Sumber.PELATIHAN))
        return rows.filter(unit__in=inside.values("unit_id"))


class KebutuhanTema(BarisUUID):
    """What a unit says its people must learn, by theme: a new climate rule, a new service."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    tahun = models.PositiveSmallIntegerField("tahun")
    rumpun = models.CharField("tema", max_length=20, choices=RumpunPelatihan)
    judul = models.CharField("yang perlu dipelajari", max_length=200)
    alasan = models.CharField("mengapa", max_length=1000)
    kompetensi = models.ForeignKey(
        KamusKompetensi, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    orang = models.PositiveIntegerField("banyaknya orang")
    mendesak = models.PositiveSmallIntegerField("kapan diperlukan", choices=Kemendesakan)
    status = models.CharField("keadaan", max_length=10, choices=StatusKebutuhan, default=StatusKebutuhan.DIAJUKAN)
    program = models.ForeignKey(
        ProgramPelatihan, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    tanggapan = models.CharField("tanggapan", max_length=500, blank=True)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    pada = models.DateTimeField()
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    diputus_pada = models.DateTimeField(null=True, blank=True)

    objects = KebutuhanQuerySet.as_manager()

    class Meta:
        verbose_name = "kebutuhan pelatihan menurut tema"
        verbose_name_plural = "kebutuhan pelatihan menurut tema"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "tahun", "judul"], name="kebutuhan_sekali",
                violation_error_message="Kebutuhan ini sudah diajukan unit itu untuk tahun tersebut.",
            ),
            models.CheckConstraint(condition=Q(orang__gte=1, orang__lte=100_000), name="kebutuhan_orang"),
            models.CheckConstraint(condition=Q(mendesak__in=Kemendesakan.values), name="kebutuhan_mendesak"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["instansi", "tahun", "-mendesak"], name="kebutuhan_tahun")]

    def __str__(self) -> str:
        return self.judul


class SaranPelatihan(models.Model):
    """What the night has found: a programme that closes gaps of somebody. Made anew each time."""

    pegawai = models.ForeignKey(Pegawai, models.CASCADE, related_name="+", db_index=False)
    program = models.ForeignKey(ProgramPelatihan, models.CASCADE, related_name="+")
    urut = models.PositiveSmallIntegerField()
    celah = models.PositiveSmallIntegerField("celah yang ditutup (tingkat)")
    pada = models.DateField()

    class Meta:
        verbose_name = "saran pelatihan"
        verbose_name_plural = "saran pelatihan"
        constraints = [models.UniqueConstraint(fields=["pegawai", "program"], name="saran_sekali")]
