"""Tables of learning (docs/keputusan/0029, 0036 and 0041)."""

from pelatihan.models.angkatan import (
    AngkatanPelatihan,
    Kehadiran,
    Kepesertaan,
    KuotaUnit,
    LangkahPeserta,
    PengajarAngkatan,
    SesiPelatihan,
    TempatAngkatan,
)
from pelatihan.models.bimbingan import Bimbingan, SesiBimbingan
from pelatihan.models.evaluasi import EvaluasiPerilaku, ReaksiPeserta, WajibPelatihan
from pelatihan.models.katalog import (
    KurikulumProgram,
    Penyelenggara,
    PerjanjianPenyelenggara,
    PrasyaratProgram,
    ProgramPelatihan,
    SasaranKompetensi,
    TinjauanKurikulum,
)
from pelatihan.models.magang import (
    CatatanMagang,
    EvaluasiMagang,
    LowonganMagang,
    PesertaMagang,
    SasaranMagang,
    TautanMentor,
)
from pelatihan.models.modul import (
    BagianModul,
    BahanModul,
    BelajarModul,
    KemajuanBagian,
    KemajuanPaket,
    ModulDaring,
    PercobaanKuis,
    SoalKuis,
)
from pelatihan.models.penetapan import PenetapanSertifikat, SertifikatDitetapkan
from pelatihan.models.rencana import (
    ButirRencana,
    KomentarRencana,
    ProgramRencana,
    RencanaInstansi,
    RencanaPengembangan,
    TautanKonsultasi,
)
from pelatihan.models.sertifikat import Sertifikat
from pelatihan.models.tugas_belajar import LaporanBelajar, PerpanjanganBelajar, TugasBelajar
from pelatihan.models.ukur import KebutuhanTema, PengukuranKompetensi, SaranPelatihan

__all__ = [
    "AngkatanPelatihan",
    "BagianModul",
    "BahanModul",
    "BelajarModul",
    "Bimbingan",
    "ButirRencana",
    "CatatanMagang",
    "EvaluasiMagang",
    "EvaluasiPerilaku",
    "KebutuhanTema",
    "Kehadiran",
    "KemajuanBagian",
    "KemajuanPaket",
    "Kepesertaan",
    "KomentarRencana",
    "KuotaUnit",
    "KurikulumProgram",
    "LangkahPeserta",
    "LaporanBelajar",
    "LowonganMagang",
    "ModulDaring",
    "PenetapanSertifikat",
    "PengajarAngkatan",
    "PengukuranKompetensi",
    "Penyelenggara",
    "PercobaanKuis",
    "PerjanjianPenyelenggara",
    "PerpanjanganBelajar",
    "PesertaMagang",
    "PrasyaratProgram",
    "ProgramPelatihan",
    "ProgramRencana",
    "ReaksiPeserta",
    "RencanaInstansi",
    "RencanaPengembangan",
    "SaranPelatihan",
    "SasaranKompetensi",
    "SasaranMagang",
    "Sertifikat",
    "SertifikatDitetapkan",
    "SesiBimbingan",
    "SesiPelatihan",
    "SoalKuis",
    "TautanKonsultasi",
    "TautanMentor",
    "TempatAngkatan",
    "TinjauanKurikulum",
    "TugasBelajar",
    "WajibPelatihan",
]
