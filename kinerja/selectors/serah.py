"""What a former penilai may still rate: the stretches that ended with his last day, as his page shows them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinerja.enums import JenisEvaluasi, StatusSKP, SumberKinerja
from kinerja.models import SKP, Evaluasi
from kinerja.selectors.evaluasi import span_of, stages_of_plan
from kinerja.selectors.masa_serah import BELUM, MasaSerah, handed_by


@dataclass(frozen=True)
class TahapSerah:
    """One stretch to rate: begun already, or to be begun from the plan."""

    skp: SKP
    jenis: JenisEvaluasi
    nomor: int
    judul: str
    mulai: date
    akhir: date
    evaluasi: Evaluasi | None


@dataclass(frozen=True)
class BarisSerah:
    """One person on the page, with what is to be rated."""

    masa: MasaSerah
    tahap: list[TahapSerah]


def board_of(penilai_id: UUID | None, hari: date) -> list[BarisSerah]:
    """Everybody a former superior may still rate."""
    return with_stages(handed_by(penilai_id, hari))


def with_stages(spans: Collection[MasaSerah]) -> list[BarisSerah]:
    """What is to be rated of each; two queries, however many."""
    people = [one.pegawai.pk for one in spans]
    plans = SKP.objects.filter(pegawai_id__in=people, status=StatusSKP.DISETUJUI).select_related("periode", "pegawai")
    rows = list(Evaluasi.objects.filter(pegawai_id__in=people, sumber=SumberKinerja.PORTAL))
    by_person: dict[UUID, list[SKP]] = {}
    for plan in plans.order_by("berlaku"):
        by_person.setdefault(plan.pegawai_id, []).append(plan)
    return [
        BarisSerah(one, [stage for plan in by_person.get(one.pegawai.pk, []) for stage in _stages(one, plan, rows)])
        for one in spans
    ]


def _stages(masa: MasaSerah, skp: SKP, rows: list[Evaluasi]) -> list[TahapSerah]:
    """The stretch that holds his last day, the year of a plan that ended under him, and what he was asked for before."""
    found = []
    for jenis, nomor in stages_of_plan(skp):
        first, last = cut(masa, skp, jenis, nomor)
        own = [row for row in rows if row.skp_id == skp.pk and (row.jenis, row.nomor) == (jenis, nomor)]
        there = next((row for row in own if row.sampai <= masa.akhir), None)
        # The stretch of the calendar that holds his last day; none of former years.
        ends_here = masa.akhir <= span_of(skp.tahun, jenis, nomor)[1] and skp.tahun == masa.akhir.year
        wanted = first <= last and (ends_here if there is None else there.status in BELUM)
        if wanted and can_take(masa, skp, jenis):
            found.append(TahapSerah(skp, jenis, nomor, jenis.named(skp.tahun, nomor), first, last, there))
    return found


def cut(masa: MasaSerah, skp: SKP, jenis: str, nomor: int) -> tuple[date, date]:
    """The days of one stage that end with his last one."""
    first, last = span_of(skp.tahun, jenis, nomor)
    return max(first, skp.mulai), min(last, skp.sampai, masa.akhir)


def can_take(masa: MasaSerah, skp: SKP, jenis: str) -> bool:
    """The year of a plan is rated by its last penilai: only if the plan itself has ended under him."""
    return jenis != JenisEvaluasi.TAHUNAN or skp.sampai <= masa.akhir
