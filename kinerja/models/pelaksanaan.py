"""What is done during the year: action plans per period, notes of progress with their proofs, feedback both ways."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from asn_portal.berkas.models import Dokumen
from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Pengguna
from asn_portal.core.permissions import akses
from kinerja.enums import JenisBukti, JenisEvaluasi, JenisUmpanBalik
from kinerja.models.evaluasi import Evaluasi
from kinerja.models.skp import RencanaHasilKerja
from pegawai.models import Pegawai


class RencanaAksi(BarisUUID):
    """What is to be done for one result in one month or quarter."""

    rhk = models.ForeignKey(RencanaHasilKerja, models.PROTECT, related_name="daftar_aksi", db_index=False)
    jenis = models.CharField("jenis masa", max_length=10, choices=JenisEvaluasi)
    nomor = models.PositiveSmallIntegerField("masa")
    teks = models.CharField("rencana aksi", max_length=1000)
    target = models.CharField("target masa ini", max_length=200, blank=True)

    class Meta:
        verbose_name = "rencana aksi"
        verbose_name_plural = "rencana aksi"
        constraints = [
            models.UniqueConstraint(fields=["rhk", "jenis", "nomor"], name="aksi_satu_semasa"),
            models.CheckConstraint(condition=~Q(teks="") & Q(nomor__gte=1, nomor__lte=12), name="aksi_berisi"),
        ]

    def __str__(self) -> str:
        return self.teks


class ProgresQuerySet(models.QuerySet["Progres"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """One's own, those of the people whose performance this account may read, and those of a stretch that it rates."""
        mine = akses(pengguna)
        people = Pegawai.objects.visible_to(pengguna, Sumber.EVALUASI).values("pk")
        rated = Evaluasi.objects.filter(
            pegawai_id=OuterRef("pegawai_id"), penilai_id=mine.orang_id, penilai__isnull=False,
            masa__contains=OuterRef("tanggal"), pegawai__instansi_id=mine.instansi_id,
        )  # fmt: skip
        return self.filter(Q(pegawai_id=mine.orang_id) | Q(pegawai_id__in=people) | Exists(rated))


class Progres(BarisUUID):
    """What was done on a day for one result."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_progres", db_index=False)
    rhk = models.ForeignKey(RencanaHasilKerja, models.PROTECT, related_name="daftar_progres")
    tanggal = models.DateField("tanggal")
    teks = models.CharField("yang dikerjakan", max_length=1000)
    hasil = models.CharField("hasil", max_length=200, blank=True)
    dicatat_pada = models.DateTimeField(auto_now_add=True)

    objects = ProgresQuerySet.as_manager()

    class Meta:
        verbose_name = "progres"
        verbose_name_plural = "progres"
        constraints = [models.CheckConstraint(condition=~Q(teks=""), name="progres_berisi")]
        indexes = [models.Index(fields=["pegawai", "tanggal"], name="progres_pegawai")]

    def __str__(self) -> str:
        return self.teks


class BuktiDukung(BarisUUID):
    """A proof of progress: a file, a photo or a link, known by its digest. `sekali`: it counts once in a year."""

    progres = models.ForeignKey(Progres, models.CASCADE, related_name="daftar_bukti", db_index=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_bukti", db_index=False)
    tahun = models.PositiveSmallIntegerField()
    jenis = models.CharField("jenis bukti", max_length=10, choices=JenisBukti)
    judul = models.CharField("judul", max_length=120)
    sidik = models.CharField("sidik SHA-256", max_length=64)
    dokumen = models.ForeignKey(Dokumen, models.PROTECT, null=True, blank=True, related_name="+")
    tautan = models.URLField("tautan", max_length=500, blank=True)
    # The report of a shift that stands behind it.
    laporan = models.ForeignKey(
        "kinerja.LaporanRegu", models.PROTECT, null=True, blank=True, related_name="daftar_bukti"
    )
    sekali = models.BooleanField(default=True)

    class Meta:
        verbose_name = "bukti dukung"
        verbose_name_plural = "bukti dukung"
        constraints = [
            models.UniqueConstraint(fields=["progres", "sidik"], name="bukti_satu_seprogres"),
            models.UniqueConstraint(
                fields=["pegawai", "tahun", "sidik"], condition=Q(sekali=True), name="bukti_dihitung_sekali"
            ),
            models.CheckConstraint(
                condition=Q(jenis="tautan", dokumen=None, laporan=None) & ~Q(tautan="")
                | Q(jenis="regu", laporan__isnull=False)
                | ~Q(jenis__in=["tautan", "regu"]) & Q(dokumen__isnull=False, tautan="", laporan=None),
                name="bukti_berisi",
            ),
            models.UniqueConstraint(
                fields=["pegawai", "laporan"], condition=Q(laporan__isnull=False), name="bukti_regu_sekali"
            ),
        ]  # fmt: skip


class UmpanBalik(BarisUUID):
    """A word on the work of somebody, downwards or upwards; never changed afterwards."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_umpan_balik", db_index=False)
    dari = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_umpan_balik_diberikan")
    rhk = models.ForeignKey(RencanaHasilKerja, models.PROTECT, null=True, blank=True, related_name="daftar_umpan_balik")
    jenis = models.CharField("jenis", max_length=12, choices=JenisUmpanBalik)
    teks = models.CharField("umpan balik", max_length=2000)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "umpan balik"
        verbose_name_plural = "umpan balik"
        constraints = [
            models.CheckConstraint(condition=~Q(teks=""), name="umpan_balik_berisi"),
            models.CheckConstraint(condition=~Q(pegawai=F("dari")), name="umpan_balik_orang_lain"),
        ]
        indexes = [models.Index(fields=["pegawai", "pada"], name="umpan_balik_pegawai")]
