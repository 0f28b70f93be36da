"""Who sits where, who stands outside the map, and the lines beside it."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from asn_portal.core.models import BarisBertanggal, UnitKerja
from asn_portal.core.models.dasar import DIKETAHUI_KINI
from jabatan.enums import PEJABAT, PELAKSANA_TUGAS, JenisPenempatan, SebabLuarPeta
from jabatan.models.jabatan import Jabatan
from pegawai.models import Pegawai


def _never_two(nama: str, kalimat: str, *sama: str, bila: Q) -> ExclusionConstraint:
    """As known now, no two rows alike in these columns hold on the same day."""
    columns: list[tuple[str, str]] = [(name, RangeOperators.EQUAL) for name in sama]
    return ExclusionConstraint(
        name=nama,
        expressions=[*columns, ("berlaku", RangeOperators.OVERLAPS)],
        condition=DIKETAHUI_KINI & bila,
        violation_error_message=kalimat,
    )


class Penempatan(BarisBertanggal):
    """A person in a seat, from the day on which it counts."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="+", db_index=False)
    jabatan = models.ForeignKey(Jabatan, models.PROTECT, related_name="daftar_penempatan", db_index=False)
    # The seat's own, held to it by the database (jabatan/migrations/0002_jaga.py).
    tunggal = models.BooleanField("satu pejabat")
    jenis = models.CharField("jenis penempatan", max_length=20, choices=JenisPenempatan)
    # What the holder does of it: the subject of a teacher, the specialty of a doctor (subJabatan of SIASN).
    sub_jabatan = models.CharField("bidang", max_length=100, blank=True)
    dasar = models.CharField("dasar", max_length=200, blank=True)
    # Why a second definitive post is allowed (PP 11/2017 jo 17/2020 Pasal 98).
    dasar_rangkap = models.CharField("dasar rangkap jabatan", max_length=200, blank=True)
    sk_nomor = models.CharField("nomor SK", max_length=100, blank=True)
    sk_tanggal = models.DateField("tanggal SK", null=True, blank=True)
    tanggal_pelantikan = models.DateField("tanggal pelantikan", null=True, blank=True)

    class Meta:
        verbose_name = "penempatan"
        verbose_name_plural = "penempatan"
        constraints = [
            _never_two(
                "penempatan_satu_pejabat",
                "Jabatan itu sudah ada pejabatnya pada masa tersebut. Akhiri dulu penempatannya, atau pilih tanggal lain.",
                "jabatan",
                bila=Q(tunggal=True, jenis__in=PEJABAT),
            ),
            _never_two(
                "penempatan_satu_definitif",
                "Orang itu sudah memegang jabatan definitif lain pada masa tersebut. Akhiri dulu penempatan itu, atau catat "
                "sebagai rangkap jabatan dengan dasarnya.",
                "pegawai",
                bila=Q(jenis=JenisPenempatan.DEFINITIF),
            ),
            _never_two(
                "penempatan_satu_pelaksana",
                "Jabatan itu sudah ada pelaksana tugasnya pada masa tersebut. Akhiri dulu penunjukannya.",
                "jabatan", "jenis",
                bila=Q(jenis__in=PELAKSANA_TUGAS),
            ),
            models.CheckConstraint(
                condition=~Q(jenis__in=PELAKSANA_TUGAS) | Q(berlaku__endswith__isnull=False),
                name="penempatan_pelaksana_berakhir",
            ),
            models.CheckConstraint(
                condition=~Q(jenis=JenisPenempatan.RANGKAP) | ~Q(dasar_rangkap=""), name="penempatan_rangkap_berdasar"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["jabatan"], condition=DIKETAHUI_KINI, name="penempatan_jabatan_kini"),
            models.Index(fields=["pegawai"], condition=DIKETAHUI_KINI, name="penempatan_pegawai_kini"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class DiLuarPeta(BarisBertanggal):
    """Somebody without a seat for a time, who still has a superior."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="+", db_index=False)
    sebab = models.CharField("sebab", max_length=20, choices=SebabLuarPeta)
    atasan = models.ForeignKey(Pegawai, models.PROTECT, related_name="+", db_index=False, verbose_name="atasan")
    dasar = models.CharField("dasar", max_length=200)
    sk_nomor = models.CharField("nomor SK", max_length=100, blank=True)
    sk_tanggal = models.DateField("tanggal SK", null=True, blank=True)

    class Meta:
        verbose_name = "di luar peta"
        verbose_name_plural = "di luar peta"
        constraints = [
            _never_two(
                "luar_peta_satu", "Orang itu sudah tercatat di luar peta pada masa tersebut.", "pegawai", bila=Q()
            ),
            models.CheckConstraint(condition=Q(berlaku__endswith__isnull=False), name="luar_peta_berakhir"),
            models.CheckConstraint(condition=~Q(pegawai=F("atasan")), name="luar_peta_bukan_diri_sendiri"),
        ]


class PejabatNonASN(BarisBertanggal):
    """Who sits in a seat of no civil servant: Gubernur, Wakil Gubernur. Known by name, without NIP and account."""

    jabatan = models.ForeignKey(Jabatan, models.PROTECT, related_name="+", db_index=False)
    nama = models.CharField("nama", max_length=200)
    dasar = models.CharField("dasar", max_length=200, blank=True)

    class Meta:
        verbose_name = "pejabat bukan ASN"
        verbose_name_plural = "pejabat bukan ASN"
        constraints = [
            _never_two("non_asn_satu", "Jabatan itu sudah ada pejabatnya pada masa tersebut.", "jabatan", bila=Q())
        ]

    def __str__(self) -> str:
        return self.nama


class KoordinasiUnit(BarisBertanggal):
    """The line of coordination: the suku dinas and the wali kota of its kota. It gives feedback and never rates."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+", db_index=False)
    koordinator = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+", db_index=False)
    dasar = models.CharField("dasar", max_length=200, blank=True)

    class Meta:
        verbose_name = "garis koordinasi"
        verbose_name_plural = "garis koordinasi"
        constraints = [
            _never_two(
                "koordinasi_sekali", "Garis koordinasi itu sudah tercatat pada masa tersebut.", "unit", "koordinator",
                bila=Q(),
            ),
            models.CheckConstraint(condition=~Q(unit=F("koordinator")), name="koordinasi_bukan_diri_sendiri"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["koordinator"], condition=DIKETAHUI_KINI, name="koordinasi_koordinator")]
