"""The law on the public's voice. Importing it registers its rules."""

from partisipasi.aturan import aduan, survei

__all__ = ["aduan", "survei"]
