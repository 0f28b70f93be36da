"""Tugas belajar: sisa masa kerja yang disyaratkan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import Batas, Boolean, Hasil, Keluaran, Masukan, aturan, load_tabel

TABEL_TUGAS_BELAJAR = load_tabel(Path(__file__).parent / "tabel" / "tugas_belajar.toml")


class MasukanTugasBelajar(Masukan):
    program_bulan: Annotated[int, Batas(1), Field(title="Lama program (bulan)", description="Masa normatif program.")]
    dibebaskan: Annotated[Boolean, Field(title="Dibebaskan dari jabatan")]
    sisa_bulan: Annotated[
        int, Batas(0), Field(title="Sisa masa kerja (bulan)", description="Sampai batas usia pensiun.")
    ]


@aturan(
    judul="Sisa masa kerja untuk tugas belajar",
    topik="pelatihan",
    tabel=[TABEL_TUGAS_BELAJAR],
    galat={},
    keluaran={
        "layak": Keluaran("Memenuhi syarat", utama=True),
        "minimal_bulan": Keluaran("Sisa masa kerja paling sedikit", satuan="bulan"),
    },
    contoh={"program_bulan": 24, "dibebaskan": True, "sisa_bulan": 96},
)
def tugas_belajar_masa_kerja(masukan: MasukanTugasBelajar) -> Hasil:
    """Apakah sisa masa kerja seseorang cukup untuk tugas belajar.

    Paling sedikit tiga kali lama program bila dibebaskan dari jabatan, dua kali bila tidak.

    Dasar: SE MenPANRB 28/2021.
    """
    times = TABEL_TUGAS_BELAJAR.terakhir.nilai["dibebaskan" if masukan.dibebaskan else "tidak_dibebaskan"]
    minimal = times * masukan.program_bulan
    return {"minimal_bulan": minimal, "layak": masukan.sisa_bulan >= minimal}
