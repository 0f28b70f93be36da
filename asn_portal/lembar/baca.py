"""Reading a table that somebody uploaded. Runs as a program of its own, without Django and without the database.

A file from outside may be anything: a zip bomb, a sheet with one cell in its last corner, a workbook that breaks the
reader. So it is opened by a short-lived process that knows no secret and may use little memory and time; whatever
happens there ends as one sentence here. Only the standard library and the reader are imported.

A file of JSON, or a zip of them, gives one row for each object in it: from where, what stood around it, and the object.

    python baca.py FILE KIND OUT     writes one JSON line about the file, then one line [row number, cells] for each row
"""

from __future__ import annotations

import csv
import io
import json
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any

MIB = 1024 * 1024
MAX_BYTES = 20 * MIB
MAX_UNPACKED = 300 * MIB
MAX_ENTRIES = 2_000
# A sheet of numbers packs to a tenth, one that is formatted down to its last row to a hundredth.
MAX_RATIO, RATIO_FROM = 200, 64 * MIB
MAX_ROWS, MAX_COLUMNS, MAX_TEXT = 100_000, 100, 2_000
MEMORY, SECONDS = 700 * MIB, 45
# A zip of JSON holds some files for each of many persons; one object of it is at most so long, and lies so deep.
MAX_JSON, MAX_OBJECT, MAX_DEPTH = 20_000, 20_000, 6
JSON_HEAD = ["Asal", "Konteks", "Isi"]
# The second sheet of our template, and the one that holds its lists.
OWN_SHEETS = frozenset({"Petunjuk", "Daftar pilihan"})
HEAD_WITHIN = 10

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS_MIME = b"application/vnd.oasis.opendocument.spreadsheet"

TERLALU_BESAR = "Berkas ini lebih dari 20 MB. Bagi menjadi beberapa berkas, lalu unggah satu per satu."
KOSONG = "Berkas ini kosong. Isi datanya di bawah baris judul kolom, lalu unggah lagi."
BUKAN_TABEL = "Berkas ini bukan lembar kerja. Unggah berkas Excel (.xlsx atau .xls), LibreOffice (.ods), atau CSV."
BUKAN_JSON = "Isi {nama} bukan JSON yang utuh. Unduh lagi berkasnya dari sumbernya, lalu unggah lagi."
OBJEK_BESAR = "Satu objek di {nama} terlalu panjang, jadi bukan baris riwayat. Unggah berkas riwayatnya saja."
TERLALU_DALAM = "Susunan {nama} terlalu dalam, jadi bukan berkas riwayat. Unggah berkas seperti yang diberikan SIASN."
RUSAK = (
    "Isi berkas ini tidak dapat dibaca. Buka di Excel atau LibreOffice, simpan sebagai .xlsx baru, lalu unggah lagi."
)
MAKRO = "Berkas ini memuat makro. Simpan sebagai Buku Kerja Excel (.xlsx) tanpa makro, lalu unggah lagi."
SANDI = "Berkas ini dilindungi kata sandi. Buka, hapus kata sandinya (Simpan Sebagai tanpa sandi), lalu unggah lagi."
BOM = (
    "Isi berkas ini mengembang terlalu besar saat dibuka, jadi tidak dibaca. Salin barisnya saja ke templat baru, simpan,"
    " lalu unggah lagi."
)
TERLALU_LUAS = (
    "Lembar ini terlalu luas: ada isi jauh di bawah atau di kanan tabel, atau barisnya terlalu banyak. Hapus baris dan"
    " kolom di luar tabel, lalu unggah lagi."
)
BANYAK_BARIS = "Berkas ini lebih dari 100.000 baris. Bagi menjadi beberapa berkas, lalu unggah satu per satu."
DIGABUNG = (
    "Ada sel yang digabung ({tempat}), sehingga tidak jelas milik baris mana isinya. Pilih seluruh tabel, matikan Gabung"
    " Sel, isi tiap sel, lalu unggah lagi."
)
SEMUA_SEMBUNYI = "Semua lembar yang berisi disembunyikan. Tampilkan lembar yang berisi data, lalu unggah lagi."


class Ditolak(Exception):
    """The file is not read; the sentence says why and what to do."""


# -- what it is, before anything is opened ----------------------------------------------------------------------


def kind_of(file: IO[bytes]) -> str:
    """xlsx, xls, ods, csv, json or zip (of JSON), by content and never by name. Reads the directory of a zip and nothing of its content."""
    size = file.seek(0, io.SEEK_END)
    if size > MAX_BYTES:
        raise Ditolak(TERLALU_BESAR)
    if size == 0:
        raise Ditolak(KOSONG)
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    if start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}:
        return "json"
    if start.startswith(b"PK"):
        return _kind_of_zip(file)
    if start == OLE:
        return _kind_of_ole(file.read())
    if start.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8", b"GIF8", b"{\\rtf", b"<!DOC", b"<html", b"<?xml")):
        raise Ditolak(BUKAN_TABEL)
    if _is_noise(file.read(4096)):
        raise Ditolak(BUKAN_TABEL)
    return "csv"


def _is_noise(start: bytes) -> bool:
    """Text in any encoding holds next to no control signs; NUL is half of UTF-16."""
    return sum(sign < 32 and sign not in b"\0\t\n\v\f\r" for sign in start) > len(start) * 0.02


# What a zip that is not whole raises: its directory, an entry that is named and missing, one whose content is damaged.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    LookupError,
)


