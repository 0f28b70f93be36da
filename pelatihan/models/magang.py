"""Placements: learning at the work of others (magang, detasering, exchange). An offer, those who apply, and their days there.

The host is a provider or a unit of the own agency. A mentor from outside has no account: he holds a link.
"""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Instansi, Pengguna, UnitKerja
from asn_portal.core.permissions import akses
from jabatan.models import KamusKompetensi
from pegawai.models import Pegawai
from pelatihan.aturan.alur_kegiatan import DI_SANA
from pelatihan.enums import BENTUK_MAGANG, StatusCatatan, StatusMagang, StatusPesertaMagang
from pelatihan.models.katalog import TINGKAT_TERTINGGI, MilikInstansiQuerySet, Penyelenggara
from pelatihan.models.sertifikat import Sertifikat

NILAI_TERTINGGI = 5


class LowonganMagang(BarisUUID):
    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+", db_index=False)
    judul = models.CharField("judul", max_length=200)
    bentuk = models.CharField("bentuk", max_length=30, choices=[(one.value, one.label) for one in BENTUK_MAGANG])
    penyelenggara = models.ForeignKey(
        Penyelenggara, models.PROTECT, null=True, blank=True, related_name="daftar_magang", db_index=False
    )
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    uraian = models.TextField("yang dikerjakan dan dipelajari", max_length=4000)
    tempat = models.CharField("tempat", max_length=200)
    mulai = models.DateField("hari pertama")
    selesai = models.DateField("hari terakhir")
    tutup = models.DateField("lamaran ditutup")
    kuota = models.PositiveSmallIntegerField("banyaknya tempat")
    jam = models.PositiveSmallIntegerField("rencana jam di tempat")
    status = models.CharField("keadaan", max_length=10, choices=StatusMagang, default=StatusMagang.DRAF)
    alasan_batal = models.CharField("alasan dibatalkan", max_length=500, blank=True)
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, related_name="+", db_index=False)

    objects = MilikInstansiQuerySet.as_manager()

    class Meta:
        verbose_name = "lowongan magang"
        verbose_name_plural = "lowongan magang"
        constraints = [
            models.CheckConstraint(
                condition=Q(penyelenggara__isnull=False, unit__isnull=True) | Q(penyelenggara__isnull=True, unit__isnull=False),
                name="magang_satu_tempat",
            ),
            models.CheckConstraint(condition=Q(selesai__gte=F("mulai"), tutup__lte=F("mulai")), name="magang_hari_urut"),
            models.CheckConstraint(condition=Q(kuota__range=(1, 500), jam__range=(1, 2000)), name="magang_wajar"),
            models.UniqueConstraint(
                fields=["instansi", "judul", "mulai"], name="magang_sekali",
                violation_error_message="Lowongan dengan judul dan hari pertama ini sudah ada.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["instansi", "-mulai", "id"], name="magang_urut")]

    def __str__(self) -> str:
        return self.judul


class SasaranMagang(BarisUUID):
    """A competence that is practised there, up to a level."""

    lowongan = models.ForeignKey(LowonganMagang, models.CASCADE, related_name="daftar_sasaran", db_index=False)
    kompetensi = models.ForeignKey(KamusKompetensi, models.PROTECT, related_name="+", db_index=False)
    tingkat = models.PositiveSmallIntegerField("sampai tingkat")

    class Meta:
        verbose_name = "sasaran magang"
        verbose_name_plural = "sasaran magang"
        constraints = [
            models.UniqueConstraint(fields=["lowongan", "kompetensi"], name="sasaran_magang_sekali"),
            models.CheckConstraint(condition=Q(tingkat__range=(1, TINGKAT_TERTINGGI)), name="sasaran_magang_tingkat"),
        ]


class PesertaMagangQuerySet(models.QuerySet["PesertaMagang"]):
    def visible_to(self, pengguna: Pengguna, tanda: str | None = None) -> Self:
        return self.filter(pegawai__in=Pegawai.objects.visible_to(pengguna, Sumber.PELATIHAN, tanda))

    def milik(self, pengguna: Pengguna) -> Self:
        return self.filter(pegawai_id=akses(pengguna).orang_id)

    def dimentori(self, pengguna: Pengguna) -> Self:
        """Whose days there this account confirms."""
        return self.filter(mentor_id=akses(pengguna).orang_id, mentor__isnull=False)


class PesertaMagang(BarisUUID):
    """One person and one offer. The days are copied, so that the database refuses two places at once."""

    lowongan = models.ForeignKey(LowonganMagang, models.PROTECT, related_name="daftar_peserta", db_index=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_magang", db_index=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    masa = DateRangeField("masa")
    status = models.CharField(
        "keadaan", max_length=14, choices=StatusPesertaMagang, default=StatusPesertaMagang.DIAJUKAN
    )
    alasan = models.CharField("alasan melamar", max_length=1000)
    diajukan_pada = models.DateTimeField()
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    catatan_atasan = models.CharField("catatan atasan", max_length=500, blank=True)
    diseleksi_oleh = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    diseleksi_pada = models.DateTimeField(null=True, blank=True)
    alasan_seleksi = models.CharField("alasan seleksi", max_length=500, blank=True)
    # Who confirms the days when the host is a unit of the own agency; otherwise whoever holds the link.
    mentor = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="+")
    # What it came to, frozen when it is closed.
    jam_sah = models.DecimalField("jam yang disahkan", max_digits=6, decimal_places=1, null=True, blank=True)
    hasil = models.CharField("hasil", max_length=500, blank=True)
    ditutup_pada = models.DateTimeField(null=True, blank=True)
    sertifikat = models.OneToOneField(
        Sertifikat, models.PROTECT, null=True, blank=True, related_name="magang", db_index=False
    )

    objects = PesertaMagangQuerySet.as_manager()

    class Meta:
        verbose_name = "peserta magang"
        verbose_name_plural = "peserta magang"
        constraints = [
            ExclusionConstraint(
                name="magang_tidak_bersamaan",
                expressions=[("pegawai", RangeOperators.EQUAL), ("masa", RangeOperators.OVERLAPS)],
                condition=Q(status__in=DI_SANA),
                violation_error_message="Tanggalnya bertumpang tindih dengan magang lain yang diikuti.",
            ),
            models.UniqueConstraint(
                fields=["lowongan", "pegawai"], condition=~Q(status=StatusPesertaMagang.MUNDUR), name="magang_melamar_sekali"
            ),
            models.CheckConstraint(condition=Q(mentor=None) | ~Q(mentor=F("pegawai")), name="magang_mentor_lain"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["pegawai", "-diajukan_pada"], name="magang_orang")]

    def __str__(self) -> str:
        return f"{self.pegawai.nama}, {self.lowongan.judul}"


class TautanMentor(BarisUUID):
    """A link for the mentor at the host. Only its fingerprint is kept; a new one closes the one before."""

    peserta = models.ForeignKey(PesertaMagang, models.CASCADE, related_name="daftar_tautan", db_index=False)
    nama = models.CharField("nama mentor", max_length=150)
    jabatan = models.CharField("jabatan mentor", max_length=150, blank=True)
    sidik = models.BinaryField(max_length=32, unique=True)
    sampai = models.DateField("berlaku sampai")
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    dibuat_pada = models.DateTimeField()
    ditutup_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "tautan mentor"
        verbose_name_plural = "tautan mentor"
        constraints = [
            models.UniqueConstraint(fields=["peserta"], condition=Q(ditutup_pada=None), name="tautan_mentor_satu")
        ]

    def __str__(self) -> str:
        return self.nama


class CatatanMagang(BarisUUID):
    """One day at the place. It counts when the mentor has confirmed it; then it stays as it is."""

    peserta = models.ForeignKey(PesertaMagang, models.PROTECT, related_name="daftar_catatan", db_index=False)
    tanggal = models.DateField("tanggal")
    jam = models.DecimalField("jam", max_digits=3, decimal_places=1)
    kegiatan = models.CharField("yang dikerjakan", max_length=1000)
    pelajaran = models.CharField("yang dipelajari", max_length=500, blank=True)
    status = models.CharField("keadaan", max_length=12, choices=StatusCatatan, default=StatusCatatan.MENUNGGU)
    catatan_mentor = models.CharField("catatan mentor", max_length=300, blank=True)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    # The mentor by his account, or by his link.
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    tautan = models.ForeignKey(TautanMentor, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = "catatan magang"
        verbose_name_plural = "catatan magang"
        constraints = [
            models.UniqueConstraint(fields=["peserta", "tanggal"], name="catatan_magang_sehari"),
            models.CheckConstraint(condition=Q(jam__gt=0, jam__lte=24), name="catatan_magang_jam"),
            models.CheckConstraint(
                condition=~Q(status=StatusCatatan.DISAHKAN) | Q(diputus_pada__isnull=False),
                name="catatan_magang_diputus",
            ),
        ]

    def __str__(self) -> str:
        return self.kegiatan[:80]


class EvaluasiMagang(BarisUUID):
    """What the mentor says in the end, once."""

    peserta = models.OneToOneField(PesertaMagang, models.PROTECT, related_name="evaluasi")
    penguasaan = models.PositiveSmallIntegerField("penguasaan pekerjaan")
    kerja_sama = models.PositiveSmallIntegerField("kerja sama")
    inisiatif = models.PositiveSmallIntegerField("inisiatif")
    disiplin = models.PositiveSmallIntegerField("kedisiplinan")
    kesan = models.CharField("kekuatan dan saran", max_length=1000)
    pada = models.DateTimeField()
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    tautan = models.ForeignKey(TautanMentor, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = "evaluasi magang"
        verbose_name_plural = "evaluasi magang"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    penguasaan__range=(1, NILAI_TERTINGGI), kerja_sama__range=(1, NILAI_TERTINGGI),
                    inisiatif__range=(1, NILAI_TERTINGGI), disiplin__range=(1, NILAI_TERTINGGI),
                ),
                name="evaluasi_magang_nilai",
            )
        ]  # fmt: skip

    @property
    def nilai(self) -> tuple[int, int, int, int]:
        return self.penguasaan, self.kerja_sama, self.inisiatif, self.disiplin
