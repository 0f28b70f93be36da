"""The drafting room: a draft of the whole province opened, and one published that moves thousands of people."""

from __future__ import annotations

import json

from bench.hasil import Ukuran
from bench.provinsi import Provinsi


def measure(provinsi: Provinsi) -> list[Ukuran]:
    # As the owner: all of it is rolled back.
    found = json.loads(provinsi.module("bench.hitung_rancangan", pemilik=True))
    if not found["orang"]:
        raise RuntimeError("Tidak ada pelaksana yang dapat dipindahkan.")
    return [
        Ukuran("rancangan.buka.detik", found["buka"], "detik", None, 1),
        Ukuran("rancangan.terbit.detik", found["terbit"], "detik", None, found["orang"]),
    ]
