"""The form of a calculator, made from the inputs of its rule. It runs the rule, so that a refusal stands at its field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from crispy_forms.layout import Layout
from django import forms

from asn_portal.core import selectors
from asn_portal.core.forms.dasar import PortalForm, finish
from asn_portal.core.forms.kalkulator.bagian import (
    Baris,
    Kelompok,
    SatuBaris,
    is_alternative,
    parts_of,
    rows_of,
    shown_when,
)
from asn_portal.core.forms.kalkulator.nilai import EMPTY, BarisField, field_of, write_lines, write_value
from asn_portal.core.regulasi import Aturan, Ditolak, Isian, Jawaban

MOST_ROWS = 100
MANY_COLUMNS = 4
TOO_OFTEN = (
    "Terlalu banyak perhitungan dari jaringan Anda. Tunggu beberapa menit, lalu hitung lagi; isian Anda tetap ada."
)


class KalkulatorForm(PortalForm):
    """`jawaban` and `masukan` are there once the form is valid. `contoh` fills it with the rule's worked example.

    `lanjutan` is what was typed so far when somebody only asked for one more row (`tambah` names the list).
    """

    def __init__(
        self,
        data: Any = None,
        *,
        aturan: Aturan,
        contoh: bool = False,
        terlalu_sering: bool = False,
        lanjutan: Any = None,
        tambah: str = "",
    ) -> None:
        super().__init__(data)
        self.aturan, self.terlalu_sering, self.tambah = aturan, terlalu_sering, tambah
        self.jawaban: Jawaban | None = None
        self.masukan: dict[str, Any] = {}
        self.isian = aturan.isian()
        self.baris: dict[str, tuple[list[Isian], int]] = {}
        self.terketik = data if data is not None else lanjutan
        self.contoh = aturan.contoh if contoh else {}
        placed = [self._add(isian, isian.nama) for isian in self.isian]
        finish(self)
        self.helper.layout = Layout(*(part for part in placed if part is not None))
        for isian in self.isian:
            self._fill(isian, isian.nama, self.contoh.get(isian.nama))
        if lanjutan is not None:
            self._keep(lanjutan)

    # -- fields ------------------------------------------------------------------------------------------------------

    def _add(self, isian: Isian, name: str) -> Any:
        """The field or fields of an input; returns its place in the layout, None if another input holds it."""
        beside = self._beside(isian)
        columns = rows_of(isian, beside)
        if beside and beside[0].nama != isian.nama:
            return None
        if columns:
            return self._add_rows(isian, name, columns)
        parts = parts_of(isian)
        if not parts:
            self.fields[name] = field_of(isian)
            return shown_when(isian.bila, self.isian, name)
        inner = [self._add(part, f"{name}-{part.nama}") for part in parts]
        if is_alternative(isian):
            return Layout(*inner)
        return shown_when(isian.bila, self.isian, Kelompok(isian, *inner))

    def _beside(self, isian: Isian) -> list[Isian]:
        """The lists that stand in one table with this one."""
        word = isian.tampil.sejajar
        return [one for one in self.isian if word and one.tampil.sejajar == word]

    def _add_rows(self, isian: Isian, name: str, columns: list[Isian]) -> Baris:
        count = self._rows_wanted(isian, name)
        self.baris[name] = columns, count
        title = isian.tampil.sejajar or isian.label
        rows = []
        for place in range(count):
            names = [f"{name}-{place}-{column.nama}" for column in columns]
            for field, column in zip(names, columns, strict=True):
                self.fields[field] = field_of(column)
                self.fields[field].required = False  # a row that is left empty is no row
            rows.append(SatuBaris(f"{title} {place + 1}", place, *names))
        return Baris(name, title, isian.bantuan, len(columns), *rows)

    def _rows_wanted(self, isian: Isian, name: str) -> int:
        """As many as were typed or as the example has, and at least some to begin with."""
        pattern = re.compile(rf"{re.escape(name)}-([0-9]{{1,3}})-\w+")
        typed = [int(found[1]) + 1 for key in self.terketik or () if (found := pattern.fullmatch(key))]
        wanted = max([isian.tampil.baris if not typed else 1, len(self.contoh.get(isian.nama) or ()), *typed])
        return min(wanted + (self.tambah == name), MOST_ROWS)

    @property
    def lebar(self) -> bool:
        """Rows of many columns need the width of the page."""
        return any(len(columns) >= MANY_COLUMNS for columns, _ in self.baris.values())

    # -- what stands in them -----------------------------------------------------------------------------------------

    def _fill(self, isian: Isian, name: str, value: Any) -> None:
        if value is None:
            return
        if name in self.baris or isian.tampil.sejajar:
            self._fill_rows(isian, name, value)
            return
        parts = parts_of(isian)
        for part in parts:
            self._fill(part, f"{name}-{part.nama}", self._inner_example(isian, part, value))
        if parts:
            return
        self.initial[name] = (
            write_lines(isian, value) if isinstance(self.fields[name], BarisField) else _shown(isian, value)
        )

    def _inner_example(self, isian: Isian, part: Isian, value: Any) -> Any:
        if is_alternative(isian):
            assert part.bila is not None
            return value if self.contoh.get(part.bila.isian) in part.bila.nilai else None
        if isinstance(value, list):
            return value[int(part.nama) - 1] if int(part.nama) <= len(value) else None
        return value.get(part.nama)

    def _fill_rows(self, isian: Isian, name: str, value: Any) -> None:
        if isian.tampil.sejajar:
            first = self._beside(isian)[0].nama
            column = next(column for column in self.baris[first][0] if column.nama == isian.nama)
            cells = [(place, column, part) for place, part in enumerate(value)]
            name = first
        else:
            columns = self.baris[name][0]
            cells = [(place, column, row.get(column.nama)) for place, row in enumerate(value) for column in columns]
        for place, column, part in cells:
            if part is not None:
                self.initial[f"{name}-{place}-{column.nama}"] = _shown(column, part)

    def _keep(self, typed: Any) -> None:
        """What was typed so far, unread: this step checks nothing."""
        for name, field in self.fields.items():
            many = isinstance(field, forms.MultipleChoiceField) and hasattr(typed, "getlist")
            self.initial[name] = typed.getlist(name) if many else typed.get(name, "")

    # -- reading -----------------------------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        self._drop_hidden()
        given = {isian.nama: self._collect(isian, isian.nama, data) for isian in self.isian if self._applies(isian)}
        self.masukan = {name: value for name, value in given.items() if value not in EMPTY}
        if self.errors:
            return data
        if self.terlalu_sering:
            raise forms.ValidationError(TOO_OFTEN)
        try:
            self.jawaban = selectors.answer_aturan(self.aturan, self.masukan)
        except Ditolak as refused:
            self.add_error(self._field_for(refused.isian), refused.pesan)
        return data

    def _applies(self, isian: Isian) -> bool:
        return isian.bila is None or self.data.get(isian.bila.isian) in isian.bila.nilai

    def _drop_hidden(self) -> None:
        """What does not belong to the choice counts as not asked, whatever stands in it."""
        for isian in self.isian:
            alternatives = parts_of(isian) if is_alternative(isian) else []
            for part, name in [(isian, isian.nama), *((part, f"{isian.nama}-{part.nama}") for part in alternatives)]:
                if not self._applies(part):
                    for field in self._fields_of(name):
                        self.errors.pop(field, None)

    def _fields_of(self, name: str) -> list[str]:
        return [field for field in self.fields if field == name or field.startswith(f"{name}-")]

    def _collect(self, isian: Isian, name: str, data: Mapping[str, Any]) -> Any:
        """What JSON would carry for this input."""
        if isian.tampil.sejajar:
            first = self._beside(isian)[0].nama
            return [row.get(isian.nama) for row in self._read_rows(first, data)]
        if name in self.baris:
            return self._read_rows(name, data) or None
        parts = [part for part in parts_of(isian) if self._applies(part)]
        if is_alternative(isian):
            chosen = [self._collect(part, f"{name}-{part.nama}", data) for part in parts]
            value = chosen[0] if chosen else None
            return _as_levels(value) if isian.tampil.kunci else value
        if parts:
            inner = {part.nama: self._collect(part, f"{name}-{part.nama}", data) for part in parts}
            given = {key: value for key, value in inner.items() if value not in EMPTY}
            return (list(given.values()) if isian.jenis == "daftar" else given) or None
        return _plain(isian, data.get(name))

    def _read_rows(self, name: str, data: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The rows with anything in them; what is missing in such a row is told at its field."""
        columns, count = self.baris[name]
        found = []
        for place in range(count):
            typed = {column.nama: f"{name}-{place}-{column.nama}" for column in columns}
            row = {column.nama: _plain(column, data.get(typed[column.nama])) for column in columns}
            begun = any(value not in EMPTY for value in row.values()) or any(
                field in self.errors for field in typed.values()
            )
            if begun:
                self._ask_for_rest(columns, typed, row)
                found.append({nama: value for nama, value in row.items() if value not in EMPTY})
        return found

    def _ask_for_rest(self, columns: Iterable[Isian], typed: Mapping[str, str], row: Mapping[str, Any]) -> None:
        for column in columns:
            if column.wajib and row[column.nama] in EMPTY and typed[column.nama] not in self.errors:
                self.add_error(typed[column.nama], f"{column.label} belum diisi.")

    def _field_for(self, isian: str) -> str | None:
        """The field a refusal belongs to; the whole form where the rule names none or a whole list."""
        if isian in self.fields:
            return isian
        asked = next((one for one in self.isian if one.nama == isian), None)
        if asked is not None and is_alternative(asked):
            isian = next((f"{isian}-{part.nama}" for part in parts_of(asked) if self._applies(part)), isian)
        visible = [name for name in self._fields_of(isian) if isian and isian not in self.baris]
        names = list(self.fields)
        return visible[0] if visible else (names[0] if len(names) == 1 else None)


def _shown(isian: Isian, value: Any) -> Any:
    """A value of the example as its field takes it."""
    if isian.jenis == "boolean":
        return "ya" if value else "tidak"
    if isian.jenis == "tanggal":
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if isian.jenis == "slug" or isian.tampil.kata:
        return str(value)
    return value if isian.jenis == "daftar" else write_value(isian, value)


def _plain(isian: Isian, value: Any) -> Any:
    """A cleaned value as JSON carries it."""
    if isian.jenis == "daftar" and value is None and isian.tampil.boleh_kosong:
        return []
    if isinstance(value, date):
        return value.isoformat()
    if isian.jenis == "bulat" and isinstance(value, str):  # chosen in words
        return int(value) if value else None
    return {"ya": True, "tidak": False}.get(value, value) if isian.jenis == "boolean" else value


def _as_levels(value: Any) -> Any:
    """Levels are chosen as text and counted as numbers."""
    return {key: int(level) for key, level in value.items()} if isinstance(value, dict) else value
