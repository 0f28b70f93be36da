"""The statement that computes every counted kind of warning for some people on a day."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.core.regulasi import add_bulan
from asn_portal.core.relasi import Relasi
from asn_portal.core.sql import fetch
from pegawai.peringatan import JenisPeringatan, counted_peringatan, sumber_jabatan
from pegawai.selectors.peringatan_sql import NILAI, ORANG, TABEL, TANPA_SUMBER

# How far ahead events are kept: two years of whole months, and the present one.
BULAN_DEPAN = 24


def window_end(hari: date) -> date:
    """First day after the last month that is listed."""
    return add_bulan(hari.replace(day=1), BULAN_DEPAN + 1)


def computed(ids: Sequence[UUID], hari: date) -> tuple[str, dict[str, Any]]:
    """`WITH ... baru (pegawai_id, jenis, kunci, tanggal, rincian)`: one statement however many kinds, and its values."""
    kinds = counted_peringatan()
    tables = {satu.nama: satu for satu in (*TABEL, *(satu for kind in kinds for satu in kind.tabel))}
    values: dict[str, Any] = {
        "ids": [str(pk) for pk in ids],
        "hari": hari,
        "sampai": window_end(hari),
        **NILAI,
        **{f"l_{kind.kunci}": add_bulan(hari, -kind.lewat_bulan) for kind in kinds},
        **{f"k_{kind.kunci}": kind.kunci for kind in kinds},
    }
    for kind in kinds:
        values |= kind.nilai
    for table in tables.values():
        values |= table.nilai
    source = sumber_jabatan()
    parts = [_table(table) for table in tables.values()]
    parts.append(ORANG.replace("{sumber_jabatan}", source.sql if source else TANPA_SUMBER))
    parts.append(f"baru AS MATERIALIZED ({' UNION ALL '.join(_events(kind) for kind in kinds)})")
    statement = "WITH " + ", ".join(parts)
    for nama in tables:
        statement = statement.replace(f"{{{nama}}}", nama)
    return statement, values


TABLE = "{nama} AS MATERIALIZED (SELECT * FROM {teks})"
EVENTS = """
(SELECT DISTINCT ON (pegawai_id, kunci) pegawai_id, %(k_{nama})s::text AS jenis, kunci, tanggal, rincian
 FROM ({relasi}) AS satu WHERE tanggal >= %(l_{nama})s::date AND tanggal < %(sampai)s::date
 ORDER BY pegawai_id, kunci, tanggal)"""
FOUND = " SELECT pegawai_id, jenis, kunci, tanggal, rincian FROM baru ORDER BY tanggal, jenis, pegawai_id"


def _table(table: Relasi) -> str:
    """Once for the statement, not once for each person."""
    return TABLE.replace("{nama}", table.nama).replace("{teks}", table.teks)


def _events(kind: JenisPeringatan) -> str:
    return EVENTS.replace("{nama}", kind.kunci).replace("{relasi}", kind.relasi)


def events_of(ids: Sequence[UUID], hari: date) -> list[tuple[Any, ...]]:
    """(person, kind, key, day, facts) as of a day, without keeping them."""
    statement, values = computed(ids, hari)
    rows = fetch(statement + FOUND, **values)
    return [(*row[:-1], json.loads(row[-1])) for row in rows]
