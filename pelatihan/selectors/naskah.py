"""Papers of learning on their way to the signature: of a study on duty, and of a batch that is over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from asn_portal.berkas.enums import StatusNaskah
from asn_portal.berkas.models import Naskah
from asn_portal.core.models import Pengguna
from pelatihan.models import AngkatanPelatihan

KEPUTUSAN_BELAJAR, PENETAPAN_LULUS = "keputusan_tugas_belajar", "penetapan_kelulusan"
# A paper in one of these states is none any more: another one may be made.
GUGUR = (StatusNaskah.DIBATALKAN, StatusNaskah.DICABUT)


def living_paper(jenis: str, objek_id: UUID) -> Naskah | None:
    """The one that is being made, initialled or signed, or that counts."""
    rows = Naskah.objects.filter(jenis=jenis, data__objek=str(objek_id)).exclude(status__in=GUGUR)
    return rows.order_by("-dibuat_pada").first()


def paper_on_page(pengguna: Pengguna, jenis: str, objek_id: UUID) -> dict[str, Any]:
    """For the page of its object: the paper, and whether this account may open it. Two queries, one without a paper."""
    row = living_paper(jenis, objek_id)
    may_open = row is not None and Naskah.objects.visible_to(pengguna).filter(pk=row.pk).exists()
    return {"naskah": row, "naskah_terbuka": may_open}


def paper_of_certificate(kepesertaan_id: UUID | None) -> Naskah | None:
    """The signed paper in which this certificate stands with its number."""
    if kepesertaan_id is None:
        return None
    batch = AngkatanPelatihan.objects.filter(daftar_peserta=kepesertaan_id)
    return Naskah.objects.filter(pk__in=batch.values("penetapan")).first()
