"""What follows a rating that was handed over: a plan to improve for a low one, a nomination for the best of a year."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from asn_portal.core.models import BarisUUID, Pengguna
from kinerja.enums import HasilPerbaikan, PutusanNominasi
from kinerja.models.evaluasi import Evaluasi
from pegawai.models import Pegawai


class RencanaPerbaikan(BarisUUID):
    """Agreed between the penilai and the person: what is to change, who helps, until when, and what came of it."""

    evaluasi = models.OneToOneField(Evaluasi, models.PROTECT, related_name="rencana_perbaikan")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_perbaikan")
    sebab = models.CharField("yang perlu diperbaiki", max_length=1000)
    langkah = models.CharField("langkah dan ukuran keberhasilan", max_length=2000)
    dukungan = models.CharField("dukungan pimpinan", max_length=1000)
    mulai = models.DateField("mulai")
    batas = models.DateField("hari terakhir")
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    dibuat_pada = models.DateTimeField()
    disetujui_pada = models.DateTimeField(null=True, blank=True)
    tanggapan = models.CharField("tanggapan pegawai", max_length=1000, blank=True)
    hasil = models.CharField("hasil", max_length=10, choices=HasilPerbaikan, blank=True)
    catatan_hasil = models.CharField("catatan hasil", max_length=1000, blank=True)
    dinilai_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "rencana perbaikan kinerja"
        verbose_name_plural = "rencana perbaikan kinerja"
        constraints = [
            models.CheckConstraint(condition=Q(batas__gt=F("mulai")), name="perbaikan_masa"),
            models.CheckConstraint(condition=~Q(sebab="") & ~Q(langkah="") & ~Q(dukungan=""), name="perbaikan_berisi"),
            models.CheckConstraint(
                condition=Q(hasil="", dinilai_pada=None)
                | ~Q(hasil="") & ~Q(catatan_hasil="") & Q(dinilai_pada__isnull=False, disetujui_pada__isnull=False),
                name="perbaikan_hasil_lengkap",
            ),
        ]


class NominasiPenghargaan(BarisUUID):
    """Proposed by the penilai, decided by HR of the province with a reason; a prize itself is recorded in the file."""

    evaluasi = models.OneToOneField(Evaluasi, models.PROTECT, related_name="nominasi")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_nominasi")
    alasan = models.CharField("mengapa layak", max_length=2000)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    pada = models.DateTimeField()
    putusan = models.CharField("putusan", max_length=10, choices=PutusanNominasi, blank=True)
    pertimbangan = models.CharField("pertimbangan", max_length=1000, blank=True)
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    diputus_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "nominasi penghargaan"
        verbose_name_plural = "nominasi penghargaan"
        constraints = [
            models.CheckConstraint(condition=~Q(alasan=""), name="nominasi_beralasan"),
            models.CheckConstraint(
                condition=Q(putusan="", diputus_oleh=None, diputus_pada=None)
                | ~Q(putusan="") & ~Q(pertimbangan="") & Q(diputus_oleh__isnull=False, diputus_pada__isnull=False),
                name="nominasi_diputus_lengkap",
            ),
        ]
