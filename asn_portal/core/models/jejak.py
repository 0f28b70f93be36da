"""The trace: who did what (Tindakan), what it changed (JejakAudit), who read whose data (AksesData), and seals.

The three big tables are partitioned by month, append-only for everybody, and written with their own sha256 at
once; seals close them in batches. All four are made by SQL in migration 0002; Django only reads and inserts.
"""

from __future__ import annotations

from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from asn_portal.core.enums import AksiJejak
from asn_portal.core.models.dasar import BarisUUID, UUIDv7
from asn_portal.core.models.pengguna import Pengguna
from asn_portal.core.models.unit import UnitKerja


class Tindakan(models.Model):
    """One act of one person or job: who, when, from where, what, on whom, and why."""

    id = models.UUIDField(primary_key=True, db_default=UUIDv7())
    waktu = models.DateTimeField(db_default=models.functions.Now())
    transaksi = models.BigIntegerField(db_default=0)
    pengguna = models.ForeignKey(Pengguna, models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    disiapkan_oleh = models.ForeignKey(Pengguna, models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    instansi_id = models.UUIDField(null=True)
    aksi = models.CharField(max_length=60)
    objek_jenis = models.CharField(max_length=60, default="")
    objek_id = models.CharField(max_length=60, default="")
    # The person the act is about (pegawai.Pegawai), so that everyone can see what happened to their data.
    subjek_id = models.UUIDField(null=True)
    # The unit it concerns, so that HR of a unit sees its own part of the trace.
    unit_id = models.UUIDField(null=True)
    alasan = models.TextField(default="")
    rincian = models.JSONField(default=dict)
    alamat_ip = models.GenericIPAddressField(null=True)
    permintaan = models.CharField(max_length=36, default="")
    pekerjaan = models.CharField(max_length=60, default="")
    sidik = models.BinaryField(db_default=models.Value(b""))

    class Meta:
        managed = False
        db_table = "core_tindakan"
        verbose_name = "tindakan"
        verbose_name_plural = "tindakan"


class JejakAudit(models.Model):
    """One changed row of one table, written by the trigger: `perubahan` holds [before, after] per column."""

    id = models.BigIntegerField(primary_key=True)
    waktu = models.DateTimeField()
    transaksi = models.BigIntegerField()
    tindakan_id = models.UUIDField(null=True)
    peran_basis = models.CharField(max_length=63)
    tabel = models.CharField(max_length=63)
    baris = models.CharField(max_length=60)
    aksi = models.CharField(max_length=10, choices=AksiJejak)
    perubahan = models.JSONField()
    sidik = models.BinaryField()

    class Meta:
        managed = False
        db_table = "core_jejakaudit"
        verbose_name = "jejak"
        verbose_name_plural = "jejak"


class AksesData(models.Model):
    """One read of one person's sensitive data by somebody else, with its purpose. Exports write one row each."""

    id = models.BigAutoField(primary_key=True)
    waktu = models.DateTimeField(db_default=models.functions.Now())
    transaksi = models.BigIntegerField(db_default=0)
    tindakan_id = models.UUIDField()
    subjek_id = models.UUIDField()
    pengguna = models.ForeignKey(Pengguna, models.DO_NOTHING, db_constraint=False, related_name="+")
    peran = models.CharField(max_length=30)
    unit = models.CharField(max_length=200)
    kelompok = models.CharField(max_length=30)
    tujuan = models.CharField(max_length=500)
    # Reads by the own HR and superior in daily work are shown as a sum per month.
    rutin = models.BooleanField()
    surat_tugas_id = models.UUIDField(null=True)
    sidik = models.BinaryField(db_default=models.Value(b""))

    class Meta:
        managed = False
        db_table = "core_aksesdata"
        verbose_name = "akses data"
        verbose_name_plural = "akses data"


class Segel(models.Model):
    """Closes a batch of the trace: every row of the transactions [dari, sampai) is in its digest, and so is the seal before."""

    no = models.PositiveIntegerField(primary_key=True)
    dibuat_pada = models.DateTimeField()
    # Transaction numbers count anew after a logical restore; then a new era begins here.
    zaman = models.DateTimeField()
    dari = models.BigIntegerField()
    sampai = models.BigIntegerField()
    jumlah = models.PositiveIntegerField()
    jejak_dari = models.BigIntegerField(null=True)
    jejak_sampai = models.BigIntegerField(null=True)
    isi = models.BinaryField()
    sidik = models.BinaryField()

    class Meta:
        managed = False
        db_table = "core_segel"
        verbose_name = "segel"
        verbose_name_plural = "segel"


class SuratTugasQuerySet(models.QuerySet["SuratTugas"]):
    def berjalan(self, pemeriksa_id: UUID, tanggal: date) -> Self:
        """Letters under which this examiner may read the sensitive groups of their persons on that day."""
        return self.filter(pemeriksa_id=pemeriksa_id, mulai__lte=tanggal, sampai__gte=tanggal)


class SuratTugas(BarisUUID):
    """An examination of one person, or of the people of a unit and below it.

    Its reads may stay hidden from the person while it runs, at the latest for six months. That is a decision of two
    persons: it has no effect until a second one has agreed.
    """

    nomor = models.CharField("nomor surat tugas", max_length=100)
    pemeriksa = models.ForeignKey(Pengguna, models.PROTECT, related_name="daftar_surat_tugas")
    subjek_id = models.UUIDField("pegawai yang diperiksa", null=True, blank=True)
    unit = models.ForeignKey(
        UnitKerja, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="unit yang diperiksa"
    )
    perihal = models.CharField("perihal", max_length=500)
    mulai = models.DateField("mulai")
    sampai = models.DateField("sampai")
    rahasia = models.BooleanField("pembacaan baru ditampilkan setelah selesai", default=False)
    rahasia_diusulkan_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    rahasia_disetujui_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SuratTugasQuerySet.as_manager()

    class Meta:
        verbose_name = "surat tugas"
        verbose_name_plural = "surat tugas"
        constraints = [
            models.CheckConstraint(condition=Q(sampai__gte=F("mulai")), name="surat_tugas_tanggal"),
            models.CheckConstraint(
                condition=Q(subjek_id__isnull=False, unit=None) | Q(subjek_id=None, unit__isnull=False),
                name="surat_tugas_satu_sasaran",
            ),
            models.CheckConstraint(
                condition=Q(rahasia=False)
                | (
                    Q(rahasia_diusulkan_oleh__isnull=False)
                    & Q(rahasia_disetujui_oleh__isnull=False)
                    & ~Q(rahasia_diusulkan_oleh=F("rahasia_disetujui_oleh"))
                    & ~Q(rahasia_disetujui_oleh=F("pemeriksa"))
                ),
                name="surat_tugas_rahasia_dua_orang",
            ),
        ]
