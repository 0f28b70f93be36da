"""What a post needs: the dictionary of competences, and standards and requirements as dated rows.

They belong to an `AcuanJabatan`, not to a seat: all posts of a kind and level, one nomenclature, or a single seat. The
closest one holds for each competence (jabatan.selectors.kompetensi), so that thousands of seats need not be typed.
"""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from asn_portal.core.models import BarisBertanggal, BarisUUID, Instansi
from asn_portal.core.models.dasar import DIKETAHUI_KINI
from jabatan.enums import JenisJabatan, JenisKompetensi, JenisSyarat, Jenjang
from jabatan.models.jabatan import Jabatan

TINGKAT_TERTINGGI = 5


class KamusKompetensiQuerySet(models.QuerySet["KamusKompetensi"]):
    def untuk(self, instansi_id: object) -> KamusKompetensiQuerySet:
        """The national entries and those of the agency."""
        return self.filter(Q(instansi=None) | Q(instansi_id=instansi_id))

    def terpakai(self) -> KamusKompetensiQuerySet:
        return self.filter(ditutup=False)


class KamusKompetensi(BarisUUID):
    """A competence: national ones (manajerial, sosial kultural) have no agency; technical ones are the agency's own."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    kode = models.CharField("kode", max_length=20)
    jenis = models.CharField("jenis", max_length=20, choices=JenisKompetensi)
    nama = models.CharField("nama", max_length=120)
    definisi = models.TextField("definisi", max_length=1000)
    dasar = models.CharField("dasar", max_length=200, blank=True)
    # Where it stands among those of its kind.
    urut = models.PositiveSmallIntegerField("urutan", default=0)
    # No new standard may name it; what names it stays readable.
    ditutup = models.BooleanField("tidak dipakai lagi", default=False)

    objects = KamusKompetensiQuerySet.as_manager()

    class Meta:
        verbose_name = "kompetensi"
        verbose_name_plural = "kamus kompetensi"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "kode"], nulls_distinct=False, name="kompetensi_kode_sekali"),
            models.CheckConstraint(
                condition=Q(instansi=None) | Q(jenis=JenisKompetensi.TEKNIS), name="kompetensi_instansi_teknis"
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class TingkatKompetensi(BarisUUID):
    """What one level of a competence means, and by which behaviour it shows."""

    kompetensi = models.ForeignKey(KamusKompetensi, models.CASCADE, related_name="daftar_tingkat", db_index=False)
    tingkat = models.PositiveSmallIntegerField("tingkat")
    uraian = models.CharField("uraian", max_length=500)
    # One behaviour a line.
    indikator = models.TextField("indikator perilaku", max_length=2000, blank=True)

    class Meta:
        verbose_name = "tingkat kompetensi"
        verbose_name_plural = "tingkat kompetensi"
        constraints = [
            models.UniqueConstraint(fields=["kompetensi", "tingkat"], name="tingkat_kompetensi_sekali"),
            models.CheckConstraint(condition=Q(tingkat__range=(1, TINGKAT_TERTINGGI)), name="tingkat_1_sampai_5"),
        ]

    @property
    def perilaku(self) -> list[str]:
        return [line for line in self.indikator.splitlines() if line.strip()]


class AcuanJabatan(BarisUUID):
    """What standards, requirements, job information and evaluation are about.

    `jabatan`: one seat. Without it `nama`: every seat of that kind and name. Without both: every seat of the kind and level.
    """

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+", db_index=False)
    jenis = models.CharField("jenis jabatan", max_length=20, choices=JenisJabatan)
    jenjang = models.CharField("jenjang", max_length=20, choices=Jenjang, blank=True)
    nama = models.CharField("nama jabatan", max_length=200, blank=True)
    jabatan = models.ForeignKey(Jabatan, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = "acuan jabatan"
        verbose_name_plural = "acuan jabatan"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "jenis", "jenjang", "nama"], condition=Q(jabatan=None), name="acuan_jabatan_sekali"
            ),
            models.UniqueConstraint(fields=["jabatan"], name="acuan_satu_untuk_jabatan"),
            models.CheckConstraint(condition=Q(jabatan=None) | Q(nama=""), name="acuan_jabatan_tanpa_nama"),
            models.CheckConstraint(
                condition=Q(jenjang="") | Q(jenis=JenisJabatan.FUNGSIONAL), name="acuan_jenjang_fungsional"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.nama or (self.get_jenjang_display() if self.jenjang else self.get_jenis_display())


class StandarKompetensi(BarisBertanggal):
    """The level of a competence that a post asks for."""

    acuan = models.ForeignKey(AcuanJabatan, models.PROTECT, related_name="daftar_standar", db_index=False)
    kompetensi = models.ForeignKey(KamusKompetensi, models.PROTECT, related_name="+")
    tingkat = models.PositiveSmallIntegerField("tingkat")
    dasar = models.CharField("dasar", max_length=200)

    class Meta:
        verbose_name = "standar kompetensi"
        verbose_name_plural = "standar kompetensi"
        constraints = [
            ExclusionConstraint(
                name="standar_kompetensi_satu",
                expressions=[
                    ("acuan", RangeOperators.EQUAL), ("kompetensi", RangeOperators.EQUAL), ("berlaku", RangeOperators.OVERLAPS)
                ],
                condition=DIKETAHUI_KINI,
                violation_error_message="Standar kompetensi ini sudah tercatat pada masa tersebut.",
            ),
            models.CheckConstraint(condition=Q(tingkat__range=(1, TINGKAT_TERTINGGI)), name="standar_1_sampai_5"),
        ]  # fmt: skip


class SyaratJabatan(BarisBertanggal):
    """One requirement of a post. What `nilai` holds depends on the kind: a level of education, a rank, the name of a
    training, a post held before; `tahun` how long.
    """

    acuan = models.ForeignKey(AcuanJabatan, models.PROTECT, related_name="daftar_syarat", db_index=False)
    jenis = models.CharField("jenis syarat", max_length=20, choices=JenisSyarat)
    nilai = models.CharField("isi", max_length=200)
    tahun = models.DecimalField("lama (tahun)", max_digits=4, decimal_places=1, null=True, blank=True)
    # What else belongs to it: fields of study, kinds of work.
    rincian = models.CharField("rincian", max_length=300, blank=True)
    # An advantage otherwise: told, never excluding.
    wajib = models.BooleanField("wajib", default=True)
    dasar = models.CharField("dasar", max_length=200)

    class Meta:
        verbose_name = "syarat jabatan"
        verbose_name_plural = "syarat jabatan"
        constraints = [
            ExclusionConstraint(
                name="syarat_jabatan_sekali",
                expressions=[
                    ("acuan", RangeOperators.EQUAL), ("jenis", RangeOperators.EQUAL), ("nilai", RangeOperators.EQUAL),
                    ("berlaku", RangeOperators.OVERLAPS),
                ],
                condition=DIKETAHUI_KINI,
                violation_error_message="Syarat ini sudah tercatat pada masa tersebut.",
            ),
            # One lowest level each.
            ExclusionConstraint(
                name="syarat_jabatan_satu_batas",
                expressions=[
                    ("acuan", RangeOperators.EQUAL), ("jenis", RangeOperators.EQUAL), ("berlaku", RangeOperators.OVERLAPS)
                ],
                condition=DIKETAHUI_KINI & Q(jenis__in=(JenisSyarat.PENDIDIKAN, JenisSyarat.PANGKAT)),
                violation_error_message="Batas terendah untuk jenis syarat ini sudah tercatat pada masa tersebut.",
            ),
            models.CheckConstraint(condition=~Q(nilai=""), name="syarat_jabatan_berisi"),
            models.CheckConstraint(
                condition=~Q(jenis=JenisSyarat.PENGALAMAN) | Q(tahun__isnull=False, tahun__gt=0), name="syarat_pengalaman_berlama"
            ),
        ]  # fmt: skip
