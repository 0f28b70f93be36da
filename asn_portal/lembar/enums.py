"""States of a table that is being brought in, and of its rows."""

from django.db.models import TextChoices


class StatusImpor(TextChoices):
    TERUNGGAH = "terunggah", "Menunggu diperiksa"
    # Read, but some column has to be named by a person.
    DIPADANKAN = "dipadankan", "Padankan kolom"
    DIPERIKSA = "diperiksa", "Sudah diperiksa"
    MENERAPKAN = "menerapkan", "Sedang diterapkan"
    DITERAPKAN = "diterapkan", "Diterapkan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    MENARIK = "menarik", "Sedang ditarik kembali"
    DITARIK = "ditarik", "Ditarik kembali"


class StatusBaris(TextChoices):
    DIBACA = "dibaca", "Dibaca"
    BENAR = "benar", "Benar"
    SALAH = "salah", "Perlu diperbaiki"
    SUDAH_ADA = "sudah_ada", "Sudah ada"
    DITERAPKAN = "diterapkan", "Diterapkan"
    # Was right when it was checked, no longer when it was to be written.
    DITOLAK = "ditolak", "Tidak dapat diterapkan"
    DITARIK = "ditarik", "Ditarik kembali"
    TETAP = "tetap", "Tidak dapat ditarik"
