"""Task teams: mandate, period, members with their role, and what they bring about, measured over time; and calls for members."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from asn_portal.berkas.models import Naskah
from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisBertanggal, BarisUUID, Instansi, JalurUnit, Pengguna, UnitKerja
from asn_portal.core.models.dasar import DIKETAHUI_KINI
from asn_portal.core.permissions import akses
from jabatan.enums import (
    IzinAtasan,
    LingkupTim,
    PeranTim,
    StatusLamaran,
    StatusPanggilan,
    StatusTim,
)
from jabatan.models.jabatan import Jabatan
from pegawai.models import HubunganAtasan, Pegawai


class TimQuerySet(models.QuerySet["TimKhusus"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """Working and finished teams: whoever sees the map of their unit, and their members; drafts: who manages the unit."""
        mine = akses(pengguna)
        rows = self.filter(instansi_id=pengguna.instansi_id)
        if mine.whole_agency(Sumber.PETA_JABATAN, "w"):
            return rows
        begun = ~Q(status=StatusTim.DRAF)
        member = Exists(AnggotaTim.objects.kini().filter(tim=OuterRef("pk"), pegawai_id=mine.orang_id))
        seen = Q(unit__in=_below(pengguna, "w")) | (begun & Q(member))
        if mine.whole_agency(Sumber.PETA_JABATAN):
            seen |= begun
        return rows.filter(seen | (begun & Q(unit__in=_below(pengguna, None))))

    def managed_by(self, pengguna: Pengguna) -> Self:
        """HR of the unit that set the team up."""
        return self.filter(instansi_id=pengguna.instansi_id, unit__in=_below(pengguna, "w"))


def _below(pengguna: Pengguna, tanda: str | None) -> models.QuerySet[JalurUnit]:
    mine = akses(pengguna)
    rows = JalurUnit.objects.pada(mine.tanggal)
    if not mine.whole_agency(Sumber.PETA_JABATAN, tanda):
        rows = rows.filter(jalur__di_bawah=mine.paths(Sumber.PETA_JABATAN, tanda) or ["-"])
    return rows.values("unit_id")


class TimKhusus(BarisUUID):
    """A team with a mandate of its own, beside the map."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    nama = models.CharField("nama tim", max_length=150)
    mandat = models.CharField("mandat", max_length=1000)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+", verbose_name="unit pembentuk")
    lingkup = models.CharField("lingkup", max_length=10, choices=LingkupTim)
    mulai = models.DateField("mulai")
    sampai = models.DateField("sampai")
    status = models.CharField(max_length=20, choices=StatusTim, default=StatusTim.DRAF)
    hasil = models.CharField("hasil akhir", max_length=1000, blank=True)
    naskah = models.ForeignKey(Naskah, models.PROTECT, null=True, blank=True, related_name="+")
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    objects = TimQuerySet.as_manager()

    class Meta:
        verbose_name = "tim khusus"
        verbose_name_plural = "tim khusus"
        constraints = [
            models.CheckConstraint(
                condition=Q(sampai__gte=F("mulai")), name="tim_masa",
                violation_error_message="Hari terakhir tim mendahului hari pertamanya.",
            ),
            models.CheckConstraint(condition=~Q(status="selesai") | ~Q(hasil=""), name="tim_selesai_berhasil"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.nama


class AnggotaTim(BarisBertanggal):
    """A member and what he does in the team."""

    tim = models.ForeignKey(TimKhusus, models.PROTECT, related_name="daftar_anggota", db_index=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="+", db_index=False)
    peran = models.CharField("peran", max_length=10, choices=PeranTim)
    uraian = models.CharField("yang dikerjakan", max_length=300, blank=True)

    class Meta:
        verbose_name = "anggota tim khusus"
        verbose_name_plural = "anggota tim khusus"
        constraints = [
            ExclusionConstraint(
                name="anggota_tim_sekali",
                expressions=[
                    ("tim", RangeOperators.EQUAL),
                    ("pegawai", RangeOperators.EQUAL),
                    ("berlaku", RangeOperators.OVERLAPS),
                ],
                condition=DIKETAHUI_KINI,
                violation_error_message="Orang itu sudah menjadi anggota tim ini pada masa tersebut.",
            ),
            ExclusionConstraint(
                name="anggota_tim_satu_ketua",
                expressions=[("tim", RangeOperators.EQUAL), ("berlaku", RangeOperators.OVERLAPS)],
                condition=DIKETAHUI_KINI & Q(peran=PeranTim.KETUA),
                violation_error_message="Tim ini sudah mempunyai ketua pada masa tersebut. Akhiri dulu keanggotaan ketuanya.",
            ),
            models.CheckConstraint(condition=Q(berlaku__endswith__isnull=False), name="anggota_tim_berakhir"),
        ]
        indexes = [models.Index(fields=["pegawai"], condition=DIKETAHUI_KINI, name="anggota_tim_pegawai")]


class IndikatorTim(BarisUUID):
    """What the team is to bring about, with its target at the end."""

    tim = models.ForeignKey(TimKhusus, models.PROTECT, related_name="daftar_indikator")
    nama = models.CharField("indikator", max_length=200)
    satuan = models.CharField("satuan", max_length=50)
    target = models.DecimalField("target", max_digits=14, decimal_places=2)
    menurun = models.BooleanField("makin kecil makin baik", default=False)

    class Meta:
        verbose_name = "indikator tim"
        verbose_name_plural = "indikator tim"
        constraints = [
            models.UniqueConstraint(
                fields=["tim", "nama"], name="indikator_tim_sekali",
                violation_error_message="Tim ini sudah mempunyai indikator dengan nama itu.",
            )
        ]  # fmt: skip


class UkuranIndikator(BarisUUID):
    """The indicator as measured on a day, before, during or after the team's time."""

    indikator = models.ForeignKey(IndikatorTim, models.PROTECT, related_name="daftar_ukuran")
    tanggal = models.DateField("tanggal")
    nilai = models.DecimalField("nilai", max_digits=14, decimal_places=2)
    sumber = models.CharField("sumber", max_length=200)
    dicatat_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    dicatat_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "ukuran indikator tim"
        verbose_name_plural = "ukuran indikator tim"
        constraints = [
            models.UniqueConstraint(
                fields=["indikator", "tanggal"], name="ukuran_indikator_sekali",
                violation_error_message="Nilai untuk tanggal itu sudah dicatat.",
            )
        ]  # fmt: skip


class PanggilanQuerySet(models.QuerySet["Panggilan"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """Everybody of the agency with a record reads a call; its candidates are another matter (LamaranPanggilan)."""
        mine = akses(pengguna)
        rows = self.filter(instansi_id=pengguna.instansi_id)
        if mine.whole_agency(Sumber.PETA_JABATAN):
            return rows
        return rows.filter(unit__in=_below(pengguna, None))

    def managed_by(self, pengguna: Pengguna) -> Self:
        return self.filter(instansi_id=pengguna.instansi_id, unit__in=_below(pengguna, "w"))


class Panggilan(BarisUUID):
    """A call: a team that asks for members, or a post that is open. Closes by its date, without a job."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+", verbose_name="unit yang memanggil")
    tim = models.ForeignKey(TimKhusus, models.PROTECT, null=True, blank=True, related_name="daftar_panggilan")
    jabatan = models.ForeignKey(Jabatan, models.PROTECT, null=True, blank=True, related_name="+")
    judul = models.CharField("judul", max_length=150)
    uraian = models.CharField("yang dicari", max_length=1000)
    kebutuhan = models.PositiveSmallIntegerField("orang yang dicari")
    batas = models.DateField("pendaftaran paling lambat")
    status = models.CharField(max_length=20, choices=StatusPanggilan, default=StatusPanggilan.TERBUKA)
    alasan = models.CharField("alasan", max_length=300, blank=True)
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    objects = PanggilanQuerySet.as_manager()

    class Meta:
        verbose_name = "panggilan"
        verbose_name_plural = "panggilan"
        constraints = [
            models.CheckConstraint(
                condition=Q(tim__isnull=False, jabatan=None) | Q(tim=None, jabatan__isnull=False),
                name="panggilan_satu_tujuan",
            ),
            models.CheckConstraint(condition=Q(kebutuhan__gt=0), name="panggilan_mencari_orang"),
            models.CheckConstraint(condition=~Q(status="dibatalkan") | ~Q(alasan=""), name="panggilan_batal_beralasan"),
        ]
        indexes = [models.Index(fields=["instansi", "-batas"], name="panggilan_batas")]

    def __str__(self) -> str:
        return self.judul


class LamaranQuerySet(models.QuerySet["LamaranPanggilan"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """The own one, those of calls one manages, and those of one's people."""
        mine = akses(pengguna)
        rows = self.filter(panggilan__instansi_id=pengguna.instansi_id)
        team = HubunganAtasan.objects.pada(mine.tanggal).filter(atasan_id=mine.orang_id).values("pegawai_id")
        seen = Q(panggilan__in=Panggilan.objects.managed_by(pengguna).values("pk"))
        if mine.orang_id is not None:
            seen |= Q(pegawai_id=mine.orang_id) | Q(pegawai_id__in=team)
        return rows.filter(seen)


class LamaranPanggilan(BarisUUID):
    """Somebody who answers a call, what his superior says to it, and what became of it."""

    panggilan = models.ForeignKey(Panggilan, models.PROTECT, related_name="daftar_lamaran")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="+")
    alasan = models.CharField("mengapa saya", max_length=500, blank=True)
    status = models.CharField(max_length=20, choices=StatusLamaran, default=StatusLamaran.MENUNGGU)
    izin = models.CharField(max_length=20, choices=IzinAtasan, default=IzinAtasan.MENUNGGU)
    izin_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    izin_pada = models.DateTimeField(null=True, blank=True)
    izin_alasan = models.CharField("alasan atasan", max_length=300, blank=True)
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    putusan_alasan = models.CharField("alasan pilihan", max_length=300, blank=True)
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    objects = LamaranQuerySet.as_manager()

    class Meta:
        verbose_name = "lamaran atas panggilan"
        verbose_name_plural = "lamaran atas panggilan"
        constraints = [
            models.UniqueConstraint(
                fields=["panggilan", "pegawai"], condition=~Q(status="ditarik"), name="lamaran_sekali",
                violation_error_message="Anda sudah mendaftar pada panggilan ini.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("dipilih", "tidak_dipilih"))
                | (Q(diputus_oleh__isnull=False, diputus_pada__isnull=False) & ~Q(putusan_alasan="")),
                name="lamaran_diputus_beralasan",
            ),
            models.CheckConstraint(
                condition=~Q(izin="tidak") | ~Q(izin_alasan=""), name="lamaran_tidak_diizinkan_beralasan"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["pegawai"], name="lamaran_pegawai")]
