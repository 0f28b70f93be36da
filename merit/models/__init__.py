"""Instruments, runs and their rows, objections, succession, awards, the pulse survey."""

from merit.models.instrumen import Instrumen, VersiInstrumen
from merit.models.penghargaan import (
    AjangPenghargaan,
    JuriPenghargaan,
    NilaiJuri,
    PenerimaPenghargaan,
    UsulanPenghargaan,
)
from merit.models.putaran import (
    BERGERAK,
    BERISI,
    BagianPutaran,
    IsiNilai,
    Nilai,
    NilaiBerjalan,
    Peringkat,
    Putaran,
)
from merit.models.sanggah import HasilAsesmen, SampelMerit, Sanggah
from merit.models.suksesi import PernyataanKepentingan, PilihanSuksesi, RencanaSuksesi, SidangSuksesi
from merit.models.survei import (
    HasilDenyut,
    PenilaianAspek,
    PenjawabDenyut,
    PertanyaanDenyut,
    SaranDenyut,
    SurveiDenyut,
)
from merit.models.uji_teknis import UjiTeknis

__all__ = [
    "BERGERAK",
    "BERISI",
    "AjangPenghargaan",
    "BagianPutaran",
    "HasilAsesmen",
    "HasilDenyut",
    "Instrumen",
    "IsiNilai",
    "JuriPenghargaan",
    "Nilai",
    "NilaiBerjalan",
    "NilaiJuri",
    "PenerimaPenghargaan",
    "PenilaianAspek",
    "PenjawabDenyut",
    "Peringkat",
    "PernyataanKepentingan",
    "PertanyaanDenyut",
    "PilihanSuksesi",
    "Putaran",
    "RencanaSuksesi",
    "SampelMerit",
    "Sanggah",
    "SaranDenyut",
    "SidangSuksesi",
    "SurveiDenyut",
    "UjiTeknis",
    "UsulanPenghargaan",
    "VersiInstrumen",
]  # fmt: skip
