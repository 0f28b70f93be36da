"""Kabupaten and kota by their codes. No database: the names are a table of the law."""

from __future__ import annotations

from pathlib import Path

from asn_portal.core.regulasi import load_tabel

TABEL_WILAYAH = load_tabel(Path(__file__).parent / "aturan" / "tabel" / "wilayah.toml")
KINDS = ("Kota Administrasi ", "Kabupaten Administrasi ")


def wilayah_names() -> dict[str, str]:
    """Code to full name, in the order of the codes; a name of an earlier provision stays known."""
    return dict(sorted((kode, str(nama)) for row in TABEL_WILAYAH.ketentuan for kode, nama in row.nilai.items()))


def short_name(nama: str) -> str:
    """`Jakarta Barat`, as a table shows it; a kota and a kabupaten of one name keep their kind."""
    return next((nama.removeprefix(kind) for kind in KINDS if nama.startswith(kind)), nama)


def wilayah_label(kode: str) -> str:
    return short_name(wilayah_names().get(kode, kode))
