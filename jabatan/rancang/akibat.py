"""What a draft brings about, beside the structure it starts from: figures, people, lines, and the rules it breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from jabatan.aturan.kelas import points_of
from jabatan.enums import JenisJabatan, JenisPenempatan
from jabatan.rancang.bentuk import DIHITUNG, Duduk, Kursi, Susunan

URUTAN = {
    JenisPenempatan.PLH: 1, JenisPenempatan.PLT: 2, JenisPenempatan.PJ: 3, JenisPenempatan.DEFINITIF: 4,
    JenisPenempatan.TUGAS_TAMBAHAN: 4, JenisPenempatan.RANGKAP: 4,
}  # fmt: skip
BERTINDAK = (JenisPenempatan.PLH, JenisPenempatan.PLT, JenisPenempatan.PJ)
NAIK_PALING_BANYAK = 30
DISEBUT = 3  # so many people are named in one sentence


@dataclass(frozen=True)
class Angka:
    """B, K, and how many points the places of K are worth by their classes."""

    b: int = 0
    k: int = 0
    nilai: int = 0

    @property
    def selisih(self) -> int:
        return self.b - self.k

    @property
    def besar(self) -> int:
        return abs(self.selisih)

    def __add__(self, other: Angka) -> Angka:
        return Angka(self.b + other.b, self.k + other.k, self.nilai + other.nilai)


@dataclass(frozen=True)
class BarisUnit:
    """A unit on both sides; a side without it is None."""

    unit: UUID
    nama: str
    dulu: str
    dalam: int
    sebelum: Angka | None
    sesudah: Angka | None
    tanda: str


@dataclass(frozen=True)
class BarisKelas:
    kelas: int | None
    sebelum: int
    sesudah: int

    @property
    def selisih(self) -> int:
        return self.sesudah - self.sebelum

    @property
    def besar(self) -> int:
        return abs(self.selisih)


@dataclass(frozen=True)
class TanpaKursi:
    orang: UUID
    nama: str
    dulu: str
    kursi_dulu: UUID


@dataclass(frozen=True)
class AtasanBerganti:
    orang: UUID
    nama: str
    dari: str
    ke: str


@dataclass(frozen=True)
class Ukuran:
    """A structure in figures."""

    unit: int
    jabatan: int
    jumlah: Angka


@dataclass
class Akibat:
    sebelum: Ukuran
    sesudah: Ukuran
    unit: list[BarisUnit] = field(default_factory=list)
    kelas: list[BarisKelas] = field(default_factory=list)
    tanpa_kursi: list[TanpaKursi] = field(default_factory=list)
    atasan: list[AtasanBerganti] = field(default_factory=list)
    pindah_unit: int = 0
    # Sentences that stand in the way of publication.
    aturan: list[str] = field(default_factory=list)


def akibat(dulu: Susunan, kini: Susunan, *, tanpa_nilai: Mapping[UUID, str] | None = None) -> Akibat:
    """`tanpa_nilai`: sentences about classes of seats that no points stand behind."""
    beda = differing_seats(dulu, kini)
    before = per_unit(dulu)
    after = _per_unit_after(before, dulu, kini, beda)
    found = Akibat(_measure(dulu, before), _measure(kini, after))
    found.unit = _units(dulu, kini, before, after)
    found.kelas = _classes(dulu, kini)
    found.tanpa_kursi = _without_seat(dulu, kini)
    found.atasan = _superiors(dulu, kini, beda)
    found.pindah_unit = sum(dulu.anggota.get(pk) not in (None, unit) for pk, unit in kini.anggota.items())
    found.aturan = broken_rules(dulu, kini) + list((tanpa_nilai or {}).values())
    return found


def differing_seats(dulu: Susunan, kini: Susunan) -> set[UUID]:
    """Seats that are another one, or whose holders are others, on the two sides."""
    found = {pk for pk in dulu.kursi.keys() | kini.kursi.keys() if dulu.kursi.get(pk) is not kini.kursi.get(pk)}
    for pk in dulu.duduk.keys() | kini.duduk.keys():
        old, new = dulu.duduk.get(pk), kini.duduk.get(pk)
        if old is not new:
            found |= {one.kursi for one in (old, new) if one is not None and one.kursi is not None}
    return found


def per_unit(s: Susunan) -> dict[UUID, Angka]:
    sums = {pk: [0, 0, 0] for pk in s.unit}
    held = Counter(d.kursi for d in s.duduk.values() if d.jenis in DIHITUNG)
    for seat in s.kursi.values():
        if seat.dihitung and seat.id not in s.luar:
            sum_ = sums[seat.unit]
            sum_[0] += held[seat.id]
            sum_[1] += seat.kebutuhan
            sum_[2] += _worth(seat)
    return {pk: Angka(*found) for pk, found in sums.items()}


def _worth(seat: Kursi) -> int:
    return points_of(seat.kelas) * seat.kebutuhan if seat.kelas else 0


def _per_unit_after(before: dict[UUID, Angka], dulu: Susunan, kini: Susunan, beda: set[UUID]) -> dict[UUID, Angka]:
    """From the figures before: only what differs is counted again."""
    sums = {pk: before.get(pk, Angka()) for pk in dulu.unit.keys() | kini.unit.keys()}
    for sign, side in ((-1, dulu), (1, kini)):
        for pk in beda:
            seat = side.kursi.get(pk)
            if seat is not None and seat.dihitung and pk not in side.luar:
                b = sum(d.jenis in DIHITUNG for d in side.pemangku(pk))
                sums[seat.unit] += Angka(sign * b, sign * seat.kebutuhan, sign * _worth(seat))
    return {pk: sums[pk] for pk in kini.unit}


def _measure(s: Susunan, sums: dict[UUID, Angka]) -> Ukuran:
    return Ukuran(len(s.unit), len(s.kursi) - len(s.luar), sum(sums.values(), Angka()))


def _units(dulu: Susunan, kini: Susunan, before: dict[UUID, Angka], after: dict[UUID, Angka]) -> list[BarisUnit]:
    """As the new tree reads; what is no more follows at the end."""
    rows = []
    for unit, depth in kini.urut():
        old = dulu.unit.get(unit.id)
        marks = ["Baru"] if old is None else []
        if old is not None:
            marks += ["Ganti nama"] if old.nama != unit.nama else []
            marks += ["Pindah induk"] if old.induk != unit.induk else []
            marks += ["Isi berubah"] if before[unit.id] != after[unit.id] else []
        renamed = old.nama if old and old.nama != unit.nama else ""
        rows.append(
            BarisUnit(unit.id, unit.nama, renamed, depth, before.get(unit.id), after[unit.id], ", ".join(marks))
        )
    gone = [(unit, depth) for unit, depth in dulu.urut() if unit.id not in kini.unit]
    return rows + [BarisUnit(u.id, u.nama, "", depth, before[u.id], None, "Tidak ada lagi") for u, depth in gone]


def _classes(dulu: Susunan, kini: Susunan) -> list[BarisKelas]:
    before, after = _places(dulu), _places(kini)
    known = sorted({*before, *after} - {None}, reverse=True) + ([None] if None in before or None in after else [])
    return [BarisKelas(kelas, before[kelas], after[kelas]) for kelas in known]


def _places(s: Susunan) -> Counter[int | None]:
    found: Counter[int | None] = Counter()
    for seat in s.kursi.values():
        if seat.dihitung and seat.id not in s.luar:
            found[seat.kelas] += seat.kebutuhan
    return found


def _without_seat(dulu: Susunan, kini: Susunan) -> list[TanpaKursi]:
    lost = [d for d in kini.duduk.values() if d.kursi is None]
    rows = []
    for sitting in lost:
        before = dulu.duduk[sitting.id].kursi
        if before is not None:
            seat = dulu.kursi[before]
            words = f"{seat.nama}, {unit_name(dulu, seat)}"
            rows.append(TanpaKursi(sitting.orang, kini.orang[sitting.orang], words, seat.id))
    return sorted(rows, key=lambda row: row.nama)


def unit_name(s: Susunan, seat: Kursi) -> str:
    unit = s.unit.get(seat.unit)
    return unit.nama if unit else "unit di atasnya"


def _superiors(dulu: Susunan, kini: Susunan, beda: set[UUID]) -> list[AtasanBerganti]:
    people = _reached(dulu, kini, beda)
    before, after = superiors(dulu, people), superiors(kini, people)
    rows = []
    for pk, boss in after.items():
        old = before.get(pk)
        if old != boss:
            words = [kini.orang.get(one, "") if one else "Belum ada" for one in (old, boss)]
            rows.append(AtasanBerganti(pk, kini.orang[pk], *words))
    return sorted(rows, key=lambda row: row.nama)


def _reached(dulu: Susunan, kini: Susunan, beda: set[UUID]) -> set[UUID]:
    """Who could have another superior: everybody in or below a seat that differs on either side. Nobody else's way upwards
    meets a difference.
    """
    found: set[UUID] = set()
    for side in (dulu, kini):
        waiting, seen = list(beda), set(beda)
        while waiting:
            seat = waiting.pop()
            found |= {d.orang for d in side.pemangku(seat)}
            below = {one.id for one in side.kursi_bawah(seat)} - seen
            seen |= below
            waiting += below
    return found


def superiors(s: Susunan, orang: Collection[UUID]) -> dict[UUID, UUID | None]:
    """Who decides about these people, as jabatan.services.atasan works it out on the map."""
    own: dict[UUID, Duduk] = {}
    for d in s.duduk.values() if orang else ():
        mine = d.orang in orang and d.kursi is not None and d.kursi not in s.luar
        if mine and _answers_first(d, own.get(d.orang)):
            own[d.orang] = d
    return {pk: _above(s, d) for pk, d in own.items()}


def _in_order(d: Duduk) -> tuple[int, str]:
    return URUTAN[JenisPenempatan(d.jenis)], str(d.id)


def _answers_first(d: Duduk, other: Duduk | None) -> bool:
    if d.jenis == JenisPenempatan.TUGAS_TAMBAHAN:
        return True
    return d.jenis == JenisPenempatan.DEFINITIF and (other is None or other.jenis != JenisPenempatan.TUGAS_TAMBAHAN)


def _above(s: Susunan, own: Duduk) -> UUID | None:
    seat = s.kursi.get(own.kursi) if own.kursi else None
    for _ in range(NAIK_PALING_BANYAK):
        if seat is None or seat.induk is None:
            return None
        sitting = sorted(s.pemangku(seat.induk), key=_in_order)
        acts = any(d.orang == own.orang and d.jenis in BERTINDAK for d in sitting)
        others = [d.orang for d in sitting if d.orang != own.orang]
        if others and not acts:
            return others[0]
        seat = s.kursi.get(seat.induk)
    return None


# -- rules --------------------------------------------------------------------------------------------------------------


def broken_rules(dulu: Susunan, kini: Susunan) -> list[str]:
    return [*_people(kini), *_seats(dulu, kini), *_heads(dulu, kini), *_later(dulu, kini)]


def _people(kini: Susunan) -> list[str]:
    lost = sorted(kini.orang[d.orang] for d in kini.duduk.values() if d.kursi is None)
    found = []
    if lost:
        rest = f" dan {len(lost) - DISEBUT} orang lain" if len(lost) > DISEBUT else ""
        found.append(f"Belum mendapat jabatan, jadi perlu dipindahkan dulu: {', '.join(lost[:DISEBUT])}{rest}")
    unseated = {d.orang for d in kini.duduk.values() if d.kursi is None}
    gone = sorted(kini.orang[pk] for pk, unit in kini.anggota.items() if unit not in kini.unit and pk not in unseated)
    if gone:
        found.append(f"{gone[0]} tercatat di unit yang ditutup. Gabungkan unitnya, atau pindahkan dulu orangnya.")
    return found


def _seats(dulu: Susunan, kini: Susunan) -> list[str]:
    found = []
    for seat in kini.kursi.values():
        if seat == dulu.kursi.get(seat.id):
            continue
        if seat.induk is None and not seat.kepala:
            found.append(f"{seat.nama} di {unit_name(kini, seat)} belum mempunyai jabatan atasan. Pilih atasannya.")
        if _circular(kini, seat):
            found.append(
                f"Garis pertanggungjawaban {seat.nama} di {unit_name(kini, seat)} melingkar. Pilih atasan lain."
            )
    return found


def _circular(s: Susunan, seat: Kursi) -> bool:
    here, steps = seat.induk, 0
    while here is not None and here in s.kursi:
        if here == seat.id or steps > len(s.kursi):
            return True
        here, steps = s.kursi[here].induk, steps + 1
    return False


def _heads(dulu: Susunan, kini: Susunan) -> list[str]:
    """A unit with seats has a head; what was without one before is no fault of the draft."""
    heads, before = ({k.unit for k in s.kursi.values() if k.kepala} for s in (kini, dulu))
    filled = {k.unit for k in kini.kursi.values() if k.id not in kini.luar}
    units = [kini.unit[pk] for pk in filled - heads if pk in kini.unit and (pk not in dulu.unit or pk in before)]
    return [f"{u.nama} tidak mempunyai kepala. Bentuk jabatan kepalanya, atau gabungkan unitnya." for u in units]


def _later(dulu: Susunan, kini: Susunan) -> list[str]:
    """What is already planned for later days would be lost or contradicted."""
    touched_units = {pk for pk, unit in dulu.unit.items() if kini.unit.get(pk) != unit}
    touched = {pk for pk, seat in dulu.kursi.items() if kini.kursi.get(pk) != seat}
    found = [
        f"{dulu.unit[pk].nama} sudah mempunyai perubahan yang direncanakan sesudah tanggal itu. Pilih tanggal sesudahnya, atau "
        "batalkan dulu rencana itu."
        for pk in touched_units & set(dulu.rencana_unit)
    ]
    found += [
        f"{dulu.kursi[pk].nama} di {unit_name(dulu, dulu.kursi[pk])} sudah mempunyai perubahan yang direncanakan sesudah "
        "tanggal itu. Pilih tanggal sesudahnya, atau batalkan dulu rencana itu."
        for pk in touched & set(dulu.rencana_kursi)
    ]
    found += [
        f"{dulu.rencana_orang[pk][0]} sudah direncanakan menempati {dulu.kursi[pk].nama} sesudah tanggal itu. Batalkan dulu "
        "rencana itu, atau pilih tanggal sesudahnya."
        for pk in touched & set(dulu.rencana_orang)
        if _moves(dulu.kursi[pk], kini.kursi.get(pk))
    ]
    return found


def _moves(old: Kursi, new: Kursi | None) -> bool:
    return new is None or new.unit != old.unit


def changed_seats(dulu: Susunan, kini: Susunan) -> list[Kursi]:
    """New seats, and those whose name or class is another one: their class needs points behind it."""
    return [
        seat
        for seat in kini.kursi.values()
        if seat.kelas is not None
        and seat.jenis != JenisJabatan.PEJABAT_NEGARA
        and ((old := dulu.kursi.get(seat.id)) is None or (old.nama, old.kelas) != (seat.nama, seat.kelas))
    ]
