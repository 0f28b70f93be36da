"""The plan of one person for a stretch of one year (Sasaran Kinerja Pegawai), its rows, and its way to approval.

One approved plan at most counts on any day, and one at most is being written; both are exclusion constraints. What an
approved plan says is frozen by a trigger; a change is the next version.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Pengguna, UnitKerja
from asn_portal.core.models.dasar import UUIDv7
from asn_portal.core.permissions import akses
from kinerja.aturan.alur_skp import BERJALAN
from kinerja.enums import Aspek, BentukSKP, JenisHasil, NilaiDasar, PendekatanSKP, Perspektif, StatusSKP
from kinerja.models.periode import PeriodeKinerja
from kinerja.models.target import IndikatorUnit
from pegawai.models import Pegawai

# What still stands between the writer and the penilai: HR and auditors read it from the moment it is sent.
TERKIRIM = (StatusSKP.DIAJUKAN, StatusSKP.DIKEMBALIKAN, StatusSKP.DISETUJUI, StatusSKP.DIGANTI)


class SKPQuerySet(models.QuerySet["SKP"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """One's own in every state; those of people within reach once they were sent."""
        mine = akses(pengguna)
        people = Pegawai.objects.visible_to(pengguna, Sumber.SKP).values("pk")
        sent = Q(status__in=TERKIRIM) | Q(diajukan_pada__isnull=False)
        return self.filter(Q(pegawai_id=mine.orang_id) | (Q(pegawai_id__in=people) & sent))

    def berjalan(self) -> Self:
        """Being written, sent or returned."""
        return self.filter(status__in=BERJALAN)


class SKP(BarisUUID):
    periode = models.ForeignKey(PeriodeKinerja, models.PROTECT, related_name="daftar_skp", db_index=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_skp", db_index=False)
    tahun = models.PositiveSmallIntegerField("tahun")
    # The stretch of the year in this post; a move in mid-year begins another.
    berlaku = DateRangeField("masa")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    jabatan = models.CharField("jabatan", max_length=200, blank=True)
    penilai = models.ForeignKey(
        Pegawai, models.PROTECT, null=True, blank=True, related_name="daftar_skp_dinilai",
        verbose_name="pejabat penilai kinerja",
    )  # fmt: skip
    atasan_penilai = models.ForeignKey(
        Pegawai, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="atasan pejabat penilai kinerja",
    )  # fmt: skip
    bentuk = models.CharField("bentuk formulir", max_length=10, choices=BentukSKP)
    pendekatan = models.CharField("pendekatan hasil kerja", max_length=12, choices=PendekatanSKP)
    versi = models.PositiveSmallIntegerField(default=1)
    menggantikan = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="daftar_pengganti")
    alasan_revisi = models.CharField("alasan revisi", max_length=500, blank=True)
    status = models.CharField(max_length=12, choices=StatusSKP, default=StatusSKP.DRAF)
    # Counts the times it was sent: a tab that shows an older one decides nothing.
    putaran = models.PositiveSmallIntegerField(default=0)
    dukungan = models.TextField("dukungan sumber daya", blank=True)
    pertanggungjawaban = models.TextField("skema pertanggungjawaban", blank=True)
    konsekuensi = models.TextField("konsekuensi", blank=True)
    # Colleagues of the unit may take it as an example.
    dibagikan = models.BooleanField("dibagikan sebagai contoh", default=False)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    diajukan_pada = models.DateTimeField(null=True, blank=True)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    # Both sides as the heading of the form prints them, frozen when it is sent and when it is approved.
    identitas = models.JSONField(default=dict, blank=True)

    objects = SKPQuerySet.as_manager()

    class Meta:
        verbose_name = "SKP"
        verbose_name_plural = "SKP"
        constraints = [
            ExclusionConstraint(
                name="skp_satu_berlaku",
                expressions=[("pegawai", RangeOperators.EQUAL), ("berlaku", RangeOperators.OVERLAPS)],
                condition=Q(status="disetujui"),
                violation_error_message="Untuk masa ini sudah ada SKP yang disetujui.",
            ),
            ExclusionConstraint(
                name="skp_satu_berjalan",
                expressions=[("pegawai", RangeOperators.EQUAL), ("berlaku", RangeOperators.OVERLAPS)],
                condition=Q(status__in=["draf", "diajukan", "dikembalikan"]),
                violation_error_message="Untuk masa ini sudah ada SKP yang sedang disusun.",
            ),
            models.UniqueConstraint(
                fields=["menggantikan"], condition=~Q(status="dibatalkan") & Q(menggantikan__isnull=False),
                name="skp_satu_pengganti",
            ),
            models.CheckConstraint(condition=~Q(pegawai=F("penilai")), name="skp_bukan_penilai_sendiri"),
            models.CheckConstraint(condition=~Q(pegawai=F("atasan_penilai")), name="skp_bukan_atasan_penilai_sendiri"),
            models.CheckConstraint(
                condition=Q(status__in=["draf", "dibatalkan"]) | Q(penilai__isnull=False, diajukan_pada__isnull=False),
                name="skp_terkirim_lengkap",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["disetujui", "diganti"]) | Q(diputus_pada__isnull=False),
                name="skp_disetujui_lengkap",
            ),
            models.CheckConstraint(
                condition=Q(versi=1, menggantikan=None) | Q(versi__gt=1, menggantikan__isnull=False), name="skp_versi"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["pegawai", "tahun"], name="skp_pegawai_tahun"),
            models.Index(fields=["penilai"], condition=Q(status="diajukan"), name="skp_menunggu"),
            models.Index(fields=["tahun", "pegawai"], include=["status"], name="skp_tahun"),
            models.Index(fields=["unit", "tahun"], condition=Q(dibagikan=True), name="skp_contoh"),
        ]

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


