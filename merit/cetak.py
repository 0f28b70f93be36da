"""A run as a file: the whole list as Excel, the summary as PDF; both carry the fingerprint."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from asn_portal.berkas.cetak import render_pdf
from asn_portal.core.models import Pengguna
from asn_portal.core.templatetags.bentuk import angka, tanggal, waktu
from asn_portal.lembar.isi import harmless
from asn_portal.lembar.tulis import HEAD
from merit.models import Putaran
from merit.selectors import putaran as selectors

SEKALI = 2_000
KEPALA = (
    "Nama", "Unit", "Jenjang", "Status", "Kotak", "Kinerja", "Potensial", "Skor", "Peringkat", "Dari", "Persentil",
)  # fmt: skip
# What is wider than a number.
LEBAR = {"Nama": 34, "Unit": 40, "Jenjang": 18, "Status": 22, "Yang kurang": 60}


def facts(row: Putaran) -> list[tuple[str, str]]:
    decided = f"{row.keputusan_nomor}, {tanggal(row.keputusan_tanggal)}" if row.keputusan_nomor else "Belum terbit"
    return [
        ("Instrumen", f"{row.versi.instrumen.nama}, versi {row.versi.nomor}"),
        ("Dasar", row.versi.dasar),
        ("Kelompok", row.get_kohort_display()),
        ("Keadaan pada", tanggal(row.pada)),
        ("Diketahui sampai", waktu(row.diketahui_pada)),
        ("Status", row.get_status_display()),
        ("Keputusan", decided),
    ]


def _head(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font, cell.fill, cell.alignment = Font(bold=True), HEAD, Alignment(wrap_text=True, vertical="top")
    return cell


def draw_excel(pengguna: Pengguna, row: Putaran) -> bytes:
    """First the facts and the fingerprint, then every person that this account may read."""
    book = Workbook(write_only=True)
    cover = book.create_sheet("Putaran")
    cover.column_dimensions["A"].width, cover.column_dimensions["B"].width = 18, 70
    for pair in [*facts(row), ("Sidik masukan", row.sidik_masukan), ("Sidik hasil", row.sidik)]:
        cover.append([harmless(cell) for cell in pair])
    sheet = book.create_sheet("Nilai")
    parts = [satu.komponen.nama for _, satu in row.versi.susunan.semua()]
    heads = [*KEPALA, *parts, "Yang kurang"]
    sheet.freeze_panes = "B2"
    for place, head in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(place)].width = LEBAR.get(head, 12 if place <= len(KEPALA) else 16)
    sheet.append([_head(sheet, head) for head in heads])
    rows = selectors.rows_listed(pengguna, row, {})
    for first in range(0, row.jumlah, SEKALI):
        for one in selectors.dress(row, list(rows[first : first + SEKALI])):
            sheet.append(_line(one))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _line(one: dict[str, Any]) -> list[Any]:
    nilai = one["nilai"]
    scores = [None if skor is None else skor / 100 for skor in nilai.skor]
    axes = [None if one[nama] is None else round(float(one[nama]), 2) for nama in ("y", "x", "total")]
    return [
        harmless(nilai.pegawai.nama_lengkap), harmless(one["unit"]), one["jenjang"], nilai.get_status_display(), nilai.kotak,
        *axes, nilai.urut_jenjang, nilai.dari_jenjang, one["persentil"], *scores, ", ".join(one["kurang"]),
    ]  # fmt: skip


def draw_pdf(pengguna: Pengguna, row: Putaran) -> bytes:
    boxes = selectors.nine_boxes(row, selectors.figures(pengguna, row))
    isi = {
        "nomor": f"Putaran {row.nomor}",
        "keterangan": [list(pair) for pair in facts(row)],
        "kotak": [[line[0].kinerja, *(f"Kotak {box.nomor}: {angka(box.jumlah)}" for box in line)] for line in boxes],
        "keadaan": [
            ["Lengkap", angka(row.lengkap)], ["Belum lengkap", angka(row.belum_lengkap)],
            ["Tidak memenuhi syarat", angka(row.tertutup)], ["Jumlah", angka(row.jumlah)],
        ],
        "sidik_masukan": row.sidik_masukan, "sidik": row.sidik,
        "kalimat": "Putaran ini dapat dihitung lagi dari batas datanya; sidik yang sama berarti hasil yang sama.",
    }  # fmt: skip
    return render_pdf(
        "putaran_merit", isi, judul=f"Putaran merit {row.nomor}", tanggal=row.pada, konsep=row.status != "terbit"
    )


BENTUK: dict[str, tuple[str, Callable[[Pengguna, Putaran], bytes]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", draw_excel),
    "pdf": ("application/pdf", draw_pdf),
}
