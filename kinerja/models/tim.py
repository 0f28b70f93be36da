"""Work teams beside the line (PermenPANRB 7/2022): who leads one, who is in it, and with which results of the own plan.

The leader of a team reads the results that a member has put into it, and nothing else of that member's plan. He looks at the
proofs and drafts words for the penilai; a rating is none of his business, here and in the database.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from asn_portal.core.models import BarisUUID, Instansi, Pengguna, UnitKerja
from jabatan.models import TimKhusus
from kinerja.enums import JenisEvaluasi
from kinerja.models.pelaksanaan import Progres
from pegawai.models import Pegawai


class TimKerjaQuerySet(models.QuerySet["TimKerja"]):
    def terbuka(self) -> Self:
        """Not closed: its leader may still look at what falls into its days."""
        return self.filter(ditutup_pada=None)


class TimKerja(BarisUUID):
    """A team with its days and its leader."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    nama = models.CharField("nama tim", max_length=150)
    tugas = models.CharField("tugas tim", max_length=1000)
    dasar = models.CharField("dasar penugasan", max_length=200)
    ketua = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_tim_dipimpin", verbose_name="ketua tim")
    berlaku = DateRangeField("masa")
    # The task team of the map whose members' results are worked on here; most teams have none.
    tim_khusus = models.ForeignKey(
        TimKhusus, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="tim khusus"
    )
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    ditutup_pada = models.DateTimeField(null=True, blank=True)

    objects = TimKerjaQuerySet.as_manager()

    class Meta:
        verbose_name = "tim kerja"
        verbose_name_plural = "tim kerja"
        constraints = [
            models.CheckConstraint(condition=~Q(nama="") & ~Q(tugas="") & ~Q(dasar=""), name="tim_kerja_berisi"),
            models.UniqueConstraint(
                fields=["tim_khusus"], condition=Q(ditutup_pada=None), name="tim_kerja_satu_tim_khusus",
                violation_error_message="Tim khusus ini sudah mempunyai tim kerja.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.nama

    @property
    def mulai(self) -> date:
        """First day."""
        first: date = self.berlaku.lower
        return first

    @property
    def sampai(self) -> date:
        """Last day, inclusive."""
        last: date = self.berlaku.upper - date.resolution
        return last


class AnggotaTim(BarisUUID):
    """Somebody in a team, with the part that the leader has given him."""

    tim = models.ForeignKey(TimKerja, models.PROTECT, related_name="daftar_anggota", db_index=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_tim", verbose_name="anggota tim")
    peran = models.CharField("peran dalam tim", max_length=300, blank=True)
    keluar_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "anggota tim kerja"
        verbose_name_plural = "anggota tim kerja"
        constraints = [
            models.UniqueConstraint(
                fields=["tim", "pegawai"], name="anggota_tim_kerja_sekali",
                violation_error_message="Orang ini sudah menjadi anggota tim.",
            )
        ]  # fmt: skip


class HasilTim(BarisUUID):
    """A line of the member's own plan that is worked on in the team; the member puts it there."""

    anggota = models.ForeignKey(AnggotaTim, models.PROTECT, related_name="daftar_hasil", db_index=False)
    garis = models.UUIDField()

    class Meta:
        verbose_name = "hasil kerja dalam tim"
        verbose_name_plural = "hasil kerja dalam tim"
        constraints = [models.UniqueConstraint(fields=["anggota", "garis"], name="hasil_tim_sekali")]
        indexes = [models.Index(fields=["garis"], name="hasil_tim_garis")]


class TelaahBukti(BarisUUID):
    """What the leader says of one note with its proofs: fits, or what is missing."""

    hasil = models.ForeignKey(HasilTim, models.PROTECT, related_name="daftar_telaah", db_index=False)
    progres = models.ForeignKey(Progres, models.CASCADE, related_name="daftar_telaah")
    sesuai = models.BooleanField("bukti sesuai")
    catatan = models.CharField("yang perlu dilengkapi", max_length=500, blank=True)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "telaah bukti"
        verbose_name_plural = "telaah bukti"
        constraints = [
            models.UniqueConstraint(fields=["hasil", "progres"], name="telaah_bukti_satu"),
            models.CheckConstraint(condition=Q(sesuai=True) | ~Q(catatan=""), name="telaah_bukti_bercatatan"),
        ]


class UsulUmpanBalik(BarisUUID):
    """Words that the leader drafts for one result and one stretch; the penilai uses them or does not."""

    hasil = models.ForeignKey(HasilTim, models.PROTECT, related_name="daftar_usul", db_index=False)
    tahun = models.PositiveSmallIntegerField()
    jenis = models.CharField("jenis evaluasi", max_length=10, choices=JenisEvaluasi)
    nomor = models.PositiveSmallIntegerField(default=0)
    teks = models.CharField("usul umpan balik", max_length=2000)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "usul umpan balik"
        verbose_name_plural = "usul umpan balik"
        constraints = [
            models.UniqueConstraint(fields=["hasil", "tahun", "jenis", "nomor"], name="usul_umpan_balik_satu"),
            models.CheckConstraint(condition=~Q(teks=""), name="usul_umpan_balik_berisi"),
        ]

    @property
    def judul(self) -> str:
        return JenisEvaluasi(self.jenis).named(self.tahun, self.nomor)
