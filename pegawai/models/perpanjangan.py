"""Renewal rounds: everybody whose contract ends in a month, what was proposed and decided for each, and by whom."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from asn_portal.berkas.models import Naskah
from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Instansi, PekerjaanLatar, Pengguna, UnitKerja
from asn_portal.core.permissions import akses
from pegawai.enums import JenisPegawai, PutusanPerjanjian, StatusButir, StatusPutaran
from pegawai.models.pegawai import Pegawai
from pegawai.models.riwayat import PerjanjianKerja

SUDAH_DIUSULKAN = (StatusButir.DIUSULKAN, StatusButir.DISETUJUI, StatusButir.SELESAI)
SUDAH_DIPUTUS = (StatusButir.DISETUJUI, StatusButir.SELESAI)


class PutaranPerjanjian(BarisUUID):
    """The contracts that end in one month, renewed together."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    bulan = models.DateField("bulan berakhir", help_text="Hari pertama bulan itu.")
    status = models.CharField(max_length=20, choices=StatusPutaran, default=StatusPutaran.DIBUKA)
    batas_usul = models.DateField("usulan paling lambat")
    dibuka_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    dibuka_pada = models.DateTimeField(auto_now_add=True)
    selesai_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    selesai_pada = models.DateTimeField(null=True, blank=True)
    alasan = models.CharField("alasan", max_length=500, blank=True)
    # The last jobs that were started from the round, for its page.
    pekerjaan_cetak = models.ForeignKey(PekerjaanLatar, models.SET_NULL, null=True, blank=True, related_name="+")
    pekerjaan_naskah = models.ForeignKey(PekerjaanLatar, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "putaran perpanjangan"
        verbose_name_plural = "putaran perpanjangan"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "bulan"], condition=~Q(status="dibatalkan"), name="putaran_satu_per_bulan",
                violation_error_message="Putaran untuk bulan ini sudah dibuka.",
            ),
            models.CheckConstraint(condition=Q(bulan__day=1), name="putaran_awal_bulan"),
            models.CheckConstraint(
                condition=Q(status="dibuka", selesai_oleh=None, selesai_pada=None)
                | (~Q(status="dibuka") & Q(selesai_oleh__isnull=False, selesai_pada__isnull=False)),
                name="putaran_selesai",
            ),
        ]  # fmt: skip


class ButirQuerySet(models.QuerySet["ButirPutaran"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """HR of whoever it is about, as the unit is today; those who left the service stay with HR of the province."""
        rows = self.filter(putaran__instansi_id=pengguna.instansi_id)
        mine = akses(pengguna)
        if mine.whole_agency(Sumber.USULAN_PROFIL, "v"):
            return rows
        return rows.filter(pegawai__in=Pegawai.objects.visible_to(pengguna, Sumber.USULAN_PROFIL, "v").values("pk"))


class ButirPutaran(BarisUUID):
    """One person in a round. What the law allowed on the day of opening is kept with it."""

    putaran = models.ForeignKey(PutaranPerjanjian, models.PROTECT, related_name="daftar_butir")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="+")
    perjanjian = models.ForeignKey(PerjanjianKerja, models.PROTECT, related_name="+", verbose_name="perjanjian lama")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, related_name="+", db_index=False)
    jenis = models.CharField("jenis pegawai", max_length=20, choices=JenisPegawai)
    jabatan = models.CharField("jabatan", max_length=200, blank=True)
    berakhir = models.DateField("perjanjian berakhir")
    # First day of a new contract, and the last day that the law allows it.
    mulai = models.DateField("perjanjian baru mulai")
    batas = models.DateField("paling lama sampai")
    sebab_batas = models.CharField(max_length=10, choices=[("masa", "Masa paling lama"), ("bup", "Batas usia pensiun")])
    status = models.CharField(
        max_length=20, choices=StatusButir, default=StatusButir.BELUM, db_default=StatusButir.BELUM
    )
    putusan = models.CharField(max_length=20, choices=PutusanPerjanjian, blank=True, db_default="")
    sampai = models.DateField("perjanjian baru sampai", null=True, blank=True)
    # Only for paruh waktu, and only where the new contract differs from the old one.
    jam_per_minggu = models.DecimalField("jam kerja seminggu", max_digits=4, decimal_places=1, null=True, blank=True)
    upah = models.DecimalField("upah sebulan", max_digits=12, decimal_places=0, null=True, blank=True)
    alasan = models.CharField("alasan", max_length=500, blank=True, db_default="")
    diusulkan_oleh = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    diusulkan_pada = models.DateTimeField(null=True, blank=True)
    diputuskan_oleh = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    diputuskan_pada = models.DateTimeField(null=True, blank=True)
    catatan = models.CharField("catatan pemutus", max_length=500, blank=True, db_default="")
    # Why the last act over many left this one out; empty when it went with the others.
    tertinggal = models.CharField(max_length=300, blank=True, db_default="")
    naskah = models.ForeignKey(Naskah, models.PROTECT, null=True, blank=True, related_name="+")
    perjanjian_baru = models.ForeignKey(
        PerjanjianKerja, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = ButirQuerySet.as_manager()

    class Meta:
        verbose_name = "butir putaran"
        verbose_name_plural = "butir putaran"
        constraints = [
            models.UniqueConstraint(fields=["putaran", "pegawai"], name="butir_satu_per_orang"),
            models.CheckConstraint(
                condition=~Q(status__in=SUDAH_DIUSULKAN)
                | (~Q(putusan="") & ~Q(alasan="") & Q(diusulkan_oleh__isnull=False, diusulkan_pada__isnull=False)),
                name="butir_usul_lengkap",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=SUDAH_DIPUTUS)
                | (Q(diputuskan_oleh__isnull=False, diputuskan_pada__isnull=False) & ~Q(diputuskan_oleh=F("diusulkan_oleh"))),
                name="butir_dua_orang",
                violation_error_message="Usulan Anda sendiri diputuskan pengelola lain.",
            ),
            models.CheckConstraint(
                condition=Q(putusan="diperpanjang", sampai__isnull=False, sampai__gte=F("mulai"), sampai__lte=F("batas"))
                | (~Q(putusan="diperpanjang") & Q(sampai=None)),
                name="butir_masa",
            ),
            models.CheckConstraint(
                condition=Q(jam_per_minggu=None, upah=None) | Q(jenis="pppk_paruh_waktu"), name="butir_paruh_waktu",
                violation_error_message="Jam kerja dan upah hanya diatur dalam perjanjian PPPK paruh waktu.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["putaran", "status"], name="butir_status")]
