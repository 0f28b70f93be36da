"""Typed input of rules: what is accepted, which refusal is told, and how a form may ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from asn_portal.core.regulasi.galat import PESAN_UMUM, Ditolak
from asn_portal.core.regulasi.nilai import DECIMAL_TEXT

DATE_TEXT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Longer numbers mean nothing to any law and cost time to calculate with.
LONGEST_NUMBER = 30
TOO_LARGE = 10**LONGEST_NUMBER


def _refuse(galat: str) -> PydanticCustomError:
    return PydanticCustomError(galat, "{galat}", {"galat": galat})


def _teks(value: Any) -> str:
    if not isinstance(value, str) or any(0xD800 <= ord(sign) <= 0xDFFF for sign in value):  # half a character
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


@dataclass(frozen=True)
class Batas:
    """Smallest and largest allowed number, for the check and for the calculator's form."""

    paling_kecil: int | None = None
    paling_besar: int | None = None

    def holds(self, value: Decimal | int) -> bool:
        big_enough = self.paling_kecil is None or value >= self.paling_kecil
        return big_enough and (self.paling_besar is None or value <= self.paling_besar)

    def __str__(self) -> str:
        if self.paling_kecil is not None and self.paling_besar is not None:
            return f"{self.paling_kecil} sampai {self.paling_besar}"
        if self.paling_kecil is not None:
            return f"paling kecil {self.paling_kecil}"
        return "" if self.paling_besar is None else f"paling besar {self.paling_besar}"


@dataclass(frozen=True)
class Tampil:
    """How people are asked: choices in words, a name for each place of a list, digits only, today as a start."""

    kata: Mapping[str, str] | None = None
    butir: tuple[str, ...] = ()
    angka_saja: bool = False
    hari_ini: bool = False


def bulat(paling_kecil: int | None = None, paling_besar: int | None = None) -> Any:
    """A whole JSON number within bounds; text, fractions and booleans are refused."""
    batas = Batas(paling_kecil, paling_besar)

    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise _refuse("angka_tidak_sah")
        if abs(value) >= TOO_LARGE or not batas.holds(value):
            raise _refuse("angka_tidak_sah")
        return value

    return Annotated[int, BeforeValidator(check), batas]


def desimal(paling_kecil: int | None = None, paling_besar: int | None = None) -> Any:
    """A decimal as text with a point, or a whole JSON number; a float is refused: it has lost digits already."""
    batas = Batas(paling_kecil, paling_besar)

    def check(value: Any) -> Decimal:
        is_whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < TOO_LARGE
        is_text = isinstance(value, str) and len(value) <= LONGEST_NUMBER and DECIMAL_TEXT.fullmatch(value)
        if not (is_whole or is_text or isinstance(value, Decimal)):
            raise _refuse("angka_tidak_sah")
        if not batas.holds(Decimal(value)):
            raise _refuse("angka_tidak_sah")
        return Decimal(value)

    return Annotated[Decimal, BeforeValidator(check), batas]


Teks = Annotated[str, BeforeValidator(_teks)]
Boolean = Annotated[bool, BeforeValidator(_boolean)]
Tanggal = Annotated[date, BeforeValidator(_tanggal)]


class Masukan(BaseModel):
    """Input of a rule. Fields carry a title (the label), a description (the hint) and perhaps a Tampil."""

    model_config = ConfigDict(extra="ignore", frozen=True)


# -- one input, as the calculator, the rule book and the API describe it --------------------------------------

Jenis = Literal["teks", "bulat", "desimal", "tanggal", "boolean", "slug", "daftar", "objek"]
_PLAIN: dict[Any, Jenis] = {str: "teks", int: "bulat", Decimal: "desimal", date: "tanggal", bool: "boolean"}
_WORDS: dict[Jenis, str] = {
    "teks": "teks",
    "bulat": "bilangan bulat",
    "desimal": "bilangan desimal",
    "tanggal": "tanggal",
    "boolean": "ya atau tidak",
    "slug": "salah satu pilihan",
    "daftar": "daftar",
    "objek": "kelompok isian",
}


@dataclass(frozen=True)
class Isian:
    """One input. `isi` describes the elements of a list (or the values of a free object), `anggota` the parts of
    an object with known keys.
    """

    nama: str
    label: str
    bantuan: str
    wajib: bool
    jenis: Jenis
    pilihan: tuple[str, ...] = ()
    batas: Batas | None = None
    tampil: Tampil = Tampil()
    isi: Isian | None = None
    anggota: tuple[Isian, ...] = ()

    def kata(self, slug: str) -> str:
        """A choice in words."""
        return (self.tampil.kata or {}).get(slug) or slug.replace("_", " ").capitalize()

    @property
    def macam(self) -> str:
        """What is expected, in words: "bilangan bulat, 1 sampai 4"."""
        if self.jenis == "daftar" and self.isi:
            return f"beberapa baris {self.isi.isi.macam}" if self.isi.isi else f"daftar {self.isi.macam}"
        bounds = str(self.batas) if self.batas else ""
        return f"{_WORDS[self.jenis]}, {bounds}" if bounds else _WORDS[self.jenis]


