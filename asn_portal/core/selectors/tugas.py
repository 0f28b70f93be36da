"""What waits for somebody."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from asn_portal.core.models import (
    Notifikasi,
    Pengaturan,
    Pengguna,
    Penyiap,
    Tugas,
)


def frame_facts(pengguna: Pengguna, tanggal: date) -> dict[str, Any]:
    """What the frame of every page shows: open duties, unread notices, and the name of the agency. One query."""
    duties = (
        Tugas.objects.filter(untuk=OuterRef("pk"), selesai_pada=None).order_by().values("untuk").annotate(n=Count("pk"))
    )
    notices = (
        Notifikasi.objects.filter(untuk=OuterRef("pk"), dibaca_pada=None)
        .order_by()
        .values("untuk")
        .annotate(n=Count("pk"))
    )
    name = Pengaturan.objects.pada(tanggal).filter(instansi_id=OuterRef("instansi_id"), kunci="nama_singkat")
    row = (
        Pengguna.objects.filter(pk=pengguna.pk)
        .values_list(Subquery(duties.values("n")), Subquery(notices.values("n")), Subquery(name.values("nilai")[:1]))
        .first()
    )
    tugas, notifikasi, nama = row or (0, 0, "")
    return {"tugas": tugas or 0, "notifikasi": notifikasi or 0, "nama_instansi": nama or ""}


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
