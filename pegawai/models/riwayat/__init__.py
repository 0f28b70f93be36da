"""Accepted rows of people's files, one table a kind. pegawai/jenis_riwayat.py tells how each is shown and changed."""

from pegawai.models.riwayat.dasar import Riwayat
from pegawai.models.riwayat.karier import (
    PerjanjianKerja,
    RiwayatGolongan,
    RiwayatJabatanLama,
    RiwayatKedudukan,
    RiwayatKGB,
)
from pegawai.models.riwayat.pendidikan import (
    RiwayatAngkaKredit,
    RiwayatDiklat,
    RiwayatKursus,
    RiwayatPendidikan,
    RiwayatSertifikasi,
    RiwayatUjian,
)
from pegawai.models.riwayat.pribadi import (
    RiwayatCLTN,
    RiwayatHukuman,
    RiwayatKeluarga,
    RiwayatOrganisasi,
    RiwayatPenghargaan,
    RiwayatPindahInstansi,
    RiwayatPMK,
    RiwayatPrestasi,
)

__all__ = [
    "PerjanjianKerja",
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
]
