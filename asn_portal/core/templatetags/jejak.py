"""The raw values of the trace as people read them: ranges, moments and column names in words."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.apps import apps
from django.utils.dateparse import parse_date, parse_datetime

from asn_portal.core.templatetags.bentuk import tanggal, waktu

register = template.Library()

# As PostgreSQL writes a range into jsonb: [2026-11-22,2026-12-01) or ["2026-11-21 22:37:19.5+00",)
RENTANG = re.compile(r'^\["?(?P<mulai>[^",]+)"?,"?(?P<batas>[^",)]*)"?\)$')


def _moment(text: str) -> date | datetime | None:
    """A day or a moment, if it is one. PostgreSQL writes the zone as +00."""
    try:
        return parse_date(text) or parse_datetime(f"{text}:00" if text.endswith("+00") else text)
    except ValueError:
        return None


def _in_words(moment: date | datetime) -> str:
    return waktu(moment) if isinstance(moment, datetime) else tanggal(moment)


def _range_in_words(mulai: date | datetime, batas: date | datetime | None) -> str:
    if batas is None:
        return f"sejak {_in_words(mulai)}"
    last = batas if isinstance(batas, datetime) else batas - timedelta(days=1)
    return f"{_in_words(mulai)} sampai {_in_words(last)}"


@register.filter
def nilai_jejak(value: Any) -> str:
    """ "sejak 22 November 2026" instead of [2026-11-22,), "ya" instead of true, "kosong" instead of nothing."""
    if value is None or value == "":
        return "kosong"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    text = str(value)
    found = RENTANG.match(text)
    if found and (mulai := _moment(found["mulai"])):
        return _range_in_words(mulai, _moment(found["batas"]) if found["batas"] else None)
    moment = _moment(text)
    return _in_words(moment) if moment else text


@register.filter
def nama_kolom(kolom: str, tabel: str) -> str:
    """What a column is called: the field's own name in words, else the column without underscores."""
    for model in apps.get_models():
        if model._meta.db_table == tabel:
            for field in model._meta.concrete_fields:
                if field.column == kolom:
                    return str(field.verbose_name).capitalize()
    return kolom.replace("_", " ").capitalize()


@register.filter
def isi_baris(perubahan: dict[str, list[Any]]) -> list[tuple[str, Any, Any]]:
    """Column, before, after; what was empty before and after is left out, and the row's own number stands elsewhere."""
    rows = [(kolom, *pair) for kolom, pair in perubahan.items() if kolom != "id"]
    return [row for row in rows if row[1] not in (None, "") or row[2] not in (None, "")]
