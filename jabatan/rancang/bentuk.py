"""A structure on a day: units, seats, who sits where. Its parts never change; an operation puts others in their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from jabatan.enums import TAK_DIHITUNG, TUNGGAL, JenisPenempatan

DIHITUNG = (JenisPenempatan.DEFINITIF, JenisPenempatan.RANGKAP)


@dataclass(frozen=True, slots=True)
class Unit:
    id: UUID
    nama: str
    singkatan: str
    jenis: str
    induk: UUID | None


@dataclass(frozen=True, slots=True)
class Kursi:
    id: UUID
    unit: UUID
    nama: str
    induk: UUID | None
    jenis: str
    jenjang: str
    kepala: bool
    eselon: str
    kelas: int | None
    kebutuhan: int
    dasar_kebutuhan: str
    bup: int | None
    referensi: UUID | None

    @property
    def tunggal(self) -> bool:
        return self.jenis in TUNGGAL

    @property
    def dihitung(self) -> bool:
        return self.jenis not in TAK_DIHITUNG


@dataclass(frozen=True, slots=True)
class Duduk:
    """A placement (by its key) of somebody; without a seat the draft has taken it away and given no other."""

    id: UUID
    orang: UUID
    kursi: UUID | None
    jenis: str


@dataclass
class Indeks:
    """Seats by unit and by the seat above, placements by seat: what the operations ask for again and again."""

    di: dict[UUID, set[UUID]]
    bawah: dict[UUID | None, set[UUID]]
    isi: dict[UUID | None, set[UUID]]


@dataclass
class Susunan:
    """`akar` and everything below it. Seats in `luar` stand outside: above it, or reporting into it; nothing moves them."""

    akar: UUID
    tanggal: date
    unit: dict[UUID, Unit] = field(default_factory=dict)
    kursi: dict[UUID, Kursi] = field(default_factory=dict)
    duduk: dict[UUID, Duduk] = field(default_factory=dict)
    anggota: dict[UUID, UUID] = field(default_factory=dict)
    orang: dict[UUID, str] = field(default_factory=dict)
    luar: frozenset[UUID] = frozenset()
    # Already planned for a later day: of units, of seats (their own rows), and who takes a seat later.
    rencana_unit: dict[UUID, date] = field(default_factory=dict)
    rencana_kursi: dict[UUID, date] = field(default_factory=dict)
    rencana_orang: dict[UUID, tuple[str, date]] = field(default_factory=dict)
    _indeks: Indeks | None = None

    @property
    def indeks(self) -> Indeks:
        """Made when first asked for; `put` and `drop` keep it in step."""
        if self._indeks is None:
            found = Indeks(defaultdict(set), defaultdict(set), defaultdict(set))
            for seat in self.kursi.values():
                found.di[seat.unit].add(seat.id)
                found.bawah[seat.induk].add(seat.id)
            for sitting in self.duduk.values():
                found.isi[sitting.kursi].add(sitting.id)
            self._indeks = found
        return self._indeks

    def put_kursi(self, seat: Kursi) -> None:
        if seat.id in self.kursi:
            self.drop_kursi(seat.id)
        self.kursi[seat.id] = seat
        self.indeks.di[seat.unit].add(seat.id)
        self.indeks.bawah[seat.induk].add(seat.id)

    def drop_kursi(self, pk: UUID) -> None:
        index, old = self.indeks, self.kursi.pop(pk)
        index.di[old.unit].discard(pk)
        index.bawah[old.induk].discard(pk)

    def put_duduk(self, sitting: Duduk) -> None:
        if sitting.id in self.duduk:
            self.drop_duduk(sitting.id)
        self.duduk[sitting.id] = sitting
        self.indeks.isi[sitting.kursi].add(sitting.id)

    def drop_duduk(self, pk: UUID) -> None:
        index, old = self.indeks, self.duduk.pop(pk)
        index.isi[old.kursi].discard(pk)

    def salin(self) -> Susunan:
        copied = {name: dict(getattr(self, name)) for name in ("unit", "kursi", "duduk", "anggota", "orang")}
        kept = {name: getattr(self, name) for name in ("luar", "rencana_unit", "rencana_kursi", "rencana_orang")}
        return Susunan(self.akar, self.tanggal, **copied, **kept)

    def kepala(self, unit: UUID) -> Kursi | None:
        return next((k for k in self.kursi_di(unit) if k.kepala), None)

    def kursi_di(self, unit: UUID) -> list[Kursi]:
        """In a fixed order: what merges with what must not depend on chance."""
        keys = sorted(self.indeks.di.get(unit, ()), key=str)
        return [self.kursi[pk] for pk in keys if pk not in self.luar]

    def kursi_bawah(self, kursi: UUID | None) -> list[Kursi]:
        """What reports to this seat, also from outside."""
        return [self.kursi[pk] for pk in sorted(self.indeks.bawah.get(kursi, ()), key=str)]

    def anak(self, unit: UUID) -> list[Unit]:
        return [u for u in self.unit.values() if u.induk == unit]

    def atas(self, unit: UUID) -> Iterator[Unit]:
        """The unit, the one above it, and so on up to the root of the draft."""
        here: UUID | None = unit
        seen: set[UUID] = set()
        while here is not None and here in self.unit and here not in seen:
            seen.add(here)
            yield self.unit[here]
            here = self.unit[here].induk

    def di_bawah(self, unit: UUID, atas: UUID) -> bool:
        return any(one.id == atas for one in self.atas(unit))

    def pemangku(self, kursi: UUID) -> list[Duduk]:
        return [self.duduk[pk] for pk in sorted(self.indeks.isi.get(kursi, ()), key=str)]

    def urut(self) -> list[tuple[Unit, int]]:
        """Units as a tree reads: each with its depth, children by name below their parent."""
        below: dict[UUID | None, list[Unit]] = defaultdict(list)
        for unit in self.unit.values():
            below[unit.induk].append(unit)
        found: list[tuple[Unit, int]] = []
        waiting = [(self.unit[self.akar], 0)]
        while waiting:
            unit, depth = waiting.pop()
            found.append((unit, depth))
            waiting += [
                (u, depth + 1) for u in sorted(below[unit.id], key=lambda u: u.nama, reverse=True) if u.id != unit.id
            ]
        return found


@dataclass(frozen=True, slots=True)
class Langkah:
    """One operation in its place."""

    urut: int
    jenis: str
    isi: dict[str, Any]
