"""Getting into an account: single-use codes on slips, and the recovery of accounts with a second factor."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from asn_portal.core.enums import StatusUsulan, TujuanKode
from asn_portal.core.models.dasar import BarisUUID
from asn_portal.core.models.pengguna import Pengguna


class KodeAktivasi(BarisUUID):
    """The code of one slip. Only its keyed digest is stored; a new slip cancels the one before."""

    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="daftar_kode")
    tujuan = models.CharField(max_length=10, choices=TujuanKode)
    sidik_kode = models.BinaryField()
    # Nobody for the first admins, whose code the installing command prints.
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, related_name="+")
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    kedaluwarsa_pada = models.DateTimeField()
    dipakai_pada = models.DateTimeField(null=True, blank=True)
    dibatalkan_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "kode aktivasi"
        verbose_name_plural = "kode aktivasi"
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna"], condition=Q(dipakai_pada=None, dibatalkan_pada=None), name="kode_satu_terbuka"
            )
        ]


class UsulanPemulihan(BarisUUID):
    """An account with a second factor is recovered by two admins: one has checked the identity, one agrees."""

    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    alasan = models.TextField("cara identitas diperiksa", max_length=1000)
    status = models.CharField(max_length=20, choices=StatusUsulan, default=StatusUsulan.DIAJUKAN)
    diusulkan_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    diusulkan_pada = models.DateTimeField(auto_now_add=True)
    diputuskan_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    diputuskan_pada = models.DateTimeField(null=True, blank=True)
    catatan = models.TextField("catatan keputusan", max_length=1000, blank=True)

    class Meta:
        verbose_name = "usulan pemulihan"
        verbose_name_plural = "usulan pemulihan"
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna"], condition=Q(status="diajukan"), name="pemulihan_satu_menunggu"
            ),
            models.CheckConstraint(
                condition=~Q(pengguna=F("diusulkan_oleh")) & ~Q(pengguna=F("diputuskan_oleh")),
                name="pemulihan_bukan_sendiri",
            ),
            models.CheckConstraint(
                condition=~Q(status="disetujui") | ~Q(diputuskan_oleh=F("diusulkan_oleh")), name="pemulihan_dua_orang"
            ),
            models.CheckConstraint(
                condition=Q(status="diajukan", diputuskan_oleh=None, diputuskan_pada=None)
                | (~Q(status="diajukan") & Q(diputuskan_oleh__isnull=False, diputuskan_pada__isnull=False)),
                name="pemulihan_keputusan",
            ),
        ]
