"""What learning tells the apps below: before somebody leaves, that he studies on duty or still owes service for it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from asn_portal.core.templatetags.bentuk import tanggal
from pegawai.catatan_berhenti import CatatanBerhenti, register_catatan_berhenti
from pelatihan.aturan.tugas_belajar import TABEL_TUGAS_BELAJAR
from pelatihan.enums import StatusTugasBelajar
from pelatihan.models import TugasBelajar


@register_catatan_berhenti
def owed_for_study(pegawai_id: UUID, hari: date) -> list[CatatanBerhenti]:
    """Nothing is refused: death and retirement ask nobody, and what is to be paid back is decided by HR."""
    rows = TugasBelajar.objects.filter(pegawai_id=pegawai_id).select_related("tingkat")
    rows = rows.filter(Q(status=StatusTugasBelajar.BERJALAN) | Q(ikatan_sampai__gte=hari))
    return [_note(row) for row in rows.order_by("mulai", "pk")]


def _note(row: TugasBelajar) -> CatatanBerhenti:
    url = reverse("pelatihan:belajar_detail", args=[row.pk])
    if row.ikatan_sampai is None:
        sentence = f"Sedang tugas belajar {row}, sampai {tanggal(row.selesai)}. Catat kembalinya dulu."
        return CatatanBerhenti(sentence, TABEL_TUGAS_BELAJAR.terakhir.dasar_hukum, url)
    sentence = (
        f"Ikatan dinas sesudah tugas belajar {row} berlangsung sampai {tanggal(row.ikatan_sampai)}. Periksa kewajibannya sebelum "
        "memutuskan."
    )
    return CatatanBerhenti(sentence, row.dasar_ikatan, url)
