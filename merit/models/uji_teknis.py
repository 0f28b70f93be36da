"""The technical test of somebody who is considered for a seat. Written once; a correction is another row with a second signature."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q

from asn_portal.core.models import BarisUUID, Pengguna
from merit.enums_talenta import StatusUji
from merit.models.suksesi import RencanaSuksesi
from pegawai.models import Pegawai


class UjiTeknisQuerySet(models.QuerySet["UjiTeknis"]):
    def berlaku(self) -> Self:
        """What counts: the first result, or its correction that a second person has signed."""
        return self.filter(status=StatusUji.BERLAKU)


class UjiTeknis(BarisUUID):
    """A result as the one who held the test has reported it."""

    rencana = models.ForeignKey(RencanaSuksesi, models.PROTECT, related_name="daftar_uji_teknis", db_index=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_uji_teknis")
    tanggal = models.DateField("tanggal uji")
    nilai = models.DecimalField("nilai", max_digits=5, decimal_places=2)
    penyelenggara = models.CharField("penyelenggara", max_length=200)
    nomor = models.CharField("nomor berita acara", max_length=100)
    status = models.CharField(max_length=12, choices=StatusUji, default=StatusUji.BERLAKU)
    mengganti = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="daftar_koreksi", db_index=False
    )
    alasan = models.CharField("alasan koreksi", max_length=500, blank=True)
    dicatat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    dicatat_pada = models.DateTimeField()
    ditandatangani_oleh = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    ditandatangani_pada = models.DateTimeField(null=True, blank=True)
    catatan = models.CharField("catatan penanda tangan kedua", max_length=1000, blank=True)

    objects = UjiTeknisQuerySet.as_manager()

    class Meta:
        verbose_name = "uji teknis"
        verbose_name_plural = "uji teknis"
        constraints = [
            models.UniqueConstraint(
                fields=["rencana", "pegawai"], condition=Q(status="berlaku"), name="uji_teknis_satu_berlaku",
                violation_error_message="Hasil uji teknis orang ini sudah tercatat. Pakai koreksi.",
            ),
            models.UniqueConstraint(
                fields=["rencana", "pegawai"], condition=Q(status="menunggu"), name="uji_teknis_satu_menunggu",
                violation_error_message="Koreksi hasil ini masih menunggu tanda tangan kedua.",
            ),
            models.CheckConstraint(
                condition=Q(nilai__gte=Decimal(0), nilai__lte=Decimal(100)), name="uji_teknis_nilai"
            ),
            models.CheckConstraint(
                condition=Q(mengganti=None) & Q(alasan="") | Q(mengganti__isnull=False) & ~Q(alasan=""),
                name="uji_teknis_koreksi_beralasan",
            ),
            # Two people, where a result was corrected.
            models.CheckConstraint(
                condition=Q(mengganti=None) | ~Q(status=StatusUji.BERLAKU) | Q(ditandatangani_oleh__isnull=False),
                name="uji_teknis_koreksi_dua_tanda",
            ),
            models.CheckConstraint(
                condition=Q(ditandatangani_oleh=None) | ~Q(ditandatangani_oleh=F("dicatat_oleh")), name="uji_teknis_dua_orang"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.nilai} {self.nomor}"
