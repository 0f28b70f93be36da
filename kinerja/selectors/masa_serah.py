"""A change of penilai: for some working days the former one still rates the stretch that he led. Then it is the new one's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from asn_portal.core.pengaturan import HARI_KERJA_TERBANYAK, SERAH_PENILAI
from asn_portal.core.selectors.jawab import answer_by
from kinerja.enums import StatusEvaluasi
from kinerja.models import Evaluasi
from pegawai.enums import AlasanAtasan
from pegawai.models import HubunganAtasan, Pegawai
from pegawai.selectors.orang import superior_on

# Acting superiors lead for somebody who stays the penilai; theirs is no stretch of their own.
TETAP = (AlasanAtasan.PETA, AlasanAtasan.KHUSUS)
# No longer ago can a change be: working days, holidays and weekends between them.
TERLAMA = timedelta(days=HARI_KERJA_TERBANYAK * 3)
# Not yet handed over: still to be rated.
BELUM = (StatusEvaluasi.BELUM_MULAI, StatusEvaluasi.DRAF, StatusEvaluasi.DIKIRIM, StatusEvaluasi.DINILAI)


@dataclass(frozen=True)
class MasaSerah:
    """Somebody whom `penilai` led until `akhir` and may rate for that time until `batas`."""

    hubungan_id: UUID
    pegawai: Pegawai
    penilai: Pegawai
    mulai: date
    akhir: date
    batas: date


def _ended(hari: date, *, dapat_masuk: bool = True) -> QuerySet[HubunganAtasan]:
    """Relations that ended not long before a day, and are not taken up again: behind a Plh or a short Plt nobody is former.
    `dapat_masuk`: those whose former superior can still sign in, else those who cannot.
    """
    again = HubunganAtasan.objects.kini().filter(
        pegawai_id=OuterRef("pegawai_id"),
        atasan_id=OuterRef("atasan_id"),
        berlaku__startswith__gte=OuterRef("berlaku__endswith"),
    )
    rows = HubunganAtasan.objects.kini().filter(
        berlaku__endswith__lte=hari, berlaku__endswith__gt=hari - TERLAMA, alasan__in=TETAP,
        pegawai__ditarik_pada=None,
    )  # fmt: skip
    able = Q(atasan__pengguna__is_active=True)
    rows = rows.filter(able) if dapat_masuk else rows.exclude(able)
    return rows.exclude(Exists(again)).select_related("pegawai__pengguna", "atasan__pengguna")


def _still_open(rows: QuerySet[HubunganAtasan], hari: date) -> list[MasaSerah]:
    """Those whose days are not over and whose superior of today is another; the last one of a pair."""
    ended = list(rows.order_by("-berlaku"))
    if not ended:
        return []
    now = HubunganAtasan.objects.pada(hari).filter(pegawai_id__in=[row.pegawai_id for row in ended])
    today = dict(now.values_list("pegawai_id", "atasan_id"))
    until: dict[tuple[UUID, date], date] = {}
    found: dict[tuple[UUID, UUID], MasaSerah] = {}
    for row in ended:
        end, agency = row.berlaku.upper - date.resolution, row.pegawai.instansi_id
        if (agency, end) not in until:
            until[agency, end] = answer_by(SERAH_PENILAI, agency, end)
        same = row.atasan_id in {today.get(row.pegawai_id), row.pegawai_id}
        if hari <= until[agency, end] and not same and row.atasan.instansi_id == agency:
            made = MasaSerah(row.pk, row.pegawai, row.atasan, row.berlaku.lower, end, until[agency, end])
            found.setdefault((row.pegawai_id, row.atasan_id), made)
    return list(found.values())


def handed_by(penilai_id: UUID | None, hari: date) -> list[MasaSerah]:
    """Of one former superior: whom he may still rate."""
    return _still_open(_ended(hari).filter(atasan_id=penilai_id), hari) if penilai_id is not None else []


def handed_span(penilai_id: UUID | None, pegawai_id: object, hari: date) -> MasaSerah | None:
    """The stretch of one person that this former superior may still rate."""
    if penilai_id is None:
        return None
    return next(iter(_still_open(_ended(hari).filter(atasan_id=penilai_id, pegawai_id=pegawai_id), hari)), None)


def handed_over(orang: Collection[UUID] | None, hari: date) -> list[MasaSerah]:
    """Of these people (None: of everybody)."""
    rows = _ended(hari)
    return _still_open(rows if orang is None else rows.filter(pegawai_id__in=orang), hari)


def left_behind(orang: Collection[UUID] | None, hari: date) -> list[MasaSerah]:
    """Stretches of former superiors whose account is closed: nobody can be asked, so the whole is the new one's."""
    rows = _ended(hari, dapat_masuk=False)
    return _still_open(rows if orang is None else rows.filter(pegawai_id__in=orang), hari)


def rater_of(row: Evaluasi, hari: date) -> Pegawai | None:
    """Who is asked to rate: the former superior as long as the stretch ended under him and his days last, else today's."""
    before = superior_on(row.pegawai_id, row.sampai)
    if before is not None and (span := handed_span(before.pk, row.pegawai_id, hari)) and row.sampai <= span.akhir:
        return span.penilai
    return superior_on(row.pegawai_id, hari)


def in_handover(rows: Collection[Evaluasi], hari: date) -> set[UUID]:
    """Of these evaluations, those that still wait for a former superior."""
    spans = {(one.pegawai.pk, one.penilai.pk): one for one in handed_over({row.pegawai_id for row in rows}, hari)}
    pairs = ((row, spans.get((row.pegawai_id, row.penilai_id))) for row in rows if row.penilai_id is not None)
    return {row.pk for row, span in pairs if span is not None and row.sampai <= span.akhir}
