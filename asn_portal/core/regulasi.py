"""The law as data and pure functions: dated tables, typed input, and the register of rules.

A rule is a function from a checked input to a result. `@aturan` registers it; the registration gives it an API
call, a calculator page, a page in the rule book and the commands `hitung` and `uji_aturan`. Tables are TOML files
with citation, confidence and the day a human last compared them with the text. A bad table stops the process.

This module knows no framework: the standard library and pydantic only.
"""

from __future__ import annotations

import inspect
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

Keyakinan = Literal["S2", "S", "K", "D"]
URAIAN_KEYAKINAN = {
    "S2": "Dilihat dalam dua sumber atau lebih",
    "S": "Dilihat dalam satu sumber",
    "K": "Belum dilihat dalam sumber",
    "D": "Pilihan rancangan",
}

PESAN_UMUM = {
    "masukan_kurang": "Ada isian wajib yang belum diisi.",
    "nilai_tidak_dikenal": "Ada pilihan yang tidak dikenal.",
    "angka_tidak_sah": "Ada angka yang tidak sah atau di luar rentang.",
    "tanggal_tidak_sah": "Ada tanggal yang tidak terbaca. Tulis seperti 2026-11-21.",
    "tanggal_terbalik": "Tanggal akhir mendahului tanggal awal.",
    "tabel_tidak_ada": "Tidak ada ketentuan yang berlaku pada tanggal itu.",
    "tabel_libur_tidak_ada": "Daftar hari libur untuk tahun itu belum ada.",
}


class Ditolak(Exception):
    """The rule refuses this input: a stable slug, and one sentence for people."""

    def __init__(self, galat: str, pesan: str = "") -> None:
        self.galat = galat
        self.khusus = bool(pesan)  # a sentence of its own beats the rule's general one
        self.pesan = pesan or PESAN_UMUM.get(galat, "Masukan ini ditolak oleh aturan.")
        super().__init__(self.pesan)


class NoKetentuanError(Ditolak):
    """No provision is in force on that day."""

    def __init__(self, tabel: str, tanggal: date) -> None:
        super().__init__("tabel_tidak_ada", f"Tidak ada ketentuan dalam {tabel} yang berlaku pada {tanggal:%d/%m/%Y}.")


# -- tables ------------------------------------------------------------------------------------------------


class Ketentuan(BaseModel):
    """One provision: from when, by which law, with which values. Empty values: repealed without a successor."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    berlaku_sejak: date
    dasar_hukum: str = Field(min_length=5)
    nilai: dict[str, Any]
    catatan: str = ""


class Tabel(BaseModel):
    """A dated table of the law. A new regulation adds a provision; an old one is never edited."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nama: str
    satuan: str
    diperiksa: date
    keyakinan: Keyakinan
    belum_diverifikasi: bool
    ketentuan: tuple[Ketentuan, ...] = Field(min_length=1)

    def model_post_init(self, _: Any) -> None:
        dates = [row.berlaku_sejak for row in self.ketentuan]
        if dates != sorted(set(dates)):
            raise ValueError(f"{self.nama}: tanggal ketentuan harus naik dan tidak berulang")

    def at(self, tanggal: date) -> Ketentuan:
        """The provision in force on a day; NoKetentuanError when there is none or it was repealed."""
        rows = [row for row in self.ketentuan if row.berlaku_sejak <= tanggal]
        if not rows or not rows[-1].nilai:
            raise NoKetentuanError(self.nama, tanggal)
        return rows[-1]

    @property
    def terakhir(self) -> Ketentuan:
        """The newest provision, for rules whose input has no date."""
        return self.ketentuan[-1]


@cache
def load_tabel(path: Path) -> Tabel:
    """Read one TOML table; any mistake in it raises at import. Decimal, never float."""
    with path.open("rb") as file:
        return Tabel.model_validate(tomllib.load(file, parse_float=Decimal))


# -- typed input -------------------------------------------------------------------------------------------

DECIMAL_TEXT = re.compile(r"-?\d+(\.\d+)?")
DATE_TEXT = re.compile(r"\d{4}-\d{2}-\d{2}")


def _refuse(galat: str) -> PydanticCustomError:
    return PydanticCustomError(galat, "{galat}", {"galat": galat})


def _teks(value: Any) -> str:
    if not isinstance(value, str):
        raise _refuse("bukan_teks")
    return value


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _refuse("nilai_tidak_dikenal")
    return value


