"""What can be counted, and by what. An app describes its people, posts or trainings once (`Populasi`), and apps above add
the ways of dividing them (`register_dimensi`); page, file, API and the way down to the rows follow.

Everything here is written by us: SQL of a description, never of an address. What somebody chose enters as a parameter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.core.models import Pengguna

# The parts of an address that ask something; it grows with every filter that an app registers.
BAGIAN_ALAMAT = {"apa", "baris", "kolom", "pada", "tanggal", "unit", "langsung"}
# In an address: the rows of which the value is not known.
KOSONG = "-"
Pilihan = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Lingkup:
    """Whose rows an account may count on a day, as a condition. `rinci`: it may see the rows as well; otherwise sums of at
    least five only, of today and without filters (keputusan 0019).
    """

    nama: str
    rinci: bool
    # The unit with everything below it (None: the whole agency), and its path on that day.
    unit_id: UUID | None = None
    jalur: str | None = None
    syarat: str = ""
    nilai: Mapping[str, Any] = field(default_factory=dict)
    # Other units that this account may choose: those it looks after.
    pilihan: tuple[tuple[UUID, str], ...] = ()
    # What the reader must know about these figures.
    catatan: tuple[str, ...] = ()


def plain(label: str) -> str:
    return label


def lowered(label: str) -> str:
    return label[:1].lower() + label[1:]


def no_value(text: str, hari: date) -> Any:
    return text


def everybody(_: Pengguna) -> bool:
    return True


def no_parameters(_: date) -> dict[str, Any]:
    return {}


def no_year(_: date) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class Saringan:
    """A choice that narrows what is counted. `syarat` is a condition with `%(s_<nama>)s`; `ubah` makes its parameter.
    `frasa` says the choice inside a sentence, where `urut` tells the place of the words.
    """

    nama: str
    judul: str
    pilihan: Pilihan = ()
    syarat: str = ""
    gabung: tuple[str, ...] = ()
    ubah: Callable[[str, date], Any] = no_value
    frasa: Callable[[str], str] = plain
    urut: int = 50
    # Who may divide and narrow by it, beside the right to count at all; for everybody else it does not exist.
    boleh: Callable[[Pengguna], bool] = everybody
    # Parameters of its own that the day decides.
    parameter: Callable[[date], dict[str, Any]] = no_parameters
    # Of which time its values are, when that is not the day itself: "2025".
    masa: Callable[[date], str] = no_year


@dataclass(frozen=True, kw_only=True)
class Dimensi(Saringan):
    """A way of dividing what is counted, and a filter at the same time. `sql` is an expression that gives text (or nothing,
    shown as `kosong`) on the day `%(hari)s`; `gabung` are the joins it needs.
    """

    definisi: str
    sql: str
    # After "per": "per kelompok umur".
    per: str
    kosong: str = "Belum ada"
    # Values whose names are looked up; those with `pilihan` are a fixed list in its order.
    nama_nilai: Callable[[Sequence[str], date], dict[str, str]] | None = None
    # Its label is the noun of the sentence: "Guru" instead of "Pegawai".
    pokok: bool = False
    # Everybody may know it of everybody (the directory): never hidden, never joined.
    terbuka: bool = False
    # Follows dated rows; otherwise the page says that it is as of today.
    bertanggal: bool = True
    # The unit one level below: its values are units, into which one can go. At the top it has another name.
    cabang: bool = False
    judul_puncak: str = ""
    per_puncak: str = ""

    def words(self, lingkup: Lingkup) -> tuple[str, str]:
        """Its title, and what stands after "per", inside this scope."""
        top = lingkup.unit_id is None
        return (top and self.judul_puncak) or self.judul, (top and self.per_puncak) or self.per


@dataclass(frozen=True)
class Pertanyaan:
    """A question that is ready to be asked."""

    judul: str
    kueri: Mapping[str, str]
    # Its name when a unit is chosen.
    judul_dalam: str = ""


@dataclass(frozen=True, kw_only=True)
class Populasi:
    nama: str
    judul: str
    # The noun of the sentence, and what a number counts.
    pokok: str
    satuan: str
    definisi: str
    # FROM and the condition that always holds; `kunci` is the key of a row, `unit` the column of its unit.
    dari: str
    syarat: str
    kunci: str
    unit: str
    # The page that lists the rows behind a cell.
    rinci: str
    boleh: Callable[[Pengguna], bool]
    # The scope of an account, narrowed to a unit that it chose; None: not its own.
    lingkup: Callable[[Pengguna, UUID | None, date], Lingkup | None]
    daftar_unit: Callable[[Pengguna, date], list[tuple[UUID, str]]]
    # Parameters that the day decides.
    parameter: Callable[[date], dict[str, Any]]
    tempat: str
    siap: tuple[Pertanyaan, ...] = ()
    saringan: tuple[Saringan, ...] = ()
    # Rows and columns that are drawn as a pyramid.
    piramida: tuple[str, str] = ("", "")
    dimensi: dict[str, Dimensi] = field(default_factory=dict)
    # Questions that apps above have made ready.
    tambahan: list[Pertanyaan] = field(default_factory=list)

    def filters(self) -> dict[str, Saringan]:
        """Every filter by its name: the dimensions, and what narrows without dividing."""
        return {
            satu.nama: satu for satu in (*self.dimensi.values(), *self.saringan) if not getattr(satu, "cabang", False)
        }

    def dimensions_for(self, pengguna: Pengguna) -> dict[str, Dimensi]:
        return {nama: satu for nama, satu in self.dimensi.items() if satu.boleh(pengguna)}

    def filters_for(self, pengguna: Pengguna) -> dict[str, Saringan]:
        return {nama: satu for nama, satu in self.filters().items() if satu.boleh(pengguna)}

    def questions_for(self, pengguna: Pengguna) -> list[Pertanyaan]:
        """Those that are ready, without the ones about what this account may not know."""
        barred = {nama for nama, satu in self.dimensi.items() if not satu.boleh(pengguna)}
        return [satu for satu in (*self.siap, *self.tambahan) if not barred & {*satu.kueri, *satu.kueri.values()}]


_populasi: dict[str, Populasi] = {}


def register_populasi(populasi: Populasi, *dimensi: Dimensi) -> None:
    _populasi[populasi.nama] = populasi
    BAGIAN_ALAMAT.update(satu.nama for satu in populasi.saringan)
    register_dimensi(populasi.nama, *dimensi)


def register_dimensi(populasi: str, *dimensi: Dimensi, siap: Sequence[Pertanyaan] = ()) -> None:
    """An upper app adds ways of dividing what is counted below, and questions that are ready."""
    _populasi[populasi].dimensi.update((satu.nama, satu) for satu in dimensi)
    _populasi[populasi].tambahan.extend(siap)
    BAGIAN_ALAMAT.update(satu.nama for satu in dimensi)


def find_populasi(nama: str) -> Populasi | None:
    return _populasi.get(nama)


def daftar_populasi() -> list[Populasi]:
    """Persons first, then what was registered before them."""
    return sorted(_populasi.values(), key=lambda satu: satu.satuan != "orang")
