"""One input of a rule as a field: what people type, to what JSON would carry, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from asn_portal.core.forms.dasar import TanggalField
from asn_portal.core.regulasi import Isian

EMPTY = (None, "")
LONGEST_TEXT = 200
LONGEST_LIST = 200_000
YES_NO = [("ya", "Ya"), ("tidak", "Tidak")]
UNKNOWN = {"invalid_choice": "Pilih dari daftar yang tersedia."}
SEPARATORS = re.compile(r"[;|\t]")
WITHIN_LINE = re.compile(r"[\s,;|]+")
WITHIN_DECIMAL_LINE = re.compile(r"[\s;|]+")  # there a comma belongs to the number
GROUPED = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+")
WHOLE = re.compile(r"-?[0-9]+")
DECIMAL = re.compile(r"-?[0-9]+([.,][0-9]+)?")
ZONA = {"WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00"}
MOMENT = re.compile(
    r"(?P<tanggal>.+?)[,\s]\s*(?:pukul\s+)?(?P<jam>[01]?[0-9]|2[0-3])[.:](?P<menit>[0-5][0-9])\s*(?P<zona>WIB|WITA|WIT)?",
    re.IGNORECASE,
)
AMBIGUOUS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
GROUPED_DECIMAL = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+|-?[0-9]{1,3}(\.[0-9]{3}){2,}")
ROWS_SHOWN = 8
FEW_ROWS = 3


# -- one value as people type it, to what JSON would carry ---------------------------------------------------------


def read_value(isian: Isian, text: str) -> Any:
    """Raises forms.ValidationError with a sentence that says what is wanted."""
    text = text.strip()
    reader = {
        "bulat": _read_bulat,
        "desimal": _read_desimal,
        "tanggal": _read_tanggal,
        "slug": _read_slug,
        "waktu": _read_waktu,
    }
    return reader[isian.jenis](isian, text) if isian.jenis in reader else text


def _read_bulat(isian: Isian, text: str) -> int:
    text = text.removeprefix("Rp").lstrip()
    plain = text.replace(".", "") if GROUPED.fullmatch(text) else text
    if not WHOLE.fullmatch(plain) or not _fits(isian, plain):
        raise forms.ValidationError(f"Isi dengan {isian.macam}.")
    return int(plain)


def _read_desimal(isian: Isian, text: str) -> str:
    """Comma or point before the decimals; points between thousands only where they cannot mean anything else."""
    plain = text.replace(".", "") if GROUPED_DECIMAL.fullmatch(text) else text
    plain = _resolve(isian, plain) if AMBIGUOUS.fullmatch(plain) else plain.replace(",", ".")
    if not DECIMAL.fullmatch(plain) or not _fits(isian, plain):
        raise forms.ValidationError(f"Isi dengan {isian.macam}. Desimal ditulis dengan koma, misalnya 3,25.")
    return plain


def _resolve(isian: Isian, text: str) -> str:
    """ "75.000": seventy-five thousand, or seventy-five with decimals? Where both are possible we ask."""
    readings = [plain for plain in (text.replace(".", ""), text) if _fits(isian, plain)]
    if len(readings) > 1:
        whole, decimal = text.replace(".", ""), text.replace(".", ",")
        raise forms.ValidationError(f"{text} dapat dibaca dengan dua cara. Tulis {whole} atau {decimal}.")
    return readings[0] if readings else text


def _fits(isian: Isian, text: str) -> bool:
    return len(text) <= 30 and (isian.batas is None or isian.batas.holds(Decimal(text)))


def _read_tanggal(isian: Isian, text: str) -> str:
    day: date = TanggalField().clean(text)
    return day.isoformat()


def _read_waktu(isian: Isian, text: str) -> str:
    """ "23/11/2026 08.30" in WIB, or with another zone behind it."""
    found = MOMENT.fullmatch(text)
    if found is None:
        raise forms.ValidationError("Waktu tidak terbaca. Tulis tanggal dan jam, misalnya 21/11/2026 14.30.")
    day: date = TanggalField().clean(found["tanggal"])
    return f"{day.isoformat()}T{int(found['jam']):02}:{found['menit']}:00{ZONA[(found['zona'] or 'WIB').upper()]}"


def _read_slug(isian: Isian, text: str) -> str:
    for slug in isian.pilihan:
        if text.casefold() in {slug, isian.kata(slug).casefold()}:
            return slug
    raise forms.ValidationError(f"Pilih salah satu: {', '.join(map(isian.kata, isian.pilihan))}.")


def write_value(isian: Isian, value: Any) -> str:
    """The way back: a JSON value as people would type it."""
    if isian.jenis == "desimal":
        return format(Decimal(value), "f").replace(".", ",")  # grouped it could be read in two ways
    if isian.jenis == "waktu":
        moment = datetime.fromisoformat(value)
        zone = next(name for name, offset in ZONA.items() if value.endswith(offset))
        return f"{moment:%d/%m/%Y %H.%M} {zone}"
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


def field_of(isian: Isian) -> forms.Field:
    """The field of an input that takes one field."""
    common: dict[str, Any] = {"label": label_of(isian), "help_text": isian.bantuan, "required": isian.wajib}
    in_words = isian.jenis == "bulat" and isian.tampil.kata is not None
    if isian.jenis in {"slug", "boolean"} or in_words:
        words = isian.pilihan or tuple(isian.tampil.kata or ())
        offered = YES_NO if isian.jenis == "boolean" else [(slug, isian.kata(slug)) for slug in words]
        choices = offered if isian.bawaan is not None else [("", "Pilih"), *offered]
        return forms.ChoiceField(choices=choices, initial=_start(isian), error_messages=UNKNOWN, **common)
    if isian.jenis == "tanggal":
        return TanggalField(initial=timezone.localdate() if isian.tampil.hari_ini else None, **common)
    if isian.jenis == "daftar" and isian.isi and isian.isi.jenis == "slug":
        choices = [(slug, isian.isi.kata(slug)) for slug in isian.isi.pilihan]
        common["required"] = False  # none ticked is an answer too
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=choices, widget=widget, error_messages=UNKNOWN, **common)
    if isian.jenis in {"daftar", "objek"}:
        common["help_text"] = isian.bantuan or _line_hint(isian)
        common["required"] = isian.wajib and not isian.tampil.boleh_kosong
        return BarisField(isian, **common)
    return NilaiField(isian, initial=_start(isian), **common)


def label_of(isian: Isian) -> str:
    """What need not be filled in says so; what has a usual value stands there already."""
    asked = isian.tampil.perlu or (isian.bila is not None and isian.bila.wajib)
    needed = isian.wajib or isian.bawaan is not None or asked
    return isian.label if needed else f"{isian.label} (boleh kosong)"


def _start(isian: Isian) -> Any:
    """The usual value of an input, as its field shows it."""
    if isian.bawaan is None:
        return None
    if isian.jenis == "boolean":
        return "ya" if isian.bawaan else "tidak"
    return isian.bawaan if isian.jenis == "slug" else write_value(isian, isian.bawaan)


def _line_hint(isian: Isian) -> str:
    if isian.isi and isian.isi.anggota:
        return f"Satu baris untuk satu butir, dipisah titik koma: {_names(isian.isi)}."
    return "Satu baris untuk satu butir." if isian.jenis == "daftar" else "Satu baris untuk satu butir: nama: nilai."
