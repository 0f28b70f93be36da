"""Tables of the law on performance as relations, for whole populations: see pegawai.selectors.hukum."""

from __future__ import annotations

from asn_portal.core.relasi import Relasi, dated_rows
from kinerja.aturan.kata import PERSEN, TABEL_JENJANG, TABEL_KONVERSI

JENJANG = Relasi(
    "jenjang_fungsional",
    {
        "sejak": "date", "sampai": "date", "jenjang": "text", "koefisien": "numeric", "kenaikan_pangkat": "int",
        "kenaikan_jenjang": "int", "jenjang_berikut": "text",
    },
    dated_rows(
        TABEL_JENJANG,
        lambda nilai: (
            (row["jenjang"], row["koefisien"], row["kenaikan_pangkat"], row.get("kenaikan_jenjang"), row.get("jenjang_berikut"))
            for row in nilai["daftar"]
        ),
    ),
)  # fmt: skip
KONVERSI = Relasi(
    "konversi_predikat",
    {"sejak": "date", "sampai": "date", "predikat": "text", "persen": "int"},
    dated_rows(TABEL_KONVERSI, lambda nilai: ((predikat, nilai["persen"][predikat]) for predikat in PERSEN)),
)
