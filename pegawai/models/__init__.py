"""People, their numbers, and the two dated links of the house: unit and superior."""

from pegawai.models.berhenti import ButirBerhenti, PeristiwaBerhenti
from pegawai.models.diri import FotoPegawai, KonfirmasiKeluarga
from pegawai.models.laporan import LaporanData
from pegawai.models.migrasi import BarisSimpeg, Migrasi, PengesahanMigrasi, PetaKojab, PetaKolok
from pegawai.models.pegawai import HubunganAtasan, KeanggotaanUnit, NomorPegawai, Pegawai
from pegawai.models.penerimaan import Penerimaan, PesertaPenerimaan
from pegawai.models.peringatan import KabarPeringatan, Peringatan, UrusanPeringatan
from pegawai.models.perpanjangan import ButirPutaran, PutaranPerjanjian
from pegawai.models.profil import DataKepegawaian, DataPribadi, KontakPegawai
from pegawai.models.referensi import MuatanReferensi, Referensi
from pegawai.models.riwayat import (
    PerjanjianKerja,
    Riwayat,
    RiwayatAngkaKredit,
    RiwayatCLTN,
    RiwayatDiklat,
    RiwayatGolongan,
    RiwayatHukuman,
    RiwayatJabatanLama,
    RiwayatKedudukan,
    RiwayatKeluarga,
    RiwayatKGB,
    RiwayatKursus,
    RiwayatOrganisasi,
    RiwayatPendidikan,
    RiwayatPenghargaan,
    RiwayatPindahInstansi,
    RiwayatPMK,
    RiwayatPrestasi,
    RiwayatSertifikasi,
    RiwayatUjian,
)
from pegawai.models.surat import ButirKP, DaftarKP, PaketUsul, PertekKP, VersiSurat
from pegawai.models.tarikan import TarikanSIASN
from pegawai.models.usulan import LangkahUsulan, UsulanPerubahan

__all__ = [
    "BarisSimpeg",
    "ButirBerhenti",
    "ButirKP",
    "ButirPutaran",
    "DaftarKP",
    "DataKepegawaian",
    "DataPribadi",
    "FotoPegawai",
    "HubunganAtasan",
    "KabarPeringatan",
    "KeanggotaanUnit",
    "KonfirmasiKeluarga",
    "KontakPegawai",
    "LangkahUsulan",
    "LaporanData",
    "Migrasi",
    "MuatanReferensi",
    "NomorPegawai",
    "PaketUsul",
    "Pegawai",
    "Penerimaan",
    "PengesahanMigrasi",
    "Peringatan",
    "PeristiwaBerhenti",
    "PerjanjianKerja",
    "PertekKP",
    "PesertaPenerimaan",
    "PetaKojab",
    "PetaKolok",
    "PutaranPerjanjian",
    "Referensi",
    "Riwayat",
    "RiwayatAngkaKredit",
    "RiwayatCLTN",
    "RiwayatDiklat",
    "RiwayatGolongan",
    "RiwayatHukuman",
    "RiwayatJabatanLama",
    "RiwayatKGB",
    "RiwayatKedudukan",
    "RiwayatKeluarga",
    "RiwayatKursus",
    "RiwayatOrganisasi",
    "RiwayatPMK",
    "RiwayatPendidikan",
    "RiwayatPenghargaan",
    "RiwayatPindahInstansi",
    "RiwayatPrestasi",
    "RiwayatSertifikasi",
    "RiwayatUjian",
    "TarikanSIASN",
    "UrusanPeringatan",
    "UsulanPerubahan",
    "VersiSurat",
]
