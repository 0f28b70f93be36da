"""People who were taken in together: one import, and what each of them has been given since."""

from __future__ import annotations

from typing import Self

from django.db import models

from asn_portal.berkas.models import Naskah
from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Instansi, PekerjaanLatar, Pengguna
from asn_portal.core.permissions import akses
from pegawai.models.pegawai import Pegawai


class Penerimaan(BarisUUID):
    """One batch of new people. `impor_id` is the file it came from; its rows are deleted after a month."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    impor_id = models.UUIDField(unique=True)
    judul = models.CharField("berkas", max_length=200)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    pekerjaan_spmt = models.ForeignKey(PekerjaanLatar, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "penerimaan"
        verbose_name_plural = "penerimaan"
        indexes = [models.Index(fields=["instansi", "-dibuat_pada"], name="penerimaan_terbaru")]


class PesertaQuerySet(models.QuerySet["PesertaPenerimaan"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """HR: of the unit the person is in, and of the province."""
        rows = self.filter(penerimaan__instansi_id=pengguna.instansi_id, pegawai__ditarik_pada=None)
        if akses(pengguna).whole_agency(Sumber.AKUN_PERAN, "w"):
            return rows
        return rows.filter(pegawai__in=Pegawai.objects.visible_to(pengguna, Sumber.AKUN_PERAN, "w").values("pk"))


class PesertaPenerimaan(BarisUUID):
    penerimaan = models.ForeignKey(Penerimaan, models.PROTECT, related_name="daftar_peserta")
    pegawai = models.OneToOneField(Pegawai, models.PROTECT, related_name="penerimaan")
    # When the last slip was printed with the others, and the SPMT on its way to a signature.
    slip_pada = models.DateTimeField(null=True, blank=True)
    naskah_spmt = models.ForeignKey(Naskah, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PesertaQuerySet.as_manager()

    class Meta:
        verbose_name = "peserta penerimaan"
        verbose_name_plural = "peserta penerimaan"
        indexes = [models.Index(fields=["penerimaan", "pegawai"], name="peserta_penerimaan")]
