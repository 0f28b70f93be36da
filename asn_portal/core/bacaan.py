"""How rules read to people: answers, inputs and tables of the law in words, and drawings for some answers.

An app that can show an answer better than as a list of facts registers a drawing (`@gambar`): a template, and a
function that prepares everything the template shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from asn_portal.core.kalender import SABTU, Kalender
from asn_portal.core.regulasi import Aturan, Hasil, Isian, Jawaban, Keluaran, Tabel, Tampil
from asn_portal.core.templatetags.bentuk import HARI, angka, tanggal

Pasangan = tuple[str, str]


@dataclass(frozen=True)
class Tabelan:
    """Rows of an input, each cell in words."""

    kepala: list[str]
    baris: list[list[str]]


# One value, a list of values, a list of values with a name each, or a table.
Terbaca = str | list[str] | list[Pasangan] | Tabelan
PLAIN = Keluaran("")
LIST_SHOWN = 12


def number(value: Decimal | int) -> str:
    """1.234,50: as many decimals as the value carries."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return angka(value, -exponent if isinstance(exponent, int) and exponent < 0 else 0)


ZONA = {7: "WIB", 8: "WITA", 9: "WIT"}


def moment(value: datetime) -> str:
    """Senin, 23 November 2026, 08.30 WIB: in the zone in which it was asked, not in ours."""
    offset = value.utcoffset() or timedelta(0)
    zone = ZONA.get(offset // timedelta(hours=1)) if offset % timedelta(hours=1) == timedelta(0) else None
    return f"{HARI[value.weekday()]}, {tanggal(value.date())}, {value:%H.%M} {zone or f'UTC{value:%z}'}"


def in_words(value: Any, keluaran: Keluaran = PLAIN) -> Terbaca:
    """One value as people read it; a list stays a list."""
    if isinstance(value, list | tuple):
        return [_joined(in_words(part, keluaran)) for part in value] or "Tidak ada"
    if isinstance(value, Mapping):
        return [(_label(name, keluaran.kata), _joined(in_words(part, keluaran))) for name, part in value.items()]
    if value is None:
        return "Tidak ada"
    if str(value) in keluaran.kata:
        return keluaran.kata[str(value)]
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return tanggal(value)
    if isinstance(value, Decimal | int):
        if keluaran.satuan == "rupiah":
            return f"Rp{number(value)}"
        text = str(value) if keluaran.polos else number(value)
        return f"{text} {keluaran.satuan}".strip()
    return str(value)


def _label(name: str, words: Mapping[str, str]) -> str:
    """A key in words; names of the law in capitals (II/a, XIV) stay as they are."""
    return words.get(name) or (name if not name.islower() else name.replace("_", " ").capitalize())


# -- answers -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fakta:
    """A label and what stands behind it."""

    label: str
    nilai: Terbaca
    utama: bool = False

    @property
    def tabel(self) -> Tabelan | None:
        return self.nilai if isinstance(self.nilai, Tabelan) else None

    @property
    def daftar(self) -> list[Any]:
        return self.nilai if isinstance(self.nilai, list) else []

    @property
    def berpasangan(self) -> bool:
        return bool(self.daftar) and isinstance(self.daftar[0], tuple)

    @property
    def sisa(self) -> int:
        """How many of a long list are not shown."""
        return max(len(self.daftar) - LIST_SHOWN, 0)


@dataclass(frozen=True)
class Gambar:
    """A drawing of one answer, and the outputs it shows already."""

    template: str
    isi: Mapping[str, Any]
    sudah: frozenset[str] = frozenset()


# From the result and the input (as JSON gives it) to what the template shows.
Siapkan = Callable[[Hasil, Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True)
class _Terdaftar:
    template: str
    siapkan: Siapkan
    sudah: frozenset[str]


_gambar: dict[str, _Terdaftar] = {}


def gambar(aturan: str, template: str, *, sudah: tuple[str, ...] = ()) -> Callable[[Siapkan], Siapkan]:
    """Register the drawing of a rule's answer. `sudah`: the outputs that need not be listed again below it."""

    def register(function: Siapkan) -> Siapkan:
        _gambar[aturan] = _Terdaftar(template, function, frozenset(sudah))
        return function

    return register


@dataclass(frozen=True)
class HasilTerbaca:
    """An answer ready for a page."""

    jawaban: Jawaban
    fakta: list[Fakta]
    gambar: Gambar | None = None
    masukan: list[Fakta] = field(default_factory=list)

    @property
    def utama(self) -> Fakta | None:
        return next((fakta for fakta in self.fakta if fakta.utama), None)

    @property
    def lainnya(self) -> list[Fakta]:
        return [fakta for fakta in self.fakta if not fakta.utama]


def read_answer(rule: Aturan, data: Mapping[str, Any], jawaban: Jawaban) -> HasilTerbaca:
    """The answer of a rule on `data` (as JSON gives it), in words."""
    drawn = _gambar.get(rule.nama)
    picture = Gambar(drawn.template, drawn.siapkan(jawaban.hasil, data), drawn.sudah) if drawn else None
    shown = picture.sudah if picture else frozenset()
    facts = [
        Fakta(keluaran.label, in_words(jawaban.hasil[nama], keluaran), keluaran.utama and picture is None)
        for nama, keluaran in rule.keluaran.items()
        if nama in jawaban.hasil and nama not in shown and _says_something(jawaban.hasil[nama], keluaran)
    ]
    return HasilTerbaca(jawaban, facts, picture, inputs_in_words(rule, data))


def _says_something(value: Any, keluaran: Keluaran) -> bool:
    """No reason to refuse is no news; only what people came for is told even when there is none."""
    return keluaran.utama or value not in (None, [])


def inputs_in_words(rule: Aturan, data: Mapping[str, Any]) -> list[Fakta]:
    """What was calculated with; inputs that were not given are left out."""
    return [
        Fakta(isian.label, _input_in_words(isian, data[isian.nama]))
        for isian in rule.isian()
        if data.get(isian.nama) is not None
    ]


def _input_in_words(isian: Isian, value: Any) -> Terbaca:
    """A value as JSON gives it, in words."""
    if isian.jenis == "daftar" and isinstance(value, list) and isian.isi:
        inner = isian.isi
        if inner.anggota:
            return _rows_in_words(inner.anggota, value)
        parts = [_joined(_input_in_words(inner, part)) for part in value]
        if len(parts) == len(isian.tampil.butir):
            return list(zip(isian.tampil.butir, parts, strict=True))
        return _in_one_line(parts) if inner.jenis in {"bulat", "desimal"} else parts
    if isian.jenis == "objek" and isinstance(value, Mapping):
        known = {part.nama: part for part in isian.anggota or _known_keys(isian, value)}
        free = isian.isi or isian
        return [
            (known[nama].label if nama in known else nama, _joined(_input_in_words(known.get(nama, free), part)))
            for nama, part in value.items()
        ]
    if isian.tampil.kata and str(value) in isian.tampil.kata:
        return isian.kata(str(value))
    if isian.tampil.polos:
        return str(value)
    if isian.jenis == "tanggal" and isinstance(value, str):
        return tanggal(date.fromisoformat(value))
    if isian.jenis == "waktu" and isinstance(value, str):
        return moment(datetime.fromisoformat(value))
    if isian.jenis == "slug":
        return isian.kata(str(value))
    return number(Decimal(value)) if isian.jenis == "desimal" else in_words(value)


def _known_keys(isian: Isian, value: Mapping[str, Any]) -> tuple[Isian, ...]:
    """The keys of a free object, by the one set of them that holds all that are there."""
    sets = (keys for keys in isian.tampil.kunci.values() if set(value) <= set(keys))
    return tuple(
        Isian(key, label, "", True, "bulat", tampil=Tampil(kata=levels))
        for key, (label, levels) in next(sets, {}).items()
    )


def _rows_in_words(columns: tuple[Isian, ...], rows: list[Any]) -> Tabelan:
    cells = [
        [
            _joined(_input_in_words(column, row[column.nama])) if row.get(column.nama) is not None else ""
            for column in columns
        ]
        for row in rows
    ]
    return Tabelan([column.label for column in columns], cells)


def _in_one_line(parts: list[str]) -> str:
    rest = len(parts) - LIST_SHOWN
    return "; ".join(parts[:LIST_SHOWN]) + (f"; dan {rest} lagi" if rest > 0 else "")


def _joined(value: Terbaca) -> str:
    if not isinstance(value, list):
        return value
    return ", ".join(part if isinstance(part, str) else f"{part[0]} {part[1]}" for part in value)


# -- days on their way to a deadline -------------------------------------------------------------------------------


@dataclass(frozen=True)
class HariHitung:
    """One day of a count: its number in the count (0: not counted), and why not."""

    tanggal: date
    nomor: int
    sebab: str = ""


def count_days(
    mulai: date, batas: date, kalender: Kalender | None, *, with_first: bool = False
) -> list[list[HariHitung | None]]:
    """The weeks from `mulai` to `batas`, every day with its number. Without a calendar every day counts. `mulai`
    itself counts only `with_first`. Places before the first and after the last day are None.
    """
    days, number = [] if with_first else [HariHitung(mulai, 0, "mulai")], 0
    for offset in range(0 if with_first else 1, (batas - mulai).days + 1):
        day = mulai + timedelta(days=offset)
        counted = kalender is None or kalender.is_hari_kerja(day)
        number += counted
        weekend = kalender is not None and day.weekday() >= SABTU
        days.append(HariHitung(day, number if counted else 0, "" if counted else "akhir_pekan" if weekend else "libur"))
    padded = [None] * mulai.weekday() + days + [None] * (6 - batas.weekday())
    return [padded[start : start + 7] for start in range(0, len(padded), 7)]


# -- tables of the law ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bagian:
    """A part of a provision's values as a table of words."""

    judul: str
    kepala: list[str]
    baris: list[list[str]]


def provision_tables(tabel: Tabel, nilai: Mapping[str, Any]) -> list[Bagian]:
    """The values of one provision: single values together, each list and each group as a table of its own."""
    words = Keluaran("", kata=tabel.label)
    single = {name: value for name, value in nilai.items() if not isinstance(value, list | Mapping)}
    parts = [_pairs("", single, words)] if single else []
    for name, value in nilai.items():
        title = _label(name, tabel.label)
        if isinstance(value, Mapping):
            parts.append(_pairs(title, value, words))
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            columns = list(dict.fromkeys(key for row in value for key in row))
            rows = [[_joined(in_words(row.get(key, ""), words)) for key in columns] for row in value]
            parts.append(Bagian(title, [_label(key, tabel.label) for key in columns], rows))
        elif isinstance(value, list):
            rows = [[str(place), _joined(in_words(part, words))] for place, part in enumerate(value, start=1)]
            parts.append(Bagian(title, ["Nomor", title], rows))
    return parts


def _pairs(title: str, values: Mapping[str, Any], words: Keluaran) -> Bagian:
    dated = all(_as_date(name) for name in values)
    rows = [
        [tanggal(_as_date(name)) if dated else _label(name, words.kata), _joined(in_words(value, words))]
        for name, value in values.items()
    ]
    return Bagian(title, ["Tanggal" if dated else "Butir", "Nama" if dated else "Nilai"], rows)


def _as_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
