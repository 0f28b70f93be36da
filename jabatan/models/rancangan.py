"""A draft structure: operations in their order, replayed on the map of its day. The map knows nothing of it until a second
person publishes it; what was written then is found again by its moment (`ditulis_dari` to `ditulis_sampai`)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Instansi, JalurUnit, Pengguna, UnitKerja
from asn_portal.core.permissions import akses
from jabatan.enums import JenisLangkah, StatusRancangan

TERBUKA = (StatusRancangan.DISUSUN, StatusRancangan.DIAJUKAN, StatusRancangan.MENERBITKAN)


class RancanganQuerySet(models.QuerySet["RancanganSusunan"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """HR who may change the seats of its unit, and the auditors of the agency."""
        mine = akses(pengguna)
        rows = self.filter(instansi_id=mine.instansi_id)
        if mine.whole_agency(Sumber.PETA_JABATAN, "w") or mine.has(Peran.AUDITOR):
            return rows
        below = JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=mine.paths(Sumber.PETA_JABATAN, "w"))
        return rows.filter(unit_id__in=below.values("unit_id"))


class RancanganSusunan(BarisUUID):
    """It rearranges `unit` and everything below it, from `tanggal` on."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+", verbose_name="unit yang ditata")
    judul = models.CharField("judul", max_length=150)
    tanggal = models.DateField("berlaku mulai")
    dasar = models.CharField("dasar", max_length=200, blank=True)
    status = models.CharField("keadaan", max_length=20, choices=StatusRancangan, default=StatusRancangan.DISUSUN)
    # Rises with every operation that comes or goes: who looked at an older one is told.
    versi = models.PositiveIntegerField("versi", default=0)
    # The structure of the map on which its maker last saw it.
    sidik_peta = models.CharField(max_length=64, blank=True, editable=False)
    dibuat_pada = models.DateTimeField("dibuat", auto_now_add=True)
    disusun_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    diajukan_pada = models.DateTimeField("diajukan", null=True, blank=True)
    diterbitkan_oleh = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    diterbitkan_pada = models.DateTimeField("diterbitkan", null=True, blank=True)
    ditulis_dari = models.DateTimeField(null=True, blank=True, editable=False)
    ditulis_sampai = models.DateTimeField(null=True, blank=True, editable=False)
    dibatalkan_oleh = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    dibatalkan_pada = models.DateTimeField("dibatalkan", null=True, blank=True)
    # Why it came back, or was cancelled.
    catatan = models.CharField("catatan", max_length=300, blank=True)
    # The effects in figures as they were published.
    ringkasan = models.JSONField(default=dict, blank=True)

    objects = RancanganQuerySet.as_manager()

    class Meta:
        verbose_name = "rancangan susunan"
        verbose_name_plural = "rancangan susunan"
        constraints = [
            models.CheckConstraint(
                condition=Q(diterbitkan_oleh=None) | ~Q(diterbitkan_oleh=F("disusun_oleh")), name="rancangan_dua_orang"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=(StatusRancangan.TERBIT, StatusRancangan.DIBATALKAN))
                | Q(diterbitkan_oleh__isnull=False, ditulis_dari__isnull=False, ditulis_sampai__isnull=False),
                name="rancangan_terbit_lengkap",
            ),
        ]
        indexes = [models.Index(fields=["instansi", "-dibuat_pada"], name="rancangan_daftar")]

    def __str__(self) -> str:
        return self.judul


class LangkahRancangan(BarisUUID):
    """One operation; `isi` by its kind (jabatan.rancang.terapkan). New units and seats carry their key from the beginning,
    so that later operations name them."""

    rancangan = models.ForeignKey(RancanganSusunan, models.CASCADE, related_name="daftar_langkah", db_index=False)
    urut = models.PositiveSmallIntegerField("urutan")
    jenis = models.CharField("jenis", max_length=20, choices=JenisLangkah)
    isi = models.JSONField(default=dict)

    class Meta:
        verbose_name = "langkah rancangan"
        verbose_name_plural = "langkah rancangan"
        constraints = [models.UniqueConstraint(fields=["rancangan", "urut"], name="langkah_rancangan_urut")]
