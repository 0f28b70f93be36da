"""Questions of the rekap over the whole province, beside the bare SQL that a person would write for them."""

from __future__ import annotations

from bench.halaman import Peramban, measure_page
from bench.hasil import Ukuran
from bench.provinsi import Provinsi

PER_ROUND = 20
# The question of the page, and the statement in bench.polos that answers the same.
PERTANYAAN = {
    "guru_pppk_kota": "/rekap/?apa=pegawai&baris=kota&pada=2026-12-31&jabatan=guru&jenis=pppk&kelamin=p&umur_dari=51",
    "perangkat_jenis": "/rekap/?apa=pegawai&baris=cabang&kolom=jenis&pada=2026-12-31",
}


def measure(provinsi: Provinsi) -> list[Ukuran]:
    browser = Peramban(provinsi.port, provinsi.facts()["sesi"]["adminbkd.demo"])
    figures: list[Ukuran] = []
    for nama, path in PERTANYAAN.items():
        found = measure_page(nama, path, browser, f"/polos/rekap/?{nama}", kelompok="rekap", per_round=PER_ROUND)
        slow = next(figure for figure in found if figure.nama.endswith(".p95"))
        figures += [*found, Ukuran(f"rekap.{nama}.detik", round(slow.nilai / 1000, 3), "detik", None, slow.sampel)]
    return figures
