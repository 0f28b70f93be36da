"""Jam penyampaian: sampai kapan dokumen evaluasi disampaikan, dikembalikan, dan keberatan diajukan.

Panjang dan satuan setiap jam ada di tabel bertanggal. Bila satuannya belum pasti, hari yang lebih awal ditunjukkan dan hari
yang lebih akhir diterima. Tahun yang daftar liburnya belum ada menghasilkan tanggal sementara.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from asn_portal.core.kalender import Kalender, TahunTanpaDaftar
from asn_portal.core.regulasi import Tabel
from kinerja.aturan.batas_waktu import TABEL_DOKUMEN, TABEL_KEBERATAN

HARI_KERJA = "hari kerja"


@dataclass(frozen=True)
class Batas:
    """A deadline: the day that is shown, the last day that is accepted, and where it stands."""

    tampak: date
    diterima: date
    jumlah: int
    satuan: str
    dasar: str
    # Counted without the holidays of a year whose list is not known yet.
    sementara: bool = False

    def is_late(self, hari: date) -> bool:
        return hari > self.diterima


def _working(mulai: date, jumlah: int, kalender: Kalender) -> tuple[date, bool]:
    """The day so many working days later, and whether holidays of a year are missing in it."""
    try:
        return kalender.add_hari_kerja(mulai, jumlah), False
    except TahunTanpaDaftar:
        known = frozenset(day for days in kalender.libur.values() for day in days)
        return kalender.with_daftar(sorted(known)).add_hari_kerja(mulai, jumlah), True


def batas_dari(tabel: Tabel, mulai: date, kalender: Kalender) -> Batas:
    """The clock of one table, begun on a day that is itself not counted.

    Dasar: tabelnya sendiri.
    """
    rule = tabel.at(mulai)
    count = rule.nilai["hari"]
    calendar = mulai + timedelta(days=count)
    working, provisional = _working(mulai, count, kalender)
    if tabel.belum_diverifikasi:
        earlier, later = min(calendar, working), max(calendar, working)
        return Batas(earlier, later, count, tabel.satuan, rule.dasar_hukum, provisional)
    day = working if tabel.satuan == HARI_KERJA else calendar
    return Batas(day, day, count, tabel.satuan, rule.dasar_hukum, provisional and tabel.satuan == HARI_KERJA)


def batas_dokumen(mulai: date, kalender: Kalender) -> Batas:
    """Penyampaian dokumen sesudah dinilai, dan pengembaliannya sesudah disampaikan.

    Dasar: PermenPANRB 6/2022 (Format D.1.1).
    """
    return batas_dari(TABEL_DOKUMEN, mulai, kalender)


def batas_keberatan(mulai: date, kalender: Kalender) -> Batas:
    """Keberatan sesudah dokumen diterima.

    Dasar: PP 30/2019 Pasal 59.
    """
    return batas_dari(TABEL_KEBERATAN, mulai, kalender)