def _tanggal(value: Any) -> date:
    if isinstance(value, date):
        return value
    if not (isinstance(value, str) and DATE_TEXT.fullmatch(value)):
        raise _refuse("tanggal_tidak_sah")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _refuse("tanggal_tidak_sah") from None


def _within(value: Decimal, paling_kecil: Any, paling_besar: Any) -> None:
    too_small = paling_kecil is not None and value < paling_kecil
    if too_small or (paling_besar is not None and value > paling_besar):
        raise _refuse("angka_tidak_sah")


@dataclass(frozen=True)
class Batas:
    """Smallest and largest allowed number, for the check and for the calculator's form."""

    paling_kecil: Decimal | int | None = None
    paling_besar: Decimal | int | None = None


def bulat(paling_kecil: int | None = None, paling_besar: int | None = None) -> Any:
    """A whole JSON number within bounds; text, fractions and booleans are refused."""

    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise _refuse("angka_tidak_sah")
        _within(Decimal(value), paling_kecil, paling_besar)
        return value

    return Annotated[int, BeforeValidator(check), Batas(paling_kecil, paling_besar)]


def desimal(paling_kecil: int | None = None, paling_besar: int | None = None) -> Any:
    """A decimal as text with a point, or a whole JSON number; a float is refused: it has lost digits already."""

    def check(value: Any) -> Decimal:
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        if not (is_whole or isinstance(value, Decimal) or (isinstance(value, str) and DECIMAL_TEXT.fullmatch(value))):
            raise _refuse("angka_tidak_sah")
        number = Decimal(value)
        _within(number, paling_kecil, paling_besar)
        return number

    return Annotated[Decimal, BeforeValidator(check), Batas(paling_kecil, paling_besar)]


Teks = Annotated[str, BeforeValidator(_teks)]
Boolean = Annotated[bool, BeforeValidator(_boolean)]
Tanggal = Annotated[date, BeforeValidator(_tanggal)]


class Masukan(BaseModel):
    """Input of a rule. Fields carry a title (the label) and a description (the hint) for the calculator."""

    model_config = ConfigDict(extra="ignore", frozen=True)


# Which refusal is told when several apply: missing keys first, then values, in the order of the fields.
_KINDS = {"missing": "masukan_kurang", "literal_error": "nilai_tidak_dikenal", "list_type": "angka_tidak_sah"}


M = TypeVar("M", bound=Masukan)


def read_masukan(bentuk: type[M], data: Mapping[str, Any]) -> M:
    """Check the input; raises Ditolak with the slug of the first problem. A null counts as not given."""
    given = {name: value for name, value in data.items() if value is not None}
    try:
        return bentuk.model_validate(given)
    except ValidationError as refused:
        kinds = [_KINDS.get(error["type"], error["type"]) for error in refused.errors()]
        raise Ditolak("masukan_kurang" if "masukan_kurang" in kinds else kinds[0]) from None


# -- the register ------------------------------------------------------------------------------------------

Hasil = dict[str, Any]


@dataclass(frozen=True)
class Isian:
    """One input as the calculator and the rule book show it."""

    nama: str
    label: str
    bantuan: str
    wajib: bool
    jenis: Literal["teks", "bulat", "desimal", "tanggal", "boolean", "slug", "daftar", "objek"]
    pilihan: tuple[str, ...] = ()
    batas: Batas | None = None


@dataclass(frozen=True)
class Jawaban:
    """What every door answers: the result, and where it comes from."""

    hasil: Hasil
    dasar_hukum: tuple[str, ...]
    tanggal_aturan: date
    keyakinan: Keyakinan
    belum_diverifikasi: bool


