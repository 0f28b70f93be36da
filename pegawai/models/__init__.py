"""People, their numbers, and the two dated links of the house: unit and superior."""

from pegawai.models.laporan import LaporanData
from pegawai.models.pegawai import HubunganAtasan, KeanggotaanUnit, NomorPegawai, Pegawai
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
)
from pegawai.models.usulan import LangkahUsulan, UsulanPerubahan

__all__ = [
    "DataKepegawaian",
    "DataPribadi",
    "HubunganAtasan",
    "KeanggotaanUnit",
    "KontakPegawai",
    "LangkahUsulan",
    "LaporanData",
    "MuatanReferensi",
    "NomorPegawai",
    "Pegawai",
    "PerjanjianKerja",
    "Referensi",
    "Riwayat",
    "RiwayatAngkaKredit",
    "RiwayatCLTN",
    "RiwayatDiklat",
    "RiwayatGolongan",
    "RiwayatHukuman",
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
    "UsulanPerubahan",
]
