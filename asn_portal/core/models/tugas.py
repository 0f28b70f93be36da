"""One inbox for every app: duties with a deadline, who takes them over for a time, and notices of what changed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from asn_portal.core import hanya_lihat
from asn_portal.core.enums import CaraSurel, KelompokKabar, TahapPengingat
from asn_portal.core.models.dasar import DIKETAHUI_KINI, BarisBertanggal, BarisUUID
from asn_portal.core.models.pengguna import Pengguna


class Tugas(BarisUUID):
    """Something that waits for one person. Several may get the same case: the first decision closes all."""

    untuk = models.ForeignKey(Pengguna, models.CASCADE, related_name="daftar_tugas")
    jenis = models.CharField(max_length=60)
    judul = models.CharField(max_length=200)
    # About whom or what, beside the title.
    tentang = models.CharField(max_length=200, blank=True, default="", db_default="")
    # Why it came to this person.
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
        indexes = [
            models.Index(fields=["jenis", "objek_id"], name="tugas_objek"),
            models.Index(fields=["batas"], condition=Q(selesai_pada=None, batas__isnull=False), name="tugas_berbatas"),
            models.Index(fields=["untuk", "-selesai_pada"], condition=~Q(selesai_pada=None), name="tugas_selesai"),
        ]


class BacaanTugas(models.Model):
    """Who opened a duty, and when first: what nobody has read is not decided with many others at once."""

    tugas = models.ForeignKey(Tugas, models.CASCADE, related_name="daftar_bacaan")
    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="+")
    dibaca_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "bacaan tugas"
        verbose_name_plural = "bacaan tugas"
        constraints = [models.UniqueConstraint(fields=["tugas", "pengguna"], name="bacaan_tugas_sekali")]


class DelegasiTugas(BarisBertanggal):
    """For a time, duties of one kind are asked of somebody else. It moves who is asked, never who may decide: the
    policy layer asks the receiver for his own right. One row for each kind, so that no duty has two receivers.
    """

    dari = models.ForeignKey(Pengguna, models.PROTECT, related_name="delegasi_keluar")
    kepada = models.ForeignKey(Pengguna, models.PROTECT, related_name="delegasi_masuk", verbose_name="penerima")
    jenis = models.CharField("jenis tugas", max_length=60)
    alasan = models.CharField("alasan", max_length=300)

    class Meta:
        verbose_name = "delegasi tugas"
        verbose_name_plural = "delegasi tugas"
        constraints = [
            ExclusionConstraint(
                name="delegasi_satu_penerima",
                expressions=[
                    ("dari", RangeOperators.EQUAL),
                    ("jenis", RangeOperators.EQUAL),
                    ("berlaku", RangeOperators.OVERLAPS),
                ],
                condition=DIKETAHUI_KINI,
                violation_error_message="Jenis tugas ini sudah didelegasikan pada tanggal tersebut.",
            ),
            models.CheckConstraint(condition=~Q(dari=F("kepada")), name="delegasi_bukan_diri_sendiri"),
        ]
        indexes = [models.Index(fields=["kepada"], condition=DIKETAHUI_KINI, name="delegasi_kepada")]


class PengingatTugas(BarisUUID):
    """Somebody was told about the deadline of a duty: each stage once for each person."""

    tugas = models.ForeignKey(Tugas, models.CASCADE, related_name="daftar_pengingat")
    tahap = models.CharField(max_length=10, choices=TahapPengingat)
    kepada = models.ForeignKey(Pengguna, models.CASCADE, related_name="+")
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "pengingat tugas"
        verbose_name_plural = "pengingat tugas"
        constraints = [models.UniqueConstraint(fields=["tugas", "tahap", "kepada"], name="pengingat_sekali")]
        indexes = [models.Index(fields=["kepada"], condition=Q(tahap="terlambat"), name="pengingat_terlambat")]


# Said in the place of a notice while somebody looks at the portal as its owner.
UNTUK_PEMILIK = "Isi pemberitahuan ini hanya untuk pemiliknya."


class Notifikasi(BarisUUID):
    """What changed, why, by which rule, by whom, and how to object. Read on the page; e-mail only links here.

    Its words may tell what the matrix hides (a disciplinary case, a reading): only their owner reads them, also when
    somebody looks at the portal as that person.
    """

    untuk = models.ForeignKey(Pengguna, models.CASCADE, related_name="daftar_notifikasi")
    kelompok = models.CharField(
        max_length=10, choices=KelompokKabar, default=KelompokKabar.LAIN, db_default=KelompokKabar.LAIN
    )
    judul = models.CharField(max_length=200)
    # What changed.
    isi = models.TextField()
    mengapa = models.TextField(blank=True, default="", db_default="")
    aturan = models.CharField("menurut aturan", max_length=300, blank=True, default="", db_default="")
    # In words: some acts name the role and not the person.
    oleh = models.CharField(max_length=250, blank=True, default="", db_default="")
    keberatan = models.TextField("bagaimana keberatan", blank=True, default="", db_default="")
    url = models.CharField(max_length=300, blank=True)
    # Of what it is one of many (an import that writes in sets): later ones join it, and `hitungan` holds the sums.
    kunci = models.CharField(max_length=100, blank=True, default="", db_default="")
    hitungan = models.JSONField(default=dict, db_default={}, blank=True)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    dibaca_pada = models.DateTimeField(null=True, blank=True)
    # How its e-mail goes, as chosen when it was written, and when the digest counted it.
    surel = models.CharField(max_length=10, choices=CaraSurel, default=CaraSurel.SEGERA, db_default=CaraSurel.SEGERA)
    diringkas_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        constraints = [
            models.UniqueConstraint(fields=["untuk", "kunci"], condition=~Q(kunci=""), name="notifikasi_satu_per_kunci")
        ]
        indexes = [
            models.Index(fields=["untuk"], condition=Q(dibaca_pada=None), name="notifikasi_belum_dibaca"),
            models.Index(
                fields=["untuk"], condition=Q(surel="harian", diringkas_pada=None), name="notifikasi_belum_diringkas"
            ),
        ]

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        row = super().from_db(db, field_names, values)
        if hanya_lihat.current() is not None:
            row.isi, row.hitungan = UNTUK_PEMILIK, {}
            row.mengapa = row.aturan = row.oleh = row.keberatan = ""
        return row


class PilihanPemberitahuan(BarisUUID):
    """How somebody wants the e-mails of one group of notices. Without a row: at once."""

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="+")
    kelompok = models.CharField(max_length=10, choices=KelompokKabar)
    cara = models.CharField(max_length=10, choices=CaraSurel)

    class Meta:
        verbose_name = "pilihan pemberitahuan"
        verbose_name_plural = "pilihan pemberitahuan"
        constraints = [
            models.UniqueConstraint(fields=["pengguna", "kelompok"], name="pilihan_pemberitahuan_sekali"),
            # What concerns the safety of the account always goes at once.
            models.CheckConstraint(condition=~Q(kelompok="keamanan"), name="pilihan_bukan_keamanan"),
        ]
