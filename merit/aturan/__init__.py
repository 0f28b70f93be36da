"""The law on merit. Importing it registers its rules."""

from merit.aturan import profesionalitas, seleksi, sistem_merit, talenta

__all__ = ["profesionalitas", "seleksi", "sistem_merit", "talenta"]
