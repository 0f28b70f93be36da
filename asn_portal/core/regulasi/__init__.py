"""The law as data and pure functions: dated tables, typed input, and the register of rules.

A rule is a function from a checked input to a result. `@aturan` registers it; the registration gives it an API
call, a calculator page, a page in the rule book and the commands `hitung` and `uji_aturan`. Tables are TOML files
with citation, confidence and the day a human last compared them with the text. A bad table stops the process.

This package knows no framework: the standard library and pydantic only. docs/regulasi.md tells how to add a rule.
"""

from asn_portal.core.regulasi.galat import PESAN_UMUM, Ditolak, NoKetentuanError
from asn_portal.core.regulasi.hitung import (
    DUA_DESIMAL,
    TIGA_DESIMAL,
    add_bulan,
    add_tahun,
    bulatkan,
    tahun_genap,
    tepat,
)
from asn_portal.core.regulasi.jenis import Batas, Bila, Boolean, Pilih, Tampil, Tanggal, Teks, Waktu
from asn_portal.core.regulasi.masukan import Isian, Masukan, describe, read_masukan
from asn_portal.core.regulasi.nilai import TakTerbaca, parse_masukan, same, to_plain
from asn_portal.core.regulasi.register import (
    TOPIK,
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
    "DUA_DESIMAL",
    "PESAN_UMUM",
    "TIGA_DESIMAL",
    "TOPIK",
    "URAIAN_KEYAKINAN",
    "Aturan",
    "Batas",
    "Bila",
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
    "Pilih",
    "Tabel",
    "TakTerbaca",
    "Tampil",
    "Tanggal",
    "Teks",
    "Waktu",
    "add_bulan",
    "add_tahun",
    "aturan",
    "bulatkan",
    "daftar_aturan",
    "describe",
    "find_aturan",
    "load_tabel",
    "parse_masukan",
    "read_masukan",
    "same",
    "tahun_genap",
    "tepat",
    "to_plain",
]
