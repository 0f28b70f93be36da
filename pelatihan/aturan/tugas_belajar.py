"""Tugas belajar: sisa masa kerja yang disyaratkan, laporan, perpanjangan, dan ikatan dinas sesudahnya."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import Batas, Boolean, Hasil, Keluaran, Masukan, add_bulan, aturan, load_tabel

FOLDER = Path(__file__).parent / "tabel"
TABEL_TUGAS_BELAJAR = load_tabel(FOLDER / "tugas_belajar.toml")
TABEL_IKATAN_DINAS = load_tabel(FOLDER / "ikatan_dinas.toml")
TABEL_JALAN = load_tabel(FOLDER / "tugas_belajar_jalan.toml")
BULAN_SETAHUN = 12


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


class MasukanIkatanDinas(Masukan):
    masa_bulan: Annotated[int, Batas(1), Field(title="Masa tugas belajar (bulan)", description="Yang dijalani.")]
    dibebaskan: Annotated[Boolean, Field(title="Dibebaskan dari jabatan")]
    biaya_sendiri: Annotated[Boolean, Field(title="Biaya sendiri")] = False


@aturan(
    judul="Ikatan dinas sesudah tugas belajar",
    topik="pelatihan",
    tabel=[TABEL_IKATAN_DINAS],
    galat={},
    keluaran={"bulan": Keluaran("Ikatan dinas", satuan="bulan", utama=True)},
    contoh={"masa_bulan": 24, "dibebaskan": True, "biaya_sendiri": False},
)
def ikatan_dinas(masukan: MasukanIkatanDinas) -> Hasil:
    """Berapa lama seseorang wajib bekerja kembali sesudah tugas belajar.

    Dua kali masa belajar bila dibebaskan dari jabatan, satu kali bila tidak; tidak ada bila biaya sendiri.

    Dasar: SE MenPANRB 28/2021.
    """
    kind = "mandiri" if masukan.biaya_sendiri else "dibebaskan" if masukan.dibebaskan else "tidak_dibebaskan"
    return {"bulan": masukan.masa_bulan * TABEL_IKATAN_DINAS.terakhir.nilai[kind]}


def bulan_penuh(dari: date, sampai: date) -> int:
    """Bulan yang sudah genap antara dua hari; tidak kurang dari nol. Dasar: hitungan kalender."""
    months = (sampai.year - dari.year) * BULAN_SETAHUN + sampai.month - dari.month
    return max(months - (add_bulan(dari, months) > sampai), 0)


def bulan_berjalan(dari: date, sampai: date) -> int:
    """Bulan yang dijalani, bulan yang baru mulai ikut dihitung. Dasar: hitungan kalender."""
    full = bulan_penuh(dari, sampai)
    return full + (add_bulan(dari, full) < sampai)


def semester_wajib(mulai: date, tanggal: date) -> int:
    """Banyaknya laporan yang sudah jatuh waktu pada sebuah tanggal. Dasar: SE MenPANRB 28/2021."""
    return bulan_penuh(mulai, tanggal) // int(TABEL_JALAN.terakhir.nilai["laporan"])


def batas_perpanjangan(semula: date) -> date:
    """Hari terakhir yang dapat dicapai dengan perpanjangan. Dasar: SE MenPANRB 28/2021."""
    return add_bulan(semula, int(TABEL_JALAN.terakhir.nilai["perpanjangan"]))
