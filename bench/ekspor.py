"""A workbook of everybody: how long the worker takes, and how much memory it ever holds."""

from __future__ import annotations

import json

from bench.hasil import Ukuran
from bench.provinsi import Provinsi


def measure(provinsi: Provinsi) -> list[Ukuran]:
    found = json.loads(provinsi.module("bench.unduh"))
    if found["status"] != "selesai" or found["baris"] < provinsi.pegawai * 0.99:
        raise RuntimeError(f"Unduhan tidak utuh: {found}")
    return [
        Ukuran("ekspor.xlsx.detik", found["detik"], "detik", None, 1),
        Ukuran("ekspor.xlsx.puncak", found["puncak"], "MB", None, 1),
    ]