def _kind_of_zip(file: IO[bytes]) -> str:
    try:
        return _kind_of_archive(zipfile.ZipFile(file))
    except DAMAGED as broken:
        raise Ditolak(RUSAK) from broken


def _kind_of_archive(archive: zipfile.ZipFile) -> str:
    entries = archive.infolist()
    only_json = bool(entries) and all(e.is_dir() or e.filename.lower().endswith(".json") for e in entries)
    unpacked, packed = sum(e.file_size for e in entries), max(sum(e.compress_size for e in entries), 1)
    if (
        len(entries) > (MAX_JSON if only_json else MAX_ENTRIES)
        or unpacked > MAX_UNPACKED
        or (unpacked > RATIO_FROM and unpacked / packed > MAX_RATIO)
    ):
        raise Ditolak(BOM)
    if any(e.flag_bits & 1 for e in entries):
        raise Ditolak(SANDI)
    if only_json:
        return "zip"
    names = {e.filename.lower() for e in entries}
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise Ditolak(MAKRO)
    if "mimetype" in names:
        return _kind_of_ods(archive, names)
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise Ditolak(BUKAN_TABEL)


def _kind_of_ods(archive: zipfile.ZipFile, names: set[str]) -> str:
    with archive.open("mimetype") as entry:
        if entry.read(len(ODS_MIME) + 1) != ODS_MIME:
            raise Ditolak(BUKAN_TABEL)
    if any(name.startswith("basic/") and not name.endswith("/script-lc.xml") for name in names):
        raise Ditolak(MAKRO)
    with archive.open("META-INF/manifest.xml") as entry:
        if b"encryption-data" in entry.read(MIB):
            raise Ditolak(SANDI)
    return "ods"


def _kind_of_ole(content: bytes) -> str:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise Ditolak(SANDI)
    if holds("_VBA_PROJECT"):
        raise Ditolak(MAKRO)
    if not (holds("Workbook") or holds("Book")):
        raise Ditolak(BUKAN_TABEL)
    return "xls"


# -- text files -------------------------------------------------------------------------------------------------


def decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if content.startswith(b"\xef\xbb\xbf"):
        return content.decode("utf-8-sig", errors="replace")
    if b"\x00" in content[:200]:
        wide = "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"
        text = content.decode(wide, errors="replace")
        if "\x00" in text[:200]:
            raise Ditolak(BUKAN_TABEL)
        return text
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def delimiter_of(text: str) -> str:
    """The sign that gives the widest head; `sep=;` as Excel writes it wins."""
    lines = [line for line in text[: 64 * 1024].splitlines()[:HEAD_WITHIN] if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) > len("sep="):
        return lines[0][len("sep=")]
    widths = {
        sign: max((len(next(csv.reader([line], delimiter=sign), [])) for line in lines), default=0) for sign in ";\t,"
    }
    return max(widths, key=lambda sign: widths[sign])


def csv_rows(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    text = decode(content)
    csv.field_size_limit(MAX_TEXT * 100)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    try:
        for number, row in enumerate(reader, 1):
            if not (number == 1 and row and row[0].lower().startswith("sep=")):
                yield number, list(row)
    except csv.Error as broken:
        raise Ditolak(RUSAK) from broken


# -- workbooks --------------------------------------------------------------------------------------------------


def _cell(value: Any) -> Any:
    """As it stands in the sheet: text stays text, and what was a number or a date says so."""
    if isinstance(value, str):
        return value[:MAX_TEXT]
    if isinstance(value, bool):
        return {"b": value}
    if isinstance(value, datetime):
        return {"d": value.date().isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, time | timedelta):
        return str(value)
    return {"n": value} if isinstance(value, int | float) else str(value)


def _place(corner: tuple[int, int]) -> str:
    row, column = corner
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def book_rows(path: str, about: dict[str, Any]) -> Iterator[tuple[int, list[Any]]]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_path(path)
        sheets = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
        shown = [s.name for s in sheets if s.visible == SheetVisibleEnum.Visible and s.name not in OWN_SHEETS]
        hidden = [s.name for s in sheets if s.visible != SheetVisibleEnum.Visible and s.name not in OWN_SHEETS]
        filled = [(name, sheet) for name in shown if (sheet := book.get_sheet_by_name(name)).start is not None]
    except PasswordError as locked:
        raise Ditolak(SANDI) from locked
    except (CalamineError, OSError, ValueError) as broken:
        raise Ditolak(RUSAK) from broken
    about["tersembunyi"], about["lain"] = hidden, [name for name, _ in filled[1:]]
    if not filled:
        raise Ditolak(SEMUA_SEMBUNYI if hidden else KOSONG)
    name, sheet = filled[0]
    about["lembar"] = name
    about["gabung"] = [[_place(first), _place(last), last[0] + 1] for first, last in sheet.merged_cell_ranges or []]
    if sheet.total_width > MAX_COLUMNS:
        raise Ditolak(TERLALU_LUAS)
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), 1):
        yield number, [_cell(value) for value in row]


