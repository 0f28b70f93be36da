"""The law on positions. Importing it registers its rules."""

from jabatan.aturan import beban_kerja, kelas, kompetensi, larangan_mutasi, pelaksana_tugas, pengisian, putaran_mutasi

__all__ = ["beban_kerja", "kelas", "kompetensi", "larangan_mutasi", "pelaksana_tugas", "pengisian", "putaran_mutasi"]
