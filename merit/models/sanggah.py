"""Objections to what was published, results of assessments, and what the nightly sample found."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from asn_portal.core.models import BarisBertanggal, BarisUUID, Pengguna
from asn_portal.core.models.dasar import DIKETAHUI_KINI
from merit.enums import StatusSanggah
from merit.komponen import daftar_komponen
from merit.models.putaran import Putaran
from pegawai.models import Pegawai


class Sanggah(BarisUUID):
    """Somebody says that the own row of a published run is wrong, and where. Granted, it leads to a correction run."""

    putaran = models.ForeignKey(Putaran, models.PROTECT, related_name="daftar_sanggah")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_sanggah_merit")
    # Codes of the components it is about.
    komponen = ArrayField(models.CharField(max_length=40), verbose_name="bagian yang disanggah")
    alasan = models.TextField("alasan")
    status = models.CharField(max_length=10, choices=StatusSanggah, default=StatusSanggah.DIAJUKAN)
    diajukan_pada = models.DateTimeField()
    batas = models.DateField("dijawab paling lambat")
    jawaban = models.TextField("jawaban", blank=True)
    dijawab_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    dijawab_pada = models.DateTimeField(null=True, blank=True)
    koreksi = models.ForeignKey(
        Putaran, models.PROTECT, null=True, blank=True, related_name="daftar_sanggah_dikabulkan", db_index=False
    )

    class Meta:
        verbose_name = "sanggah"
        verbose_name_plural = "sanggah"
        constraints = [
            models.UniqueConstraint(
                fields=["putaran", "pegawai"], condition=~Q(status=StatusSanggah.DICABUT), name="sanggah_sekali",
                violation_error_message="Anda sudah menyanggah hasil putaran ini.",
            ),
            models.CheckConstraint(condition=~Q(alasan=""), name="sanggah_beralasan"),
            models.CheckConstraint(
                condition=Q(status__in=["diajukan", "dicabut"], dijawab_oleh=None, dijawab_pada=None, jawaban="")
                | Q(status__in=["diterima", "ditolak"], dijawab_oleh__isnull=False, dijawab_pada__isnull=False)
                & ~Q(jawaban=""),
                name="sanggah_dijawab_lengkap",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["batas"], condition=Q(status="diajukan"), name="sanggah_menunggu")]


BANYAK_ASPEK = 8


class HasilAsesmen(BarisBertanggal):
    """What an assessor reported about a person: counts from the day of the report until its validity ends."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_hasil_asesmen")
    kompetensi = models.DecimalField(
        "nilai penilaian kompetensi", max_digits=5, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    # The eight aspects of potensi, 0 to 5, in the order of merit/aturan/tabel/subskor.toml.
    potensi = ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(5)]), size=BANYAK_ASPEK, null=True, blank=True,
        verbose_name="nilai delapan aspek potensi",
    )  # fmt: skip
    lembaga = models.CharField("lembaga penilai", max_length=200)
    nomor = models.CharField("nomor laporan", max_length=100)

    @property
    def jumlah_potensi(self) -> int | None:
        return None if self.potensi is None else sum(self.potensi)

    class Meta:
        verbose_name = "hasil asesmen"
        verbose_name_plural = "hasil asesmen"
        constraints = [
            ExclusionConstraint(
                name="asesmen_satu_semasa",
                expressions=[("pegawai", RangeOperators.EQUAL), ("berlaku", RangeOperators.OVERLAPS)],
                condition=DIKETAHUI_KINI,
                violation_error_message="Hasil asesmen lain sudah berlaku pada masa itu.",
            ),
            models.CheckConstraint(
                condition=Q(kompetensi__isnull=False) | Q(potensi__isnull=False), name="asesmen_berisi"
            ),
            models.CheckConstraint(
                condition=Q(kompetensi=None) | Q(kompetensi__range=(0, 100)), name="asesmen_kompetensi"
            ),
            models.CheckConstraint(condition=Q(berlaku__endswith__isnull=False), name="asesmen_berakhir"),
        ]


class SampelMerit(BarisUUID):
    """A night's comparison of stored rows with the pure functions of the law. Anything but zero differences is an alarm."""

    pada = models.DateTimeField(auto_now_add=True)
    diperiksa = models.PositiveIntegerField("baris diperiksa")
    beda = models.PositiveIntegerField("baris berbeda")
    # Codes of components and how many rows differ; no names.
    rincian = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = "sampel merit"
        verbose_name_plural = "sampel merit"

    @property
    def kata_beda(self) -> list[tuple[str, int]]:
        """What differed, in words."""
        others = {
            "orang": "Pegawai tidak ditemukan lagi",
            "y": "Sumbu kinerja",
            "x": "Sumbu potensial",
            "total": "Skor",
            "kotak": "Kotak",
        }
        names = {kode: satu.nama for kode, satu in daftar_komponen.items()} | others
        return [(names.get(kode, "Lainnya"), count) for kode, count in sorted(self.rincian.items())]
