"""Jobs: the outbox, schedules and their slots, heartbeats, and the mark that makes a form count once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from asn_portal.core.enums import StatusKiriman
from asn_portal.core.models.dasar import BarisUUID
from asn_portal.core.models.pengguna import Pengguna


class PesanKeluar(BarisUUID):
    """A job, written in the same transaction as the change that causes it and delivered by the relay."""

    pekerjaan = models.CharField(max_length=100)
    argumen = models.JSONField(default=list)
    # The same key twice is one job.
    kunci = models.CharField(max_length=150, null=True, blank=True)
    status = models.CharField(max_length=10, choices=StatusKiriman, default=StatusKiriman.MENUNGGU)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    kirim_setelah = models.DateTimeField()
    terkirim_pada = models.DateTimeField(null=True, blank=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    galat = models.TextField(blank=True)
    tindakan_id = models.UUIDField(null=True)

    class Meta:
        verbose_name = "pesan keluar"
        verbose_name_plural = "pesan keluar"
        constraints = [
            models.UniqueConstraint(
                fields=["pekerjaan", "kunci"], condition=Q(kunci__isnull=False), name="pesan_satu_kunci"
            )
        ]
        indexes = [
            models.Index(
                fields=["kirim_setelah"], condition=Q(status__in=["menunggu", "terkirim"]), name="pesan_terbuka"
            ),
        ]


class Jadwal(BarisUUID):
    """A recurring job. `cron` is minute hour day-of-month month day-of-week, in Jakarta's time."""

    nama = models.CharField("nama", max_length=60, unique=True)
    keterangan = models.CharField("keterangan", max_length=300)
    pekerjaan = models.CharField(max_length=100)
    cron = models.CharField("waktu", max_length=60)
    aktif = models.BooleanField("aktif", default=True)

    class Meta:
        verbose_name = "jadwal"
        verbose_name_plural = "jadwal"


class SlotJadwal(models.Model):
    """One due time of one schedule. Unique: two beats at the same minute fire once."""

    jadwal = models.ForeignKey(Jadwal, models.CASCADE, related_name="daftar_slot")
    slot = models.DateTimeField()
    pesan = models.ForeignKey(PesanKeluar, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "slot jadwal"
        verbose_name_plural = "slot jadwal"
        constraints = [models.UniqueConstraint(fields=["jadwal", "slot"], name="slot_sekali")]


class Detak(models.Model):
    """When a part of the machinery was last heard from."""

    nama = models.CharField(max_length=20, primary_key=True)
    terakhir = models.DateTimeField()

    class Meta:
        verbose_name = "detak"
        verbose_name_plural = "detak"


class KirimanFormulir(models.Model):
    """A form that was sent: the second click on the same form gets the first one's answer."""

    kunci = models.UUIDField(primary_key=True)
    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="+")
    jalur = models.CharField(max_length=300)
    tujuan = models.CharField(max_length=500, blank=True)
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "kiriman formulir"
        verbose_name_plural = "kiriman formulir"
