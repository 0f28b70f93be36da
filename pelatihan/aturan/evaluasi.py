"""Evaluasi pelatihan: kapan perilaku di tempat kerja dinilai, dan keadaan sertifikat yang harus diperbarui."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from asn_portal.core.regulasi import load_tabel

FOLDER = Path(__file__).parent / "tabel"
TABEL_EVALUASI = load_tabel(FOLDER / "evaluasi_pelatihan.toml")
TABEL_SEGERA = load_tabel(FOLDER / "sertifikat_segera.toml")
TABEL_HASIL = load_tabel(FOLDER / "hasil_pelatihan.toml")

Keadaan = Literal["berlaku", "segera", "berakhir", "belum"]


def segera_hari(tanggal: date) -> int:
    """Berapa hari sebelum berakhir sebuah sertifikat disebut "segera berakhir". Dasar: kebijakan portal."""
    return int(TABEL_SEGERA.at(tanggal).nilai["segera"])


def keadaan_sertifikat(ada: bool, berlaku_sampai: date | None, tanggal: date) -> Keadaan:
    """Keadaan seseorang terhadap pelatihan wajib; sertifikat tanpa batas selalu berlaku. Dasar: kebijakan portal."""
    if not ada:
        return "belum"
    if berlaku_sampai is None:
        return "berlaku"
    if berlaku_sampai < tanggal:
        return "berakhir"
    return "segera" if (berlaku_sampai - tanggal).days <= segera_hari(tanggal) else "berlaku"
