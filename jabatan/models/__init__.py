"""Seats of the map, who sits in them, who stands outside, the lines beside the reporting line, and what a post needs."""

from jabatan.models.analisis import AnalisisBebanKerja, EvaluasiJabatan, InformasiJabatan, TugasABK
from jabatan.models.jabatan import Jabatan, RincianJabatan
from jabatan.models.kompetensi import (
    AcuanJabatan,
    KamusKompetensi,
    StandarKompetensi,
    SyaratJabatan,
    TingkatKompetensi,
)
from jabatan.models.larangan import PemilihanDaerah
from jabatan.models.mutasi import ButirMutasi, PemegangMutasi, PutaranMutasi
from jabatan.models.penempatan import DiLuarPeta, KoordinasiUnit, PejabatNonASN, Penempatan
from jabatan.models.rancangan import LangkahRancangan, RancanganSusunan
from jabatan.models.tim import AnggotaTim, IndikatorTim, LamaranPanggilan, Panggilan, TimKhusus, UkuranIndikator

__all__ = [
    "AcuanJabatan",
    "AnalisisBebanKerja",
    "AnggotaTim",
    "ButirMutasi",
    "DiLuarPeta",
    "EvaluasiJabatan",
    "IndikatorTim",
    "InformasiJabatan",
    "Jabatan",
    "KamusKompetensi",
    "KoordinasiUnit",
    "LamaranPanggilan",
    "LangkahRancangan",
    "Panggilan",
    "PejabatNonASN",
    "PemegangMutasi",
    "PemilihanDaerah",
    "Penempatan",
    "PutaranMutasi",
    "RancanganSusunan",
    "RincianJabatan",
    "StandarKompetensi",
    "SyaratJabatan",
    "TimKhusus",
    "TingkatKompetensi",
    "TugasABK",
    "UkuranIndikator",
]
