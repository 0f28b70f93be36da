"""The law on positions. Importing it registers its rules."""

from jabatan.aturan import beban_kerja, kelas, pengisian

__all__ = ["beban_kerja", "kelas", "pengisian"]
