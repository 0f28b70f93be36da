"""Reports that something about a person is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from asn_portal.core.models import Pengguna
from asn_portal.core.sql import fetch
from pegawai.enums import StatusLaporan
from pegawai.models import LaporanData, Pegawai

# So long the start page shows that a report was answered.
SHOWN = timedelta(days=14)


# The newest report for each part of the own record that is open or was answered lately.
LATEST = """
SELECT DISTINCT ON (laporan.bagian) laporan.bagian, laporan.id, laporan.status, laporan.dibuat_pada
FROM pegawai_laporandata AS laporan
JOIN pegawai_pegawai AS pelapor ON pelapor.id = laporan.pegawai_id AND pelapor.pengguna_id = %(akun)s
WHERE laporan.status = 'diajukan' OR laporan.ditangani_pada >= %(sejak)s
ORDER BY laporan.bagian, laporan.dibuat_pada DESC
"""


@dataclass(frozen=True)
class LaporanSaya:
    pk: UUID
    status: str
    dibuat_pada: datetime


def latest_reports(pengguna: Pengguna, now: datetime) -> dict[str, LaporanSaya]:
    """By part of the record. One query."""
    rows = fetch(LATEST, akun=pengguna.pk, sejak=now - SHOWN)
    return {bagian: LaporanSaya(pk, status, made) for bagian, pk, status, made in rows}


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
