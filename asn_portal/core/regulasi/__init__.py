"""The law as data and pure functions: dated tables, typed input, and the register of rules.

A rule is a function from a checked input to a result. `@aturan` registers it; the registration gives it an API
call, a calculator page, a page in the rule book and the commands `hitung` and `uji_aturan`. Tables are TOML files
with citation, confidence and the day a human last compared them with the text. A bad table stops the process.

This package knows no framework: the standard library and pydantic only. docs/regulasi.md tells how to add a rule.
"""

from asn_portal.core.regulasi.galat import PESAN_UMUM, Ditolak, NoKetentuanError
from asn_portal.core.regulasi.masukan import (
    Batas,
    Boolean,
    Isian,
    Masukan,
    Tampil,
    Tanggal,
    Teks,
    bulat,
    describe,
    desimal,
    read_masukan,
)
from asn_portal.core.regulasi.nilai import TakTerbaca, parse_masukan, same, to_plain
from asn_portal.core.regulasi.register import (
    Aturan,
    Hasil,
    Jawaban,
    Keluaran,
    aturan,
    daftar_aturan,
    find_aturan,
)
from asn_portal.core.regulasi.tabel import URAIAN_KEYAKINAN, Ketentuan, Keyakinan, Tabel, load_tabel

__all__ = [
    "PESAN_UMUM",
    "URAIAN_KEYAKINAN",
    "Aturan",
    "Batas",
    "Boolean",
    "Ditolak",
    "Hasil",
    "Isian",
    "Jawaban",
    "Keluaran",
    "Ketentuan",
    "Keyakinan",
    "Masukan",
    "NoKetentuanError",
    "Tabel",
    "TakTerbaca",
    "Tampil",
    "Tanggal",
    "Teks",
    "aturan",
    "bulat",
    "daftar_aturan",
    "describe",
    "desimal",
    "find_aturan",
    "load_tabel",
    "parse_masukan",
    "read_masukan",
    "same",
    "to_plain",
]
