"""The dictionary of competences as people read it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from jabatan.models import KamusKompetensi, TingkatKompetensi


def dictionary(instansi_id: UUID, *, kata: str = "", terpakai: bool = False) -> QuerySet[KamusKompetensi]:
    """National entries first, then the agency's own, each with its levels. Two queries."""
    rows = KamusKompetensi.objects.untuk(instansi_id)
    for word in kata.split()[:6]:
        rows = rows.filter(nama__icontains=word)
    if terpakai:
        rows = rows.terpakai()
    levels = Prefetch("daftar_tingkat", TingkatKompetensi.objects.order_by("tingkat"))
    return rows.prefetch_related(levels).order_by("jenis", "urut", "nama", "pk")
