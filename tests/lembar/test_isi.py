"""Cells: text that stays text, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from asn_portal.lembar.isi import as_text, harmless, spaced_number
from asn_portal.lembar.tulis import LembarCsv, LembarXlsx

NIP = "198803142014022006"
DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    " =1",
    "\u00a0=1",
    "\ufeff=1",
    "\u200b@x",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_formula_becomes_text(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Siti", "O'Brien", "a=b", "Rp1.000", "", " ", "I Made-Putu", "'=1"])
def test_ordinary_text_stays_as_it_is(text):
    assert harmless(text) == text


def test_signs_that_no_workbook_may_hold_are_left_out():
    assert harmless("a\x00b\x0bc\x1f") == "abc"
    assert harmless("\x00=1") == "'=1"


@given(st.text())
def test_no_text_begins_like_a_formula_afterwards(text):
    made = harmless(text).strip(" \u00a0\u200b\u200c\u200d\u2060\ufeff\u3000")
    assert made[:1] not in set("=+-@\t\r\n＝＋－＠")


def test_values_as_they_are_written_here():
    moment = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
    values = [None, True, False, date(2026, 11, 21), moment, 12, "x"]
    assert [as_text(value) for value in values] == ["", "ya", "tidak", "21/11/2026", "21/11/2026 14.30", "12", "x"]


def test_long_number_is_grouped_as_on_a_decree():
    assert spaced_number(NIP) == "19880314 201402 2 006"
    assert spaced_number("170001") == "170001"


def made(kind, rows):
    writer = kind("Daftar [uji]: satu/dua", ["Judul", "=Diunduh"], ["Nama", "NIP", "+Lahir"], [False, True, False])
    writer.add(rows)
    with writer.save() as file:
        return file.read()


ROWS = [["=cmd|' /C calc'!A0", NIP, date(1988, 3, 14)], ['Siti; "Ami"', "000123", None]]


def test_workbook_is_read_back_by_another_program():
    book = CalamineWorkbook.from_filelike(io.BytesIO(made(LembarXlsx, ROWS)))
    assert book.sheet_names == ["Daftar uji satudua"]
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [row[0] for row in rows[:2]] == ["Judul", "'=Diunduh"]
    assert rows[2] == ["Nama", "NIP", "'+Lahir"]
    assert rows[3] == ["'=cmd|' /C calc'!A0", NIP, date(1988, 3, 14)]
    assert rows[4][:2] == ['Siti; "Ami"', "000123"]


def test_numbers_of_persons_are_text_cells_in_the_workbook_itself():
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(made(LembarXlsx, ROWS))).active
    cell = sheet["B4"]
    assert (cell.value, cell.data_type, cell.number_format) == (NIP, "s", "@")
    assert not [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert sheet.freeze_panes == "A4"


def test_csv_as_spreadsheets_here_read_it():
    content = made(LembarCsv, ROWS)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[2:] == [
        ["Nama", "NIP", "'+Lahir"],
        ["'=cmd|' /C calc'!A0", "19880314 201402 2 006", "14/03/1988"],
        ['Siti; "Ami"', "000123", ""],
    ]


@pytest.mark.parametrize("kind", [LembarXlsx, LembarCsv])
def test_table_that_was_given_up_leaves_nothing_behind(kind, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    writer = kind("x", ["x"], ["Nama", "NIP", "Lahir"], [False, True, False])
    writer.add(ROWS)
    writer.close()
    assert list(tmp_path.iterdir()) == []
