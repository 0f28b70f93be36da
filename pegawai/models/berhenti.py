"""Leaving the service: one act for each person, and the list of what follows from it."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from asn_portal.berkas.models import Dokumen
from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, JalurUnit, Pengguna, UnitKerja
from asn_portal.core.permissions import akses
from pegawai.enums import JenisBerhenti, StatusBerhenti, StatusUrusan
from pegawai.models.pegawai import Pegawai

TERBUKA = (StatusBerhenti.DIAJUKAN, StatusBerhenti.DITETAPKAN)


class BerhentiQuerySet(models.QuerySet["PeristiwaBerhenti"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """HR of the unit that the person belonged to, and of the province; nobody the one about himself."""
        mine = akses(pengguna)
        rows = self.filter(pegawai__instansi_id=mine.instansi_id)
        if mine.orang_id:
            rows = rows.exclude(pegawai_id=mine.orang_id)
        if mine.whole_agency(Sumber.USULAN_PROFIL, "v"):
            return rows
        paths = mine.paths(Sumber.USULAN_PROFIL, "v")
        if not paths:
            return rows.none()
        below = JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=paths).values("unit_id")
        return rows.filter(unit_id__in=below)

    def berlaku(self, hari: date) -> Self:
        """Those by which somebody is out of the service on this day."""
        return self.filter(status=StatusBerhenti.DITETAPKAN, tanggal__lte=hari)


class PeristiwaBerhenti(BarisUUID):
    """From `tanggal` on the person is no longer in the service. `potongan` says which dated rows it ended, so that a
    mistake can be taken back; `dijalankan_pada` when account, duties and proposals followed.
    """

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_berhenti")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, related_name="+")
    jenis = models.CharField("sebab", max_length=20, choices=JenisBerhenti)
    tanggal = models.DateField("berlaku mulai")
    sk_nomor = models.CharField("nomor SK atau surat", max_length=100, blank=True)
    sk_tanggal = models.DateField("tanggal SK atau surat", null=True, blank=True)
    dokumen = models.ForeignKey(Dokumen, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    tujuan = models.CharField("instansi tujuan", max_length=200, blank=True)
    keterangan = models.CharField("keterangan", max_length=500, blank=True)
    status = models.CharField(max_length=20, choices=StatusBerhenti, default=StatusBerhenti.DIAJUKAN)
    diusulkan_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    diusulkan_pada = models.DateTimeField(auto_now_add=True)
    diputuskan_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    diputuskan_pada = models.DateTimeField(null=True, blank=True)
    catatan = models.CharField("catatan keputusan", max_length=500, blank=True)
    dijalankan_pada = models.DateTimeField(null=True, blank=True)
    dibatalkan_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    dibatalkan_pada = models.DateTimeField(null=True, blank=True)
    alasan_batal = models.CharField("alasan pembatalan", max_length=500, blank=True)
    potongan = models.JSONField(default=dict, blank=True)

    objects = BerhentiQuerySet.as_manager()

    class Meta:
        verbose_name = "peristiwa berhenti"
        verbose_name_plural = "peristiwa berhenti"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai"], condition=Q(status__in=TERBUKA), name="berhenti_satu_terbuka",
                violation_error_message="Pemberhentian orang ini sudah dicatat.",
            ),
            models.CheckConstraint(
                condition=~Q(status="ditetapkan") | Q(jenis="meninggal")
                | (~Q(diputuskan_oleh=F("diusulkan_oleh")) & ~Q(sk_nomor="") & Q(sk_tanggal__isnull=False)),
                name="berhenti_dua_orang",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["ditetapkan", "ditolak"])
                | Q(diputuskan_oleh__isnull=False, diputuskan_pada__isnull=False),
                name="berhenti_putusan",
            ),
            models.CheckConstraint(
                condition=~Q(status="dibatalkan")
                | Q(dibatalkan_oleh__isnull=False, dibatalkan_pada__isnull=False) & ~Q(alasan_batal=""),
                name="berhenti_batal_beralasan",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["tanggal"], condition=Q(status="ditetapkan", dijalankan_pada=None), name="berhenti_jatuh_tempo"
            )
        ]


class ButirBerhenti(BarisUUID):
    """One thing to be done because somebody leaves: who, until when, and how it ended."""

    peristiwa = models.ForeignKey(PeristiwaBerhenti, models.PROTECT, related_name="daftar_urusan")
    urut = models.PositiveSmallIntegerField()
    kunci = models.CharField(max_length=40)
    judul = models.CharField(max_length=250)
    oleh = models.CharField("dikerjakan", max_length=20)
    batas = models.DateField("tenggat")
    dasar = models.CharField("dasar hukum", max_length=200, blank=True)
    # A duty that lay in the person's inbox, and where it is seen.
    tugas_id = models.UUIDField(null=True, blank=True)
    url = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=20, choices=StatusUrusan, default=StatusUrusan.TERBUKA)
    catatan = models.CharField("catatan", max_length=500, blank=True)
    dokumen = models.ForeignKey(Dokumen, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    selesai_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    selesai_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "urusan berhenti"
        verbose_name_plural = "urusan berhenti"
        constraints = [
            models.UniqueConstraint(fields=["peristiwa", "kunci"], name="urusan_sekali"),
            models.CheckConstraint(
                condition=Q(status="terbuka", selesai_oleh=None, selesai_pada=None)
                | (~Q(status="terbuka") & Q(selesai_oleh__isnull=False, selesai_pada__isnull=False)),
                name="urusan_selesai",
            ),
        ]
