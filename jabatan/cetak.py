"""The map as the official form on landscape paper."""

from __future__ import annotations

from typing import Any

from asn_portal.berkas.cetak import render_pdf
from asn_portal.core.templatetags.bentuk import angka, tanggal
from jabatan.selectors.peta import Baris, Kepala, Kotak, Peta

# Width and height in mm, and how many boxes stand side by side.
KERTAS = {"a3": ((420, 297), 5), "a4": ((297, 210), 4)}


def draw_pdf(peta: Peta, *, kertas: str, oleh: str) -> bytes:
    """The unit with every unit directly below it."""
    size, columns = KERTAS[kertas]
    day = tanggal(peta.tanggal)
    isi = {
        "akar": _box(peta.akar), "cabang": [_box(box) for box in peta.cabang], "kolom": columns,
        "keadaan": f"Keadaan {day}", "kaki": f"Peta jabatan {peta.akar.nama}, keadaan {day}. Dicetak oleh {oleh}.",
    }  # fmt: skip
    return render_pdf(
        "peta_jabatan", isi, judul=f"Peta jabatan {peta.akar.nama}", tanggal=peta.tanggal, ukuran=size, konsep=False
    )


def _box(box: Kotak) -> dict[str, Any]:
    whole = box.seluruhnya or box.jumlah
    return {
        "nama": box.nama,
        "kepala": _head(box.kepala) if box.kepala else "",
        "kosong": box.kepala is not None and box.kepala.kosong,
        "baris": [[row.nama, "" if row.kelas is None else str(row.kelas), *_figures(row)] for row in box.baris],
        "jumlah": "B {}   K {}   +/\N{MINUS SIGN} {}".format(*_figures(whole)),
    }


def _figures(row: Baris) -> list[str]:
    sign = "+" if row.selisih > 0 else "\N{MINUS SIGN}" if row.selisih < 0 else ""
    return [angka(row.b), angka(row.k), f"{sign}{angka(row.besar)}"]


def _head(head: Kepala) -> str:
    words = head.pejabat or "Kosong"
    words += f", {head.sebutan} {head.pelaksana}" if head.pelaksana else ""
    return words + (f", kelas {head.kelas}" if head.kelas else "")
