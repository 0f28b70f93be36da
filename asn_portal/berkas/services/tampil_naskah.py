"""Showing a paper: as a file and page by page. Whoever opens a paper about somebody else leaves a trace."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import IO

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from asn_portal.berkas import simpan
from asn_portal.berkas.cetak.naskah import draw_naskah
from asn_portal.berkas.enums import StatusNaskah
from asn_portal.berkas.isi.gambar import shrink_to_png
from asn_portal.berkas.isi.pdf import count_pages as pdf_pages
from asn_portal.berkas.isi.pdf import draw_page as pdf_page
from asn_portal.berkas.models import JPEG, GambarNaskah, Naskah
from asn_portal.berkas.permissions import naskah as permissions
from asn_portal.core import outbox
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require

LEBAR = 900
FOLDER = "gambar-naskah"
BATCH = 500


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


def file_size(row: Naskah) -> int:
    return simpan.storage().size(row.nama_simpan)


def pages_of(row: Naskah) -> Sequence[int] | None:
    """The pages that can be shown as pictures. None while the worker still draws those of a stored file; a konsep is the
    portal's own drawing and needs no worker.
    """
    if not row.nama_simpan:
        return range(1, pdf_pages(draw_naskah(row, konsep=True)) + 1)
    pictures = list(_pictures(row).order_by("nomor").values_list("nomor", "nama_simpan"))
    return [nomor for nomor, name in pictures if name] if pictures else None


def open_page(row: Naskah, nomor: int, *, by: Pengguna) -> IO[bytes] | None:
    """None for a page that it does not have, that cannot be drawn, or is not drawn yet."""
    require(Naskah.objects.visible_to(by).filter(pk=row.pk).exists())
    picture = _stored_page(row, nomor) if row.nama_simpan else _konsep_page(row, nomor)
    if picture is not None and nomor == 1:
        _note_read(row, cara="pratinjau", by=by)
    return picture


def _stored_page(row: Naskah, nomor: int) -> IO[bytes] | None:
    name = _pictures(row).filter(nomor=nomor).values_list("nama_simpan", flat=True).first()
    return simpan.open_file(name) if name else None


def _konsep_page(row: Naskah, nomor: int) -> IO[bytes] | None:
    picture = pdf_page(draw_naskah(row, konsep=True), nomor)
    return io.BytesIO(picture) if picture else None


def _pictures(row: Naskah) -> QuerySet[GambarNaskah]:
    return GambarNaskah.objects.filter(naskah=row, sidik=row.sidik)


# -- in the worker -----------------------------------------------------------------------------------------


def draw_pictures(naskah_id: str) -> None:
    """Every page of the stored file. Done once for each file, however often the job comes; pictures that were drawn by a
    job that lost (the file is another one, or somebody was faster) are named by no row and deleted with the strays.
    """
    row = Naskah.objects.get(pk=naskah_id)
    if not row.nama_simpan or _pictures(row).exists():
        return
    content = simpan.read(row.nama_simpan)
    names = [_store(_draw(row, content, nomor)) for nomor in range(1, max(row.halaman, 1) + 1)]
    with transaction.atomic():
        now = Naskah.objects.select_for_update(of=("self",)).get(pk=naskah_id)
        if now.sidik != row.sidik or _pictures(row).exists():
            return
        drop_pictures(row)
        GambarNaskah.objects.bulk_create(
            GambarNaskah(naskah=row, sidik=row.sidik, nomor=nomor, nama_simpan=name)
            for nomor, name in enumerate(names, 1)
        )


def _draw(row: Naskah, content: bytes, nomor: int) -> bytes | None:
    if row.jenis_isi == JPEG:
        return shrink_to_png(content, LEBAR) if nomor == 1 else None
    return pdf_page(content, nomor)


def _store(picture: bytes | None) -> str:
    return simpan.write(simpan.new_name(FOLDER, timezone.localdate()), picture) if picture else ""


def drop_pictures(row: Naskah) -> None:
    """The file they show is no longer the one of this paper."""
    names = [name for name in row.daftar_gambar.values_list("nama_simpan", flat=True) if name]
    row.daftar_gambar.all().delete()
    transaction.on_commit(lambda: [simpan.storage().delete(name) for name in names])


def draw_missing(now: datetime) -> None:
    """Papers whose pictures no job has made: older ones, or after a restore. Asked for once an hour."""
    drawn = GambarNaskah.objects.filter(naskah=OuterRef("pk"), sidik=OuterRef("sidik"))
    waiting = Naskah.objects.exclude(nama_simpan="").filter(~Exists(drawn)).order_by("pk")
    found = [str(pk) for pk in waiting.values_list("pk", flat=True)[:BATCH]]
    hour = f"{now:%Y-%m-%d %H}"
    outbox.enqueue_many("berkas.draw_naskah", [[pk] for pk in found], kunci=[f"{pk} {hour}" for pk in found])


@perubahan
def _note_read(row: Naskah, *, cara: str, by: Pengguna) -> None:
    details = {"cara": cara, "status": str(row.status)}
    record_jejak(row, "naskah_dibaca", by=by, subjek_id=row.subjek_id, unit_id=row.unit_id, rincian=details)
