"""Who may act as what, where, from when until when; proposals for it; and who prepares work for whom."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from asn_portal.core.enums import JenisUsulanPeran, Peran, StatusUsulan
from asn_portal.core.models.dasar import DIKETAHUI_KINI, BarisBertanggal, BarisUUID
from asn_portal.core.models.pengguna import Pengguna
from asn_portal.core.models.unit import UnitKerja


class PenugasanPeran(BarisBertanggal):
    """A role of an account over a unit and everything below it. Accepted rows only."""

    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="daftar_peran")
    peran = models.CharField("peran", max_length=30, choices=Peran)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="daftar_peran", verbose_name="unit")
    nomor_sk = models.CharField("nomor SK", max_length=100, blank=True)
    ditetapkan_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    disetujui_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "penugasan peran"
        verbose_name_plural = "penugasan peran"
        constraints = [
            ExclusionConstraint(
                name="peran_tidak_ganda",
                expressions=[
                    ("pengguna", RangeOperators.EQUAL),
                    ("peran", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("berlaku", RangeOperators.OVERLAPS),
                ],
                condition=DIKETAHUI_KINI,
                violation_error_message="Akun ini sudah memegang peran itu pada tanggal tersebut.",
            ),
            models.CheckConstraint(condition=~Q(pengguna=F("ditetapkan_oleh")), name="peran_bukan_oleh_sendiri"),
            models.CheckConstraint(condition=~Q(pengguna=F("disetujui_oleh")), name="peran_bukan_disetujui_sendiri"),
            models.CheckConstraint(condition=~Q(ditetapkan_oleh=F("disetujui_oleh")), name="peran_oleh_dua_orang"),
            models.CheckConstraint(
                condition=~Q(peran__in=["pegawai", "atasan", "atasan_penilai", "ketua_tim"]), name="peran_bukan_turunan"
            ),
        ]


class UsulanPeran(BarisUUID):
    """A provincial role waits here until a second admin agrees."""

    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=10, choices=JenisUsulanPeran, default=JenisUsulanPeran.BERI)
    peran = models.CharField("peran", max_length=30, choices=Peran)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+", verbose_name="unit")
    mulai = models.DateField("mulai")
    sampai = models.DateField("sampai", null=True, blank=True)
    nomor_sk = models.CharField("nomor SK", max_length=100, blank=True)
    alasan = models.TextField("alasan", max_length=1000)
    status = models.CharField(max_length=20, choices=StatusUsulan, default=StatusUsulan.DIAJUKAN)
    diusulkan_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    diusulkan_pada = models.DateTimeField(auto_now_add=True)
    disiapkan_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    catatan_penyiap = models.TextField("catatan penyiap", max_length=1000, blank=True)
    diputuskan_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    diputuskan_pada = models.DateTimeField(null=True, blank=True)
    catatan = models.TextField("catatan keputusan", max_length=1000, blank=True)

    class Meta:
        verbose_name = "usulan peran"
        verbose_name_plural = "usulan peran"
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna", "peran", "unit", "jenis"],
                condition=Q(status="diajukan"),
                name="usulan_peran_satu_menunggu",
                violation_error_message="Usulan yang sama masih menunggu keputusan.",
            ),
            models.CheckConstraint(condition=~Q(pengguna=F("diusulkan_oleh")), name="usulan_peran_bukan_sendiri"),
            models.CheckConstraint(
                condition=~Q(status="disetujui")
                | (~Q(diputuskan_oleh=F("diusulkan_oleh")) & ~Q(diputuskan_oleh=F("pengguna"))),
                name="usulan_peran_dua_orang",
            ),
            models.CheckConstraint(
                condition=Q(status="diajukan", diputuskan_oleh=None, diputuskan_pada=None)
                | (~Q(status="diajukan") & Q(diputuskan_oleh__isnull=False, diputuskan_pada__isnull=False)),
                name="usulan_peran_keputusan",
            ),
            models.CheckConstraint(
                condition=Q(sampai=None) | Q(sampai__gte=F("mulai")),
                name="usulan_peran_tanggal",
                violation_error_message="Tanggal sampai tidak boleh sebelum tanggal mulai.",
            ),
        ]


class Penyiap(BarisBertanggal):
    """Staff whom an official lets prepare his cases: read, sort, draft; never decide."""

    pejabat = models.ForeignKey(Pengguna, models.PROTECT, related_name="daftar_penyiap")
    penyiap = models.ForeignKey(Pengguna, models.PROTECT, related_name="menyiapkan_untuk", verbose_name="penyiap")
    jenis_tugas = ArrayField(models.CharField(max_length=60), verbose_name="jenis tugas")

    class Meta:
        verbose_name = "penyiap"
        verbose_name_plural = "penyiap"
        constraints = [
            ExclusionConstraint(
                name="penyiap_tidak_ganda",
                expressions=[
                    ("pejabat", RangeOperators.EQUAL),
                    ("penyiap", RangeOperators.EQUAL),
                    ("berlaku", RangeOperators.OVERLAPS),
                ],
                condition=DIKETAHUI_KINI,
                violation_error_message="Orang ini sudah menjadi penyiap Anda pada tanggal tersebut.",
            ),
            models.CheckConstraint(condition=~Q(pejabat=F("penyiap")), name="penyiap_bukan_diri_sendiri"),
        ]
