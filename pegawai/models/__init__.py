"""People, their numbers, and the two dated links of the house: unit and superior."""

from pegawai.models.laporan import LaporanData
from pegawai.models.pegawai import HubunganAtasan, KeanggotaanUnit, NomorPegawai, Pegawai
from pegawai.models.referensi import MuatanReferensi, Referensi

__all__ = [
    "HubunganAtasan",
    "KeanggotaanUnit",
    "LaporanData",
    "MuatanReferensi",
    "NomorPegawai",
    "Pegawai",
    "Referensi",
]
