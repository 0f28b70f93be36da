"""Ban windows around elections: those of the table of the law and those an agency has recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from asn_portal.core.regulasi import URAIAN_KEYAKINAN
from jabatan.aturan.larangan_mutasi import TABEL_LARANGAN, Jendela, Pemilihan, known_elections, windows_of
from jabatan.models import PemilihanDaerah


@dataclass(frozen=True)
class BarisPemilihan:
    """An election with its windows, newest first. Without `id`: of the table of the law, changed with it only."""

    id: UUID | None
    pemilihan: Pemilihan
    jendela: list[Jendela]
    keyakinan: str
    berjalan: bool
    lewat: bool


def recorded(instansi_id: UUID) -> QuerySet[PemilihanDaerah]:
    return PemilihanDaerah.objects.filter(instansi_id=instansi_id, dicabut_pada=None)


def recorded_elections(instansi_id: UUID) -> list[Pemilihan]:
    """What the agency has recorded, as the law counts it. One query."""
    return [election_of(row) for row in recorded(instansi_id)]


def election_of(row: PemilihanDaerah) -> Pemilihan:
    return Pemilihan(row.nama, row.penetapan, row.akhir, row.pelantikan, row.dasar)


def elections_listed(instansi_id: UUID, hari: date) -> list[BarisPemilihan]:
    """All of them, newest first. One query."""
    rows = [_line(row.pk, election_of(row), row.get_keyakinan_display(), hari) for row in recorded(instansi_id)]
    rows += [_line(None, one, URAIAN_KEYAKINAN[TABEL_LARANGAN.keyakinan], hari) for one in known_elections()]
    return sorted(rows, key=lambda row: row.pemilihan.penetapan, reverse=True)


def _line(pk: UUID | None, pemilihan: Pemilihan, keyakinan: str, hari: date) -> BarisPemilihan:
    windows = windows_of(pemilihan)
    running = any(window.holds(hari) for window in windows)
    return BarisPemilihan(pk, pemilihan, windows, keyakinan, running, all(window.sampai < hari for window in windows))
