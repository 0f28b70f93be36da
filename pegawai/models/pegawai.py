"""A person is one row for life; numbers, unit and superior are dated rows."""

from __future__ import annotations

from datetime import date
from typing import Self
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Upper

from asn_portal.core.izin import Cakupan, Sumber
from asn_portal.core.models import BarisBertanggal, BarisUUID, Instansi, JalurUnit, Pengguna, SuratTugas, UnitKerja
from asn_portal.core.models.dasar import DIKETAHUI_KINI
from asn_portal.core.permissions import akses
from pegawai.enums import AlasanAtasan, JenisKelamin, JenisNomor, JenisPegawai

# The name to which the encrypted NIK and its digest are bound.
KOLOM_NIK = "pegawai.Pegawai.nik"
# A trigram index knows parts of at least three letters.
TRIGRAM = 3
# Titles that people type without dots.
GELAR = frozenset({"DR", "DRA", "DRG", "DRS", "IR", "PROF"})


class PegawaiQuerySet(models.QuerySet["Pegawai"]):
    def visible_to(self, pengguna: Pengguna, sumber: Sumber = Sumber.DIREKTORI, tanda: str | None = None) -> Self:
        """People whose `sumber` this account may see today (with `tanda`: may write, reveal, ...)."""
        mine = akses(pengguna)
        people = self.filter(instansi_id=mine.instansi_id, ditarik_pada=None)
        seen = Q(pk__in=[])
        for jangkauan in mine.reach(sumber, tanda):
            match jangkauan.hak.cakupan:
                case Cakupan.PROVINSI:
                    return people
                case Cakupan.SENDIRI:
                    seen |= Q(pk=mine.orang_id)
                case Cakupan.TIM:
                    seen |= Q(pk__in=team_of(mine.orang_id, mine.tanggal))
                case Cakupan.DITUGASKAN if "kasus" in jangkauan.hak.tanda:
                    seen |= examined_by(pengguna, mine.tanggal) & ~Q(pk=mine.orang_id)
                case _:
                    continue
        if paths := mine.paths(sumber, tanda):
            seen |= Q(pk__in=members_below(paths, mine.tanggal))
        return people.filter(seen)

    def cari(self, kata: str) -> Self:
        """Every word is part of the name; words of one or two letters begin a word of it. Titles and case do not
        matter. Each condition is one that the trigram index answers.
        """
        people = self
        for word in name_words(kata):
            people = people.filter(Q(nama__icontains=word) if len(word) >= TRIGRAM else _begins(word))
        return people

    def mirip(self, kata: str) -> Self:
        """Names that hold something spelt like each word; too short a word is spelt like everything."""
        people = self.annotate(nama_besar=Upper("nama"))
        for word in name_words(kata):
            alike = Q(nama_besar__trigram_word_similar=word.upper())
            people = people.filter(alike if sum(map(str.isalpha, word)) >= TRIGRAM else _begins(word))
        return people


def _begins(word: str) -> Q:
    return Q(nama__istartswith=word) | Q(nama__icontains=f" {word}")


def name_words(kata: str) -> list[str]:
    """What was typed, without titles: "Dr. Siti Aminah, M.Si." is Siti, Aminah. If nothing else was typed, they stay."""
    words = kata.replace(",", " ").split()
    return [word for word in words if "." not in word and word.upper() not in GELAR] or words


def full_name(nama: str, gelar_depan: str, gelar_belakang: str) -> str:
    front = f"{gelar_depan} {nama}".strip()
    return f"{front}, {gelar_belakang}" if gelar_belakang else front


def team_of(atasan_id: UUID | None, tanggal: date) -> models.QuerySet[HubunganAtasan]:
    """Ids of the people whose superior this person is on that day."""
    return HubunganAtasan.objects.pada(tanggal).filter(atasan_id=atasan_id).values("pegawai_id")


def members_below(paths: list[str], tanggal: date) -> models.QuerySet[KeanggotaanUnit]:
    """Ids of the members of these units and everything below them on that day."""
    units = JalurUnit.objects.pada(tanggal).filter(jalur__di_bawah=paths).values("unit_id")
    return KeanggotaanUnit.objects.pada(tanggal).filter(unit_id__in=units).values("pegawai_id")


def examined_by(pengguna: Pengguna, tanggal: date) -> Q:
    """Whom the letters of assignment of this examiner name that day: persons, and the people of units."""
    letters, paths = SuratTugas.objects.berjalan(pengguna.pk, tanggal), JalurUnit.objects.pada(tanggal)
    above = paths.filter(unit_id__in=letters.values("unit_id"), jalur__di_atas=OuterRef("jalur"))
    members = KeanggotaanUnit.objects.pada(tanggal).filter(unit_id__in=paths.filter(Exists(above)).values("unit_id"))
    return Q(pk__in=letters.filter(unit=None).values("subjek_id")) | Q(pk__in=members.values("pegawai_id"))


