"""People, their numbers, and the two dated links of the house: unit and superior."""

from pegawai.models.laporan import LaporanData
from pegawai.models.pegawai import HubunganAtasan, KeanggotaanUnit, NomorPegawai, Pegawai

__all__ = ["HubunganAtasan", "KeanggotaanUnit", "LaporanData", "NomorPegawai", "Pegawai"]
