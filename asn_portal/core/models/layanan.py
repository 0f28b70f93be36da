"""Help and news: tickets with a number, announcements with a read receipt, guides that somebody has closed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from asn_portal.core.enums import JenisBalasan, Peran, StatusTiket, TujuanTiket
from asn_portal.core.models.dasar import BarisUUID
from asn_portal.core.models.pengguna import Instansi, Pengguna
from asn_portal.core.models.unit import UnitKerja


class NextTiket(models.Func):
    template = "nextval('core_tiket_nomor')"
    arity = 0
    output_field = models.BigIntegerField()


class Tiket(BarisUUID):
    """A request for help. It keeps the page it was written on, so that nobody has to describe it.

    `unit` is where the person belonged when it was written; its nearest HR answers. `menunggu_sejak` is the last
    time the person wrote without an answer; it is empty while nobody waits.
    """

    nomor = models.BigIntegerField(unique=True, db_default=NextTiket(), editable=False)
    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="daftar_tiket")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+")
    halaman = models.CharField("halaman", max_length=300, blank=True)
    isi = models.TextField("yang Anda perlukan", max_length=2000)
    catatan_sistem = models.CharField("nomor permintaan halaman", max_length=36, blank=True)
    status = models.CharField(max_length=20, choices=StatusTiket, default=StatusTiket.TERBUKA)
    tujuan = models.CharField("ditujukan kepada", max_length=10, choices=TujuanTiket, default=TujuanTiket.UNIT)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    menunggu_sejak = models.DateTimeField(null=True, blank=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "tiket bantuan"
        verbose_name_plural = "tiket bantuan"
        constraints = [
            models.CheckConstraint(
                condition=Q(status="selesai", selesai_pada__isnull=False)
                | (~Q(status="selesai") & Q(selesai_pada=None)),
                name="tiket_selesai_tercatat",
            ),
            models.CheckConstraint(
                condition=Q(menunggu_sejak__isnull=False, status="terbuka")
                | (~Q(status="terbuka") & Q(menunggu_sejak=None)),
                name="tiket_menunggu_tercatat",
            ),
        ]
        indexes = [models.Index(fields=["menunggu_sejak"], condition=Q(status="terbuka"), name="tiket_menunggu")]

    @property
    def label(self) -> str:
        """As told to people: B-000123."""
        return f"B-{self.nomor:06d}"


class BalasanTiket(BarisUUID):
    """One turn of the conversation: words, a passing on, the end, a new beginning."""

    tiket = models.ForeignKey(Tiket, models.PROTECT, related_name="daftar_balasan")
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=10, choices=JenisBalasan, default=JenisBalasan.BALASAN)
    isi = models.TextField("balasan", max_length=2000, blank=True)
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "balasan tiket"
        verbose_name_plural = "balasan tiket"


class Pengumuman(BarisUUID):
    """News for a unit and everything below it, or for holders of roles there.

    Nobody changes one that has been shown: a correction ends it and takes its place (`memperbaiki`).
    """

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+", verbose_name="untuk unit")
    peran = ArrayField(
        models.CharField(max_length=30, choices=Peran),
        default=list,
        blank=True,
        verbose_name="untuk peran (kosong: semua)",
    )
    judul = models.CharField("judul", max_length=200)
    isi = models.TextField("isi", max_length=5000)
    mulai = models.DateField("tampil mulai")
    sampai = models.DateField("tampil sampai")
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    memperbaiki = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="perbaikan", verbose_name="memperbaiki"
    )
    diakhiri_pada = models.DateTimeField(null=True, blank=True)
    diakhiri_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "pengumuman"
        verbose_name_plural = "pengumuman"
        constraints = [
            models.CheckConstraint(condition=Q(sampai__gte=F("mulai")), name="pengumuman_tanggal"),
            models.CheckConstraint(
                condition=Q(diakhiri_pada=None, diakhiri_oleh=None)
                | Q(diakhiri_pada__isnull=False, diakhiri_oleh__isnull=False),
                name="pengumuman_diakhiri_seseorang",
            ),
        ]


class TandaBaca(models.Model):
    """Somebody has read an announcement."""

    pengumuman = models.ForeignKey(Pengumuman, models.CASCADE, related_name="daftar_tanda")
    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="+")
    dibaca_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "tanda baca"
        verbose_name_plural = "tanda baca"
        constraints = [models.UniqueConstraint(fields=["pengumuman", "pengguna"], name="tanda_baca_sekali")]


class PanduanDitutup(models.Model):
    """Somebody has closed a first-use tour or the news of a version; `semua` turns all of them off."""

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="+")
    kunci = models.CharField(max_length=60)
    ditutup_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "panduan yang ditutup"
        verbose_name_plural = "panduan yang ditutup"
        constraints = [models.UniqueConstraint(fields=["pengguna", "kunci"], name="panduan_ditutup_sekali")]
