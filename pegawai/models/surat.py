"""The words of letters, version by version, and the packages of proposals that letters accompany."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from asn_portal.berkas.models import Naskah
from asn_portal.core.models import BarisUUID, Instansi, PekerjaanLatar, Pengguna, UnitKerja
from pegawai.enums import BentukKP, StatusButirKP
from pegawai.models.pegawai import Pegawai


class VersiSurat(BarisUUID):
    """One version of a letter's words. Never changed: the newest one is used, older ones tell what letters were made of."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    jenis = models.CharField("jenis surat", max_length=30)
    versi = models.PositiveSmallIntegerField("versi")
    isi = models.TextField("isi")
    catatan = models.CharField("apa yang berubah", max_length=200)
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField("dibuat", auto_now_add=True)

    class Meta:
        verbose_name = "versi surat"
        verbose_name_plural = "versi surat"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "jenis", "versi"], name="versi_surat_urut"),
            models.CheckConstraint(condition=Q(versi__gt=0) & ~Q(isi=""), name="versi_surat_isi"),
        ]


class PaketUsul(BarisUUID):
    """The proposals of a unit for one period, as they were put together: who was in it, and what was still missing."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    bulan = models.DateField("periode")
    orang = models.JSONField("orang", default=list)
    kurang = models.PositiveIntegerField("dokumen yang kurang", default=0)
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField("dibuat", auto_now_add=True)

    class Meta:
        verbose_name = "paket usul"
        verbose_name_plural = "paket usul"
        indexes = [models.Index(fields=["unit", "dibuat_pada"], name="paket_usul_unit")]


class PertekKP(BarisUUID):
    """BKN's technical consideration about a rise in rank: without it there is no decree. One for each rise."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="+", verbose_name="pegawai")
    tmt = models.DateField("TMT kenaikan pangkat")
    nomor = models.CharField("nomor pertimbangan teknis", max_length=100)
    tanggal = models.DateField("tanggal pertimbangan teknis")
    dicatat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    dicatat_pada = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "pertimbangan teknis kenaikan pangkat"
        verbose_name_plural = "pertimbangan teknis kenaikan pangkat"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tmt"], name="pertek_satu_tmt"),
            models.CheckConstraint(condition=Q(tmt__day=1) & ~Q(nomor=""), name="pertek_isi"),
        ]


class DaftarKP(BarisUUID):
    """Rises in rank decided together: one decree with its list, or one decree each, made and numbered in one go."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    bulan = models.DateField("periode")
    bentuk = models.CharField("bentuk keputusan", max_length=10, choices=BentukKP)
    # The one decree; empty when each person has his own.
    naskah = models.OneToOneField(Naskah, models.PROTECT, null=True, blank=True, related_name="+")
    pekerjaan = models.ForeignKey(PekerjaanLatar, models.SET_NULL, null=True, blank=True, related_name="+")
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField("dibuat", auto_now_add=True)

    class Meta:
        verbose_name = "daftar keputusan kenaikan pangkat"
        verbose_name_plural = "daftar keputusan kenaikan pangkat"
        constraints = [
            models.CheckConstraint(
                condition=Q(bentuk=BentukKP.BERSAMA) | Q(naskah=None), name="daftar_kp_satu_keputusan"
            ),
        ]
        indexes = [models.Index(fields=["unit", "dibuat_pada"], name="daftar_kp_unit")]


class ButirKP(BarisUUID):
    """One person of such a list: what was decided as it stands on paper, and what became of it."""

    daftar = models.ForeignKey(DaftarKP, models.PROTECT, related_name="daftar_butir")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="+", verbose_name="pegawai")
    urutan = models.PositiveIntegerField()
    status = models.CharField("keadaan", max_length=15, choices=StatusButirKP, default=StatusButirKP.MENUNGGU)
    sebab = models.CharField("sebab", max_length=500, blank=True)
    tmt = models.DateField("TMT", null=True, blank=True)
    # The words of the list and the facts of the row of rank, both of the day on which the decree was made.
    nilai = models.JSONField(default=dict)
    fakta = models.JSONField(default=dict)
    # The own decree, or the extract from the one decree.
    naskah = models.OneToOneField(Naskah, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "butir keputusan kenaikan pangkat"
        verbose_name_plural = "butir keputusan kenaikan pangkat"
        constraints = [
            models.UniqueConstraint(fields=["daftar", "pegawai"], name="butir_kp_sekali"),
            models.CheckConstraint(
                condition=~Q(status__in=[StatusButirKP.DITOLAK, StatusButirKP.GAGAL]) | ~Q(sebab=""),
                name="butir_kp_sebab",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[StatusButirKP.DISUSUN, StatusButirKP.TERCATAT]) | Q(tmt__isnull=False),
                name="butir_kp_tmt",
            ),
        ]
        indexes = [models.Index(fields=["pegawai"], name="butir_kp_pegawai")]
