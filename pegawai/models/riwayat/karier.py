"""Rank, pay, legal position and contract. None of them can be two things on the same day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from pegawai.models.referensi import KeReferensi, in_lists
from pegawai.models.riwayat.dasar import Riwayat, satu_masa


class RiwayatGolongan(Riwayat):
    """Kenaikan pangkat, and the golongan of a PPPK: from its TMT until the next."""

    golongan = KeReferensi("golongan_pns", "golongan_pppk", verbose_name="golongan")
    jenis_kp = KeReferensi("kenaikan_pangkat", null=True, blank=True, verbose_name="jenis kenaikan pangkat")
    masa_kerja_tahun = models.PositiveSmallIntegerField("masa kerja golongan, tahun", default=0)
    masa_kerja_bulan = models.PositiveSmallIntegerField("masa kerja golongan, bulan", default=0)
    pertek_nomor = models.CharField("nomor pertimbangan teknis BKN", max_length=100, blank=True)
    pertek_tanggal = models.DateField("tanggal pertimbangan teknis", null=True, blank=True)
    kredit_utama = models.DecimalField("angka kredit utama", max_digits=8, decimal_places=3, null=True, blank=True)
    kredit_tambahan = models.DecimalField(
        "angka kredit tambahan", max_digits=8, decimal_places=3, null=True, blank=True
    )

    class Meta:
        verbose_name = "riwayat golongan"
        verbose_name_plural = "riwayat golongan"
        constraints = [
            satu_masa("golongan_satu", "Golongan lain sudah tercatat mulai tanggal itu."),
            *in_lists("golongan", golongan_id=("golongan_pns", "golongan_pppk"), jenis_kp_id=("kenaikan_pangkat",)),
            models.CheckConstraint(condition=Q(masa_kerja_bulan__lt=12), name="golongan_bulan"),
        ]


class RiwayatKGB(Riwayat):
    """Kenaikan gaji berkala: basic pay from its TMT until the next."""

    golongan = KeReferensi("golongan_pns", "golongan_pppk", verbose_name="golongan")
    masa_kerja_tahun = models.PositiveSmallIntegerField("masa kerja golongan, tahun", default=0)
    masa_kerja_bulan = models.PositiveSmallIntegerField("masa kerja golongan, bulan", default=0)
    gaji_pokok = models.DecimalField("gaji pokok", max_digits=12, decimal_places=0)

    class Meta:
        verbose_name = "riwayat KGB"
        verbose_name_plural = "riwayat KGB"
        constraints = [
            satu_masa("kgb_satu", "KGB lain sudah tercatat mulai tanggal itu."),
            *in_lists("kgb", golongan_id=("golongan_pns", "golongan_pppk")),
            models.CheckConstraint(condition=Q(masa_kerja_bulan__lt=12, gaji_pokok__gt=0), name="kgb_isi"),
        ]


class RiwayatKedudukan(Riwayat):
    """Kedudukan hukum: active, CLTN, study, suspended, retired."""

    kedudukan = KeReferensi("kedudukan_hukum", verbose_name="kedudukan hukum")

    class Meta:
        verbose_name = "riwayat kedudukan hukum"
        verbose_name_plural = "riwayat kedudukan hukum"
        constraints = [
            satu_masa("kedudukan_satu", "Kedudukan hukum lain sudah tercatat mulai tanggal itu."),
            *in_lists("kedudukan", kedudukan_id=("kedudukan_hukum",)),
        ]


class PerjanjianKerja(Riwayat):
    """Contract of a PPPK; `sk_nomor` is its number. Hours and pay matter for paruh waktu."""

    jabatan = models.CharField("jabatan dalam perjanjian", max_length=200, blank=True)
    golongan = KeReferensi("golongan_pppk", null=True, blank=True, verbose_name="golongan")
    jam_per_minggu = models.DecimalField("jam kerja seminggu", max_digits=4, decimal_places=1, null=True, blank=True)
    upah = models.DecimalField("upah sebulan", max_digits=12, decimal_places=0, null=True, blank=True)

    class Meta:
        verbose_name = "perjanjian kerja"
        verbose_name_plural = "perjanjian kerja"
        constraints = [
            satu_masa("perjanjian_satu", "Masa perjanjian ini bertumpang tindih dengan perjanjian lain."),
            *in_lists("perjanjian", golongan_id=("golongan_pppk",)),
            models.CheckConstraint(condition=Q(berlaku__endswith__isnull=False), name="perjanjian_berakhir"),
            models.CheckConstraint(
                condition=(Q(jam_per_minggu__isnull=True) | Q(jam_per_minggu__gt=0, jam_per_minggu__lte=60))
                & (Q(upah__isnull=True) | Q(upah__gt=0)),
                name="perjanjian_isi",
            ),
        ]


class RiwayatJabatanLama(Riwayat):
    """A post held before the map of positions knew its seat (another agency, the former SIMPEG): its words, no seat."""

    jabatan = models.CharField("jabatan", max_length=200)
    unit = models.CharField("unit kerja", max_length=200, blank=True)
    eselon = models.CharField("eselon", max_length=20, blank=True)

    class Meta:
        verbose_name = "riwayat jabatan lama"
        verbose_name_plural = "riwayat jabatan lama"
        constraints = [
            satu_masa("jabatan_lama_sekali", "Jabatan ini sudah tercatat untuk masa itu.", "jabatan"),
            models.CheckConstraint(condition=~Q(jabatan=""), name="jabatan_lama_isi"),
        ]
