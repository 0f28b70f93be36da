"""Of a stretch to be rated, the days that somebody worked: leave without pay (CLTN) is left out, study is not.

Who studies is rated by the progress that the institution reports; who is away on ordinary leave keeps the whole stretch.
"""

from __future__ import annotations

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from asn_portal.core.models import periode
from asn_portal.core.models.dasar import subtract
from pegawai.models import Pegawai, RiwayatCLTN

# Keys of BKN's table `cltn`: leave without pay with its prolongation; study, and study leave prolonged.
TANPA_KERJA = frozenset({"cltn:1", "cltn:5"})
BELAJAR = frozenset({"cltn:6", "cltn:7"})


def _away(pegawai: Pegawai, first: date, last: date, kinds: frozenset[str]) -> list[RiwayatCLTN]:
    rows = RiwayatCLTN.objects.kini().filter(
        pegawai=pegawai, jenis_cltn_id__in=kinds, berlaku__overlap=periode(first, last)
    )
    return list(rows.order_by("berlaku"))


def worked_pieces(pegawai: Pegawai, first: date, last: date) -> list[DateRange]:
    """The parts of the stretch outside leave without pay, in time; none when all of it was leave."""
    pieces = [periode(first, last)]
    for row in _away(pegawai, first, last, TANPA_KERJA):
        # Back earlier than the decree said: work began on that day.
        until = min(row.berlaku.upper, row.tanggal_aktif) if row.tanggal_aktif else row.berlaku.upper
        gone = DateRange(row.berlaku.lower, until, "[)")
        pieces = [rest for piece in pieces for rest in outside(piece, gone)]
    return pieces


def outside(piece: DateRange, gone: DateRange) -> list[DateRange]:
    """What is left of a piece beside another stretch."""
    apart = gone.upper <= piece.lower or piece.upper <= gone.lower
    return [piece] if apart else subtract(piece, gone)


def is_studying(pegawai: Pegawai, first: date, last: date) -> bool:
    """Away to study in this stretch."""
    return bool(_away(pegawai, first, last, BELAJAR))
