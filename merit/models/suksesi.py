"""Succession plans: the pool of a seat, the sessions of the committee, and what was chosen, with reasons and signatures."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from asn_portal.core.models import BarisUUID, Instansi, Pengguna
from jabatan.models import Jabatan
from merit.enums_talenta import SebabSuksesi, StatusPilihan, StatusSuksesi
from merit.models.putaran import Putaran
from pegawai.models import Pegawai


class RencanaSuksesi(BarisUUID):
    """Who could follow in one seat, from one published run. What the seat was called stays as it was."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    jabatan = models.ForeignKey(Jabatan, models.PROTECT, related_name="+")
    nama_jabatan = models.CharField("jabatan", max_length=200)
    nama_unit = models.CharField("unit", max_length=200)
    putaran = models.ForeignKey(Putaran, models.PROTECT, related_name="+")
    sebab = models.CharField("sebab", max_length=15, choices=SebabSuksesi)
    alasan = models.CharField("alasan", max_length=500)
    status = models.CharField(max_length=12, choices=StatusSuksesi, default=StatusSuksesi.DISUSUN)
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    keputusan_nomor = models.CharField("nomor keputusan", max_length=100, blank=True)
    keputusan_tanggal = models.DateField("tanggal keputusan", null=True, blank=True)
    ditetapkan_oleh = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    ditetapkan_pada = models.DateTimeField(null=True, blank=True)
    alasan_tutup = models.CharField("alasan penutupan", max_length=500, blank=True)

    class Meta:
        verbose_name = "rencana suksesi"
        verbose_name_plural = "rencana suksesi"
        constraints = [
            models.UniqueConstraint(
                fields=["jabatan"], condition=Q(status__in=["disusun", "diusulkan"]), name="suksesi_satu_terbuka",
                violation_error_message="Rencana suksesi jabatan ini masih terbuka. Lanjutkan rencana itu.",
            ),
            models.CheckConstraint(condition=~Q(alasan=""), name="suksesi_beralasan"),
            models.CheckConstraint(
                condition=~Q(status=StatusSuksesi.DITETAPKAN)
                | ~Q(keputusan_nomor="") & Q(keputusan_tanggal__isnull=False, ditetapkan_oleh__isnull=False),
                name="suksesi_berkeputusan",
            ),
            models.CheckConstraint(
                condition=~Q(status=StatusSuksesi.DITUTUP) | ~Q(alasan_tutup=""), name="suksesi_tutup_beralasan"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.nama_jabatan


class SidangSuksesi(BarisUUID):
    """One session of the committee about a plan. Its minutes are written when it closes."""

    rencana = models.ForeignKey(RencanaSuksesi, models.PROTECT, related_name="daftar_sidang", db_index=False)
    nomor = models.PositiveSmallIntegerField("sidang ke")
    dibuka_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    dibuka_pada = models.DateTimeField()
    risalah = models.TextField("risalah", blank=True)
    ditutup_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    ditutup_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "sidang suksesi"
        verbose_name_plural = "sidang suksesi"
        constraints = [
            models.UniqueConstraint(fields=["rencana", "nomor"], name="sidang_nomor"),
            models.UniqueConstraint(
                fields=["rencana"], condition=Q(ditutup_pada=None), name="sidang_satu_terbuka",
                violation_error_message="Sidang rencana ini masih terbuka. Tutup dulu dengan risalahnya.",
            ),
            models.CheckConstraint(condition=Q(ditutup_pada=None) | ~Q(risalah=""), name="sidang_berisalah"),
        ]  # fmt: skip


class PernyataanKepentingan(BarisUUID):
    """What somebody stated about his own interest, before anything of the session was shown to him."""

    sidang = models.ForeignKey(SidangSuksesi, models.PROTECT, related_name="daftar_pernyataan", db_index=False)
    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="daftar_pernyataan_kepentingan")
    ada_benturan = models.BooleanField("ada benturan kepentingan")
    uraian = models.CharField("uraian", max_length=1000, blank=True)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "pernyataan kepentingan"
        verbose_name_plural = "pernyataan kepentingan"
        constraints = [
            models.UniqueConstraint(fields=["sidang", "pengguna"], name="pernyataan_sekali"),
            models.CheckConstraint(condition=Q(ada_benturan=False) | ~Q(uraian=""), name="pernyataan_beruraian"),
        ]


class PilihanSuksesi(BarisUUID):
    """Somebody whom the committee proposes. One outside the pool counts only with a second signature."""

    rencana = models.ForeignKey(RencanaSuksesi, models.PROTECT, related_name="daftar_pilihan", db_index=False)
    sidang = models.ForeignKey(SidangSuksesi, models.PROTECT, related_name="daftar_pilihan", db_index=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_pilihan_suksesi")
    # As the run had it; empty for somebody whom the run gave no box.
    kotak = models.PositiveSmallIntegerField("kotak", null=True, blank=True)
    urut = models.PositiveSmallIntegerField("urutan dalam daftar", null=True, blank=True)
    # With the technical test, where it counts and was known when the choice was made.
    skor_akhir = models.DecimalField("skor akhir", max_digits=9, decimal_places=6, null=True, blank=True)
    dari_daftar = models.BooleanField("dari daftar")
    alasan = models.CharField("alasan", max_length=2000)
    status = models.CharField(max_length=10, choices=StatusPilihan)
    diusulkan_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    diusulkan_pada = models.DateTimeField()
    ditandatangani_oleh = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    ditandatangani_pada = models.DateTimeField(null=True, blank=True)
    catatan = models.CharField("catatan penanda tangan kedua", max_length=1000, blank=True)

    class Meta:
        verbose_name = "pilihan suksesi"
        verbose_name_plural = "pilihan suksesi"
        constraints = [
            models.UniqueConstraint(
                fields=["rencana", "pegawai"], condition=Q(status__in=["diusulkan", "disetujui"]), name="pilihan_sekali",
                violation_error_message="Orang ini sudah dipilih untuk jabatan itu.",
            ),
            models.CheckConstraint(condition=~Q(alasan=""), name="pilihan_beralasan"),
            # Two people, where the choice stands outside the list.
            models.CheckConstraint(
                condition=Q(dari_daftar=True) | ~Q(status=StatusPilihan.DISETUJUI) | Q(ditandatangani_oleh__isnull=False),
                name="pilihan_luar_dua_tanda",
            ),
            models.CheckConstraint(
                condition=Q(ditandatangani_oleh=None) | ~Q(ditandatangani_oleh=F("diusulkan_oleh")),
                name="pilihan_dua_orang",
            ),
            models.CheckConstraint(
                condition=Q(dari_daftar=False) | Q(kotak__gte=7, urut__isnull=False), name="pilihan_dari_kotak_atas"
            ),
        ]  # fmt: skip
