"""Reports that something about a person is wrong."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from asn_portal.core.models import Pengguna
from pegawai.enums import StatusLaporan
from pegawai.models import LaporanData, Pegawai

# So long the start page shows that a report was answered.
SHOWN = timedelta(days=14)


def latest_reports(pegawai_id: UUID, now: datetime) -> dict[str, LaporanData]:
    """The newest report for each part of the record that is open or was answered lately."""
    recent = Q(status=StatusLaporan.DIAJUKAN) | Q(ditangani_pada__gte=now - SHOWN)
    rows = (
        LaporanData.objects.filter(recent, pegawai_id=pegawai_id).order_by("bagian", "-dibuat_pada").distinct("bagian")
    )
    return {row.bagian: row for row in rows}


def reports_about(pegawai: Pegawai) -> QuerySet[LaporanData]:
    """Every report about a record, newest first."""
    return LaporanData.objects.filter(pegawai=pegawai).select_related("ditangani_oleh").order_by("-dibuat_pada")


def waiting_reports(pengguna: Pengguna) -> QuerySet[LaporanData]:
    """What the list of reports shows as waiting."""
    return LaporanData.objects.visible_to(pengguna).filter(status=StatusLaporan.DIAJUKAN)


def report_rows(pengguna: Pengguna, *, status: str) -> QuerySet[LaporanData]:
    """Reports of the people of my scope and my own, open ones first."""
    rows = LaporanData.objects.visible_to(pengguna).order_by("ditangani_pada", "dibuat_pada", "pk")
    return rows.filter(status=status) if status in StatusLaporan.values else rows
