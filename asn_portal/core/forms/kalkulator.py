"""The form of a calculator, made from the inputs of its rule. It runs the rule, so that a refusal stands at its field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone

from asn_portal.core import selectors
from asn_portal.core.bacaan import number
from asn_portal.core.forms.dasar import PortalForm, TanggalField, finish
from asn_portal.core.regulasi import Aturan, Ditolak, Isian, Jawaban

EMPTY = (None, "")
LONGEST_TEXT = 200
LONGEST_LIST = 200_000
UNKNOWN = {"invalid_choice": "Pilih dari daftar yang tersedia."}
TOO_OFTEN = (
    "Terlalu banyak perhitungan dari jaringan Anda. Tunggu beberapa menit, lalu hitung lagi; isian Anda tetap ada."
)
SEPARATORS = re.compile(r"[;|\t]")
WITHIN_LINE = re.compile(r"[\s,;|]+")
WITHIN_DECIMAL_LINE = re.compile(r"[\s;|]+")  # there a comma belongs to the number
GROUPED = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+")
WHOLE = re.compile(r"-?[0-9]+")
DECIMAL = re.compile(r"-?[0-9]+([.,][0-9]+)?")
GROUPED_DECIMAL = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+|-?[0-9]{1,3}(\.[0-9]{3}){2,}")
ROWS_SHOWN = 8
FEW_ROWS = 3


# -- one value as people type it, to what JSON would carry ---------------------------------------------------------


def read_value(isian: Isian, text: str) -> Any:
    """Raises forms.ValidationError with a sentence that says what is wanted."""
    text = text.strip()
    reader = {"bulat": _read_bulat, "desimal": _read_desimal, "tanggal": _read_tanggal, "slug": _read_slug}
    return reader[isian.jenis](isian, text) if isian.jenis in reader else text


def _read_bulat(isian: Isian, text: str) -> int:
    plain = text.replace(".", "") if GROUPED.fullmatch(text) else text
    if not WHOLE.fullmatch(plain) or not _fits(isian, plain):
        raise forms.ValidationError(f"Isi dengan {isian.macam}.")
    return int(plain)


def _read_desimal(isian: Isian, text: str) -> str:
    """Comma or point before the decimals; points between thousands only where they cannot mean anything else."""
    plain = text.replace(".", "") if GROUPED_DECIMAL.fullmatch(text) else text
    plain = plain.replace(",", ".")
    if not DECIMAL.fullmatch(plain) or not _fits(isian, plain):
        raise forms.ValidationError(f"Isi dengan {isian.macam}. Desimal ditulis dengan koma, misalnya 3,25.")
    return plain


def _fits(isian: Isian, text: str) -> bool:
    return len(text) <= 30 and (isian.batas is None or isian.batas.holds(Decimal(text)))


def _read_tanggal(isian: Isian, text: str) -> str:
    day: date = TanggalField().clean(text)
    return day.isoformat()


def _read_slug(isian: Isian, text: str) -> str:
    for slug in isian.pilihan:
        if text.casefold() in {slug, isian.kata(slug).casefold()}:
            return slug
    raise forms.ValidationError(f"Pilih salah satu: {', '.join(map(isian.kata, isian.pilihan))}.")


def write_value(isian: Isian, value: Any) -> str:
    """The way back: a JSON value as people would type it."""
    if isian.jenis == "desimal":
        return number(Decimal(value))
    return isian.kata(value) if isian.jenis == "slug" else str(value)


# -- fields ----------------------------------------------------------------------------------------------------------


class NilaiField(forms.CharField):
    """One text or number."""

    def __init__(self, isian: Isian, **kwargs: Any) -> None:
        self.isian = isian
        super().__init__(max_length=LONGEST_TEXT, **kwargs)
        if isian.jenis == "bulat" or isian.tampil.angka_saja:
            self.widget.attrs["inputmode"] = "numeric"
        elif isian.jenis == "desimal":
            self.widget.attrs["inputmode"] = "decimal"
        self.widget.attrs["autocomplete"] = "off"

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return None if text in EMPTY else read_value(self.isian, text)


class BarisField(forms.CharField):
    """A list: one element per line. A line of several values (a list or an object inside the list) is divided."""

    def __init__(self, isian: Isian, **kwargs: Any) -> None:
        self.isian = isian
        rows = ROWS_SHOWN if isian.wajib else FEW_ROWS
        widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "false"})
        super().__init__(widget=widget, max_length=LONGEST_LIST, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        lines = [(place, line.strip()) for place, line in enumerate(text.splitlines(), start=1) if line.strip()]
        if not lines:
            return None
        return dict(self._lines(lines)) if self.isian.jenis == "objek" else list(self._lines(lines))

    def _lines(self, lines: list[tuple[int, str]]) -> Iterator[Any]:
        problems = []
        for place, line in lines:
            try:
                yield self._element(line)
            except forms.ValidationError as refused:
                problems.append(f"Baris {place}: {' '.join(refused.messages)}")
        if problems:
            shown = problems[:ROWS_SHOWN]
            rest = len(problems) - len(shown)
            raise forms.ValidationError([*shown, f"Dan {rest} baris lain."] if rest else shown)

    def _element(self, line: str) -> Any:
        inner = self.isian.isi
        assert inner is not None
        if self.isian.jenis == "objek":  # free keys
            name, _, value = line.partition(":")
            return name.strip(), read_value(inner, value)
        if inner.anggota:
            parts = [part.strip() for part in SEPARATORS.split(line)]
            if len(parts) != len(inner.anggota):
                raise forms.ValidationError(
                    f"Tulis {len(inner.anggota)} nilai yang dipisah titik koma: {_names(inner)}."
                )
            pairs = zip(inner.anggota, parts, strict=True)
            return {part.nama: read_value(part, text) for part, text in pairs if text}
        if inner.isi is not None:
            separators = WITHIN_DECIMAL_LINE if inner.isi.jenis == "desimal" else WITHIN_LINE
            return [read_value(inner.isi, text) for text in separators.split(line) if text]
        return read_value(inner, line)


def _names(isian: Isian) -> str:
    return "; ".join(part.label for part in isian.anggota)


def write_lines(isian: Isian, value: Any) -> str:
    """A list of an example as its lines."""
    inner = isian.isi
    assert inner is not None
    if isian.jenis == "objek":
        return "\n".join(f"{name}: {write_value(inner, part)}" for name, part in value.items())
    if inner.anggota:
        rows = ("; ".join(write_value(part, row.get(part.nama, "")) for part in inner.anggota) for row in value)
        return "\n".join(rows)
    if inner.isi is not None:
        return "\n".join(" ".join(write_value(inner.isi, part) for part in row) for row in value)
    return "\n".join(write_value(inner, part) for part in value)


def _field_of(isian: Isian) -> forms.Field:
    """The field of an input that takes one field."""
    common: dict[str, Any] = {
        "label": isian.label if isian.wajib else f"{isian.label} (boleh kosong)",
        "help_text": isian.bantuan,
        "required": isian.wajib,
    }
    if isian.jenis == "slug":
        choices = [("", "Pilih"), *((slug, isian.kata(slug)) for slug in isian.pilihan)]
        return forms.ChoiceField(choices=choices, error_messages=UNKNOWN, **common)
    if isian.jenis == "boolean":
        choices = [("", "Pilih"), ("ya", "Ya"), ("tidak", "Tidak")]
        return forms.ChoiceField(choices=choices, error_messages=UNKNOWN, **common)
    if isian.jenis == "tanggal":
        return TanggalField(initial=timezone.localdate() if isian.tampil.hari_ini else None, **common)
    if isian.jenis == "daftar" and isian.isi and isian.isi.jenis == "slug":
        choices = [(slug, isian.isi.kata(slug)) for slug in isian.isi.pilihan]
        common["required"] = False  # none ticked is an answer too
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=choices, widget=widget, error_messages=UNKNOWN, **common)
    if isian.jenis in {"daftar", "objek"}:
        common["help_text"] = isian.bantuan or _line_hint(isian)
        return BarisField(isian, **common)
    return NilaiField(isian, **common)


def _line_hint(isian: Isian) -> str:
    if isian.isi and isian.isi.anggota:
        return f"Satu baris untuk satu butir, dipisah titik koma: {_names(isian.isi)}."
    return "Satu baris untuk satu butir." if isian.jenis == "daftar" else "Satu baris untuk satu butir: nama: nilai."


def _parts(isian: Isian) -> list[Isian]:
    """The inputs inside a group that gets a field each: the places of a list with names, the keys of an object."""
    if isian.jenis == "objek":
        return list(isian.anggota)
    if isian.jenis == "daftar" and isian.tampil.butir and isian.isi:
        element = isian.isi
        return [
            Isian(str(place), nama, "", isian.wajib, element.jenis, element.pilihan, element.batas, element.tampil)
            for place, nama in enumerate(isian.tampil.butir, start=1)
        ]
    return []


class Kelompok(Fieldset):
    """The fields of one input, under its label."""

    def __init__(self, isian: Isian, *fields: Any) -> None:
        super().__init__("", *fields, template="components/kelompok_isian.html")
        self.isian = isian


# -- the form --------------------------------------------------------------------------------------------------------


class KalkulatorForm(PortalForm):
    """`jawaban` and `masukan` are there once the form is valid. `contoh` fills it with the rule's worked example."""

    def __init__(self, data: Any = None, *, aturan: Aturan, contoh: bool = False, terlalu_sering: bool = False) -> None:
        super().__init__(data)
        self.aturan, self.terlalu_sering = aturan, terlalu_sering
        self.jawaban: Jawaban | None = None
        self.masukan: dict[str, Any] = {}
        self.isian = aturan.isian()
        layout = [self._add(isian, isian.nama) for isian in self.isian]
        finish(self)
        self.helper.layout = Layout(*layout)
        if contoh:
            for isian in self.isian:
                self._fill(isian, isian.nama, aturan.contoh.get(isian.nama))

    def _add(self, isian: Isian, name: str) -> Any:
        """The field or fields of an input; returns its place in the layout."""
        parts = _parts(isian)
        if not parts:
            self.fields[name] = _field_of(isian)
            return name
        inner = [self._add(part, f"{name}-{part.nama}") for part in parts]
        return Kelompok(isian, *inner)

    def _fill(self, isian: Isian, name: str, value: Any) -> None:
        if value is None:
            return
        parts = _parts(isian)
        for part in parts:
            inner = value[int(part.nama) - 1] if isinstance(value, list) else value.get(part.nama)
            self._fill(part, f"{name}-{part.nama}", inner)
        if parts:
            return
        if isinstance(self.fields[name], BarisField):
            self.initial[name] = write_lines(isian, value)
        elif isian.jenis == "boolean":
            self.initial[name] = "ya" if value else "tidak"
        else:
            plain = isian.jenis in {"slug", "tanggal", "daftar"}
            self.initial[name] = value if plain else write_value(isian, value)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        self.masukan = {
            isian.nama: value for isian in self.isian if (value := self._collect(isian, isian.nama, data)) not in EMPTY
        }
        if self.terlalu_sering:
            raise forms.ValidationError(TOO_OFTEN)
        try:
            self.jawaban = selectors.answer_aturan(self.aturan, self.masukan)
        except Ditolak as refused:
            self.add_error(self._field_for(refused.isian), refused.pesan)
        return data

    def _collect(self, isian: Isian, name: str, data: Mapping[str, Any]) -> Any:
        """What JSON would carry for this input."""
        parts = _parts(isian)
        if parts:
            inner = {part.nama: self._collect(part, f"{name}-{part.nama}", data) for part in parts}
            given = {key: value for key, value in inner.items() if value not in EMPTY}
            return list(given.values()) if isian.jenis == "daftar" else given or None
        value = data.get(name)
        if isinstance(value, date):
            return value.isoformat()
        return {"ya": True, "tidak": False}.get(value, value) if isian.jenis == "boolean" else value

    def _field_for(self, isian: str) -> str | None:
        """The field a refusal belongs to; the whole form where the rule names none and there are several."""
        names = list(self.fields)
        if isian in self.fields:
            return isian
        inside = [name for name in names if isian and name.startswith(f"{isian}-")]
        return inside[0] if inside else (names[0] if len(names) == 1 else None)
