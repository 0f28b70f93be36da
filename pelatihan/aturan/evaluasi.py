"""Evaluasi pelatihan: kapan perilaku di tempat kerja dinilai, dan keadaan sertifikat yang harus diperbarui."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from asn_portal.core.regulasi import add_bulan, load_tabel

TABEL_EVALUASI = load_tabel(Path(__file__).parent / "tabel" / "evaluasi_pelatihan.toml")

# How many days before its end a certificate is called "segera berakhir".
SEGERA_HARI = 90
Keadaan = Literal["berlaku", "segera", "berakhir", "belum"]


def masa_perilaku(selesai: date) -> tuple[date, date]:
    """Hari pertama dan batas menilai perilaku sesudah pelatihan selesai. Dasar: kebijakan portal."""
    nilai = TABEL_EVALUASI.at(selesai).nilai
    return add_bulan(selesai, nilai["mulai"]), add_bulan(selesai, nilai["sampai"])


def keadaan_sertifikat(ada: bool, berlaku_sampai: date | None, tanggal: date) -> Keadaan:
    """Keadaan seseorang terhadap pelatihan wajib; sertifikat tanpa batas selalu berlaku. Dasar: kebijakan portal."""
    if not ada:
        return "belum"
    if berlaku_sampai is None:
        return "berlaku"
    if berlaku_sampai < tanggal:
        return "berakhir"
    return "segera" if (berlaku_sampai - tanggal).days <= SEGERA_HARI else "berlaku"
