"""Papers of learning on their way to the signature: of a study on duty, and of a batch that is over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from asn_portal.berkas.enums import StatusNaskah
from asn_portal.berkas.models import Naskah
from asn_portal.core.models import Pengguna
from pelatihan.models import AngkatanPelatihan, PenetapanSertifikat, Sertifikat

KEPUTUSAN_BELAJAR, PENETAPAN_LULUS = "keputusan_tugas_belajar", "penetapan_kelulusan"
PENETAPAN_SERTIFIKAT = "penetapan_sertifikat"
# A paper in one of these states is none any more: another one may be made.
GUGUR = (StatusNaskah.DIBATALKAN, StatusNaskah.DICABUT)


def living_paper(jenis: str, objek_id: UUID) -> Naskah | None:
    """The one that is being made, initialled or signed, or that counts."""
    rows = Naskah.objects.filter(jenis=jenis, data__objek=str(objek_id)).exclude(status__in=GUGUR)
    return rows.order_by("-dibuat_pada").first()


def living_papers(jenis: str, ids: Sequence[UUID]) -> dict[UUID, Naskah]:
    """Of several objects at once."""
    rows = Naskah.objects.filter(jenis=jenis, data__objek__in=[str(pk) for pk in ids]).exclude(status__in=GUGUR)
    return {UUID(row.data["objek"]): row for row in rows.order_by("dibuat_pada")}


def paper_on_page(pengguna: Pengguna, jenis: str, objek_id: UUID) -> dict[str, Any]:
    """For the page of its object: the paper, and whether this account may open it. Two queries, one without a paper."""
    row = living_paper(jenis, objek_id)
    may_open = row is not None and Naskah.objects.visible_to(pengguna).filter(pk=row.pk).exists()
    return {"naskah": row, "naskah_terbuka": may_open}


def paper_of_certificate(row: Sertifikat) -> Naskah | None:
    """The signed paper in which this certificate stands with its number: of its batch, or of those put together."""
    if row.kepesertaan_id is None:
        together = PenetapanSertifikat.objects.filter(daftar_sertifikat__sertifikat=row)
        return Naskah.objects.filter(pk__in=together.values("naskah")).first()
    batch = AngkatanPelatihan.objects.filter(daftar_peserta=row.kepesertaan_id)
    return Naskah.objects.filter(pk__in=batch.values("penetapan")).first()
