"""Plans that are kept in e-Kinerja BKN or Ruang GTK: brought in line by line, read here, changed there."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Pengguna
from asn_portal.core.permissions import akses
from kinerja.enums import Aspek, JenisHasil, Perspektif, SumberKinerja
from pegawai.models import Pegawai


class RencanaLuarQuerySet(models.QuerySet["RencanaLuar"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """One's own, and those of people whose plans one reads."""
        people = Pegawai.objects.visible_to(pengguna, Sumber.SKP).values("pk")
        return self.filter(Q(pegawai_id=akses(pengguna).orang_id) | Q(pegawai_id__in=people))


class RencanaLuar(BarisUUID):
    """One indicator of one result: a row of the file that brought it. `nomor` is the result, `urut` the line within it."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_rencana_luar", db_index=False)
    tahun = models.PositiveSmallIntegerField("tahun")
    nomor = models.PositiveSmallIntegerField("nomor rencana hasil kerja")
    urut = models.PositiveSmallIntegerField("nomor ukuran", default=1)
    jabatan = models.CharField("jabatan", max_length=200, blank=True)
    jenis = models.CharField("jenis", max_length=10, choices=JenisHasil, default=JenisHasil.UTAMA)
    teks = models.CharField("rencana hasil kerja", max_length=1000)
    rhk_pimpinan = models.CharField("rencana hasil kerja pimpinan yang diintervensi", max_length=1000, blank=True)
    aspek = models.CharField("aspek", max_length=10, choices=Aspek, blank=True)
    perspektif = models.CharField("perspektif", max_length=20, choices=Perspektif, blank=True)
    indikator = models.CharField("indikator kinerja individu", max_length=1000, blank=True)
    target = models.CharField("target", max_length=200, blank=True)
    sumber = models.CharField("sumber", max_length=12, choices=SumberKinerja)
    sumber_tanggal = models.DateField("tanggal sumber")
    referensi = models.CharField("referensi", max_length=200)
    # Counts corrections: an import is taken back only as long as no later one touched the row.
    putaran = models.PositiveSmallIntegerField(default=0)

    objects = RencanaLuarQuerySet.as_manager()

    class Meta:
        verbose_name = "rencana dari sistem lain"
        verbose_name_plural = "rencana dari sistem lain"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tahun", "nomor", "urut"], name="rencana_luar_satu"),
            models.CheckConstraint(
                condition=~Q(sumber="portal") & ~Q(teks="") & ~Q(referensi="") & Q(nomor__gte=1, urut__gte=1),
                name="rencana_luar_bersumber",
            ),
        ]

    def __str__(self) -> str:
        return self.teks
