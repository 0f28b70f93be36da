"""Working days, for every app: Monday to Friday, neither a national holiday nor collective leave.

Dasar: SKB 3 Menteri tentang hari libur nasional dan cuti bersama, tahun demi tahun. A year whose list is not known
gives no invented date: `TahunTanpaDaftar` says which year is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
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
class DaftarLibur:
    """The holidays of one year: the decision behind them, and each day with its name and kind."""

    tahun: int
    dasar: str
    nasional: Mapping[date, str]
    cuti_bersama: Mapping[date, str]

    @property
    def hari(self) -> dict[date, str]:
        return {**self.nasional, **self.cuti_bersama}


@dataclass(frozen=True)
class Kalender:
    """Holidays by year. `tetap`: one list for all years, as a caller may give it. `dasar`: the decision behind each
    year; `dilihat`: the years an answer has looked at.
    """

    libur: Mapping[int, frozenset[date]]
    tetap: frozenset[date] | None = None
    dasar: Mapping[int, str] = field(default_factory=dict)
    dilihat: set[int] = field(default_factory=set, compare=False, repr=False)

    def fresh(self) -> Kalender:
        """The same calendar, which has looked at nothing yet."""
        return replace(self, dilihat=set())

    def dasar_dipakai(self) -> list[str]:
        """The decisions behind the years that were looked at."""
        return [self.dasar[tahun] for tahun in sorted(self.dilihat) if tahun in self.dasar]

    def is_libur(self, tanggal: date) -> bool:
        if self.tetap is not None:
            return tanggal in self.tetap
        if tanggal.year not in self.libur:
            raise TahunTanpaDaftar(tanggal.year)
        self.dilihat.add(tanggal.year)
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
        if self.tetap is not None:
            held = {day for day in self.tetap if mulai <= day <= selesai and day.weekday() < SABTU}
            return _count_weekdays(mulai, selesai) - len(held)
        days = (mulai + HARI * number for number in range((selesai - mulai).days + 1))
        return sum(map(self.is_hari_kerja, days))

    def with_daftar(self, daftar: Iterable[date] | None) -> Kalender:
        """The same calendar, or one that uses only this list for every year."""
        return self if daftar is None else Kalender({}, frozenset(daftar))


def _count_weekdays(mulai: date, selesai: date) -> int:
    """Monday to Friday, without walking through the days."""
    weeks, rest = divmod(max((selesai - mulai).days + 1, 0), 7)
    return weeks * SABTU + sum((mulai.weekday() + offset) % 7 < SABTU for offset in range(rest))


def read_tabel_libur() -> dict[int, DaftarLibur]:
    """The lists shipped with the project, by year."""
    lists = {}
    for ketentuan in TABEL_LIBUR.ketentuan:
        tahun = ketentuan.berlaku_sejak.year
        nasional, cuti = (
            {date.fromisoformat(day): name for day, name in ketentuan.nilai[kind].items()}
            for kind in ("libur_nasional", "cuti_bersama")
        )
        lists[tahun] = DaftarLibur(tahun, ketentuan.dasar_hukum, nasional, cuti)
    return lists


def make_kalender(lists: Mapping[int, DaftarLibur]) -> Kalender:
    return Kalender(
        {tahun: frozenset(daftar.hari) for tahun, daftar in lists.items()},
        dasar={tahun: daftar.dasar for tahun, daftar in lists.items()},
    )


KALENDER_BAWAAN = make_kalender(read_tabel_libur())
