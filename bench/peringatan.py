"""Two years of early warnings of the whole province, beside the bare SQL that a person would write for them."""

from __future__ import annotations

from bench.halaman import Peramban, measure_page
from bench.hasil import Ukuran
from bench.provinsi import Provinsi

PER_ROUND = 20


def measure(provinsi: Provinsi) -> list[Ukuran]:
    browser = Peramban(provinsi.port, provinsi.facts()["sesi"]["adminbkd.demo"])
    return measure_page(
        "dua_tahun", "/peringatan/", browser, "/polos/peringatan/", kelompok="peringatan", per_round=PER_ROUND
    )
