"""The law on records of employees. Importing it registers its rules."""

from pegawai.aturan import (
    cuti,
    data_pribadi,
    disiplin,
    duk,
    gaji,
    mutu_data,
    nomor,
    pangkat,
    penghargaan,
    pensiun,
    peringatan,
)

__all__ = [
    "cuti",
    "data_pribadi",
    "disiplin",
    "duk",
    "gaji",
    "mutu_data",
    "nomor",
    "pangkat",
    "penghargaan",
    "pensiun",
    "peringatan",
]
