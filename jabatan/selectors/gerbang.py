"""Discipline as a gate: whether somebody passes, never why. The sanction itself stays in the file, masked (Sumber.DISIPLIN)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from pegawai.enums import TingkatHukuman
from pegawai.models import RiwayatHukuman


def stopped_at_gate(orang: Collection[UUID], hari: date) -> set[UUID]:
    """Who of these serves a sanction of the middle or heavy kind on that day. Dasar: PP 94/2021."""
    rows = RiwayatHukuman.objects.pada(hari).filter(
        pegawai_id__in=orang, batal_nomor="", tingkat__in=(TingkatHukuman.SEDANG, TingkatHukuman.BERAT)
    )
    return set(rows.values_list("pegawai_id", flat=True))
