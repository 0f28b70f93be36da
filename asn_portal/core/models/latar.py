"""Long jobs that a person started, and the files they leave behind for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from asn_portal.core.enums import StatusPekerjaan
from asn_portal.core.models.dasar import BarisUUID
from asn_portal.core.models.pengguna import Pengguna

TERBUKA = (StatusPekerjaan.MENUNGGU, StatusPekerjaan.BERJALAN)
# Ended in a way that a second try may change.
DAPAT_DIULANGI = (StatusPekerjaan.GAGAL, StatusPekerjaan.PARKIR)
# So long a finished file can be fetched.
UMUR_BERKAS = timedelta(days=7)
WHOLE = 100


class PekerjaanQuerySet(models.QuerySet["PekerjaanLatar"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """One's own, nobody else's: parameters and results may name persons."""
        return self.filter(pengguna=pengguna)

    def terbuka(self) -> Self:
        return self.filter(status__in=TERBUKA)


class PekerjaanLatar(BarisUUID):
    """A job in steps. `posisi` says where the next step goes on; it is committed together with what the step did."""

    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="daftar_pekerjaan")
    jenis = models.CharField(max_length=60)
    judul = models.CharField(max_length=200)
    parameter = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=StatusPekerjaan, default=StatusPekerjaan.MENUNGGU)
    posisi = models.JSONField(default=dict)
    selesai = models.PositiveIntegerField(default=0)
    jumlah = models.PositiveIntegerField(null=True, blank=True)
    # One sentence for people: what it does now, how it ended, or why it did not.
    pesan = models.CharField(max_length=500, blank=True)
    hasil_url = models.CharField(max_length=300, blank=True)
    ringkasan = models.JSONField(default=dict)
    # For operators, without values of persons.
    galat = models.TextField(blank=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    dimulai_pada = models.DateTimeField(null=True, blank=True)
    berakhir_pada = models.DateTimeField(null=True, blank=True)
    batal_diminta_pada = models.DateTimeField(null=True, blank=True)
    # When it is handed to the broker (again), and which worker holds it meanwhile.
    giliran = models.DateTimeField(null=True, blank=True)
    pemegang = models.UUIDField(null=True, blank=True)

    objects = PekerjaanQuerySet.as_manager()

    class Meta:
        verbose_name = "pekerjaan latar"
        verbose_name_plural = "pekerjaan latar"
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=TERBUKA, berakhir_pada=None, giliran__isnull=False)
                | (~Q(status__in=TERBUKA) & Q(berakhir_pada__isnull=False, giliran=None, pemegang=None)),
                name="pekerjaan_berakhir_tercatat",
            )
        ]
        indexes = [
            models.Index(fields=["giliran"], condition=Q(giliran__isnull=False), name="pekerjaan_giliran"),
            models.Index(fields=["pengguna", "dibuat_pada"], name="pekerjaan_pengguna"),
        ]

    @property
    def terbuka(self) -> bool:
        return self.status in TERBUKA

    @property
    def dapat_diulangi(self) -> bool:
        return self.status in DAPAT_DIULANGI

    @property
    def persen(self) -> int | None:
        """How far it is; None while nobody can tell."""
        return min(self.selesai * WHOLE // self.jumlah, WHOLE) if self.jumlah else None

    @property
    def jeda(self) -> int:
        """After how many seconds a page that shows it asks again: the longer it runs, the less often."""
        age: timedelta = timezone.now() - (self.dimulai_pada or self.dibuat_pada)
        return max(1, min(int(age.total_seconds()) // 6, 30))


class HasilBerkas(BarisUUID):
    """A file that a job made for the one who started it: private, under a random name, for seven days."""

    pekerjaan = models.ForeignKey(PekerjaanLatar, models.CASCADE, related_name="daftar_berkas")
    nama = models.CharField(max_length=150)
    jenis_isi = models.CharField(max_length=100)
    nama_simpan = models.CharField(max_length=100, unique=True)
    ukuran = models.PositiveBigIntegerField(default=0)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    # Empty until the file is whole; what a killed worker left half-written is never handed out.
    siap_pada = models.DateTimeField(null=True, blank=True)
    kedaluwarsa_pada = models.DateTimeField()

    class Meta:
        verbose_name = "berkas hasil"
        verbose_name_plural = "berkas hasil"
        indexes = [models.Index(fields=["kedaluwarsa_pada"], name="berkas_kedaluwarsa")]
