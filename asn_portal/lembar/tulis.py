"""Writing a table row by row with flat memory: .xlsx through openpyxl's write-only book, CSV as spreadsheets here read it."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import IO, Any, Protocol

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from asn_portal.lembar.isi import Nilai, as_text, harmless, spaced_number

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
TEXT, DAY, MOMENT = "@", "dd/mm/yyyy", "dd/mm/yyyy hh.mm"
HEAD = PatternFill("solid", fgColor="FFE8EEF0")
SHEET_NAME = 31
# Longer numbers are rounded by a spreadsheet that opens a text file.
SAFE_DIGITS = 11


class Penulis(Protocol):
    """One table: its head is written at once, rows follow, and at the end the whole file. `close` after that, or instead
    of it, leaves nothing behind.
    """

    def add(self, rows: Iterable[Sequence[Nilai]]) -> None: ...
    def save(self) -> IO[bytes]: ...
    def close(self) -> None: ...


class LembarXlsx:
    """`awal` are the lines above the heads of the columns; `nomor` says which columns hold numbers that are text."""

    def __init__(self, judul: str, awal: Sequence[str], kepala: Sequence[str], nomor: Sequence[bool]) -> None:
        self.nomor, self.saved = nomor, False
        self.book = Workbook(write_only=True)
        self.book.properties.creator = "Portal Pegawai"
        self.sheet: Any = self.book.create_sheet("".join(c for c in judul if c not in r"[]:*?/\'")[:SHEET_NAME])
        head_row = len(awal) + 1
        self.sheet.freeze_panes = f"A{head_row + 1}"
        self.sheet.print_title_rows = f"{head_row}:{head_row}"
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        for place, name in enumerate(kepala, 1):
            width = 22 if nomor[place - 1] else max(14, min(len(name) + 8, 40))
            self.sheet.column_dimensions[get_column_letter(place)].width = width
        for number, line in enumerate(awal):
            self.sheet.append([self._styled(line, font=Font(bold=number == 0, size=13 if number == 0 else 10))])
        bold = Font(bold=True)
        self.sheet.append(
            [self._styled(name, font=bold, fill=HEAD, alignment=Alignment(wrap_text=True)) for name in kepala]
        )

    def _styled(self, text: str, **style: Any) -> WriteOnlyCell:
        cell = WriteOnlyCell(self.sheet, harmless(text))
        for name, value in style.items():
            setattr(cell, name, value)
        return cell

    def add(self, rows: Iterable[Sequence[Nilai]]) -> None:
        for row in rows:
            self.sheet.append([self._cell(value, number) for value, number in zip(row, self.nomor, strict=True)])

    def _cell(self, value: Nilai, number: bool) -> Any:
        if isinstance(value, str):
            return self._formatted(harmless(value), TEXT) if number else harmless(value)
        if isinstance(value, datetime):
            return self._formatted(timezone.localtime(value).replace(tzinfo=None), MOMENT)
        if isinstance(value, date):
            return self._formatted(value, DAY)
        return ("ya" if value else "tidak") if isinstance(value, bool) else value

    def _formatted(self, value: Any, pattern: str) -> WriteOnlyCell:
        cell = WriteOnlyCell(self.sheet, value)
        cell.number_format = pattern
        return cell

    def save(self) -> IO[bytes]:
        file = tempfile.TemporaryFile()  # noqa: SIM115 (handed to the caller, who closes it)
        self.book.save(file)
        self.saved = True
        file.seek(0)
        return file

    def close(self) -> None:
        """A book that was given up keeps its rows in a temporary file, which only its writer knows."""
        if not self.saved:
            self.sheet.close()
            getattr(self.sheet, "_writer").cleanup()  # noqa: B009 (the library offers no other way)


class LembarCsv:
    """Semicolons and a byte order mark: what spreadsheets with Indonesian settings open without asking."""

    def __init__(self, judul: str, awal: Sequence[str], kepala: Sequence[str], nomor: Sequence[bool]) -> None:
        self.nomor, self.saved = nomor, False
        self.file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (handed to the caller, who closes it)
        self.text = io.TextIOWrapper(self.file, encoding="utf-8-sig", newline="", write_through=False)
        self.writer = csv.writer(self.text, delimiter=";", lineterminator="\r\n")
        for line in awal:
            self.writer.writerow([harmless(line)])
        self.writer.writerow([harmless(name) for name in kepala])

    def add(self, rows: Iterable[Sequence[Nilai]]) -> None:
        for row in rows:
            self.writer.writerow([self._cell(value, number) for value, number in zip(row, self.nomor, strict=True)])

    @staticmethod
    def _cell(value: Nilai, number: bool) -> str:
        text = as_text(value)
        return spaced_number(text) if number and text.isdigit() and len(text) > SAFE_DIGITS else text

    def save(self) -> IO[bytes]:
        self.text.flush()
        self.text.detach()
        self.saved = True
        self.file.seek(0)
        return self.file

    def close(self) -> None:
        if not self.saved:
            self.text.close()


BENTUK: dict[str, tuple[type[LembarXlsx] | type[LembarCsv], str]] = {
    "xlsx": (LembarXlsx, XLSX),
    "csv": (LembarCsv, CSV),
}