@dataclass(frozen=True)
class Aturan:
    """A registered rule."""

    nama: str
    judul: str
    app: str
    uraian: str
    masukan: type[Masukan]
    tabel: tuple[Tabel, ...]
    galat: Mapping[str, str]
    fungsi: Callable[..., Hasil] = field(repr=False)
    # Rules about working days also take the calendar: holidays are entered year by year.
    butuh_kalender: bool = False

    register: ClassVar[dict[str, Aturan]] = {}

    @property
    def keyakinan(self) -> Keyakinan:
        return max((tabel.keyakinan for tabel in self.tabel), key=list(URAIAN_KEYAKINAN).index)

    @property
    def belum_diverifikasi(self) -> bool:
        return any(tabel.belum_diverifikasi for tabel in self.tabel)

    def isian(self) -> list[Isian]:
        return [_describe(nama, info) for nama, info in self.masukan.model_fields.items()]

    def answer(self, data: Mapping[str, Any], *, kalender: Any = None) -> Jawaban:
        """Run the rule. Raises Ditolak with one of its slugs and a sentence."""
        try:
            masukan = read_masukan(self.masukan, data)
            hasil = self.fungsi(masukan, kalender) if self.butuh_kalender else self.fungsi(masukan)
        except Ditolak as refused:
            if refused.galat in self.galat and not refused.khusus:
                raise Ditolak(refused.galat, self.galat[refused.galat]) from None
            raise
        ketentuan = [self._in_force(tabel, masukan) for tabel in self.tabel]
        return Jawaban(
            hasil,
            tuple(dict.fromkeys(row.dasar_hukum for row in ketentuan)),
            max(row.berlaku_sejak for row in ketentuan),
            self.keyakinan,
            self.belum_diverifikasi,
        )

    @staticmethod
    def _in_force(tabel: Tabel, masukan: Masukan) -> Ketentuan:
        tanggal = getattr(masukan, "tanggal", None)
        return tabel.at(tanggal) if isinstance(tanggal, date) else tabel.terakhir


def _describe(nama: str, info: FieldInfo) -> Isian:
    jenis, pilihan = _kind(info.annotation)
    batas = next((part for part in info.metadata if isinstance(part, Batas)), None)
    return Isian(nama, info.title or nama, info.description or "", info.is_required(), jenis, pilihan, batas)


_PLAIN = {str: "teks", int: "bulat", Decimal: "desimal", date: "tanggal", bool: "boolean"}


def _kind(annotation: Any) -> tuple[Any, tuple[str, ...]]:
    origin = get_origin(annotation)
    if origin is Literal:
        return "slug", tuple(get_args(annotation))
    if origin in {list, tuple}:
        return "daftar", ()
    members = [part for part in get_args(annotation) if part is not type(None)]
    if members:  # Optional[...]
        return _kind(get_args(members[0])[0] if get_origin(members[0]) is Annotated else members[0])
    return _PLAIN.get(annotation, "objek"), ()


def aturan(*, judul: str, tabel: Sequence[Tabel], galat: Mapping[str, str]) -> Callable[[Callable[..., Hasil]], Any]:
    """Register a rule under the name of its function.

    The function takes one Masukan and returns a dict. Its docstring is what people read in the rule book. `galat`
    names every slug it can refuse with, each with its sentence.
    """

    def register(function: Callable[..., Hasil]) -> Callable[..., Hasil]:
        parameter, *rest = inspect.signature(function, eval_str=True).parameters.values()
        nama = function.__name__
        if nama in Aturan.register:
            raise ValueError(f"aturan {nama} didaftarkan dua kali")
        if not tabel or not inspect.getdoc(function):
            raise ValueError(f"aturan {nama} tanpa tabel atau uraian")
        Aturan.register[nama] = Aturan(
            nama,
            judul,
            function.__module__.split(".", 1)[0],
            inspect.getdoc(function) or "",
            parameter.annotation,
            tuple(tabel),
            PESAN_UMUM | dict(galat),
            function,
            bool(rest),
        )
        return function

    return register


def find_aturan(nama: str) -> Aturan | None:
    return Aturan.register.get(nama)


def daftar_aturan() -> list[Aturan]:
    return sorted(Aturan.register.values(), key=lambda rule: (rule.app, rule.nama))


# -- plain values ------------------------------------------------------------------------------------------


def to_plain(value: Any) -> Any:
    """As JSON: decimals and dates as text, everything else as it is."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: to_plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(part) for part in value]
    return value


def same(expected: Any, found: Any) -> bool:
    """Does the result hold what a test case expects? Numbers are compared as decimals, extra keys are fine."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(
            name in found and same(part, found[name]) for name, part in expected.items()
        )
    if isinstance(expected, list):
        return isinstance(found, list) and len(expected) == len(found) and all(map(same, expected, found))
    if isinstance(expected, bool) or isinstance(found, bool) or expected is None or found is None:
        return expected is found
    numbers = [_as_number(expected), _as_number(found)]
    return numbers[0] == numbers[1] if None not in numbers else bool(expected == found)


def _as_number(value: Any) -> Decimal | None:
    if isinstance(value, int) or (isinstance(value, str) and DECIMAL_TEXT.fullmatch(value)):
        return Decimal(value)
    return None
