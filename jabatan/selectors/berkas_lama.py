"""The file of somebody who moved, as HR of the former unit still reads it: days before the move, nothing that is masked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from asn_portal.core.izin import Sumber
from jabatan.selectors.serah_terima import membership_before
from pegawai.jenis_riwayat import JenisRiwayat, Pola, all_jenis_riwayat
from pegawai.models import KeanggotaanUnit
from pegawai.selectors.riwayat import cells, holds, rows_of


@dataclass(frozen=True)
class BarisLama:
    """A row; its end only when it lay before the day asked for: what came later is not for the former unit."""

    judul: str
    isi: list[tuple[str, Any]]
    mulai: date
    sampai: date | None
    berlaku: bool
    sk_nomor: str
    sk_tanggal: date | None


@dataclass(frozen=True)
class BagianLama:
    judul: str
    label_mulai: str
    sehari: bool
    baris: list[BarisLama]


def days_open(row: KeanggotaanUnit) -> tuple[date, date]:
    """First and last day in the former unit: between them the file may be asked for."""
    before, eve = membership_before(row), row.mulai - date.resolution
    return (before.mulai if before else eve), eve


def open_kinds() -> list[JenisRiwayat]:
    """Without family, discipline and private data."""
    return [jenis for jenis in all_jenis_riwayat() if jenis.sumber is Sumber.DATA_KEPEGAWAIAN]


def former_file(row: KeanggotaanUnit, hari: date) -> list[BagianLama]:
    """What had begun by that day, by kind; kinds without a row are left out. One query."""
    kinds = open_kinds()
    found = rows_of(row.pegawai_id, kinds, hari=hari)
    return [
        BagianLama(
            jenis.judul, jenis.label_mulai, jenis.pola is Pola.HARI,
            [_line(jenis, satu, hari) for satu in found[jenis.kunci]],
        )
        for jenis in kinds
        if found[jenis.kunci]
    ]  # fmt: skip


def _line(jenis: JenisRiwayat, satu: Any, hari: date) -> BarisLama:
    ended = satu.sampai is not None and satu.sampai < hari
    return BarisLama(
        jenis.judul_baris(satu), cells(jenis, satu, jenis.kolom), satu.mulai, satu.sampai if ended else None,
        holds(satu, hari), satu.sk_nomor, satu.sk_tanggal,
    )  # fmt: skip
