"""Batches of a programme: when, where, how many, who teaches; and the people in them, with the way each has taken.

Places cannot be given twice, by whatever route: a trigger counts them in `TempatAngkatan`, whose check refuses one too many.
"""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from asn_portal.berkas.models import Naskah
from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Instansi, Pengguna, UnitKerja
from asn_portal.core.permissions import akses
from pegawai.models import Pegawai
from pelatihan.aturan.alur_kepesertaan import MENGIKAT
from pelatihan.enums import AsalPeserta, CaraHadir, CaraTempat, StatusAngkatan, StatusPeserta
from pelatihan.models.katalog import MilikInstansiQuerySet, Penyelenggara, PerjanjianPenyelenggara, ProgramPelatihan


class AngkatanPelatihan(BarisUUID):
    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+", db_index=False)
    program = models.ForeignKey(ProgramPelatihan, models.PROTECT, related_name="daftar_angkatan", db_index=False)
    penyelenggara = models.ForeignKey(Penyelenggara, models.PROTECT, related_name="daftar_angkatan")
    perjanjian = models.ForeignKey(
        PerjanjianPenyelenggara, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    nomor = models.PositiveSmallIntegerField("angkatan ke")
    tahun = models.PositiveSmallIntegerField("tahun")
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai")
    buka_pada = models.DateTimeField("pendaftaran dibuka")
    tutup_pada = models.DateTimeField("pendaftaran ditutup")
    tempat = models.CharField("tempat", max_length=200, blank=True)
    tautan = models.URLField("tautan daring", max_length=300, blank=True)
    kuota = models.PositiveIntegerField("banyaknya tempat")
    cara = models.CharField("cara memberi tempat", max_length=10, choices=CaraTempat, default=CaraTempat.PRIORITAS)
    # Names of posts that go first: "Pranata Komputer, Statistisi".
    didahulukan = models.CharField("jabatan yang didahulukan", max_length=300, blank=True)
    # Of a ballot: what it was drawn with, written when it is drawn.
    benih = models.CharField("benih undian", max_length=64, blank=True)
    status = models.CharField("keadaan", max_length=10, choices=StatusAngkatan, default=StatusAngkatan.DRAF)
    nilai_lulus = models.PositiveSmallIntegerField("nilai lulus", default=70)
    hadir_minimal = models.PositiveSmallIntegerField("kehadiran paling sedikit (persen)", default=80)
    ditetapkan_pada = models.DateTimeField(null=True, blank=True)
    # The signed paper that names everybody who passed, with the number of each certificate.
    penetapan = models.ForeignKey(Naskah, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    objects = MilikInstansiQuerySet.as_manager()

    class Meta:
        verbose_name = "angkatan pelatihan"
        verbose_name_plural = "angkatan pelatihan"
        constraints = [
            models.UniqueConstraint(fields=["program", "tahun", "nomor"], name="angkatan_nomor"),
            models.CheckConstraint(
                condition=Q(selesai__gte=F("mulai")), name="angkatan_hari_urut",
                violation_error_message="Hari selesai tidak boleh sebelum hari mulai.",
            ),
            models.CheckConstraint(condition=Q(tutup_pada__gt=F("buka_pada")), name="angkatan_pendaftaran_urut"),
            models.CheckConstraint(condition=Q(kuota__gte=1, kuota__lte=5000), name="angkatan_kuota"),
            models.CheckConstraint(condition=Q(nilai_lulus__lte=100, hadir_minimal__lte=100), name="angkatan_nilai"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["instansi", "-mulai", "id"], name="angkatan_urut")]

    def __str__(self) -> str:
        return f"{self.program.judul}, angkatan {self.nomor} tahun {self.tahun}"


class TempatAngkatan(models.Model):
    """How many places there are and how many are taken: written by triggers only."""

    angkatan = models.OneToOneField(AngkatanPelatihan, models.CASCADE, primary_key=True, related_name="hitungan")
    kuota = models.PositiveIntegerField()
    terisi = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "tempat angkatan"
        verbose_name_plural = "tempat angkatan"
        constraints = [models.CheckConstraint(condition=Q(terisi__lte=F("kuota")), name="tempat_tidak_lebih")]

    @property
    def sisa(self) -> int:
        return self.kuota - self.terisi


class KuotaUnit(BarisUUID):
    """At most so many of the places for the people of a unit and below."""

    angkatan = models.ForeignKey(AngkatanPelatihan, models.CASCADE, related_name="daftar_kuota", db_index=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    kuota = models.PositiveIntegerField("paling banyak")

    class Meta:
        verbose_name = "kuota unit"
        verbose_name_plural = "kuota unit"
        constraints = [models.UniqueConstraint(fields=["angkatan", "unit"], name="kuota_unit_sekali")]


class PengajarAngkatan(BarisUUID):
    angkatan = models.ForeignKey(AngkatanPelatihan, models.CASCADE, related_name="daftar_pengajar", db_index=False)
    nama = models.CharField("nama pengajar", max_length=150)
    asal = models.CharField("asal", max_length=150, blank=True)

    class Meta:
        verbose_name = "pengajar angkatan"
        verbose_name_plural = "pengajar angkatan"
        constraints = [models.UniqueConstraint(fields=["angkatan", "nama"], name="pengajar_sekali")]


class SesiPelatihan(BarisUUID):
    """One meeting. Its code is shown as QR in the room and counts on its day only."""

    angkatan = models.ForeignKey(AngkatanPelatihan, models.CASCADE, related_name="daftar_sesi", db_index=False)
    nomor = models.PositiveSmallIntegerField()
    judul = models.CharField("judul", max_length=200)
    mulai = models.DateTimeField("mulai")
    selesai = models.DateTimeField("selesai")
    kode = models.CharField(max_length=16, unique=True)

    class Meta:
        verbose_name = "sesi pelatihan"
        verbose_name_plural = "sesi pelatihan"
        constraints = [
            models.UniqueConstraint(fields=["angkatan", "nomor"], name="sesi_nomor"),
            models.CheckConstraint(condition=Q(selesai__gt=F("mulai")), name="sesi_urut"),
        ]

    def __str__(self) -> str:
        return self.judul


class KepesertaanQuerySet(models.QuerySet["Kepesertaan"]):
    def visible_to(self, pengguna: Pengguna, tanda: str | None = None) -> Self:
        """The own ones, and those of people within reach."""
        return self.filter(pegawai__in=Pegawai.objects.visible_to(pengguna, Sumber.PELATIHAN, tanda))

    def milik(self, pengguna: Pengguna) -> Self:
        return self.filter(pegawai_id=akses(pengguna).orang_id)


class Kepesertaan(BarisUUID):
    """One person in one batch. The days are copied from the batch, so that the database refuses two at once."""

    angkatan = models.ForeignKey(AngkatanPelatihan, models.PROTECT, related_name="daftar_peserta", db_index=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_kepesertaan", db_index=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    masa = DateRangeField("masa")
    asal = models.CharField("asal", max_length=10, choices=AsalPeserta)
    status = models.CharField("keadaan", max_length=12, choices=StatusPeserta, default=StatusPeserta.DIAJUKAN)
    alasan = models.CharField("alasan", max_length=500, blank=True)
    diajukan_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, related_name="+", db_index=False)
    diajukan_pada = models.DateTimeField()
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    # The place in the order when places were given, and why, frozen.
    urut = models.PositiveIntegerField("urutan", null=True, blank=True)
    sebab = models.CharField("sebab urutan", max_length=300, blank=True)
    nilai_awal = models.DecimalField("nilai tes awal", max_digits=5, decimal_places=2, null=True, blank=True)
    nilai_akhir = models.DecimalField("nilai tes akhir", max_digits=5, decimal_places=2, null=True, blank=True)

    objects = KepesertaanQuerySet.as_manager()

    class Meta:
        verbose_name = "kepesertaan"
        verbose_name_plural = "kepesertaan"
        constraints = [
            ExclusionConstraint(
                name="kepesertaan_tidak_bersamaan",
                expressions=[("pegawai", RangeOperators.EQUAL), ("masa", RangeOperators.OVERLAPS)],
                condition=Q(status__in=MENGIKAT),
                violation_error_message="Tanggalnya bertumpang tindih dengan pelatihan lain yang diikuti.",
            ),
            models.CheckConstraint(
                condition=(Q(nilai_awal=None) | Q(nilai_awal__gte=0, nilai_awal__lte=100))
                & (Q(nilai_akhir=None) | Q(nilai_akhir__gte=0, nilai_akhir__lte=100)),
                name="kepesertaan_nilai",
            ),
        ]
        indexes = [
            models.Index(fields=["angkatan", "status", "urut"], name="kepesertaan_angkatan"),
            models.Index(fields=["pegawai", "-diajukan_pada"], name="kepesertaan_orang"),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai.nama}, {self.angkatan}"


class LangkahPeserta(BarisUUID):
    """One step of the way, never changed."""

    kepesertaan = models.ForeignKey(Kepesertaan, models.PROTECT, related_name="daftar_langkah", db_index=False)
    dari = models.CharField(max_length=12, choices=StatusPeserta, blank=True)
    ke = models.CharField(max_length=12, choices=StatusPeserta)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    pada = models.DateTimeField()
    catatan = models.CharField("catatan", max_length=500, blank=True)

    class Meta:
        verbose_name = "langkah peserta"
        verbose_name_plural = "langkah peserta"
        indexes = [models.Index(fields=["kepesertaan", "pada"], name="langkah_peserta_urut")]


class Kehadiran(BarisUUID):
    """Was there, at this meeting: by the code in the room, or ticked on the list."""

    kepesertaan = models.ForeignKey(Kepesertaan, models.PROTECT, related_name="daftar_hadir", db_index=False)
    sesi = models.ForeignKey(SesiPelatihan, models.PROTECT, related_name="daftar_hadir")
    cara = models.CharField("cara", max_length=10, choices=CaraHadir)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, related_name="+", db_index=False)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "kehadiran pelatihan"
        verbose_name_plural = "kehadiran pelatihan"
        constraints = [models.UniqueConstraint(fields=["kepesertaan", "sesi"], name="kehadiran_sekali")]
