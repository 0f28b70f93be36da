"""The form in which the holidays of one year are entered: rows, and a box to paste many lines into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms

from asn_portal.core.enums import JenisLibur
from asn_portal.core.forms.dasar import PortalForm, TanggalField, finish
from asn_portal.core.kalender import DaftarLibur
from asn_portal.core.selectors.libur import days_of

EMPTY_ROWS = 5
MOST_ROWS = 80
SEPARATORS = re.compile(r"\s*[;|\t]\s*")
NUMBERED = re.compile(r"^\s*[0-9]{1,2}[.)]\s+")
Baris = tuple[str, str, str]  # date as ISO text, name, kind

SAVE, PASTE, MORE = "simpan", "tempel", "tambah"


class DaftarLiburForm(PortalForm):
    """`langkah` is the button that was pressed: only "simpan" asks for everything; the others rebuild the rows."""

    draf = "Daftar hari libur"
    draf_isian = r"(tanggal|nama|jenis)-\d{1,2}"

    dasar = forms.CharField(
        label="Keputusan bersama",
        max_length=200,
        required=False,
        help_text="Nama, nomor, dan tahun keputusan bersama tiga menteri (SKB) yang menetapkan daftar ini.",
    )
    tempel = forms.CharField(
        label="Tempel banyak baris (boleh kosong)",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text="Satu hari tiap baris: tanggal; nama; jenis. Misalnya 17 Agustus 2027; Proklamasi Kemerdekaan. Jenis "
        "boleh tidak ditulis: nama yang diawali Cuti bersama menjadi cuti bersama.",
    )

    def __init__(self, data: Any = None, *, tahun: int, daftar: DaftarLibur | None = None, baris: Any = None) -> None:
        super().__init__(data)
        self.tahun = tahun
        self.langkah = data.get("langkah", SAVE) if data is not None else ""
        rows: list[Baris] = baris if baris is not None else _rows_of(daftar)
        if daftar is not None:
            self.initial["dasar"] = daftar.dasar
        self.jumlah = _count(data) if data is not None else min(len(rows) + EMPTY_ROWS, MOST_ROWS)
        for place in range(self.jumlah):
            self._add_row(place, rows[place] if place < len(rows) else ("", "", ""))
        finish(self)

    def _add_row(self, place: int, row: Baris) -> None:
        number = place + 1
        self.fields[f"tanggal-{place}"] = TanggalField(label=f"Tanggal baris {number}", required=False)
        self.fields[f"nama-{place}"] = forms.CharField(
            label=f"Nama hari baris {number}", required=False, max_length=200
        )
        self.fields[f"jenis-{place}"] = forms.ChoiceField(
            label=f"Jenis baris {number}", choices=JenisLibur.choices, required=False
        )
        for name, value in zip(("tanggal", "nama", "jenis"), row, strict=True):
            self.initial[f"{name}-{place}"] = value

    def take_back(self, isian: dict[str, list[str]]) -> None:
        """With as many rows as the person had in front of him."""
        places = [int(name.rpartition("-")[2]) for name in isian if name.startswith("tanggal-")]
        for place in range(self.jumlah, min(max(places, default=-1) + 1, MOST_ROWS)):
            self._add_row(place, ("", "", ""))
            self.jumlah = place + 1
        finish(self)
        super().take_back(isian)

    @property
    def baris(self) -> list[tuple[int, list[Any], Any]]:
        """The rows for the page: their number, date and name, kind."""
        return [
            (place + 1, [self[f"tanggal-{place}"], self[f"nama-{place}"]], self[f"jenis-{place}"])
            for place in range(self.jumlah)
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.langkah == SAVE and not data.get("tempel"):
            self._check_all(data)
        return data

    def clean_tempel(self) -> list[Baris]:
        """Every line by itself; the sentences name the line."""
        found, problems = [], []
        lines = [line for line in self.cleaned_data["tempel"].splitlines() if line.strip()]
        for place, line in enumerate(lines, start=1):
            try:
                found.append(_read_line(line, self.tahun))
            except forms.ValidationError as refused:
                problems.append(f"Baris tempel {place}: {refused.message}")
        if len(found) + self.jumlah > MOST_ROWS + EMPTY_ROWS:
            problems.append(f"Satu tahun paling banyak {MOST_ROWS} baris.")
        if problems:
            raise forms.ValidationError(problems)
        return found

    def _check_all(self, data: dict[str, Any]) -> None:
        if not data.get("dasar") and "dasar" not in self.errors:
            self.add_error("dasar", "Keputusan bersama belum diisi.")
        seen: dict[date, int] = {}
        for place, day, nama in self._filled(data):
            number = place + 1
            if day is None and f"tanggal-{place}" not in self.errors:
                self.add_error(f"tanggal-{place}", f"Baris {number}: tanggal belum diisi.")
            if not nama:
                self.add_error(f"nama-{place}", f"Baris {number}: nama hari belum diisi.")
            if day is not None and day.year != self.tahun:
                self.add_error(f"tanggal-{place}", f"Baris {number}: tanggal harus dalam tahun {self.tahun}.")
            if day in seen:
                self.add_error(f"tanggal-{place}", f"Baris {number}: tanggal ini sudah ada di baris {seen[day]}.")
            elif day is not None:
                seen[day] = number

    def _filled(self, data: dict[str, Any]) -> Iterator[tuple[int, date | None, str]]:
        for place in range(self.jumlah):
            day, nama = data.get(f"tanggal-{place}"), data.get(f"nama-{place}") or ""
            if day or nama:
                yield place, day, nama

    @property
    def siap_simpan(self) -> bool:
        """Nothing is left to be put into rows, and the person asked to save."""
        return self.langkah == SAVE and not self.cleaned_data["tempel"]

    def daftar(self) -> DaftarLibur:
        data = self.cleaned_data
        kinds: dict[str, dict[date, str]] = {kind.value: {} for kind in JenisLibur}
        for place, day, nama in self._filled(data):
            assert day is not None
            kinds[data[f"jenis-{place}"] or JenisLibur.LIBUR_NASIONAL][day] = nama
        return DaftarLibur(self.tahun, data["dasar"], kinds[JenisLibur.LIBUR_NASIONAL], kinds[JenisLibur.CUTI_BERSAMA])

    def with_pasted(self) -> DaftarLiburForm:
        """The same list with the pasted lines as rows, in the order of their days; nothing is saved yet."""
        data = self.cleaned_data
        rows: list[Baris] = [
            (day.isoformat() if day else "", nama, data[f"jenis-{place}"]) for place, day, nama in self._filled(data)
        ]
        rows += [row for row in data["tempel"] if row not in rows]
        made = DaftarLiburForm(tahun=self.tahun, baris=sorted(rows, key=lambda row: row[0] or "9"))
        made.initial["dasar"] = data["dasar"]
        return made


def _count(data: Any) -> int:
    """How many rows the sent page had: never more than a page can have."""
    text = data.get("jumlah", "")
    return min(int(text), MOST_ROWS) if text.isascii() and text.isdigit() and len(text) < 4 else EMPTY_ROWS


def _rows_of(daftar: DaftarLibur | None) -> list[Baris]:
    return [(row.tanggal.isoformat(), row.nama, row.jenis.value) for row in days_of(daftar)] if daftar else []


def _read_line(line: str, tahun: int) -> Baris:
    """ "17 Agustus 2027; Proklamasi Kemerdekaan; libur nasional", also with tabs, as spreadsheets copy."""
    parts = [part.strip() for part in SEPARATORS.split(NUMBERED.sub("", line).strip()) if part.strip()]
    if len(parts) not in {2, 3}:
        raise forms.ValidationError("tulis tanggal dan nama, dipisah titik koma.")
    try:
        day = TanggalField().clean(parts[0])
    except forms.ValidationError:
        raise forms.ValidationError("tanggal tidak terbaca. Tulis seperti 17 Agustus 2027 atau 17/08/2027.") from None
    if day.year != tahun:
        raise forms.ValidationError(f"tanggal harus dalam tahun {tahun}.")
    return day.isoformat(), parts[1][:200], _kind(parts[1], parts[2] if len(parts) == 3 else "")


def _kind(nama: str, jenis: str) -> str:
    text = (jenis or nama).casefold()
    if "cuti" in text[:12]:
        return JenisLibur.CUTI_BERSAMA.value
    if jenis and not {"libur", "nasional"} & set(text.split()):
        raise forms.ValidationError("jenis tidak dikenal. Tulis libur nasional atau cuti bersama.")
    return JenisLibur.LIBUR_NASIONAL.value
