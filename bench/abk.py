"""A workbook with the tasks of whole units: how long the worker needs to check 7,000 rows and to write them."""

from __future__ import annotations

import json

from bench.hasil import Ukuran
from bench.lembar_abk import BARIS
from bench.provinsi import Provinsi

WHOLE = 65_000


def measure(provinsi: Provinsi) -> list[Ukuran]:
    workbook = provinsi.folder / "abk.xlsx"
    rows = int(provinsi.module("bench.lembar_abk", str(workbook)))
    if provinsi.pegawai >= WHOLE and rows < BARIS * 0.99:
        raise RuntimeError(f"Buku kerja ABK hanya {rows} baris.")
    found = json.loads(provinsi.module("bench.unggah", str(workbook), "abk"))
    if found["diterapkan"] < rows * 0.99:
        raise RuntimeError(f"Impor ABK {rows} baris tidak utuh: {found}")
    return [Ukuran("abk.impor.detik", round(found["periksa"] + found["terapkan"], 1), "detik", None, 1)]
