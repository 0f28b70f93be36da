"""A report of a wrong superior settled in one step: HR names the right one for a time, and the person is answered."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from asn_portal.core.errors import TransitionError
from asn_portal.core.models import Pengguna
from pegawai.enums import BagianLaporan, StatusLaporan
from pegawai.models import LaporanData, Pegawai
from pegawai.services.laporan import answer_laporan
from pegawai.services.penempatan import set_atasan


def settle_with_superior(
    laporan_id: UUID, *, atasan: Pegawai, mulai: date, sampai: date | None, alasan: str, by: Pengguna
) -> LaporanData:
    """Both or neither: the dated override with its reason, and the answer that tells of it."""
    with transaction.atomic():
        laporan = LaporanData.objects.select_for_update(of=("self",)).get(pk=laporan_id, bagian=BagianLaporan.ATASAN)
        if laporan.status != StatusLaporan.DIAJUKAN:
            raise TransitionError("Laporan ini sudah dijawab. Muat ulang halamannya.", galat="sudah_dijawab")
        set_atasan(laporan.pegawai_id, atasan=atasan, mulai=mulai, sampai=sampai, dasar=alasan, by=by)
        return answer_laporan(laporan_id, status=StatusLaporan.DIPERBAIKI, tanggapan=alasan, by=by)
