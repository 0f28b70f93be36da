"""Informasi jabatan: lima belas bagian menurut urutan resminya, dan isian yang ditulis tangan di antaranya.

Dasar: PermenPANRB 1/2020 (urutan sama dengan Peraturan BKN 9/2022 Pasal 3).
"""

from __future__ import annotations

from dataclasses import dataclass

PEMISAH = "|"


@dataclass(frozen=True)
class Bagian:
    """One part that is written: a text, or rows of these columns."""

    kunci: str
    judul: str
    kolom: tuple[str, ...] = ()
    pilihan: tuple[str, ...] = ()

    @property
    def baris(self) -> bool:
        return bool(self.kolom)


BAKAT = ("G", "V", "N", "S", "P", "Q", "K", "F", "E", "C", "M")
TEMPERAMEN = ("D", "F", "I", "J", "M", "P", "R", "S", "T", "V")
MINAT = ("Realistik", "Investigatif", "Artistik", "Sosial", "Kewirausahaan", "Konvensional")
FUNGSI = (*(f"D{n}" for n in range(7)), *(f"O{n}" for n in range(9)), *(f"B{n}" for n in range(8)))

DITULIS = (
    Bagian("ikhtisar", "Ikhtisar jabatan"),
    Bagian("tugas", "Tugas pokok", ("Uraian tugas", "Hasil")),
    Bagian("hasil", "Hasil kerja", ("Hasil kerja",)),
    Bagian("bahan", "Bahan kerja", ("Bahan kerja", "Dipakai untuk")),
    Bagian("perangkat", "Perangkat kerja", ("Perangkat kerja", "Dipakai untuk")),
    Bagian("tanggung_jawab", "Tanggung jawab", ("Tanggung jawab",)),
    Bagian("wewenang", "Wewenang", ("Wewenang",)),
    Bagian("korelasi", "Korelasi jabatan", ("Jabatan", "Unit kerja", "Dalam hal")),
    Bagian("lingkungan", "Kondisi lingkungan kerja", ("Aspek", "Keadaan")),
    Bagian("risiko", "Risiko bahaya", ("Risiko", "Penyebab")),
    Bagian("keterampilan", "Keterampilan", ("Keterampilan",)),
    Bagian("bakat", "Bakat kerja", ("Bakat",), BAKAT),
    Bagian("temperamen", "Temperamen kerja", ("Temperamen",), TEMPERAMEN),
    Bagian("minat", "Minat kerja", ("Minat",), MINAT),
    Bagian("fungsi", "Fungsi pekerjaan", ("Fungsi",), FUNGSI),
    Bagian("upaya_fisik", "Upaya fisik", ("Upaya fisik",)),
    Bagian("kondisi_fisik", "Kondisi fisik", ("Kondisi fisik",)),
    Bagian("prestasi", "Prestasi kerja yang diharapkan", ("Prestasi kerja",)),
)
# What belongs to part 13, syarat jabatan.
SYARAT_LAIN = ("keterampilan", "bakat", "temperamen", "minat", "fungsi", "upaya_fisik", "kondisi_fisik")


def read_rows(bagian: Bagian, text: str) -> tuple[list[list[str]], str]:
    """Rows of a part as typed, one a line with `|` between columns; or what is wrong with which line."""
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in line.split(PEMISAH)]
        if not any(cells):
            continue
        if len(cells) > len(bagian.kolom):
            most = len(bagian.kolom)
            return (
                [],
                f"Baris {number} mempunyai {len(cells)} kolom, paling banyak {most}. Hapus tanda | yang berlebih.",
            )
        if bagian.pilihan and cells[0].casefold() not in {word.casefold() for word in bagian.pilihan}:
            return [], f"Baris {number}: {cells[0]} tidak dikenal. Pilih dari: {', '.join(bagian.pilihan)}."
        rows.append(cells + [""] * (len(bagian.kolom) - len(cells)))
    return rows, ""
