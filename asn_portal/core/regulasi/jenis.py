"""Types of one input value: what is accepted, which refusal is told, and how a form may ask for it.

A field of a Masukan is a plain type with what the law asks of it beside: `Annotated[int, Batas(0, 11), Field(...)]`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from asn_portal.core.regulasi.nilai import DECIMAL_TEXT

DATE_TEXT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME_TEXT = re.compile(
    DATE_TEXT.pattern + r"([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
# Longer numbers mean nothing to any law and cost time to calculate with.
LONGEST_NUMBER = 30
TOO_LARGE = 10**LONGEST_NUMBER


def refuse(galat: str) -> PydanticCustomError:
    return PydanticCustomError(galat, "{galat}", {"galat": galat})


def _teks(value: Any) -> str:
    if not isinstance(value, str) or any(0xD800 <= ord(sign) <= 0xDFFF for sign in value):  # half a character
        raise refuse("bukan_teks")
    return value


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise refuse("nilai_tidak_dikenal")
    return value


def _tanggal(value: Any) -> date:
    if isinstance(value, date):
        return value
    if not (isinstance(value, str) and DATE_TEXT.fullmatch(value)):
        raise refuse("tanggal_tidak_sah")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise refuse("tanggal_tidak_sah") from None


def _waktu(value: Any) -> datetime:
    """A moment needs its zone: without it nobody knows when it was."""
    if not (isinstance(value, str) and TIME_TEXT.fullmatch(value)):
        raise refuse("tanggal_tidak_sah")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise refuse("tanggal_tidak_sah") from None
    if moment.tzinfo is None:
        raise refuse("waktu_tanpa_zona")
    return moment


def _bulat(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= TOO_LARGE:
        raise refuse("angka_tidak_sah")
    return value


def _desimal(value: Any) -> Decimal:
    """Text with a point, or a whole number; a float is refused: it has lost digits already."""
    is_whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < TOO_LARGE
    is_text = isinstance(value, str) and len(value) <= LONGEST_NUMBER and DECIMAL_TEXT.fullmatch(value)
    if not (is_whole or is_text or isinstance(value, Decimal)):
        raise refuse("angka_tidak_sah")
    return Decimal(value)


@dataclass(frozen=True)
class Batas:
    """A number within bounds, both included; `lebih_dari` itself is not. Whole or decimal follows from the type."""

    paling_kecil: int | None = None
    paling_besar: int | None = None
    lebih_dari: int | None = None

    def holds(self, value: Decimal | int) -> bool:
        big_enough = self.paling_kecil is None or value >= self.paling_kecil
        above = self.lebih_dari is None or value > self.lebih_dari
        return big_enough and above and (self.paling_besar is None or value <= self.paling_besar)

    def __str__(self) -> str:
        if self.paling_kecil is not None and self.paling_besar is not None:
            return f"{self.paling_kecil} sampai {self.paling_besar}"
        if self.paling_kecil is not None:
            return f"paling kecil {self.paling_kecil}"
        if self.lebih_dari is not None:
            return f"lebih dari {self.lebih_dari}"
        return "" if self.paling_besar is None else f"paling besar {self.paling_besar}"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        read = _bulat if source is int or int in get_args(source) else _desimal

        def check(value: Any) -> Decimal | int:
            number = read(value)
            if not self.holds(number):
                raise refuse("angka_tidak_sah")
            return number

        return core_schema.no_info_before_validator_function(check, handler(source))


@dataclass(frozen=True, eq=False)
class Pilih:
    """One of these slugs; each comes with its words. `menurut` divides them: which input decides which are offered."""

    kata: Mapping[str, str]
    menurut: str = ""
    bagian: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def check(value: Any) -> str:
            if not (isinstance(value, str) and value in self.kata):
                raise refuse("nilai_tidak_dikenal")
            return value

        return core_schema.no_info_before_validator_function(check, handler(source))


@dataclass(frozen=True)
class Bila:
    """This input belongs to some values of another one; then it may be required. The form hides it otherwise."""

    isian: str
    nilai: tuple[str, ...]
    wajib: bool = False


@dataclass(frozen=True, eq=False)
class Tampil:
    """How people are asked: choices in words, a number that names something (a year, `polos`), a name for each place of a list, digits only, today as a start.

    `boleh_kosong`: an empty list is an answer. `perlu`: the rule itself asks for it, though its type does not.
    `kunci`: the known keys of a free object, by the value of the input `menurut`. `sejajar`: lists with the same
    word here are asked as columns of one table, whose rows are called by it. `baris`: empty rows to begin with.
    """

    kata: Mapping[str, str] | None = None
    butir: tuple[str, ...] = ()
    angka_saja: bool = False
    polos: bool = False
    hari_ini: bool = False
    boleh_kosong: bool = False
    perlu: bool = False
    sejajar: str = ""
    baris: int = 3
    kunci: Mapping[str, Mapping[str, tuple[str, Mapping[str, str]]]] = field(default_factory=dict)
    menurut: str = ""


Teks = Annotated[str, BeforeValidator(_teks)]
Boolean = Annotated[bool, BeforeValidator(_boolean)]
Tanggal = Annotated[date, BeforeValidator(_tanggal)]
Waktu = Annotated[datetime, BeforeValidator(_waktu)]
