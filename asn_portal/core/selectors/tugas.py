"""What waits for somebody."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from asn_portal.core.models import Pengguna, Penyiap, Tugas
from asn_portal.core.sql import fetch

FRAME = """
SELECT (SELECT count(*) FROM core_tugas WHERE untuk_id = %(akun)s AND selesai_pada IS NULL),
       (SELECT count(*) FROM core_notifikasi WHERE untuk_id = %(akun)s AND dibaca_pada IS NULL),
       (SELECT nilai FROM core_pengaturan
        WHERE instansi_id = %(instansi)s AND kunci = 'nama_singkat'
          AND upper_inf(tercatat) AND berlaku @> %(hari)s::date)
"""


def frame_facts(pengguna: Pengguna, tanggal: date) -> dict[str, Any]:
    """What the frame of every page shows: open duties, unread notices, and the name of the agency. One query."""
    tugas, notifikasi, nama = fetch(FRAME, akun=pengguna.pk, instansi=pengguna.instansi_id, hari=tanggal)[0]
    return {"tugas": tugas, "notifikasi": notifikasi, "nama_instansi": nama or ""}


def open_tugas(pengguna: Pengguna) -> QuerySet[Tugas]:
    """What waits for this person, the nearest deadline first."""
    return Tugas.objects.filter(untuk=pengguna, selesai_pada=None).order_by("batas", "dibuat_pada")


def prepared_tugas(penyiap: Pengguna) -> QuerySet[Tugas]:
    """Open duties of officials for whom this account prepares, of the kinds it may."""
    rows = Penyiap.objects.pada(timezone.localdate()).filter(penyiap=penyiap)
    allowed = Q(pk__in=[])
    for pejabat_id, jenis_tugas in rows.values_list("pejabat_id", "jenis_tugas"):
        allowed |= Q(untuk_id=pejabat_id, jenis__in=jenis_tugas)
    return Tugas.objects.filter(allowed, selesai_pada=None).select_related("untuk").order_by("batas", "dibuat_pada")
