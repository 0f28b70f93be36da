"""Elections of heads of regions, as an agency records them: the days from which the law counts its ban on replacing officials."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from asn_portal.core.models import BarisUUID, Instansi, Pengguna
from jabatan.enums import KeyakinanJadwal


class PemilihanDaerah(BarisUUID):
    """One election, beside those of the table of the law. Taken back it stays readable."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    nama = models.CharField("nama pemilihan", max_length=150)
    penetapan = models.DateField("penetapan pasangan calon")
    akhir = models.DateField("akhir masa jabatan")
    pelantikan = models.DateField("pelantikan kepala daerah", null=True, blank=True)
    dasar = models.CharField("dasar jadwal", max_length=300)
    keyakinan = models.CharField("keyakinan", max_length=2, choices=KeyakinanJadwal)
    dicatat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    dicatat_pada = models.DateTimeField(auto_now_add=True)
    alasan_cabut = models.CharField("alasan dicabut", max_length=300, blank=True)
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)

    class Meta:
        verbose_name = "pemilihan daerah"
        verbose_name_plural = "pemilihan daerah"
        constraints = [
            models.CheckConstraint(condition=Q(akhir__gt=F("penetapan")), name="pemilihan_akhir_sesudah_penetapan"),
            models.CheckConstraint(
                condition=Q(pelantikan=None) | Q(pelantikan__gt=F("penetapan")), name="pemilihan_pelantikan_sesudah"
            ),
            models.CheckConstraint(
                condition=Q(dicabut_pada=None) | ~Q(alasan_cabut=""), name="pemilihan_cabut_beralasan"
            ),
            models.UniqueConstraint(
                fields=["instansi", "penetapan"], condition=Q(dicabut_pada=None), name="pemilihan_sekali",
                violation_error_message="Pemilihan dengan tanggal penetapan itu sudah dicatat. Ubah yang sudah ada.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.nama
