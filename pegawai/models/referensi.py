"""BKN's reference lists, and each file of one that was brought in."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Upper

from asn_portal.core.models import BarisUUID, Pengguna
from pegawai.enums import StatusMuatan
from pegawai.referensi import referensi


class ReferensiQuerySet(models.QuerySet["Referensi"]):
    def dari(self, *jenis: str) -> Self:
        return self.filter(jenis__in=jenis)

    def terpilih(self) -> Self:
        """What a new row may still name."""
        return self.filter(aktif=True, hilang_sejak=None)

    def cari(self, kata: str) -> Self:
        """Every word is part of the name; the shortest names first. An exact id finds its row."""
        rows = self
        for word in kata.split()[:6]:
            rows = rows.filter(Q(nama__icontains=word) | Q(id_bkn__iexact=word))
        return rows


class Referensi(models.Model):
    """One entry of a list, under BKN's id. Nothing is deleted: what BKN drops stays readable and is no longer offered.

    The key is the list and the id (`pendidikan:A5EB...`): it never changes, tells what it is, is the same in every
    database, and a check on the column of another table can hold it to its list.
    """

    kunci = models.CharField(primary_key=True, max_length=100)
    jenis = models.CharField("daftar", max_length=40)
    id_bkn = models.CharField("id BKN", max_length=60)
    nama = models.CharField("nama", max_length=300)
    induk = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False)
    # The other columns of BKN's file, as they stood.
    rincian = models.JSONField(default=dict, blank=True)
    urut = models.PositiveIntegerField(default=0)
    aktif = models.BooleanField("masih dipakai BKN", default=True)
    # Day of the list in which it first stood (empty: of the first list), and of the list that no longer held it.
    sejak = models.DateField(null=True, blank=True)
    hilang_sejak = models.DateField(null=True, blank=True)

    objects = ReferensiQuerySet.as_manager()

    class Meta:
        verbose_name = "rujukan"
        verbose_name_plural = "rujukan"
        constraints = [
            models.CheckConstraint(condition=Q(kunci=Concat(F("jenis"), Value(":"), F("id_bkn"))), name="referensi_kunci"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["jenis", "urut"], name="referensi_daftar"),
            GinIndex(OpClass(Upper("nama"), name="gin_trgm_ops"), name="referensi_nama_trgm"),
        ]

    def __str__(self) -> str:
        return self.nama


class KeReferensi(models.ForeignKey):
    """A column that names an entry of one list (or one of several). The table holds it to them: `in_lists`."""

    def __init__(self, *jenis: str, **kwargs: Any) -> None:
        self.daftar = jenis
        kwargs.setdefault("to", "pegawai.Referensi")
        kwargs.setdefault("on_delete", models.PROTECT)
        kwargs.setdefault("related_name", "+")
        kwargs.setdefault("db_index", False)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        """In migrations an ordinary ForeignKey; the lists matter to forms only."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs


def in_lists(tabel: str, **kolom: tuple[str, ...]) -> list[models.CheckConstraint]:
    """Each column names an entry of its own lists only."""
    return [
        models.CheckConstraint(
            condition=Q(*[_begins_with(name, f"{jenis}:") for jenis in lists], _connector=Q.OR),
            name=f"{tabel}_{name.removesuffix('_id')}_daftar",
        )
        for name, lists in kolom.items()
    ]


def _begins_with(kolom: str, awalan: str) -> models.Func:
    """Empty columns pass: a check that is not known to be false holds."""
    return models.Func(F(kolom), Value(awalan), function="starts_with", output_field=models.BooleanField())


class MuatanReferensi(BarisUUID):
    """One file of a list: checked first, applied once. `baris` is emptied when it is over."""

    jenis = models.CharField(max_length=40)
    nama_berkas = models.CharField("berkas", max_length=200)
    sidik = models.CharField("sidik SHA-256", max_length=64)
    per_tanggal = models.DateField("keadaan daftar per")
    status = models.CharField(max_length=20, choices=StatusMuatan, default=StatusMuatan.DIPERIKSA)
    baris = models.JSONField(default=list)
    ringkasan = models.JSONField(default=dict)
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "muatan rujukan"
        verbose_name_plural = "muatan rujukan"
        indexes = [models.Index(fields=["jenis", "dibuat_pada"], name="muatan_jenis")]

    @property
    def judul(self) -> str:
        daftar = referensi(self.jenis)
        return daftar.judul if daftar else self.jenis
