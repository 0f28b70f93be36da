"""The evaluation of one person over a month, a quarter or a year, and the objection to it.

A predicate stands beside its two ratings and is the one of the matrix, or the row does not exist. What was handed over
changes only by the decision on an objection; what is final never does. Rows that came from e-Kinerja BKN or Ruang GTK are
final from the start and are corrected by the next import.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Case, F, Q, Value, When

from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Pengguna, UnitKerja
from asn_portal.core.permissions import akses
from kinerja.aturan.evaluasi import MATRIKS
from kinerja.aturan.kata import CAPAIAN, PREDIKAT, RATING, TABEL_PREDIKAT
from kinerja.enums import JenisEvaluasi, NilaiDasar, PutusanKeberatan, StatusEvaluasi, SumberKinerja
from kinerja.models.periode import PeriodeKinerja
from kinerja.models.skp import SKP
from pegawai.models import Pegawai
from pegawai.models.pegawai import team_of

PILIHAN_RATING = list(RATING.items())
PILIHAN_PREDIKAT = list(PREDIKAT.items())
PILIHAN_CAPAIAN = list(CAPAIAN.items())
_KODE = TABEL_PREDIKAT.terakhir.nilai
# What HR of scope and auditors read: only once the penilai has rated; drafts are between two people.
DINILAI = (
    StatusEvaluasi.DINILAI, StatusEvaluasi.DISAMPAIKAN, StatusEvaluasi.KEBERATAN, StatusEvaluasi.DIPUTUS,
    StatusEvaluasi.FINAL,
)  # fmt: skip
# The person rated sees ratings from the moment they were handed over; only from then on they count in figures.
TERSAMPAIKAN = (StatusEvaluasi.DISAMPAIKAN, StatusEvaluasi.KEBERATAN, StatusEvaluasi.DIPUTUS, StatusEvaluasi.FINAL)


def _number(column: str, codes: dict[str, int]) -> Case:
    """The number of SIASN for a word of ours."""
    return Case(*(When(**{column: word}, then=Value(code)) for word, code in codes.items()), default=None)


def _matrix() -> Q:
    """No predicate, or the one that stands in the matrix for the two ratings."""
    cells = Q(predikat="", hasil_kerja="", perilaku_kerja="")
    for hasil, row in MATRIKS.items():
        for perilaku in RATING:
            cells |= Q(hasil_kerja=hasil, perilaku_kerja=perilaku, predikat=row[perilaku])
    return cells


class EvaluasiQuerySet(models.QuerySet["Evaluasi"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """One's own; those of the people one is superior of today; those one has rated or decides an objection about; HR of
        scope and auditors once they are rated. Nobody else.
        """
        mine = akses(pengguna)
        if mine.orang_id is None:
            near = Q(pk__in=[])
        else:
            above = team_of(mine.orang_id, mine.tanggal)
            objected = Q(keberatan__isnull=False) & (Q(atasan_penilai_id=mine.orang_id) | Q(penilai_id__in=above))
            near = Q(pegawai_id=mine.orang_id) | Q(penilai_id=mine.orang_id) | objected
        near |= Q(pegawai_id__in=Pegawai.objects.visible_to(pengguna, Sumber.EVALUASI, "v").values("pk"))
        people = Pegawai.objects.visible_to(pengguna, Sumber.EVALUASI).values("pk")
        # Never beyond the own agency, whoever has rated there.
        return self.filter(near | Q(pegawai_id__in=people, status__in=DINILAI), pegawai__instansi_id=mine.instansi_id)

    def tersampaikan(self) -> Self:
        """Handed over: what counts in figures, and what the person rated reads."""
        return self.filter(status__in=TERSAMPAIKAN)


class Evaluasi(BarisUUID):
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_evaluasi", db_index=False)
    tahun = models.PositiveSmallIntegerField("tahun")
    jenis = models.CharField("jenis evaluasi", max_length=10, choices=JenisEvaluasi)
    # The month or the quarter; 0 for the year.
    nomor = models.PositiveSmallIntegerField(default=0)
    # The part of it in this post, under this penilai.
    masa = DateRangeField("masa")
    periode = models.ForeignKey(
        PeriodeKinerja, models.PROTECT, null=True, blank=True, related_name="daftar_evaluasi", db_index=False
    )
    skp = models.ForeignKey(
        SKP, models.PROTECT, null=True, blank=True, related_name="daftar_evaluasi", verbose_name="SKP"
    )
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    jabatan = models.CharField("jabatan", max_length=200, blank=True)
    penilai = models.ForeignKey(
        Pegawai, models.PROTECT, null=True, blank=True, related_name="daftar_evaluasi_dinilai",
        verbose_name="pejabat penilai kinerja",
    )  # fmt: skip
    atasan_penilai = models.ForeignKey(
        Pegawai, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="atasan pejabat penilai kinerja"
    )
    status = models.CharField(max_length=12, choices=StatusEvaluasi, default=StatusEvaluasi.BELUM_MULAI)
    # Counts what changed it: a tab that shows an older one decides nothing.
    putaran = models.PositiveSmallIntegerField(default=0)
    hasil_kerja = models.CharField("rating hasil kerja", max_length=20, choices=PILIHAN_RATING, blank=True)
    perilaku_kerja = models.CharField("rating perilaku kerja", max_length=20, choices=PILIHAN_RATING, blank=True)
    predikat = models.CharField("predikat kinerja", max_length=20, choices=PILIHAN_PREDIKAT, blank=True)
    # Of the unit, as it stood when the document was handed over.
    capaian = models.CharField("capaian kinerja organisasi", max_length=20, choices=PILIHAN_CAPAIAN, blank=True)
    penilaian_diri = models.TextField("penilaian diri", blank=True)
    catatan = models.TextField("catatan atau rekomendasi", blank=True)
    # Why the ratings differ from what was proposed, or the year from most of its quarters.
    alasan = models.CharField("alasan", max_length=1000, blank=True)
    # Where it comes from: this portal, or an import with its date and reference.
    sumber = models.CharField("sumber", max_length=12, choices=SumberKinerja, default=SumberKinerja.PORTAL)
    sumber_tanggal = models.DateField("tanggal sumber", null=True, blank=True)
    referensi = models.CharField("referensi", max_length=200, blank=True)
    # As skp22 and kinerjaPeriodik of SIASN want it: numbers from the words, both sides as they were when it was rated.
    siasn_id = models.CharField("nomor di SIASN", max_length=60, blank=True)
    identitas = models.JSONField(default=dict, blank=True)
    hasil_siasn = models.GeneratedField(
        expression=_number("hasil_kerja", _KODE["kode_rating"]),
        output_field=models.PositiveSmallIntegerField(null=True), db_persist=True,
    )  # fmt: skip
    perilaku_siasn = models.GeneratedField(
        expression=_number("perilaku_kerja", _KODE["kode_rating"]),
        output_field=models.PositiveSmallIntegerField(null=True), db_persist=True,
    )  # fmt: skip
    kuadran_siasn = models.GeneratedField(
        expression=_number("predikat", _KODE["kode_predikat"]),
        output_field=models.PositiveSmallIntegerField(null=True), db_persist=True,
    )  # fmt: skip
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    dikirim_pada = models.DateTimeField(null=True, blank=True)
    dinilai_pada = models.DateTimeField(null=True, blank=True)
    dinilai_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    disampaikan_pada = models.DateTimeField(null=True, blank=True)
    # When the person rated has signed for the document.
    diterima_pada = models.DateTimeField(null=True, blank=True)
    final_pada = models.DateTimeField(null=True, blank=True)

    objects = EvaluasiQuerySet.as_manager()

    class Meta:
        verbose_name = "evaluasi kinerja"
        verbose_name_plural = "evaluasi kinerja"
        constraints = [
            ExclusionConstraint(
                name="evaluasi_satu_semasa",
                expressions=[
                    ("pegawai", RangeOperators.EQUAL), ("jenis", RangeOperators.EQUAL), ("masa", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Untuk masa ini sudah ada evaluasi.",
            ),
            models.CheckConstraint(condition=_matrix(), name="evaluasi_menurut_matriks"),
            models.CheckConstraint(
                condition=Q(jenis="tahunan", nomor=0) | Q(jenis="triwulan", nomor__gte=1, nomor__lte=4)
                | Q(jenis="bulanan", nomor__gte=1, nomor__lte=12),
                name="evaluasi_nomor",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["belum_mulai", "draf", "dikirim"]) | ~Q(predikat=""), name="evaluasi_dinilai_lengkap"
            ),
            models.CheckConstraint(
                condition=~Q(sumber="portal") | Q(periode__isnull=False, skp__isnull=False), name="evaluasi_berencana"
            ),
            models.CheckConstraint(
                condition=Q(sumber="portal") | Q(status="final") & ~Q(referensi="") & Q(sumber_tanggal__isnull=False),
                name="evaluasi_masuk_berasal",
            ),
            models.CheckConstraint(
                condition=~Q(sumber="portal") | Q(status__in=["belum_mulai", "draf", "dikirim"])
                | Q(dinilai_oleh__isnull=False, dinilai_pada__isnull=False, penilai__isnull=False),
                name="evaluasi_ada_penilai",
            ),
            models.CheckConstraint(condition=~Q(pegawai=F("penilai")), name="evaluasi_bukan_penilai_sendiri"),
            models.CheckConstraint(condition=~Q(pegawai=F("atasan_penilai")), name="evaluasi_bukan_atasan_sendiri"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["pegawai", "tahun"], name="evaluasi_pegawai_tahun"),
            models.Index(fields=["unit", "tahun", "jenis", "nomor"], name="evaluasi_unit"),
            models.Index(fields=["periode", "status"], name="evaluasi_periode"),
            # How far units are with one stage: read from the index alone.
            models.Index(
                fields=["periode", "jenis", "nomor", "unit"],
                include=["status", "predikat", "pegawai"],
                name="evaluasi_tahap",
            ),
        ]

    def __str__(self) -> str:
        return self.judul

    @property
    def mulai(self) -> date:
        """First day."""
        first: date = self.masa.lower
        return first

    @property
    def sampai(self) -> date:
        """Last day, inclusive."""
        last: date = self.masa.upper - date.resolution
        return last

    @property
    def judul(self) -> str:
        """As people call it: triwulan III 2026, Mei 2026, tahun 2026."""
        return JenisEvaluasi(self.jenis).named(self.tahun, self.nomor)

    @property
    def sebutan(self) -> str:
        """Within a sentence: triwulan III 2026."""
        return JenisEvaluasi(self.jenis).within(self.tahun, self.nomor)


class IsiEvaluasi(BarisUUID):
    """One line of it: what came of a result, or how one value was lived; and what the penilai says to it."""

    evaluasi = models.ForeignKey(Evaluasi, models.CASCADE, related_name="daftar_isi", db_index=False)
    # The line of the plan through all its versions, or one of the seven values.
    garis = models.UUIDField(null=True, blank=True)
    nilai = models.CharField("nilai", max_length=25, choices=NilaiDasar, blank=True)
    realisasi = models.TextField("realisasi berdasarkan bukti dukung", blank=True)
    umpan_balik = models.TextField("umpan balik", blank=True)

    class Meta:
        verbose_name = "isi evaluasi"
        verbose_name_plural = "isi evaluasi"
        constraints = [
            models.UniqueConstraint(fields=["evaluasi", "garis", "nilai"], nulls_distinct=False, name="isi_evaluasi_satu"),
            models.CheckConstraint(
                condition=Q(garis__isnull=False, nilai="") | Q(garis=None) & ~Q(nilai=""), name="isi_evaluasi_sasaran"
            ),
        ]  # fmt: skip


class LangkahEvaluasi(BarisUUID):
    """One step of the way, never changed, with the clock that it started (`batas`) or met (`tepat_waktu`)."""

    evaluasi = models.ForeignKey(Evaluasi, models.PROTECT, related_name="daftar_langkah", db_index=False)
    dari = models.CharField(max_length=12, choices=StatusEvaluasi, blank=True)
    ke = models.CharField(max_length=12, choices=StatusEvaluasi)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    pada = models.DateTimeField()
    catatan = models.CharField("catatan", max_length=1000, blank=True)
    batas = models.DateField(null=True, blank=True)
    tepat_waktu = models.BooleanField(null=True, blank=True)
    nomor = models.CharField("nomor tanda terima", max_length=30, null=True, blank=True, unique=True)

    class Meta:
        verbose_name = "langkah evaluasi"
        verbose_name_plural = "langkah evaluasi"
        indexes = [models.Index(fields=["evaluasi", "pada"], name="langkah_evaluasi_urut")]


class Keberatan(BarisUUID):
    """An objection to a rating: why, with the proofs as they stood, what the penilai explains, what is decided. Final."""

    evaluasi = models.OneToOneField(Evaluasi, models.PROTECT, related_name="keberatan")
    alasan = models.TextField("alasan keberatan")
    diajukan_pada = models.DateTimeField()
    # The clocks as they stood: the earlier day that was shown, the later one that was accepted.
    batas = models.DateField()
    batas_diterima = models.DateField()
    # Ratings as they were, and every proof of the stretch with its digest.
    semula_hasil = models.CharField(max_length=20, choices=PILIHAN_RATING)
    semula_perilaku = models.CharField(max_length=20, choices=PILIHAN_RATING)
    semula_predikat = models.CharField(max_length=20, choices=PILIHAN_PREDIKAT)
    bukti = models.JSONField(default=list, blank=True)
    penjelasan = models.TextField("penjelasan pejabat penilai", blank=True)
    penjelasan_pada = models.DateTimeField(null=True, blank=True)
    penjelasan_oleh = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    putusan = models.CharField("putusan", max_length=10, choices=PutusanKeberatan, blank=True)
    pertimbangan = models.TextField("pertimbangan", blank=True)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = "keberatan"
        verbose_name_plural = "keberatan"
        constraints = [
            models.CheckConstraint(condition=~Q(alasan=""), name="keberatan_beralasan"),
            models.CheckConstraint(
                condition=Q(putusan="", diputus_pada=None, diputus_oleh=None)
                | ~Q(putusan="") & ~Q(pertimbangan="") & Q(diputus_pada__isnull=False, diputus_oleh__isnull=False),
                name="keberatan_diputus_lengkap",
            ),
            models.CheckConstraint(
                condition=Q(penjelasan="", penjelasan_pada=None)
                | ~Q(penjelasan="") & Q(penjelasan_pada__isnull=False, penjelasan_oleh__isnull=False),
                name="keberatan_penjelasan_lengkap",
            ),
        ]

    def __str__(self) -> str:
        return str(self.alasan)


class CapaianOrganisasi(BarisUUID):
    """How a unit has done in a period, set by the leader above it before anybody of the unit is rated."""

    periode = models.ForeignKey(PeriodeKinerja, models.PROTECT, related_name="daftar_capaian", db_index=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    jenis = models.CharField("jenis evaluasi", max_length=10, choices=JenisEvaluasi)
    nomor = models.PositiveSmallIntegerField(default=0)
    capaian = models.CharField("capaian kinerja organisasi", max_length=20, choices=PILIHAN_CAPAIAN)
    dasar = models.CharField("dasar", max_length=300)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "capaian organisasi"
        verbose_name_plural = "capaian organisasi"
        constraints = [
            models.UniqueConstraint(fields=["periode", "unit", "jenis", "nomor"], name="capaian_satu"),
            models.CheckConstraint(condition=~Q(dasar=""), name="capaian_berdasar"),
        ]

    @property
    def judul(self) -> str:
        return JenisEvaluasi(self.jenis).named(self.periode.tahun, self.nomor)
