"""Plans of development: of one person for a year, of an agency for five; and what partners say about the latter."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Instansi, Pengguna
from jabatan.models import KamusKompetensi
from pegawai.models import Pegawai
from pelatihan.enums import CaraBelajar, RumpunPelatihan, StatusRencana, StatusRencanaInstansi, Tanggapan
from pelatihan.models.katalog import TINGKAT_TERTINGGI, MilikInstansiQuerySet, ProgramPelatihan

TAHUN_RENCANA = 5


class RencanaQuerySet(models.QuerySet["RencanaPengembangan"]):
    def visible_to(self, pengguna: Pengguna, tanda: str | None = None) -> Self:
        return self.filter(pegawai__in=Pegawai.objects.visible_to(pengguna, Sumber.PELATIHAN, tanda))


class RencanaPengembangan(BarisUUID):
    """What somebody wants to learn in a year, agreed with the superior."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_rencana", db_index=False)
    tahun = models.PositiveSmallIntegerField("tahun")
    status = models.CharField("keadaan", max_length=12, choices=StatusRencana, default=StatusRencana.DRAF)
    catatan = models.CharField("catatan atasan", max_length=500, blank=True)
    diajukan_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    diputus_pada = models.DateTimeField(null=True, blank=True)

    objects = RencanaQuerySet.as_manager()

    class Meta:
        verbose_name = "rencana pengembangan"
        verbose_name_plural = "rencana pengembangan"
        constraints = [models.UniqueConstraint(fields=["pegawai", "tahun"], name="rencana_sekali_setahun")]

    def __str__(self) -> str:
        return f"Rencana pengembangan {self.tahun}"


