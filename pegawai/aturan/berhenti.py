"""Berhenti, pensiun, meninggal, pindah: urusan yang mengikutinya, siapa mengerjakannya, dan kapan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pegawai.aturan.kata import tabel
from pegawai.enums import JenisBerhenti as J
from pegawai.enums import StatusBerhenti as S

TABEL_URUSAN = tabel("daftar_berhenti")
TABEL_KEDUDUKAN = tabel("kedudukan_berhenti")

ALUR_BERHENTI = {
    S.DIAJUKAN: frozenset({S.DITETAPKAN, S.DITOLAK, S.DIBATALKAN}),
    S.DITETAPKAN: frozenset({S.DIBATALKAN}),
    S.DITOLAK: frozenset(),
    S.DIBATALKAN: frozenset(),
}

# Death is reported by one person, at once; everything else is a decision that two persons record.
SATU_ORANG = frozenset({J.MENINGGAL})


@dataclass(frozen=True)
class Urusan:
    kunci: str
    judul: str
    oleh: str
    batas: date
    dasar: str


def daftar_urusan(jenis: str, mulai: date) -> list[Urusan]:
    """What has to be done for somebody who leaves in this way from this day on, in the order of the table.

    Dasar: PP 11/2017; UU 11/1969; PP 70/2015; PP 49/2018.
    """
    rows = TABEL_URUSAN.at(mulai).nilai["urusan"]
    return [
        Urusan(row["kunci"], row["judul"], row["oleh"], mulai + timedelta(days=row["hari"]), row["dasar"])
        for row in rows
        if jenis in row["untuk"]
    ]


def kedudukan_sesudah(jenis: str, hari: date) -> str | None:
    """Kode kedudukan hukum yang mengikuti sebuah sebab; None bila tidak berubah.

    Dasar: PP 11/2017; PP 49/2018.
    """
    kode: str | None = TABEL_KEDUDUKAN.at(hari).nilai.get(jenis)
    return kode
