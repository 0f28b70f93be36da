"""Tugas belajar: a degree on duty, from the request to the return and the service that is owed after it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from asn_portal.berkas.models import Dokumen, Naskah
from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Pengguna, UnitKerja
from asn_portal.core.permissions import akses
from pegawai.models import Pegawai
from pegawai.models.referensi import KeReferensi, in_lists
from pelatihan.enums import Pembiayaan, StatusTugasBelajar

HIDUP = (StatusTugasBelajar.DIAJUKAN, StatusTugasBelajar.DISETUJUI, StatusTugasBelajar.BERJALAN)
IP_TERTINGGI = 4


class TugasBelajarQuerySet(models.QuerySet["TugasBelajar"]):
    def visible_to(self, pengguna: Pengguna, tanda: str | None = None) -> Self:
        return self.filter(pegawai__in=Pegawai.objects.visible_to(pengguna, Sumber.PELATIHAN, tanda))

    def milik(self, pengguna: Pengguna) -> Self:
        return self.filter(pegawai_id=akses(pengguna).orang_id)


class TugasBelajar(BarisUUID):
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_tugas_belajar", db_index=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    tingkat = KeReferensi("tingkat_pendidikan", verbose_name="jenjang")
    program_studi = models.CharField("program studi", max_length=200)
    lembaga = models.CharField("perguruan tinggi", max_length=200)
    negara = models.CharField("negara", max_length=100, default="Indonesia")
    pembiayaan = models.CharField("pembiayaan", max_length=10, choices=Pembiayaan)
    penyandang = models.CharField("pemberi dana", max_length=200, blank=True)
    dibebaskan = models.BooleanField("dibebaskan dari jabatan")
    bulan = models.PositiveSmallIntegerField("lama program (bulan)")
    mulai = models.DateField("mulai")
    selesai = models.DateField("sampai")
    alasan = models.CharField("kaitan dengan tugas", max_length=1000)
    status = models.CharField("keadaan", max_length=10, choices=StatusTugasBelajar, default=StatusTugasBelajar.DIAJUKAN)
    diajukan_pada = models.DateTimeField()
    # Of the rule on remaining service, frozen when it was asked for and again when it was determined.
    sisa_bulan = models.PositiveSmallIntegerField("sisa masa kerja (bulan)")
    minimal_bulan = models.PositiveSmallIntegerField("sisa paling sedikit (bulan)")
    dasar_syarat = models.CharField("dasar syarat", max_length=200)
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    catatan = models.CharField("catatan", max_length=500, blank=True)
    ditetapkan_oleh = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    ditetapkan_pada = models.DateTimeField(null=True, blank=True)
    sk_nomor = models.CharField("nomor keputusan", max_length=100, blank=True)
    sk_tanggal = models.DateField("tanggal keputusan", null=True, blank=True)
    # The signed paper of the portal; empty when the decree was made elsewhere.
    naskah = models.ForeignKey(Naskah, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    atasan_selama = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    # How it ended: the return, and the service that is owed.
    kembali_pada = models.DateField("kembali bekerja", null=True, blank=True)
    lulus = models.BooleanField("lulus", null=True, blank=True)
    catatan_akhir = models.CharField("keterangan akhir", max_length=500, blank=True)
    ikatan_bulan = models.PositiveSmallIntegerField("ikatan dinas (bulan)", null=True, blank=True)
    ikatan_sampai = models.DateField("ikatan dinas sampai", null=True, blank=True)
    dasar_ikatan = models.CharField("dasar ikatan dinas", max_length=200, blank=True)
    # The row of the person's file that was written from it.
    riwayat_id = models.UUIDField(null=True, blank=True)

    objects = TugasBelajarQuerySet.as_manager()

    class Meta:
        verbose_name = "tugas belajar"
        verbose_name_plural = "tugas belajar"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai"], condition=Q(status__in=HIDUP), name="tugas_belajar_satu",
                violation_error_message="Tugas belajar yang belum selesai sudah ada.",
            ),
            models.CheckConstraint(condition=Q(selesai__gt=F("mulai"), bulan__range=(1, 120)), name="tugas_belajar_urut"),
            models.CheckConstraint(
                condition=~Q(status__in=("berjalan", "selesai")) | (~Q(sk_nomor="") & Q(sk_tanggal__isnull=False)),
                name="tugas_belajar_ber_sk",
            ),
            models.CheckConstraint(
                condition=Q(kembali_pada=None) | Q(kembali_pada__gt=F("mulai")), name="tugas_belajar_kembali"
            ),
            *in_lists("tugasbelajar", tingkat_id=("tingkat_pendidikan",)),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["pegawai", "-mulai"], name="tugas_belajar_orang"),
            models.Index(fields=["ikatan_sampai"], condition=~Q(ikatan_sampai=None), name="tugas_belajar_ikatan"),
        ]

    def __str__(self) -> str:
        return f"{self.tingkat.nama} {self.program_studi}, {self.lembaga}"


class PerpanjanganBelajar(BarisUUID):
    """More time, by a decision of its own. Never changed."""

    tugas = models.ForeignKey(TugasBelajar, models.PROTECT, related_name="daftar_perpanjangan")
    sampai_lama = models.DateField("semula sampai")
    sampai = models.DateField("sampai")
    alasan = models.CharField("alasan", max_length=500)
    sk_nomor = models.CharField("nomor keputusan", max_length=100)
    sk_tanggal = models.DateField("tanggal keputusan")
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, related_name="+", db_index=False)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "perpanjangan tugas belajar"
        verbose_name_plural = "perpanjangan tugas belajar"
        constraints = [
            models.CheckConstraint(condition=Q(sampai__gt=F("sampai_lama")), name="perpanjangan_belajar_urut")
        ]


class LaporanBelajar(BarisUUID):
    """One semester in the words of the person who studies; read by staff of training."""

    tugas = models.ForeignKey(TugasBelajar, models.PROTECT, related_name="daftar_laporan", db_index=False)
    semester = models.PositiveSmallIntegerField("semester")
    ip = models.DecimalField("indeks prestasi", max_digits=3, decimal_places=2, null=True, blank=True)
    sks = models.PositiveSmallIntegerField("SKS yang ditempuh", null=True, blank=True)
    isi = models.CharField("kemajuan dan hambatan", max_length=1000)
    dokumen = models.ForeignKey(Dokumen, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    pada = models.DateTimeField()
    tanggapan = models.CharField("tanggapan", max_length=500, blank=True)
    dibaca_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    dibaca_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "laporan tugas belajar"
        verbose_name_plural = "laporan tugas belajar"
        constraints = [
            models.UniqueConstraint(fields=["tugas", "semester"], name="laporan_belajar_sekali"),
            models.CheckConstraint(condition=Q(ip=None) | Q(ip__range=(0, IP_TERTINGGI)), name="laporan_belajar_ip"),
            models.CheckConstraint(condition=Q(semester__range=(1, 20)), name="laporan_belajar_semester"),
        ]
