"""Pages of leaders over everybody: how far each unit is, and where to look closer, beside the bare SQL of the same question."""

from __future__ import annotations

import statistics
from typing import Any

from bench.halaman import Peramban
from bench.hasil import Ukuran
from bench.provinsi import Provinsi

TIMES, WARM = 30, 5
HALAMAN = {
    "rencana": "/kinerja/unit/",
    "triwulan": "/kinerja/unit/?tahap=triwulan-3",
    "capaian": "/kinerja/capaian/?tahap=triwulan-3",
}


def measure(provinsi: Provinsi) -> list[Ukuran]:
    browser = Peramban(provinsi.port, provinsi.facts()["sesi"]["adminbkd.demo"])
    figures: list[Ukuran] = []
    for nama, path in HALAMAN.items():
        answers: list[Any] = [browser.get(path) for _ in range(WARM + TIMES)][WARM:]
        middle = round(statistics.median(answer.detik for answer in answers), 3)
        figures.append(Ukuran(f"kinerja.{nama}.detik", middle, "detik", None, TIMES))
        figures.append(Ukuran(f"kinerja.{nama}.kueri", answers[-1].kueri, "kueri", None, 1))
    return figures
