"""Which words a letter has today, and had before."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from pegawai.models import VersiSurat
from pegawai.surat import JenisSurat


def versions(instansi_id: UUID, jenis: JenisSurat) -> QuerySet[VersiSurat]:
    rows = VersiSurat.objects.filter(instansi_id=instansi_id, jenis=jenis.kunci)
    return rows.select_related("dibuat_oleh").order_by("-versi")


def current_text(instansi_id: UUID, jenis: JenisSurat) -> tuple[int, str]:
    """Number and words of the newest version; 0 for those that come with the portal."""
    row = versions(instansi_id, jenis).first()
    return (row.versi, row.isi) if row else (0, jenis.bawaan)
