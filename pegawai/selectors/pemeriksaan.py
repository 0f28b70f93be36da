"""Letters of assignment, with the names of those who are examined."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from asn_portal.core.models import Pengguna, SuratTugas
from asn_portal.core.permissions import visible_surat_tugas
from pegawai.models import Pegawai


def surat_tugas_rows(pengguna: Pengguna) -> QuerySet[SuratTugas]:
    """The letters this account may see, the newest first, with `nama_subjek`."""
    names = Pegawai.objects.filter(pk=OuterRef("subjek_id")).values("nama")[:1]
    rows = visible_surat_tugas(pengguna).select_related("pemeriksa", "rahasia_disetujui_oleh")
    return rows.annotate(nama_subjek=Subquery(names)).order_by("-mulai", "-pk")
