"""python -m bench [nama ...]: measure, print, merge into bench/hasil.json; exit 1 when a bound is broken.

`--pegawai N` measures a smaller province and `--detik N` a shorter deadline day, for a look while working; their figures
are not kept.
"""

from __future__ import annotations

import argparse
import sys
import traceback

from bench import (
    abk,
    bezetting,
    ekspor,
    halaman,
    impor,
    kinerja,
    merit,
    muat,
    mutu,
    pelatihan,
    peringatan,
    peta,
    rancangan,
    rekap,
    tenggat,
)
from bench.hasil import Ukuran, save, show
from bench.provinsi import Provinsi

PEGAWAI = 65_000
# Each benchmark takes the running province and yields its figures.
DAFTAR = {
    "muat": muat.measure,
    "halaman": halaman.measure,
    "ekspor": ekspor.measure,
    "impor": impor.measure,
    "mutu": mutu.measure,
    "rekap": rekap.measure,
    "peta": peta.measure,
    "bezetting": bezetting.measure,
    "abk": abk.measure,
    "rancangan": rancangan.measure,
    "peringatan": peringatan.measure,
    "kinerja": kinerja.measure,
    "tenggat": tenggat.measure,
    "pelatihan": pelatihan.measure,
}
# These grow a small province of their own; the large ones only when they are named.
SENDIRI = {
    "mutu_1jt": mutu.measure_million,
    "merit": merit.measure,
    "merit_500rb": merit.measure_large,
    "merit_5jt": merit.measure_nation,
}
TANPA_DIMINTA = [*DAFTAR, "merit"]


class Putusan:
    """What was measured, and what broke; a benchmark that breaks lets the others run."""

    def __init__(self, simpan: bool) -> None:
        self.simpan = simpan
        self.ukuran: list[Ukuran] = []
        self.rusak: list[str] = []

    def run(self, nama: str, provinsi: Provinsi) -> None:
        try:
            found = list((DAFTAR | SENDIRI)[nama](provinsi))
        except Exception:  # noqa: BLE001 (the province took minutes to load: the others are measured all the same)
            traceback.print_exc()
            self.rusak.append(nama)
            return
        show(found)
        if self.simpan:  # at once: a later one that fails takes nothing away
            save(found)
        self.ukuran += found

    @property
    def lulus(self) -> bool:
        return not self.rusak and all(figure.lulus for figure in self.ukuran)


def main(arguments: list[str]) -> int:
    known = DAFTAR | SENDIRI
    parser = argparse.ArgumentParser(prog="python -m bench", description="Tolok ukur portal")
    kosong = f"kosong: {', '.join(TANPA_DIMINTA)}"
    parser.add_argument("nama", nargs="*", metavar="nama", help=f"tolok ukur: {', '.join(known)} ({kosong})")
    parser.add_argument("--pegawai", type=int, default=PEGAWAI, help="banyaknya pegawai")
    parser.add_argument("--detik", type=int, default=tenggat.DETIK, help="lamanya hari tenggat dalam detik")
    options = parser.parse_args(arguments)
    unknown = set(options.nama) - set(known)
    if unknown:
        parser.error(f"tidak ada tolok ukur {', '.join(sorted(unknown))}; pilih dari {', '.join(known)}")
    chosen = options.nama or TANPA_DIMINTA
    putusan = Putusan(options.pegawai == PEGAWAI and options.detik == tenggat.DETIK)
    if shared := [nama for nama in chosen if nama in DAFTAR]:
        with Provinsi(options.pegawai) as provinsi:
            provinsi.detik = options.detik
            for nama in shared:
                putusan.run(nama, provinsi)
    for nama in [nama for nama in chosen if nama in SENDIRI]:
        with Provinsi(merit.CONTOH) as provinsi:
            putusan.run(nama, provinsi)
    if putusan.rusak:
        print(f"Berhenti di tengah jalan: {', '.join(putusan.rusak)}")
    return 0 if putusan.lulus else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