# -- JSON -------------------------------------------------------------------------------------------------------


def json_rows(path: str, kind: str) -> Iterator[tuple[int, list[Any]]]:
    yield 1, list(JSON_HEAD)
    number = 1
    for name, content in _json_files(path, kind):
        try:
            found = json.loads(decode(content).lstrip("\ufeff"))
        except (ValueError, RecursionError) as broken:
            raise Ditolak(BUKAN_JSON.format(nama=name or "berkas ini")) from broken
        for place, context, one in _objects(found, name, {}, 0):
            number += 1
            text = json.dumps(one, ensure_ascii=False)
            around = json.dumps(context, ensure_ascii=False)
            if len(text) > MAX_OBJECT or len(around) > MAX_OBJECT:
                raise Ditolak(OBJEK_BESAR.format(nama=name or "berkas ini"))
            yield number, [place, around, text]


def _json_files(path: str, kind: str) -> Iterator[tuple[str, bytes]]:
    """One after the other, so that only one of them is in memory."""
    if kind == "json":
        yield "", Path(path).read_bytes()
        return
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                if not entry.is_dir():
                    with archive.open(entry) as packed:
                        content = packed.read(MAX_BYTES + 1)
                    if len(content) > MAX_BYTES:
                        raise Ditolak(BOM)
                    yield entry.filename, content
    except DAMAGED as broken:
        raise Ditolak(RUSAK) from broken


def _objects(found: Any, place: str, context: dict[str, Any], depth: int) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """The objects inside: of a list each, of an answer what is in `data`, of a person's file (keys with a hyphen that hold
    objects) those of each part, with what stands beside the parts.
    """
    if depth > MAX_DEPTH:
        raise Ditolak(TERLALU_DALAM.format(nama=place or "berkas ini"))
    if isinstance(found, list):
        for one in found:
            yield from _objects(one, place, context, depth + 1)
    elif isinstance(found, dict):
        parts = {
            key: part for key, part in found.items() if isinstance(part, dict | list) and (key == "data" or "-" in key)
        }
        if not parts:
            yield place, context, found
            return
        beside = {key: value for key, value in found.items() if isinstance(value, str | int | float)}
        for key, part in parts.items():
            yield from _objects(part, f"{place}/{key}".strip("/"), context | beside, depth + 1)


# -- the program ------------------------------------------------------------------------------------------------


def filled_rows(rows: Iterator[tuple[int, list[Any]]]) -> Iterator[tuple[int, list[Any]]]:
    count = 0
    for number, cells in rows:
        while cells and (cells[-1] == "" or (isinstance(cells[-1], str) and not cells[-1].strip())):
            cells.pop()
        if not cells:
            continue
        if len(cells) > MAX_COLUMNS:
            raise Ditolak(TERLALU_LUAS)
        count += 1
        if count > MAX_ROWS + HEAD_WITHIN:
            raise Ditolak(BANYAK_BARIS)
        yield number, cells


def _rows(path: str, kind: str, about: dict[str, Any]) -> Iterator[tuple[int, list[Any]]]:
    if kind == "csv":
        return csv_rows(Path(path).read_bytes())
    return json_rows(path, kind) if kind in {"json", "zip"} else book_rows(path, about)


def read(path: str, kind: str, out: IO[str]) -> None:
    about: dict[str, Any] = {"lembar": "", "tersembunyi": [], "lain": [], "gabung": []}
    rows = _rows(path, kind, about)
    with_first = filled_rows(rows)
    first = next(with_first, None)
    if first is None:
        raise Ditolak(KOSONG)
    out.write(json.dumps(about) + "\n" + json.dumps(first) + "\n")
    for row in with_first:
        out.write(json.dumps(row) + "\n")


def main(arguments: Sequence[str]) -> int:
    path, kind, target = arguments
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with Path(target).open("w", encoding="utf-8") as out:
        try:
            read(path, kind, out)
        except (Ditolak, MemoryError) as refusal:
            out.seek(0)
            out.truncate()
            sentence = str(refusal) if isinstance(refusal, Ditolak) else TERLALU_LUAS
            out.write(json.dumps({"tolak": sentence}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
