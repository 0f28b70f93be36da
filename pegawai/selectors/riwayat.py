"""A person's file: the rows of any kinds, true on a day, as known at a moment. One query, however many kinds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.utils.dateparse import parse_datetime

from asn_portal.core.models import Tindakan
from asn_portal.core.sql import fetch
from asn_portal.core.templatetags.bentuk import angka, rupiah, tanggal
from pegawai.jenis_riwayat import JenisRiwayat, kind_of
from pegawai.models import Pegawai, Referensi, Riwayat

ROWS = """
SELECT '{kunci}', to_jsonb(t),
       (SELECT jsonb_agg(to_jsonb(r)) FROM pegawai_referensi AS r WHERE r.kunci = ANY(ARRAY[{rujukan}]::varchar[]))
FROM {tabel} AS t
WHERE t.pegawai_id = %(orang)s
  AND CASE WHEN %(saat)s::timestamptz IS NULL THEN upper_inf(t.tercatat) ELSE t.tercatat @> %(saat)s::timestamptz END
  AND (%(hari)s::date IS NULL OR lower(t.berlaku) <= %(hari)s::date)
"""


def rows_of(
    pegawai_id: UUID,
    jenis: Sequence[JenisRiwayat],
    *,
    hari: date | None = None,
    saat: datetime | None = None,
) -> dict[str, list[Any]]:
    """By kind, newest first: what had begun by `hari` (without it: all, also what is planned), as known at `saat`.
    One query: each row brings the entries that it names.
    """
    found: dict[str, list[Any]] = {satu.kunci: [] for satu in jenis}
    if not jenis:
        return found
    kinds = {satu.kunci: satu for satu in jenis}
    for kunci, isi, entries in fetch(_statement(jenis), orang=pegawai_id, hari=hari, saat=saat):
        row = _instance(kinds[kunci].model, _parsed(isi))
        _put_entries(row, {entry["kunci"]: _entry(entry) for entry in _parsed(entries) or ()})
        found[kunci].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (row.mulai, str(row.pk)), reverse=True)
    return found


def _statement(jenis: Sequence[JenisRiwayat]) -> str:
    parts = []
    for satu in jenis:
        columns = ", ".join(f"t.{field.column}" for field in entry_fields(satu.model))
        parts.append(ROWS.format(kunci=satu.kunci, tabel=satu.tabel, rujukan=columns))
    return " UNION ALL ".join(parts)


def _parsed(isi: Any) -> Any:
    return json.loads(isi) if isinstance(isi, str) else isi


def _entry(isi: dict[str, Any]) -> Referensi:
    values = {field.attname: field.to_python(isi[field.column]) for field in Referensi._meta.concrete_fields}
    return Referensi.from_db("default", list(values), list(values.values()))


def _instance(model: type[Riwayat], isi: dict[str, Any]) -> Riwayat:
    """The row as the ORM would have read it."""
    values = {}
    for field in model._meta.concrete_fields:
        raw = isi[field.column]
        if field.name in {"berlaku", "tercatat"}:
            values[field.attname] = _range(raw, moments=field.name == "tercatat")
        else:
            values[field.attname] = None if raw is None else field.to_python(raw)
    return model.from_db("default", list(values), list(values.values()))


def _range(text: str, *, moments: bool) -> Any:
    """`["2017-01-01","2019-01-01")` as PostgreSQL writes it."""
    lower, upper = (part.strip('"') for part in text[1:-1].split(","))
    if moments:
        return DateTimeTZRange(_moment(lower), _moment(upper), "[)")
    return DateRange(date.fromisoformat(lower) if lower else None, date.fromisoformat(upper) if upper else None, "[)")


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    # PostgreSQL writes the offset as +07; the parser wants it whole.
    return parse_datetime(text.replace(" ", "T") if text[-3] not in "+-" else f"{text.replace(' ', 'T')}:00")


def entry_fields(model: type[models.Model]) -> list[Any]:
    """Columns that name an entry of a reference list."""
    return [field for field in model._meta.concrete_fields if field.is_relation and field.related_model is Referensi]


def name_entries(rows: Iterable[Any]) -> None:
    """Put the named entries into the rows: one query for all of them."""
    named = list(rows)
    keys = {getattr(row, field.attname) for row in named for field in entry_fields(type(row))} - {None}
    known = {entry.pk: entry for entry in Referensi.objects.filter(pk__in=keys)} if keys else {}
    for row in named:
        _put_entries(row, known)


def _put_entries(row: Any, known: dict[str, Referensi]) -> None:
    for field in entry_fields(type(row)):
        key = getattr(row, field.attname)
        setattr(row, field.name, known.get(key) if key else None)


@dataclass(frozen=True)
class Peristiwa:
    """A row on the timeline."""

    jenis: JenisRiwayat
    baris: Any
    judul: str
    kini: bool


def timeline(rows: dict[str, list[Any]], jenis: Sequence[JenisRiwayat], hari: date) -> list[Peristiwa]:
    """Everything in one line, newest first; what holds on the day is marked."""
    kinds = {satu.kunci: satu for satu in jenis}
    events = [
        Peristiwa(kinds[kunci], row, kinds[kunci].judul_baris(row), holds(row, hari))
        for kunci, found in rows.items()
        for row in found
    ]
    return sorted(events, key=lambda event: (event.baris.mulai, event.jenis.kunci), reverse=True)


def holds(row: Riwayat, hari: date) -> bool:
    return row.mulai <= hari and (row.sampai is None or hari <= row.sampai)


def cells(jenis: JenisRiwayat, row: Riwayat, fields: Sequence[str]) -> list[tuple[str, Any]]:
    """Label and value of these fields; empty ones are left out."""
    shown = []
    for name in fields:
        field: Any = row._meta.get_field(name)
        value = getattr(row, f"get_{name}_display")() if field.choices else getattr(row, name)
        if name == "masa_kerja_tahun":
            shown.append(("Masa kerja", f"{row.masa_kerja_tahun} tahun {row.masa_kerja_bulan} bulan"))
        elif name != "masa_kerja_bulan" and value not in (None, "", False):
            label = jenis.label_sk if name == "sk_nomor" else str(field.verbose_name)
            shown.append((label[:1].upper() + label[1:], rupiah(value) if name in UANG else words_of(value)))
    return shown


UANG = frozenset({"gaji_pokok", "upah"})


def one_row(jenis: JenisRiwayat, pegawai: Pegawai, pk: UUID) -> Riwayat | None:
    """One row of this person, also one that was corrected since."""
    row = jenis.model.objects.filter(pegawai=pegawai, pk=pk).select_related("dokumen").first()
    if row is not None:
        name_entries([row])
    return row


def versions_of(row: Riwayat) -> list[Riwayat]:
    """The row, what it replaced and what replaced it, oldest first: two queries."""
    mine = list(type(row).objects.filter(pegawai_id=row.pegawai_id))
    by_id, after = {one.pk: one for one in mine}, {one.menggantikan_id: one for one in mine if one.menggantikan_id}
    chain = [by_id[row.pk]]
    while (older := by_id.get(chain[0].menggantikan_id)) is not None:
        chain.insert(0, older)
    while (newer := after.get(chain[-1].pk)) is not None:
        chain.append(newer)
    name_entries(chain)
    return chain


@dataclass(frozen=True)
class Versi:
    """A row as it was known for a time, and what differs from the version before."""

    baris: Any
    beda: list[tuple[str, Any, Any]]


def changes(jenis: JenisRiwayat, chain: Sequence[Riwayat]) -> list[Versi]:
    """Newest first; a version that only ended earlier because another row was put after it shows that."""
    fields = ("berlaku", "sk_nomor", "sk_tanggal", *jenis.isian)
    found, before = [], None
    for row in chain:
        beda = [] if before is None else [
            (_word(jenis, name), _shown(before, name), _shown(row, name))
            for name in fields
            if _shown(before, name) != _shown(row, name)
        ]  # fmt: skip
        found.append(Versi(row, beda))
        before = row
    return found[::-1]


def _word(jenis: JenisRiwayat, name: str) -> str:
    words = {"berlaku": "masa berlaku", "sk_nomor": jenis.label_sk}.get(name)
    text = words or str(jenis.model._meta.get_field(name).verbose_name)
    return text[:1].upper() + text[1:]


def _shown(row: Any, name: str) -> str:
    if name == "berlaku":
        return f"{tanggal(row.mulai)} sampai {tanggal(row.sampai) if row.sampai else 'seterusnya'}"
    field: Any = row._meta.get_field(name)
    value = getattr(row, f"get_{name}_display")() if field.choices else getattr(row, name)
    return words_of(value)


def words_of(value: Any) -> str:
    """A value as people read it."""
    match value:
        case None | "":
            return "kosong"
        case bool():
            return "ya" if value else "tidak"
        case date():
            return tanggal(value)
        case Decimal():
            return angka(value.normalize(), max(-int(value.normalize().as_tuple().exponent), 0))
        case _:
            return str(value)


def acts_on(rows: Sequence[Riwayat]) -> list[Tindakan]:
    """Who recorded, corrected or withdrew these versions."""
    kinds = {kind_of(row).model._meta.label for row in rows}
    acts = Tindakan.objects.filter(objek_jenis__in=kinds, objek_id__in=[str(row.pk) for row in rows])
    return list(acts.select_related("pengguna").order_by("waktu"))
