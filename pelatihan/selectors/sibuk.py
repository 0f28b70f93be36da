"""Where somebody is to be on these days already: batches, placements, study on duty away from the post."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from asn_portal.core.templatetags.bentuk import tanggal
from pelatihan.aturan.alur_kegiatan import DI_SANA
from pelatihan.aturan.alur_kepesertaan import BERTEMPAT
from pelatihan.enums import StatusTugasBelajar
from pelatihan.models import Kepesertaan, PesertaMagang, TugasBelajar


def busy_with(pegawai_id: UUID, mulai: date, selesai: date) -> str:
    """A sentence, empty when nothing is known. Three small queries."""
    days = DateRange(mulai, selesai + timedelta(days=1), "[)")
    batch = Kepesertaan.objects.filter(pegawai_id=pegawai_id, status__in=BERTEMPAT, masa__overlap=days)
    return _first(
        [
            (row.angkatan.program.judul, row.angkatan.mulai, row.angkatan.selesai)
            for row in batch.select_related("angkatan__program")[:1]
        ]
        or placements(pegawai_id, days)
        or studies(pegawai_id, mulai, selesai)
    )


def away_on(pegawai_id: UUID, mulai: date, selesai: date) -> str:
    """The same without batches, which the database compares by itself."""
    days = DateRange(mulai, selesai + timedelta(days=1), "[)")
    return _first(placements(pegawai_id, days) or studies(pegawai_id, mulai, selesai))


def placements(pegawai_id: UUID, days: DateRange) -> list[tuple[str, date, date]]:
    rows = PesertaMagang.objects.filter(pegawai_id=pegawai_id, status__in=DI_SANA, masa__overlap=days)
    return [
        (row.lowongan.judul, row.lowongan.mulai, row.lowongan.selesai) for row in rows.select_related("lowongan")[:1]
    ]


def studies(pegawai_id: UUID, mulai: date, selesai: date) -> list[tuple[str, date, date]]:
    """Away from the post only: whoever studies in the evening may follow a course by day."""
    rows = TugasBelajar.objects.filter(
        pegawai_id=pegawai_id,
        status=StatusTugasBelajar.BERJALAN,
        dibebaskan=True,
        mulai__lte=selesai,
        selesai__gte=mulai,
    )
    return [("tugas belajar", row.mulai, row.selesai) for row in rows[:1]]


def _first(found: list[tuple[str, date, date]]) -> str:
    return f"{found[0][0]}, {tanggal(found[0][1])} sampai {tanggal(found[0][2])}" if found else ""
