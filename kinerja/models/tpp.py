"""What performance hands to those who compute allowances (TPP): per month and person one predicate with its reason.

No payroll: the portal tells what it knows, since when, and where it comes from. Percentages are rows of local policy and
empty until an agency writes its own.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Instansi, Pengguna, UnitKerja
from asn_portal.core.permissions import akses
from kinerja.enums import BULAN, KeadaanTPP
from kinerja.models.evaluasi import PILIHAN_PREDIKAT, Evaluasi
from pegawai.models import Pegawai


class PersenTPPQuerySet(models.QuerySet["PersenTPP"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        return self.filter(instansi_id=akses(pengguna).instansi_id)


class PersenTPP(BarisUUID):
    """What one predicate is worth in an agency, by its own regulation. Without a row nothing is said about worth."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    predikat = models.CharField("predikat kinerja", max_length=20, choices=PILIHAN_PREDIKAT)
    persen = models.DecimalField("persen", max_digits=5, decimal_places=2)
    berlaku = DateRangeField("berlaku")
    dasar = models.CharField("dasar", max_length=200)

    objects = PersenTPPQuerySet.as_manager()

    class Meta:
        verbose_name = "persen TPP"
        verbose_name_plural = "persen TPP"
        constraints = [
            ExclusionConstraint(
                name="persen_tpp_satu",
                expressions=[
                    ("instansi", RangeOperators.EQUAL), ("predikat", RangeOperators.EQUAL), ("berlaku", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Untuk predikat ini sudah ada persen pada hari-hari itu.",
            ),
            models.CheckConstraint(condition=Q(persen__gte=0, persen__lte=200) & ~Q(dasar=""), name="persen_tpp_wajar"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_predikat_display()} {self.persen}"


class MasaTPPQuerySet(models.QuerySet["MasaTPP"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        return self.filter(instansi_id=akses(pengguna).instansi_id)


class MasaTPP(BarisUUID):
    """One month: what was handed over until `potong` counts; from `terlihat` everybody sees the own input."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    bulan = models.DateField("bulan")
    potong = models.DateField("batas penyampaian")
    terlihat = models.DateField("terlihat pegawai mulai")
    dihitung_pada = models.DateTimeField(null=True, blank=True)
    ditutup_pada = models.DateTimeField(null=True, blank=True)
    ditutup_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    # Of the closed month: what whoever computes allowances cites.
    nomor = models.CharField("nomor tanda terima", max_length=30, null=True, blank=True, unique=True)

    objects = MasaTPPQuerySet.as_manager()

    class Meta:
        verbose_name = "masa TPP"
        verbose_name_plural = "masa TPP"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "bulan"], name="masa_tpp_satu", violation_error_message="Bulan ini sudah dibuka."
            ),
            models.CheckConstraint(condition=Q(bulan__day=1, potong__gte=F("terlihat")), name="masa_tpp_urut"),
            models.CheckConstraint(
                condition=Q(ditutup_pada=None, nomor=None) | Q(ditutup_pada__isnull=False, nomor__isnull=False),
                name="masa_tpp_bertanda_terima",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def nama(self) -> str:
        """November 2026."""
        return f"{BULAN[self.bulan.month - 1]} {self.bulan.year}"

    def is_seen(self, hari: date) -> bool:
        return self.terlihat <= hari


class MasukanTPPQuerySet(models.QuerySet["MasukanTPP"]):
    def visible_to(self, pengguna: Pengguna, tanda: str | None = None) -> Self:
        """One's own once the month is shown; those of people whose input one keeps."""
        mine = akses(pengguna)
        people = Pegawai.objects.visible_to(pengguna, Sumber.MASUKAN_TPP, tanda).values("pk")
        kept = Q(pegawai_id__in=people) & ~Q(pegawai_id=mine.orang_id)
        own = Q(pegawai_id=mine.orang_id, masa__terlihat__lte=mine.tanggal)
        return self.filter(kept if tanda else kept | own)


class MasukanTPP(BarisUUID):
    """Computed by set until the month is closed, then frozen by a trigger."""

    masa = models.ForeignKey(MasaTPP, models.PROTECT, related_name="daftar_masukan", db_index=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_masukan_tpp")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    jabatan = models.CharField("jabatan", max_length=200, blank=True)
    keadaan = models.CharField("keadaan", max_length=10, choices=KeadaanTPP)
    predikat = models.CharField("predikat kinerja", max_length=20, choices=PILIHAN_PREDIKAT, blank=True)
    evaluasi = models.ForeignKey(Evaluasi, models.SET_NULL, null=True, blank=True, related_name="+")
    sejak = models.DateField("berlaku sejak", null=True, blank=True)
    # By local policy; empty where the agency has written none.
    persen = models.DecimalField("persen", max_digits=5, decimal_places=2, null=True, blank=True)
    tanda_terima = models.CharField("tanda terima", max_length=200, blank=True)
    alasan = models.CharField("alasan", max_length=400)
    dihitung_pada = models.DateTimeField()

    objects = MasukanTPPQuerySet.as_manager()

    class Meta:
        verbose_name = "masukan TPP"
        verbose_name_plural = "masukan TPP"
        constraints = [
            models.UniqueConstraint(fields=["masa", "pegawai"], name="masukan_tpp_satu"),
            models.CheckConstraint(
                condition=~Q(alasan="") & (Q(keadaan="belum", predikat="", sejak=None) | ~Q(keadaan="belum") & ~Q(predikat="")),
                name="masukan_tpp_beralasan",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.alasan


class PertanyaanTPP(BarisUUID):
    """Somebody doubts the own input; HR of the unit answers. One open question for each month."""

    masukan = models.ForeignKey(MasukanTPP, models.PROTECT, related_name="daftar_pertanyaan")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_pertanyaan_tpp")
    teks = models.CharField("pertanyaan", max_length=1000)
    pada = models.DateTimeField()
    jawaban = models.CharField("jawaban", max_length=1000, blank=True)
    dijawab_pada = models.DateTimeField(null=True, blank=True)
    dijawab_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = "pertanyaan TPP"
        verbose_name_plural = "pertanyaan TPP"
        constraints = [
            models.UniqueConstraint(
                fields=["masukan"], condition=Q(dijawab_pada=None), name="pertanyaan_tpp_satu_terbuka",
                violation_error_message="Pertanyaan Anda tentang bulan ini masih diperiksa.",
            ),
            models.CheckConstraint(
                condition=~Q(teks="") & (
                    Q(jawaban="", dijawab_pada=None, dijawab_oleh=None)
                    | ~Q(jawaban="") & Q(dijawab_pada__isnull=False, dijawab_oleh__isnull=False)
                ),
                name="pertanyaan_tpp_lengkap",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.teks
