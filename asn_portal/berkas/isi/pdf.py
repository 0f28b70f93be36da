"""PDF files: opened and looked through, never rewritten (a signature inside would break)."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from asn_portal.berkas.isi import BerkasDitolak

PALING_BANYAK_HALAMAN = 300
PALING_BANYAK_BENDA = 50_000
TERDALAM = 40
LEBAR_PRATINJAU = 900

# Keys and kinds of actions that make a reader do something, or hide another file inside.
KUNCI = {
    "/JS": "perintah JavaScript",
    "/JavaScript": "perintah JavaScript",
    "/EmbeddedFiles": "berkas lain di dalamnya",
    "/EF": "berkas lain di dalamnya",
    "/RichMedia": "film atau suara",
    "/XFA": "formulir yang menjalankan perintah",
}
TINDAKAN = {
    "/JavaScript": "perintah JavaScript",
    "/Launch": "perintah membuka program",
    "/ImportData": "perintah mengambil data",
    "/SubmitForm": "perintah mengirim data",
    "/GoToE": "berkas lain di dalamnya",
}
CETAK_ULANG = "Buka berkas itu, cetak atau simpan lagi sebagai PDF, lalu unggah hasilnya."


def check_pdf(content: bytes, nama: str) -> int:
    """The number of pages of a PDF that only shows something; everything else is refused."""
    try:
        with PdfReader(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise _locked(nama)
            pages, objects = len(pdf.pages), _numbers(pdf)
            _check_size(pages, len(objects), nama)
            found = next(_dangers(pdf, objects), None)
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        zlib.error,
    ) as broken:
        raise BerkasDitolak(f"PDF {nama} rusak atau tidak lengkap. {CETAK_ULANG}", galat="pdf_rusak") from broken
    if found:
        raise BerkasDitolak(f"PDF {nama} memuat {found}, jadi tidak diterima. {CETAK_ULANG}", galat="pdf_bertindak")
    return pages


def _locked(nama: str) -> BerkasDitolak:
    return BerkasDitolak(
        f"PDF {nama} terkunci dengan kata sandi. Buka dengan kata sandinya, cetak atau simpan lagi tanpa kunci, lalu unggah hasilnya.",
        galat="pdf_terkunci",
    )


def _check_size(pages: int, objects: int, nama: str) -> None:
    if not pages:
        raise BerkasDitolak(f"PDF {nama} tidak mempunyai halaman. {CETAK_ULANG}", galat="pdf_kosong")
    if pages > PALING_BANYAK_HALAMAN or objects > PALING_BANYAK_BENDA:
        raise BerkasDitolak(
            f"PDF {nama} terlalu panjang: {pages} halaman, paling banyak {PALING_BANYAK_HALAMAN}. Bagi menjadi beberapa berkas.",
            galat="pdf_panjang",
        )


def _numbers(pdf: PdfReader) -> set[tuple[int, int]]:
    """Number and generation of every object, also of those that no page refers to."""
    plain = {(number, generation) for generation, places in pdf.xref.items() for number in places}
    return {one for one in plain if one[0] not in pdf.xref_objStm} | {(number, 0) for number in pdf.xref_objStm}


def _dangers(pdf: PdfReader, objects: set[tuple[int, int]]) -> Iterator[str]:
    """Every reason to refuse."""
    yield from _inside(pdf.trailer, TERDALAM)
    for number, generation in sorted(objects):
        one = pdf.get_object(IndirectObject(number, generation, pdf))
        yield from _inside(one, TERDALAM)


def _inside(value: Any, depth: int) -> Iterator[str]:
    """What stands directly in an object; other objects that it refers to are looked at on their own."""
    if isinstance(value, DictionaryObject):
        yield from (words for key, words in KUNCI.items() if key in value)
        action = value.raw_get("/S") if "/S" in value else None
        if isinstance(action, IndirectObject):  # a kind of action is never kept elsewhere but to hide it
            action = action.get_object()
        if isinstance(action, NameObject) and action in TINDAKAN:
            yield TINDAKAN[action]
        parts = [value.raw_get(key) for key in value]
    elif isinstance(value, ArrayObject):
        parts = list(list.__iter__(value))
    else:
        return
    if depth == 0:
        yield "susunan yang terlalu dalam"
        return
    for part in parts:
        if not isinstance(part, IndirectObject):
            yield from _inside(part, depth - 1)


def draw_first_page(content: bytes) -> bytes | None:
    """The first page as PNG; None when it cannot be drawn."""
    return draw_page(content, 1)


def draw_page(content: bytes, nomor: int, lebar: int = LEBAR_PRATINJAU) -> bytes | None:
    """One page as PNG, counted from 1, so many pixels at its longer side; None when there is none, or it cannot be drawn."""
    try:
        with pypdfium2.PdfDocument(content) as pdf:
            if not 1 <= nomor <= len(pdf):
                return None
            page = pdf[nomor - 1]
            scale = lebar / max(page.get_size())
            picture = page.render(scale=min(scale, 3)).to_pil()
    except (pypdfium2.PdfiumError, IndexError, ZeroDivisionError):
        return None
    stored = io.BytesIO()
    picture.convert("RGB").save(stored, "PNG", optimize=True)
    return stored.getvalue()


def count_pages(content: bytes) -> int:
    """Of a PDF that the portal itself has drawn."""
    with pypdfium2.PdfDocument(content) as pdf:
        return len(pdf)
