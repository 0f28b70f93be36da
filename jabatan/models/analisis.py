"""Analysis of posts: job information (anjab), workload (ABK) and evaluation. What was taken over is never rewritten."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from asn_portal.core.models import BarisBertanggal, BarisUUID, Pengguna
from asn_portal.core.models.dasar import DIKETAHUI_KINI
from jabatan.enums import JenisEvaluasi, StatusAnalisis
from jabatan.models.jabatan import KELAS_TERTINGGI, Jabatan
from jabatan.models.kompetensi import AcuanJabatan


class InformasiJabatan(BarisBertanggal):
    """The fifteen parts of a post, as far as they are not known from elsewhere: `isi` by the keys of jabatan.aturan.informasi.

    Name, unit, requirements and class stand on the map and in the requirements; they are shown with these and never copied.
    """

    acuan = models.ForeignKey(AcuanJabatan, models.PROTECT, related_name="daftar_informasi", db_index=False)
    isi = models.JSONField("isi", default=dict)
    dasar = models.CharField("dasar", max_length=200)

    class Meta:
        verbose_name = "informasi jabatan"
        verbose_name_plural = "informasi jabatan"
        constraints = [
            ExclusionConstraint(
                name="informasi_jabatan_satu",
                expressions=[("acuan", RangeOperators.EQUAL), ("berlaku", RangeOperators.OVERLAPS)],
                condition=DIKETAHUI_KINI,
                violation_error_message="Informasi jabatan ini sudah tercatat pada masa tersebut.",
            )
        ]


class AnalisisBebanKerja(BarisUUID):
    """The workload of a seat in a year: K proposed, then taken over by HR from a day on. Figures are of all its tasks."""

    jabatan = models.ForeignKey(Jabatan, models.PROTECT, related_name="daftar_abk", db_index=False)
    tahun = models.PositiveSmallIntegerField("tahun")
    status = models.CharField(max_length=20, choices=StatusAnalisis, default=StatusAnalisis.DIUSULKAN)
    # Minutes of work in a year, of the rule that held when it was reckoned.
    jke_menit = models.PositiveIntegerField("waktu kerja efektif setahun (menit)")
    dasar_hukum = models.CharField("dasar hukum", max_length=200)
    # Persons, to four places; and rounded up.
    total = models.DecimalField("jumlah beban kerja", max_digits=12, decimal_places=4)
    kebutuhan = models.PositiveIntegerField("kebutuhan pegawai")
    diubah_pada = models.DateTimeField("diubah", auto_now=True)
    disusun_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    diambil_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    diambil_pada = models.DateTimeField("diambil alih", null=True, blank=True)
    # First day on which the K of the map follows it.
    berlaku_sejak = models.DateField("berlaku sejak", null=True, blank=True)
    impor = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "analisis beban kerja"
        verbose_name_plural = "analisis beban kerja"
        constraints = [
            models.UniqueConstraint(
                fields=["jabatan", "tahun"], name="abk_sekali_setahun",
                violation_error_message="Analisis beban kerja jabatan ini untuk tahun itu sudah ada.",
            ),
            models.CheckConstraint(condition=Q(jke_menit__gt=0, total__gte=0), name="abk_isi"),
            models.CheckConstraint(condition=Q(kebutuhan__gte=F("total")), name="abk_dibulatkan_ke_atas"),
            models.CheckConstraint(
                condition=Q(status=StatusAnalisis.DIUSULKAN, diambil_pada=None, berlaku_sejak=None)
                | Q(status=StatusAnalisis.DIAMBIL_ALIH, diambil_pada__isnull=False, berlaku_sejak__isnull=False),
                name="abk_status",
            ),
        ]  # fmt: skip

    @property
    def sudah_diambil(self) -> bool:
        return self.status == StatusAnalisis.DIAMBIL_ALIH


class TugasABK(BarisUUID):
    """One task of the form: how many results a year, and minutes for each."""

    abk = models.ForeignKey(AnalisisBebanKerja, models.CASCADE, related_name="daftar_tugas", db_index=False)
    urut = models.PositiveSmallIntegerField("nomor")
    uraian = models.CharField("uraian tugas", max_length=500)
    satuan = models.CharField("hasil kerja", max_length=100)
    jumlah_hasil = models.DecimalField("jumlah hasil setahun", max_digits=12, decimal_places=3)
    waktu_menit = models.DecimalField("waktu tiap hasil (menit)", max_digits=12, decimal_places=3)

    class Meta:
        verbose_name = "tugas dalam ABK"
        verbose_name_plural = "tugas dalam ABK"
        constraints = [
            models.UniqueConstraint(fields=["abk", "urut"], name="tugas_abk_urut"),
            models.CheckConstraint(condition=Q(jumlah_hasil__gte=0, waktu_menit__gte=0), name="tugas_abk_isi"),
        ]


class EvaluasiJabatan(BarisUUID):
    """Factors of a post with their levels, the points and the class that follow. There is no class without points."""

    acuan = models.ForeignKey(AcuanJabatan, models.PROTECT, related_name="daftar_evaluasi")
    jenis = models.CharField("jenis evaluasi", max_length=20, choices=JenisEvaluasi)
    # Factor -> level, and factor -> why.
    tingkat = models.JSONField("tingkat faktor")
    alasan = models.JSONField("alasan", default=dict, blank=True)
    nilai = models.PositiveSmallIntegerField("nilai jabatan")
    kelas = models.PositiveSmallIntegerField("kelas jabatan")
    dasar_hukum = models.CharField("dasar hukum", max_length=200)
    status = models.CharField(max_length=20, choices=StatusAnalisis, default=StatusAnalisis.DIUSULKAN)
    disusun_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    disusun_pada = models.DateTimeField("disusun", auto_now_add=True)
    diambil_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    diambil_pada = models.DateTimeField("diambil alih", null=True, blank=True)
    berlaku_sejak = models.DateField("berlaku sejak", null=True, blank=True)

    class Meta:
        verbose_name = "evaluasi jabatan"
        verbose_name_plural = "evaluasi jabatan"
        constraints = [
            # One proposal at a time; those taken over stay as history.
            models.UniqueConstraint(
                fields=["acuan"], condition=Q(status=StatusAnalisis.DIUSULKAN), name="evaluasi_satu_usulan"
            ),
            models.CheckConstraint(
                condition=Q(kelas__range=(1, KELAS_TERTINGGI), nilai__gte=190), name="evaluasi_kelas_dari_nilai"
            ),
            models.CheckConstraint(
                condition=Q(status=StatusAnalisis.DIUSULKAN, diambil_pada=None, berlaku_sejak=None)
                | Q(status=StatusAnalisis.DIAMBIL_ALIH, diambil_pada__isnull=False, berlaku_sejak__isnull=False),
                name="evaluasi_status",
            ),
        ]

    @property
    def sudah_diambil(self) -> bool:
        return self.status == StatusAnalisis.DIAMBIL_ALIH
