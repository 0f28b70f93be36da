"""python -m bench [nama ...]: measure, print, merge into bench/hasil.json; exit 1 when a bound is broken.

`--pegawai N` measures a smaller province, for a look while working; its figures are not kept.
"""

from __future__ import annotations

import argparse
import sys

from bench import ekspor, halaman, impor, muat, rekap
from bench.hasil import Ukuran, save, show
from bench.provinsi import Provinsi

PEGAWAI = 65_000
# Each benchmark takes the running province and yields its figures.
DAFTAR = {
    "muat": muat.measure,
    "halaman": halaman.measure,
    "ekspor": ekspor.measure,
    "impor": impor.measure,
    "rekap": rekap.measure,
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Tolok ukur portal")
    parser.add_argument("nama", nargs="*", metavar="nama", help=f"tolok ukur: {', '.join(DAFTAR)} (kosong: semua)")
    parser.add_argument("--pegawai", type=int, default=PEGAWAI, help="banyaknya pegawai")
    options = parser.parse_args(arguments)
    unknown = set(options.nama) - set(DAFTAR)
    if unknown:
        parser.error(f"tidak ada tolok ukur {', '.join(sorted(unknown))}; pilih dari {', '.join(DAFTAR)}")
    chosen = options.nama or list(DAFTAR)
    figures: list[Ukuran] = []
    with Provinsi(options.pegawai) as provinsi:
        for nama in chosen:
            figures += DAFTAR[nama](provinsi)
    show(figures)
    if options.pegawai == PEGAWAI:
        save(figures)
    return 0 if all(figure.lulus for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
