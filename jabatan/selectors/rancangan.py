"""Drafts as they stand today: the dated map they begin from, what they make of it, and what differs between them."""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from asn_portal.core import selectors as core_selectors
from asn_portal.core.pengaturan import RUPIAH_NILAI
from asn_portal.core.selectors.pengaturan import number_of
from asn_portal.core.sql import fetch
from jabatan.enums import JenisPenempatan
from jabatan.models import LangkahRancangan, RancanganSusunan
from jabatan.rancang.akibat import Akibat, akibat, changed_seats
from jabatan.rancang.bentuk import Duduk, Kursi, Langkah, Susunan, Unit
from jabatan.rancang.kata import kalimat
from jabatan.rancang.terapkan import terapkan
from jabatan.selectors.jabatan import retirement_of
from jabatan.selectors.kelas import without_points
from pegawai.models import Pegawai

UNITS = """
SELECT r.unit_id::text, r.nama, r.singkatan, r.jenis, r.induk_id::text
FROM core_jalurunit letak
JOIN core_rincianunit r ON r.unit_id = letak.unit_id AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
WHERE letak.jalur <@ %(jalur)s::ltree AND letak.berlaku @> %(hari)s::date
"""
# Seats of these units, the seats above them, and seats elsewhere that report to them.
SEATS = """
WITH RECURSIVE kini AS NOT MATERIALIZED (
    SELECT * FROM jabatan_rincianjabatan WHERE upper_inf(tercatat) AND berlaku @> %(hari)s::date
), dalam AS MATERIALIZED (
    SELECT * FROM kini WHERE unit_id = ANY(%(unit)s::uuid[])
), atas (jabatan_id, induk_id) AS (
    SELECT k.jabatan_id, k.induk_id FROM kini k
    WHERE k.jabatan_id IN (SELECT induk_id FROM dalam) AND NOT k.unit_id = ANY(%(unit)s::uuid[])
  UNION
    SELECT k.jabatan_id, k.induk_id FROM atas a JOIN kini k ON k.jabatan_id = a.induk_id
), semua AS (
    SELECT * FROM dalam
  UNION
    SELECT k.* FROM kini k WHERE k.jabatan_id IN (SELECT jabatan_id FROM atas)
  UNION
    SELECT k.* FROM kini k WHERE k.induk_id IN (SELECT jabatan_id FROM dalam)
)
SELECT s.jabatan_id::text, s.unit_id::text, s.nama, s.induk_id::text, j.jenis, j.jenjang, j.kepala, s.eselon, s.kelas, s.kebutuhan,
       s.dasar_kebutuhan, s.bup, s.referensi_id
FROM semua s JOIN jabatan_jabatan j ON j.id = s.jabatan_id
"""
HOLDERS = """
SELECT p.id::text, p.pegawai_id::text, p.jabatan_id::text, p.jenis, concat_ws(', ', trim(o.gelar_depan || ' ' || o.nama), nullif(o.gelar_belakang, ''))
FROM jabatan_penempatan p JOIN pegawai_pegawai o ON o.id = p.pegawai_id
WHERE p.jabatan_id = ANY(%(jabatan)s::uuid[]) AND upper_inf(p.tercatat) AND p.berlaku @> %(hari)s::date
"""
MEMBERS = """
SELECT k.pegawai_id::text, k.unit_id::text, concat_ws(', ', trim(o.gelar_depan || ' ' || o.nama), nullif(o.gelar_belakang, ''))
FROM pegawai_keanggotaanunit k JOIN pegawai_pegawai o ON o.id = k.pegawai_id
WHERE k.unit_id = ANY(%(unit)s::uuid[]) AND upper_inf(k.tercatat) AND k.berlaku @> %(hari)s::date
"""
# What begins or ends after the day: of units, of seats, and who takes a seat then.
LATER = """
SELECT 'unit', unit_id, min(lower(berlaku)), '' FROM core_rincianunit
WHERE unit_id = ANY(%(unit)s::uuid[]) AND upper_inf(tercatat) AND upper(berlaku) > %(hari)s
   OR unit_id = ANY(%(unit)s::uuid[]) AND upper_inf(tercatat) AND lower(berlaku) > %(hari)s GROUP BY unit_id
UNION ALL
SELECT 'kursi', jabatan_id, min(lower(berlaku)), '' FROM jabatan_rincianjabatan
WHERE jabatan_id = ANY(%(jabatan)s::uuid[]) AND upper_inf(tercatat) AND upper(berlaku) > %(hari)s
   OR jabatan_id = ANY(%(jabatan)s::uuid[]) AND upper_inf(tercatat) AND lower(berlaku) > %(hari)s GROUP BY jabatan_id
UNION ALL
SELECT 'orang', p.jabatan_id, lower(p.berlaku), o.nama FROM jabatan_penempatan p JOIN pegawai_pegawai o ON o.id = p.pegawai_id
WHERE p.jabatan_id = ANY(%(jabatan)s::uuid[]) AND upper_inf(p.tercatat) AND lower(p.berlaku) > %(hari)s
"""


