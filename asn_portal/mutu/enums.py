"""Words of data quality."""

from django.db.models import TextChoices


class PemicuPutaran(TextChoices):
    """Why a run began."""

    MALAM = "malam", "Setiap malam"
    PERMINTAAN = "permintaan", "Diminta pengelola"
