"""Showing a paper: as a file and page by page. Whoever opens a paper about somebody else leaves a trace."""

from __future__ import annotations

import io
from typing import IO

from asn_portal.berkas import simpan
from asn_portal.berkas.cetak.naskah import draw_naskah
from asn_portal.berkas.enums import StatusNaskah
from asn_portal.berkas.isi.gambar import shrink_to_png
from asn_portal.berkas.isi.pdf import count_pages as pdf_pages
from asn_portal.berkas.isi.pdf import draw_page as pdf_page
from asn_portal.berkas.models import JPEG, Naskah
from asn_portal.berkas.permissions import naskah as permissions
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require

LEBAR = 900


def open_naskah(row: Naskah, *, printed: bool, by: Pengguna) -> IO[bytes]:
    """The file to be saved. Printed without the word KONSEP only while it waits for a signature by hand."""
    require(Naskah.objects.visible_to(by).filter(pk=row.pk).exists())
    _note_read(row, cara="cetak" if printed else "berkas", by=by)
    if printed:
        require(permissions.can_upload_scan(by, row))
        if row.status != StatusNaskah.TANDA_TANGAN or not row.nomor_keluar or not row.nomor:
            raise DomainError("Naskah ini belum disiapkan untuk tanda tangan basah.", galat="belum_disiapkan")
        return io.BytesIO(draw_naskah(row, konsep=False))
    return simpan.open_file(row.nama_simpan) if row.nama_simpan else io.BytesIO(draw_naskah(row, konsep=True))


def count_pages(row: Naskah) -> int:
    return row.halaman if row.nama_simpan else pdf_pages(draw_naskah(row, konsep=True))


def draw_page(row: Naskah, nomor: int, *, by: Pengguna) -> IO[bytes] | None:
    """None for a page that it does not have, or that cannot be drawn."""
    require(Naskah.objects.visible_to(by).filter(pk=row.pk).exists())
    content = simpan.read(row.nama_simpan) if row.nama_simpan else draw_naskah(row, konsep=True)
    if nomor == 1:
        _note_read(row, cara="pratinjau", by=by)
    picture = _photo(content, nomor) if row.nama_simpan and row.jenis_isi == JPEG else pdf_page(content, nomor)
    return io.BytesIO(picture) if picture else None


def _photo(content: bytes, nomor: int) -> bytes | None:
    return shrink_to_png(content, LEBAR) if nomor == 1 else None


@perubahan
def _note_read(row: Naskah, *, cara: str, by: Pengguna) -> None:
    details = {"cara": cara, "status": str(row.status)}
    record_jejak(row, "naskah_dibaca", by=by, subjek_id=row.subjek_id, unit_id=row.unit_id, rincian=details)
