"""The law on performance. Importing it registers its rules."""

from kinerja.aturan import angka_kredit, batas_waktu, evaluasi, kelayakan, tpp

__all__ = ["angka_kredit", "batas_waktu", "evaluasi", "kelayakan", "tpp"]
