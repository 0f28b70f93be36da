"""Drawings of answers of this app's rules. Importing them registers them."""

from pegawai.gambar import cuti, karier, nomor, pensiun

__all__ = ["cuti", "karier", "nomor", "pensiun"]
