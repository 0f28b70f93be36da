"""The map of positions of a unit with about 5,000 places, and of the whole province, beside the bare SQL."""

from __future__ import annotations

from bench.halaman import Peramban, measure_page
from bench.hasil import Ukuran
from bench.provinsi import Provinsi

PER_ROUND = 20


def measure(provinsi: Provinsi) -> list[Ukuran]:
    facts = provinsi.facts()
    browser = Peramban(provinsi.port, facts["sesi"]["pegawai.demo"])
    figures: list[Ukuran] = []
    for nama, unit in facts["peta"].items():
        bare = f"/polos/peta/?{unit}"
        found = measure_page(nama, f"/jabatan/peta/{unit}/", browser, bare, kelompok="peta", per_round=PER_ROUND)
        slow = next(figure for figure in found if figure.nama.endswith(".p95"))
        # The bare statement counts the same places as of a day: bezetting of the whole province for its unit.
        figures += [*found, Ukuran(f"peta.{nama}.detik", round(slow.nilai / 1000, 3), "detik", None, slow.sampel)]
    return figures
