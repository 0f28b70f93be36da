"""python -m tests.pegawai.berkas.seribu: a workbook of a thousand invented people, made by LibreOffice itself.

LibreOffice reads a text file with the kinds of its columns and writes the workbook, so that cells, dates and styles are its
own. The result is stored beside this file; run again only when the columns of the template change.
"""

from __future__ import annotations

import csv
import subprocess
import tempfile
from datetime import date, timedelta
from pathlib import Path

BERKAS = Path(__file__).with_name("seribu.xlsx")
KEPALA = (
    "NIP", "NRK", "Gelar depan", "Nama tanpa gelar", "Gelar belakang", "Jenis pegawai", "Jenis kelamin", "Tanggal lahir",
    "Unit kerja", "Mulai di unit", "NIP atau NRK atasan", "Dasar",
)  # fmt: skip
# Separator, quote, UTF-8, from line 1, then each column: 2 is text, 4 is day/month/year.
MASUK = "CSV:59,34,76,1," + "/".join(f"{n}/{4 if n in {8, 10} else 2}" for n in range(1, len(KEPALA) + 1))
DEPAN = ("Ahmad", "Siti", "Budi", "Dewi", "Nur'aini", "I Made", "Maria", "Yohanes", "Ni Luh", "Teuku")
BELAKANG = (
    "Santoso",
    "Lestari",
    "Wijaya-Putra",
    "Rahmawati",
    "Siregar",
    "",
    "Simanjuntak",
    "Hidayat",
    "Kusuma",
    "Dalimunthe",
)
UNIT = ("Seksi Satu", "Dinas Satu", "Dinas Dua")


def lines() -> list[list[str]]:
    rows = []
    for n in range(1000):
        born = date(1971, 1, 1) + timedelta(days=(n * 37) % 9000)
        woman, pppk = n % 2 == 1, n % 5 == 0
        code = f"2021{21}" if pppk else f"{born.year + 24}{n % 12 + 1:02d}"
        nip = f"{born:%Y%m%d}{code}{2 if woman else 1}{n % 999 + 1:03d}"
        name = " ".join(part for part in (DEPAN[n % 10], BELAKANG[n // 10 % 10], f"Contoh {n:03d}") if part)
        rows.append([
            nip, f"{400000 + n}", "Dr." if n % 17 == 0 else "", name, "S.Sos., M.Si." if n % 7 == 0 else "",
            "PPPK" if pppk else "PNS", "Perempuan" if woman else "Laki-laki", f"{born:%d/%m/%Y}", UNIT[n % 3],
            f"{date(2022, 1, 1) + timedelta(days=n):%d/%m/%Y}", "", f"SK Nomor {n}/2022",
        ])  # fmt: skip
    return rows


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "seribu.csv"
        with source.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out, delimiter=";").writerows([KEPALA, *lines()])
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profil", "--headless", f"--infilter={MASUK}"]
        subprocess.run(
            [*command, "--convert-to", "xlsx", "--outdir", str(BERKAS.parent), str(source)], check=True, timeout=180
        )


if __name__ == "__main__":
    main()