class ButirRencana(BarisUUID):
    """One thing to do. With a programme it is done when its certificate counts; otherwise its owner says what was done."""

    rencana = models.ForeignKey(RencanaPengembangan, models.CASCADE, related_name="daftar_butir", db_index=False)
    cara = models.CharField("cara belajar", max_length=10, choices=CaraBelajar)
    kegiatan = models.CharField("kegiatan", max_length=300)
    program = models.ForeignKey(
        ProgramPelatihan, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    kompetensi = models.ForeignKey(
        KamusKompetensi, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    tingkat = models.PositiveSmallIntegerField("sampai tingkat", null=True, blank=True)
    triwulan = models.PositiveSmallIntegerField("triwulan")
    jp = models.DecimalField("perkiraan JP", max_digits=6, decimal_places=1, default=0)
    selesai = models.DateField("selesai", null=True, blank=True)
    hasil = models.CharField("hasil", max_length=500, blank=True)

    class Meta:
        verbose_name = "butir rencana pengembangan"
        verbose_name_plural = "butir rencana pengembangan"
        constraints = [
            models.UniqueConstraint(
                fields=["rencana", "kegiatan"], name="butir_rencana_sekali",
                violation_error_message="Kegiatan ini sudah ada dalam rencana.",
            ),
            models.CheckConstraint(condition=Q(triwulan__range=(1, 4)), name="butir_triwulan"),
            models.CheckConstraint(condition=Q(jp__gte=0, jp__lte=2000), name="butir_jp"),
            models.CheckConstraint(
                condition=Q(tingkat=None) | Q(tingkat__range=(1, TINGKAT_TERTINGGI), kompetensi__isnull=False),
                name="butir_tingkat",
            ),
            models.CheckConstraint(condition=Q(selesai=None) | ~Q(hasil=""), name="butir_selesai_berhasil"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.kegiatan


class RencanaInstansi(BarisUUID):
    """Five years of an agency: which programmes, how many places, how much money."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+", db_index=False)
    judul = models.CharField("judul", max_length=200)
    tahun_awal = models.PositiveSmallIntegerField("tahun pertama")
    ringkas = models.TextField("arah dan prioritas", max_length=4000)
    status = models.CharField(
        "keadaan", max_length=10, choices=StatusRencanaInstansi, default=StatusRencanaInstansi.DRAF
    )
    dasar = models.CharField("dasar penetapan", max_length=200, blank=True)
    ditetapkan_pada = models.DateTimeField(null=True, blank=True)

    objects = MilikInstansiQuerySet.as_manager()

    class Meta:
        verbose_name = "rencana pengembangan instansi"
        verbose_name_plural = "rencana pengembangan instansi"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "tahun_awal"], name="rencana_instansi_sekali",
                violation_error_message="Rencana yang dimulai pada tahun itu sudah ada.",
            ),
            models.CheckConstraint(
                condition=~Q(status=StatusRencanaInstansi.DITETAPKAN) | ~Q(dasar=""), name="rencana_instansi_berdasar"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.judul

    @property
    def tahun_akhir(self) -> int:
        return int(self.tahun_awal) + TAHUN_RENCANA - 1


class ProgramRencana(BarisUUID):
    """One line: what, in which year, for how many, at what cost. With a programme its batches tell how far it is."""

    rencana = models.ForeignKey(RencanaInstansi, models.CASCADE, related_name="daftar_program", db_index=False)
    tahun = models.PositiveSmallIntegerField("tahun")
    judul = models.CharField("kegiatan", max_length=200)
    rumpun = models.CharField("tema", max_length=20, choices=RumpunPelatihan)
    program = models.ForeignKey(
        ProgramPelatihan, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    kuota = models.PositiveIntegerField("banyaknya peserta")
    anggaran = models.DecimalField("anggaran", max_digits=15, decimal_places=0)
    alasan = models.CharField("mengapa", max_length=500)

    class Meta:
        verbose_name = "program rencana instansi"
        verbose_name_plural = "program rencana instansi"
        constraints = [
            models.UniqueConstraint(
                fields=["rencana", "tahun", "judul"], name="program_rencana_sekali",
                violation_error_message="Kegiatan ini sudah ada pada tahun itu.",
            ),
            models.CheckConstraint(condition=Q(kuota__gte=1, anggaran__gte=0), name="program_rencana_wajar"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.judul}, {self.tahun}"


class TautanKonsultasi(BarisUUID):
    """A link for one partner. Only its fingerprint is kept: whoever holds the letter holds the link."""

    rencana = models.ForeignKey(RencanaInstansi, models.CASCADE, related_name="daftar_tautan", db_index=False)
    mitra = models.CharField("lembaga mitra", max_length=200)
    sidik = models.BinaryField(max_length=32, unique=True)
    sampai = models.DateField("berlaku sampai")
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    dibuat_pada = models.DateTimeField()
    ditutup_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "tautan konsultasi"
        verbose_name_plural = "tautan konsultasi"
        constraints = [
            models.UniqueConstraint(
                fields=["rencana", "mitra"], name="tautan_mitra_sekali",
                violation_error_message="Lembaga ini sudah mempunyai tautan.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.mitra


class KomentarRencana(BarisUUID):
    """What a partner says, on the whole or on one line; never changed. The answer is written once."""

    tautan = models.ForeignKey(TautanKonsultasi, models.PROTECT, related_name="daftar_komentar", db_index=False)
    butir = models.ForeignKey(
        ProgramRencana, models.PROTECT, null=True, blank=True, related_name="daftar_komentar"
    )  # fmt: skip
    isi = models.TextField("komentar", max_length=2000)
    pada = models.DateTimeField()
    tanggapan = models.CharField("tanggapan", max_length=10, choices=Tanggapan, blank=True)
    penjelasan = models.CharField("penjelasan", max_length=1000, blank=True)
    ditanggapi_oleh = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    ditanggapi_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "komentar rencana"
        verbose_name_plural = "komentar rencana"
        constraints = [
            models.CheckConstraint(
                condition=Q(tanggapan="", ditanggapi_pada=None)
                | (~Q(tanggapan="") & ~Q(penjelasan="") & Q(ditanggapi_pada__gte=F("pada"))),
                name="komentar_ditanggapi_lengkap",
            )
        ]
        indexes = [models.Index(fields=["tautan", "pada"], name="komentar_urut")]
