"""Ending dated rows on a day so that it can be taken back: what was ended, and the piece that was left of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from asn_portal.core.models import periode
from asn_portal.core.models.dasar import close_many, new_ids

OWN = frozenset({"id", "berlaku", "tercatat"})
Potongan = dict[str, Any]


def cut_from(rows: QuerySet[Any], mulai: date) -> list[Potongan]:
    """None of these rows holds from `mulai` on. Returns what is needed to take that back. Part of the caller's change."""
    ended = list(rows.kini().filter(berlaku__overlap=periode(mulai)).select_for_update(of=("self",)))  # type: ignore[attr-defined]
    if not ended:
        return []
    model = type(ended[0])
    close_many(model, [row.pk for row in ended])
    rest = [_copy(row, DateRange(row.mulai, mulai, "[)")) if row.mulai < mulai else None for row in ended]
    for pk, piece in zip(new_ids(len(rest)), rest, strict=True):
        if piece is not None:
            piece.pk = pk
    model.objects.bulk_create(piece for piece in rest if piece is not None)
    return [
        {"tabel": model._meta.label, "lama": str(row.pk), "sisa": str(piece.pk) if piece else None}
        for row, piece in zip(ended, rest, strict=True)
    ]


def _copy(row: Any, berlaku: DateRange) -> Any:
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in OWN}
    return type(row)(berlaku=berlaku, **values)


def give_back(pieces: Sequence[Potongan]) -> int:
    """The rows as they were before the cut. What somebody has worked on since stays as it is; returns how many did."""
    return sum(not _give_back(piece) for piece in pieces)


def _give_back(piece: Potongan) -> bool:
    model = apps.get_model(piece["tabel"])
    old = model.objects.get(pk=piece["lama"])
    if piece["sisa"] and not model.objects.kini().filter(pk=piece["sisa"]).exists():
        return False
    try:
        with transaction.atomic():
            if piece["sisa"]:
                close_many(model, [piece["sisa"]])
            _copy(old, old.berlaku).save(force_insert=True)
    except IntegrityError:
        return False
    return True
