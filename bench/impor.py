"""A workbook that moves everybody: how long the worker needs to check and to write it, and how much memory it ever holds."""

from __future__ import annotations

import json

from bench.hasil import Ukuran
from bench.provinsi import Provinsi


def measure(provinsi: Provinsi) -> list[Ukuran]:
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
