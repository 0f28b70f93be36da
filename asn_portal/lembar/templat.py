"""The empty table that people fill in: heads, one example row, lists of choices, and a sheet that explains each column."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from asn_portal.core.models import Pengguna
from asn_portal.lembar.impor import JenisImpor, KolomImpor
from asn_portal.lembar.isi import harmless
from asn_portal.lembar.tulis import HEAD, TEXT

# A list of choices is offered down to the last row that an import takes (lembar.baca).
PREPARED = 100_000
KINDS = {
    "teks": "Teks",
    "nomor": "Angka sebagai teks",
    "nomor_pendek": "Angka",
    "tanggal": "Tanggal, misalnya 21/11/2026",
    "pilihan": "Salah satu dari daftar",
    "bilangan": "Bilangan bulat",
    "desimal": "Angka, misalnya 1.234,5",
}
EXAMPLE = Font(italic=True, color="FF5B6B73")


def build_template(jenis: JenisImpor, *, by: Pengguna) -> io.BytesIO:
    """As this account fills it in."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Data"
    lists: Any = book.create_sheet("Daftar pilihan")
    for place, kolom in enumerate(jenis.kolom, 1):
        _column(sheet, place, kolom)
        _offer(sheet, lists, place, kolom, by)
    sheet.freeze_panes = "A2"
    lists.sheet_state = "hidden"
    _explain(book.create_sheet("Petunjuk"), jenis)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _column(sheet: Any, place: int, kolom: KolomImpor) -> None:
    letter = get_column_letter(place)
    sheet.column_dimensions[letter].width = max(16, min(len(kolom.judul) + 8, 34))
    head = sheet.cell(1, place, kolom.judul)
    head.font, head.fill, head.alignment = Font(bold=True), HEAD, Alignment(wrap_text=True)
    if kolom.petunjuk:
        head.comment = Comment(kolom.petunjuk, "Portal Pegawai")
    example = sheet.cell(2, place, kolom.contoh)
    example.font = EXAMPLE
    # Of the whole column, however far people fill it; a cell that has a style of its own does not ask its column.
    sheet.column_dimensions[letter].number_format = TEXT
    example.number_format = TEXT


def _offer(sheet: Any, lists: Any, place: int, kolom: KolomImpor, by: Pengguna) -> None:
    """The list of a cell: one of these, or, where others are possible, these first."""
    offered = kolom.saran(by) if kolom.saran else kolom.offered()
    if not offered:
        return
    for row, label in enumerate(offered, 1):
        lists.cell(row, place, harmless(label))
    letter = get_column_letter(place)
    source = f"'Daftar pilihan'!${letter}$1:${letter}${len(offered)}"
    rule = DataValidation(type="list", formula1=source, allow_blank=not kolom.wajib, showErrorMessage=True)
    rule.errorTitle, rule.error = kolom.judul, "Pilih salah satu dari daftar."
    if kolom.saran:
        rule.errorStyle, rule.error = "warning", "Isian ini tidak ada dalam daftar saat templat diunduh. Tetap pakai?"
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{PREPARED + 1}")


def _explain(sheet: Any, jenis: JenisImpor) -> None:
    rows = [
        [f"Templat impor: {jenis.judul}"], [jenis.kata],
        ["Isi lembar Data mulai baris 2. Baris contoh boleh ditimpa; bila dibiarkan, baris itu dilewati."],
        ["NIP, NRK, dan NIK harus teks. Kolomnya sudah berformat Teks; tempel dengan Tempel Khusus > Nilai supaya tetap teks."],
        [], ["Kolom", "Wajib", "Isi", "Keterangan"],
    ]  # fmt: skip
    for kolom in jenis.kolom:
        rule = f"{KINDS[kolom.jenis]}: {', '.join(kolom.pilihan)}" if kolom.pilihan else KINDS[kolom.jenis]
        rows.append([kolom.judul, "ya" if kolom.wajib else "tidak", rule, kolom.petunjuk])
    for row in rows:
        sheet.append(row)
    sheet["A1"].font = Font(bold=True, size=13)
    for letter, width in (("A", 26), ("B", 8), ("C", 44), ("D", 80)):
        sheet.column_dimensions[letter].width = width
    for cell in sheet[6]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=HEAD.fgColor)
