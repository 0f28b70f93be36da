"""The catalogue: programmes with what they teach and cost, the versions of their curriculum, and who gives them."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from asn_portal.berkas.models import Dokumen
from asn_portal.core.models import BarisBertanggal, BarisUUID, Instansi, Pengguna
from asn_portal.core.models.dasar import DIKETAHUI_KINI
from asn_portal.core.permissions import akses
from pegawai.models.referensi import KeReferensi, in_lists
from pelatihan.enums import (
    BentukPelatihan,
    JalurPelatihan,
    JenisPenyelenggara,
    JenjangPelatihan,
    RumpunPelatihan,
    TingkatPelatihan,
    jalur_of,
)

TINGKAT_TERTINGGI = 5


class MilikInstansiQuerySet(models.QuerySet[Any]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """Of the own agency: what can be learned is no secret inside it."""
        return self.filter(instansi_id=akses(pengguna).instansi_id)


class Penyelenggara(BarisUUID):
    """Who gives training: the own BPSDM, a university, a company, an association, another agency."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    nama = models.CharField("nama", max_length=200)
    jenis = models.CharField("jenis", max_length=20, choices=JenisPenyelenggara)
    kota = models.CharField("kota", max_length=100, blank=True)
    kontak = models.CharField("kontak", max_length=200, blank=True)
    ditutup_pada = models.DateField("tidak dipakai sejak", null=True, blank=True)

    objects = MilikInstansiQuerySet.as_manager()

    class Meta:
        verbose_name = "penyelenggara"
        verbose_name_plural = "penyelenggara"
        constraints = [
            models.UniqueConstraint(
                "instansi", Upper("nama"), name="penyelenggara_sekali",
                violation_error_message="Penyelenggara dengan nama ini sudah ada.",
            ),
            models.CheckConstraint(condition=~Q(nama=""), name="penyelenggara_bernama"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.nama


class PerjanjianPenyelenggara(BarisBertanggal):
    """An agreement (PKS) with a provider: what about, where, how many places, at what cost for one person."""

    penyelenggara = models.ForeignKey(Penyelenggara, models.PROTECT, related_name="daftar_perjanjian")
    nomor = models.CharField("nomor perjanjian", max_length=100)
    tentang = models.CharField("tentang", max_length=300)
    tempat = models.CharField("tempat", max_length=200, blank=True)
    kuota = models.PositiveIntegerField("banyaknya tempat setahun", null=True, blank=True)
    biaya = models.DecimalField("biaya tiap peserta", max_digits=12, decimal_places=0, default=0)
    dokumen = models.ForeignKey(Dokumen, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = "perjanjian kerja sama pelatihan"
        verbose_name_plural = "perjanjian kerja sama pelatihan"
        constraints = [
            ExclusionConstraint(
                name="pks_sekali",
                expressions=[
                    ("penyelenggara", RangeOperators.EQUAL),
                    ("nomor", RangeOperators.EQUAL),
                    ("berlaku", RangeOperators.OVERLAPS),
                ],
                condition=DIKETAHUI_KINI,
                violation_error_message="Perjanjian bernomor ini sudah tercatat pada masa itu.",
            ),
            models.CheckConstraint(condition=Q(biaya__gte=0), name="pks_biaya"),
        ]

    def __str__(self) -> str:
        return self.nomor


class ProgramQuerySet(MilikInstansiQuerySet):
    def cari(self, kata: str) -> Self:
        """Every word stands somewhere in title, code, field or competences; answered by the trigram index."""
        found = self
        for word in kata.split()[:6]:
            found = found.filter(pencarian__icontains=word)
        return found

    def ditawarkan(self) -> Self:
        return self.filter(ditutup_pada=None)


class ProgramPelatihan(BarisUUID):
    """What can be learned. `jp` is what the rule makes of form, level and amount (services.katalog)."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+", db_index=False)
    kode = models.CharField("kode", max_length=30)
    judul = models.CharField("judul", max_length=200)
    bentuk = models.CharField("bentuk", max_length=30, choices=BentukPelatihan)
    tingkat = models.CharField("tingkat", max_length=13, choices=TingkatPelatihan, default=TingkatPelatihan.NASIONAL)
    rumpun = models.CharField("rumpun", max_length=20, choices=RumpunPelatihan)
    jenjang = models.CharField("jenjang", max_length=10, choices=JenjangPelatihan, default=JenjangPelatihan.DASAR)
    uraian = models.TextField("uraian", max_length=4000)
    sasaran = models.CharField("untuk siapa", max_length=300, blank=True)
    syarat = models.CharField("syarat peserta", max_length=500, blank=True)
    # JP of the programme, days or activities: whichever the form is counted by.
    banyaknya = models.DecimalField(
        "banyaknya", max_digits=6, decimal_places=1, validators=[MinValueValidator(1), MaxValueValidator(2000)]
    )
    jp = models.DecimalField("jam pelajaran (JP)", max_digits=7, decimal_places=1)
    dasar_jp = models.CharField("dasar JP", max_length=200)
    biaya = models.DecimalField("biaya tiap peserta", max_digits=12, decimal_places=0, default=0)
    # Of structural training: the kind in SIASN's list; its certificate becomes RiwayatDiklat instead of RiwayatKursus.
    latihan = KeReferensi("latihan_struktural", null=True, blank=True, verbose_name="latihan struktural")
    # A skill that must be renewed (fire service, medical emergencies).
    masa_berlaku_bulan = models.PositiveSmallIntegerField("masa berlaku sertifikat (bulan)", null=True, blank=True)
    pencarian = models.TextField(editable=False)
    ditutup_pada = models.DateField("tidak ditawarkan sejak", null=True, blank=True)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        verbose_name = "program pelatihan"
        verbose_name_plural = "program pelatihan"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "kode"], name="program_kode", violation_error_message="Kode ini sudah dipakai."
            ),
            models.CheckConstraint(condition=~Q(judul="") & Q(banyaknya__gt=0, jp__gte=0), name="program_wajar"),
            models.CheckConstraint(condition=Q(biaya__gte=0), name="program_biaya"),
            *in_lists("program", latihan_id=("latihan_struktural",)),
        ]
        indexes = [
            GinIndex(OpClass(Upper("pencarian"), name="gin_trgm_ops"), name="program_cari_trgm"),
            models.Index(fields=["instansi", "judul", "id"], name="program_abjad"),
        ]

    def __str__(self) -> str:
        return self.judul

    @property
    def jalur(self) -> JalurPelatihan:
        return jalur_of(self.bentuk)


class SasaranKompetensi(BarisUUID):
    """Which competence a programme teaches, up to which level. `kode` is that of the dictionary of competences."""

    program = models.ForeignKey(ProgramPelatihan, models.CASCADE, related_name="daftar_sasaran", db_index=False)
    kode = models.CharField("kompetensi", max_length=60)
    nama = models.CharField("nama kompetensi", max_length=200)
    tingkat = models.PositiveSmallIntegerField("sampai tingkat")

    class Meta:
        verbose_name = "sasaran kompetensi"
        verbose_name_plural = "sasaran kompetensi"
        constraints = [
            models.UniqueConstraint(fields=["program", "kode"], name="sasaran_kompetensi_sekali"),
            models.CheckConstraint(
                condition=Q(tingkat__gte=1, tingkat__lte=TINGKAT_TERTINGGI), name="sasaran_kompetensi_tingkat"
            ),
        ]
        indexes = [models.Index(fields=["kode", "tingkat"], name="sasaran_kompetensi_kode")]


class PrasyaratProgram(BarisUUID):
    """What must have been learned before."""

    program = models.ForeignKey(ProgramPelatihan, models.CASCADE, related_name="daftar_prasyarat", db_index=False)
    syarat = models.ForeignKey(ProgramPelatihan, models.PROTECT, related_name="daftar_lanjutan")

    class Meta:
        verbose_name = "prasyarat program"
        verbose_name_plural = "prasyarat program"
        constraints = [
            models.UniqueConstraint(fields=["program", "syarat"], name="prasyarat_sekali"),
            models.CheckConstraint(condition=~Q(program=F("syarat")), name="prasyarat_bukan_diri"),
        ]


class KurikulumProgram(BarisUUID):
    """One version of what is taught, with those who reviewed it together. Never changed; the next version follows."""

    program = models.ForeignKey(ProgramPelatihan, models.PROTECT, related_name="daftar_kurikulum", db_index=False)
    versi = models.PositiveSmallIntegerField("versi")
    isi = models.TextField("mata pelatihan", max_length=4000)
    peninjau = models.CharField("ditinjau bersama", max_length=500)
    berlaku_sejak = models.DateField("berlaku sejak")
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, related_name="+", db_index=False)
    pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "kurikulum program"
        verbose_name_plural = "kurikulum program"
        constraints = [models.UniqueConstraint(fields=["program", "versi"], name="kurikulum_versi")]


class TinjauanKurikulum(BarisUUID):
    """The second signature: somebody else than the writer has read this version. Never changed."""

    kurikulum = models.OneToOneField(KurikulumProgram, models.PROTECT, related_name="tinjauan")
    catatan = models.CharField("catatan", max_length=500, blank=True)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "tinjauan kurikulum"
        verbose_name_plural = "tinjauan kurikulum"
