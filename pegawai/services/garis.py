"""Superiors of many people at once, as another app has worked them out: written where they differ, in a constant number
of statements. What HR has decided (KHUSUS) stays untouched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from asn_portal.core.errors import DomainError
from asn_portal.core.models.dasar import close_many, new_ids, subtract
from pegawai.enums import AlasanAtasan
from pegawai.models import HubunganAtasan
from pegawai.services.daftar import refresh_list_columns
from pegawai.services.penempatan import hold_lines
from pegawai.signals import atasan_berubah


@dataclass(frozen=True)
class Garis:
    """Who is somebody's superior for a time, and why."""

    masa: DateRange
    atasan_id: UUID
    alasan: str
    dasar: str


def replace_superiors(menurut_peta: Mapping[UUID, Sequence[Garis]], masa: DateRange) -> list[UUID]:
    """For these people and these days the superior is who stands here, unless HR has decided otherwise; where nobody
    stands there is none. Of two lines that overlap the first counts. Returns the people for whom something changed.
    Part of the caller's change.
    """
    hold_lines()
    known: dict[UUID, list[HubunganAtasan]] = {pk: [] for pk in menurut_peta}
    rows = HubunganAtasan.objects.kini().select_for_update().filter(pegawai_id__in=list(known), berlaku__overlap=masa)
    for row in rows.order_by("pegawai_id", "berlaku"):
        known[row.pegawai_id].append(row)
    closing, opening, changed = [], [], []
    for pk, lines in menurut_peta.items():
        decided = [row.berlaku for row in known[pk] if row.alasan == AlasanAtasan.KHUSUS]
        present = [row for row in known[pk] if row.alasan != AlasanAtasan.KHUSUS]
        wanted = _join(_cut(lines, masa, decided))
        if wanted == _join(_cut([_of_row(row) for row in present], masa, [])):
            continue
        changed.append(pk)
        closing += [row.pk for row in present]
        kept = [
            Garis(rest, row.atasan_id, row.alasan, row.dasar) for row in present for rest in subtract(row.berlaku, masa)
        ]
        opening += [(pk, line) for line in (*kept, *wanted)]
    close_many(HubunganAtasan, closing)
    HubunganAtasan.objects.bulk_create(
        HubunganAtasan(id=key, pegawai_id=pk, atasan_id=line.atasan_id, alasan=line.alasan, dasar=line.dasar, berlaku=line.masa)
        for key, (pk, line) in zip(new_ids(len(opening)), opening, strict=True)
    )  # fmt: skip
    _refuse_circles(changed)
    refresh_list_columns(changed)
    atasan_berubah.send(sender=HubunganAtasan, orang=changed)
    return changed


def _of_row(row: HubunganAtasan) -> Garis:
    return Garis(row.berlaku, row.atasan_id, row.alasan, row.dasar)


def _cut(lines: Sequence[Garis], masa: DateRange, taken: Sequence[DateRange]) -> list[Garis]:
    """What of these lines lies within `masa` and outside what is taken; each line takes its days from the later ones."""
    taken, pieces = list(taken), []
    for line in lines:
        rest = [piece for piece in (_common(line.masa, masa),) if piece is not None]
        for other in taken:
            rest = [left for piece in rest for left in _minus(piece, other)]
        taken += rest
        pieces += [Garis(piece, line.atasan_id, line.alasan, line.dasar) for piece in rest]
    return sorted(pieces, key=lambda line: line.masa.lower)


def _minus(whole: DateRange, taken: DateRange) -> list[DateRange]:
    """`subtract` for ranges that may lie apart."""
    return [whole] if _common(whole, taken) is None else subtract(whole, taken)


def _common(one: DateRange, other: DateRange) -> DateRange | None:
    ends = [end for end in (one.upper, other.upper) if end is not None]
    first, last = max(one.lower, other.lower), min(ends, default=None)
    return None if last is not None and last <= first else DateRange(first, last, "[)")


def _join(lines: Sequence[Garis]) -> list[Garis]:
    """Neighbours that say the same are one."""
    joined: list[Garis] = []
    for line in lines:
        last = joined[-1] if joined else None
        if (
            last
            and last.masa.upper == line.masa.lower
            and (last.atasan_id, last.alasan) == (line.atasan_id, line.alasan)
        ):
            joined[-1] = Garis(
                DateRange(last.masa.lower, line.masa.upper, "[)"), last.atasan_id, last.alasan, last.dasar
            )
        else:
            joined.append(line)
    return joined


CIRCLES = """
WITH RECURSIVE naik (asal, di, masa) AS (
    SELECT pegawai_id, atasan_id, berlaku FROM pegawai_hubunganatasan
    WHERE pegawai_id = ANY(%(orang)s::uuid[]) AND upper_inf(tercatat)
  UNION
    SELECT n.asal, h.atasan_id, h.berlaku * n.masa FROM naik n
    JOIN pegawai_hubunganatasan h ON h.pegawai_id = n.di AND upper_inf(h.tercatat) AND h.berlaku && n.masa
    WHERE n.di <> n.asal
)
SELECT p.nama FROM naik n JOIN pegawai_pegawai p ON p.id = n.asal WHERE n.asal = n.di LIMIT 1
"""


def _refuse_circles(people: Sequence[UUID]) -> None:
    """A superior whom HR has decided may lead back to where the line began."""
    with connection.cursor() as cursor:
        cursor.execute(CIRCLES, {"orang": [str(pk) for pk in people]})
        if (row := cursor.fetchone()) is not None:
            raise DomainError(
                f"Garis atasan {row[0]} akan melingkar. Akhiri dulu atasan yang ditetapkan khusus pada garis itu.",
                galat="atasan_melingkar",
            )
