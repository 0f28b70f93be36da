"""What every loader shares: size, seed, day, ids, chance, and the register of loaders."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from asn_portal.core.demo import pilih
from asn_portal.core.demo.simpul import Simpul

# Below this the demo accounts and their teams do not fit; above, teams would grow past twenty.
PEGAWAI_TERSEDIKIT, PEGAWAI_TERBANYAK = 250, 100_000
BERDIRI = date(2017, 1, 1)  # the organisation as it is here; every dated row begins later
HARI_PERTAMA = BERDIRI + timedelta(days=2 * 365)
WIB = ZoneInfo("Asia/Jakarta")
TETANGGA = 1  # one person belongs to another agency


def _silent(line: str) -> None:
    """Nobody listens."""


@dataclass
class Demo:
    """A province to be made: how many people, from which seed, on which day."""

    pegawai: int
    benih: int
    tanggal: date
    lapor: Callable[[str], None] = field(default=_silent, compare=False, repr=False)

    def id(self, kind: str, key: object) -> uuid.UUID:
        """The id of a row: the same for the same seed."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"asn-demo:{self.benih}:{kind}:{key}")

    def acak(self, purpose: str) -> random.Random:
        """Chance for one purpose. A text as seed gives the same numbers in every process."""
        return random.Random(f"{self.benih}:{self.tanggal.isoformat()}:{purpose}")

    def check(self) -> None:
        """Refuse, in a sentence, a province that cannot be made."""
        if not PEGAWAI_TERSEDIKIT <= self.pegawai <= PEGAWAI_TERBANYAK:
            raise pilih.TidakMuat(
                f"Data contoh memuat {PEGAWAI_TERSEDIKIT} sampai {PEGAWAI_TERBANYAK} pegawai, bukan {self.pegawai}."
            )
        if self.tanggal < HARI_PERTAMA:
            raise pilih.TidakMuat(f"Tanggal data contoh paling awal {HARI_PERTAMA}, bukan {self.tanggal}.")

    @cached_property
    def tim(self) -> dict[str, Simpul]:
        """Every team of the whole province, by key."""
        return pilih.seluruhnya()

    @cached_property
    def pilihan(self) -> pilih.Pilihan:
        return pilih.choose(self.pegawai - TETANGGA)

    @cached_property
    def ukuran(self) -> dict[str, int]:
        """The chosen teams with their number of direct members."""
        return pilih.sizes(self.pilihan, self.pegawai - TETANGGA, self.benih)

    @cached_property
    def units(self) -> list[Simpul]:
        """The chosen units, parents first."""
        return [simpul for kunci, simpul in self.tim.items() if kunci in self.pilihan.dipilih and simpul.is_unit]

    def jam(self, hari: date) -> datetime:
        """Eight in the morning of a day: when the rows of that day were recorded."""
        return datetime.combine(max(hari, BERDIRI), time(8), WIB)

    @property
    def akun_sejak(self) -> date:
        """Accounts were opened some weeks ago."""
        return self.tanggal - timedelta(days=45)

    @property
    def peran_sejak(self) -> date:
        """Roles were given at the beginning of the year; in January, of the year before."""
        return date(self.tanggal.year - (self.tanggal.month == 1), 1, 2)


@dataclass(frozen=True)
class Pengisi:
    """How one app fills its tables, and whether they are still empty."""

    isi: Callable[[Demo], None]
    is_kosong: Callable[[], bool]
    # Looks at what all the others have written.
    terakhir: bool = False


daftar_pengisi: dict[str, Pengisi] = {}


def register_demo(
    app: str, isi: Callable[[Demo], None], *, is_kosong: Callable[[], bool], terakhir: bool = False
) -> None:
    """In the order of registration, which is the order of INSTALLED_APPS: what others rest on comes first, and what counts
    everything last.
    """
    daftar_pengisi[app] = Pengisi(isi, is_kosong, terakhir)
    for name in [name for name, pengisi in daftar_pengisi.items() if pengisi.terakhir]:
        daftar_pengisi[name] = daftar_pengisi.pop(name)