class Pegawai(BarisUUID):
    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    pengguna = models.OneToOneField(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    nama = models.CharField("nama", max_length=200)
    gelar_depan = models.CharField("gelar depan", max_length=60, blank=True)
    gelar_belakang = models.CharField("gelar belakang", max_length=100, blank=True)
    jenis = models.CharField("jenis pegawai", max_length=20, choices=JenisPegawai)
    jenis_kelamin = models.CharField("jenis kelamin", max_length=1, choices=JenisKelamin)
    tanggal_lahir = models.DateField("tanggal lahir")
    # Today's numbers; their history is NomorPegawai.
    nip = models.CharField("NIP", max_length=18, null=True, blank=True, unique=True)
    nrk = models.CharField("NRK", max_length=20, null=True, blank=True, unique=True)
    # Encrypted; the digest serves exact search and uniqueness, the check result serves SQL.
    nik_sandi = models.BinaryField("NIK", null=True, blank=True)
    nik_sidik = models.BinaryField(null=True, blank=True, unique=True)
    nik_sah = models.BooleanField("NIK sah", null=True, blank=True)
    # List columns: copies of today's dated rows, refreshed by services and after midnight. No permission reads them.
    unit_kini = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+")
    atasan_kini = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    jabatan_kini = models.CharField("jabatan", max_length=200, blank=True)
    # A record that was brought in by mistake and taken back: kept, shown nowhere, its numbers free again.
    ditarik_pada = models.DateTimeField(null=True, blank=True)

    objects = PegawaiQuerySet.as_manager()

    class Meta:
        verbose_name = "pegawai"
        verbose_name_plural = "pegawai"
        indexes = [
            GinIndex(OpClass(Upper("nama"), name="gin_trgm_ops"), name="pegawai_nama_trgm"),
            # Of the records that are shown only: the alphabet, and a small one that alone answers how many.
            models.Index(fields=["instansi", "nama", "id"], name="pegawai_abjad", condition=Q(ditarik_pada=None)),
            models.Index(fields=["instansi"], name="pegawai_tampil", condition=Q(ditarik_pada=None)),
        ]

    def __str__(self) -> str:
        return self.nama_lengkap

    @property
    def nama_lengkap(self) -> str:
        """Name with titles as on a decree: `Dr. Siti Aminah, M.Si.`"""
        return full_name(self.nama, self.gelar_depan, self.gelar_belakang)


class NomorPegawai(BarisBertanggal):
    """NIP or NRK of a person. A new number is a new row, never a new person."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_nomor")
    jenis = models.CharField(max_length=10, choices=JenisNomor)
    nomor = models.CharField(max_length=20)
    dasar = models.CharField("dasar", max_length=200, blank=True)

    class Meta:
        verbose_name = "nomor pegawai"
        verbose_name_plural = "nomor pegawai"
        constraints = [
            ExclusionConstraint(
                name="nomor_satu_orang",
                expressions=[
                    ("nomor", RangeOperators.EQUAL),  # first: it tells rows apart, and the index needs half the time
                    ("jenis", RangeOperators.EQUAL),
                    ("berlaku", RangeOperators.OVERLAPS),
                ],
                condition=DIKETAHUI_KINI,
                violation_error_message="Nomor ini sudah dipakai pegawai lain.",
            ),
            ExclusionConstraint(
                name="nomor_satu_per_jenis",
                expressions=[
                    ("pegawai", RangeOperators.EQUAL),
                    ("jenis", RangeOperators.EQUAL),
                    ("berlaku", RangeOperators.OVERLAPS),
                ],
                condition=DIKETAHUI_KINI,
            ),
        ]


class KeanggotaanUnit(BarisBertanggal):
    """Which unit a person belongs to. Rights follow this row on the day, without a job at midnight."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_keanggotaan")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    dasar = models.CharField("dasar", max_length=200, blank=True)

    class Meta:
        verbose_name = "keanggotaan unit"
        verbose_name_plural = "keanggotaan unit"
        constraints = [
            ExclusionConstraint(
                name="anggota_satu_unit",
                expressions=[("pegawai", RangeOperators.EQUAL), ("berlaku", RangeOperators.OVERLAPS)],
                condition=DIKETAHUI_KINI,
            )
        ]
        indexes = [models.Index(fields=["unit"], condition=DIKETAHUI_KINI, name="keanggotaan_unit_kini")]


class HubunganAtasan(BarisBertanggal):
    """Whose superior decides for a person, and why."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_atasan")
    atasan = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_bawahan", verbose_name="atasan")
    alasan = models.CharField("sebab", max_length=10, choices=AlasanAtasan)
    dasar = models.CharField("dasar", max_length=200, blank=True)

    class Meta:
        verbose_name = "hubungan atasan"
        verbose_name_plural = "hubungan atasan"
        constraints = [
            ExclusionConstraint(
                name="atasan_satu",
                expressions=[("pegawai", RangeOperators.EQUAL), ("berlaku", RangeOperators.OVERLAPS)],
                condition=DIKETAHUI_KINI,
            ),
            models.CheckConstraint(condition=~Q(pegawai=F("atasan")), name="atasan_bukan_diri_sendiri"),
        ]
        indexes = [models.Index(fields=["atasan"], condition=DIKETAHUI_KINI, name="atasan_kini")]
