"""The organisation: units, what they are called and where they hang on a date, and dated settings."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from asn_portal.core.enums import AlasanUnit, JenisUnit
from asn_portal.core.models.dasar import DIKETAHUI_KINI, BarisBertanggal, BarisUUID, BertanggalQuerySet
from asn_portal.core.models.pengguna import Instansi


class Ltree(models.Field):
    """PostgreSQL's label tree; compared with `<@` (descendant or same) by the lookup `di_bawah`."""

    def db_type(self, connection: Any) -> str:
        return "ltree"


@Ltree.register_lookup
class DiBawah(models.Lookup):
    """`jalur__di_bawah=[...]`: at or below one of the given paths; uses the GiST index."""

    lookup_name = "di_bawah"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} <@ ANY(%s::ltree[])", [*params, list(self.rhs)]


@Ltree.register_lookup
class DiAtas(models.Lookup):
    """`jalur__di_atas=OuterRef("jalur")`: at or above another path, as a column or as text."""

    lookup_name = "di_atas"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} @> ({right})::ltree", [*params, *right_params]


class AnakDari(models.Func):
    """The label of the child of a unit (with a path of `depth` labels) through which a longer path runs; the unit's own
    label for its own path.
    """

    template = "subpath(subpath(%(expressions)s, 0, %(panjang)s), -1)::text::bigint"
    output_field = models.BigIntegerField()

    def __init__(self, jalur: str, *, depth: int) -> None:
        super().__init__(models.F(jalur), panjang=depth + 1)


class NextNomor(models.Func):
    template = "nextval('core_unitkerja_nomor')"
    arity = 0
    output_field = models.BigIntegerField()


class UnitKerja(BarisUUID):
    """The identity of a unit; its name, kind and parent are dated rows (RincianUnit)."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="daftar_unit")
    # Label in the path: short, and never used again for another unit.
    nomor = models.BigIntegerField(unique=True, db_default=NextNomor())
    kode = models.CharField("kode unit", max_length=40, blank=True)

    class Meta:
        verbose_name = "unit kerja"
        verbose_name_plural = "unit kerja"

    def __str__(self) -> str:
        return str(self.pk)


class RincianUnitQuerySet(BertanggalQuerySet):
    def di_bawah(self, unit_id: Any, tanggal: date) -> Self:
        """Rows of the unit and everything below it on that day."""
        paths = JalurUnit.objects.pada(tanggal).filter(unit_id=unit_id).values_list("jalur", flat=True)
        return self.filter(
            unit_id__in=JalurUnit.objects.pada(tanggal).filter(jalur__di_bawah=list(paths)).values("unit_id")
        )


class RincianUnit(BarisBertanggal):
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="daftar_rincian")
    induk = models.ForeignKey(
        UnitKerja, models.PROTECT, null=True, blank=True, related_name="daftar_anak", verbose_name="unit induk"
    )
    nama = models.CharField("nama unit", max_length=200)
    singkatan = models.CharField("singkatan", max_length=60, blank=True)
    jenis = models.CharField("jenis unit", max_length=20, choices=JenisUnit)
    alasan = models.CharField("alasan", max_length=20, choices=AlasanUnit)
    dasar = models.CharField("dasar perubahan", max_length=200, blank=True)

    objects = RincianUnitQuerySet.as_manager()

    class Meta:
        verbose_name = "rincian unit"
        verbose_name_plural = "rincian unit"
        constraints = [
            ExclusionConstraint(
                name="unit_satu_rincian",
                expressions=[("unit", RangeOperators.EQUAL), ("berlaku", RangeOperators.OVERLAPS)],
                condition=DIKETAHUI_KINI,
                violation_error_message="Unit ini sudah mempunyai rincian lain pada tanggal tersebut.",
            ),
            ExclusionConstraint(
                name="unit_nama_seinduk",
                expressions=[
                    ("induk", RangeOperators.EQUAL),
                    (Lower("nama"), RangeOperators.EQUAL),
                    ("berlaku", RangeOperators.OVERLAPS),
                ],
                condition=DIKETAHUI_KINI,
                violation_error_message="Di bawah induk ini sudah ada unit dengan nama yang sama pada tanggal tersebut.",
            ),
            models.CheckConstraint(condition=Q(induk=None) | ~Q(induk=F("unit")), name="unit_bukan_induk_sendiri"),
        ]
        indexes = [models.Index(fields=["induk"], condition=DIKETAHUI_KINI, name="rincianunit_induk_kini")]

    def __str__(self) -> str:
        return self.nama


class LetakUnit(BarisBertanggal):
    """In which kabupaten or kota a unit works. A unit without such a row is where the unit above it is."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="daftar_letak")
    # The code of the Interior Ministry (core.wilayah).
    wilayah = models.CharField("kabupaten atau kota", max_length=5)
    dasar = models.CharField("dasar perubahan", max_length=200, blank=True)

    class Meta:
        verbose_name = "letak unit"
        verbose_name_plural = "letak unit"
        constraints = [
            ExclusionConstraint(
                name="unit_satu_letak",
                expressions=[("unit", RangeOperators.EQUAL), ("berlaku", RangeOperators.OVERLAPS)],
                condition=DIKETAHUI_KINI,
                violation_error_message="Unit ini sudah mempunyai letak lain pada tanggal tersebut.",
            ),
            models.CheckConstraint(condition=Q(wilayah__regex=r"^[0-9]{2}\.[0-9]{2}$"), name="letak_kode_wilayah"),
        ]

    def __str__(self) -> str:
        return self.wilayah


class JalurUnitQuerySet(models.QuerySet["JalurUnit"]):
    def pada(self, tanggal: date) -> Self:
        return self.filter(berlaku__contains=tanggal)


class JalurUnit(models.Model):
    """Where a unit stands in the tree on a date, as a path: derived from RincianUnit, rebuilt by one statement.

    It makes every subtree question one indexed query, also for future dates, without a job at midnight.
    """

    unit = models.ForeignKey(UnitKerja, models.CASCADE)
    instansi = models.ForeignKey(Instansi, models.CASCADE)
    jalur = Ltree()
    berlaku = DateRangeField()

    objects = JalurUnitQuerySet.as_manager()

    class Meta:
        verbose_name = "jalur unit"
        verbose_name_plural = "jalur unit"
        constraints = [
            ExclusionConstraint(
                name="unit_satu_jalur",
                expressions=[("unit", RangeOperators.EQUAL), ("berlaku", RangeOperators.OVERLAPS)],
            )
        ]
        indexes = [GistIndex(fields=["jalur"], name="jalurunit_jalur")]


class Pengaturan(BarisBertanggal):
    """Agency policy and identity as dated values: name of the province, city, logo, titles of signatories."""

    instansi = models.ForeignKey(Instansi, models.PROTECT)
    kunci = models.CharField(max_length=60)
    nilai = models.CharField(max_length=2000)
    dasar = models.CharField("dasar", max_length=200, blank=True)

    class Meta:
        verbose_name = "pengaturan"
        verbose_name_plural = "pengaturan"
        constraints = [
            ExclusionConstraint(
                name="pengaturan_satu_nilai",
                expressions=[
                    ("instansi", RangeOperators.EQUAL),
                    ("kunci", RangeOperators.EQUAL),
                    ("berlaku", RangeOperators.OVERLAPS),
                ],
                condition=DIKETAHUI_KINI,
            )
        ]