def describe(bentuk: type[BaseModel]) -> list[Isian]:
    """Every input of a rule (or part of an object), in its order."""
    return [_describe_field(nama, info) for nama, info in bentuk.model_fields.items()]


def _describe_field(nama: str, info: FieldInfo) -> Isian:
    made = _describe_type(info.annotation, tuple(info.metadata))
    return replace(made, nama=nama, label=info.title or nama, bantuan=info.description or "", wajib=info.is_required())


def _describe_type(annotation: Any, metadata: tuple[Any, ...]) -> Isian:
    """The shape alone: no name and no label yet."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _describe_type(args[0], (*args[1:], *metadata))
    members = [part for part in args if part is not type(None)]
    if origin is not None and type(None) in args:  # Optional[...]
        return _describe_type(members[0], metadata)
    made = Isian("", "", "", True, _PLAIN.get(annotation, "objek"), batas=_found(Batas, metadata))
    made = replace(made, tampil=_found(Tampil, metadata) or Tampil())
    if origin is Literal:
        return replace(made, jenis="slug", pilihan=args)
    if origin in {list, tuple}:
        return replace(made, jenis="daftar", batas=None, isi=_describe_type(args[0], ()))
    if origin is dict:
        return replace(made, isi=_describe_type(args[1], ()))
    return replace(made, anggota=tuple(describe(annotation))) if made.jenis == "objek" else made


K = TypeVar("K")


def _found(kind: type[K], metadata: tuple[Any, ...]) -> K | None:
    return next((part for part in metadata if isinstance(part, kind)), None)


# -- the check -------------------------------------------------------------------------------------------------

M = TypeVar("M", bound=Masukan)


def read_masukan(bentuk: type[M], data: Mapping[str, Any]) -> M:
    """Check the input; raises Ditolak for the first problem: missing keys before values, in the order of the
    fields. A null counts as not given.
    """
    try:
        return bentuk.model_validate(_without_null(data))
    except ValidationError as refused:
        errors = refused.errors(include_url=False, include_context=False, include_input=False)
        error = next((found for found in errors if found["type"] == "missing"), errors[0])
        path = list(_path(bentuk, error["loc"]))
        galat = _galat_of(error["type"], path)
        raise Umum(galat, _sentence(galat, path), isian=path[0].nama if path else "") from None


class Umum(Ditolak):
    """Refused by the shape of the input alone: the rule's own sentence for this slug goes first."""

    def __init__(self, galat: str, pesan: str, *, isian: str) -> None:
        super().__init__(galat, pesan, isian=isian)
        self.khusus = False


def _without_null(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _without_null(value) if isinstance(value, dict) else value
        for name, value in data.items()
        if value is not None
    }


def _path(bentuk: type[BaseModel], loc: tuple[int | str, ...]) -> Iterator[Isian]:
    """The inputs from the top down to the place of an error."""
    parts = describe(bentuk)
    for step in loc:
        if isinstance(step, int):  # a place in a list
            continue
        here = next((part for part in parts if part.nama == step), None)
        if here is None:
            return
        yield here
        parts = list(_innermost(here).anggota)


_SHAPE: dict[str, str] = {
    "tanggal": "tanggal_tidak_sah",
    "bulat": "angka_tidak_sah",
    "desimal": "angka_tidak_sah",
    "teks": "bukan_teks",
}


def _innermost(isian: Isian) -> Isian:
    while isian.isi is not None:
        isian = isian.isi
    return isian


def _galat_of(kind: str, path: list[Isian]) -> str:
    """Our slug for what pydantic found. A wrong shape (no list, no object) is judged by what it should hold."""
    if kind == "missing":
        return "masukan_kurang"
    if kind in PESAN_UMUM:
        return kind
    return _SHAPE.get(_innermost(path[-1]).jenis, "nilai_tidak_dikenal") if path else "nilai_tidak_dikenal"


def _sentence(galat: str, path: list[Isian]) -> str:
    """One sentence that names the input and says what is accepted."""
    if not path:
        return PESAN_UMUM[galat]
    label, here = ", ".join(step.label for step in path), _innermost(path[-1])
    if galat == "masukan_kurang":
        return f"{label} belum diisi."
    if galat == "bukan_teks":
        return f"{label} harus berupa teks."
    if galat == "tanggal_tidak_sah":
        return f"{label}: tanggal tidak terbaca atau tidak ada dalam kalender. Tulis seperti 2026-11-21."
    if galat == "nilai_tidak_dikenal":
        known = ", ".join(here.pilihan) or ("true, false" if here.jenis == "boolean" else "")
        return f"{label}: nilai tidak dikenal." + (f" Yang dikenal: {known}." if known else "")
    hint = ' Desimal ditulis sebagai teks, misalnya "3.25".' if here.jenis == "desimal" else ""
    return f"{label}: yang diterima {here.macam}.{hint}"
