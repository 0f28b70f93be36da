"""The law on records of employees. Importing it registers its rules."""

from pegawai.aturan import nomor

__all__ = ["nomor"]
