"""What every table shares: UUIDv7 keys from the database, and dated rows.

A dated row says two things about time. `berlaku` (daterange, `[)`) is when it is true in the world; `tercatat`
(tstzrange) is when the system knew it. A correction closes `tercatat` of the old row and inserts a new one. The
database refuses every other change (trigger core_jaga_baris_bertanggal).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField
from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.db.models import F, Func, Q, Value


class UUIDv7(Func):
    """A time-ordered UUID made by the database."""

    function = "uuidv7"
    arity = 0
    output_field = models.UUIDField()


def new_ids(count: int) -> list[UUID]:
    """As many keys from the database, for rows that are written together and named by others at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT uuidv7() FROM generate_series(1, %s)", [count])
        return [row[0] for row in cursor.fetchall()]


class RecordedNow(Func):
    """From this moment on, without an end: the `tercatat` of a new row."""

    template = "tstzrange(clock_timestamp(), NULL)"
    arity = 0
    output_field = DateTimeRangeField()


class BarisUUID(models.Model):
    """A row that a URL or the API names."""

    id = models.UUIDField(primary_key=True, db_default=UUIDv7(), editable=False)

    class Meta:
        abstract = True


# What is known today: the rows nobody has corrected yet. Every exclusion constraint covers exactly these.
DIKETAHUI_KINI = Q(tercatat__upper_inf=True)


class BertanggalQuerySet(models.QuerySet[Any]):
    def pada(self, tanggal: date, diketahui_pada: datetime | None = None) -> Self:
        """Rows that were true on `tanggal`, as known at `diketahui_pada` (without it: as known now)."""
        known = DIKETAHUI_KINI if diketahui_pada is None else Q(tercatat__contains=diketahui_pada)
        return self.filter(known, berlaku__contains=tanggal)

    def kini(self) -> Self:
        """Every row as known now, whenever it is true: the whole history without corrected rows."""
        return self.filter(DIKETAHUI_KINI)


class BarisBertanggal(BarisUUID):
    berlaku = DateRangeField("berlaku")
    tercatat = DateTimeRangeField("tercatat", db_default=RecordedNow(), editable=False)

    objects = BertanggalQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def mulai(self) -> date:
        """First day."""
        return self.berlaku.lower

    @property
    def sampai(self) -> date | None:
        """Last day, inclusive; None while open."""
        return None if self.berlaku.upper is None else self.berlaku.upper - date.resolution


def periode(mulai: date, sampai: date | None = None) -> DateRange:
    """The range from the first to the last day, both inclusive; without a last day it is open."""
    return DateRange(mulai, None if sampai is None else sampai + date.resolution, "[)")


def subtract(whole: DateRange, taken: DateRange) -> list[DateRange]:
    """What is left of `whole` outside `taken`: at most one piece before and one after."""
    rest = []
    if taken.lower is not None and (whole.lower is None or whole.lower < taken.lower):
        rest.append(DateRange(whole.lower, taken.lower, "[)"))
    if taken.upper is not None and (whole.upper is None or taken.upper < whole.upper):
        rest.append(DateRange(taken.upper, whole.upper, "[)"))
    return rest


def until_next(model: type[Any], *, keys: dict[str, Any], mulai: date) -> DateRange:
    """From `mulai` up to the next row of these keys: what is already planned for later stays planned."""
    later = [row.mulai for row in model.objects.kini().filter(**keys, berlaku__startswith__gt=mulai)]
    return DateRange(mulai, min(later, default=None), "[)")


def _clock() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def close_rows(rows: Iterable[BarisBertanggal], at: datetime) -> None:
    """End `tercatat` of rows that are being corrected: the only change the database allows on them."""
    for row in rows:
        row.tercatat = DateTimeTZRange(row.tercatat.lower, at, "[)")
        row.save(update_fields=["tercatat"])


def _copy(row: BarisBertanggal, berlaku: DateRange, recorded: DateTimeTZRange) -> BarisBertanggal:
    skipped = {"id", "berlaku", "tercatat"}
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in skipped
    }
    return type(row)(berlaku=berlaku, tercatat=recorded, **values)


def write_period(model: type[Any], *, keys: dict[str, Any], berlaku: DateRange, values: dict[str, Any] | None) -> Any:
    """Make `values` true for `berlaku`, whatever was recorded there before; `None` leaves the period empty.

    Rows with the same `keys` that overlap the period are corrected: their `tercatat` ends now, and what they
    say outside the period is recorded again unchanged. Must run inside a transaction that holds a lock on the
    thing the keys name. Returns the new row, or None.
    """
    overlapping = list(model.objects.kini().select_for_update().filter(**keys, berlaku__overlap=berlaku))
    now = _clock()
    recorded = DateTimeTZRange(now, None, "[)")
    close_rows(overlapping, now)
    pieces = [_copy(row, rest, recorded) for row in overlapping for rest in subtract(row.berlaku, berlaku)]
    model.objects.bulk_create(pieces)
    if values is None:
        return None
    return model.objects.create(**keys, **values, berlaku=berlaku, tercatat=recorded)


@dataclass(frozen=True)
class Isian:
    """One of many periods to write: whose, when, and what is true then (None: nothing)."""

    kunci: UUID
    berlaku: DateRange
    nilai: dict[str, Any] | None


def write_periods(model: type[Any], *, kunci: str, isian: Sequence[Isian]) -> dict[UUID, Any]:
    """`write_period` for many people at once, in as many statements as for one. `kunci` is the column that names whose row
    it is; each may appear once. Returns the new rows by that key.
    """
    wanted = {satu.kunci: satu for satu in isian}
    known = model.objects.kini().select_for_update().filter(**{f"{kunci}__in": list(wanted)})
    overlapping = [row for row in known if _overlap(row.berlaku, wanted[getattr(row, kunci)].berlaku)]
    now = close_many(model, [row.pk for row in overlapping])
    recorded = DateTimeTZRange(now, None, "[)")
    pieces = [
        _copy(row, rest, recorded)
        for row in overlapping
        for rest in subtract(row.berlaku, wanted[getattr(row, kunci)].berlaku)
    ]
    model.objects.bulk_create(pieces)
    rows = [
        model(id=pk, berlaku=satu.berlaku, tercatat=recorded, **{kunci: satu.kunci}, **satu.nilai)
        for pk, satu in zip(new_ids(len(wanted)), wanted.values(), strict=True)
        if satu.nilai is not None
    ]
    model.objects.bulk_create(rows)
    return {getattr(row, kunci): row for row in rows}


def close_many(model: type[Any], ids: Sequence[UUID]) -> datetime:
    """End `tercatat` of these rows in one statement; returns the moment."""
    now = _clock()
    since = Func(F("tercatat"), function="lower", output_field=models.DateTimeField())
    closed = Func(since, Value(now), function="tstzrange", output_field=DateTimeRangeField())
    model.objects.filter(pk__in=ids).update(tercatat=closed)
    return now


def _overlap(one: DateRange, other: DateRange) -> bool:
    first_ends = one.upper is None or other.lower is None or other.lower < one.upper
    return first_ends and (other.upper is None or one.lower is None or one.lower < other.upper)
