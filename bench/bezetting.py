"""Bezetting of the whole province as of any date, with twenty years of placements behind today's, beside the bare SQL."""

from __future__ import annotations

import json

from bench.hasil import Ukuran
from bench.hitung_bezetting import KALI
from bench.provinsi import Provinsi


def measure(provinsi: Provinsi) -> list[Ukuran]:
    # As the owner: the serving role may not switch off the trace, and all of it is rolled back.
    found = json.loads(provinsi.module("bench.hitung_bezetting", pemilik=True))
    if found["penempatan"] < provinsi.pegawai * 2:
        raise RuntimeError(f"Riwayat penempatan tidak terisi: {found['penempatan']} baris")
    figures: list[Ukuran] = []
    for nama, day in found["hari"].items():
        figures.append(Ukuran(f"bezetting.{nama}.detik", day["portal"], "detik", None, KALI))
        figures.append(Ukuran(f"bezetting.{nama}.p50", day["portal"], "detik", day["polos"], KALI))
    return figures
