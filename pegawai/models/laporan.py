"""Reports of a pegawai that something about him is wrong; HR answers each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from asn_portal.core.models import BarisUUID, Pengguna
from asn_portal.core.permissions import akses
from pegawai.enums import BagianLaporan, StatusLaporan
from pegawai.models.pegawai import Pegawai


class LaporanQuerySet(models.QuerySet["LaporanData"]):
    def visible_to(self, pengguna: Pengguna) -> LaporanQuerySet:
        """Own reports, and those of people whose profile changes one may decide."""
        from asn_portal.core.izin import Sumber

        handled = Pegawai.objects.visible_to(pengguna, Sumber.USULAN_PROFIL, "v").values("pk")
        return self.filter(Q(pegawai_id=akses(pengguna).orang_id) | Q(pegawai_id__in=handled))


class LaporanData(BarisUUID):
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_laporan")
    bagian = models.CharField("yang salah", max_length=10, choices=BagianLaporan)
    isi = models.TextField("yang benar", max_length=1000)
    status = models.CharField(max_length=20, choices=StatusLaporan, default=StatusLaporan.DIAJUKAN)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    ditangani_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    ditangani_pada = models.DateTimeField(null=True, blank=True)
    tanggapan = models.TextField("tanggapan", max_length=1000, blank=True)

    objects = LaporanQuerySet.as_manager()

    class Meta:
        verbose_name = "laporan data"
        verbose_name_plural = "laporan data"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "bagian"], condition=Q(status="diajukan"), name="laporan_satu_terbuka",
                violation_error_message="Laporan Anda tentang bagian ini masih diperiksa.",
            ),
            models.CheckConstraint(
                condition=Q(status="diajukan", ditangani_oleh=None, ditangani_pada=None)
                | (~Q(status="diajukan") & Q(ditangani_oleh__isnull=False, ditangani_pada__isnull=False)),
                name="laporan_jawaban",
            ),
        ]  # fmt: skip
