"""A workbook that moves everybody, and five that give everybody a row of riwayat each: how long the worker needs to check
and to write them, and how much memory it ever holds.
"""

from __future__ import annotations

import json

from bench.hasil import Ukuran
from bench.provinsi import Provinsi


def measure(provinsi: Provinsi) -> list[Ukuran]:
    return [*_riwayat(provinsi), *_moves(provinsi)]


def _moves(provinsi: Provinsi) -> list[Ukuran]:
    workbook = provinsi.folder / "pindah.xlsx"
    rows = int(provinsi.module("bench.lembar_pindah", str(workbook)))
    found = json.loads(provinsi.module("bench.unggah", str(workbook)))
    if found["diterapkan"] < rows * 0.99 or rows < provinsi.pegawai * 0.99:
        raise RuntimeError(f"Impor {rows} baris tidak utuh: {found}")
    return [
        Ukuran("impor.periksa.detik", found["periksa"], "detik", None, 1),
        Ukuran("impor.terapkan.detik", found["terapkan"], "detik", None, 1),
        Ukuran("impor.puncak", found["puncak"], "MB", None, 1),
    ]


def _riwayat(provinsi: Provinsi) -> list[Ukuran]:
    """Before the moves, since those leave everybody in one unit. Times are of all five together."""
    folder = provinsi.folder
    written: dict[str, int] = json.loads(provinsi.module("bench.lembar_riwayat", str(folder)))
    periksa = terapkan = puncak = 0.0
    for jenis, rows in written.items():
        workbook = folder / f"{jenis.removeprefix('riwayat-')}.xlsx"
        found = json.loads(provinsi.module("bench.unggah", str(workbook), jenis))
        if found["diterapkan"] < rows * 0.99 or rows < provinsi.pegawai * 0.98:
            raise RuntimeError(f"Impor {jenis} dengan {rows} baris tidak utuh: {found}")
        periksa, terapkan = periksa + found["periksa"], terapkan + found["terapkan"]
        puncak = max(puncak, found["puncak"])
    return [
        Ukuran("impor.riwayat.periksa.detik", round(periksa, 1), "detik", None, len(written)),
        Ukuran("impor.riwayat.terapkan.detik", round(terapkan, 1), "detik", None, len(written)),
        Ukuran("impor.riwayat.puncak", puncak, "MB", None, len(written)),
    ]
