"""Rows of angka kredit in the file, filled by the app that counts them: by set, with source and reference, once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

# `{sumber}` gives pegawai_id, berlaku (daterange), jabatan, total, pertama, rujukan. Part of the caller's change, which traces it.
TUTUP = """
UPDATE pegawai_riwayatangkakredit AS lama SET tercatat = tstzrange(lower(lama.tercatat), %(pada)s)
WHERE lama.sumber = 'kinerja' AND upper_inf(lama.tercatat) AND (%(orang)s::uuid[] IS NULL OR lama.pegawai_id = ANY(%(orang)s))
  AND NOT EXISTS (SELECT FROM ({sumber}) AS baru WHERE baru.pegawai_id = lama.pegawai_id AND baru.berlaku = lama.berlaku
                  AND baru.jabatan = lama.jabatan AND baru.total = lama.kredit_total AND baru.rujukan = lama.sk_nomor)
"""
# What the file has already for those days (a PAK of HR or SIASN) is left as it is.
TULIS = """
INSERT INTO pegawai_riwayatangkakredit (id, pegawai_id, berlaku, tercatat, jabatan, kredit_utama, kredit_penunjang, kredit_total,
    angka_kredit_pertama, integrasi, konversi, sk_nomor, siasn_id, sumber)
SELECT uuidv7(), baru.pegawai_id, baru.berlaku, tstzrange(%(pada)s, NULL), baru.jabatan, baru.total, 0, baru.total,
       baru.pertama, false, true, baru.rujukan, '', 'kinerja'
FROM ({sumber}) AS baru
WHERE (%(orang)s::uuid[] IS NULL OR baru.pegawai_id = ANY(%(orang)s))
  AND NOT EXISTS (SELECT FROM pegawai_riwayatangkakredit AS ada WHERE ada.pegawai_id = baru.pegawai_id
                  AND upper_inf(ada.tercatat) AND ada.berlaku && baru.berlaku)
"""


def fill_credits(sumber: str, nilai: Mapping[str, Any], *, orang: Collection[UUID] | None, pada: datetime) -> int:
    """Close what no longer holds, write what is new; a second run writes nothing. Returns how many rows are new."""
    values = {**nilai, "orang": None if orang is None else list(orang), "pada": pada}
    with connection.cursor() as cursor:
        cursor.execute(TUTUP.replace("{sumber}", sumber), values)
        cursor.execute(TULIS.replace("{sumber}", sumber), values)
        return int(cursor.rowcount)
