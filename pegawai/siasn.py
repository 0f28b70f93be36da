"""Rows of a file in the shape of SIASN, both ways. The map is data (data/siasn.toml); dates are dd-mm-yyyy as SIASN writes them."""

from __future__ import annotations

import time
import tomllib
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from pegawai.jenis_riwayat import JenisRiwayat, Pola
from pegawai.models import Referensi, Riwayat
from pegawai.models.referensi import KeReferensi
from pegawai.siapa_mengubah import RAHASIA

BERKAS = Path(__file__).parent / "data" / "siasn.toml"
TANGGAL = "%d-%m-%Y"
UTAMA = "data-utama"
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
    """`rw-golongan`; empty for kinds that nobody has mapped."""
    found = _map().get(jenis.kunci)
    return str(found["jalur"]) if found else ""


def is_verified(jenis: JenisRiwayat) -> bool:
    """Do its fields stand in SIASN's documentation?"""
    return bool(_map()[jenis.kunci].get("verifikasi", True))


def is_known(jenis: JenisRiwayat) -> bool:
    """Has SIASN a service of its own for this kind, with fields that are known?"""
    return bool(jalur_of(jenis)) and is_verified(jenis)


def service_of(jenis: JenisRiwayat) -> str:
    """Which of SIASN's services gives such rows; empty for kinds of which none is known."""
    found = _map().get(jenis.kunci, {})
    named = str(found.get("layanan", ""))
    return named or (f"/pns/{found['jalur']}/{{nip}}" if found and found.get("verifikasi", True) else "")


def medan_of(jenis: JenisRiwayat) -> dict[str, str]:
    """SIASN's field -> our column."""
    return dict(_map()[jenis.kunci]["medan"])


def months_of(jenis: JenisRiwayat) -> dict[str, tuple[str, str]]:
    """Ends of a period that SIASN gives as month and year: `mulai` -> their fields."""
    return {ujung: (bulan, tahun) for ujung, (bulan, tahun) in _map()[jenis.kunci].get("bulan", {}).items()}


def once_medan(bagian: str) -> dict[str, str]:
    """Fields of `data-utama` -> columns of one of our tables."""
    return dict(_map()[UTAMA][bagian])


def to_siasn(jenis: JenisRiwayat, row: Riwayat) -> dict[str, Any]:
    """One row as SIASN would give it; entries also with their name (`golonganId`, `golonganNama`)."""
    shaped: dict[str, Any] = {}
    upper = _map()[jenis.kunci].get("huruf_besar", ())
    for medan, kolom in medan_of(jenis).items():
        put_value(shaped, medan, getattr(row, kolom))
        if medan in upper:
            shaped[medan] = str(shaped[medan]).upper()
    for ujung, (bulan, tahun) in months_of(jenis).items():
        day = getattr(row, ujung)
        shaped |= {bulan: f"{day.month}" if day else "", tahun: f"{day.year}" if day else ""}
    return shaped


def put_value(shaped: dict[str, Any], medan: str, value: Any) -> None:
    if isinstance(value, Referensi):
        shaped[medan] = value.id_bkn
        shaped[f"{medan.removesuffix('Id')}Nama"] = value.nama
    else:
        shaped[medan] = _out(value)


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
            values[kolom] = read_day(medan, text)
        else:
            values[kolom] = _in(medan, jenis.model._meta.get_field(kolom), text)
    for ujung, (bulan, tahun) in months_of(jenis).items():
        values[ujung] = _month(isi, bulan, tahun, last=ujung == "sampai")
    if jenis.pola is not Pola.MASA:
        values.pop("sampai", None)
    return values


def once_from_siasn(bagian: str, model: type[Any], isi: dict[str, Any]) -> dict[str, Any]:
    """Columns of one table from `data-utama`; empty fields say nothing."""
    values: dict[str, Any] = {}
    for medan, kolom in once_medan(bagian).items():
        text = "" if isi.get(medan) is None else str(isi[medan]).strip()
        if text:
            values[kolom] = text if kolom in RAHASIA else _in(medan, model._meta.get_field(kolom), text)
    return values


def _month(isi: dict[str, Any], bulan: str, tahun: str, *, last: bool) -> date | None:
    """First or last day of a month."""
    parts = [str(isi.get(name) or "").strip() for name in (bulan, tahun)]
    if not any(parts):
        return None
    month, year = (_number(name, part, whole=True, empty=0) for name, part in zip((bulan, tahun), parts, strict=True))
    try:
        return date(year, month, monthrange(year, month)[1] if last else 1)
    except (ValueError, IndexError):
        raise MedanSalah(bulan, f"{bulan} dan {tahun}: {parts[0]} {parts[1]} bukan bulan.") from None


def _in(medan: str, column: Any, text: str) -> Any:
    if isinstance(column, KeReferensi):
        return [f"{jenis}:{text}" for jenis in column.daftar] if text else []
    match column.get_internal_type():
        case "DateField":
            return read_day(medan, text)
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


def read_day(medan: str, text: str) -> date | None:
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
    if not value.is_finite():
        raise MedanSalah(medan, f"{medan}: {text} bukan angka.")
    if whole and value != value.to_integral_value():
        raise MedanSalah(medan, f"{medan}: {text} bukan bilangan bulat.")
    return int(value) if whole else value


def entries_for(rows: Iterable[dict[str, Any]]) -> dict[str, Referensi]:
    """The entries that these rows may mean: one query."""
    keys = {key for row in rows for value in row.values() if isinstance(value, list) for key in value}
    return {entry.pk: entry for entry in Referensi.objects.filter(pk__in=keys)}