class RencanaHasilKerja(BarisUUID):
    """One result to reach. `garis` is the same line in every version, so that versions can be laid side by side."""

    skp = models.ForeignKey(SKP, models.CASCADE, related_name="daftar_rhk", db_index=False)
    garis = models.UUIDField(db_default=UUIDv7(), editable=False)
    jenis = models.CharField("jenis", max_length=10, choices=JenisHasil, default=JenisHasil.UTAMA)
    urut = models.PositiveSmallIntegerField()
    teks = models.CharField("rencana hasil kerja", max_length=1000)
    perspektif = models.CharField("perspektif", max_length=20, choices=Perspektif, blank=True)
    penugasan = models.CharField("penugasan dari", max_length=200, blank=True)
    # What it serves: the result of the superior, or (as long as he has not filed) a target of the unit.
    rhk_pimpinan = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="daftar_intervensi",
        verbose_name="rencana hasil kerja pimpinan yang diintervensi",
    )  # fmt: skip
    iku = models.ForeignKey(
        IndikatorUnit, models.PROTECT, null=True, blank=True, related_name="daftar_rhk", verbose_name="sasaran unit"
    )

    class Meta:
        verbose_name = "rencana hasil kerja"
        verbose_name_plural = "rencana hasil kerja"
        constraints = [
            models.UniqueConstraint(fields=["skp", "garis"], name="rhk_satu_garis"),
            models.CheckConstraint(condition=~Q(pk=F("rhk_pimpinan")), name="rhk_bukan_pimpinan_sendiri"),
            models.CheckConstraint(condition=~Q(teks=""), name="rhk_berisi"),
        ]

    def __str__(self) -> str:
        return self.teks


class IndikatorKinerja(BarisUUID):
    """How success of one result is seen. Quantitative: text, target, unit; qualitative: the text says all."""

    rhk = models.ForeignKey(RencanaHasilKerja, models.CASCADE, related_name="daftar_indikator", db_index=False)
    urut = models.PositiveSmallIntegerField()
    aspek = models.CharField("aspek", max_length=10, choices=Aspek, blank=True)
    teks = models.CharField("indikator kinerja individu", max_length=1000)
    target = models.CharField("target", max_length=200, blank=True)
    satuan = models.CharField("satuan", max_length=60, blank=True)
    sumber = models.CharField("sumber data", max_length=200, blank=True)

    class Meta:
        verbose_name = "indikator kinerja"
        verbose_name_plural = "indikator kinerja"
        constraints = [
            models.UniqueConstraint(fields=["rhk", "urut"], name="indikator_urut"),
            models.CheckConstraint(condition=~Q(teks=""), name="indikator_berisi"),
        ]

    @property
    def target_lengkap(self) -> str:
        return f"{self.target} {self.satuan}".strip()


class EkspektasiPerilaku(BarisUUID):
    """What the superior expects besides the statements of one value; most forms have none."""

    skp = models.ForeignKey(SKP, models.CASCADE, related_name="daftar_ekspektasi", db_index=False)
    nilai = models.CharField("nilai dasar", max_length=30, choices=NilaiDasar)
    teks = models.CharField("ekspektasi khusus pimpinan", max_length=1000)

    class Meta:
        verbose_name = "ekspektasi perilaku"
        verbose_name_plural = "ekspektasi perilaku"
        constraints = [
            models.UniqueConstraint(fields=["skp", "nilai"], name="ekspektasi_satu_per_nilai"),
            models.CheckConstraint(condition=~Q(teks="") & Q(nilai__in=NilaiDasar.values), name="ekspektasi_berisi"),
        ]


class LangkahSKP(BarisUUID):
    """One step of the way, never changed. The step of sending is the receipt: when it arrived, and whether in time."""

    skp = models.ForeignKey(SKP, models.PROTECT, related_name="daftar_langkah", db_index=False)
    putaran = models.PositiveSmallIntegerField()
    dari = models.CharField(max_length=12, choices=StatusSKP, blank=True)
    ke = models.CharField(max_length=12, choices=StatusSKP)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    pada = models.DateTimeField()
    catatan = models.CharField("catatan", max_length=1000, blank=True)
    # Of a receipt: the deadline as it stood then, and its number.
    batas = models.DateField(null=True, blank=True)
    tepat_waktu = models.BooleanField(null=True, blank=True)
    nomor = models.CharField("nomor tanda terima", max_length=30, null=True, blank=True, unique=True)

    class Meta:
        verbose_name = "langkah SKP"
        verbose_name_plural = "langkah SKP"
        indexes = [models.Index(fields=["skp", "pada"], name="langkah_skp_urut")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ke="diajukan", nomor__isnull=False) | (~Q(ke="diajukan") & Q(nomor=None)),
                name="langkah_tanda_terima",
            )
        ]


class CatatanRencana(BarisUUID):
    """Why a row came back: which line, and what to put right."""

    langkah = models.ForeignKey(LangkahSKP, models.PROTECT, related_name="daftar_catatan")
    garis = models.UUIDField()
    teks = models.CharField("catatan", max_length=500)

    class Meta:
        verbose_name = "catatan rencana"
        verbose_name_plural = "catatan rencana"
        constraints = [
            models.UniqueConstraint(fields=["langkah", "garis"], name="catatan_satu_per_garis"),
            models.CheckConstraint(condition=~Q(teks=""), name="catatan_berisi"),
        ]
