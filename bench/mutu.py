"""Data quality: the run over everybody beside four times the run over a quarter of them, one person, and the pages; and, in a
small province that is grown twice, over a million beside what 65,000 promise.
"""

from __future__ import annotations

import json

from bench.halaman import Peramban, quantile_95
from bench.hasil import Ukuran
from bench.hitung_mutu import QUARTER
from bench.merit import CONTOH, PROVINSI, grown
from bench.provinsi import Provinsi

HALAMAN = {"mutu": "/mutu/", "daftar": "/mutu/orang/", "terhambat": "/mutu/orang/?kp=1", "angka": "/angka/"}
KALI = 20
SEJUTA = 1_000_000


def measure(provinsi: Provinsi) -> list[Ukuran]:
    found = json.loads(provinsi.module("bench.hitung_mutu"))
    if found["orang"] < provinsi.pegawai * 0.98 or not found["temuan"]:
        raise RuntimeError(f"Mutu data tidak dihitung utuh: {found}")
    figures = [
        Ukuran("mutu.putaran.detik", found["semua"], "detik", None, 1),
        # Linear: all people, named one by one, beside four times a quarter of them.
        Ukuran("mutu.lurus", found["disebut"], "detik", round(found["seperempat"] * QUARTER, 3), 1),
        Ukuran("mutu.satu.detik", found["satu"], "detik", None, 1),
    ]
    browser = Peramban(provinsi.port, provinsi.facts()["sesi"]["adminbkd.demo"])
    for nama, path in HALAMAN.items():
        browser.get(path)
        answers = [browser.get(path) for _ in range(KALI)]
        slow = round(quantile_95([answer.detik for answer in answers]), 3)
        figures.append(Ukuran(f"mutu.{nama}.p95", slow, "detik", None, KALI))
        figures.append(Ukuran(f"mutu.{nama}.kueri", answers[-1].kueri, "kueri", None, 1))
    return figures


def measure_million(provinsi: Provinsi) -> list[Ukuran]:
    """Linear means: a million cost as many times more as there are more people."""
    found = []
    for dari, sampai in ((CONTOH, PROVINSI), (PROVINSI, SEJUTA)):
        grown(provinsi, dari, sampai)
        found.append(json.loads(provinsi.module("bench.hitung_mutu", "putaran", pemilik=True)))
        print(json.dumps(found[-1]), flush=True)
    small, large = found
    promised = small["semua"] * large["orang"] / small["orang"]
    return [Ukuran("mutu.sejuta", large["semua"], "detik", round(promised, 3), 1)]
