"""python -m bench.lembar_abk BERKAS: a workbook with the tasks of whole units, 7,000 rows; print how many."""

from __future__ import annotations

import sys
from typing import Any

import django
from openpyxl import Workbook

BARIS, PER_JABATAN = 7_000, 8
# Names that stand once in the agency, as the workbook has to name unit and seat.
KURSI = """
WITH unit AS (
    SELECT r.unit_id, r.nama FROM core_rincianunit r WHERE upper_inf(r.tercatat) AND r.berlaku @> current_date
), satu AS (SELECT nama FROM unit GROUP BY 1 HAVING count(*) = 1)
SELECT u.nama, min(k.nama) FROM unit u JOIN satu s ON s.nama = u.nama
JOIN jabatan_rincianjabatan k ON k.unit_id = u.unit_id AND upper_inf(k.tercatat) AND k.berlaku @> current_date
JOIN jabatan_jabatan j ON j.id = k.jabatan_id AND j.jenis IN ('pelaksana', 'fungsional')
GROUP BY u.unit_id, u.nama, k.nama HAVING count(*) = 1 ORDER BY u.nama, k.nama LIMIT %(n)s
"""


def main(target: str) -> None:
    django.setup()
    from asn_portal.core.sql import fetch
    from asn_portal.lembar.impor import find_impor

    kind = find_impor("abk")
    if kind is None:
        raise RuntimeError("Tidak ada impor ABK.")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append([kolom.judul for kolom in kind.kolom])
    written = 0
    for unit, jabatan in fetch(KURSI, n=BARIS // PER_JABATAN):
        for nomor in range(PER_JABATAN):
            cells: dict[str, Any] = {
                "unit": unit, "jabatan": jabatan, "tahun": 2023, "uraian": f"Menyusun laporan bagian {nomor + 1}",
                "satuan": "Laporan", "jumlah_hasil": 12 + nomor, "waktu_menit": 900, "jke": 75_000,
            }  # fmt: skip
            sheet.append([cells.get(kolom.nama) for kolom in kind.kolom])
            written += 1
    book.save(target)
    print(written)


if __name__ == "__main__":
    main(sys.argv[1])
