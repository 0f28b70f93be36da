"""A run of the engine: what was asked, its chunks, and the rows it wrote. Rows lie in a partition per run, written once."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from asn_portal.core.models import BarisUUID, Instansi, Pengguna, UnitKerja
from merit.enums import Kohort, PemicuPutaran, StatusNilai, StatusPutaran
from merit.models.instrumen import VersiInstrumen
from pegawai.models import Pegawai

# Its rows are whole and never change again.
BERISI = (StatusPutaran.SELESAI, StatusPutaran.DIPERIKSA, StatusPutaran.TERBIT)
BERGERAK = (StatusPutaran.DRAF, StatusPutaran.BERJALAN)


class NomorBerikut(models.Func):
    """The next number of a run, from its sequence."""

    template = "nextval('merit_nomor_putaran')"
    arity = 0
    output_field = models.IntegerField()


class PutaranQuerySet(models.QuerySet["Putaran"]):
    def berisi(self) -> Self:
        """With rows that can be read."""
        return self.filter(status__in=BERISI)

    def terbit(self) -> Self:
        """Published, and not superseded by a published correction."""
        return self.filter(status=StatusPutaran.TERBIT).exclude(daftar_pengganti__status=StatusPutaran.TERBIT)


class Putaran(BarisUUID):
    """`pada` is the day the question is about, `diketahui_pada` until when the portal knew what it answers with."""

    # Names the partition of its rows.
    nomor = models.IntegerField("nomor putaran", unique=True, db_default=NomorBerikut(), editable=False)
    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    versi = models.ForeignKey(
        VersiInstrumen, models.PROTECT, related_name="daftar_putaran", verbose_name="versi instrumen"
    )
    # The cohort: a kind of post, inside a unit and what is below it (None: the whole agency).
    kohort = models.CharField("kelompok", max_length=15, choices=Kohort, default=Kohort.SEMUA)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    pada = models.DateField("keadaan pada")
    diketahui_pada = models.DateTimeField("diketahui sampai")
    status = models.CharField(max_length=12, choices=StatusPutaran, default=StatusPutaran.DRAF)
    pemicu = models.CharField("sebab", max_length=12, choices=PemicuPutaran)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    menggantikan = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="daftar_pengganti", db_index=False
    )
    alasan = models.CharField("alasan", max_length=500, blank=True)
    jumlah = models.PositiveIntegerField("pegawai", default=0)
    lengkap = models.PositiveIntegerField("yang lengkap", default=0)
    tertutup = models.PositiveIntegerField("yang tidak memenuhi syarat", default=0)
    # Digests: of everything that was asked, and of every row that was found.
    sidik_masukan = models.CharField("sidik masukan", max_length=64, blank=True)
    sidik = models.CharField("sidik hasil", max_length=64, blank=True)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    dimulai_pada = models.DateTimeField(null=True, blank=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)
    diperiksa_oleh = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    diperiksa_pada = models.DateTimeField(null=True, blank=True)
    catatan_periksa = models.CharField("catatan pemeriksaan", max_length=1000, blank=True)
    keputusan_nomor = models.CharField("nomor keputusan", max_length=100, blank=True)
    keputusan_tanggal = models.DateField("tanggal keputusan", null=True, blank=True)
    terbit_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    terbit_pada = models.DateTimeField(null=True, blank=True)
    # Until when those it is about may object.
    batas_sanggah = models.DateField("batas sanggah", null=True, blank=True)
    dibatalkan_pada = models.DateTimeField(null=True, blank=True)
    alasan_batal = models.CharField("alasan pembatalan", max_length=500, blank=True)

    objects = PutaranQuerySet.as_manager()

    class Meta:
        verbose_name = "putaran merit"
        verbose_name_plural = "putaran merit"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "versi", "kohort", "unit", "pada"], condition=Q(status__in=BERGERAK),
                nulls_distinct=False, name="putaran_satu_berjalan",
                violation_error_message="Putaran yang sama sedang dihitung. Tunggu sampai selesai.",
            ),
            # Two beats make one run.
            models.UniqueConstraint(
                fields=["instansi", "versi", "pada"],
                condition=Q(pemicu=PemicuPutaran.JADWAL) & ~Q(status=StatusPutaran.DIBATALKAN),
                name="putaran_satu_sebulan",
            ),
            # A published run has one successor at most.
            models.UniqueConstraint(
                fields=["menggantikan"], condition=Q(menggantikan__isnull=False) & ~Q(status=StatusPutaran.DIBATALKAN),
                name="putaran_satu_pengganti",
                violation_error_message="Koreksi putaran ini sudah ada. Lanjutkan koreksi itu.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=BERISI) | (~Q(sidik="") & ~Q(sidik_masukan="") & Q(jumlah__gt=0)),
                name="putaran_selesai_bersidik",
            ),
            models.CheckConstraint(
                condition=~Q(status=StatusPutaran.TERBIT)
                | (~Q(keputusan_nomor="") & Q(keputusan_tanggal__isnull=False, terbit_pada__isnull=False)
                   & Q(terbit_oleh__isnull=False, diperiksa_oleh__isnull=False)),
                name="putaran_terbit_berkeputusan",
            ),
            # Two people: who checked does not publish.
            models.CheckConstraint(
                condition=Q(terbit_oleh=None) | ~Q(terbit_oleh=F("diperiksa_oleh")), name="putaran_dua_orang"
            ),
            models.CheckConstraint(
                condition=~Q(status=StatusPutaran.DIBATALKAN) | ~Q(alasan_batal=""), name="putaran_batal_beralasan"
            ),
            models.CheckConstraint(
                condition=~Q(pemicu=PemicuPutaran.KOREKSI) | (Q(menggantikan__isnull=False) & ~Q(alasan="")),
                name="putaran_koreksi_beralasan",
            ),
            models.CheckConstraint(condition=Q(lengkap__lte=F("jumlah")), name="putaran_jumlah"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["instansi", "-pada", "-nomor"], name="putaran_terakhir")]

    def __str__(self) -> str:
        return f"Putaran {self.nomor}"

    @property
    def berisi(self) -> bool:
        return self.status in BERISI

    @property
    def belum_lengkap(self) -> int:
        return self.jumlah - self.lengkap - self.tertutup


class BagianPutaran(BarisUUID):
    """A chunk: one perangkat daerah with everything below it (None: people directly at the root, or without a unit)."""

    putaran = models.ForeignKey(Putaran, models.PROTECT, related_name="daftar_bagian", db_index=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    jumlah = models.PositiveIntegerField("pegawai", default=0)
    lengkap = models.PositiveIntegerField("yang lengkap", default=0)
    tertutup = models.PositiveIntegerField("yang tidak memenuhi syarat", default=0)
    sidik = models.CharField("sidik hasil", max_length=64, blank=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "bagian putaran merit"
        verbose_name_plural = "bagian putaran merit"
        constraints = [
            models.UniqueConstraint(fields=["putaran", "unit"], nulls_distinct=False, name="bagian_satu_unit"),
            models.CheckConstraint(condition=Q(selesai_pada=None) | ~Q(sidik=""), name="bagian_selesai_bersidik"),
        ]


class IsiNilai(models.Model):
    """Scores in hundredths and the rows they came from, in the order of the instrument's components."""

    # No constraint in the database: a partition is written in one go and never changed, and people are never deleted.
    pegawai = models.ForeignKey(Pegawai, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    unit = models.ForeignKey(
        UnitKerja, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    perangkat = models.ForeignKey(
        UnitKerja, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    jenjang = models.CharField(max_length=20)
    rumpun = models.CharField(max_length=100)
    skor = ArrayField(models.IntegerField(null=True))
    bukti = ArrayField(models.UUIDField(null=True))
    y = models.BigIntegerField(null=True)
    x = models.BigIntegerField(null=True)
    total = models.BigIntegerField(null=True)
    kotak = models.SmallIntegerField(null=True)
    status = models.CharField(max_length=14, choices=StatusNilai)
    kurang = ArrayField(models.CharField(max_length=40))
    gerbang = ArrayField(models.CharField(max_length=40))
    duk = ArrayField(models.IntegerField())

    class Meta:
        abstract = True


class Nilai(IsiNilai):
    """What a run gave one person."""

    pk = models.CompositePrimaryKey("putaran", "pegawai_id")
    putaran = models.IntegerField()

    class Meta:
        managed = False
        db_table = "merit_nilai"
        verbose_name = "nilai merit"
        verbose_name_plural = "nilai merit"


class NilaiBerjalan(IsiNilai):
    """The same as things stand today, without ranks: refreshed every night, and for one person after an approval."""

    pk = models.CompositePrimaryKey("versi_id", "pegawai_id")
    versi = models.ForeignKey(VersiInstrumen, models.PROTECT, related_name="+", db_index=False)
    dihitung_pada = models.DateTimeField("dihitung pada")

    class Meta:
        verbose_name = "nilai berjalan"
        verbose_name_plural = "nilai berjalan"
        indexes = [models.Index(fields=["pegawai"], name="nilai_berjalan_orang")]


def percentile(urut: int | None, dari: int | None) -> int | None:
    """Of a hundred others, how many stand behind this place, rounded down; None where nobody is compared with."""
    if not urut or not dari or dari == 1:
        return None
    return 100 * (dari - urut) // (dari - 1)


class Peringkat(models.Model):
    """The place of a person among those he may be compared with: same jenjang or rumpun, in the cohort or in the perangkat
    daerah of it. Of how many each is, stands beside.
    """

    pk = models.CompositePrimaryKey("putaran", "pegawai_id")
    putaran = models.IntegerField()
    pegawai = models.ForeignKey(Pegawai, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    jenjang = models.IntegerField()
    jenjang_dari = models.IntegerField()
    jenjang_perangkat = models.IntegerField()
    jenjang_perangkat_dari = models.IntegerField()
    rumpun = models.IntegerField()
    rumpun_dari = models.IntegerField()
    rumpun_perangkat = models.IntegerField()
    rumpun_perangkat_dari = models.IntegerField()

    class Meta:
        managed = False
        db_table = "merit_peringkat"
        verbose_name = "peringkat merit"
        verbose_name_plural = "peringkat merit"

    @property
    def persentil(self) -> int | None:
        """Inside the jenjang of the cohort."""
        return percentile(self.jenjang, self.jenjang_dari)

    @property
    def persentil_perangkat(self) -> int | None:
        """Inside the jenjang of the perangkat daerah."""
        return percentile(self.jenjang_perangkat, self.jenjang_perangkat_dari)
