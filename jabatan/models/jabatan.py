"""A seat row of the map: what never changes of it, and what it is on a date.

One row stands for all places of one nomenclature in one unit that report to the same seat: ten `Guru Ahli Pertama` of
a school are one row with K = 10. Kind, level and whether it has a single holder belong to the seat for life; unit, name, class, K, BUP and
reporting line are dated, so that the map of any day can be drawn.
"""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisBertanggal, BarisUUID, Instansi, JalurUnit, Pengguna, UnitKerja
from asn_portal.core.models.dasar import DIKETAHUI_KINI
from asn_portal.core.permissions import akses
from jabatan.enums import TUNGGAL, JenisJabatan, Jenjang
from pegawai.models.referensi import KeReferensi, in_lists

KELAS_TERTINGGI = 17


class JabatanQuerySet(models.QuerySet["Jabatan"]):
    def visible_to(self, pengguna: Pengguna, tanda: str | None = None) -> Self:
        """Seats of the own agency, as far as the matrix opens the map (with `tanda`: may write)."""
        mine = akses(pengguna)
        seats = self.filter(instansi_id=mine.instansi_id)
        if mine.whole_agency(Sumber.PETA_JABATAN, tanda):
            return seats
        below = JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=mine.paths(Sumber.PETA_JABATAN, tanda))
        rows = RincianJabatan.objects.kini().filter(unit_id__in=below.values("unit_id"))
        return seats.filter(pk__in=rows.values("jabatan_id"))


class Jabatan(BarisUUID):
    """The identity of a seat."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    jenis = models.CharField("jenis jabatan", max_length=20, choices=JenisJabatan)
    jenjang = models.CharField("jenjang", max_length=20, choices=Jenjang, blank=True)
    # One definitive holder on any day; copied to every placement by a key of both columns, so that it cannot differ.
    tunggal = models.BooleanField("satu pejabat")
    # Leads its unit: the members of the unit report to it.
    kepala = models.BooleanField("kepala unit", default=False)

    objects = JabatanQuerySet.as_manager()

    class Meta:
        verbose_name = "jabatan"
        verbose_name_plural = "jabatan"
        constraints = [
            models.UniqueConstraint(fields=["id", "tunggal"], name="jabatan_id_tunggal"),
            models.CheckConstraint(
                condition=Q(jenis__in=TUNGGAL, tunggal=True) | (~Q(jenis__in=TUNGGAL) & Q(tunggal=False)),
                name="jabatan_tunggal_menurut_jenis",
            ),
            models.CheckConstraint(condition=Q(kepala=False) | Q(tunggal=True), name="jabatan_kepala_tunggal"),
            models.CheckConstraint(
                condition=Q(jenjang="") | Q(jenis=JenisJabatan.FUNGSIONAL), name="jabatan_jenjang_fungsional"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class RincianJabatan(BarisBertanggal):
    """A seat on a date. Without such a row it does not exist on that day."""

    jabatan = models.ForeignKey(Jabatan, models.PROTECT, related_name="daftar_rincian")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+", db_index=False)
    nama = models.CharField("nama jabatan", max_length=200)
    induk = models.ForeignKey(
        Jabatan, models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        verbose_name="bertanggung jawab kepada",
    )  # fmt: skip
    eselon = models.CharField("eselon", max_length=6, blank=True)
    kelas = models.PositiveSmallIntegerField("kelas jabatan", null=True, blank=True)
    kebutuhan = models.PositiveSmallIntegerField("kebutuhan (K)")
    dasar_kebutuhan = models.CharField("dasar kebutuhan", max_length=200, blank=True)
    # Age of retirement in years; empty where the seat has none (pejabat negara).
    bup = models.PositiveSmallIntegerField("batas usia pensiun", null=True, blank=True)
    referensi = KeReferensi(
        "jabatan_fungsional", "jabatan_pelaksana", null=True, blank=True, verbose_name="jabatan menurut BKN"
    )
    dasar = models.CharField("dasar", max_length=200, blank=True)

    class Meta:
        verbose_name = "rincian jabatan"
        verbose_name_plural = "rincian jabatan"
        constraints = [
            ExclusionConstraint(
                name="jabatan_satu_rincian",
                expressions=[("jabatan", RangeOperators.EQUAL), ("berlaku", RangeOperators.OVERLAPS)],
                condition=DIKETAHUI_KINI,
                violation_error_message="Jabatan ini sudah mempunyai rincian lain pada tanggal tersebut.",
            ),
            ExclusionConstraint(
                name="jabatan_nama_seunit",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("nama", RangeOperators.EQUAL),
                    ("induk", RangeOperators.EQUAL),
                    ("berlaku", RangeOperators.OVERLAPS),
                ],
                condition=DIKETAHUI_KINI,
                violation_error_message="Di unit ini sudah ada jabatan dengan nama yang sama pada tanggal tersebut.",
            ),
            models.CheckConstraint(
                condition=Q(induk=None) | ~Q(induk=F("jabatan")), name="jabatan_bukan_induk_sendiri"
            ),
            models.CheckConstraint(
                condition=Q(kelas=None) | Q(kelas__range=(1, KELAS_TERTINGGI)), name="jabatan_kelas_1_sampai_17"
            ),
            models.CheckConstraint(condition=Q(bup=None) | Q(bup__range=(50, 75)), name="jabatan_bup_wajar"),
            *in_lists("jabatan", referensi_id=("jabatan_fungsional", "jabatan_pelaksana")),
        ]
        indexes = [
            models.Index(fields=["unit"], condition=DIKETAHUI_KINI, name="rincianjabatan_unit_kini"),
            models.Index(fields=["induk"], condition=DIKETAHUI_KINI, name="rincianjabatan_induk_kini"),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def besar(self) -> int:
        """The difference of a listed row (annotation `selisih`) without its sign, which the page writes itself."""
        difference: int = abs(getattr(self, "selisih", 0))
        return difference