def load_susunan(unit_id: UUID, tanggal: date) -> Susunan | None:
    """The unit with everything below it as the map says of that day; None when it is not there. Six queries."""
    path = core_selectors.path_of(unit_id, tanggal)
    if path is None:
        return None
    key = _Kunci().of
    with collector_paused():
        found = Susunan(unit_id, tanggal)
        for pk, *rest, induk in fetch(UNITS, jalur=path, hari=tanggal):
            found.unit[key(pk)] = Unit(key(pk), *rest, key(induk) if induk else None)
        units = [str(pk) for pk in found.unit]
        for pk, unit, nama, induk, *rest in fetch(SEATS, unit=units, hari=tanggal):
            found.kursi[key(pk)] = Kursi(key(pk), key(unit), nama, key(induk) if induk else None, *rest)
        found.luar = frozenset(pk for pk, seat in found.kursi.items() if seat.unit not in found.unit)
        seats = [str(pk) for pk in found.kursi]
        for pk, orang, kursi, jenis, nama in fetch(HOLDERS, jabatan=seats, hari=tanggal):
            found.duduk[key(pk)] = Duduk(key(pk), key(orang), key(kursi), jenis)
            found.orang[key(orang)] = nama
        for orang, unit, nama in fetch(MEMBERS, unit=units, hari=tanggal):
            found.anggota[key(orang)] = key(unit)
            found.orang[key(orang)] = nama
    for kind, pk, day, name in fetch(LATER, unit=units, jabatan=seats, hari=tanggal):
        if kind == "orang":
            found.rencana_orang[pk] = (name, day)
        else:
            (found.rencana_unit if kind == "unit" else found.rencana_kursi)[pk] = day
    return found


class _Kunci:
    """Each key is made once: a province names some hundred thousand, most of them again and again."""

    def __init__(self) -> None:
        self.known: dict[str, UUID] = {}

    def of(self, teks: str) -> UUID:
        found = self.known.get(teks)
        if found is None:
            found = self.known[teks] = UUID(teks)
        return found


