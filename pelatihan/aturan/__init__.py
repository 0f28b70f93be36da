"""The law on learning. Importing it registers its rules."""

from pelatihan.aturan import jam_pelajaran, kompetensi, magang, tugas_belajar

__all__ = ["jam_pelajaran", "kompetensi", "magang", "tugas_belajar"]
