"""What the retirement of a holder sets in motion: who is led by whom then, and which seats empty when it is filled from below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.core.sql import fetch
from jabatan.models import Jabatan
from jabatan.selectors.jabatan import retirement_of, seat_on
from pegawai.models.pegawai import full_name

GELOMBANG, TERBANYAK = 3, 80

# Single-holder seats of the line below, wave by wave, with their holders and how many people each leads.
CHAIN = """
WITH RECURSIVE turun (jabatan_id, gelombang) AS (
    SELECT %(jabatan)s::uuid, 0
  UNION ALL
    SELECT r.jabatan_id, t.gelombang + 1 FROM turun t
    JOIN jabatan_rincianjabatan r ON r.induk_id = t.jabatan_id AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
    JOIN jabatan_jabatan j ON j.id = r.jabatan_id AND j.tunggal AND j.jenis <> 'pejabat_negara'
    WHERE t.gelombang < %(dalam)s
)
SELECT t.gelombang, t.jabatan_id, r.nama, unit.nama, r.bup, o.id, o.nama, o.gelar_depan, o.gelar_belakang, o.tanggal_lahir,
       (SELECT count(*) FROM pegawai_hubunganatasan h
        WHERE h.atasan_id = o.id AND upper_inf(h.tercatat) AND h.berlaku @> %(hari)s::date)
FROM turun t
JOIN jabatan_rincianjabatan r ON r.jabatan_id = t.jabatan_id AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
LEFT JOIN core_rincianunit unit ON unit.unit_id = r.unit_id AND upper_inf(unit.tercatat) AND unit.berlaku @> %(hari)s::date
LEFT JOIN jabatan_penempatan p ON p.jabatan_id = t.jabatan_id AND upper_inf(p.tercatat) AND p.berlaku @> %(hari)s::date
 AND p.jenis IN ('definitif', 'tugas_tambahan', 'rangkap')
LEFT JOIN pegawai_pegawai o ON o.id = p.pegawai_id
ORDER BY t.gelombang, o.tanggal_lahir NULLS FIRST, r.nama, t.jabatan_id LIMIT %(batas)s
"""


@dataclass(frozen=True)
class Kursi:
    """One seat of the chain. `pensiun` is the first day without its holder, None where there is none or no age."""

    gelombang: int
    jabatan_id: UUID
    nama: str
    unit: str
    pegawai_id: UUID | None
    pemangku: str
    pensiun: date | None
    memimpin: int


@dataclass(frozen=True)
class Dampak:
    kursi: Kursi
    # Who decides for those below from that day on, while the seat is empty; empty: nobody on the portal.
    atasan_baru: str
    gelombang: list[tuple[int, list[Kursi]]]
    # How many of the chain retire within five years of that day.
    pensiun_lima_tahun: int


def chain_of(jabatan: Jabatan, tanggal: date) -> Dampak | None:
    """From the seats of the day; None when the seat is not on the map then. Few queries, however long the chain."""
    rows = [_kursi(row) for row in fetch(CHAIN, jabatan=jabatan.pk, hari=tanggal, dalam=GELOMBANG, batas=TERBANYAK)]
    if not rows or rows[0].gelombang != 0:
        return None
    first, below = rows[0], rows[1:]
    waves = [(n, [row for row in below if row.gelombang == n]) for n in range(1, GELOMBANG + 1)]
    since = first.pensiun or tanggal
    until = since.replace(year=since.year + 5, day=1)
    soon = sum(row.pensiun is not None and row.pensiun <= until for row in below)
    return Dampak(first, _next_up(jabatan, since), [(n, seats) for n, seats in waves if seats], soon)


def _kursi(row: tuple[Any, ...]) -> Kursi:
    wave, seat, nama, unit, bup, who, *names, born, led = row
    gone = retirement_of(born, bup) if born else None
    return Kursi(wave, seat, nama, unit or "", who, full_name(*names) if who else "", gone, led)


def _next_up(jabatan: Jabatan, tanggal: date) -> str:
    """Whoever decides in the first seat above that is not empty on that day."""
    for seat in _above(jabatan, tanggal):
        found = seat_on(seat, tanggal)
        holders = found.kini if found else []
        if holders:
            acting = [row for row in holders if row.berjangka]
            return (acting or holders)[0].nama
    return ""


def _above(jabatan: Jabatan, tanggal: date) -> Iterator[Jabatan]:
    found, passed = seat_on(jabatan, tanggal), 0
    while found is not None and found.rincian.induk_id and passed < GELOMBANG * 3:
        seat = Jabatan.objects.get(pk=found.rincian.induk_id)
        yield seat
        found, passed = seat_on(seat, tanggal), passed + 1
