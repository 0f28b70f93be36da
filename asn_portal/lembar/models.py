"""Lists that somebody keeps under a name, and tables that somebody brings in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from asn_portal.core.enums import Peran
from asn_portal.core.models import BarisUUID, PekerjaanLatar, Pengguna, UnitKerja
from asn_portal.core.permissions import akses
from asn_portal.lembar.enums import StatusBaris, StatusImpor

# Whoever has one of these roles at a unit shares lists with the others who have it there.
PENGELOLA = frozenset({Peran.ADMIN_UNIT, Peran.ADMIN_BKD})
# So long a whole batch can be taken back.
UMUR_TARIK = timedelta(days=1)


def units_of(pengguna: Pengguna) -> dict[object, str]:
    """The units at which this account is HR, with their names."""
    return {row.unit_id: row.nama_unit for row in akses(pengguna).daftar if row.peran in PENGELOLA and row.unit_id}


class DaftarQuerySet(models.QuerySet["DaftarTersimpan"]):
    def visible_to(self, pengguna: Pengguna) -> DaftarQuerySet:
        """Own lists, and those that HR of an own unit shares."""
        return self.filter(Q(pemilik=pengguna) | Q(unit_id__in=list(units_of(pengguna))))


class DaftarTersimpan(BarisUUID):
    pemilik = models.ForeignKey(Pengguna, models.PROTECT, related_name="daftar_tersimpan")
    daftar = models.CharField(max_length=40)
    nama = models.CharField("nama daftar", max_length=80)
    # A query string, made of the parts that the list knows; never an address.
    kueri = models.CharField(max_length=1000, blank=True)
    kolom = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+")
    utama = models.BooleanField("dibuka lebih dulu", default=False)
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    objects = DaftarQuerySet.as_manager()

    class Meta:
        verbose_name = "daftar tersimpan"
        verbose_name_plural = "daftar tersimpan"
        constraints = [
            models.UniqueConstraint(
                fields=["pemilik", "daftar", "nama"], name="daftar_satu_nama",
                violation_error_message="Anda sudah mempunyai daftar dengan nama ini.",
            ),
            models.UniqueConstraint(fields=["pemilik", "daftar"], condition=Q(utama=True), name="daftar_satu_utama"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit"], condition=Q(unit__isnull=False), name="daftar_dibagikan")]


class ImporQuerySet(models.QuerySet["BerkasImpor"]):
    def visible_to(self, pengguna: Pengguna) -> ImporQuerySet:
        """One's own, nobody else's: rows that wait name persons."""
        return self.filter(pemilik=pengguna)


class BerkasImpor(BarisUUID):
    """A table that somebody brings in: the file, which of its columns is which, and how far it is."""

    pemilik = models.ForeignKey(Pengguna, models.PROTECT, related_name="daftar_impor")
    jenis = models.CharField(max_length=40)
    nama_berkas = models.CharField(max_length=150)
    nama_simpan = models.CharField(max_length=100, unique=True)
    bentuk = models.CharField(max_length=4)
    ukuran = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=StatusImpor, default=StatusImpor.TERUNGGAH)
    # The sheet that is read, its head, and what the person should know about the file.
    lembar = models.CharField(max_length=100, blank=True)
    kepala = ArrayField(models.TextField(), default=list)
    catatan = ArrayField(models.TextField(), default=list)
    peta = models.JSONField(default=dict)
    jumlah = models.JSONField(default=dict)
    pekerjaan = models.ForeignKey(PekerjaanLatar, models.SET_NULL, null=True, blank=True, related_name="+")
    # The job whose file holds the rows with what is wrong in them.
    pekerjaan_periksa = models.ForeignKey(PekerjaanLatar, models.SET_NULL, null=True, blank=True, related_name="+")
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    diterapkan_pada = models.DateTimeField(null=True, blank=True)
    ditarik_pada = models.DateTimeField(null=True, blank=True)
    # Set when the rows and the file were deleted; the counts stay.
    dikosongkan_pada = models.DateTimeField(null=True, blank=True)

    objects = ImporQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas impor"
        verbose_name_plural = "berkas impor"
        indexes = [
            models.Index(fields=["pemilik", "dibuat_pada"], name="impor_pemilik"),
            models.Index(fields=["dibuat_pada"], condition=Q(dikosongkan_pada=None), name="impor_berisi"),
        ]

    def banyak(self, status: str) -> int:
        """How many rows are in this state."""
        return int(self.jumlah.get(status, 0))

    @property
    def tarik_sampai(self) -> datetime | None:
        return self.diterapkan_pada and self.diterapkan_pada + UMUR_TARIK


class BarisImpor(models.Model):
    """One row of such a file: its cells as they stood there, what is wrong, and what became of it."""

    id = models.BigAutoField(primary_key=True)
    berkas = models.ForeignKey(BerkasImpor, models.CASCADE, related_name="daftar_baris")
    nomor = models.PositiveIntegerField()
    sel = models.JSONField(default=list)
    # The natural key of the row inside its file.
    kunci = models.CharField(max_length=200, blank=True)
    # What a checked row takes for itself: the thing (its fingerprint only) and, sealed, the days of it.
    pegangan = models.CharField(max_length=64, blank=True, db_default="")
    masa = models.JSONField(default=dict, db_default={})
    status = models.CharField(max_length=10, choices=StatusBaris, default=StatusBaris.DIBACA)
    # Column -> what is wanted.
    galat = models.JSONField(default=dict)
    keterangan = models.CharField(max_length=300, blank=True)
    objek_id = models.UUIDField(null=True)
    hasil = models.JSONField(default=dict)

    class Meta:
        verbose_name = "baris impor"
        verbose_name_plural = "baris impor"
        constraints = [models.UniqueConstraint(fields=["berkas", "nomor"], name="baris_impor_sekali")]
        indexes = [
            models.Index(fields=["berkas", "status", "nomor"], name="baris_impor_status"),
            models.Index(fields=["berkas", "kunci"], condition=~Q(kunci=""), name="baris_impor_kunci"),
            models.Index(fields=["berkas", "pegangan"], condition=~Q(pegangan=""), name="baris_impor_pegangan"),
        ]


class PetaKolom(BarisUUID):
    """Under which heads this account keeps the columns of a kind; filled in the next time."""

    pemilik = models.ForeignKey(Pengguna, models.CASCADE, related_name="+")
    jenis = models.CharField(max_length=40)
    judul = models.JSONField(default=dict)

    class Meta:
        verbose_name = "peta kolom"
        verbose_name_plural = "peta kolom"
        constraints = [models.UniqueConstraint(fields=["pemilik", "jenis"], name="peta_satu")]
