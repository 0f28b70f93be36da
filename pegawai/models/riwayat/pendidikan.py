"""Education, training and certificates."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from pegawai.enums import JenisSertifikasi, JenisUjian
from pegawai.models.referensi import KeReferensi, in_lists
from pegawai.models.riwayat.dasar import Riwayat, satu_masa


class RiwayatPendidikan(Riwayat):
    """A degree from the day it was earned; its level follows from the entry (`Referensi.induk`)."""

    pendidikan = KeReferensi("pendidikan", verbose_name="pendidikan")
    tingkat = KeReferensi("tingkat_pendidikan", null=True, blank=True, verbose_name="tingkat")
    nama_sekolah = models.CharField("sekolah atau perguruan tinggi", max_length=200, blank=True)
    nomor_ijazah = models.CharField("nomor ijazah", max_length=100, blank=True)
    tahun_lulus = models.PositiveSmallIntegerField("tahun lulus", null=True, blank=True)
    gelar_depan = models.CharField("gelar depan", max_length=60, blank=True)
    gelar_belakang = models.CharField("gelar belakang", max_length=100, blank=True)
    pendidikan_pertama = models.BooleanField("dipakai saat pengangkatan pertama", default=False)

    class Meta:
        verbose_name = "riwayat pendidikan"
        verbose_name_plural = "riwayat pendidikan"
        constraints = [
            satu_masa("pendidikan_sekali", "Pendidikan ini sudah tercatat.", "pendidikan"),
            *in_lists("rwpendidikan", pendidikan_id=("pendidikan",), tingkat_id=("tingkat_pendidikan",)),
        ]


class RiwayatDiklat(Riwayat):
    """Structural training."""

    latihan = KeReferensi("latihan_struktural", verbose_name="latihan struktural")
    nomor = models.CharField("nomor sertifikat", max_length=100, blank=True)
    tahun = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    jumlah_jam = models.PositiveSmallIntegerField("jam pelajaran (JP)", null=True, blank=True)
    penyelenggara = models.CharField("penyelenggara", max_length=200, blank=True)

    class Meta:
        verbose_name = "riwayat diklat struktural"
        verbose_name_plural = "riwayat diklat struktural"
        constraints = [
            satu_masa("diklat_sekali", "Diklat ini sudah tercatat pada tanggal itu.", "latihan"),
            *in_lists("diklat", latihan_id=("latihan_struktural",)),
        ]


class RiwayatKursus(Riwayat):
    """All other training: functional, technical, seminar."""

    nama = models.CharField("nama pelatihan", max_length=200)
    jenis_diklat = KeReferensi("jenis_diklat", verbose_name="jenis diklat")
    jenis_kursus = KeReferensi("jenis_kursus", null=True, blank=True, verbose_name="jenis kursus")
    nomor = models.CharField("nomor sertifikat", max_length=100, blank=True)
    tahun = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    jumlah_jam = models.PositiveSmallIntegerField("jam pelajaran (JP)", null=True, blank=True)
    penyelenggara = models.CharField("penyelenggara", max_length=200, blank=True)

    class Meta:
        verbose_name = "riwayat kursus"
        verbose_name_plural = "riwayat kursus"
        constraints = [
            satu_masa("kursus_sekali", "Pelatihan ini sudah tercatat pada tanggal itu.", "nama"),
            *in_lists("kursus", jenis_diklat_id=("jenis_diklat",), jenis_kursus_id=("jenis_kursus",)),
        ]


class RiwayatSertifikasi(Riwayat):
    """Certificates that allow or prove something; each kind with its own validity."""

    jenis = models.CharField("jenis sertifikat", max_length=20, choices=JenisSertifikasi)
    nama = models.CharField("nama sertifikat", max_length=200)
    nomor = models.CharField("nomor sertifikat", max_length=100)
    lembaga = models.CharField("lembaga penerbit", max_length=200, blank=True)

    class Meta:
        verbose_name = "riwayat sertifikasi"
        verbose_name_plural = "riwayat sertifikasi"
        constraints = [satu_masa("sertifikasi_sekali", "Sertifikat bernomor ini sudah tercatat.", "nomor")]


class RiwayatUjian(Riwayat):
    """An examination that was passed, and counts for rises in rank from that day on (STLUD, STLUKP)."""

    jenis = models.CharField("ujian", max_length=20, choices=JenisUjian)
    nomor = models.CharField("nomor tanda lulus", max_length=100)
    penyelenggara = models.CharField("penyelenggara", max_length=200, blank=True)

    class Meta:
        verbose_name = "riwayat ujian"
        verbose_name_plural = "riwayat ujian"
        constraints = [satu_masa("ujian_sekali", "Tanda lulus bernomor ini sudah tercatat.", "nomor")]


class RiwayatAngkaKredit(Riwayat):
    """Penetapan angka kredit for a period; conversions are filled in by kinerja (services.angka_kredit)."""

    jabatan = models.CharField("jabatan fungsional", max_length=200)
    kredit_utama = models.DecimalField("kredit utama", max_digits=8, decimal_places=3, null=True, blank=True)
    kredit_penunjang = models.DecimalField("kredit penunjang", max_digits=8, decimal_places=3, null=True, blank=True)
    kredit_total = models.DecimalField("kredit total", max_digits=8, decimal_places=3)
    angka_kredit_pertama = models.BooleanField("angka kredit pertama", default=False)
    integrasi = models.BooleanField("hasil integrasi", default=False)
    konversi = models.BooleanField("hasil konversi predikat", default=False)

    class Meta:
        verbose_name = "riwayat angka kredit"
        verbose_name_plural = "riwayat angka kredit"
        constraints = [
            satu_masa("angka_kredit_satu", "Angka kredit untuk masa itu sudah tercatat.", "jabatan"),
            models.CheckConstraint(condition=Q(kredit_total__gte=0), name="angka_kredit_isi"),
        ]
