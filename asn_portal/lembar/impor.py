"""Kinds of tables that can be brought in. An app describes its kind once: columns, check and services.

Cells arrive as they stood in the file (asn_portal.lembar.baca): text, or marked as a number, a date, a truth value.
`KolomImpor.read` makes a value of one cell or says what is wanted; the app checks whole sets of rows against the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from asn_portal.core.forms.dasar import read_date
from asn_portal.core.models import Pengguna
from asn_portal.lembar.isi import CONTROL, plain_number
from asn_portal.lembar.sandi import fingerprint

# Numbers up to here survive a spreadsheet unchanged.
SAFE_DIGITS = 15
SCIENTIFIC = re.compile(r"[0-9][.,]?[0-9]*[eE]\+?[0-9]+")
# As long as a stored key may be (lembar.BarisImpor.kunci); a longer one is kept as its fingerprint.
LONGEST_KEY = 200
SHEET_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)")

LEMBAR_KERJA = frozenset({"xlsx", "xls", "ods", "csv"})
JSON = frozenset({"json", "zip"})
LEWAT_BILANGAN = (
    "Nomor ini tersimpan sebagai bilangan, padahal bilangan di lembar kerja hanya menyimpan 15 angka; angka sesudahnya"
    " hilang. Di Excel: pilih kolomnya, ubah Format Sel menjadi Teks, lalu ketik atau tempel ulang nomornya."
)
TANGGAL_BILANGAN = (
    "Tanggal tersimpan sebagai bilangan. Di Excel: ubah Format Sel menjadi Tanggal, atau tulis seperti 21/11/2026."
)
TANGGAL_SALAH = "Tanggal tidak terbaca. Tulis seperti 21/11/2026."
RUMUS_GAGAL = "Sel ini berisi kesalahan rumus. Tulis nilainya langsung."


class Salah(Exception):
    """What is wanted instead of the value found."""


def as_shown(raw: Any) -> str:
    """A cell as people see it in their spreadsheet."""
    match raw:
        case None:
            return ""
        case {"n": number}:
            return str(int(number)) if float(number).is_integer() and abs(number) < 10**SAFE_DIGITS else f"{number:G}"
        case {"d": day}:
            return f"{date.fromisoformat(day):%d/%m/%Y}"
        case {"b": truth}:
            return "ya" if truth else "tidak"
        case _:
            return " ".join(CONTROL.sub("", str(raw)).split())


@dataclass(frozen=True)
class KolomImpor:
    nama: str
    judul: str
    contoh: str
    # teks, nomor (long digits that must be text), nomor_pendek, tanggal, pilihan, bilangan (whole), desimal
    jenis: str = "teks"
    wajib: bool = True
    panjang: int = 200
    # Places after the comma.
    desimal: int = 0
    # label -> value
    pilihan: dict[str, str] = field(default_factory=dict)
    # Names that the template offers and the check of the app finds: a list that lives in the database.
    tawaran: Callable[[], list[str]] | None = None
    # What this account may well mean (units of its agency): offered by the template, and anything else may be typed too.
    saran: Callable[[Pengguna], list[str]] | None = None
    petunjuk: str = ""
    # Other heads under which people keep it.
    lain: tuple[str, ...] = ()

    def offered(self) -> list[str]:
        """What the list of its cell holds."""
        return self.tawaran() if self.tawaran else list(self.pilihan)

    def read(self, raw: Any) -> Any:
        """The value of this cell; None when it is empty. Raises Salah."""
        shown = as_shown(raw)
        if not shown:
            if self.wajib:
                raise Salah(f"{self.judul} belum diisi.")
            return None
        if isinstance(raw, str) and SHEET_ERROR.match(shown):
            raise Salah(RUMUS_GAGAL)
        return _READERS[self.jenis](self, raw, shown)


def _text(kolom: KolomImpor, raw: Any, shown: str) -> str:
    # An apostrophe before a sign that a spreadsheet would run is how our own files keep text harmless.
    text = shown[1:] if shown[:1] == "'" else shown
    if len(text) > kolom.panjang:
        raise Salah(f"Paling banyak {kolom.panjang} huruf.")
    return text


def _number(kolom: KolomImpor, raw: Any, shown: str) -> str:
    short = kolom.jenis == "nomor_pendek"
    if isinstance(raw, dict) and not (short and "n" in raw and len(shown) <= SAFE_DIGITS and shown.isdigit()):
        raise Salah(LEWAT_BILANGAN)
    if SCIENTIFIC.fullmatch(shown):
        raise Salah(LEWAT_BILANGAN)
    digits = re.sub(r"[\s.\-]", "", shown).removeprefix("'")
    if not (digits.isascii() and digits.isdigit()):
        raise Salah(f"{kolom.judul} hanya boleh berisi angka; spasi dan titik diabaikan.")
    if len(digits) > kolom.panjang:
        raise Salah(f"{kolom.judul} paling banyak {kolom.panjang} angka.")
    return digits


def _day(kolom: KolomImpor, raw: Any, shown: str) -> date:
    if isinstance(raw, dict) and "n" in raw:
        raise Salah(TANGGAL_BILANGAN)
    found = read_date(shown)
    if found is None:
        raise Salah(TANGGAL_SALAH)
    return found


def _whole(kolom: KolomImpor, raw: Any, shown: str) -> int:
    value = _amount(kolom, raw, shown)
    if value != value.to_integral_value():
        raise Salah("Tulis bilangan bulat.")
    return int(value)


def _amount(kolom: KolomImpor, raw: Any, shown: str) -> Decimal:
    """1.234,5 as people write it here, 1234.5 as machines do, or a number of the sheet."""
    if isinstance(raw, dict) and "n" not in raw:
        raise Salah("Tulis angka, misalnya 1.234,5.")
    try:
        value = Decimal(repr(raw["n"]) if isinstance(raw, dict) else plain_number(shown))
    except InvalidOperation:
        raise Salah("Tulis angka, misalnya 1.234,5.") from None
    if not value.is_finite() or value < 0:
        raise Salah("Tidak boleh kurang dari 0.")
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > kolom.desimal and kolom.jenis == "desimal":
        raise Salah(
            f"Paling banyak {kolom.desimal} angka di belakang koma." if kolom.desimal else "Tulis bilangan bulat."
        )
    if value >= 10 ** (kolom.panjang - kolom.desimal):
        raise Salah("Terlalu besar. Periksa angkanya.")
    return value


def _choice(kolom: KolomImpor, raw: Any, shown: str) -> str:
    known = {label.casefold(): value for label, value in kolom.pilihan.items()}
    known |= {value.casefold(): value for value in kolom.pilihan.values()}
    if shown.casefold() not in known:
        raise Salah(f"Pilih salah satu: {', '.join(kolom.pilihan)}.")
    return known[shown.casefold()]


_READERS: dict[str, Callable[[KolomImpor, Any, str], Any]] = {
    "teks": _text, "nomor": _number, "nomor_pendek": _number, "tanggal": _day, "pilihan": _choice,
    "bilangan": _whole, "desimal": _amount,
}  # fmt: skip


@dataclass
class Baris:
    """One row on its way in. The check of the app adds errors, or says that it is already so; services say what became
    of it (`objek`, `hasil`), or why not (`tolak`).
    """

    nomor: int
    nilai: dict[str, Any]
    galat: dict[str, str] = field(default_factory=dict)
    sudah_ada: str = ""
    objek: UUID | None = None
    hasil: dict[str, Any] = field(default_factory=dict)
    tolak: str = ""
    # What the check found in the database, for the service of the same step.
    temuan: dict[str, Any] = field(default_factory=dict)

    @property
    def benar(self) -> bool:
        return not self.galat and not self.sudah_ada

    def wrong(self, kolom: str, pesan: str) -> None:
        self.galat.setdefault(kolom, pesan)


@dataclass(frozen=True)
class Masa:
    """What a row takes for itself: of its thing (`kunci`) these days, or with `berbatas` False the whole of it."""

    kunci: str
    # Where the error stands.
    kolom: str
    berbatas: bool = False
    mulai: date | None = None
    sampai: date | None = None

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Masa:
        days = {name: stored[name] and date.fromisoformat(stored[name]) for name in ("mulai", "sampai")}
        return cls(**{**stored, **days})

    def meets(self, other: Masa) -> bool:
        if not self.berbatas:
            return True
        assert self.mulai is not None
        assert other.mulai is not None
        return (other.sampai is None or self.mulai <= other.sampai) and (
            self.sampai is None or other.mulai <= self.sampai
        )


@dataclass(frozen=True)
class AsalData:
    """Where another system keeps rows of a kind: what the page tells whoever has to fetch them."""

    judul: str
    asal: str
    # Its fields, as they are written there.
    isi: str = ""
    # Were the fields compared with the documentation of that system?
    terverifikasi: bool = True


Pemeriksa = Callable[[Pengguna, Sequence[Baris]], None]


@dataclass(frozen=True)
class JenisImpor:
    nama: str
    judul: str
    # What it does, in one sentence; what undoing does.
    kata: str
    kata_tarik: str
    kolom: tuple[KolomImpor, ...]
    # Two rows of one file with the same values here are one too many.
    kunci: tuple[str, ...]
    boleh: Callable[[Pengguna], bool]
    # Against the database, a set at a time; rows with errors of reading are there too.
    periksa: Pemeriksa
    # Services: write these rows (checked in the same step), take these rows back.
    terapkan: Callable[..., None]
    tarik: Callable[..., None]
    # Under which heading the page lists it.
    kelompok: str = "Pegawai"
    # What a checked row takes for itself, so that two far apart in a file do not take the same.
    masa: Callable[[Baris], Masa | None] | None = None
    # Cells that nobody may read in the database: rows are kept encrypted, and the file goes as soon as it was read.
    rahasia: bool = False
    # What may be uploaded (lembar.baca names the kinds), and an example file when the built template does not fit.
    bentuk: frozenset[str] = LEMBAR_KERJA
    contoh: Callable[[], tuple[str, str]] | None = None
    # From which file of which system rows of this kind can be taken.
    asal: Callable[[], Sequence[AsalData]] | None = None

    def column(self, nama: str) -> KolomImpor:
        return next(kolom for kolom in self.kolom if kolom.nama == nama)

    def is_example(self, cells: Sequence[Any], peta: dict[str, int]) -> bool:
        """The example row of the template, left where it was."""
        found = [(kolom.contoh, _at(cells, peta.get(kolom.nama))) for kolom in self.kolom if kolom.nama in peta]
        return bool(found) and all(as_shown(raw) == contoh for contoh, raw in found)

    def read(self, nomor: int, cells: Sequence[Any], peta: dict[str, int]) -> Baris:
        row = Baris(nomor, {})
        for kolom in self.kolom:
            try:
                row.nilai[kolom.nama] = kolom.read(_at(cells, peta.get(kolom.nama)))
            except Salah as wanted:
                row.nilai[kolom.nama] = None
                row.galat[kolom.nama] = str(wanted)
        return row

    def key_of(self, row: Baris) -> str:
        values = [str(row.nilai[name] or "") for name in self.kunci]
        text = "|".join(values) if all(values) else ""
        return fingerprint(text) if text and (self.rahasia or len(text) > LONGEST_KEY) else text


def _at(cells: Sequence[Any], place: int | None) -> Any:
    return cells[place] if place is not None and place < len(cells) else None


def _plain(head: str) -> str:
    return re.sub(r"[^a-z0-9]", "", head.casefold())


def guess_columns(jenis: JenisImpor, kepala: Sequence[str], ingat: dict[str, str]) -> dict[str, int]:
    """Which column of the file is which of ours: as remembered, then by its head."""
    heads = {_plain(head): place for place, head in reversed(list(enumerate(kepala))) if _plain(head)}
    peta: dict[str, int] = {}
    for kolom in jenis.kolom:
        for name in (ingat.get(kolom.nama, ""), kolom.judul, kolom.nama, *kolom.lain):
            place = heads.get(_plain(name)) if name else None
            if place is not None and place not in peta.values():
                peta[kolom.nama] = place
                break
    return peta


def missing_columns(jenis: JenisImpor, peta: dict[str, int]) -> list[KolomImpor]:
    return [kolom for kolom in jenis.kolom if kolom.wajib and kolom.nama not in peta]


_jenis: dict[str, JenisImpor] = {}


def register_impor(*jenis: JenisImpor) -> None:
    _jenis.update((satu.nama, satu) for satu in jenis)


def find_impor(nama: str) -> JenisImpor | None:
    return _jenis.get(nama)


def all_impor() -> list[JenisImpor]:
    return list(_jenis.values())
