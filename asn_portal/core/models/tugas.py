"""One inbox for every app: duties with a deadline, and notices of what changed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Q

from asn_portal.core import hanya_lihat
from asn_portal.core.models.dasar import BarisUUID
from asn_portal.core.models.pengguna import Pengguna


class Tugas(BarisUUID):
    """Something that waits for one person. Several may get the same case: the first decision closes all."""

    untuk = models.ForeignKey(Pengguna, models.CASCADE, related_name="daftar_tugas")
    jenis = models.CharField(max_length=60)
    judul = models.CharField(max_length=200)
    alasan = models.CharField(max_length=300)
    url = models.CharField(max_length=300)
    objek_id = models.UUIDField()
    batas = models.DateTimeField(null=True, blank=True)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)
    selesai_oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "tugas"
        verbose_name_plural = "tugas"
        constraints = [
            models.UniqueConstraint(
                fields=["untuk", "jenis", "objek_id"], condition=Q(selesai_pada=None), name="tugas_satu_terbuka"
            )
        ]
        indexes = [models.Index(fields=["jenis", "objek_id"], name="tugas_objek")]


class Notifikasi(BarisUUID):
    """What changed, why, by which rule, by whom, and how to object. Read on the page; e-mail only links here.

    Its words may tell what the matrix hides (a disciplinary case, a reading): only their owner reads them, also when
    somebody looks at the portal as that person.
    """

    untuk = models.ForeignKey(Pengguna, models.CASCADE, related_name="daftar_notifikasi")
    judul = models.CharField(max_length=200)
    isi = models.TextField()
    url = models.CharField(max_length=300, blank=True)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    dibaca_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        indexes = [models.Index(fields=["untuk"], condition=Q(dibaca_pada=None), name="notifikasi_belum_dibaca")]

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        row = super().from_db(db, field_names, values)
        if hanya_lihat.current() is not None:
            row.isi = "Isi pemberitahuan ini hanya untuk pemiliknya."
        return row
