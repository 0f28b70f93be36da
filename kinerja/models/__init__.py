"""Tables of performance. What is planned for later slices stands in docs/keputusan (kinerja)."""

from kinerja.models.angka_kredit import AngkaKredit
from kinerja.models.contoh import ContohUnit
from kinerja.models.evaluasi import (
    CapaianOrganisasi,
    Evaluasi,
    EvaluasiQuerySet,
    IsiEvaluasi,
    Keberatan,
    LangkahEvaluasi,
)
from kinerja.models.kalibrasi import SesiKalibrasi, UsulKalibrasi
from kinerja.models.luar import RencanaLuar
from kinerja.models.matriks import SelMatriks
from kinerja.models.pandangan import HasilPandangan, PenjawabPandangan, PermintaanPandangan
from kinerja.models.pelaksanaan import BuktiDukung, Progres, RencanaAksi, UmpanBalik
from kinerja.models.periode import PenetapanSumber, PeriodeKinerja, TambahanWaktu, TenggatKinerja
from kinerja.models.pola import PolaDistribusi
from kinerja.models.regu import LaporanRegu, SebutanRegu
from kinerja.models.skp import (
    SKP,
    CatatanRencana,
    EkspektasiPerilaku,
    IndikatorKinerja,
    LangkahSKP,
    RencanaHasilKerja,
    SKPQuerySet,
)
from kinerja.models.target import IndikatorUnit, PerjanjianKinerja
from kinerja.models.tim import AnggotaTim, HasilTim, TelaahBukti, TimKerja, UsulUmpanBalik
from kinerja.models.tindak_lanjut import NominasiPenghargaan, RencanaPerbaikan
from kinerja.models.tpp import MasaTPP, MasukanTPP, PersenTPP, PertanyaanTPP

__all__ = [
    "SKP",
    "AnggotaTim",
    "AngkaKredit",
    "BuktiDukung",
    "CapaianOrganisasi",
    "CatatanRencana",
    "ContohUnit",
    "EkspektasiPerilaku",
    "Evaluasi",
    "EvaluasiQuerySet",
    "HasilPandangan",
    "HasilTim",
    "IndikatorKinerja",
    "IndikatorUnit",
    "IsiEvaluasi",
    "Keberatan",
    "LangkahEvaluasi",
    "LangkahSKP",
    "LaporanRegu",
    "MasaTPP",
    "MasukanTPP",
    "NominasiPenghargaan",
    "PenetapanSumber",
    "PenjawabPandangan",
    "PeriodeKinerja",
    "PerjanjianKinerja",
    "PermintaanPandangan",
    "PersenTPP",
    "PertanyaanTPP",
    "PolaDistribusi",
    "Progres",
    "RencanaAksi",
    "RencanaHasilKerja",
    "RencanaLuar",
    "RencanaPerbaikan",
    "SKPQuerySet",
    "SebutanRegu",
    "SelMatriks",
    "SesiKalibrasi",
    "TambahanWaktu",
    "TelaahBukti",
    "TenggatKinerja",
    "TimKerja",
    "UmpanBalik",
    "UsulKalibrasi",
    "UsulUmpanBalik",
]
