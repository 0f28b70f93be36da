"""Reading what people upload: real files of three programs, every text encoding, and files made to do harm."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from asn_portal.lembar import baca

BERKAS = Path(__file__).parent / "berkas"
TEXT = "NIP;Unit;Mulai\n'199002152015012001;Seksi Änderung;1/12/2026\n"


def read(content: bytes, tmp_path: Path) -> tuple[dict[str, Any], list[list[Any]]]:
    """As the service does it: by content, in a process of its own."""
    kind = baca.kind_of(io.BytesIO(content))
    source, target = tmp_path / f"b.{kind}", tmp_path / "keluar"
    source.write_bytes(content)
    ended = subprocess.run([sys.executable, "-I", baca.__file__, str(source), kind, str(target)], capture_output=True)
    if ended.returncode:
        return {"tolak": f"rc {ended.returncode}"}, []
    about, *rows = [json.loads(line) for line in target.read_text().splitlines()]
    return about, rows


def book(change: Any = None, rows: Any = (("NIP", "Unit"), ("1", "a"))) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    if change:
        change(made)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def rezipped(content: bytes, change: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *change}:
            new.writestr(name, change[name] if name in change else old.read(name))
    return file.getvalue()


def damaged_ods(harm: str) -> bytes:
    name = "MIMETYPE" if harm == "other-case" else "mimetype"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as new:
        new.writestr(name, baca.ODS_MIME)
        if harm != "no-manifest":
            new.writestr("META-INF/manifest.xml", b"<manifest>" * 20)
    whole = bytearray(file.getvalue())
    if harm == "damaged-mimetype":
        whole[whole.index(baca.ODS_MIME)] ^= 1
    if harm == "damaged-manifest":
        whole[whole.index(b"<manifest>")] ^= 1
    if harm == "unknown-method":  # of the first entry, as the directory and as the entry itself tell it
        whole[8], whole[whole.index(b"PK\x01\x02") + 10] = 77, 77
    return bytes(whole)


SHEET = "xl/worksheets/sheet1.xml"
HEAD = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>NIP</t></is></c></row><row r="2"><c r="A2"><v>7</v></c></row>'
)


def test_noise_is_no_table_and_text_of_any_encoding_is():
    noise = bytes(range(256)) * 16
    with pytest.raises(baca.Ditolak, match="bukan lembar kerja"):
        baca.kind_of(io.BytesIO(noise))
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"):
        assert baca.kind_of(io.BytesIO(TEXT.encode(encoding))) == "csv"


class TestPrograms:
    @pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
    def test_files_written_by_libreoffice(self, ending, tmp_path):
        about, rows = read((BERKAS / f"pindah.{ending}").read_bytes(), tmp_path)
        assert (about["lembar"], about["tersembunyi"], about["lain"]) == ("Data", ["Rahasia"], ["Lain"])
        assert rows[0] == [1, ["NIP atau NRK", "Unit kerja", "Mulai", "Dasar"]]
        assert rows[1] == [2, ["170001", "Seksi Satu", {"d": "2026-12-01"}, "SK 1/2026"]]
        assert rows[2][1][0] == {"n": 1.99002152015012e17}  # said to be a number, never taken for text
        assert rows[2][1][2] == "01/12/2026"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
    @pytest.mark.parametrize("sign", [";", ",", "\t"])
    def test_text_files(self, encoding, sign, tmp_path):
        _, rows = read(TEXT.replace(";", sign).encode(encoding), tmp_path)
        assert rows == [[1, ["NIP", "Unit", "Mulai"]], [2, ["'199002152015012001", "Seksi Änderung", "1/12/2026"]]]

    def test_row_numbers_are_those_of_the_file(self, tmp_path):
        content = book(rows=[(), (), ("NIP", "Unit"), (), ("1", "a")])
        assert [number for number, _ in read(content, tmp_path)[1]] == [3, 5]

    def test_sep_line_of_excel_is_no_row(self, tmp_path):
        assert read(b"sep=|\r\nNIP|Unit\r\n1|a\r\n", tmp_path)[1] == [[2, ["NIP", "Unit"]], [3, ["1", "a"]]]


class TestRefused:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", baca.KOSONG),
            (b"%PDF-1.7", baca.BUKAN_TABEL),
            (b"PK\x03\x04rusak", baca.RUSAK),
            (b"a" * (baca.MAX_BYTES + 1), baca.TERLALU_BESAR),
            (rezipped(book(), {"xl/vbaProject.bin": b"x"}), baca.MAKRO),
            (baca.OLE + "EncryptedPackage".encode("utf-16-le"), baca.SANDI),
            (baca.OLE + "_VBA_PROJECT".encode("utf-16-le"), baca.MAKRO),
            (baca.OLE + b"WordDocument", baca.BUKAN_TABEL),
            (rezipped(book(), {"xl/media/a.bin": b"\0" * (baca.MAX_UNPACKED + 1)}), baca.BOM),
            (rezipped(book(), {SHEET: b" " * (baca.RATIO_FROM + 1)}), baca.BOM),
            (rezipped(book(), {f"x/{n}": b"" for n in range(baca.MAX_ENTRIES)}), baca.BOM),
            (rezipped((BERKAS / "pindah.ods").read_bytes(), {"META-INF/manifest.xml": b"<encryption-data>"}), baca.SANDI),
        ],
        ids=["empty", "pdf", "broken", "big", "macro", "encrypted", "xls-macro", "doc", "bomb", "ratio", "entries", "ods-password"],
    )  # fmt: skip
    def test_before_anything_is_opened(self, content, sentence):
        with pytest.raises(baca.Ditolak) as refusal:
            baca.kind_of(io.BytesIO(content))
        assert str(refusal.value) == sentence

    @pytest.mark.parametrize(
        "harm", ["no-manifest", "other-case", "damaged-mimetype", "damaged-manifest", "unknown-method"]
    )
    def test_a_workbook_that_is_not_whole_is_told_in_words(self, harm):
        """The kind is found out where the page is served: nothing in a zip may end as a fault of ours."""
        with pytest.raises(baca.Ditolak) as refusal:
            baca.kind_of(io.BytesIO(damaged_ods(harm)))
        assert str(refusal.value) == baca.RUSAK

    def test_cell_in_the_last_corner_ends_only_the_reader(self, tmp_path):
        far = HEAD + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
        about, _ = read(rezipped(book(), {SHEET: far.encode()}), tmp_path)
        assert about["tolak"] in {"rc -6", baca.TERLALU_LUAS}

    def test_million_formatted_empty_rows_cost_nothing(self, tmp_path):
        empty = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(3, 1_048_577))
        content = rezipped(book(), {SHEET: (HEAD + empty + "</sheetData></worksheet>").encode()})
        assert read(content, tmp_path)[1] == [[1, ["NIP"]], [2, [{"n": 7.0}]]]

    def test_entities_are_not_expanded(self, tmp_path):
        evil = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + HEAD.replace("NIP", "&x;")
        about, rows = read(rezipped(book(), {SHEET: (evil + "</sheetData></worksheet>").encode()}), tmp_path)
        assert "root:" not in json.dumps([about, rows])

    def test_merged_cells_are_told(self, tmp_path):
        about, _ = read(book(lambda made: made.active.merge_cells("A2:B2")), tmp_path)
        assert about["gabung"] == [["A2", "B2", 2]]

    def test_everything_hidden(self, tmp_path):
        def hide(made: Workbook) -> None:
            made.active.sheet_state = "hidden"
            made.create_sheet("Kosong")

        assert read(book(hide), tmp_path)[0]["tolak"] == baca.SEMUA_SEMBUNYI

    def test_too_many_rows(self, tmp_path):
        content = b"NIP;Unit\n" + b"1;a\n" * (baca.MAX_ROWS + 20)
        assert read(content, tmp_path)[0]["tolak"] == baca.BANYAK_BARIS