@contextmanager
def collector_paused() -> Iterator[None]:
    """The rows of a whole province are all kept: looking through them for garbage again and again takes longer than reading
    them (docs/keputusan/0039).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def fingerprint(susunan: Susunan) -> str:
    """Of units and seats, not of people: who comes and goes changes the effects, not the structure."""
    units = sorted((u.id.int, u.nama, u.singkatan, u.jenis, str(u.induk)) for u in susunan.unit.values())
    seats = sorted(
        (k.id.int, k.unit.int, k.nama, str(k.induk), k.eselon, k.kelas or 0, k.kebutuhan)
        for k in susunan.kursi.values()
        if k.id not in susunan.luar
    )
    return hashlib.sha256(repr([units, seats]).encode()).hexdigest()


@dataclass(frozen=True)
class LangkahTampil:
    """An operation in words; `galat` says why it does not fit."""

    id: UUID
    urut: int
    jenis: str
    kalimat: str
    galat: str


@dataclass(frozen=True)
class Ruang:
    """A draft replayed on the map of today's knowledge."""

    rancangan: RancanganSusunan
    dulu: Susunan
    kini: Susunan
    langkah: list[LangkahTampil]
    akibat: Akibat
    sidik: str
    berubah: bool
    tarif: int | None

    @property
    def galat(self) -> list[str]:
        return [f"Langkah {one.urut}: {one.galat}" for one in self.langkah if one.galat]

    @property
    def penghalang(self) -> list[str]:
        """What stands in the way of publication."""
        return [*self.galat, *self.akibat.aturan] + ([] if self.langkah else ["Rancangan ini belum mempunyai langkah."])

    @property
    def sidik_akibat(self) -> str:
        """Of the map and of everything that the draft does to it: who publishes it has seen exactly this."""
        people = sorted(str(one) for one in (*self.akibat.tanpa_kursi, *self.akibat.atasan))
        written = json.dumps([self.sidik, self.rancangan.versi, str(self.rancangan.tanggal), people])
        return hashlib.sha256(written.encode()).hexdigest()

    @property
    def biaya(self) -> tuple[int, int] | None:
        """Rupiah a month for the places of K before and after, where the agency has a rate for a point."""
        if self.tarif is None:
            return None
        before, after = self.akibat.sebelum.jumlah.nilai, self.akibat.sesudah.jumlah.nilai
        return before * self.tarif, after * self.tarif


def open_room(rancangan: RancanganSusunan) -> Ruang | None:
    """None when the unit is not there on the day of the draft. As many queries for a large unit as for a small one."""
    steps = list(LangkahRancangan.objects.filter(rancangan=rancangan).order_by("urut"))
    return replay(rancangan, steps)


def replay(rancangan: RancanganSusunan, steps: Sequence[LangkahRancangan]) -> Ruang | None:
    before = load_susunan(rancangan.unit_id, rancangan.tanggal)
    if before is None:
        return None
    done = terapkan(before, [Langkah(step.urut, step.jenis, step.isi) for step in steps])
    after = done.susunan
    classed = {seat.id: (seat.nama, seat.kelas or 0) for seat in changed_seats(before, after)}
    missing = without_points(rancangan.instansi_id, classed, rancangan.tanggal) if classed else {}
    missing |= past_age(before, after)
    mark = fingerprint(before)
    shown = [
        LangkahTampil(
            step.pk,
            step.urut,
            step.get_jenis_display(),
            kalimat(step.jenis, step.isi, (before, after)),
            done.galat.get(step.urut, ""),
        )
        for step in steps
    ]
    changed = bool(rancangan.sidik_peta) and rancangan.sidik_peta != mark
    effects = akibat(before, after, tanpa_nilai=missing)
    return Ruang(
        rancangan, before, after, shown, effects, mark, changed, rate_of(rancangan.instansi_id, rancangan.tanggal)
    )


def past_age(before: Susunan, after: Susunan) -> dict[UUID, str]:
    """Whoever would take a seat after his age of retirement there, each with a sentence. One query."""
    moved = {
        d.orang: after.kursi[d.kursi]
        for pk, d in after.duduk.items()
        if d.kursi is not None and before.duduk[pk].kursi != d.kursi and d.jenis == JenisPenempatan.DEFINITIF
    }
    if not moved:
        return {}
    born = dict(Pegawai.objects.filter(pk__in=moved).values_list("pk", "tanggal_lahir"))
    found = {}
    for orang, seat in moved.items():
        day = retirement_of(born[orang], seat.bup)
        if day is not None and day <= after.tanggal:
            found[orang] = (
                f"{after.orang[orang]} sudah mencapai batas usia pensiun {seat.nama} pada tanggal itu. Pilih jabatan lain "
                "untuknya."
            )
    return found


def rate_of(instansi_id: UUID, hari: date) -> int | None:
    """What a point costs a month in rupiah, if the agency says so."""
    return number_of(RUPIAH_NILAI, instansi_id, hari) or None
