"""Rows of a file in the shape of SIASN, both ways. The map is data (data/siasn.toml); dates are dd-mm-yyyy as SIASN writes them."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from pegawai.jenis_riwayat import JenisRiwayat, Pola
from pegawai.models import Referensi, Riwayat
from pegawai.models.referensi import KeReferensi

BERKAS = Path(__file__).parent / "data" / "siasn.toml"
TANGGAL = "%d-%m-%Y"
YA = frozenset({"1", "true", "ya", "y", "t"})


class MedanSalah(Exception):
    """A value that SIASN's shape does not allow here: the field and what is wanted, in a sentence."""

    def __init__(self, medan: str, pesan: str) -> None:
        super().__init__(pesan)
        self.medan, self.pesan = medan, pesan


@cache
def _map() -> dict[str, dict[str, Any]]:
    return tomllib.loads(BERKAS.read_text(encoding="utf-8"))


def jalur_of(jenis: JenisRiwayat) -> str:
    """`rw-golongan`; empty for kinds that SIASN does not know."""
    found = _map().get(jenis.kunci)
    return str(found["jalur"]) if found else ""


def medan_of(jenis: JenisRiwayat) -> dict[str, str]:
    """SIASN's field -> our column."""
    return dict(_map()[jenis.kunci]["medan"])


def to_siasn(jenis: JenisRiwayat, row: Riwayat) -> dict[str, Any]:
    """One row as SIASN would give it; entries also with their name (`golonganId`, `golonganNama`)."""
    shaped: dict[str, Any] = {}
    for medan, kolom in medan_of(jenis).items():
        value = getattr(row, kolom)
        if isinstance(value, Referensi):
            shaped[medan] = value.id_bkn
            shaped[f"{medan.removesuffix('Id')}Nama"] = value.nama
        else:
            shaped[medan] = _out(value)
    return shaped


def _out(value: Any) -> Any:
    if isinstance(value, date):
        return value.strftime(TANGGAL)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else value


def from_siasn(jenis: JenisRiwayat, isi: dict[str, Any]) -> dict[str, Any]:
    """Our columns of one object of SIASN; what is not in the map is left out. Entries stay keys (`golongan_pns:31`), to be
    looked up for all rows at once. Raises MedanSalah.
    """
    values: dict[str, Any] = {}
    for medan, kolom in medan_of(jenis).items():
        raw = isi.get(medan)
        text = "" if raw is None else str(raw).strip()
        if kolom in {"mulai", "sampai"}:
            values[kolom] = _day(medan, text)
        else:
            values[kolom] = _in(medan, jenis.model._meta.get_field(kolom), text)
    if jenis.pola is not Pola.MASA:
        values.pop("sampai", None)
    return values


def _in(medan: str, column: Any, text: str) -> Any:
    if isinstance(column, KeReferensi):
        return [f"{jenis}:{text}" for jenis in column.daftar] if text else []
    match column.get_internal_type():
        case "DateField":
            return _day(medan, text)
        case "BooleanField":
            return text.casefold() in YA
        case "DecimalField" | "PositiveSmallIntegerField" as kind:
            return _number(
                medan, text, whole=kind != "DecimalField", empty=None if column.null else column.get_default()
            )
        case _:
            value = text.lower() if column.choices else text
            if column.choices and text and value not in dict(column.flatchoices):
                raise MedanSalah(medan, f"{medan}: {text} tidak dikenal.")
            if column.max_length and len(value) > column.max_length:
                raise MedanSalah(medan, f"{medan}: paling banyak {column.max_length} huruf.")
            return value


def _day(medan: str, text: str) -> date | None:
    if not text:
        return None
    for shape in (TANGGAL, "%Y-%m-%d"):
        try:
            return date(*time.strptime(text[:10], shape)[:3])
        except ValueError:
            continue
    raise MedanSalah(medan, f"{medan}: {text} bukan tanggal. SIASN menulis tanggal seperti 21-11-2026.")


def _number(medan: str, text: str, *, whole: bool, empty: Any) -> Any:
    if not text:
        return empty
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise MedanSalah(medan, f"{medan}: {text} bukan angka.") from None
    if whole and value != value.to_integral_value():
        raise MedanSalah(medan, f"{medan}: {text} bukan bilangan bulat.")
    return int(value) if whole else value


def entries_for(rows: Iterable[dict[str, Any]]) -> dict[str, Referensi]:
    """The entries that these rows may mean: one query."""
    keys = {key for row in rows for value in row.values() if isinstance(value, list) for key in value}
    return {entry.pk: entry for entry in Referensi.objects.filter(pk__in=keys)}
