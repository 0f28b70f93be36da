"""Awards: one occasion with its nominations, its jury, its decision, and who of the winners may be named in public."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from asn_portal.berkas.models import Naskah
from asn_portal.core.models import BarisUUID, Instansi, Pengguna
from kinerja.models import NominasiPenghargaan
from merit.enums_talenta import JenisAjang, StatusAjang, StatusUsulanPenghargaan
from pegawai.models import Pegawai
from pegawai.models.referensi import KeReferensi, in_lists


class AjangPenghargaan(BarisUUID):
    """One award of one year, from the first nomination to the letter."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    nama = models.CharField("nama penghargaan", max_length=200)
    jenis = models.CharField("jenis", max_length=15, choices=JenisAjang)
    # What is written into the file of a winner.
    penghargaan = KeReferensi("penghargaan", verbose_name="penghargaan menurut BKN")
    tahun = models.PositiveSmallIntegerField("tahun")
    uraian = models.CharField("ukuran penilaian", max_length=1000)
    usul_sampai = models.DateField("usulan sampai")
    status = models.CharField(max_length=12, choices=StatusAjang, default=StatusAjang.TERBUKA)
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    pertimbangan = models.CharField("pertimbangan", max_length=2000, blank=True)
    naskah = models.ForeignKey(Naskah, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    keputusan_nomor = models.CharField("nomor keputusan", max_length=100, blank=True)
    keputusan_tanggal = models.DateField("tanggal keputusan", null=True, blank=True)

    class Meta:
        verbose_name = "ajang penghargaan"
        verbose_name_plural = "ajang penghargaan"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "nama", "tahun"], condition=~Q(status="dibatalkan"), name="ajang_sekali_setahun",
                violation_error_message="Penghargaan dengan nama itu sudah ada untuk tahun tersebut.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["diputus", "terbit"]) | ~Q(pertimbangan="") & Q(diputus_oleh__isnull=False),
                name="ajang_diputus_beralasan",
            ),
            models.CheckConstraint(
                condition=~Q(status=StatusAjang.TERBIT) | ~Q(keputusan_nomor="") & Q(keputusan_tanggal__isnull=False),
                name="ajang_terbit_berkeputusan",
            ),
            *in_lists("ajang", penghargaan_id=("penghargaan",)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.nama} {self.tahun}"


class UsulanPenghargaan(BarisUUID):
    """A nomination: a person, or a team with its members."""

    ajang = models.ForeignKey(AjangPenghargaan, models.PROTECT, related_name="daftar_usulan", db_index=False)
    # Of a person the name stays empty: it is in the file.
    nama_tim = models.CharField("nama tim", max_length=200, blank=True)
    alasan = models.CharField("mengapa layak", max_length=2000)
    nominasi = models.ForeignKey(
        NominasiPenghargaan, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nominasi penilai"
    )
    status = models.CharField(max_length=15, choices=StatusUsulanPenghargaan, default=StatusUsulanPenghargaan.DIUSULKAN)
    diusulkan_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    diusulkan_pada = models.DateTimeField()
    pertimbangan = models.CharField("pertimbangan putusan", max_length=1000, blank=True)

    class Meta:
        verbose_name = "usulan penghargaan"
        verbose_name_plural = "usulan penghargaan"
        constraints = [
            models.CheckConstraint(condition=~Q(alasan=""), name="usulan_penghargaan_beralasan"),
            models.UniqueConstraint(fields=["ajang", "nominasi"], name="usulan_penghargaan_nominasi_sekali"),
            models.CheckConstraint(
                condition=~Q(status__in=["penerima", "belum_terpilih"]) | ~Q(pertimbangan=""),
                name="usulan_penghargaan_diputus_beralasan",
            ),
        ]


class PenerimaPenghargaan(BarisUUID):
    """A person of a nomination. He alone says whether his name may be shown in public."""

    usulan = models.ForeignKey(UsulanPenghargaan, models.PROTECT, related_name="daftar_orang", db_index=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_usulan_penghargaan")
    # None: not asked yet, or not answered. Only True is shown.
    boleh_tampil = models.BooleanField("boleh ditampilkan untuk umum", null=True, blank=True)
    dijawab_pada = models.DateTimeField(null=True, blank=True)
    # The row of the file that the letter has led to.
    riwayat = models.UUIDField("baris riwayat", null=True, blank=True)

    class Meta:
        verbose_name = "penerima penghargaan"
        verbose_name_plural = "penerima penghargaan"
        constraints = [
            models.UniqueConstraint(fields=["usulan", "pegawai"], name="penerima_sekali"),
            models.CheckConstraint(
                condition=Q(boleh_tampil=None, dijawab_pada=None) | Q(boleh_tampil__isnull=False, dijawab_pada__isnull=False),
                name="penerima_dijawab_lengkap",
            ),
        ]  # fmt: skip


class JuriPenghargaan(BarisUUID):
    """A juror. Nothing is shown to him before he has stated his interests; with one he does not score at all."""

    ajang = models.ForeignKey(AjangPenghargaan, models.PROTECT, related_name="daftar_juri", db_index=False)
    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="daftar_juri_penghargaan")
    ada_benturan = models.BooleanField("ada benturan kepentingan", null=True, blank=True)
    uraian = models.CharField("uraian", max_length=1000, blank=True)
    dinyatakan_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "juri penghargaan"
        verbose_name_plural = "juri penghargaan"
        constraints = [
            models.UniqueConstraint(
                fields=["ajang", "pengguna"], name="juri_sekali", violation_error_message="Orang ini sudah menjadi juri."
            ),
            models.CheckConstraint(
                condition=Q(ada_benturan=None, dinyatakan_pada=None)
                | Q(ada_benturan__isnull=False, dinyatakan_pada__isnull=False) & (Q(ada_benturan=False) | ~Q(uraian="")),
                name="juri_menyatakan_lengkap",
            ),
        ]  # fmt: skip


class NilaiJuri(BarisUUID):
    """What a juror gives one nomination, and why."""

    usulan = models.ForeignKey(UsulanPenghargaan, models.PROTECT, related_name="daftar_nilai", db_index=False)
    juri = models.ForeignKey(JuriPenghargaan, models.PROTECT, related_name="daftar_nilai")
    skor = models.PositiveSmallIntegerField("nilai", validators=[MaxValueValidator(100)])
    alasan = models.CharField("alasan", max_length=1000)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "nilai juri"
        verbose_name_plural = "nilai juri"
        constraints = [
            models.UniqueConstraint(fields=["usulan", "juri"], name="nilai_juri_sekali"),
            models.CheckConstraint(condition=Q(skor__lte=100) & ~Q(alasan=""), name="nilai_juri_beralasan"),
        ]
