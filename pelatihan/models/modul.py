"""What can be learned in the portal itself: parts in order, quizzes from a bank of questions, and how far everybody is."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from asn_portal.berkas.enums import HasilPindai
from asn_portal.core.models import BarisUUID, Pengguna
from asn_portal.core.permissions import akses
from pegawai.models import Pegawai
from pelatihan.enums import PAKET, JenisBagian, JenisBahan, KeadaanPaket
from pelatihan.models.katalog import Penyelenggara, ProgramPelatihan


class ModulQuerySet(models.QuerySet["ModulDaring"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """Of the own agency."""
        return self.filter(program__instansi_id=akses(pengguna).instansi_id)

    def terbit(self) -> Self:
        return self.filter(terbit_pada__isnull=False, program__ditutup_pada=None)

    def terbuka(self, orang_id: UUID | None) -> Self:
        """Published, or begun by this person: who has begun goes on."""
        begun = BelajarModul.objects.filter(pegawai_id=orang_id).values("modul_id")
        return self.filter(Q(terbit_pada__isnull=False, program__ditutup_pada=None) | Q(pk__in=begun))


class ModulDaring(BarisUUID):
    """The module of a programme. JP of the programme count when every part is done."""

    program = models.OneToOneField(ProgramPelatihan, models.PROTECT, related_name="modul")
    penyelenggara = models.ForeignKey(Penyelenggara, models.PROTECT, related_name="+", db_index=False)
    ringkas = models.CharField("isi singkat", max_length=300)
    menit = models.PositiveSmallIntegerField("lamanya (menit)")
    terbit_pada = models.DateTimeField(null=True, blank=True)

    objects = ModulQuerySet.as_manager()

    class Meta:
        verbose_name = "modul daring"
        verbose_name_plural = "modul daring"

    def __str__(self) -> str:
        return self.program.judul


class BagianModul(BarisUUID):
    """One part: text, a film, file or picture (uploaded, or a link), a package, or a quiz."""

    modul = models.ForeignKey(ModulDaring, models.CASCADE, related_name="daftar_bagian", db_index=False)
    urut = models.PositiveSmallIntegerField()
    judul = models.CharField("judul", max_length=200)
    jenis = models.CharField("jenis", max_length=10, choices=JenisBagian)
    # Paragraphs; a line that begins with "- " is a point of a list, one that begins with "## " a heading.
    isi = models.TextField("isi", max_length=20000, blank=True)
    tautan = models.URLField("tautan video atau PDF", max_length=300, blank=True)
    # Of a quiz: how many questions are drawn, and how many percent must be right.
    banyak_soal = models.PositiveSmallIntegerField("banyaknya soal", null=True, blank=True)
    nilai_lulus = models.PositiveSmallIntegerField("nilai lulus", null=True, blank=True)
    # Of a package: nobody has really learned it in less time, whatever it reports.
    menit_singkat = models.PositiveSmallIntegerField("paling singkat (menit)", null=True, blank=True)

    class Meta:
        verbose_name = "bagian modul"
        verbose_name_plural = "bagian modul"
        constraints = [
            models.UniqueConstraint(fields=["modul", "urut"], name="bagian_urut"),
            models.CheckConstraint(
                condition=~Q(jenis=JenisBagian.KUIS) | Q(banyak_soal__gte=1, nilai_lulus__lte=100), name="bagian_kuis"
            ),
        ]


class BahanModul(BarisUUID):
    """The uploaded file of a part. A package is kept as one file: its contents one behind the other, `isi` says where
    each begins ("/name": [from, length]).
    """

    bagian = models.OneToOneField(BagianModul, models.CASCADE, related_name="bahan")
    jenis = models.CharField("jenis bahan", max_length=10, choices=JenisBahan)
    judul = models.CharField("judul di dalam bahan", max_length=200, blank=True)
    nama_simpan = models.CharField(max_length=100, unique=True)
    sidik = models.CharField("sidik SHA-256", max_length=64)
    ukuran = models.PositiveBigIntegerField("ukuran")
    jenis_isi = models.CharField(max_length=40)
    halaman = models.PositiveSmallIntegerField("banyaknya halaman", null=True, blank=True)
    isi = models.JSONField("isi paket", default=dict, blank=True)
    # The page of a package that is opened first.
    awal = models.CharField(max_length=400, blank=True)
    pindai = models.CharField("pemeriksaan virus", max_length=20, choices=HasilPindai)
    diunggah_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, related_name="+", db_index=False)
    diunggah_pada = models.DateTimeField()

    class Meta:
        verbose_name = "bahan modul"
        verbose_name_plural = "bahan modul"
        constraints = [models.CheckConstraint(condition=Q(ukuran__gt=0), name="bahan_berisi")]

    @property
    def paket(self) -> bool:
        return self.jenis in PAKET


class SoalKuis(BarisUUID):
    bagian = models.ForeignKey(BagianModul, models.CASCADE, related_name="daftar_soal", db_index=False)
    urut = models.PositiveSmallIntegerField()
    teks = models.CharField("pertanyaan", max_length=500)
    pilihan = models.JSONField("pilihan")
    # Place of the right one among `pilihan`.
    kunci = models.PositiveSmallIntegerField("kunci")
    penjelasan = models.CharField("penjelasan", max_length=500, blank=True)

    class Meta:
        verbose_name = "soal kuis"
        verbose_name_plural = "soal kuis"
        constraints = [models.UniqueConstraint(fields=["bagian", "urut"], name="soal_urut")]


class BelajarModul(BarisUUID):
    """One person in one module."""

    modul = models.ForeignKey(ModulDaring, models.PROTECT, related_name="daftar_belajar", db_index=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_belajar")
    mulai_pada = models.DateTimeField()
    selesai_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "belajar modul"
        verbose_name_plural = "belajar modul"
        constraints = [
            models.UniqueConstraint(fields=["modul", "pegawai"], name="belajar_sekali"),
            models.CheckConstraint(
                condition=Q(selesai_pada=None) | Q(selesai_pada__gte=F("mulai_pada")), name="belajar_urut"
            ),
        ]


class KemajuanBagian(BarisUUID):
    """A part that is done. Never changed."""

    belajar = models.ForeignKey(BelajarModul, models.PROTECT, related_name="daftar_kemajuan", db_index=False)
    bagian = models.ForeignKey(BagianModul, models.PROTECT, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "kemajuan bagian"
        verbose_name_plural = "kemajuan bagian"
        constraints = [models.UniqueConstraint(fields=["belajar", "bagian"], name="kemajuan_sekali")]


class KemajuanPaket(BarisUUID):
    """How far somebody is in a package, as it has reported, and what it wants to know when it is opened again."""

    belajar = models.ForeignKey(BelajarModul, models.PROTECT, related_name="daftar_paket", db_index=False)
    bagian = models.ForeignKey(BagianModul, models.PROTECT, related_name="+")
    status = models.CharField("keadaan", max_length=10, choices=KeadaanPaket, default=KeadaanPaket.BERJALAN)
    persen = models.PositiveSmallIntegerField("kemajuan (persen)", default=0)
    nilai = models.PositiveSmallIntegerField("nilai", null=True, blank=True)
    detik = models.PositiveIntegerField("lamanya dipelajari (detik)", default=0)
    # Elements of the package's own data by name; of the file with this digest.
    data = models.JSONField(default=dict, blank=True)
    sidik = models.CharField(max_length=64)
    mulai_pada = models.DateTimeField()
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "kemajuan paket"
        verbose_name_plural = "kemajuan paket"
        constraints = [
            models.UniqueConstraint(fields=["belajar", "bagian"], name="paket_sekali"),
            models.CheckConstraint(
                condition=Q(persen__lte=100) & (Q(nilai=None) | Q(nilai__lte=100)), name="paket_seratus"
            ),
        ]


class PercobaanKuis(BarisUUID):
    """One attempt: the questions that were drawn, and once sent, the answers and the mark. One at most is open."""

    belajar = models.ForeignKey(BelajarModul, models.PROTECT, related_name="daftar_percobaan", db_index=False)
    bagian = models.ForeignKey(BagianModul, models.PROTECT, related_name="+")
    soal = models.JSONField()
    jawaban = models.JSONField(null=True, blank=True)
    nilai = models.PositiveSmallIntegerField("nilai", null=True, blank=True)
    mulai_pada = models.DateTimeField()
    kirim_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "percobaan kuis"
        verbose_name_plural = "percobaan kuis"
        constraints = [
            models.UniqueConstraint(fields=["belajar", "bagian"], condition=Q(kirim_pada=None), name="percobaan_terbuka"),
            models.CheckConstraint(
                condition=Q(kirim_pada=None, nilai=None) | Q(kirim_pada__isnull=False, nilai__lte=100), name="percobaan_nilai"
            ),
        ]  # fmt: skip
