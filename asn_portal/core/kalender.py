"""Working days, for every app: Monday to Friday, neither a national holiday nor collective leave.

Dasar: SKB 3 Menteri tentang hari libur nasional dan cuti bersama, tahun demi tahun. A year whose list is not known
gives no invented date: `TahunTanpaDaftar` says which year is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from asn_portal.core.regulasi import Ditolak, load_tabel

HARI = timedelta(days=1)
SABTU = 5
TABEL_LIBUR = load_tabel(Path(__file__).parent / "aturan" / "tabel" / "hari_libur.toml")


class TahunTanpaDaftar(Ditolak):
    def __init__(self, tahun: int) -> None:
        self.tahun = tahun
        super().__init__(
            "tabel_libur_tidak_ada", f"Daftar hari libur tahun {tahun} belum ada. Tanggal pasti menunggu daftar itu."
        )


@dataclass(frozen=True)
class Kalender:
    """Holidays by year. `tetap`: one list for all years, as a caller may give it."""

    libur: Mapping[int, frozenset[date]]
    tetap: frozenset[date] | None = None

    def is_libur(self, tanggal: date) -> bool:
        if self.tetap is not None:
            return tanggal in self.tetap
        if tanggal.year not in self.libur:
            raise TahunTanpaDaftar(tanggal.year)
        return tanggal in self.libur[tanggal.year]

    def is_hari_kerja(self, tanggal: date) -> bool:
        """Raises TahunTanpaDaftar for a year whose list is not known, also on a weekend of it."""
        return not self.is_libur(tanggal) and tanggal.weekday() < SABTU

    def add_hari_kerja(self, mulai: date, jumlah: int) -> date:
        """The day that is `jumlah` working days after `mulai`; `mulai` itself is not counted."""
        tanggal = mulai
        while jumlah > 0:
            tanggal += HARI
            jumlah -= self.is_hari_kerja(tanggal)
        return tanggal

    def count_hari_kerja(self, mulai: date, selesai: date) -> int:
        """Working days from `mulai` to `selesai`, both included."""
        days = (mulai + HARI * number for number in range((selesai - mulai).days + 1))
        return sum(map(self.is_hari_kerja, days))

    def with_daftar(self, daftar: Iterable[date] | None) -> Kalender:
        """The same calendar, or one that uses only this list for every year."""
        return self if daftar is None else Kalender({}, frozenset(daftar))


def read_tabel_libur() -> dict[int, dict[date, str]]:
    """The lists shipped with the project: year -> day -> name."""
    lists: dict[int, dict[date, str]] = {}
    for ketentuan in TABEL_LIBUR.ketentuan:
        days = {**ketentuan.nilai["libur_nasional"], **ketentuan.nilai["cuti_bersama"]}
        lists[ketentuan.berlaku_sejak.year] = {date.fromisoformat(day): name for day, name in days.items()}
    return lists


KALENDER_BAWAAN = Kalender({tahun: frozenset(days) for tahun, days in read_tabel_libur().items()})
