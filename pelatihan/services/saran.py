"""What is recommended to everybody, made anew each night by one statement for each agency."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection, transaction

from asn_portal.core.models import Instansi
from asn_portal.core.sql import work_patiently
from jabatan.selectors.perlu import TINGKAT_BAWAAN, compose
from pelatihan.models import SaranPelatihan
from pelatihan.selectors.celah import BAGIAN, ORANG_TERUKUR
from pelatihan.selectors.saran import ALL, DIBUKA, DITAWARKAN_SEMUA, TERBANYAK, TUTUP


def refresh_recommendations(hari: date, now: datetime) -> int:
    """Returns how many rows there are now. Running it twice leaves the same."""
    written = 0
    for instansi_id in Instansi.objects.values_list("pk", flat=True):
        with transaction.atomic(), connection.cursor() as cursor:
            work_patiently()
            SaranPelatihan.objects.filter(program__instansi_id=instansi_id).delete()
            statement = compose(ALL, ORANG_TERUKUR, *BAGIAN, DIBUKA, DITAWARKAN_SEMUA, TUTUP)
            statement = statement.replace(f"{{{TINGKAT_BAWAAN.nama}}}", TINGKAT_BAWAAN.teks)
            values = {"instansi": instansi_id, "hari": hari, "sekarang": now, "banyak": TERBANYAK}
            cursor.execute(statement, TINGKAT_BAWAAN.nilai | values)
            written += cursor.rowcount
    return written
