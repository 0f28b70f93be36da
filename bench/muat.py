"""How long the demo province takes to load."""

from __future__ import annotations

from bench.hasil import Ukuran
from bench.provinsi import Provinsi


def measure(provinsi: Provinsi) -> list[Ukuran]:
    return [Ukuran("muat.pegawai.detik", round(provinsi.detik_muat, 1), "detik", None, 1)]
