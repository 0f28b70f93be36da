"""Letters of assignment, with the names of those who are examined."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from asn_portal.core.models import Pengguna, SuratTugas
from asn_portal.core.permissions import akses, visible_surat_tugas
from asn_portal.core.selectors.unit import name_on
from pegawai.models import Pegawai


def surat_tugas_rows(pengguna: Pengguna) -> QuerySet[SuratTugas]:
    """The letters this account may see, the newest first, with `nama_subjek`: the person's name, or the unit's."""
    names = Pegawai.objects.filter(pk=OuterRef("subjek_id")).values("nama")[:1]
    rows = visible_surat_tugas(pengguna).select_related("pemeriksa", "rahasia_disetujui_oleh")
    unit = name_on(akses(pengguna).tanggal, "unit_id")
    return rows.annotate(nama_subjek=Coalesce(Subquery(names), unit)).order_by("-mulai", "-pk")
