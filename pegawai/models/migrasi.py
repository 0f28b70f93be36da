"""Moving from the former SIMPEG: what its dumps said, which codes mean what, and who has signed that it is right."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from asn_portal.core.models import BarisUUID, Instansi, PekerjaanLatar, Pengguna, UnitKerja
from pegawai.enums import StatusSimpeg, TumpahanSimpeg
from pegawai.models.pegawai import Pegawai


class Migrasi(BarisUUID):
    """One for each agency, open until cut-over."""

    instansi = models.OneToOneField(Instansi, models.PROTECT, related_name="+")
    pekerjaan = models.ForeignKey(PekerjaanLatar, models.SET_NULL, null=True, blank=True, related_name="+")
    dibuka_pada = models.DateTimeField(auto_now_add=True)
    ditutup_pada = models.DateTimeField(null=True, blank=True)
    ditutup_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "migrasi SIMPEG"
        verbose_name_plural = "migrasi SIMPEG"
        constraints = [
            models.CheckConstraint(
                condition=Q(ditutup_pada=None, ditutup_oleh=None) | Q(ditutup_pada__isnull=False, ditutup_oleh__isnull=False),
                name="migrasi_ditutup_siapa",
            )
        ]  # fmt: skip


class PetaKolok(BarisUUID):
    """A code of a unit in the old system -> our unit."""

    migrasi = models.ForeignKey(Migrasi, models.CASCADE, related_name="daftar_kolok")
    kode = models.CharField("kolok", max_length=20)
    nama = models.CharField("nama di SIMPEG lama", max_length=200, blank=True)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="unit")
    # Found by its name, and not yet looked at by anybody.
    otomatis = models.BooleanField(default=False)

    class Meta:
        verbose_name = "peta kolok"
        verbose_name_plural = "peta kolok"
        constraints = [models.UniqueConstraint(fields=["migrasi", "kode"], name="kolok_sekali")]


class PetaKojab(BarisUUID):
    """A code of a post in the old system -> what an app knows as a post (pegawai.sasaran_jabatan)."""

    migrasi = models.ForeignKey(Migrasi, models.CASCADE, related_name="daftar_kojab")
    kode = models.CharField("kojab", max_length=20)
    nama = models.CharField("nama di SIMPEG lama", max_length=200, blank=True)
    # Which register the value belongs to, and the value; both empty until somebody has chosen.
    sasaran = models.CharField(max_length=30, blank=True)
    nilai = models.CharField("jabatan", max_length=200, blank=True)

    class Meta:
        verbose_name = "peta kojab"
        verbose_name_plural = "peta kojab"
        constraints = [
            models.UniqueConstraint(fields=["migrasi", "kode"], name="kojab_sekali"),
            models.CheckConstraint(condition=Q(sasaran="", nilai="") | (~Q(sasaran="") & ~Q(nilai="")), name="kojab_utuh"),
        ]  # fmt: skip


class SimpegQuerySet(models.QuerySet["BarisSimpeg"]):
    def terdaftar(self) -> Self:
        """Neither matched nor decided: the rows on the worklists."""
        return self.exclude(status__in=[StatusSimpeg.COCOK, StatusSimpeg.DIPUTUS])


class BarisSimpeg(BarisUUID):
    """One row of a dump as it last arrived, and what became of it. The NIK is kept as its digest only."""

    migrasi = models.ForeignKey(Migrasi, models.CASCADE, related_name="daftar_baris")
    tumpahan = models.CharField("tumpahan", max_length=10, choices=TumpahanSimpeg)
    # What names the row inside its dump: person and, for history, day and code.
    kunci = models.CharField(max_length=200)
    nrk = models.CharField("NRK", max_length=20, blank=True)
    nip = models.CharField("NIP", max_length=20, blank=True)
    nik_sidik = models.BinaryField(null=True, blank=True)
    kolok = models.CharField("kolok", max_length=20, blank=True)
    kojab = models.CharField("kojab", max_length=20, blank=True)
    isi = models.JSONField(default=dict)
    status = models.CharField("keadaan", max_length=15, choices=StatusSimpeg, default=StatusSimpeg.BELUM)
    alasan = models.CharField("sebab", max_length=500, blank=True)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+")
    # The row of a file that came of it.
    objek_id = models.UUIDField(null=True, blank=True)
    diterima_pada = models.DateTimeField(auto_now=True)

    objects = SimpegQuerySet.as_manager()

    class Meta:
        verbose_name = "baris SIMPEG"
        verbose_name_plural = "baris SIMPEG"
        constraints = [
            models.UniqueConstraint(fields=["migrasi", "tumpahan", "kunci"], name="simpeg_sekali"),
            models.CheckConstraint(
                condition=~Q(status=StatusSimpeg.COCOK) | Q(pegawai__isnull=False), name="simpeg_cocok_orang"
            ),
        ]
        indexes = [
            models.Index(fields=["migrasi", "unit", "status"], name="simpeg_unit"),
            models.Index(fields=["migrasi", "status", "id"], name="simpeg_status"),
        ]


class PengesahanMigrasi(BarisUUID):
    """HR of a unit has looked at its figures and signed them; a later figure needs a new signature."""

    migrasi = models.ForeignKey(Migrasi, models.CASCADE, related_name="daftar_pengesahan")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    masuk = models.PositiveIntegerField()
    cocok = models.PositiveIntegerField()
    tanpa_padanan = models.PositiveIntegerField()
    bertentangan = models.PositiveIntegerField()
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "pengesahan migrasi"
        verbose_name_plural = "pengesahan migrasi"
        indexes = [models.Index(fields=["migrasi", "unit", "pada"], name="pengesahan_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(masuk=models.F("cocok") + models.F("tanpa_padanan") + models.F("bertentangan")),
                name="pengesahan_habis_dibagi",
            )
        ]
