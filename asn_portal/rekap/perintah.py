"""A question as one SQL statement. Parts of it come from descriptions, what was chosen comes as parameters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from asn_portal.core.sql import fetch
from asn_portal.rekap.dimensi import KOSONG, Dimensi, Lingkup
from asn_portal.rekap.susunan import Susunan

NAMED = re.compile(r"%\((\w+)\)s")


def count_rows(susunan: Susunan, lingkup: Lingkup, hari: date) -> list[tuple[Any, ...]]:
    """For each row and column that occurs: their values and how many. One statement for the whole population."""
    dims = [satu for satu in (susunan.baris, susunan.kolom) if satu is not None]
    body, values = _body(susunan, lingkup, hari, dims)
    columns = "".join(f"{satu.sql}, " for satu in dims)
    groups = f" GROUP BY {', '.join(str(place) for place in range(1, len(dims) + 1))}" if dims else ""
    return fetch(f"SELECT {columns}count(*) {body}{groups}", **values)


def keys_of(susunan: Susunan, lingkup: Lingkup, hari: date) -> tuple[str, list[Any]]:
    """The keys of the rows behind a question, as a statement with its parameters in their order."""
    body, values = _body(susunan, lingkup, hari, [])
    return positional(f"SELECT {susunan.populasi.kunci} {body}", values)


def positional(statement: str, values: dict[str, Any]) -> tuple[str, list[Any]]:
    """Named parameters as a list, for a statement inside another."""
    return NAMED.sub("%s", statement), [values[name] for name in NAMED.findall(statement)]


def _body(susunan: Susunan, lingkup: Lingkup, hari: date, dims: Sequence[Dimensi]) -> tuple[str, dict[str, Any]]:
    populasi = susunan.populasi
    joins: dict[str, None] = {}
    conditions = [populasi.syarat]
    values: dict[str, Any] = {"hari": hari, **populasi.parameter(hari), **lingkup.nilai}
    values["dalam"] = len(lingkup.jalur.split(".")) + 1 if lingkup.jalur else 1
    for satu in dims:
        joins |= dict.fromkeys(satu.gabung)
        values |= satu.parameter(hari)
    if lingkup.syarat:
        joins |= {populasi.tempat: None} if populasi.tempat else {}
        conditions.append(lingkup.syarat)
    filters = populasi.filters()
    for nama, value in susunan.saringan.items():
        satu = filters[nama]
        joins |= dict.fromkeys(satu.gabung)
        conditions.append(_condition(satu, value))
        values |= satu.parameter(hari)
        values[f"s_{nama}"] = satu.ubah(value, hari)
    if susunan.unit == KOSONG:
        conditions.append(f"{populasi.unit} IS NULL")
    elif susunan.langsung:
        conditions.append(f"{populasi.unit} = %(s_langsung)s")
        values["s_langsung"] = susunan.unit_id
    where = " AND ".join(f"({part})" for part in conditions if part)
    return f"FROM {populasi.dari} {' '.join(joins)} WHERE {where}", values


def _condition(satu: Any, value: str) -> str:
    if value == KOSONG:
        return f"({satu.sql}) IS NULL"
    return satu.syarat or f"({satu.sql}) = %(s_{satu.nama})s"
