"""Plans and how far they are: of one person by certificates and own notes, of an agency by batches, places and cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from asn_portal.core.models import Pengguna
from asn_portal.core.sql import fetch
from pelatihan.aturan.kebutuhan import arah_cara_belajar
from pelatihan.enums import CaraBelajar, StatusRencanaInstansi
from pelatihan.kunci_konsultasi import fingerprint
from pelatihan.models import (
    ButirRencana,
    KomentarRencana,
    ProgramRencana,
    RencanaInstansi,
    RencanaPengembangan,
    Sertifikat,
    TautanKonsultasi,
)

SERATUS = 100


@dataclass(frozen=True)
class Butir:
    """One thing to do with its state: by certificate where it is a programme, by what the owner wrote elsewhere."""

    butir: ButirRencana
    selesai: date | None
    sertifikat_id: UUID | None

    @property
    def beres(self) -> bool:
        return self.selesai is not None


@dataclass(frozen=True)
class Bagian:
    cara: str
    judul: str
    arah: int
    persen: int
    butir: list[Butir]


@dataclass(frozen=True)
class IsiRencana:
    bagian: list[Bagian]
    banyak: int
    beres: int
    jp: Decimal

    @property
    def persen(self) -> int:
        return self.beres * SERATUS // self.banyak if self.banyak else 0


def contents(plan: RencanaPengembangan, hari: date) -> IsiRencana:
    """Two queries."""
    rows = list(plan.daftar_butir.select_related("program", "kompetensi").order_by("triwulan", "kegiatan"))
    known = Sertifikat.objects.sah().filter(
        pegawai_id=plan.pegawai_id,
        program_id__in=[row.program_id for row in rows if row.program_id],
        selesai__year=plan.tahun,
    )
    done = {pk: (program, last) for pk, program, last in known.values_list("pk", "program_id", "selesai")}
    by_program = {program: (pk, last) for pk, (program, last) in done.items()}
    parts: dict[str, list[Butir]] = {cara: [] for cara in CaraBelajar.values}
    for row in rows:
        pk, last = by_program.get(row.program_id, (None, row.selesai))
        parts[row.cara].append(Butir(row, last, pk))
    aim = arah_cara_belajar(hari)
    shares = [
        Bagian(cara, str(CaraBelajar(cara).label), aim[cara], len(found) * SERATUS // len(rows) if rows else 0, found)
        for cara, found in parts.items()
    ]
    ready = sum(one.beres for found in parts.values() for one in found)
    return IsiRencana(shares, len(rows), ready, sum((row.jp for row in rows), Decimal(0)))


def my_plans(pengguna: Pengguna) -> QuerySet[RencanaPengembangan]:
    return RencanaPengembangan.objects.filter(pegawai__pengguna=pengguna).order_by("-tahun")


# -- of an agency ------------------------------------------------------------------------------------------------------

PROGRESS = """
SELECT butir.id, count(angkatan.id) FILTER (WHERE angkatan.status <> 'dibatalkan'), coalesce(sum(orang.duduk), 0),
       coalesce(sum(orang.duduk * coalesce(janji.biaya, program.biaya)), 0)
FROM pelatihan_programrencana AS butir
JOIN pelatihan_programpelatihan AS program ON program.id = butir.program_id
LEFT JOIN pelatihan_angkatanpelatihan AS angkatan ON angkatan.program_id = butir.program_id AND angkatan.tahun = butir.tahun
LEFT JOIN pelatihan_perjanjianpenyelenggara AS janji ON janji.id = angkatan.perjanjian_id
LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE pelatihan_bertempat(ikut.status)) AS duduk
    FROM pelatihan_kepesertaan AS ikut WHERE ikut.angkatan_id = angkatan.id
) AS orang ON true
WHERE butir.rencana_id = %(rencana)s
GROUP BY butir.id
"""


@dataclass(frozen=True)
class Kemajuan:
    butir: ProgramRencana
    angkatan: int
    peserta: int
    biaya: Decimal
    komentar: int

    @property
    def persen(self) -> int:
        return min(SERATUS, self.peserta * SERATUS // self.butir.kuota)


@dataclass(frozen=True)
class TahunRencana:
    tahun: int
    baris: list[Kemajuan]

    @property
    def anggaran(self) -> Decimal:
        return sum((one.butir.anggaran for one in self.baris), Decimal(0))

    @property
    def kuota(self) -> int:
        return sum(one.butir.kuota for one in self.baris)

    @property
    def peserta(self) -> int:
        return sum(one.peserta for one in self.baris)

    @property
    def biaya(self) -> Decimal:
        return sum((one.biaya for one in self.baris), Decimal(0))


def years_of(plan: RencanaInstansi) -> list[TahunRencana]:
    """Every year with its lines and how far they are. Three queries."""
    done = {row[0]: row[1:] for row in fetch(PROGRESS, rencana=plan.pk)}
    said: dict[UUID, int] = {}
    for pk in KomentarRencana.objects.filter(butir__rencana=plan).values_list("butir_id", flat=True):
        said[pk] = said.get(pk, 0) + 1
    lines = list(plan.daftar_program.select_related("program").order_by("tahun", "rumpun", "judul"))
    return [
        TahunRencana(
            tahun,
            [
                Kemajuan(line, *done.get(line.pk, (0, 0, Decimal(0))), said.get(line.pk, 0))
                for line in lines if line.tahun == tahun
            ],
        )
        for tahun in range(plan.tahun_awal, plan.tahun_akhir + 1)
    ]  # fmt: skip


def comments_of(plan: RencanaInstansi) -> QuerySet[KomentarRencana]:
    rows = KomentarRencana.objects.filter(tautan__rencana=plan).select_related("tautan", "butir")
    return rows.order_by("ditanggapi_pada", "-pada")


def links_of(plan: RencanaInstansi, hari: date) -> list[tuple[TautanKonsultasi, bool]]:
    rows = plan.daftar_tautan.order_by("mitra")
    return [(row, row.ditutup_pada is None and row.sampai >= hari) for row in rows]


def link_by_key(kunci: str) -> TautanKonsultasi | None:
    """By the key of the address; a plan that is still a draft is not shown."""
    rows = TautanKonsultasi.objects.filter(sidik=fingerprint(kunci)).select_related("rencana__instansi")
    return rows.exclude(rencana__status=StatusRencanaInstansi.DRAF).first()


def is_open(row: TautanKonsultasi, hari: date) -> bool:
    running = row.rencana.status == StatusRencanaInstansi.KONSULTASI
    return running and row.ditutup_pada is None and row.sampai >= hari


def line_choices(years: Sequence[TahunRencana]) -> list[tuple[str, str]]:
    return [(str(one.butir.pk), f"{year.tahun}: {one.butir.judul}") for year in years for one in year.baris]


def determine_text(plan: RencanaInstansi) -> str:
    """What will happen, in numbers."""
    lines, said = plan.daftar_program.count(), KomentarRencana.objects.filter(tautan__rencana=plan)
    waiting = said.filter(tanggapan="").count()
    rest = f" {waiting} komentar masih menunggu tanggapan." if waiting else " Semua komentar sudah ditanggapi."
    return f"{lines} kegiatan menjadi tetap dan tidak diubah lagi; konsultasi ditutup.{rest if said.exists() else ''}"
